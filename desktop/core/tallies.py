"""What many results add up to, in constant memory: how often each label came, and how numbers are spread."""

import math
from dataclasses import dataclass, field

BINS = 64
MOST_LABELS = 1000


@dataclass(slots=True)
class Spread:
    """A histogram whose range doubles when a number falls outside: the same numbers in the same order, the same bins.

    ``counts[i]`` is of ``low + i * width`` up to the next; no bins before the first number.
    """

    low: float = 0.0
    width: float = 0.0
    counts: list[int] = field(default_factory=list)
    least: float = 0.0
    most: float = 0.0

    def add(self, value: float) -> None:
        """Count a finite number; others are passed over."""
        if not math.isfinite(value):
            return
        if not self.counts:
            self.width = max(abs(value), 1e-6) / BINS
            self.low = value - self.width / 2
            self.counts = [0] * BINS
            self.least = self.most = value
        self.least, self.most = min(self.least, value), max(self.most, value)
        while not self.low <= value < self.low + self.width * BINS:
            if not self._widen(down=value < self.low):
                return
        self.counts[min(int((value - self.low) / self.width), BINS - 1)] += 1

    @property
    def count(self) -> int:
        return sum(self.counts)

    def _widen(self, *, down: bool) -> bool:
        """Bins twice as wide; False where numbers can grow no further."""
        if not math.isfinite(self.width * 2 * BINS) or self.low + self.width * BINS * 2 == self.low:
            return False
        half = [self.counts[i] + self.counts[i + 1] for i in range(0, BINS, 2)]
        empty = [0] * (BINS // 2)
        if down:
            self.low -= self.width * BINS
        self.counts = empty + half if down else half + empty
        self.width *= 2
        return True


@dataclass(slots=True)
class Tally:
    """The sum of a batch so far."""

    labels: dict[str, int] = field(default_factory=dict)
    other_labels: int = 0
    numbers: Spread = field(default_factory=Spread)

    def add(self, labels: tuple[str, ...], number: float | None) -> None:
        """One result: its labels, each counted once, and its number."""
        for label in dict.fromkeys(labels):
            if label in self.labels or len(self.labels) < MOST_LABELS:
                self.labels[label] = self.labels.get(label, 0) + 1
            else:
                self.other_labels += 1
        if number is not None:
            self.numbers.add(number)

    def most_common(self, limit: int) -> list[tuple[str, int]]:
        return sorted(self.labels.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
