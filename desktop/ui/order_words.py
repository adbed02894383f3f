"""Words for what the chain says of an order: marks, what was taken back, the way back of the money, alarms.

"Final" alone is never said of a block: the licence is final when the payment has gone to the seller, a block is
"final on the chain" when it can no longer be taken back.
"""

from desktop.core.deadlines import Alarm, AlarmKind, Level, Refundable, refundable
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.settlement import ChainNotice, Fact, Mark, Settlement, Undone
from desktop.text import amount, duration, mark, tr
from desktop.ui.phrases import date_time

MARKS: dict[Mark, tuple[str, str, str]] = {
    Mark.LATEST: (mark("In a block"), "neutral", "circle-dot"),
    Mark.SAFE: (mark("Safe"), "accent", "shield"),
    Mark.FINALIZED: (mark("Final on the chain"), "success", "shield-check"),
}
"""Words, tone and icon."""

_MARK_TIPS = {
    Mark.LATEST: mark(
        "It is in a block. In rare cases the chain takes its newest blocks back; Licet notices."
    ),
    Mark.SAFE: mark("The network has agreed on this block. Only a serious fault of it could undo that."),
    Mark.FINALIZED: mark(
        "The chain cannot take this block back any more. This is about the block; whether your licence is final is "
        "another question."
    ),
}
_UNSAID = mark("In a block. This node does not say how safe it is.")

_FACTS = {Fact.PAYMENT: mark("Payment"), Fact.DELIVERY: mark("Key from the seller")}

UNDONE: dict[Undone, tuple[str, str, str]] = {
    Undone.PAYMENT: (
        mark("The chain took back block {n}, and your payment with it"),
        mark("The chain took your payment back"),
        mark("The same payment is sent again. It names the same order, so you cannot pay twice."),
    ),
    Undone.DELIVERY: (
        mark("The chain took back block {n}, and the seller's key with it"),
        mark("The chain took the seller's key back"),
        mark(
            "The seller's software sends the same key again. Until it is there, the model cannot be run; your money is in "
            "the contract."
        ),
    ),
    Undone.FINAL: (
        mark("The chain took back block {n}, and the release of the payment with it"),
        mark("The chain took the release of the payment back"),
        mark(
            "Your licence is provisional again, and the model still runs. Licet releases nothing unasked: look at the order "
            "once more."
        ),
    ),
    Undone.REFUND: (
        mark("The chain took back block {n}, and your refund with it"),
        mark("The chain took your refund back"),
        mark("A claim of yours is sent again as it was. Otherwise the order goes on from where it stood."),
    ),
}
"""Title with the block's number, title without, and what follows from it."""

_REFUNDABLE: dict[Refundable, tuple[str, str]] = {
    Refundable.NOTHING_PAID: ("", "neutral"),
    Refundable.IF_LATE: (mark("Refundable from {time} if no key comes"), "neutral"),
    Refundable.NOW: (mark("Refundable now"), "warning"),
    Refundable.NOW_UNTIL: (mark("Refundable now, until {time}"), "danger"),
    Refundable.BY_PROOF: (mark("Refundable until {time} if a fault is proven"), "neutral"),
    Refundable.ON_ITS_WAY: (mark("Refund on its way"), "warning"),
    Refundable.DONE: (mark("Refunded"), "neutral"),
    Refundable.OVER: (mark("No longer refundable"), "neutral"),
}

