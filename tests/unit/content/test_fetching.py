"""Fetching from one place: right bytes or none, nothing fetched twice, and what came is kept."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from desktop.content.fetching import Fetcher
from desktop.content.store import ContentStore
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.contents import CHUNKS, FILES, LEAVES, PAYLOAD, PUBLIC
from desktop.core.errors import Cancelled, ContentUnavailable, DiskFull
from desktop.core.transfers import SourcesFailed
from tests.helpers import faulty
from tests.helpers.faulty import FaultyServer
from tests.helpers.fetches import Watcher, assert_whole, fetch
from tests.unit.content.versions import Version, flip, make_in_store

N_CHUNKS = 9
SIZE = N_CHUNKS * 65536 - 700


@pytest.fixture
def origin(tmp_path: Path) -> tuple[Path, Version]:
    store, version = make_in_store(tmp_path / "origin", SIZE)
    return store.root, version


@pytest.fixture
def server(origin: tuple[Path, Version]) -> Iterator[FaultyServer]:
    with FaultyServer(origin[0]) as server:
        yield server


@pytest.fixture
def version(origin: tuple[Path, Version]) -> Version:
    return origin[1]


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "mine", reserve_bytes=0)


@pytest.fixture
def fetcher(store: ContentStore) -> Fetcher:
    return Fetcher(store, retries=2, pause_s=0.0)


def first_byte(chunk: int) -> int:
    return trees.chunk_span(SIZE, chunk)[0]


def test_a_version_comes_whole_over_http(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    steps: list[Progress] = []

    report = fetch(fetcher, version, server.base, progress=steps.append, key="k")

    assert_whole(store, version)
    assert report.faults == ()
    # All but the nonce, which the listing holds.
    assert report.bytes_from == {
        server.base: sum((version.folder / file).stat().st_size for file in FILES) - 16
    }
    assert steps[-1] == Progress("k", "fetch", SIZE, SIZE)


def test_one_source_is_asked_for_each_file_once(
    fetcher: Fetcher, server: FaultyServer, version: Version
) -> None:
    fetch(fetcher, version, server.base)

    assert [(request.file, request.start) for request in server.requests] == [
        (PUBLIC, 0), (CHUNKS, 0), (PAYLOAD, 16), (LEAVES, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("size", [1, 1024, 65536, 65537])
def test_small_versions_come_whole(tmp_path: Path, fetcher: Fetcher, store: ContentStore, size: int) -> None:
    small_store, small = make_in_store(tmp_path / "small", size)

    fetch(fetcher, small, str(small_store.root))

    assert_whole(store, small)


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_a_version_comes_whole_from_a_folder_that_the_person_added(
    fetcher: Fetcher, store: ContentStore, origin: tuple[Path, Version], form: str
) -> None:
    root, version = origin

    fetch(fetcher, version, form.format(root))

    assert_whole(store, version)


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_a_card_cannot_name_a_folder(
    fetcher: Fetcher, store: ContentStore, origin: tuple[Path, Version], form: str
) -> None:
    root, version = origin

    with pytest.raises(SourcesFailed) as caught:
        fetcher.fetch(version.content, [form.format(root)], CancelToken())

    assert caught.value.reasons == (f"{form.format(root)}: address",)
    assert store.presence(version.content.identity).files == frozenset()


def test_a_card_cannot_name_this_machine(fetcher: Fetcher, server: FaultyServer, version: Version) -> None:
    with pytest.raises(SourcesFailed) as caught:
        fetcher.fetch(version.content, [server.base], CancelToken())

    assert caught.value.reasons == (f"{server.base}: private",)
    assert server.requests == []


def test_what_is_complete_is_not_fetched_again(
    fetcher: Fetcher, server: FaultyServer, version: Version
) -> None:
    fetch(fetcher, version, server.base)
    before = len(server.requests)

    fetch(fetcher, version, server.base)

    assert len(server.requests) == before


@pytest.mark.parametrize("length", [SIZE + 1000, SIZE // 2])
def test_a_file_of_another_length_is_refused_before_its_bytes(
    fetcher: Fetcher, version: Version, server: FaultyServer, length: int
) -> None:
    with version.paths.payload.open("r+b") as stream:
        stream.truncate(length)

    with pytest.raises(SourcesFailed) as caught:
        fetch(fetcher, version, server.base)

    assert caught.value.reasons == (f"{server.base}: length",)
    assert caught.value.sources == (server.base,)


MIDDLE = 4 * 65552 + 500


@pytest.mark.parametrize("faults", [[faulty.cut(MIDDLE)], [faulty.cut(MIDDLE), faulty.reset(10)]])
def test_a_broken_connection_goes_on_behind_the_last_right_chunk(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version, faults: list[faulty.Fault]
) -> None:
    server.faults[PAYLOAD] = list(faults)

    report = fetch(fetcher, version, server.base)

    assert {fault.is_final for fault in report.faults} == {False}
    assert server.starts(PAYLOAD)[:2] == [16, first_byte(4)]
    assert_whole(store, version)


def test_a_source_that_breaks_after_each_chunk_is_kept_as_long_as_it_gives_right_ones(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    """More breaks than retries: only those without a right chunk between count."""
    server.faults[PAYLOAD] = [faulty.cut(65536 + 16 + 100)] * 7

    fetch(fetcher, version, server.base)

    assert len(server.starts(PAYLOAD)) == 8
    assert_whole(store, version)


def test_a_server_that_gives_half_of_each_range_is_asked_on(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    server.faults[PAYLOAD] = [faulty.truncated_range] * 3

    fetch(fetcher, version, server.base)

    assert server.starts(PAYLOAD)[:2] == [16, first_byte(4)]
    assert_whole(store, version)


def test_a_server_without_ranges_is_read_from_the_beginning(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    server.always = dict.fromkeys((PAYLOAD, LEAVES), faulty.ignoring_ranges(server.root))
    server.faults[PAYLOAD] = [faulty.cut(200_000)]

    fetch(fetcher, version, server.base)

    assert server.starts(PAYLOAD) == [16, first_byte(3)]
    assert_whole(store, version)


def test_a_source_that_keeps_failing_is_given_up(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    server.faults["*"] = [faulty.status(503)]

    with pytest.raises(ContentUnavailable) as caught:
        fetch(fetcher, version, server.base)

    assert caught.value.sources == (server.base,)
    assert len(server.requests) == 3  # once, and two retries


def test_a_source_that_never_gives_a_whole_public_part_is_given_up(
    fetcher: Fetcher, server: FaultyServer, version: Version
) -> None:
    server.faults["*"] = [faulty.cut(100)]

    with pytest.raises(ContentUnavailable):
        fetch(fetcher, version, server.base)

    assert len(server.requests) == 3


def test_an_interrupted_public_part_goes_on_where_it_was(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    server.faults[PUBLIC] = [faulty.cut(5000)]

    fetch(fetcher, version, server.base)

    assert server.starts(PUBLIC) == [0, 5000]
    assert_whole(store, version)


@pytest.mark.parametrize("left", [b"of another crash", b"x" * 100_000])
def test_a_public_part_that_goes_on_from_wrong_bytes_is_begun_again_before_anybody_is_blamed(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version, left: bytes
) -> None:
    store.prepare(version.content.identity)
    store.part(version.content.identity, PUBLIC).write_bytes(left)

    report = fetch(fetcher, version, server.base)

    assert report.faults == ()
    assert server.starts(PUBLIC) == [len(left), 0]
    assert_whole(store, version)


def test_redirects_in_a_ring_end(fetcher: Fetcher, server: FaultyServer, version: Version) -> None:
    server.faults["*"] = [faulty.redirect("/round")]

    with pytest.raises(SourcesFailed) as caught:
        fetch(fetcher, version, server.base)

    assert caught.value.reasons == (f"{server.base}: redirect",)
    assert len(server.requests) == 5


def test_a_redirect_within_the_net_is_followed(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, origin: tuple[Path, Version]
) -> None:
    root, version = origin
    with FaultyServer(root) as other:
        target = f"{other.base}/{version.content.identity.hex()}/{PAYLOAD}"
        server.faults[PAYLOAD] = [faulty.redirect(target)]
        fetch(fetcher, version, server.base)

        assert other.starts(PAYLOAD) == [16]
    assert_whole(store, version)


def keep_parts(store: ContentStore, version: Version) -> tuple[Path, Path]:
    """Parts that hold everything, as a fetch before its end leaves them."""
    identity = version.content.identity
    store.prepare(identity)
    parts = store.part(identity, PAYLOAD), store.part(identity, LEAVES)
    parts[0].write_bytes(version.paths.payload.read_bytes())
    parts[1].write_bytes(version.paths.leaves.read_bytes())
    return parts


def test_chunks_that_came_in_any_order_are_kept_and_only_the_gaps_are_fetched(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    payload, leaves = keep_parts(store, version)
    for chunk in (1, 2, 7):
        with payload.open("r+b") as stream:
            stream.seek(first_byte(chunk))
            stream.write(bytes(65552))
        with leaves.open("r+b") as stream:
            stream.seek(2048 * chunk)
            stream.write(bytes(2048))

    fetch(fetcher, version, server.base)

    assert [(r.start, r.stop) for r in server.requests if r.file == PAYLOAD] == [
        (first_byte(1), first_byte(3)),
        (first_byte(7), first_byte(8)),
    ]
    assert_whole(store, version)


def test_a_part_without_its_last_bytes_is_filled_up(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    payload, _ = keep_parts(store, version)
    with payload.open("r+b") as stream:
        stream.truncate(first_byte(6) + 99)

    fetch(fetcher, version, server.base)

    assert server.starts(PAYLOAD) == [first_byte(6)]
    assert_whole(store, version)


@pytest.mark.parametrize("in_payload", [True, False])
def test_damage_in_a_part_on_disk_is_fetched_again(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version, in_payload: bool
) -> None:
    payload, leaves = keep_parts(store, version)
    flip(*((payload, first_byte(2) + 7) if in_payload else (leaves, 2 * 2048 + 50)))

    fetch(fetcher, version, server.base)

    assert server.starts(PAYLOAD) == [first_byte(2)]
    assert_whole(store, version)


def test_a_kill_between_the_last_two_names_costs_nothing(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    identity = version.content.identity
    fetch(fetcher, version, server.base)
    store.path(identity, PAYLOAD).rename(store.part(identity, PAYLOAD))
    server.requests.clear()

    fetch(fetcher, version, server.base)

    assert server.requests == []
    assert_whole(store, version)


def test_a_damaged_chunk_list_on_disk_is_put_aside_and_fetched_again(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    identity = version.content.identity
    store.prepare(identity)
    store.path(identity, CHUNKS).write_bytes(bytes(32 * N_CHUNKS))

    fetch(fetcher, version, server.base)

    assert (store.folder(identity) / f"{CHUNKS}.wrong").exists()
    assert store.path(identity, CHUNKS).read_bytes() == version.paths.chunks.read_bytes()


@pytest.mark.parametrize("file", FILES)
def test_a_recheck_finds_damage_in_whole_files_and_repairs_it(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version, file: str
) -> None:
    identity = version.content.identity
    fetch(fetcher, version, server.base)
    flip(store.path(identity, file), store.path(identity, file).stat().st_size // 2)
    server.requests.clear()

    fetch(fetcher, version, server.base, recheck=True)

    expected = {file} if file in {PUBLIC, CHUNKS} else {PAYLOAD, LEAVES}
    assert {request.file for request in server.requests} == expected
    for name in FILES:
        assert store.path(identity, name).read_bytes() == (version.folder / name).read_bytes()


def test_a_recheck_of_right_files_fetches_nothing(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    fetch(fetcher, version, server.base)
    server.requests.clear()

    fetch(fetcher, version, server.base, recheck=True)

    assert server.requests == []
    assert_whole(store, version)


def test_the_public_part_comes_alone(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    path = fetcher.fetch_public(version.content, [], CancelToken(), added=[server.base])
    again = fetcher.fetch_public(version.content, [], CancelToken(), added=[server.base])

    assert path == again == store.path(version.content.identity, PUBLIC)
    assert [request.file for request in server.requests] == [PUBLIC]
    assert store.presence(version.content.identity).files == {PUBLIC}


def test_a_wrong_public_part_is_not_kept(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    server.faults[PUBLIC] = [faulty.wrong_byte(0)]

    with pytest.raises(ContentUnavailable):
        fetcher.fetch_public(version.content, [], CancelToken(), added=[server.base])

    assert list(store.folder(version.content.identity).iterdir()) == []


def test_two_fetches_of_one_version_do_not_work_against_each_other(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    with ThreadPoolExecutor(3) as threads:
        fetches = [threads.submit(partial(fetch, fetcher, version, server.base)) for _ in range(3)]
        for one in fetches:
            one.result()

    assert len(server.requests) == 4
    assert_whole(store, version)


def test_cancelling_keeps_what_was_verified(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    cancel = CancelToken()
    held = faulty.held_after(first_byte(6))
    server.faults[PAYLOAD] = [held.fault]
    watcher = Watcher(at=6 * 65536, then=cancel.cancel)

    with pytest.raises(Cancelled):
        fetch(fetcher, version, server.base, cancel=cancel, steering=nullcontext(watcher))
    held.let_go()
    fetch(fetcher, version, server.base)

    assert server.starts(PAYLOAD)[0] == 16
    assert server.starts(PAYLOAD)[1] >= first_byte(4)
    assert_whole(store, version)


def test_a_stop_is_prompt_though_the_source_says_nothing(
    fetcher: Fetcher, server: FaultyServer, version: Version
) -> None:
    """The read would wait for its time-out of twenty seconds; a watcher's stop ends the test sooner or not at all."""
    cancel = CancelToken()
    held = faulty.held_after(0)
    server.faults[PAYLOAD] = [held.fault]

    def stop_when_it_waits() -> None:
        held.reached.wait(10)
        cancel.cancel()

    with ThreadPoolExecutor(1) as other:
        other.submit(stop_when_it_waits)
        with pytest.raises(Cancelled):
            fetch(fetcher, version, server.base, cancel=cancel)

    assert not held.was_let_go
    held.let_go()


