"""How ratios are taken: sides measured in turns, each pair divided, the median of the quotients."""

import statistics
import time
from collections.abc import Callable, Sequence

PAIRS = 5


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def interleaved(*sides: Callable[[], float], pairs: int = PAIRS) -> tuple[list[float], ...]:
    """Each side measured once per round, in turns, so that all of them see the same machine."""
    taken: tuple[list[float], ...] = tuple([] for _ in sides)
    for _ in range(pairs):
        for times, side in zip(taken, sides, strict=True):
            times.append(side())
    return taken


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the pairs' quotients."""
    return statistics.median(a / b for a, b in zip(above, below, strict=True))
