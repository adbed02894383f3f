"""Deleting a version: killed at any moment it is whole or gone, and nobody sees half of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.content.store import ContentStore
from desktop.core.contents import FILES
from desktop.core.keeping import Kind
from tests.unit.content.versions import make_in_store

SCRIPT = """
import os, signal, sys
from pathlib import Path
from desktop.content.store import ContentStore

root, identity, moment = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])
steps = 0

def hook(name, _arguments):
    global steps
    if name in {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}:
        steps += 1
        if steps > moment:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
ContentStore(root).remove(identity)
"""


@pytest.mark.parametrize("moment", range(9))
def test_killed_before_any_step_it_is_whole_or_gone(tmp_path: Path, moment: int) -> None:
    """Making the folder to leave for, the one rename, four files, two folders: a kill before each."""
    store, version = make_in_store(tmp_path / "store", 1000)
    identity = version.content.identity

    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(store.root), identity.hex(), str(moment)], check=False, timeout=60
    )

    assert done.returncode in {0, -9}
    assert store.presence(identity).files in (frozenset(FILES), frozenset())
    assert store.identities() in ([identity], [])
    assert (done.returncode == 0) == (moment == 8)


def test_the_next_start_clears_what_the_kill_left(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "store", 1000)
    subprocess.run(
        [sys.executable, "-c", SCRIPT, str(store.root), version.content.identity.hex(), "3"], check=False
    )
    left = list(store.root.iterdir())

    store.drop_staging()

    assert left
    assert list(store.root.iterdir()) == []


def test_the_inventory_tells_whole_public_parts_and_wrong_ones_apart(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "store", 5000)
    identity = version.content.identity
    store.quarantine(identity, "chunks.bin")
    store.part(identity, "chunks.bin").write_bytes(b"x" * 32)

    kinds = {one.kind: one.bytes for one in store.inventory()}

    assert set(kinds) == {Kind.WHOLE, Kind.WRONG, Kind.PARTS}
    assert sum(kinds.values()) == store.bytes_used()


def test_dropping_a_kind_leaves_the_others(tmp_path: Path) -> None:
    store = ContentStore(tmp_path)
    identity = bytes(32)
    folder = store.prepare(identity)
    for name in ("public.zip", "payload.age.part", "leaves.bin.wrong"):
        (folder / name).write_bytes(b"x")

    store.drop(identity, Kind.PARTS)
    store.drop(identity, Kind.WRONG)
    left = [one.kind for one in store.inventory()]
    store.drop(identity, Kind.PUBLIC)

    assert left == [Kind.PUBLIC]
    assert list(tmp_path.iterdir()) == []
