"""The chain's clock: the machine's own plus an offset that can be moved forward and survives a restart."""

import time
from collections.abc import Callable


class Clock:
    """Gives each block its timestamp in whole Unix seconds."""

    def __init__(self, offset_s: int, now: Callable[[], float] = time.time) -> None:
        self.offset_s = offset_s
        self._now = now
        self._next: int | None = None

    def time(self) -> int:
        return int(self._now()) + self.offset_s

    def advance(self, seconds: int) -> None:
        self.offset_s += seconds

    def set_next(self, timestamp: int) -> None:
        """Give the next block this timestamp and let time go on from there."""
        self._next = timestamp
        self.offset_s = timestamp - int(self._now())

    def peek(self, parent_timestamp: int) -> int:
        """The timestamp that the next block would have: later than its parent's, as the protocol demands."""
        wanted = self.time() if self._next is None else self._next
        return max(wanted, parent_timestamp + 1)

    def take(self, parent_timestamp: int) -> int:
        """Like ``peek``, and uses up a timestamp that was set."""
        timestamp = self.peek(parent_timestamp)
        self._next = None
        return timestamp
