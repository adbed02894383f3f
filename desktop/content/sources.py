"""Where content comes from: ``<base>/<identity hex>/<file>`` on a web server or in a folder."""

import os
import stat
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from desktop.content.errors import InvalidSource, SourceFault
from desktop.content.http_source import HttpSource

_STEP_BYTES = 1 << 16


class Source(Protocol):
    """A place that is asked for one file at a time and believed in nothing."""

    @property
    def name(self) -> str: ...

    def open(
        self, identity: bytes, file: str, start: int, expected_bytes: int | None
    ) -> AbstractContextManager[Iterator[bytes]]:
        """The bytes of a file from offset ``start`` on; they may end early, and may be wrong.

        Raises (also while the bytes are read):
            SourceFault: It has no such file, one of another length than ``expected_bytes``, or it died.
        """

    def close(self) -> None: ...


class FolderSource:
    """A folder that the person chose: a disk, a network share, a stick."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def name(self) -> str:
        return str(self._folder)

    @contextmanager
    def open(
        self, identity: bytes, file: str, start: int, expected_bytes: int | None
    ) -> Generator[Iterator[bytes]]:
        path = self._folder / identity.hex() / file
        try:
            # Non-blocking: a pipe of that name must not hang us before we see that it is none of a file.
            fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise SourceFault(self.name, "missing", is_final=True) from error
        with os.fdopen(fd, "rb", buffering=0) as stream:
            status = os.fstat(fd)
            if not stat.S_ISREG(status.st_mode):
                raise SourceFault(self.name, "missing", is_final=True)
            if expected_bytes is not None and status.st_size != expected_bytes:
                raise SourceFault(self.name, "length", is_final=True)
            try:
                stream.seek(start)
                yield iter(lambda: stream.read(_STEP_BYTES), b"")
            except OSError as error:
                raise SourceFault(self.name, "read") from error

    def close(self) -> None:
        """Nothing is held between files."""


def open_source(base: str, *, allow_folders: bool) -> Source:
    """The source for a base address.

    Args:
        base: ``http(s)://...``, ``file:///...`` or the path of a folder.
        allow_folders: Whether the person gave the address. A card is a stranger's and must not name folders.

    Raises:
        InvalidSource: Not such an address, credentials in it, or a folder where none is allowed.
    """
    try:
        parts = urlsplit(base)
        has_credentials = parts.username is not None or parts.password is not None
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise InvalidSource(base) from error
    if parts.scheme in {"http", "https"}:
        if not has_host or has_credentials or parts.query or parts.fragment:
            raise InvalidSource(base)
        return HttpSource(base)
    if not allow_folders:
        raise InvalidSource(base)
    if parts.scheme == "file" and parts.netloc in {"", "localhost"}:
        return FolderSource(Path(unquote(parts.path)))
    path = Path(base)
    if not path.is_absolute():
        raise InvalidSource(base)
    return FolderSource(path)
