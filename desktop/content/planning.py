"""Who fetches which chunks: runs of them that are taken, split and raced, so that the fastest sources give most.

Each worker holds one run and reads it from the front. A worker without one takes the first gap that nobody holds;
else the end of the run that would take longest, as much of it as makes both end together; else, near the end, it
races the slowest for what is left. The order follows from the content alone.
"""

from dataclasses import dataclass

LEAST_TO_SPLIT = 32
"""A shorter run is not worth another connection: 2 MiB."""
RACE_AFTER_S = 0.5
"""A run that began just now is not raced: its source has hardly been asked."""


@dataclass(eq=False, slots=True)
class Run:
    """Chunks ``at`` to ``stop`` of one worker; ``stop`` shrinks when others take from its end.

    Args:
        rate: Chunks per second of its source so far; 0 while unknown.
        began: When it was taken.
        is_race: Whether another worker holds the same chunks.
    """

    at: int
    stop: int
    rate: float
    began: float
    is_race: bool = False
    is_raced: bool = False

    @property
    def left(self) -> int:
        return self.stop - self.at


class Plan:
    """Which chunks are verified and kept, and who fetches the others. The caller holds the lock."""

    def __init__(self, chunks: int) -> None:
        self.chunks = chunks
        self.left = chunks
        self._done = bytearray(chunks)
        self._runs: list[Run] = []

    def is_done(self, chunk: int) -> bool:
        return bool(self._done[chunk])

    def mark(self, chunk: int) -> bool:
        """A chunk is kept; False if it was already."""
        if self._done[chunk]:
            return False
        self._done[chunk] = 1
        self.left -= 1
        return True

    def take(self, rate: float, now: float) -> Run | None:
        """A run for a worker whose source gives ``rate`` chunks per second (0: unknown); None if there is none now."""
        run = self._gap(rate, now) or self._split(rate, now) or self._race(rate, now)
        if run is not None:
            self._runs.append(run)
        return run

    def release(self, run: Run) -> None:
        """A worker stops: what it did not fetch is a gap again."""
        self._runs.remove(run)
        for other in self._runs:  # its rival has the rest for itself, and may be raced again
            if run.is_race and other.is_raced and other.at < run.stop and run.at < other.stop:
                other.is_raced = False

    def next_in(self, run: Run) -> int | None:
        """The next chunk of a run that is not there yet; None at its end."""
        place = self._done.find(b"\0", run.at, run.stop)
        run.at = run.stop if place < 0 else place
        return None if place < 0 else place

    def _gap(self, rate: float, now: float) -> Run | None:
        """The first chunks that are missing and that nobody holds."""
        at = 0
        while (start := self._done.find(b"\0", at)) >= 0:
            holder = next((run for run in self._runs if run.at <= start < run.stop), None)
            if holder is not None:
                at = holder.stop
                continue
            end = self._done.find(b"\1", start)
            end = self.chunks if end < 0 else end
            end = min([end, *(run.at for run in self._runs if run.at > start and run.left)])
            return Run(start, end, rate, now)
        return None

    def _split(self, rate: float, now: float) -> Run | None:
        victim = max((run for run in self._runs if not run.is_race), key=_slowness, default=None)
        if victim is None or victim.left < LEAST_TO_SPLIT or victim.is_raced:
            return None
        both = rate + victim.rate
        share = rate / both if rate and victim.rate else 0.5
        cut = min(max(round(victim.left * share), 1), victim.left - 1)
        run = Run(victim.stop - cut, victim.stop, rate, now)
        victim.stop = run.at
        return run

    def _race(self, rate: float, now: float) -> Run | None:
        """The rest of the run that would end last, if this worker may well be faster."""
        rivals = [run for run in self._runs if not (run.is_race or run.is_raced) and run.left]
        victim = max(rivals, key=_slowness, default=None)
        if victim is None or now - victim.began < RACE_AFTER_S or (rate and rate < victim.rate):
            return None
        victim.is_raced = True
        return Run(victim.at, victim.stop, rate, now, is_race=True)


def _slowness(run: Run) -> tuple[bool, float]:
    """Orders runs by when they would end; one that has given nothing yet ends last."""
    return (run.rate == 0, run.left / run.rate if run.rate else run.left)
