"""Words for popularity, the signs of staged sales, and why a model is suggested."""

from collections.abc import Sequence

from desktop.core.listings import Listing
from desktop.core.popularity import DOUBTFUL_WASH, MOST_WASH, WASH_RULES, Finding, Sign, Trade, WashRule
from desktop.text import mark, tr, trn
from desktop.ui.phrases import price_text
from desktop.ui.rating_words import isolated

# What was seen: {count} of {total}. Below, when it counts: from {least} cases on that are {share} percent or more.
_SEEN = {
    Sign.OWN_PURCHASES: mark("{count} of {total} sales were paid by the seller's own accounts."),
    Sign.OWN_LICENCES: mark("{count} of {total} licences went to the seller's own accounts."),
    Sign.LINKED_PAYERS: mark(
        "{count} of {total} sales were paid by accounts that the seller sent money to or lets deliver."
    ),
    Sign.REPEATED: mark("{count} of {total} sales repeat one of the same account."),
    Sign.BURST: mark("{count} of {total} accounts bought for the first time within the same hour."),
    Sign.DUST: mark("{count} of {total} sales cost next to nothing."),
    Sign.OWN_RATINGS: mark("{count} of {total} ratings are by the seller's own or linked accounts."),
}
_RULES = {
    Sign.OWN_PURCHASES: mark(
        "Paid by the seller's account or by one that the terms pay: from {least} sale on."
    ),
    Sign.OWN_LICENCES: mark(
        "Licence given to such an account by somebody else: from {least} sales and {share} % on."
    ),
    Sign.LINKED_PAYERS: mark(
        "Paid by an account that got income or bond of the seller, or that may deliver for it: from {least} sale on."
    ),
    Sign.REPEATED: mark("Bought again by the same account: from {least} sales and {share} % on."),
    Sign.BURST: mark("Many new accounts within one hour: from {least} accounts and {share} % on."),
    Sign.DUST: mark("Price below 0.00001 coin: from {least} sales and {share} % on."),
    Sign.OWN_RATINGS: mark("Rated by own or linked accounts: from {least} rating and {share} % on."),
}


def finding_text(finding: Finding) -> str:
    """What was seen, and what it adds to the score."""
    seen = tr(_SEEN[finding.sign], count=finding.count, total=finding.total)
    return trn("{seen} {n} point.", "{seen} {n} points.", finding.points, seen=seen)


def rule_text(rule: WashRule) -> str:
    """When a sign is seen, and what it adds."""
    words = tr(_RULES[rule.sign], least=rule.least, share=rule.share)
    most = rule.base + rule.by_share
    return tr("{rule} At most {points} points.", rule=words, points=most)


def all_rules() -> list[str]:
    """Every rule, and what is made of the points."""
    end = tr(
        "The points are added up, to {most} at most. From {doubtful} on the market marks the sales as doubtful.",
        most=MOST_WASH,
        doubtful=DOUBTFUL_WASH,
    )
    return [*map(rule_text, WASH_RULES), end]


def counted_text(trade: Trade, *, is_free: bool) -> str:
    """The headline of a listing's popularity."""
    if is_free:
        return tr("Not known for free models")
    if not trade.sales and not trade.refunds:
        return tr("Not bought yet")
    return payers_text(trade.payers)


def payers_text(payers: int) -> str:
    """How many accounts count."""
    return trn("Bought by {n} account", "Bought by {n} accounts", payers)


def what_counts(trade: Trade) -> list[str]:
    """What was counted."""
    found = []
    if trade.payers:
        found.append(
            tr("Each paying account counts once, from its first purchase; after three months half as much.")
        )
        found.append(tr("A purchase at a higher price weighs more, at most twice as much."))
    if trade.undelivered:
        found.append(
            trn(
                "{n} order was refunded because nothing came in time. That weighs against it.",
                "{n} orders were refunded because nothing came in time. That weighs against it.",
                trade.undelivered,
            )
        )
    if trade.proven:
        found.append(
            trn(
                "{n} order was refunded after a proven fault in key or content. That weighs heavily against it.",
                "{n} orders were refunded after proven faults in key or content. That weighs heavily against it.",
                trade.proven,
            )
        )
    return found


def what_does_not(trade: Trade) -> list[str]:
    """What was left out, and what nobody can know."""
    found = []
    again = trade.sales - trade.accounts
    for count, one, many in (
        (again, mark("{n} further purchase by an account that is counted already."), mark("{n} further purchases by accounts that are counted already.")),
        (trade.own, mark("{n} purchase by the seller's own accounts."), mark("{n} purchases by the seller's own accounts.")),
        (trade.linked, mark("{n} purchase by accounts that the seller is linked with."), mark("{n} purchases by accounts that the seller is linked with.")),
        (trade.held, mark("{n} licence that went to the seller's own accounts."), mark("{n} licences that went to the seller's own accounts.")),
        (trade.dust, mark("{n} purchase that cost next to nothing."), mark("{n} purchases that cost next to nothing.")),
        (trade.refunded, mark("{n} purchase that the seller refunded."), mark("{n} purchases that the seller refunded.")),
    ):  # fmt: skip
        if count:
            found.append(trn(one, many, count))
    found.append(
        tr(
            "Self-tests: they run on the buyers' own computers and leave nothing on the chain. Proven complaints do."
        )
    )
    return found


def wash_text(score: int) -> tuple[str, str]:
    """The score of staged sales in words, and its tone."""
    if score >= DOUBTFUL_WASH:
        return tr("Doubtful sales"), "warning"
    if score:
        return tr("Some sales stand out"), "neutral"
    return tr("Nothing stands out"), "success"


def reason_text(because: Listing | None, listing: Listing) -> str:
    """Why a model is suggested; a stranger's title stays apart from the sentence around it."""
    if because is None:
        return trn("Popular: bought by {n} account", "Popular: bought by {n} accounts", listing.payers)
    return tr("Because of “{title}”", title=isolated(because.title))


def both_text(both: int) -> str:
    """Why a model is shown beside another one."""
    return trn("{n} of its buyers", "{n} of its buyers", both)


def spoken(listing: Listing, reason: str) -> str:
    """What a screen reader says of a suggestion."""
    return ", ".join((listing.title, price_text(listing), reason))


def months_text(months: Sequence[tuple[int, int]]) -> str:
    """The months of a chart, for screen readers."""
    return ", ".join(str(count) for _, count in months)
