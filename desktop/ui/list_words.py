"""What block lists say, in words. Names and reasons are strangers' texts: cleaned, and never markup."""

from desktop.core.block_lists import Category, Entry, Finding
from desktop.core.identity import Address
from desktop.core.list_diff import ListDiff
from desktop.core.plain_text import clean
from desktop.services.block_lists import KeptList
from desktop.text import mark, tr, trn

CATEGORIES: dict[Category, str] = {
    "misleading": mark("Misleading"),
    "broken": mark("Does not work"),
    "copied": mark("A copy"),
    "harmful": mark("Harmful"),
    "illegal": mark("Illegal"),
    "spam": mark("Spam"),
    "other": mark("Other"),
}
_FAULT = mark("The last update did not work.")
_FAULTS: dict[str, str] = {
    "BlockListUnavailable": mark("The address did not answer with a list."),
    "NotABlockList": mark("The address gave a file that is no block list."),
    "BlockListAltered": mark("The signature was wrong. The new version was refused."),
    "ListAuthorChanged": mark("It was signed by another account. The new version was refused."),
    "ListTooOld": mark("The address gave an older version. It was refused."),
    "ListForked": mark("The author has signed two lists as one version. The other one was refused."),
    "OtherList": mark("The address gave another list. It was refused."),
}


def one_line(text: str) -> str:
    """A stranger's text in one line."""
    return " ".join(clean(text).split())


def list_name(name: str, *, is_own: bool) -> str:
    """What a list is called; the own one so that it cannot be taken for anybody else's."""
    shown = one_line(name) or tr("A list without a name")
    return tr("{name} (yours)", name=tr("My list") if shown == "My list" else shown) if is_own else shown


def category_words(category: Category) -> str:
    return tr(CATEGORIES[category])


def reason_words(entry: Entry) -> str:
    """The reason as it may be shown."""
    return one_line(entry.reason) or tr("No reason was given.")


def subject_words(entry: Entry) -> str:
    """What an entry is about."""
    match entry.kind:
        case "listing":
            return tr("Listing #{number}", number=entry.subject)
        case "seller":
            return tr("Seller {address}", address=Address.parse(entry.subject).short)
        case "key":
            return tr("Key {hash}", hash=f"{entry.subject[:10]}…{entry.subject[-6:]}")


def aim_words(entry: Entry) -> str:
    """What of a listing an entry is about."""
    if entry.kind == "seller":
        return tr("About the seller")
    return tr("About the model's key") if entry.kind == "key" else tr("About this listing")


def finding_words(finding: Finding) -> tuple[str, str]:
    """Who says what: a heading and the reason."""
    name = list_name(finding.list_name, is_own=finding.is_own)
    what = tr("{list}: {category}", list=name, category=category_words(finding.entry.category))
    return what, reason_words(finding.entry)


def said_words(finding: Finding) -> str:
    """Who says what of what, in one line."""
    what, reason = finding_words(finding)
    if finding.is_own or finding.author is None:
        return tr("{what}. {about}: {reason}", what=what, about=aim_words(finding.entry), reason=reason)
    by = by_words(finding.author)
    return tr(
        "{what} ({by}). {about}: {reason}", what=what, by=by, about=aim_words(finding.entry), reason=reason
    )


def by_words(author: Address | None) -> str:
    return tr("by {publisher}", publisher=author.short) if author is not None else tr("not signed yet")


def fault_words(kept: KeptList) -> str:
    """What went wrong when it was asked for last; empty if nothing did."""
    return tr(_FAULTS.get(kept.fault, _FAULT)) if kept.fault else ""


def diff_words(diff: ListDiff) -> str:
    """What changed, in one line."""
    parts = [
        trn("{n} added", "{n} added", len(diff.added)) if diff.added else "",
        trn("{n} removed", "{n} removed", len(diff.removed)) if diff.removed else "",
        trn("{n} changed", "{n} changed", len(diff.changed)) if diff.changed else "",
    ]
    return "  ·  ".join(filter(None, parts)) or tr("Nothing changed")


def entries_words(entries: int, here: int) -> str:
    """How much a list says, and how much of it here."""
    whole = trn("{n} entry", "{n} entries", entries)
    return whole if entries == here else tr("{entries}, {n} of them about this market", entries=whole, n=here)
