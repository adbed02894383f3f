"""Alarms by the chain's time: put away they stay away until they press more, over restarts and without a node too."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from desktop.core.deadlines import AlarmKind, Level
from desktop.core.identity import NATIVE, Address
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.sales import Sale
from desktop.core.transactions import Head
from desktop.services.deadlines import CREDITS_EVERY_S, STALE_S, ChainMoment, ChainTime, DeadlineService
from desktop.store.alarms import AlarmStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from tests.helpers.samples import BUYER, make_delivery, make_order, make_purchase, make_terms

DAY = 86_400
TERMS = replace(make_terms(), deliver_in_s=2 * DAY, dispute_in_s=7 * DAY)
DELIVERED = make_delivery().delivered_at
END = DELIVERED + 7 * DAY


@dataclass
class Clock:
    time: int = DELIVERED

    def now(self) -> int:
        return self.time


def head(timestamp: int, name: int = 0) -> Head:
    return Head(timestamp, timestamp, (timestamp + name).to_bytes(32, "big"))


@dataclass
class Bench:
    """One wallet's deadlines over a real store."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    purchases: list[Purchase] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    asked: list[Address] = field(default_factory=list)
    held: int = 0

    def credit(self, account: Address, _currency: Address) -> int:
        self.asked.append(account)
        return self.held

    def start(self) -> DeadlineService:
        """As the app makes it at each start."""
        return DeadlineService(
            purchases=lambda: self.purchases,
            sales=lambda: self.sales,
            is_here=lambda _p: True,
            name_of=lambda _p: "Model",
            sale_name=lambda _s: "Model",
            licensed_until=lambda _p: None,
            holdings=self,
            book=AlarmStore(self.database),
            clock=self.clock,
            publish=lambda _: None,
        )


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    database = Database.open(tmp_path / "licet.db", user_database)
    yield Bench(database)
    database.close()


def wrong(identifier: str = "aa", state: PurchaseState = PurchaseState.WRONG_KEY, **more: Any) -> Purchase:
    made = make_purchase(identifier, state=state)
    return replace(made, terms=TERMS, order=make_order(), delivery=make_delivery(), **more)


def at(service: DeadlineService, clock: Clock, time: int) -> DeadlineService:
    clock.time = time
    service.note(head(time))
    return service


def test_an_alarm_that_was_put_away_comes_back_only_when_it_presses_more(bench: Bench) -> None:
    bench.purchases = [wrong()]
    service = at(bench.start(), bench.clock, DELIVERED + 10)
    (first,) = service.view().alarms

    service.put_away(first)
    after = service.view().alarms
    restarted = at(bench.start(), bench.clock, DELIVERED + DAY).view().alarms
    later = at(service, bench.clock, END - 3600).view().alarms

    assert (after, restarted) == ((), ())
    assert [(a.kind, a.level) for a in later] == [(AlarmKind.PROVE, Level.URGENT)]


def test_each_alarm_is_told_on_the_desktop_once_per_level_and_not_again_after_a_restart(bench: Bench) -> None:
    bench.purchases = [wrong()]
    service = at(bench.start(), bench.clock, DELIVERED + 10)

    def untold(asked: DeadlineService) -> int:
        return len(asked.take_untold(asked.view().alarms))

    told = [untold(service), untold(service)]
    told.append(untold(at(bench.start(), bench.clock, DELIVERED + 20)))
    told.append(untold(at(service, bench.clock, END - 60)))

    assert told == [1, 0, 0, 1]


def test_the_most_pressing_alarm_comes_first(bench: Bench) -> None:
    late = replace(make_purchase("late", state=PurchaseState.WAITING), terms=TERMS, order=make_order())
    bench.purchases = [late, wrong("near")]

    service = at(bench.start(), bench.clock, END - 60)

    assert [a.subject for a in service.view().alarms] == ["near", "late"]


