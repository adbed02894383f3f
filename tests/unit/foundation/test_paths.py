"""The data directory: private, and owned by one process at a time."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core.errors import DataDirectoryBusy, DataDirectoryUnusable, DiskFull
from desktop.paths import OwnerLock, Paths, write_private

ROOT = Path(__file__).resolve().parents[3]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_directories_are_private_whatever_the_umask(tmp_path: Path) -> None:
    paths = Paths.choose(tmp_path / "new" / "licet")
    before = os.umask(0)
    try:
        paths.create()
    finally:
        os.umask(before)

    folders = (paths.root, paths.keystore, paths.content, paths.licences, paths.logs)
    assert {mode(folder) for folder in folders} == {0o700}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_directory_that_holds_other_things_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "someone-elses-file").touch()

    Paths.choose(tmp_path).create()

    assert mode(tmp_path) == 0o755
    assert mode(tmp_path / "keystore") == 0o700


def test_a_file_in_place_of_the_directory_is_said(tmp_path: Path) -> None:
    (tmp_path / "licet").touch()

    with pytest.raises(DataDirectoryUnusable) as raised:
        Paths.choose(tmp_path / "licet").create()

    assert raised.value.path == str(tmp_path / "licet")


def test_without_a_choice_the_platforms_directory_is_used() -> None:
    assert Paths.choose().root.is_relative_to(Path.home())


def test_a_second_owner_learns_the_firsts_process_id(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop.paths import OwnerLock;"
        "lock = OwnerLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "lock")],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as owner:  # fmt: skip
        assert owner.stdout is not None
        assert owner.stdout.readline().strip() == b"held"

        with pytest.raises(DataDirectoryBusy) as raised:
            OwnerLock(tmp_path / "lock").acquire()
        owner.kill()
        owner.wait()

    assert raised.value.owner_pid == owner.pid
    with OwnerLock(tmp_path / "lock"):  # a killed owner owns nothing
        assert (tmp_path / "lock").read_bytes() == b"%d\n" % os.getpid()


def test_the_lock_is_free_after_release(tmp_path: Path) -> None:
    first = OwnerLock(tmp_path / "lock")
    first.acquire()
    first.release()
    first.release()

    with OwnerLock(tmp_path / "lock"):
        pass

    assert (tmp_path / "lock").exists()


def test_a_private_file_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_private(path, b"old")

    write_private(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]
    if os.name != "nt":
        assert mode(path) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX")
@pytest.mark.parametrize("umask", [0, 0o777], ids=oct)
def test_a_private_file_is_the_owners_under_any_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_private(tmp_path / "file", b"new")
    finally:
        os.umask(before)

    assert mode(tmp_path / "file") == 0o600


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_private(path, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull) as raised:
        write_private(path, b"new bytes")

    assert raised.value.needed_bytes == 9
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
