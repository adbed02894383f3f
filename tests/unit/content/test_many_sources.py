"""All sources at once: the fast give most, the slow do not hold up the end, and each is told apart."""

import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from desktop.content import planning, pulling, transfer
from desktop.content.fetching import Fetcher
from desktop.content.sources import FolderSource
from desktop.content.store import ContentStore
from desktop.content.transfer import Transfer
from desktop.core.cancel import CancelToken
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, PUBLIC
from desktop.core.transfers import SourcesFailed, SourceState
from tests.helpers import faulty
from tests.helpers.faulty import FaultyServer
from tests.helpers.fetches import Watcher, assert_whole, fetch
from tests.unit.content.versions import Version, make_in_store

N_CHUNKS = 80
SIZE = N_CHUNKS * 65536 - 700


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Version]:
    store, version = make_in_store(tmp_path_factory.mktemp("shelf") / "origin", SIZE)
    return store.root, version


@pytest.fixture
def version(origin: tuple[Path, Version]) -> Version:
    return origin[1]


@pytest.fixture
def servers(origin: tuple[Path, Version]) -> Iterator[list[FaultyServer]]:
    with FaultyServer(origin[0]) as one, FaultyServer(origin[0]) as two, FaultyServer(origin[0]) as three:
        yield [one, two, three]


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "mine", reserve_bytes=0)


@pytest.fixture
def fetcher(store: ContentStore, monkeypatch: pytest.MonkeyPatch) -> Fetcher:
    """Speeds are known soon, and races begin at once."""
    monkeypatch.setattr(planning, "RACE_AFTER_S", 0.0)
    monkeypatch.setattr(planning, "LEAST_TO_SPLIT", 4)
    monkeypatch.setattr(pulling, "_METER_S", 0.01)
    return Fetcher(store, retries=1, pause_s=0.0)


def test_several_sources_give_chunks_of_one_file(
    fetcher: Fetcher, store: ContentStore, servers: list[FaultyServer], version: Version
) -> None:
    for server in servers:
        server.always = {PAYLOAD: faulty.paced(0.002)}

    report = fetch(fetcher, version, *(server.base for server in servers))

    assert set(report.bytes_from) == {server.base for server in servers}
    assert (
        sum(report.bytes_from.values())
        == SIZE + N_CHUNKS * 16 + version.content.leaves * 32 + 12_000 + 32 * N_CHUNKS
    )
    assert_whole(store, version)


def test_a_slow_source_gives_less_and_does_not_hold_up_the_end(
    fetcher: Fetcher, store: ContentStore, servers: list[FaultyServer], version: Version
) -> None:
    """The slow one would take eighty times as long for its half."""
    fast, slow, _ = servers
    fast.always = {PAYLOAD: faulty.paced(0.001)}
    slow.always = {PAYLOAD: faulty.paced(0.08)}

    report = fetch(fetcher, version, slow.base, fast.base)

    assert report.bytes_from[slow.base] < report.bytes_from[fast.base] / 3
    assert_whole(store, version)


def test_a_source_that_falls_silent_does_not_hold_up_the_end(
    fetcher: Fetcher, store: ContentStore, servers: list[FaultyServer], version: Version
) -> None:
    held = faulty.held_after(3 * 65552)
    silent, honest, _ = servers
    silent.faults[PAYLOAD] = [held.fault]

    fetch(fetcher, version, silent.base, honest.base)

    assert not held.was_let_go
    held.let_go()
    assert_whole(store, version)


@pytest.mark.parametrize("file", [PUBLIC, CHUNKS])
def test_a_source_that_holds_a_small_file_back_is_raced(
    fetcher: Fetcher,
    store: ContentStore,
    servers: list[FaultyServer],
    version: Version,
    file: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transfer, "_RACE_SMALL_S", 0.05)
    held = faulty.held_after(10)
    order = [server.base for server in servers[:2]]
    servers[0 if file == PUBLIC else 1].faults[file] = [held.fault]

    fetch(fetcher, version, *order)

    assert not held.was_let_go
    held.let_go()
    assert_whole(store, version)


