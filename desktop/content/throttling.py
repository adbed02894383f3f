"""The bandwidth of all transfers together: a limit, fair shares below it, and the right of way of what is waited for."""

import threading
import time
from collections.abc import Callable

from desktop.core.transfers import Urgency

_BURST_S = 0.25
"""What an idle line may catch up: a longer one would make the limit a mean that nobody feels."""
_CREDIT_S = 0.5
_BUSY_S = 2.0
"""So long after its last byte a transfer still has the right of way."""
_POLL_S = 0.1


class Throttle:
    """A token bucket over all transfers, and shares in it.

    Of those who wait, the one with the lowest urgency number goes first, among equals the one that had least. A
    share of lower rank waits as long as one of higher rank is moving, limit or not; if that one stalls, the line is
    not left idle.

    Args:
        limit: Asked each time for bytes per second; 0 for none.
    """

    def __init__(self, limit: Callable[[], int] = lambda: 0) -> None:
        self._limit = limit
        self._turn = threading.Condition()
        self._shares: list[Share] = []
        self._level = 0.0
        self._tokens = 0.0
        self._filled_at = time.monotonic()

    def share(self, urgency: Urgency = Urgency.WAITED) -> "Share":
        """Take part; ``Share.leave`` ends it."""
        share = Share(self, urgency)
        with self._turn:
            self._shares.append(share)
        return share

    def leave(self, share: "Share") -> None:
        with self._turn:
            if share in self._shares:
                self._shares.remove(share)
            self._turn.notify_all()

    def wait(self, share: "Share", length: int, stop: Callable[[], None]) -> None:
        """Return when ``length`` bytes may be taken; ``stop`` is asked meanwhile and may raise."""
        with self._turn:
            # Whoever was away begins level with the others (start-time fair queueing, Goyal et al. 1996), but for
            # a moment that its thread was not given: that is made up for.
            share.had = max(share.had, self._level - _CREDIT_S * self._limit())
            share.waiting += 1
            try:
                while not self._may_go(share):
                    stop()
                    self._turn.wait(min(_POLL_S, self._pause()))
                self._tokens -= length
                self._level = share.had
                share.had += length
                share.moved_at = time.monotonic()
            finally:
                share.waiting -= 1
                self._turn.notify_all()

    def _may_go(self, share: "Share") -> bool:
        now = time.monotonic()
        if any(other.urgency < share.urgency and now - other.moved_at < _BUSY_S for other in self._shares):
            return False
        limit = self._limit()
        if not limit:
            self._tokens, self._filled_at = 0.0, now
            return True
        self._tokens = min(self._tokens + (now - self._filled_at) * limit, _BURST_S * limit)
        self._filled_at = now
        return self._tokens >= 0 and share is min(
            (other for other in self._shares if other.waiting), key=lambda other: (other.urgency, other.had)
        )

    def _pause(self) -> float:
        limit = self._limit()
        return max(-self._tokens / limit, 0.001) if limit and self._tokens < 0 else _POLL_S


class Share:
    """One transfer's part in the line; its threads may use it at once."""

    def __init__(self, throttle: Throttle, urgency: Urgency) -> None:
        self._throttle = throttle
        self.urgency = urgency
        self.waiting = 0
        self.had = 0.0
        self.moved_at = float("-inf")

    def take(self, length: int, stop: Callable[[], None] = lambda: None) -> None:
        """Wait until ``length`` bytes may be taken; see ``Throttle.wait``."""
        self._throttle.wait(self, length, stop)

    def leave(self) -> None:
        """Give up the part; what waits goes on."""
        self._throttle.leave(self)
