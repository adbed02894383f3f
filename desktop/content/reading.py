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
    fill: Callable[[memoryview], int] | None = None
    """Reads some bytes into memory instead of giving a piece, where the source can; 0 at the end."""

    def after(self, offset: int) -> Iterator[bytes]:
        """The bytes from ``offset`` on; what lies before it is thrown away."""
        skip = offset - self.first
        for data in self.pieces:
            if skip >= len(data):
                skip -= len(data)
                continue
            yield data[skip:] if skip else data
            skip = 0


class Patience:
    """Ends with a source that drips. Only time spent waiting for it counts as its slowness."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._waited, self._received = 0.0, 0

    def count(self, waited_s: float, received: int) -> None:
        """So many bytes came after so long.

        Raises:
            SourceFault: Each byte comes before any time-out, and the whole would take days.
        """
        self._waited += waited_s
        self._received += received
        if self._waited > _WINDOW_S:
            if self._received < _LEAST_BYTES_PER_WINDOW:
                raise SourceFault(self._source, "slow")
            self._waited, self._received = 0.0, 0


def lively(source: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces as they come, as long as they come fast enough (see ``Patience``)."""
    patience = Patience(source)
    while True:
        began = time.monotonic()
        data = next(pieces, None)
        if data is None:
            return
        patience.count(time.monotonic() - began, len(data))
        yield data


class Intake:
    """Exact amounts out of a stream of pieces, into memory that the caller owns.

    Args:
        source: Named in a fault.
        body: Where they come from.
        offset: Where in the file to begin; what the body has before it is thrown away.
        pace: Called with the length of each piece before it is used; it may wait, or raise.
    """

    def __init__(self, source: str, body: Body, offset: int, pace: Callable[[int], None]) -> None:
        self._source = source
        self._fill = body.fill if body.first == offset else None
        self._stream = body.after(offset)
        self._pace = pace
        self._rest = memoryview(b"")

    def into(self, view: memoryview) -> memoryview:
        """Fill ``view``; returns it.

        Raises:
            SourceFault: The bytes end before it is full.
        """
        filled = 0
        while filled < len(view):
            if self._fill is not None:
                filled += self._filled(view[filled:])
                continue
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
        if self._fill is not None:
            self.into(memoryview(bytearray(length)))
            return
        while length:
            if not self._rest:
                self._rest = memoryview(self.next_piece())
            count = min(len(self._rest), length)
            self._rest = self._rest[count:]
            length -= count

    def _filled(self, view: memoryview) -> int:
        count = self._fill(view) if self._fill is not None else 0
        if not count:
            raise SourceFault(self._source, "ended")
        self._pace(count)
        return count

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
