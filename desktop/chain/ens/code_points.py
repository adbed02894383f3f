"""Sets of code points as sorted ranges: a few thousand numbers instead of a hundred thousand."""

from bisect import bisect_right
from collections.abc import Iterator


class CodePoints:
    """A set that is read from ``61-7a 2d``, and asked for one code point at a time."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for part in text.split():
            first, _, last = part.partition("-")
            self._starts.append(int(first, 16))
            self._ends.append(int(last or first, 16))

    def __contains__(self, code_point: int) -> bool:
        place = bisect_right(self._starts, code_point) - 1
        return place >= 0 and code_point <= self._ends[place]

    def __iter__(self) -> Iterator[int]:
        for first, last in zip(self._starts, self._ends, strict=True):
            yield from range(first, last + 1)


def read_text(text: str) -> str:
    """``66 69`` as the text of these code points."""
    return "".join(chr(int(part, 16)) for part in text.split())
