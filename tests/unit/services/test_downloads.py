"""The list of downloads: what it says of each, what the person decides, and what a restart leaves of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.content.throttling import Throttle
from desktop.core.changes import Change, Topic
from desktop.core.errors import Cancelled, DiskFull
from desktop.core.transfers import (
    Download,
    DownloadPaused,
    SourceShare,
    SourceState,
    TransferStatus,
    Trouble,
    Urgency,
    Wanted,
)
from desktop.services import downloads as module
from desktop.services.downloads import MOST_FINISHED, DownloadService
from desktop.store.database import Database
from desktop.store.downloads import DownloadStore
from desktop.store.migrations import user_database

ONE, TWO = bytes([1]) * 32, bytes([2]) * 32
SHARE = SourceShare("https://a.example", SourceState.DROPPED, 40, 2.5, Trouble("chunk", "7"))


class Clock:
    def __init__(self) -> None:
        self.time = 1_000

    def now(self) -> int:
        self.time += 1
        return self.time


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.open(tmp_path / "licet.db", user_database)


@pytest.fixture
def told() -> list[Change]:
    return []


@pytest.fixture
def make(database: Database, told: list[Change]) -> Callable[[], DownloadService]:
    """The service over one database; made anew, as after a restart."""

    def wanted(key: str) -> tuple[Wanted, str]:
        return (Wanted.PURCHASE, f"Model {key}") if key else (Wanted.REPAIR, "")

    return lambda: DownloadService(DownloadStore(database), Throttle(), wanted, Clock(), told.append)


@pytest.fixture
def service(make: Callable[[], DownloadService]) -> DownloadService:
    return make()


def transfer(
    service: DownloadService,
    act: Callable[[Any], object],
    urgency: Urgency = Urgency.WAITED,
    identity: bytes = ONE,
) -> None:
    with service.steered(identity, "p1", 100, urgency=urgency) as hands:
        act(hands)


def stop_now(_hands: Any) -> None:
    raise Cancelled


def only(service: DownloadService) -> Download:
    (view,) = service.all()
    return view.download


def test_a_transfer_is_in_the_list_while_it_runs_and_after_it(service: DownloadService) -> None:
    with service.steered(ONE, "p1", 100) as hands:
        hands.show(TransferStatus(40, 100, 9.0, (SHARE,)))
        (running,) = service.all()
        rate = service.rate()

    (done,) = service.all()
    assert (running.is_running, running.download.name, running.status) == (True, "Model p1", hands.status)
    assert rate == (1, 9.0)
    assert (done.is_running, done.download.done_bytes, done.download.sources) == (False, 100, (SHARE,))
    assert done.download.finished_at is not None
    assert service.rate() == (0, 0)


def test_what_failed_is_kept_with_how_far_it_came_over_a_restart(make: Callable[[], DownloadService]) -> None:
    def fill_the_disk(hands: Any) -> None:
        hands.show(TransferStatus(40, 100, 9.0, (SHARE,)))
        raise DiskFull("/", 1, 0)

    with pytest.raises(DiskFull):
        transfer(make(), fill_the_disk)

    kept = only(make())
    assert (kept.done_bytes, kept.finished_at, kept.sources, kept.wanted) == (
        40,
        None,
        (SHARE,),
        Wanted.PURCHASE,
    )


def test_pausing_ends_the_transfer_and_holds_over_a_restart(make: Callable[[], DownloadService]) -> None:
    service = make()

    def pause(hands: Any) -> None:
        hands.show(TransferStatus(40, 100))
        service.pause(ONE)
        hands.check()

    with pytest.raises(DownloadPaused) as caught:
        transfer(service, pause)

    assert (caught.value.done_bytes, caught.value.total_bytes) == (40, 100)
    with pytest.raises(DownloadPaused):
        transfer(make(), lambda _hands: pytest.fail("it must not begin"))


@pytest.mark.parametrize("by_key", [True, False])
def test_going_on_lets_the_next_transfer_run(make: Callable[[], DownloadService], by_key: bool) -> None:
    service = make()
    with pytest.raises(DownloadPaused):
        transfer(service, lambda hands: (service.pause(ONE), hands.check()))

    service.go_on_for("p1") if by_key else service.go_on(ONE)

    with make().steered(ONE, "p1", 100) as again:
        again.check()
    assert only(service).finished_at is not None


def test_cancelling_ends_it_and_takes_it_off_the_list(service: DownloadService) -> None:
    with pytest.raises(Cancelled):
        transfer(service, lambda hands: (service.cancel(ONE), hands.check()))

    assert service.all() == ()


def test_urgency_is_kept_and_reaches_the_running_transfer(make: Callable[[], DownloadService]) -> None:
    service = make()
    seen: list[Urgency] = []

    def hurry(hands: Any) -> None:
        service.set_urgency(ONE, Urgency.FIRST)
        seen.append(hands.pace.urgency)
        raise Cancelled

    with pytest.raises(Cancelled):
        transfer(service, hurry)

    with make().steered(ONE, "p1", 100) as again:
        assert (seen, again.pace.urgency) == ([Urgency.FIRST], Urgency.FIRST)


def test_the_list_is_in_the_order_in_which_they_are_served(service: DownloadService) -> None:
    for identity, urgency in ((ONE, Urgency.BACKGROUND), (TWO, Urgency.WAITED)):
        with pytest.raises(Cancelled):
            transfer(service, stop_now, urgency, identity)

    assert [view.download.identity for view in service.all()] == [TWO, ONE]


def test_finished_ones_are_forgotten_oldest_first_and_all_when_asked(service: DownloadService) -> None:
    for number in range(MOST_FINISHED + 3):
        with service.steered(bytes([number]) * 32, "p", 9):
            pass

    kept = [view.download.identity[0] for view in service.all()]
    service.forget_finished()

    assert kept == list(range(MOST_FINISHED + 2, 2, -1))
    assert service.all() == ()


def test_the_window_is_told_at_most_twice_a_second_while_bytes_flow(
    service: DownloadService, told: list[Change], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.time, "monotonic", lambda: 5.0)
    with service.steered(ONE, "p1", 100) as hands:
        told.clear()
        for done in range(50):
            hands.show(TransferStatus(done, 100))

        assert told == [Change(Topic.TRANSFERS)]


def test_a_small_transfer_shares_the_line_and_is_not_listed(service: DownloadService) -> None:
    with service.unlisted() as hands:
        hands.pace.take(1, lambda: None)
        hands.show(TransferStatus(1, 1))
        hands.check()

    assert service.all() == ()
