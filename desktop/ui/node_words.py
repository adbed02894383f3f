"""Endpoints that contradict each other, in words: what one did, and why it is not believed."""

from desktop.core.listings import UNKNOWN_BLOCK, Disagreement, DisagreementKind
from desktop.services.disagreements import NodeReport
from desktop.text import mark, tr, trn

_ABOUT = {
    (DisagreementKind.HIDDEN, True): mark(
        "{origin} does not show this listing. The block's own receipts prove that it is on the chain."
    ),
    (DisagreementKind.HIDDEN, False): mark(
        "{origin} does not show this listing, your other nodes do. What most of them say is shown here."
    ),
    (DisagreementKind.ALTERED, True): mark(
        "{origin} shows this listing otherwise. The block's own receipts prove what is shown here."
    ),
    (DisagreementKind.ALTERED, False): mark(
        "{origin} shows this listing otherwise than your other nodes. What most of them say is shown here."
    ),
    (DisagreementKind.INVENTED, True): mark(
        "{origin} tells something about this listing that is not on the chain, as the block's own receipts prove."
    ),
    (DisagreementKind.INVENTED, False): mark(
        "{origin} tells something about this listing that your other nodes do not know. It is not shown here."
    ),
}
_EXAMPLES = {
    DisagreementKind.HIDDEN: mark("Listing {listing}, block {block}: hidden"),
    DisagreementKind.ALTERED: mark("Listing {listing}, block {block}: altered"),
    DisagreementKind.INVENTED: mark("Listing {listing}, block {block}: invented"),
}


def about_text(entry: Disagreement) -> str:
    """What an endpoint says otherwise about the listing that is shown."""
    return tr(_ABOUT[entry.kind, entry.is_proven], origin=entry.origin)


def example_text(entry: Disagreement) -> str:
    """One finding in a line."""
    if entry.block == UNKNOWN_BLOCK:
        return tr("Listing {listing}: hidden, its number is missing", listing=entry.listing)
    return tr(_EXAMPLES[entry.kind], listing=entry.listing, block=f"{entry.block:,}")


def counts_texts(report: NodeReport) -> list[str]:
    """What an endpoint did, each a sentence; only what there is."""
    count = report.counts.get
    return [
        text
        for number, text in (
            (
                count(DisagreementKind.HIDDEN, 0),
                trn("It hid one listing.", "It hid {n} listings.", count(DisagreementKind.HIDDEN, 0)),
            ),
            (
                count(DisagreementKind.ALTERED, 0),
                trn(
                    "It altered one listing.", "It altered {n} listings.", count(DisagreementKind.ALTERED, 0)
                ),
            ),
            (
                count(DisagreementKind.INVENTED, 0),
                trn(
                    "It invented one listing.",
                    "It invented {n} listings.",
                    count(DisagreementKind.INVENTED, 0),
                ),
            ),
        )
        if number
    ]


def reason_text(report: NodeReport) -> str:
    """Why it is not believed."""
    if report.is_proven:
        return tr("The blocks' own receipts prove it, or the market's numbers, which have no gaps.")
    return tr("Most of your nodes say otherwise. A third node would tell more.")
