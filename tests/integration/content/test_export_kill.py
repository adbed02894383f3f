"""An export that is killed, or meets a full disk, leaves what stood under its name."""

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from desktop.content.age_files import write_age_file
from desktop.content.sealing import SealedPaths
from tests.unit.content.versions import make

SIZE = 20 << 20

SCRIPT = """
import os, signal, sys
from pathlib import Path
from desktop.content.age_files import write_age_file
from desktop.content.sealing import SealedPaths
from desktop.core.contents import Commitments
from desktop.core.errors import DiskFull

folder, target, content, moment, limit = eval(sys.argv[1])

def die(done, total):
    if moment[1] <= done:
        os.kill(os.getpid(), signal.SIGKILL)

if limit is not None:
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    write_age_file(
        b"header", SealedPaths.below(Path(folder)), Commitments(**content), {}, Path(target), **({moment[0]: die} if moment else {})
    )
except DiskFull:
    print("full", flush=True)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def export(
    folder: Path, target: Path, content: object, moment: object, limit: object
) -> "subprocess.CompletedProcess[str]":
    arguments = repr((str(folder), str(target), content, moment, limit))
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, arguments], capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize(
    "moment", [("writing", 0), ("writing", 8 << 20), ("writing", SIZE), ("checking", 10 << 20)]
)
@pytest.mark.parametrize("stood", [None, b"an older file"])
def test_killed_at_any_moment_no_half_file_has_the_name(
    tmp_path: Path, moment: tuple[str, int], stood: bytes | None
) -> None:
    version = make(tmp_path / "kept", SIZE)
    target = tmp_path / "out" / "model.age"
    target.parent.mkdir()
    if stood is not None:
        target.write_bytes(stood)

    killed = export(version.folder, target, asdict(version.content), moment, None)

    assert killed.returncode == -9, killed.stderr
    assert (target.read_bytes() if target.exists() else None) == stood

    write_age_file(b"header", SealedPaths.below(version.folder), version.content, {}, target)

    assert names(target.parent) == ["model.age"]
    assert target.read_bytes() == b"header" + version.paths.payload.read_bytes()


def test_a_disk_that_fills_up_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    version = make(tmp_path / "kept", SIZE)
    target = tmp_path / "out" / "model.age"
    target.parent.mkdir()

    done = export(version.folder, target, asdict(version.content), None, SIZE // 2)

    assert done.stdout == "full\n", done.stderr
    assert names(target.parent) == []