def test_an_unreachable_source_is_tried_again_and_then_helps(
    fetcher: Fetcher, store: ContentStore, servers: list[FaultyServer], version: Version
) -> None:
    late, steady, _ = servers
    late.faults = {
        PUBLIC: [faulty.status(503)] * 3,
        CHUNKS: [faulty.status(503)] * 3,
        PAYLOAD: [faulty.status(503)] * 2,
    }
    steady.always = {PAYLOAD: faulty.paced(0.01)}

    report = fetch(fetcher, version, late.base, steady.base)

    assert report.bytes_from[late.base] > 65552
    assert_whole(store, version)


def test_a_server_without_ranges_helps_where_others_fail(
    fetcher: Fetcher, store: ContentStore, servers: list[FaultyServer], version: Version
) -> None:
    without, breaking, _ = servers
    without.always = dict.fromkeys((PAYLOAD, LEAVES), faulty.ignoring_ranges(without.root))
    breaking.faults[PAYLOAD] = [faulty.cut(20 * 65552)] + [faulty.status(404)] * 50

    fetch(fetcher, version, breaking.base, without.base)

    assert_whole(store, version)


def test_the_watcher_is_told_what_each_source_gave_and_what_was_wrong(
    fetcher: Fetcher, servers: list[FaultyServer], version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer, "_REPORT_S", 0.0)
    watcher = Watcher()
    liar, honest, _ = servers
    liar.always = {PUBLIC: faulty.wrong_byte(1)}
    honest.always = {PAYLOAD: faulty.after(watcher.found_out)}

    fetch(fetcher, version, liar.base, honest.base, steering=nullcontext(watcher))

    last = watcher.statuses[-1]
    assert (last.done, last.total) == (SIZE, SIZE)
    by_name = {share.name: share for share in last.sources}
    assert by_name[liar.base].state is SourceState.DROPPED
    assert by_name[liar.base].trouble is not None
    assert by_name[honest.base].bytes == sum((version.folder / f).stat().st_size for f in (PUBLIC, PAYLOAD, LEAVES, CHUNKS)) - 16  # fmt: skip


def test_connections_that_died_while_the_machine_slept_are_made_anew_and_nobody_is_blamed(
    store: ContentStore, servers: list[FaultyServer], version: Version
) -> None:
    """The wall clock jumps an hour ahead while the source is silent: nothing would come before its time-out."""
    from desktop.content.http_source import HttpSource

    held = faulty.held_after(5 * 65552)
    servers[0].faults[PAYLOAD] = [held.fault]
    slept = 0.0
    store.prepare(version.content.identity)
    going = Transfer(
        store,
        version.content,
        [HttpSource(servers[0].base, may_be_inside=True)],
        whole=True,
        steering=Watcher(),
        cancel=CancelToken(),
        retries=0,
        pause_s=0.0,
        wall=lambda: time.time() + slept,
    )

    def sleep() -> None:
        nonlocal slept
        held.reached.wait(10)
        slept = 3600.0

    sleeper = threading.Thread(target=sleep)
    sleeper.start()
    going.go(lambda _status: None)
    sleeper.join()

    assert not held.was_let_go
    held.let_go()
    assert going.faults == []
    assert_whole(store, version)


def test_a_disk_that_hangs_for_ever_does_not_hang_the_fetch(
    fetcher: Fetcher, origin: tuple[Path, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No time-out ends a read of a dead network disk; its thread is left behind."""
    hangs, over = threading.Event(), threading.Event()

    def read(_self: FolderSource, _stream: object, _start: int) -> Iterator[bytes]:
        hangs.set()
        over.wait(30)
        yield from ()

    monkeypatch.setattr(FolderSource, "_pieces", read)
    monkeypatch.setattr(pulling, "SILENT_S", 0.1)

    with pytest.raises(SourcesFailed) as caught:
        fetch(fetcher, origin[1], str(origin[0]))
    is_still_hanging = not over.is_set()
    over.set()

    assert caught.value.reasons == (f"{origin[0]}: timeout",)
    assert hangs.is_set()
    assert is_still_hanging


def test_the_order_of_requests_follows_from_the_content_alone(
    tmp_path: Path, servers: list[FaultyServer], version: Version
) -> None:
    """Two people with different histories, one content: the same requests in the same order."""
    for name in ("one", "other"):
        fetch(Fetcher(ContentStore(tmp_path / name, reserve_bytes=0)), version, servers[0].base)

    asked = [(r.file, r.start, r.stop, sorted(r.asked.items())) for r in servers[0].requests]
    assert asked[: len(asked) // 2] == asked[len(asked) // 2 :]