def test_a_window_that_closed_over_night_is_said_at_the_next_start(bench: Bench) -> None:
    bench.purchases = [wrong()]
    at(bench.start(), bench.clock, END - 100)  # open, then closed

    (found,) = at(bench.start(), bench.clock, END + 500).view().alarms

    assert (found.kind, found.slept) == (AlarmKind.TOO_LATE, True)


def test_a_window_that_closed_before_the_eyes_is_not_said_to_have_been_slept_over(bench: Bench) -> None:
    bench.purchases = [wrong()]
    service = at(bench.start(), bench.clock, END - 100)

    (found,) = at(service, bench.clock, END + 1).view().alarms

    assert (found.kind, found.slept) == (AlarmKind.TOO_LATE, False)


def test_without_a_node_the_alarms_are_reckoned_by_this_clock_and_say_so(bench: Bench) -> None:
    bench.purchases = [wrong()]
    service = at(bench.start(), bench.clock, DELIVERED + 10)

    bench.clock.time = END - 60
    view = service.view()

    assert view.moment.is_counted
    assert [a.level for a in view.alarms] == [Level.URGENT]


def test_a_credit_is_asked_for_once_a_minute_and_per_account(bench: Bench) -> None:
    bench.held = 5 * 10**17
    bench.purchases = [wrong(name, PurchaseState.REFUNDED) for name in ("one", "two")]
    service = at(bench.start(), bench.clock, DELIVERED + 10)

    for _ in range(5):
        service.read_credits()
    first = list(bench.asked)
    bench.clock.time += CREDITS_EVERY_S
    service.read_credits()

    assert first == [BUYER]
    assert bench.asked == [BUYER, BUYER]
    (found,) = service.view().alarms
    assert (found.kind, found.subject, found.amount_wei) == (AlarmKind.CREDIT, "two", bench.held)


def test_a_credit_that_was_taken_out_is_no_alarm_any_more(bench: Bench) -> None:
    bench.held = 5
    bench.purchases = [wrong("one", PurchaseState.REFUNDED)]
    service = at(bench.start(), bench.clock, DELIVERED + 10)
    service.read_credits()

    service.forget_credits()
    bench.held = 0
    service.read_credits()

    assert service.view().alarms == ()
    assert bench.purchases[0].terms.currency == NATIVE


def test_a_purchase_of_another_market_raises_no_alarm_here(bench: Bench) -> None:
    bench.purchases = [wrong()]
    service = bench.start()
    service._is_here = lambda _p: False

    assert at(service, bench.clock, END - 60).view().alarms == ()


def test_between_two_blocks_the_local_clock_counts_on() -> None:
    clock = Clock(1_000)
    time = ChainTime(clock)
    time.note(head(5_000))
    clock.time += 7

    assert time.now() == ChainMoment(5_007, is_counted=False)


def test_the_same_head_again_does_not_stop_the_clock() -> None:
    clock = Clock(5_000)
    time = ChainTime(clock)
    for _ in range(10):
        time.note(head(5_000))
        clock.time += 50
    time.note(head(5_000))

    assert time.now() == ChainMoment(5_500, is_counted=False)


def test_a_node_that_stays_behind_is_no_clock() -> None:
    clock = Clock(100_000)
    time = ChainTime(clock)
    time.note(head(100_000 - STALE_S - 1))

    assert time.now() == ChainMoment(100_000, is_counted=True)


def test_a_chain_that_is_ahead_of_this_clock_is_believed() -> None:
    clock = Clock(100_000)
    time = ChainTime(clock)
    time.note(head(900_000))

    assert time.now() == ChainMoment(900_000, is_counted=False)


def test_before_any_answer_the_local_clock_is_all_there_is() -> None:
    assert ChainTime(Clock(77)).now() == ChainMoment(77, is_counted=True)


def test_a_clock_that_was_set_back_does_not_turn_the_chain_back() -> None:
    clock = Clock(5_000)
    time = ChainTime(clock)
    time.note(head(5_000))
    clock.time = 4_000

    assert time.now().time == 5_000
