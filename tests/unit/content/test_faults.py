"""The fault server: whatever a source does, the file is right and the liar is named, or it is said why there is none."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from desktop.content import planning, reading, small_parts, transfer
from desktop.content.fetching import Fetcher
from desktop.content.store import ContentStore
from desktop.core import trees
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, PUBLIC
from desktop.core.transfers import SourcesFailed
from desktop.text import describe
from tests.helpers import faulty
from tests.helpers.faulty import FaultyServer
from tests.helpers.fetches import Watcher, assert_whole, fetch, names
from tests.unit.content.versions import Version, make_in_store

N_CHUNKS = 5
SIZE = N_CHUNKS * 65536 - 700


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Version]:
    store, version = make_in_store(tmp_path_factory.mktemp("shelf") / "origin", SIZE)
    return store.root, version


@pytest.fixture(scope="module")
def honest_server(origin: tuple[Path, Version]) -> Iterator[FaultyServer]:
    with FaultyServer(origin[0]) as server:
        yield server


@pytest.fixture(scope="module")
def lying_server(origin: tuple[Path, Version]) -> Iterator[FaultyServer]:
    with FaultyServer(origin[0]) as server:
        yield server


@pytest.fixture
def liar(lying_server: FaultyServer) -> Iterator[FaultyServer]:
    yield lying_server
    lying_server.always, lying_server.requests = {}, []


@pytest.fixture
def honest(honest_server: FaultyServer) -> Iterator[FaultyServer]:
    yield honest_server
    honest_server.always, honest_server.requests = {}, []


@pytest.fixture
def version(origin: tuple[Path, Version]) -> Version:
    return origin[1]


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "mine", reserve_bytes=0)


@pytest.fixture
def fetcher(store: ContentStore, monkeypatch: pytest.MonkeyPatch) -> Fetcher:
    """Nothing waits long: races begin at once, a drip is slow after a moment, and public parts are small."""
    monkeypatch.setattr(planning, "RACE_AFTER_S", 0.0)
    monkeypatch.setattr(transfer, "_REPORT_S", 0.0)
    monkeypatch.setattr(reading, "_WINDOW_S", 0.1)
    monkeypatch.setattr(small_parts, "MAX_PUBLIC_BYTES", 1 << 20)
    monkeypatch.setattr("desktop.content.pulling._HOPELESS_PAUSE_S", 0.02)
    return Fetcher(store, retries=1, pause_s=0.0)


def wrong_everywhere(request: faulty.Request) -> None:
    request.body = bytes(byte ^ 1 for byte in request.body)


FAULTS: list[tuple[str, str, faulty.Fault, str]] = [
    ("public flipped", PUBLIC, faulty.wrong_byte(3), "public"),
    ("public endless", PUBLIC, faulty.endless, "length"),
    ("public in pieces that end early", PUBLIC, faulty.together(faulty.off_by_one, faulty.in_pieces), "public"),
    ("public html", PUBLIC, faulty.html, "html"),
    ("public json", PUBLIC, faulty.error_json, "json"),
    ("public json in disguise", PUBLIC, faulty.disguised_json, "public"),
    ("public cut", PUBLIC, faulty.cut(0), "connection"),
    ("public drip", PUBLIC, faulty.drip(0.03), "slow"),
    ("list flipped", CHUNKS, faulty.wrong_byte(33), "list"),
    ("list html", CHUNKS, faulty.html, "html"),
    ("list html in disguise", CHUNKS, faulty.disguised_html, "length"),
    ("list json in disguise", CHUNKS, faulty.disguised_json, "ended"),
    ("list endless and wrong", CHUNKS, faulty.together(wrong_everywhere, faulty.endless), "list"),
    ("list of another size", CHUNKS, faulty.other_total, "length"),
    ("leaves flipped", LEAVES, wrong_everywhere, "chunk"),
    ("leaves missing", LEAVES, faulty.status(404), "status"),
    ("leaves of another size", LEAVES, faulty.other_total, "length"),
    ("payload missing", PAYLOAD, faulty.status(404), "status"),
    ("payload unsatisfiable", PAYLOAD, faulty.status(416), "status"),
    ("payload too many requests", PAYLOAD, faulty.status(429), "status"),
    ("payload gone wrong", PAYLOAD, faulty.status(503), "status"),
    ("payload html", PAYLOAD, faulty.html, "html"),
    ("payload html in disguise", PAYLOAD, faulty.disguised_html, "length"),
    ("payload json", PAYLOAD, faulty.error_json, "json"),
    ("payload json in disguise", PAYLOAD, faulty.disguised_json, "ended"),
    ("payload packed", PAYLOAD, faulty.compressed, "encoding"),
    ("payload range shifted", PAYLOAD, faulty.shifted_range, "range"),
    ("payload bytes shifted", PAYLOAD, faulty.off_by_one, "chunk"),
    ("payload of another size", PAYLOAD, faulty.other_total, "length"),
    ("payload wrong in pieces", PAYLOAD, faulty.together(wrong_everywhere, faulty.in_pieces), "chunk"),
    ("payload wrong without end", PAYLOAD, faulty.together(wrong_everywhere, faulty.endless), "chunk"),
    ("payload drip", PAYLOAD, faulty.drip(0.03), "slow"),
    ("payload reset", PAYLOAD, faulty.reset(0), "connection"),
    ("payload cut", PAYLOAD, faulty.cut(1000), "connection"),
    ("redirect to a file", PAYLOAD, faulty.redirect("file:///etc/passwd"), "redirect"),
    ("redirect to nowhere", PAYLOAD, faulty.redirect(""), "redirect"),
    ("redirect in a ring", PAYLOAD, faulty.redirect("/round"), "redirect"),
]  # fmt: skip
IDS = [name.replace(" ", "-") for name, _, _, _ in FAULTS]


@pytest.mark.parametrize(("file", "fault", "kind"), [row[1:] for row in FAULTS], ids=IDS)
def test_beside_an_honest_source_the_file_is_right_and_the_faulty_one_is_named(
    fetcher: Fetcher,
    store: ContentStore,
    liar: FaultyServer,
    honest: FaultyServer,
    version: Version,
    file: str,
    fault: faulty.Fault,
    kind: str,
) -> None:
    """The honest source holds its answers back until the other one was found out, so that both are asked."""
    watcher = Watcher()
    liar.always = {file: fault, "round": fault}
    honest.always = {PAYLOAD: faulty.after(watcher.found_out), CHUNKS: faulty.after(watcher.found_out)}
    if file == CHUNKS:  # the first source takes the first file: the list goes to the second one
        order = (honest.base, liar.base)
        honest.always = {PUBLIC: faulty.after(watcher.found_out)}
    else:
        order = (liar.base, honest.base)
        if file in {LEAVES, PAYLOAD}:
            honest.always.pop(CHUNKS)

    report = fetch(fetcher, version, *order, steering=nullcontext(watcher))

    assert {(found[0], found[1]) for found in names(report)} == {(liar.base, kind)}
    assert_whole(store, version)


@pytest.mark.parametrize(("file", "fault", "kind"), [row[1:] for row in FAULTS], ids=IDS)
def test_without_an_honest_source_it_is_said_in_a_sentence_what_was_wrong(
    fetcher: Fetcher, liar: FaultyServer, version: Version, file: str, fault: faulty.Fault, kind: str
) -> None:
    liar.always = {file: fault, "round": fault}

    with pytest.raises(SourcesFailed) as caught:
        fetch(fetcher, version, liar.base)

    assert {(found.source, found.trouble.kind) for found in caught.value.troubles} == {(liar.base, kind)}
    words = describe(caught.value)
    assert liar.base in words.body
    assert words.body.count("\n") == len(caught.value.troubles)


@pytest.mark.parametrize("chunk", range(N_CHUNKS))
@pytest.mark.parametrize("file", [PAYLOAD, LEAVES])
def test_a_wrong_byte_is_found_in_its_chunk_and_the_liar_named_with_it(
    fetcher: Fetcher,
    store: ContentStore,
    liar: FaultyServer,
    honest: FaultyServer,
    version: Version,
    chunk: int,
    file: str,
) -> None:
    watcher = Watcher()
    place = trees.chunk_span(SIZE, chunk)[0] + 40 if file == PAYLOAD else 2048 * chunk + 40
    liar.always = {file: faulty.wrong_byte(place)}
    honest.always = {PAYLOAD: faulty.after(watcher.found_out)}

    report = fetch(fetcher, version, liar.base, honest.base, steering=nullcontext(watcher))

    assert names(report) == [(liar.base, "chunk", str(chunk))]
    small = {PUBLIC: 12_000, CHUNKS: 32 * N_CHUNKS}  # it may have been asked for the list, too
    given = report.bytes_from.get(liar.base, 0) - chunk * (65552 + 2048)
    assert given in {small[PUBLIC], small[PUBLIC] + small[CHUNKS]}
    assert_whole(store, version)


@pytest.mark.parametrize(
    "fault", [faulty.in_pieces, faulty.endless, faulty.truncated_range], ids=["in-pieces", "endless", "truncated"]
)  # fmt: skip
def test_what_is_odd_but_right_is_taken(
    fetcher: Fetcher, store: ContentStore, liar: FaultyServer, version: Version, fault: faulty.Fault
) -> None:
    liar.always = {LEAVES: faulty.in_pieces, CHUNKS: faulty.in_pieces}
    liar.faults[PAYLOAD] = [fault]

    fetch(fetcher, version, liar.base)

    assert_whole(store, version)


def test_a_file_that_changes_on_the_way_is_a_lie(
    fetcher: Fetcher, store: ContentStore, liar: FaultyServer, honest: FaultyServer, version: Version
) -> None:
    watcher = Watcher()
    liar.always = {PAYLOAD: faulty.changing}
    liar.faults[PAYLOAD] = [faulty.cut(2 * 65552 + 9)]
    honest.always = {PAYLOAD: faulty.after(watcher.found_out)}

    report = fetch(fetcher, version, liar.base, honest.base, steering=nullcontext(watcher))

    assert_whole(store, version)
    assert {source for source, _, _ in names(report)} == {liar.base}


def test_a_liar_is_not_asked_for_anything_else(
    fetcher: Fetcher, liar: FaultyServer, honest: FaultyServer, version: Version
) -> None:
    liar.always = {PUBLIC: faulty.wrong_byte(3)}

    fetch(fetcher, version, liar.base, honest.base)

    assert [request.file for request in liar.requests if request.file == PUBLIC] == [PUBLIC]
    assert liar.starts(PAYLOAD) == []


def test_an_unreachable_source_is_no_reason_to_fail(
    fetcher: Fetcher, store: ContentStore, honest: FaultyServer, version: Version
) -> None:
    report = fetch(fetcher, version, "http://127.0.0.1:1", honest.base)

    assert names(report) == [("http://127.0.0.1:1", "unreachable", "")]
    assert_whole(store, version)
