"""What a source gives: bytes from a known place on, and exact amounts taken out of them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.content.errors import SourceFault

_WINDOW_S = 30.0
_LEAST_BYTES_PER_WINDOW = 16 << 10
"""Slower than this, a source only pretends to serve."""


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes of a file from offset ``first`` on; they may end early, and may be wrong."""

    first: int
    pieces: Iterator[bytes]

    def after(self, offset: int) -> Iterator[bytes]:
        """The bytes from ``offset`` on; what lies before it is thrown away."""
        skip = offset - self.first
        for data in self.pieces:
            if skip >= len(data):
                skip -= len(data)
                continue
            yield data[skip:] if skip else data
            skip = 0


def lively(source: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces as they come. Only time spent waiting for the source counts as its slowness.

    Raises:
        SourceFault: It drips: each byte comes before any time-out, and the whole would take days.
    """
    waited, received = 0.0, 0
    while True:
        began = time.monotonic()
        data = next(pieces, None)
        waited += time.monotonic() - began
        if data is None:
            return
        received += len(data)
        if waited > _WINDOW_S:
            if received < _LEAST_BYTES_PER_WINDOW:
                raise SourceFault(source, "slow")
            waited, received = 0.0, 0
        yield data


class Intake:
    """Exact amounts out of a stream of pieces, into memory that the caller owns.

    Args:
        source: Named in a fault.
        stream: The pieces.
        pace: Called with the length of each piece before it is used; it may wait, or raise.
    """

    def __init__(self, source: str, stream: Iterator[bytes], pace: Callable[[int], None]) -> None:
        self._source = source
        self._stream = stream
        self._pace = pace
        self._rest = memoryview(b"")

    def into(self, view: memoryview) -> memoryview:
        """Fill ``view``; returns it.

        Raises:
            SourceFault: The bytes end before it is full.
        """
        filled = 0
        while filled < len(view):
            if not self._rest:
                self._rest = memoryview(self.next_piece())
            count = min(len(self._rest), len(view) - filled)
            view[filled : filled + count] = self._rest[:count]
            self._rest = self._rest[count:]
            filled += count
        return view

    def take(self, length: int) -> bytes:
        """So many bytes; raises as ``into``."""
        data = bytearray(length)
        self.into(memoryview(data))
        return bytes(data)

    def skip(self, length: int) -> None:
        """Throw so many bytes away; raises as ``into``."""
        while length:
            if not self._rest:
                self._rest = memoryview(self.next_piece())
            count = min(len(self._rest), length)
            self._rest = self._rest[count:]
            length -= count

    def next_piece(self) -> bytes:
        """The next bytes as they come.

        Raises:
            SourceFault: There are none.
        """
        data = next(self._stream, b"")
        if not data:
            raise SourceFault(self._source, "ended")
        self._pace(len(data))
        return data
