"""Snapshots in words: who made one, how far it is compared, and each row that is wrong."""

from desktop.core.fact_checks import Difference, Verdict, WrongRow
from desktop.core.snapshots import Counts, SnapshotStanding, SnapshotState
from desktop.services.snapshots import MakerFault, Trial
from desktop.text import amount, mark, tr, trn

_KINDS = {
    "revision": mark("terms and card"),
    "closure": mark("the end of an offer"),
    "sale": mark("a sale"),
    "refund": mark("a refund"),
    "badkey": mark("the proof that a key is bad"),
    "rating": mark("a rating"),
    "answer": mark("a seller's answer"),
    "report": mark("an error report"),
    "tie": mark("a link between two accounts"),
}
_FIELDS = {
    "price": mark("price (smallest unit)"),
    "price_wei": mark("price"),
    "bond_wei": mark("bond"),
    "late_fee_wei": mark("late fee"),
    "key_fee_wei": mark("key fee"),
    "key_fee": mark("key fee (smallest unit)"),
    "seller": mark("seller"),
    "payee": mark("payee"),
    "currency": mark("currency"),
    "key_hash": mark("fingerprint of the key"),
    "content_root": mark("fingerprint of the content"),
    "public_digest": mark("fingerprint of the public part"),
    "time": mark("time"),
    "holder": mark("holder"),
    "payer": mark("payer"),
    "stars": mark("stars"),
    "text": mark("text"),
    "card name": mark("name"),
    "card summary": mark("summary"),
    "card sources": mark("sources"),
    "card task": mark("task"),
    "card license": mark("licence"),
}
_STATES = {
    SnapshotState.CHECKING: (mark("Being compared"), "accent"),
    SnapshotState.WHOLE: (mark("Compared completely"), "success"),
    SnapshotState.BAD: (mark("Wrong"), "danger"),
    SnapshotState.MENDED: (mark("Was wrong, read anew"), "warning"),
}
_STEPS = {
    "fetch": mark("Fetching the snapshot"),
    "load": mark("Building the catalogue beside the present one"),
    "check": mark("Comparing with the chain"),
    "verify": mark("Reading the snapshot"),
    "make": mark("Writing the snapshot"),
}
MOST_ROWS = 5


def state_words(state: SnapshotState) -> tuple[str, str]:
    """The badge of a snapshot: words and tone."""
    words, tone = _STATES[state]
    return tr(words), tone


def step_text(step: str) -> str:
    """What is being done."""
    return tr(_STEPS.get(step, mark("Working")))


def share_text(milli: int) -> str:
    """Thousandths as per cent; all is only said when it is all."""
    return tr("{share} % of its rows", share=f"{min(milli, 1000) / 10:.1f}" if milli < 1000 else "100")


def counts_text(counts: Counts) -> str:
    """What a snapshot holds."""
    listings = trn("{n} version of a listing", "{n} versions of listings", counts.revisions)
    sales = trn("{n} sale", "{n} sales", counts.sales)
    ratings = trn("{n} rating", "{n} ratings", counts.ratings)
    return tr("{listings}, {sales}, {ratings}", listings=listings, sales=sales, ratings=ratings)


def checked_text(trial: Trial) -> str:
    """What was compared before a snapshot is used, and what that is worth."""
    found = trial.sample
    if found.is_complete:
        return trn(
            "Its one row was compared with the chain.",
            "All {n} rows were compared with the chain.",
            found.of_rows,
        )
    return tr(
        "{rows} of {all} rows, drawn at random, were compared with the chain. If 1 row in 100 were wrong, this would have shown one with a certainty of {certainty} %.",
        rows=f"{found.rows:,}",
        all=f"{found.of_rows:,}",
        certainty=f"{int(1000 * trial.certainty) / 10:.1f}",
    )


def row_text(row: WrongRow) -> str:
    """A wrong row as a sentence."""
    what = tr(_KINDS.get(row.kind, mark("a row")))
    if row.verdict is Verdict.ALTERED:
        return _altered(row, what)
    if row.verdict is Verdict.INVENTED:
        if row.listing:
            return tr(
                "Listing {listing}, block {block}: the snapshot has {what} that the chain does not have.",
                listing=row.listing,
                block=f"{row.block:,}",
                what=what,
            )
        return tr(
            "Block {block}: the snapshot has {what} that the chain does not have.",
            block=f"{row.block:,}",
            what=what,
        )
    if row.listing and not row.block:
        return tr("Listing {listing} is left out altogether.", listing=row.listing)
    if row.listing:
        return tr(
            "Listing {listing}, block {block}: the snapshot leaves out {what}.",
            listing=row.listing,
            block=f"{row.block:,}",
            what=what,
        )
    return tr("Block {block}: the snapshot leaves out {what}.", block=f"{row.block:,}", what=what)


def _altered(row: WrongRow, what: str) -> str:
    if not row.listing:
        return tr("Block {block}: the snapshot alters {what}.", block=f"{row.block:,}", what=what)
    return tr(
        "Listing {listing}, block {block}: the snapshot alters {what}.",
        listing=row.listing,
        block=f"{row.block:,}",
        what=what,
    )


def difference_text(difference: Difference) -> str:
    """One field: what was said and what is true."""
    name = _FIELDS.get(difference.field)
    return tr(
        "{field}: the snapshot says “{said}”, the chain says “{truth}”.",
        field=tr(name) if name else difference.field,
        said=_value(difference.field, difference.said),
        truth=_value(difference.field, difference.truth),
    )


def _value(field: str, value: str) -> str:
    """Amounts of the chain's coin with all their digits and their unit."""
    is_amount = field.endswith("_wei") and value.isascii() and value.isdecimal()
    return amount(int(value), None) if is_amount else _short(value)


def _short(value: str) -> str:
    """Addresses and fingerprints by their beginning and end; the rest is as long as it is."""
    return f"{value[:10]}…{value[-8:]}" if value.startswith("0x") and len(value) > 24 else value


def fault_text(fault: MakerFault) -> str:
    """An earlier finding."""
    return trn(
        "A row of the snapshot of block {block} was wrong.",
        "{n} rows of the snapshot of block {block} were wrong.",
        fault.count,
        block=f"{fault.block:,}",
    )


def standing_text(standing: SnapshotStanding) -> str:
    """What the state of the snapshot that the catalogue began with means."""
    match standing.state:
        case SnapshotState.CHECKING:
            return tr("The rest is compared while Licet runs, one range of blocks after the other.")
        case SnapshotState.WHOLE:
            return tr("Every block of it was read from the chain again, and is as it said.")
        case SnapshotState.BAD:
            return tr("What was not compared yet is being thrown away and read from the chain.")
        case SnapshotState.MENDED:
            return tr("What stands in the catalogue now was compared with the chain, or read from it.")
