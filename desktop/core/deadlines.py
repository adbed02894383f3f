"""Until when money can be had back, and which deadlines are near. Pure: the time is given, in unix seconds."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from desktop.core.orders import Purchase, PurchaseState
from desktop.core.sales import Sale, SaleState

_HOUR = 3600
_WRONG = frozenset({PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT})
CHECKING_TAKES_S = 60
"""A delivery that is not checked after so long is waiting for the person: a locked wallet, a fault."""
ENDED_LATELY_S = 30 * 86_400
"""How long it is worth saying that a licence has ended."""


class Refundable(Enum):
    """What every order says of the way back of its money."""

    NOTHING_PAID = "nothing-paid"
    IF_LATE = "if-late"  # from a time on, if nothing was delivered until then
    NOW = "now"
    NOW_UNTIL = "now-until"  # what came is wrong, and can be proven
    BY_PROOF = "by-proof"  # until a time, if a fault is found and proven
    ON_ITS_WAY = "on-its-way"
    DONE = "done"
    OVER = "over"


_WITHOUT_TIME = {
    PurchaseState.REFUNDING: Refundable.ON_ITS_WAY,
    PurchaseState.REFUNDED: Refundable.DONE,
    PurchaseState.FINAL: Refundable.OVER,
}


def refundable(purchase: Purchase, now: int) -> tuple[Refundable, int | None]:
    """Whether the money can be had back at this time of the chain, and from or until when."""
    state, until = purchase.state, purchase.refundable_until
    if state in _WITHOUT_TIME:
        return _WITHOUT_TIME[state], None
    if state is PurchaseState.WAITING and purchase.deliver_until is not None:
        is_late = now >= purchase.deliver_until
        return (Refundable.NOW, None) if is_late else (Refundable.IF_LATE, purchase.deliver_until)
    if purchase.order is None or until is None:
        return Refundable.NOTHING_PAID, None
    if now >= until:
        return Refundable.OVER, until
    return (Refundable.NOW_UNTIL if state in _WRONG else Refundable.BY_PROOF), until


class Level(IntEnum):
    """How much an alarm presses."""

    NOTICE = 1
    WARNING = 2
    URGENT = 3


class AlarmKind(Enum):
    """What a deadline is about."""

    MONEY_BACK = "money-back"  # nothing was delivered in time: the money can be taken back now
    PROVE = "prove"  # what came is wrong, and nobody has claimed it yet
    CHECK = "check"  # delivered, and not checked
    TOO_LATE = "too-late"  # wrong or never checked, and the window has closed
    CREDIT = "credit"  # the contract holds money that can be taken out
    LICENCE_ENDS = "licence-ends"
    LICENCE_ENDED = "licence-ended"
    DELIVER = "deliver"  # a seller's order
    MISSED = "missed"  # a seller's order that nothing can be delivered for any more


@dataclass(frozen=True, slots=True)
class Alarm:
    """One deadline. ``subject`` is a purchase's id, or a seller's order as hex; ``name`` the model's.

    ``at`` is when it passes or passed (unix time, None if nothing runs out); ``slept`` says that it passed while the
    app was closed.
    """

    kind: AlarmKind
    level: Level
    subject: str
    name: str
    at: int | None
    amount_wei: int = 0
    slept: bool = False

    @property
    def key(self) -> str:
        """What stays the same while the alarm grows more pressing."""
        return f"{self.kind.value}:{self.subject}"


def level_of(left_s: int, window_s: int) -> Level | None:
    """How much a deadline presses: from half its window on, the last day, the last two hours.

    Of a short window (demo markets have seconds) the last quarter and the last eighth instead.
    """
    if left_s <= min(2 * _HOUR, window_s // 8):
        return Level.URGENT
    if left_s <= min(24 * _HOUR, window_s // 4):
        return Level.WARNING
    return Level.NOTICE if left_s <= window_s // 2 else None


@dataclass(frozen=True, slots=True)
class Watchtime:
    """The chain's time now, and the times between which the app was closed before."""

    now: int
    closed_from: int | None = None
    opened_at: int = 0

    def slept_over(self, at: int) -> bool:
        """Whether a deadline passed while the app was closed."""
        return self.closed_from is not None and self.closed_from < at <= self.opened_at


def alarm_of_purchase(
    purchase: Purchase, name: str, licensed_until: int | None, time: Watchtime, local_now: int
) -> Alarm | None:
    """The one alarm of a purchase, if any. ``local_now`` is this machine's clock, for how long the check has waited."""
    match purchase.state:
        case PurchaseState.WAITING:
            return _not_delivered(purchase, name, time)
        case PurchaseState.DELIVERED | PurchaseState.WRONG_KEY | PurchaseState.WRONG_CONTENT:
            return _delivered(purchase, name, time, local_now)
        case PurchaseState.FINAL if licensed_until is not None:
            return _licence(purchase, name, licensed_until, time)
        case _:
            return None


def _not_delivered(purchase: Purchase, name: str, time: Watchtime) -> Alarm | None:
    at, amount = purchase.deliver_until, purchase.terms.price + purchase.terms.late_fee_wei
    if at is None or time.now < at:
        return None
    return Alarm(
        AlarmKind.MONEY_BACK, Level.WARNING, purchase.id, name, at, amount, slept=time.slept_over(at)
    )


def _delivered(purchase: Purchase, name: str, time: Watchtime, local_now: int) -> Alarm | None:
    until, back = purchase.refundable_until, purchase.terms.price + purchase.terms.bond_wei
    if until is None:
        return None
    if time.now >= until:
        slept = time.slept_over(until)
        return Alarm(AlarmKind.TOO_LATE, Level.WARNING, purchase.id, name, until, back, slept)
    level = level_of(until - time.now, purchase.terms.dispute_in_s)
    if purchase.state in _WRONG:
        pressing = max(level or Level.WARNING, Level.WARNING)
        return Alarm(AlarmKind.PROVE, pressing, purchase.id, name, until, back)
    if purchase.fault is None and local_now - purchase.updated_at <= CHECKING_TAKES_S:
        return None
    return Alarm(AlarmKind.CHECK, level or Level.NOTICE, purchase.id, name, until, back)


def _licence(purchase: Purchase, name: str, until: int, time: Watchtime) -> Alarm | None:
    left = until - time.now
    if left <= -ENDED_LATELY_S:
        return None
    if left <= 0:
        slept = time.slept_over(until)
        return Alarm(AlarmKind.LICENCE_ENDED, Level.NOTICE, purchase.id, name, until, slept=slept)
    level = level_of(left, purchase.terms.period_s)
    return None if level is None else Alarm(AlarmKind.LICENCE_ENDS, level, purchase.id, name, until)


def alarm_of_sale(sale: Sale, name: str, time: Watchtime) -> Alarm | None:
    """The alarm of a seller's order: nothing is first signed after three quarters of the window."""
    subject, loss = f"{sale.order_id:064x}", sale.terms.price + sale.terms.late_fee_wei
    if sale.state is SaleState.MISSED:
        at = sale.first_signature_until
        return Alarm(AlarmKind.MISSED, Level.WARNING, subject, name, at, loss, time.slept_over(at))
    if sale.state is SaleState.SEEN:
        at, window = sale.first_signature_until, sale.terms.deliver_in_s * 3 // 4
    elif sale.state is SaleState.DELIVERING:
        at, window = sale.deliver_until, sale.terms.deliver_in_s
    else:
        return None
    level = level_of(at - time.now, window)
    return None if level is None else Alarm(AlarmKind.DELIVER, level, subject, name, at, loss)
