"""Alarms before deadlines pass, by the chain's own time; between its answers this machine's clock counts on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.deadlines import (
    Alarm,
    AlarmKind,
    Level,
    Watchtime,
    alarm_of_purchase,
    alarm_of_sale,
)
from desktop.core.identity import Address
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.sales import Sale
from desktop.core.transactions import Head
from desktop.services.ports import Clock

SILENT_AFTER_S = 60
"""Without an answer for so long, the time is said to be counted on."""
STALE_S = 900
"""A head so much older than this machine's clock is no clock: the node has fallen behind."""
OPEN_EVERY_S = 20
CREDITS_EVERY_S = 60


class AlarmBook(Protocol):
    """What was put away and told, on disk."""

    def put_away(self) -> dict[str, Level]: ...
    def told(self) -> dict[str, Level]: ...
    def set_put_away(self, key: str, level: Level, time: int) -> None: ...
    def set_told(self, key: str, level: Level, time: int) -> None: ...
    def last_open(self) -> int | None: ...
    def set_open(self, time: int) -> None: ...


class Credits(Protocol):
    """What the market holds for an account."""

    def credit(self, account: Address, currency: Address) -> int: ...


@dataclass(frozen=True, slots=True)
class ChainMoment:
    """The chain's time; ``is_counted`` says that no node has just told it."""

    time: int
    is_counted: bool


class ChainTime:
    """The time of the newest block, counted on with the local clock until the next one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._head: Head | None = None
        self._head_since = 0
        self._heard = 0

    def note(self, head: Head) -> None:
        """A node has told its head. The same head again is an answer, and no new time."""
        self._heard = self._clock.now()
        if self._head is None or head.hash != self._head.hash:
            self._head, self._head_since = head, self._heard

    def now(self) -> ChainMoment:
        """The time by which the contract will decide in the next block, as well as it can be known."""
        local = self._clock.now()
        if self._head is None:
            return ChainMoment(local, is_counted=True)
        counted = self._head.timestamp + max(0, local - self._head_since)
        if local - counted > STALE_S:
            return ChainMoment(local, is_counted=True)
        return ChainMoment(counted, is_counted=local - self._heard > SILENT_AFTER_S)


@dataclass(frozen=True, slots=True)
class AlarmView:
    """The alarms that should be shown, the most pressing first, and the time that they were reckoned by."""

    alarms: tuple[Alarm, ...]
    moment: ChainMoment


class DeadlineService:
    """Finds the alarms of this wallet's purchases and sales."""

    def __init__(
        self,
        *,
        purchases: Callable[[], list[Purchase]],
        sales: Callable[[], list[Sale]],
        is_here: Callable[[Purchase], bool],
        name_of: Callable[[Purchase], str],
        sale_name: Callable[[Sale], str],
        licensed_until: Callable[[Purchase], int | None],
        holdings: Credits,
        book: AlarmBook,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._purchases = purchases
        self._sales = sales
        self._is_here = is_here
        self._name_of = name_of
        self._sale_name = sale_name
        self._licensed_until = licensed_until
        self._holdings = holdings
        self._book = book
        self._clock = clock
        self._publish = publish
        self._time = ChainTime(clock)
        self._closed_from = book.last_open()
        self._opened_at: int | None = None
        self._open_noted = 0
        self._credits_read = 0
        self._held: dict[tuple[Address, Address], int] = {}

    def now(self) -> ChainMoment:
        """The chain's time."""
        return self._time.now()

    def note(self, head: Head) -> None:
        """A node has told its head: set the clock by it, and keep that the app is open."""
        self._time.note(head)
        now = self._time.now().time
        if self._opened_at is None:
            self._opened_at = now
        if self._clock.now() - self._open_noted >= OPEN_EVERY_S:
            self._open_noted = self._clock.now()
            self._book.set_open(now)

    def read_credits(self) -> None:
        """Ask what the contract holds for the accounts that were refunded: once a minute, one request per account."""
        if self._clock.now() - self._credits_read < CREDITS_EVERY_S:
            return
        self._credits_read = self._clock.now()
        refunded = [p for p in self._here() if p.state is PurchaseState.REFUNDED]
        accounts = {(p.account, p.terms.currency) for p in refunded}
        self._held = {pair: self._holdings.credit(*pair) for pair in accounts}

    def forget_credits(self) -> None:
        """Something was taken out: ask again at the next look."""
        self._credits_read, self._held = 0, {}

    def view(self) -> AlarmView:
        """What should be shown now; reads the disk alone."""
        put_away = self._book.put_away()
        alarms = [a for a in self._all() if put_away.get(a.key, 0) < a.level]
        alarms.sort(key=lambda a: (-a.level, a.at or 0, a.key))
        return AlarmView(tuple(alarms), self._time.now())

    def put_away(self, alarm: Alarm) -> None:
        """The person has read it; it comes back when it presses more."""
        self._book.set_put_away(alarm.key, alarm.level, self._clock.now())
        self._publish(Change(Topic.PURCHASES))

    def take_untold(self, alarms: tuple[Alarm, ...]) -> tuple[Alarm, ...]:
        """Those that press and were not told on the desktop at their level; each is given once, restarts included."""
        told = self._book.told()
        fresh = [a for a in alarms if a.level >= Level.WARNING and told.get(a.key, 0) < a.level]
        for alarm in fresh:
            self._book.set_told(alarm.key, alarm.level, self._clock.now())
        return tuple(fresh)

    def _all(self) -> list[Alarm]:
        moment = self._time.now()
        opened = moment.time if self._opened_at is None else self._opened_at
        time = Watchtime(moment.time, self._closed_from, opened)
        here, local = self._here(), self._clock.now()
        found = [alarm_of_purchase(p, self._name_of(p), self._licensed_until(p), time, local) for p in here]
        found += [alarm_of_sale(s, self._sale_name(s), time) for s in self._sales()]
        return [alarm for alarm in found if alarm is not None] + self._waiting_credits(here)

    def _waiting_credits(self, here: list[Purchase]) -> list[Alarm]:
        """One alarm per account and currency, at its newest refunded order: there it can be taken out."""
        newest: dict[tuple[Address, Address], Purchase] = {}
        for purchase in here:
            if purchase.state is PurchaseState.REFUNDED:
                newest[purchase.account, purchase.terms.currency] = purchase
        return [
            Alarm(AlarmKind.CREDIT, Level.NOTICE, p.id, self._name_of(p), None, held)
            for pair, p in newest.items()
            if (held := self._held.get(pair, 0))
        ]

    def _here(self) -> list[Purchase]:
        return [p for p in self._purchases() if self._is_here(p)]
