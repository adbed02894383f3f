"""A fetch that is killed goes on; nothing that was verified is fetched twice, nothing wrong is kept."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from desktop.content.fetching import Fetcher
from desktop.content.store import ContentStore
from desktop.core import trees
from desktop.core.contents import LEAVES, PAYLOAD
from tests.helpers import faulty
from tests.helpers.faulty import FaultyServer
from tests.helpers.fetches import assert_whole, fetch
from tests.unit.content.versions import Version, make_in_store

CHUNKS = 96
SIZE = CHUNKS * 65536 - 3000
PACE_S = 0.01

SCRIPT = """
import sys, time
from pathlib import Path
from contextlib import nullcontext
from desktop.content.fetching import Fetcher
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.contents import Commitments
from desktop.core.errors import DiskFull

bases, root, content, stop_at, limit, pace_s = eval(sys.argv[1])
taken = 0

class Slowly:
    pace = property(lambda self: self)
    def check(self):
        pass
    def show(self, status):
        pass
    def take(self, length, stop):
        global taken
        if taken <= 20_000 < taken + length:
            print("moving", flush=True)
        taken += length
        time.sleep(pace_s)
        if stop_at is not None and taken >= stop_at:
            print("stopped", flush=True)
            time.sleep(600)

if limit is not None:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
store = ContentStore(Path(root), reserve_bytes=0)
try:
    Fetcher(store, pause_s=0.0).fetch(Commitments(**content), [], CancelToken(), added=bases, steering=nullcontext(Slowly()))
except DiskFull as error:
    print("full", Path(error.path).name, flush=True)
else:
    print("done", flush=True)
"""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Version]:
    store, version = make_in_store(tmp_path_factory.mktemp("shelf") / "origin", SIZE)
    return store.root, version


@pytest.fixture
def version(origin: tuple[Path, Version]) -> Version:
    return origin[1]


@pytest.fixture
def server(origin: tuple[Path, Version]) -> Iterator[FaultyServer]:
    with FaultyServer(origin[0]) as server:
        yield server


@pytest.fixture
def mine(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "mine", reserve_bytes=0)


def start(
    bases: list[str],
    root: Path,
    version: Version,
    stop_at: int | None = None,
    limit: int | None = None,
    pace_s: float = 0.0,
) -> "subprocess.Popen[str]":
    arguments = repr((bases, str(root), asdict(version.content), stop_at, limit, pace_s))
    return subprocess.Popen([sys.executable, "-c", SCRIPT, arguments], stdout=subprocess.PIPE, text=True)


def end(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    with process.stdout:
        process.kill()
        process.wait()


def asked_bytes(server: FaultyServer, file: str) -> int:
    return sum(len(request.body) for request in server.requests if request.file == file)


def test_after_sigkill_only_the_rest_is_fetched(
    mine: ContentStore, server: FaultyServer, version: Version
) -> None:
    kept = 60
    process = start([server.base], mine.root, version, stop_at=kept * (65552 + 2048))
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["moving\n", "stopped\n"]
    end(process)
    assert not mine.is_complete(version.content.identity)
    server.requests.clear()

    fetch(Fetcher(mine), version, server.base)

    assert asked_bytes(server, PAYLOAD) <= (CHUNKS - kept + 8) * 65552
    assert_whole(mine, version)


def test_killed_at_any_moment_it_ends_right_though_one_source_lies(
    mine: ContentStore, server: FaultyServer, origin: tuple[Path, Version]
) -> None:
    """Kills at moments that nobody chose, with chunks coming in any order from two sources, one of which lies.

    At each kill every chunk whose leaves are on the disk is asked for again only if it is not right there.
    """
    root, version = origin
    moments = random.Random(5)
    with FaultyServer(root) as liar:
        liar.always = {PAYLOAD: faulty.wrong_byte(trees.chunk_span(SIZE, 90)[0] + 4)}
        for _ in range(4):
            process = start([liar.base, server.base], mine.root, version, pace_s=PACE_S)
            assert process.stdout is not None
            assert process.stdout.readline().startswith("moving")
            time.sleep(moments.uniform(0.0, 0.1))
            end(process)
        kept = right_chunks(mine, version)
        assert 0 < len(kept) < CHUNKS
        server.requests.clear()

        report = fetch(Fetcher(mine), version, server.base)

    assert report.faults == ()
    assert asked_bytes(server, PAYLOAD) == sum(
        end_at - first
        for first, end_at in (trees.chunk_span(SIZE, chunk) for chunk in range(CHUNKS))
        if first not in kept
    )
    assert_whole(mine, version)


def right_chunks(store: ContentStore, version: Version) -> set[int]:
    """The offsets of the chunks that lie in the parts, whole and with their leaves, as they should."""
    payload, leaves = (store.part(version.content.identity, file) for file in (PAYLOAD, LEAVES))
    if not (payload.is_file() and leaves.is_file()):
        return set()
    have, listed = payload.read_bytes(), leaves.read_bytes()
    all_have, all_listed = version.paths.payload.read_bytes(), version.paths.leaves.read_bytes()
    spans = (trees.chunk_span(SIZE, chunk) for chunk in range(CHUNKS))
    return {
        first
        for chunk, (first, stop) in enumerate(spans)
        if have[first:stop] == all_have[first:stop]
        and listed[2048 * chunk : 2048 * (chunk + 1)] == all_listed[2048 * chunk : 2048 * (chunk + 1)]
    }


def test_a_disk_that_fills_up_is_said_and_what_came_stays(
    mine: ContentStore, server: FaultyServer, version: Version
) -> None:
    """RLIMIT_FSIZE stands in for the full disk: a write fails, and what was written before counts."""
    process = start([server.base], mine.root, version, limit=SIZE // 2)

    said = process.communicate(timeout=60)[0]
    server.requests.clear()
    fetch(Fetcher(mine), version, server.base)

    assert said == "moving\nfull payload.age.part\n"
    assert asked_bytes(server, PAYLOAD) < 0.6 * SIZE
    assert_whole(mine, version)
