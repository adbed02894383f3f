"""A catalogue is replaced whole or not at all, whenever the process is killed."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_swap import declare_whole, finish_swap, staged_path
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.snapshot_loading import load
from tests.helpers.samples import CHAIN_ID, MARKET
from tests.helpers.snapshots import OF, RECORDS, history, snapshot, sync, tables

ROOT = Path(__file__).resolve().parents[3]
# Swaps, and is killed by itself at the n-th call that changes a name on the disk.
SWAP = """
import os, signal, sys
from pathlib import Path
from desktop.store import catalogue_swap
left = int(sys.argv[2])
def die_at(name):
    real = getattr(Path, name)
    def act(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    setattr(Path, name, act)
die_at("unlink")
die_at("replace")
catalogue_swap.declare_whole(Path(sys.argv[1]))
catalogue_swap.finish_swap(Path(sys.argv[1]))
print("done", flush=True)
"""
LOAD = """
import sys
from pathlib import Path
from desktop.store import snapshot_loading
from tests.helpers.snapshots import OF
snapshot_loading._CHUNKS_AT_ONCE = 1
snapshot_loading.load(Path(sys.argv[2]), Path(sys.argv[1]), OF, lambda done, all: print(done, flush=True))
print("whole", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """A catalogue in use, with a write-ahead log, and a snapshot of another state of the market."""
    events = history(30)
    made = snapshot(tmp_path, events, events[-1].at.block_number)
    few = [event for event in events if event.at.block_number < 20]
    sync(tmp_path / "used.db", few, 20)
    return tmp_path / "used.db", made


def opened(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the next writer finds."""
    CatalogueWriter.open(path, CHAIN_ID, MARKET, RECORDS).close()
    return tables(path)


@pytest.mark.parametrize("step", range(6))
def test_killed_at_any_step_of_the_swap(step: int, places: tuple[Path, Path]) -> None:
    path, made = places
    old = tables(path)
    load(made, path, OF, lambda _done, _all: None)
    new = tables(staged_path(path))
    for suffix in ("-wal", "-shm"):  # of a reader that is still there
        path.with_name(path.name + suffix).write_bytes(b"left over")

    subprocess.run([sys.executable, "-c", SWAP, str(path), str(step)], cwd=ROOT, check=False)

    if step == 0:
        path.with_name(path.name + "-wal").unlink()
        path.with_name(path.name + "-shm").unlink()
    assert opened(path) == (old if step == 0 else new)


def test_killed_while_loading(places: tuple[Path, Path]) -> None:
    path, made = places
    old = tables(path)
    with subprocess.Popen(
        [sys.executable, "-c", LOAD, str(path), str(made)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()

    assert opened(path) == old


def test_a_reader_finds_the_new_catalogue_without_being_told(places: tuple[Path, Path]) -> None:
    path, made = places
    load(made, path, OF, lambda _done, _all: None)
    with closing(CatalogueReader(path)) as reader:
        before = reader.status().indexed_to

        declare_whole(path)
        finish_swap(path)

        assert reader.status().indexed_to > before == 20


def test_nothing_is_swapped_that_was_not_declared_whole(places: tuple[Path, Path]) -> None:
    path, made = places
    old = tables(path)
    load(made, path, OF, lambda _done, _all: None)

    assert not finish_swap(path)
    assert tables(path) == old
    assert staged_path(path).exists()
