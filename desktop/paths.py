"""The data directory: where each file lies, private to its person, owned by one process at a time."""

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

import platformdirs

from desktop.core.errors import DataDirectoryBusy, DataDirectoryUnusable, DiskFull

PRIVATE_DIRECTORY = 0o700
PRIVATE_FILE = 0o600
LOCK_FILE_BYTES = 20


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one data directory (DESIGN.md section 1, "Files")."""

    root: Path

    @classmethod
    def choose(cls, data_dir: Path | None = None) -> Self:
        """The directory that was asked for, else the platform's own. Touches nothing."""
        if data_dir is None:
            data_dir = platformdirs.user_data_path("licet", appauthor=False)
        return cls(data_dir.expanduser().absolute())

    @property
    def keystore(self) -> Path:
        return self.root / "keystore"

    @property
    def user_database(self) -> Path:
        """Precious: orders, library, activity, contacts."""
        return self.root / "licet.db"

    def catalogue_database(self, chain_id: int) -> Path:
        """A cache that may be deleted at any time."""
        return self.root / f"catalogue-{chain_id}.db"

    def chain_database(self, chain_id: int) -> Path:
        """The embedded chain of the demo network."""
        return self.root / f"chain-{chain_id}.db"

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def licences(self) -> Path:
        return self.root / "licences"

    @property
    def workers(self) -> Path:
        """Engines for other devices than the processor, one folder each; may be deleted at any time."""
        return self.root / "workers"

    @property
    def kept_runs(self) -> Path:
        """Inputs and results of runs, of those who asked to keep them."""
        return self.root / "kept-runs"

    @property
    def search(self) -> Path:
        """Embeddings of the person's own folders; may be deleted at any time."""
        return self.root / "search"

    @property
    def snapshots(self) -> Path:
        """Snapshots that came over the web; may be deleted at any time."""
        return self.root / "snapshots"

    @property
    def batches(self) -> Path:
        """Results of batches, a folder for each."""
        return self.root / "batches"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    def create(self) -> None:
        """Make the directories, readable by this person alone whatever the umask.

        A directory that existed is closed to others only if it is empty or already ours: ``--data-dir`` may name
        a place that other programs use too.

        Raises:
            DataDirectoryUnusable: It cannot be made or written.
        """
        try:
            known = not self.root.exists() or self.lock.exists() or not any(self.root.iterdir())
            self.root.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
            if known:
                self.root.chmod(PRIVATE_DIRECTORY)
            for folder in (self.keystore, self.content, self.licences, self.logs):
                folder.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
                folder.chmod(PRIVATE_DIRECTORY)
        except OSError as error:
            raise DataDirectoryUnusable(str(self.root), error.strerror or type(error).__name__) from error


class OwnerLock:
    """Ownership of a data directory: an operating-system lock, gone with the process however it ends.

    The file holds the owner's process id, only so that a second start can say who it is.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> None:
        """Become the owner.

        Raises:
            DataDirectoryBusy: Another process is.
            DataDirectoryUnusable: The lock file cannot be opened.
            DiskFull: There is no room for it.
        """
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        except OSError as error:
            raise DataDirectoryUnusable(
                str(self._path.parent), error.strerror or type(error).__name__
            ) from error
        file = os.fdopen(descriptor, "r+b")
        try:
            _lock(file)
        except OSError as error:
            owner = file.read(LOCK_FILE_BYTES).split(b"\n")[0]
            file.close()
            pid = int(owner) if owner.isdigit() else None
            raise DataDirectoryBusy(str(self._path.parent), pid) from error
        try:
            with disk_faults(self._path, LOCK_FILE_BYTES):
                file.truncate(0)
                file.write(b"%d\n" % os.getpid())
                file.flush()
        except BaseException:
            with contextlib.suppress(OSError):  # what could not be written cannot be written now either
                file.close()
            raise
        self._file = file

    def release(self) -> None:
        """Give the directory up. Safe to call twice."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        # Windows locks are mandatory: a byte far behind the process id leaves that readable.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            file.seek(0)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def write_private(path: Path, data: bytes) -> None:
    """Replace a file in one step: after a crash it holds the old bytes or the new ones, never a part.

    Raises:
        DiskFull: No space is left; the old file is untouched.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    with disk_faults(path, len(data)):
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE), "wb") as file:
                if os.name == "posix":
                    os.fchmod(file.fileno(), PRIVATE_FILE)  # a umask may have taken the owner's rights too
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    if sys.platform != "win32":  # the new name itself must survive a power cut
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def disk_faults(path: Path, needed_bytes: int) -> Iterator[None]:
    """Turn "no space left" and "quota exceeded" into ``DiskFull``; other errors pass."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise DiskFull(str(path.parent), needed_bytes, shutil.disk_usage(path.parent).free) from error
