"""Exact reads and writes by descriptor, with the errors of a full disk told apart."""

import errno
import os
import shutil
from io import FileIO
from pathlib import Path

from desktop.core.errors import ContentMismatch, ContentUnavailable, DiskFull

# RLIMIT_FSIZE and quotas are to a person what a full disk is.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Reader:
    """A file, or memory with a descriptor, read at offsets into memory that the caller owns; a short read is a mismatch, never silence.

    Not a mapping: a file that is cut while it is mapped kills the process, and mapped pages count as its memory.
    """

    def __init__(self, source: Path | int, expected_bytes: int | None = None) -> None:
        try:
            # A descriptor (of memory) stays open: it belongs to whoever gave it.
            self._file = FileIO(source, closefd=not isinstance(source, int))
        except FileNotFoundError as error:
            raise ContentUnavailable((str(source),)) from error
        self._name = source.name if isinstance(source, Path) else "memory"
        self.length = os.fstat(self._file.fileno()).st_size
        if expected_bytes is not None and self.length != expected_bytes:
            self._file.close()
            raise ContentMismatch(self._name, f"{self.length} != {expected_bytes}")

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def into(self, offset: int, view: memoryview) -> memoryview:
        """Fill ``view`` from ``offset``; returns it."""
        self._file.seek(offset)
        done = 0
        while done < len(view):
            count = self._file.readinto(view[done:])
            if not count:
                raise ContentMismatch(self._name, f"byte {offset + done}")
            done += count
        return view

    def at(self, offset: int, length: int) -> bytes:
        data = bytearray(length)
        self.into(offset, memoryview(data))
        return bytes(data)


def open_part(path: Path) -> int:
    """A descriptor of a file that is filled at offsets, made for this user alone if it is not there; no link is followed."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags, 0o600)


def write_at(fd: int, offset: int, data: memoryview | bytes, where: str) -> None:
    """Write all of ``data`` at ``offset``.

    Raises:
        DiskFull: There was no room.
    """
    view = memoryview(data)
    while view:
        try:
            count = os.pwrite(fd, view, offset)
        except OSError as error:
            raise disk_error(error, where, len(view)) from error
        offset += count
        view = view[count:]


def disk_error(error: OSError, where: str, needed_bytes: int) -> Exception:
    """``DiskFull`` for an error that means it, else the error itself."""
    if error.errno not in _FULL:
        return error
    return DiskFull(where, needed_bytes, free_bytes(Path(where)))


def free_bytes(path: Path) -> int:
    """Free space for this user where ``path`` lies or would lie; 0 where nobody can tell."""
    for place in (path, *path.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return 0


def sync_folder(path: Path) -> None:
    """Make renames in a folder durable; Windows does so by itself and opens no folders."""
    if os.name == "nt":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
