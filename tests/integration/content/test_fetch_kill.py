"""A fetch that is killed goes on; nothing that was verified is fetched twice, nothing wrong is kept."""

import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from desktop.content.fetching import Fetcher
from desktop.content.store import ContentStore
from desktop.content.verifying import verify_sealed_files
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import PAYLOAD
from tests.unit.content.faulty import FaultyServer
from tests.unit.content.versions import Version, make_in_store

CHUNKS = 40
SIZE = CHUNKS * 65536

SCRIPT = """
import sys, time
from pathlib import Path
from desktop.content.fetching import Fetcher
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.contents import Commitments
from desktop.core.errors import DiskFull

base, root, content, stop_at, limit = eval(sys.argv[1])

def progress(step):
    if stop_at is not None and step.done >= stop_at:
        print("stopped", flush=True)
        time.sleep(600)

if limit is not None:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    Fetcher(ContentStore(Path(root), reserve_bytes=0)).fetch(Commitments(**content), [base], CancelToken(), progress)
except DiskFull as error:
    print("full", Path(error.path).name, flush=True)
else:
    print("done", flush=True)
"""


def start(
    base: str, root: Path, version: Version, stop_at: int | None = None, limit: int | None = None
) -> "subprocess.Popen[str]":
    arguments = repr((base, str(root), asdict(version.content), stop_at, limit))
    return subprocess.Popen([sys.executable, "-c", SCRIPT, arguments], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("kept", [8, 24, 40])
def test_after_sigkill_only_the_rest_is_fetched(tmp_path: Path, kept: int) -> None:
    origin, version = make_in_store(tmp_path / "origin", SIZE)
    mine = ContentStore(tmp_path / "mine", reserve_bytes=0)
    with FaultyServer(origin.root) as server:
        process = start(server.base, mine.root, version, stop_at=kept * 65536)
        assert process.stdout is not None
        with process.stdout as output:
            assert output.readline() == "stopped\n"
            process.kill()
            process.wait()
        assert not mine.is_complete(version.content.identity)
        server.requests.clear()

        Fetcher(mine).fetch(version.content, [server.base], CancelToken())

        expected = [trees.chunk_span(SIZE, kept)[0]] if kept < CHUNKS else []
        assert server.starts(PAYLOAD) == expected
    verify_sealed_files(mine.sealed(version.content.identity), version.content)
    assert mine.is_complete(version.content.identity)


def test_killed_at_any_moment_it_ends_right(tmp_path: Path) -> None:
    """Kills at moments that nobody chose; each restart goes on, and the end is the whole version."""
    origin, version = make_in_store(tmp_path / "origin", SIZE)
    mine = ContentStore(tmp_path / "mine", reserve_bytes=0)
    with FaultyServer(origin.root) as server:
        for delay_s in (0.3, 0.5, 0.6, 0.7):
            process = start(server.base, mine.root, version)
            time.sleep(delay_s)
            process.kill()
            process.communicate()
        Fetcher(mine).fetch(version.content, [server.base], CancelToken())

    verify_sealed_files(mine.sealed(version.content.identity), version.content)
    assert sorted(path.name for path in mine.folder(version.content.identity).iterdir()) == [
        "chunks.bin",
        "leaves.bin",
        "payload.age",
        "public.zip",
    ]


def test_a_disk_that_fills_up_is_said_and_what_came_stays(tmp_path: Path) -> None:
    """RLIMIT_FSIZE stands in for the full disk: the write fails in the middle of the payload."""
    origin, version = make_in_store(tmp_path / "origin", SIZE)
    mine = ContentStore(tmp_path / "mine", reserve_bytes=0)
    with FaultyServer(origin.root) as server:
        process = start(server.base, mine.root, version, limit=SIZE // 2)
        assert process.communicate(timeout=60)[0] == "full payload.age.part\n"
        server.requests.clear()

        Fetcher(mine).fetch(version.content, [server.base], CancelToken())

        assert server.starts(PAYLOAD)[0] > SIZE // 3
    assert mine.is_complete(version.content.identity)
