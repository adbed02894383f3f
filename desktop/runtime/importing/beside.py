"""The files beside a model: opened for the worker as descriptors, and only where they lie in the model's own folder.

A model names the files of its weights itself, so its author could name any file of this machine. Names are walked component
by component from the folder's own descriptor, no step follows a link, and what is no regular file, or has a second name
elsewhere (a hard link is how an unpacked archive smuggles one in), is refused.
"""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import InvalidPackage
from desktop.runtime.rules import breach

MAX_TOTAL_BYTES = 2 << 30
MAX_DEPTH = 8
SIDE_FILES = {
    "config.json": 4 << 20,
    "preprocessor_config.json": 4 << 20,
    "tokenizer_config.json": 4 << 20,
    "generation_config.json": 4 << 20,
    "tokenizer.json": 64 << 20,
    "labels.txt": 4 << 20,
    "LICENSE": 1 << 20,
    "README.md": 1 << 20,
}
"""What is read where it lies beside a model, with the most bytes of each."""
XML_BYTES = 64 << 20
_NAME = re.compile(r"[^\x00-\x1f\\/:]{1,255}\Z")


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """One opened file of weights: its name as the model writes it, its descriptor, its size."""

    name: str
    handle: int
    size: int


@contextmanager
def weights_files(folder: Path, names: Sequence[str]) -> Iterator[list[WeightsFile]]:
    """Open the files that a model names, for as long as the block runs.

    Raises:
        InvalidPackage: A name leads out of the folder, or to what is no plain file of its own.
        OSError: The folder cannot be opened.
    """
    with ExitStack() as stack:
        root = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
        stack.callback(os.close, root)
        found: list[WeightsFile] = []
        total = 0
        for name in names:
            handle, size = _open_beside(root, name)
            stack.callback(os.close, handle)
            total += size
            if total > MAX_TOTAL_BYTES:
                raise _refused(name, f"more than {MAX_TOTAL_BYTES} bytes together")
            found.append(WeightsFile(name, handle, size))
        yield found


def _open_beside(root: int, name: str) -> tuple[int, int]:
    parts = name.split("/")
    plain = all(_NAME.match(part) and part not in {".", ".."} for part in parts)
    if not plain or len(parts) > MAX_DEPTH:
        raise _refused(name, "it must name a file of the model's own folder")
    follow = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    here = os.dup(root)
    try:
        for part in parts[:-1]:
            below = os.open(part, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | follow, dir_fd=here)
            os.close(here)
            here = below
        handle = os.open(parts[-1], os.O_RDONLY | follow, dir_fd=here)
    except OSError as error:
        raise _refused(name, os.strerror(error.errno or 0)) from error
    finally:
        os.close(here)
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1 or status.st_size <= 0:
        os.close(handle)
        linked = stat.S_ISREG(status.st_mode) and status.st_nlink > 1
        raise _refused(
            name, "it has a second name elsewhere: copy it" if linked else "no plain file, or empty"
        )
    return handle, status.st_size


def _refused(name: str, text: str) -> InvalidPackage:
    return InvalidPackage((breach("external-data", name, text),))


def side_files(model: Path) -> dict[str, bytes]:
    """The bytes of the known files beside a model, and of an OpenVINO XML as ``model.xml``; not one is parsed here.

    What is a link, too large or cannot be read is left out: none of them has to be there.
    """
    found: dict[str, bytes] = {}
    for name, most in SIDE_FILES.items():
        if (data := _bytes(model.parent / name, most)) is not None:
            found[name] = data
    if (data := _bytes(model.with_suffix(".xml"), XML_BYTES)) is not None:
        found["model.xml"] = data
    return found


def _bytes(path: Path, most: int) -> bytes | None:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        data = file.read(most + 1)
    return data if 0 < len(data) <= most else None
