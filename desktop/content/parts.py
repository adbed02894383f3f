"""The two ends of a transfer: exact amounts out of a source's pieces, and a file that grows."""

import os
from collections.abc import Iterator
from pathlib import Path

from desktop.content.errors import SourceFault
from desktop.content.files import write_at
from desktop.content.sources import Source


class Intake:
    """Exact amounts out of a stream of pieces."""

    def __init__(self, source: Source, stream: Iterator[bytes]) -> None:
        self._source = source
        self._stream = stream
        self._rest = bytearray()

    def take(self, length: int) -> bytes:
        while len(self._rest) < length:
            data = next(self._stream, b"")
            if not data:
                raise SourceFault(self._source.name, "ended early")
            self._rest += data
        taken = bytes(self._rest[:length])
        del self._rest[:length]
        return taken


class Part:
    """A file that grows from ``start``; whatever lay behind it is cut off."""

    def __init__(self, path: Path, start: int) -> None:
        self._path = path
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        self._fd = os.open(path, flags, 0o600)
        os.ftruncate(self._fd, start)
        self.offset = start

    def __enter__(self) -> "Part":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._fd)

    def append(self, data: bytes) -> None:
        write_at(self._fd, self.offset, data, str(self._path))
        self.offset += len(data)
