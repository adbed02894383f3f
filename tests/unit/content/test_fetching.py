"""Fetching: right bytes from whoever has them, nobody believed, nothing fetched twice, wrong bytes named."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.content.fetching import Fetcher, SourcesFailed
from desktop.content.store import ContentStore
from desktop.content.verifying import verify_sealed_files
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.contents import CHUNKS, FILES, LEAVES, PAYLOAD, PUBLIC
from desktop.core.errors import Cancelled, ContentUnavailable, DiskFull
from tests.unit.content import faulty
from tests.unit.content.faulty import FaultyServer
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


def assert_whole(store: ContentStore, version: Version) -> None:
    identity = version.content.identity
    assert store.is_complete(identity)
    verify_sealed_files(store.sealed(identity), version.content)
    for file in FILES:
        assert store.path(identity, file).read_bytes() == (version.folder / file).read_bytes()
    assert sorted(entry.name for entry in store.folder(identity).iterdir()) == sorted(FILES)


def test_a_version_comes_whole_over_http(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    steps: list[Progress] = []

    report = fetcher.fetch(version.content, [server.base], CancelToken(), steps.append, key="k")

    assert_whole(store, version)
    assert report.faults == ()
    assert report.bytes_from == {
        server.base: sum((version.folder / file).stat().st_size for file in FILES) - 16
    }
    assert steps[-1] == Progress("k", "fetch", SIZE, SIZE)


@pytest.mark.parametrize("size", [1, 1024, 65536, 65537])
def test_small_versions_come_whole(tmp_path: Path, fetcher: Fetcher, store: ContentStore, size: int) -> None:
    small_store, small = make_in_store(tmp_path / "small", size)

    fetcher.fetch(small.content, [], CancelToken(), added=[str(small_store.root)])

    assert_whole(store, small)


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_a_version_comes_whole_from_a_folder_that_the_person_added(
    fetcher: Fetcher, store: ContentStore, origin: tuple[Path, Version], form: str
) -> None:
    root, version = origin

    fetcher.fetch(version.content, [], CancelToken(), added=[form.format(root)])

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


def test_what_is_complete_is_not_fetched_again(
    fetcher: Fetcher, server: FaultyServer, version: Version
) -> None:
    fetcher.fetch(version.content, [server.base], CancelToken())
    before = len(server.requests)

    fetcher.fetch(version.content, [server.base], CancelToken())

    assert len(server.requests) == before


@pytest.mark.parametrize("chunk", range(N_CHUNKS))
def test_a_wrong_byte_is_found_within_its_chunk_and_the_source_is_left(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, origin: tuple[Path, Version], chunk: int
) -> None:
    root, version = origin
    server.faults[PAYLOAD] = [faulty.wrong_byte(trees.chunk_span(SIZE, chunk)[0] + 40)]
    with FaultyServer(root) as honest:
        report = fetcher.fetch(version.content, [server.base, honest.base], CancelToken())

        assert [(fault.source, fault.reason) for fault in report.faults] == [
            (server.base, f"chunk {chunk} is wrong")
        ]
        assert honest.starts(PAYLOAD) == [trees.chunk_span(SIZE, chunk)[0] if chunk else 0]
        assert honest.starts(LEAVES) == [chunk * 2048]
        assert server.starts(PAYLOAD) == [0]
    assert_whole(store, version)


def test_a_wrong_leaf_list_is_replaced_with_the_chunk_that_shows_it(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, origin: tuple[Path, Version]
) -> None:
    root, version = origin
    server.faults[LEAVES] = [faulty.wrong_byte(5 * 2048 + 1)]
    with FaultyServer(root) as honest:
        report = fetcher.fetch(version.content, [server.base, honest.base], CancelToken())

    assert [fault.reason for fault in report.faults] == ["chunk 5 is wrong"]
    assert_whole(store, version)


@pytest.mark.parametrize(
    ("file", "fault", "reason"),
    [
        (PUBLIC, faulty.wrong_byte(3), f"{PUBLIC} is wrong"),
        (CHUNKS, faulty.wrong_byte(33), f"{CHUNKS} is wrong"),
        (PAYLOAD, faulty.wrong_byte(2), "nonce is wrong"),
        (PAYLOAD, faulty.status(404), "status 404"),
        (PAYLOAD, faulty.status(416), "status 416"),
        (PUBLIC, faulty.html, "html"),
        (CHUNKS, faulty.html, "html"),
        (CHUNKS, faulty.disguised_html, "length"),
        (PAYLOAD, faulty.disguised_html, "length"),
        (PAYLOAD, faulty.compressed, "encoding"),
        (PAYLOAD, faulty.shifted_range, "range"),
        (PAYLOAD, faulty.redirect("file:///etc/passwd"), "redirect"),
        (PAYLOAD, faulty.redirect(""), "redirect"),
    ],
)
def test_a_lying_source_is_named_and_the_next_one_asked(
    fetcher: Fetcher,
    store: ContentStore,
    server: FaultyServer,
    origin: tuple[Path, Version],
    file: str,
    fault: faulty.Fault,
    reason: str,
) -> None:
    root, version = origin
    server.faults[file] = [fault] * 10
    with FaultyServer(root) as honest:
        report = fetcher.fetch(version.content, [server.base, honest.base], CancelToken())

    assert [(found.source, found.reason) for found in report.faults] == [(server.base, reason)]
    assert_whole(store, version)


@pytest.mark.parametrize("length", [SIZE + 1000, SIZE // 2])
def test_a_file_of_another_length_is_refused_before_its_bytes(
    fetcher: Fetcher, store: ContentStore, origin: tuple[Path, Version], server: FaultyServer, length: int
) -> None:
    _, version = origin
    with version.paths.payload.open("r+b") as stream:
        stream.truncate(length)

    with pytest.raises(SourcesFailed) as caught:
        fetcher.fetch(version.content, [server.base], CancelToken())

    assert caught.value.reasons == (f"{server.base}: length",)
    assert caught.value.sources == (server.base,)


MIDDLE = trees.chunk_span(SIZE, 4)[0] + 500


@pytest.mark.parametrize("faults", [[faulty.cut(MIDDLE)], [faulty.cut(MIDDLE), faulty.reset(10)]])
def test_a_broken_connection_goes_on_behind_the_last_right_chunk(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version, faults: list[faulty.Fault]
) -> None:
    server.faults[PAYLOAD] = list(faults)

    report = fetcher.fetch(version.content, [server.base], CancelToken())

    assert {fault.is_final for fault in report.faults} == {False}
    assert server.starts(PAYLOAD)[:2] == [0, trees.chunk_span(SIZE, 4)[0]]
    assert server.starts(LEAVES) == [0]
    assert server.requests[-1].asked["if-range"] == '"one"'
    assert_whole(store, version)


def test_a_source_that_breaks_after_each_chunk_is_kept_as_long_as_it_gives_right_ones(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    """More breaks than retries: only those without a right chunk between count."""
    server.faults[PAYLOAD] = [faulty.cut(65536 + 16 + 100)] * 7

    report = fetcher.fetch(version.content, [server.base], CancelToken())

    assert len(report.faults) == 7
    assert_whole(store, version)


def test_a_liar_is_not_asked_for_anything_else(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, origin: tuple[Path, Version]
) -> None:
    root, version = origin
    server.faults[PUBLIC] = [faulty.wrong_byte(3)]
    with FaultyServer(root) as honest:
        fetcher.fetch(version.content, [server.base, honest.base], CancelToken())

    assert [request.file for request in server.requests] == [PUBLIC]


def test_an_interrupted_leaf_list_goes_on_where_it_was(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    whole = N_CHUNKS * 2048
    server.faults[LEAVES] = [faulty.cut(whole - 100)]

    fetcher.fetch(version.content, [server.base], CancelToken())

    assert server.starts(LEAVES) == [0, 1 << 14]
    assert_whole(store, version)


def test_a_server_without_ranges_is_read_from_the_beginning(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    server.faults[PAYLOAD] = [faulty.cut(200_000), faulty.without_range(version.paths.payload)]

    fetcher.fetch(version.content, [server.base], CancelToken())

    assert server.starts(PAYLOAD) == [0, trees.chunk_span(SIZE, 3)[0]]
    assert_whole(store, version)


def test_a_source_that_keeps_failing_is_given_up(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    server.faults["*"] = [faulty.status(503)]

    with pytest.raises(ContentUnavailable) as caught:
        fetcher.fetch(version.content, [server.base], CancelToken())

    assert caught.value.sources == (server.base,)
    assert len(server.requests) == 3  # once, and two retries


def test_a_source_that_never_gives_a_whole_public_part_is_given_up(
    fetcher: Fetcher, server: FaultyServer, version: Version
) -> None:
    """Bytes that are thrown away are no progress: they must not feed the retries for ever."""
    server.faults["*"] = [faulty.cut(2000)]

    with pytest.raises(ContentUnavailable):
        fetcher.fetch(version.content, [server.base], CancelToken())

    assert len(server.requests) == 3


def test_an_unreachable_source_is_left_for_one_that_answers(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    report = fetcher.fetch(version.content, ["http://127.0.0.1:1", server.base], CancelToken())

    assert {fault.reason for fault in report.faults} == {"unreachable"}
    assert_whole(store, version)


def test_a_redirect_within_the_net_is_followed(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, origin: tuple[Path, Version]
) -> None:
    root, version = origin
    with FaultyServer(root) as other:
        target = f"{other.base}/{version.content.identity.hex()}/{PAYLOAD}"
        server.faults[PAYLOAD] = [faulty.redirect(target)]
        fetcher.fetch(version.content, [server.base], CancelToken())

        assert other.starts(PAYLOAD) == [0]
    assert_whole(store, version)


def test_redirects_in_a_ring_end(fetcher: Fetcher, server: FaultyServer, version: Version) -> None:
    server.faults["*"] = [faulty.redirect("/round")]

    with pytest.raises(SourcesFailed) as caught:
        fetcher.fetch(version.content, [server.base], CancelToken())

    assert caught.value.reasons == (f"{server.base}: redirect",)
    assert len(server.requests) == 5


def test_parts_on_disk_are_verified_and_only_the_rest_is_fetched(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    identity = version.content.identity
    store.prepare(identity)
    kept = 6
    store.part(identity, PAYLOAD).write_bytes(
        version.paths.payload.read_bytes()[: trees.chunk_span(SIZE, kept)[0] + 99]
    )
    store.part(identity, LEAVES).write_bytes(version.paths.leaves.read_bytes())

    fetcher.fetch(version.content, [server.base], CancelToken())

    assert server.starts(PAYLOAD) == [trees.chunk_span(SIZE, kept)[0]]
    assert_whole(store, version)


def test_damage_in_a_part_on_disk_is_fetched_again(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    identity = version.content.identity
    store.prepare(identity)
    store.part(identity, PAYLOAD).write_bytes(version.paths.payload.read_bytes())
    store.part(identity, LEAVES).write_bytes(version.paths.leaves.read_bytes())
    flip(store.part(identity, PAYLOAD), trees.chunk_span(SIZE, 2)[0] + 7)

    fetcher.fetch(version.content, [server.base], CancelToken())

    assert server.starts(PAYLOAD) == [trees.chunk_span(SIZE, 2)[0]]
    assert_whole(store, version)


def test_a_kill_between_the_last_two_names_costs_nothing(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    identity = version.content.identity
    fetcher.fetch(version.content, [server.base], CancelToken())
    store.path(identity, PAYLOAD).rename(store.part(identity, PAYLOAD))
    server.requests.clear()

    fetcher.fetch(version.content, [server.base], CancelToken())

    assert server.requests == []
    assert_whole(store, version)


def test_a_damaged_chunk_list_on_disk_is_put_aside_and_fetched_again(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    identity = version.content.identity
    store.prepare(identity)
    store.path(identity, CHUNKS).write_bytes(bytes(32 * N_CHUNKS))

    fetcher.fetch(version.content, [server.base], CancelToken())

    assert (store.folder(identity) / f"{CHUNKS}.wrong").exists()
    assert store.path(identity, CHUNKS).read_bytes() == version.paths.chunks.read_bytes()


@pytest.mark.parametrize("file", FILES)
def test_a_recheck_finds_damage_in_whole_files_and_repairs_it(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version, file: str
) -> None:
    identity = version.content.identity
    fetcher.fetch(version.content, [server.base], CancelToken())
    flip(store.path(identity, file), store.path(identity, file).stat().st_size // 2)
    server.requests.clear()

    fetcher.fetch(version.content, [server.base], CancelToken(), recheck=True)

    assert server.requests[0].file in {file, LEAVES}
    for name in FILES:
        assert store.path(identity, name).read_bytes() == (version.folder / name).read_bytes()


def test_a_recheck_of_right_files_fetches_nothing(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    fetcher.fetch(version.content, [server.base], CancelToken())
    server.requests.clear()

    fetcher.fetch(version.content, [server.base], CancelToken(), recheck=True)

    assert server.requests == []
    assert_whole(store, version)


def test_the_public_part_comes_alone(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    path = fetcher.fetch_public(version.content, [server.base], CancelToken())
    again = fetcher.fetch_public(version.content, [server.base], CancelToken())

    assert path == again == store.path(version.content.identity, PUBLIC)
    assert [request.file for request in server.requests] == [PUBLIC]
    assert store.presence(version.content.identity).files == {PUBLIC}


def test_a_wrong_public_part_is_not_kept(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    server.faults[PUBLIC] = [faulty.wrong_byte(0)]

    with pytest.raises(ContentUnavailable):
        fetcher.fetch_public(version.content, [server.base], CancelToken())

    assert store.presence(version.content.identity).files == frozenset()


def test_two_fetches_of_one_version_do_not_work_against_each_other(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    with ThreadPoolExecutor(3) as threads:
        fetches = [
            threads.submit(fetcher.fetch, version.content, [server.base], CancelToken()) for _ in range(3)
        ]
        for fetch in fetches:
            fetch.result()

    assert len(server.requests) == 4
    assert_whole(store, version)


def test_cancelling_keeps_what_was_verified(
    fetcher: Fetcher, store: ContentStore, server: FaultyServer, version: Version
) -> None:
    cancel = CancelToken()

    def stop_in_the_middle(progress: Progress) -> None:
        if progress.done >= 8 * 65536:
            cancel.cancel()

    with pytest.raises(Cancelled):
        fetcher.fetch(version.content, [server.base], cancel, stop_in_the_middle)
    fetcher.fetch(version.content, [server.base], CancelToken())

    assert server.starts(PAYLOAD) == [0, trees.chunk_span(SIZE, 8)[0]]
    assert_whole(store, version)


def test_too_little_room_is_said_before_the_first_byte(
    tmp_path: Path, server: FaultyServer, version: Version
) -> None:
    fetcher = Fetcher(ContentStore(tmp_path / "mine", reserve_bytes=1 << 60))

    with pytest.raises(DiskFull) as caught:
        fetcher.fetch(version.content, [server.base], CancelToken())

    assert caught.value.needed_bytes > 1 << 60
    assert server.requests == []


def test_no_source_at_all_is_unavailable(fetcher: Fetcher, version: Version) -> None:
    with pytest.raises(ContentUnavailable) as caught:
        fetcher.fetch(version.content, [], CancelToken())

    assert caught.value.sources == ()
