"""What a source gives: bytes from a known place on, and exact amounts taken out of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.content.errors import SourceFault


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