def test_too_little_room_is_said_before_the_first_byte(
    tmp_path: Path, server: FaultyServer, version: Version
) -> None:
    fetcher = Fetcher(ContentStore(tmp_path / "mine", reserve_bytes=1 << 60))

    with pytest.raises(DiskFull) as caught:
        fetch(fetcher, version, server.base)

    assert caught.value.needed_bytes > 1 << 60
    assert server.requests == []


def test_room_that_others_take_meanwhile_ends_the_fetch_and_what_came_stays(
    fetcher: Fetcher,
    store: ContentStore,
    server: FaultyServer,
    version: Version,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = faulty.held_after(first_byte(6))
    server.faults[PAYLOAD] = [held.fault]
    monkeypatch.setattr("desktop.content.transfer._ROOM_S", 0.0)
    watcher = Watcher(
        at=6 * 65536, then=lambda: monkeypatch.setattr("desktop.content.store.free_bytes", lambda _path: 0)
    )

    with pytest.raises(DiskFull):
        fetch(fetcher, version, server.base, steering=nullcontext(watcher))
    held.let_go()
    monkeypatch.undo()
    fetch(fetcher, version, server.base)

    assert server.starts(PAYLOAD)[1] >= first_byte(4)
    assert_whole(store, version)


def test_no_source_at_all_is_unavailable(fetcher: Fetcher, version: Version) -> None:
    with pytest.raises(ContentUnavailable) as caught:
        fetcher.fetch(version.content, [], CancelToken())

    assert caught.value.sources == ()
