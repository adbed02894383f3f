"""How long to wait after a failure: longer each time, never all at the same moment, and as long as the server says."""

import random

from desktop.core.errors import AppError, RateLimited

FIRST_S = 0.5
LONGEST_S = 60.0
LONGEST_TOLD_S = 600.0


class Backoff:
    """Exponential with jitter ("full jitter" over the upper half); a Retry-After is honoured up to ten minutes."""

    def __init__(self, first_s: float = FIRST_S, longest_s: float = LONGEST_S) -> None:
        self._first_s = first_s
        self._longest_s = longest_s
        self._failures = 0

    def next_s(self, error: AppError | None = None) -> float:
        """Seconds to wait after one more failure."""
        ceiling = min(self._longest_s, self._first_s * 2.0 ** min(self._failures, 30))
        self._failures += 1
        pause = ceiling * random.uniform(0.5, 1.0)  # noqa: S311 - jitter
        if isinstance(error, RateLimited) and error.retry_after_s is not None:
            return max(pause, min(error.retry_after_s, LONGEST_TOLD_S))
        return pause

    def reset(self) -> None:
        """It works again."""
        self._failures = 0