_ALARMS: dict[AlarmKind, tuple[str, str]] = {
    AlarmKind.MONEY_BACK: (
        mark("{name}: nothing came in time"),
        mark("You can take back {amount} now: the price, and what the seller put down for being late."),
    ),
    AlarmKind.PROVE: (
        mark("{name}: what came is wrong; {left} left to prove it"),
        mark(
            "The contract gives back {amount} by proof until {time}. After that the money goes to the seller."
        ),
    ),
    AlarmKind.CHECK: (
        mark("{name}: the key is here and not checked yet"),
        mark("Unlock the wallet and open the order. A fault can be proven until {time} ({left} left)."),
    ),
    AlarmKind.TOO_LATE: (
        mark("{name}: the time to prove a fault has passed"),
        mark("It ended at {time}. Only the seller can still give the money back."),
    ),
    AlarmKind.CREDIT: (
        mark("The contract holds {amount} for you"),
        mark("It is the refund of {name}. Take it out from the order."),
    ),
    AlarmKind.LICENCE_ENDS: (
        mark("{name}: the licence ends in {left}"),
        mark("It ends at {time}. After that you may no longer use the model."),
    ),
    AlarmKind.LICENCE_ENDED: (
        mark("{name}: the licence has ended"),
        mark("It ended at {time}. You may no longer use the model."),
    ),
    AlarmKind.DELIVER: (
        mark("A buyer of {name} waits for the key: {left} left"),
        mark("Leave Licet open, unlocked and connected until {time}. Else the buyer takes the money back."),
    ),
    AlarmKind.MISSED: (
        mark("A buyer of {name} got no key in time"),
        mark(
            "The time to sign the delivery ended at {time}. The buyer can take back the price and the late fee."
        ),
    ),
}
_SLEPT = mark("Licet was closed when it passed.")
_COUNTED = mark("Reckoned by this computer's clock, because the network does not answer.")
ALARM_TONES = {Level.NOTICE: "info", Level.WARNING: "warning", Level.URGENT: "danger"}


def fact_name(fact: Fact, state: PurchaseState) -> str:
    """A fact of an order in words; its end is either a refund or the licence."""
    if fact is Fact.END:
        is_refund = state in {PurchaseState.REFUNDED, PurchaseState.REFUNDING}
        return tr("Refund") if is_refund else tr("Payment released, licence final")
    return tr(_FACTS[fact])


def mark_text(settlement: Settlement, found: Mark) -> str:
    """How deep a fact lies; where the node says nothing about safety, nothing is claimed."""
    if found is Mark.LATEST and not settlement.tells_safe:
        return tr("In a block")
    return tr(MARKS[found][0])


def mark_tip(settlement: Settlement, found: Mark) -> str:
    """The same as a sentence."""
    if found is Mark.LATEST and not settlement.tells_safe:
        return tr(_UNSAID)
    return tr(_MARK_TIPS[found])


def marks_tip(settlement: Settlement, state: PurchaseState) -> str:
    """Every fact with its mark, one per line, and what the newest mark means."""
    lines = [
        tr("{fact}: {mark}", fact=fact_name(fact, state), mark=mark_text(settlement, seen.mark))
        for fact in Fact
        if (seen := settlement.of(fact)) is not None
    ]
    newest = settlement.newest
    return "\n".join([*lines, mark_tip(settlement, newest[1].mark)] if newest is not None else lines)


def notice_words(notice: ChainNotice) -> tuple[str, str]:
    """(title, body) of what the chain took back."""
    numbered, bare, body = UNDONE[notice.undone]
    if notice.block_number is None:
        return tr(bare), tr(body)
    return tr(numbered, n=f"{notice.block_number:,}"), tr(body)


def refundable_words(found: tuple[Refundable, int | None]) -> tuple[str, str]:
    """(words, tone) of the way back of an order's money; empty before anything was paid."""
    kind, until = found
    words, tone = _REFUNDABLE[kind]
    return (tr(words, time=date_time(until)) if words else ""), tone


def refundable_of(purchase: Purchase, now: int) -> tuple[str, str]:
    """The same, of a purchase at a time of the chain."""
    return refundable_words(refundable(purchase, now))


def alarm_words(alarm: Alarm, now: int, *, is_counted: bool) -> tuple[str, str]:
    """(title, body) of an alarm at a time of the chain."""
    title, body = _ALARMS[alarm.kind]
    left = duration(max(0, alarm.at - now)) if alarm.at is not None else ""
    values = {
        "name": alarm.name,
        "left": left,
        "time": date_time(alarm.at),
        "amount": amount(alarm.amount_wei),
    }
    lines = [tr(body, **values)]
    if alarm.slept:
        lines.append(tr(_SLEPT))
    if is_counted and alarm.at is not None:
        lines.append(tr(_COUNTED))
    return tr(title, **values), "\n".join(lines)
