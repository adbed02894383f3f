"""The limit holds, shares are fair, and what is waited for goes first. Time is counted, not waited for."""

import threading
from collections.abc import Callable, Iterator

import pytest

from desktop.content import throttling
from desktop.content.throttling import Share, Throttle
from desktop.core.errors import Cancelled
from desktop.core.transfers import Urgency


class Clock:
    """Stands in for the module's clock and for waiting: whoever waits lets the time pass."""

    def __init__(self) -> None:
        self.now = 0.0
        self.turns: list[Callable[[], None]] = []

    def monotonic(self) -> float:
        return self.now

    def wait(self, timeout: float) -> bool:
        self.now += timeout
        return False


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    clock = Clock()
    monkeypatch.setattr(throttling, "time", clock)
    monkeypatch.setattr(threading.Condition, "wait", lambda _self, timeout: clock.wait(timeout))
    return clock


def test_without_a_limit_nothing_waits(clock: Clock) -> None:
    share = Throttle().share()

    for _ in range(1000):
        share.take(1 << 20)

    assert clock.now == 0.0


@pytest.mark.parametrize("piece", [1000, 65536, 1 << 20])
def test_the_limit_holds_for_pieces_of_any_size(clock: Clock, piece: int) -> None:
    share = Throttle(lambda: 1_000_000).share()

    taken = 0
    while taken < 10_000_000:
        share.take(piece)
        taken += piece

    assert (taken - piece) / 1_000_000 - 0.3 <= clock.now <= taken / 1_000_000 + 0.3


def test_two_shares_hold_one_limit(clock: Clock) -> None:
    throttle = Throttle(lambda: 1_000_000)
    one, two = throttle.share(), throttle.share()

    for _ in range(50):
        one.take(100_000)
        two.take(100_000)

    assert clock.now == pytest.approx(10.0, abs=0.5)


def test_a_limit_that_is_changed_holds_at_once(clock: Clock) -> None:
    limit = 1_000_000
    share = Throttle(lambda: limit).share()
    share.take(2_000_000)
    limit = 0

    share.take(1 << 30)

    assert clock.now < 0.1


def test_a_repair_waits_while_a_purchase_moves_and_goes_on_when_it_stalls(clock: Clock) -> None:
    throttle = Throttle()
    bought, repaired = throttle.share(Urgency.WAITED), throttle.share(Urgency.BACKGROUND)
    bought.take(1000)

    repaired.take(1000)

    assert clock.now == pytest.approx(2.0, abs=0.2)


def test_a_purchase_that_has_left_holds_nobody_up(clock: Clock) -> None:
    throttle = Throttle()
    bought, repaired = throttle.share(Urgency.WAITED), throttle.share(Urgency.BACKGROUND)
    bought.take(1000)
    bought.leave()

    repaired.take(1000)

    assert clock.now == 0.0


def test_a_purchase_does_not_wait_for_a_repair(clock: Clock) -> None:
    throttle = Throttle()
    bought, repaired = throttle.share(Urgency.WAITED), throttle.share(Urgency.BACKGROUND)
    repaired.take(1000)

    bought.take(1000)

    assert clock.now == 0.0


def test_a_wait_ends_when_it_is_stopped(clock: Clock) -> None:
    share = Throttle(lambda: 10).share()
    share.take(1000)

    def stop() -> None:
        if clock.now > 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        share.take(1000, stop)
    assert (share.waiting, clock.now < 2) == (0, True)


def test_transfers_that_take_all_they_can_get_the_same() -> None:
    """Real threads with pieces of 1 : 16 : 2.5; a busy machine may not let them take turns exactly."""
    throttle = Throttle(lambda: 40_000_000)
    over = threading.Event()
    got: dict[str, int] = {}

    def greedy(name: str, share: Share, piece: int) -> None:
        while not over.is_set():
            share.take(piece)
            got[name] = got.get(name, 0) + piece
            if sum(got.values()) > 8_000_000:
                over.set()

    pieces = {"small": 4_000, "large": 64_000, "odd": 10_007}
    threads = [threading.Thread(target=greedy, args=(n, throttle.share(), p)) for n, p in pieces.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(got.values()) < 2 * min(got.values())
