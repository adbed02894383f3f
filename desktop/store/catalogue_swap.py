"""Putting another catalogue in the place of the present one: the old one stays until the new one is whole.

A catalogue is built under ``staged_path``. ``declare_whole`` is the decision, one rename; from then on every writer that
opens the catalogue carries it out first, so that a kill at any moment leaves the old one or leads to the new one.
"""

import os
from pathlib import Path

_WITH_IT = ("", "-wal", "-shm")


def staged_path(path: Path) -> Path:
    """Where a catalogue is built that may take the place of the one at ``path``."""
    return path.with_name(path.name + ".loading")


def _whole_path(path: Path) -> Path:
    return path.with_name(path.name + ".whole")


def drop_staged(path: Path) -> None:
    """Forget what was being built."""
    _remove(staged_path(path))


def declare_whole(path: Path) -> None:
    """The staged catalogue, which nobody has open, is the one from now on."""
    staged = staged_path(path)
    descriptor = os.open(staged, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    staged.replace(_whole_path(path))


def finish_swap(path: Path) -> bool:
    """Carry out what was decided, if anything was; nobody but readers may have the catalogue open."""
    whole = _whole_path(path)
    if not whole.exists():
        return False
    # The write-ahead log of the old file must never meet the new one: SQLite would believe it.
    _remove(path)
    whole.replace(path)
    return True


def new_path(path: Path) -> Path:
    """Where an empty catalogue gets its tables, before readers can see it; what a kill left there is removed."""
    new = path.with_name(path.name + ".new")
    _remove(new)
    return new


def put_new(path: Path) -> None:
    """Put the closed file at ``new_path`` in the place of the catalogue; a kill in between leaves none, or the new one."""
    _remove(path)
    path.with_name(path.name + ".new").replace(path)


def _remove(path: Path) -> None:
    for suffix in _WITH_IT:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
