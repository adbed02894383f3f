"""Long bodies are read straight from the connection: the same bytes, the same faults, whatever came with the head."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desktop.content import raw_bodies, reading
from desktop.content.errors import SourceFault
from desktop.content.http_source import HttpSource
from desktop.content.reading import Body, Intake
from desktop.core.contents import CHUNKS, PAYLOAD
from tests.helpers import faulty
from tests.helpers.faulty import FaultyServer
from tests.unit.content.versions import Version, make_in_store

SIZE = 300_000


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return make_in_store(tmp_path_factory.mktemp("shelf") / "origin", SIZE)[1]


@pytest.fixture
def server(version: Version) -> Iterator[FaultyServer]:
    with FaultyServer(version.folder.parent) as server:
        yield server


@pytest.fixture
def source(server: FaultyServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[HttpSource]:
    """Everything but the smallest files is long enough."""
    monkeypatch.setattr(raw_bodies, "_WORTH_BYTES", 1000)
    source = HttpSource(server.base, may_be_inside=True, timeout=httpx.Timeout(0.5))
    yield source
    source.close()


def read(source: HttpSource, version: Version, step: int, start: int = 0) -> bytes:
    whole = version.paths.payload.read_bytes()
    taken = b""
    with source.open(version.content.identity, PAYLOAD, start, None, None) as body:
        intake = Intake(source.name, body, start, lambda _length: None)
        while len(taken) < len(whole) - start:
            taken += intake.take(min(step, len(whole) - start - len(taken)))
    return taken


@pytest.mark.parametrize("step", [7_001, 65_552, SIZE])
@pytest.mark.parametrize("start", [0, 12_345])
def test_the_bytes_are_those_of_the_file(source: HttpSource, version: Version, step: int, start: int) -> None:
    assert read(source, version, step, start) == version.paths.payload.read_bytes()[start:]


def test_pieces_are_the_same_bytes(source: HttpSource, version: Version) -> None:
    with source.open(version.content.identity, PAYLOAD, 0, None, None) as body:
        assert body.fill is not None
        assert b"".join(body.pieces) == version.paths.payload.read_bytes()


def test_what_lies_before_the_offset_is_thrown_away(
    source: HttpSource, server: FaultyServer, version: Version, tmp_path: Path
) -> None:
    server.always = {PAYLOAD: faulty.ignoring_ranges(server.root)}

    assert read(source, version, 9_000, 50_000) == version.paths.payload.read_bytes()[50_000:]


def test_short_bodies_and_those_without_a_length_are_left_to_httpx(
    source: HttpSource, server: FaultyServer, version: Version
) -> None:
    server.faults[PAYLOAD] = [faulty.in_pieces]
    fills = []
    for file in (CHUNKS, PAYLOAD):
        with source.open(version.content.identity, file, 0, None, None) as body:
            fills.append(body.fill)
            assert b"".join(body.pieces) == (version.folder / file).read_bytes()

    assert fills == [None, None]


def test_the_next_request_after_a_long_body_is_answered(source: HttpSource, version: Version) -> None:
    for _ in range(3):
        assert len(read(source, version, 65_552)) == len(version.paths.payload.read_bytes())
        with source.open(version.content.identity, CHUNKS, 0, None, None) as body:
            assert b"".join(body.pieces) == version.paths.chunks.read_bytes()


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faulty.cut(100_000), "connection"),
        (faulty.reset(100_000), "connection"),
        (faulty.drip(5.0), "timeout"),
    ],
)
def test_breaks_and_silence_are_faults(
    source: HttpSource, server: FaultyServer, version: Version, fault: faulty.Fault, reason: str
) -> None:
    server.faults[PAYLOAD] = [fault]

    with pytest.raises(SourceFault) as caught:
        read(source, version, 65_552)

    assert (caught.value.reason, caught.value.is_final) == (reason, False)


def test_a_drip_is_too_slow(
    source: HttpSource, server: FaultyServer, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_WINDOW_S", 0.1)
    server.faults[PAYLOAD] = [faulty.drip(0.03)]

    with pytest.raises(SourceFault) as caught:
        read(source, version, 65_552)

    assert caught.value.reason == "slow"


def test_an_intake_fills_memory_where_the_body_can() -> None:
    data = memoryview(bytes(range(200)))

    def fill(view: memoryview) -> int:
        nonlocal data
        count = min(len(view), 7, len(data))
        view[:count] = data[:count]
        data = data[count:]
        return count

    intake = Intake("source", Body(3, iter(()), fill), 3, lambda _length: None)
    first = intake.take(20)
    intake.skip(30)
    assert (first, intake.take(2)) == (bytes(range(20)), bytes([50, 51]))
    with pytest.raises(SourceFault) as caught:
        intake.take(1000)
    assert caught.value.reason == "ended"
