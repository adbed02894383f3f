"""Bootstrap intervals: measures worked out again on resamples of the items.

Efron, "Better bootstrap confidence intervals", JASA 82 (1987): the percentile interval with its bias and acceleration
corrected (BCa). A resample is a vector of weights, how often each unit was drawn, so that a measure is written once,
over weights, and worked out for a block of resamples at a time: memory is bounded by the block, not by their number.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

LEVEL = 0.95
RESAMPLES = 1000
_BLOCK_ELEMENTS = 1 << 18  # 2 MB of weights: they stay in the processor's cache
_LEFT_OUT = 500
"""So many groups are left out in turn for the acceleration; single items where there are no more."""


class Statistic(Protocol):
    """Measures of units that each count a number of times."""

    @property
    def sizes(self) -> Array:
        """How many items each unit stands for, [units]: one, or more where equal items were put together."""

    def at(self, weights: Array) -> Array:
        """The measures for each row of weights: [resamples, units] -> [resamples, measures]; nan: not defined."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How resamples are drawn.

    Attributes:
        resamples: How many.
        level: Of the interval.
        seed: The same seed gives the same interval.
        strata: A number for each unit, [units]; every resample then holds as many items of each as there are.
        block: Neighbouring units are drawn in runs of this length (moving blocks; Kuensch, Ann. Statist. 17, 1989),
            for items that follow each other in time. Only for units of one item and without strata.
        kind: ``bca``, or ``basic`` for a measure that each resample biases: the quantiles mirrored at the value
            (Davison and Hinkley, 1997, section 5.2), cut at 0 and widened to hold the value.
    """

    resamples: int = RESAMPLES
    level: float = LEVEL
    seed: int = 0
    strata: Array | None = None
    block: int = 1
    kind: Literal["bca", "basic"] = "bca"


@dataclass(frozen=True, slots=True)
class Intervals:
    """Measures with the ends of their intervals, [measures] each; nan where there is none."""

    values: Array
    low: Array
    high: Array


@dataclass(frozen=True, slots=True)
class Sums:
    """A measure that is made of sums over the items.

    Attributes:
        parts: What each unit adds to each sum, [units, sums].
        finish: The measures of the sums, [n, sums] -> [n, measures].
    """

    parts: Array
    finish: Callable[[Array], Array]

    @property
    def sizes(self) -> Array:
        return np.ones(len(self.parts))

    def at(self, weights: Array) -> Array:
        return self.finish(weights @ self.parts)


@dataclass(frozen=True, slots=True)
class Difference:
    """The measures of one model minus those of another on the same units: drawn together, hence paired."""

    first: Statistic
    second: Statistic

    @property
    def sizes(self) -> Array:
        return self.first.sizes

    def at(self, weights: Array) -> Array:
        difference: Array = self.first.at(weights) - self.second.at(weights)
        return difference


def mean_of(values: Array) -> Sums:
    """The mean of one number per item."""
    parts = np.stack([np.asarray(values, dtype=np.float64), np.ones(len(values))], axis=1)
    return Sums(parts, lambda sums: ratio(sums[:, :1], sums[:, 1:]))


def ratio(above: Array, below: Array, empty: float = np.nan) -> Array:
    """``above / below``, and ``empty`` where nothing is below."""
    divided: Array = np.full(np.broadcast_shapes(above.shape, below.shape), empty, dtype=np.float64)
    np.divide(above, below, out=divided, where=below != 0)
    return divided


@np.errstate(all="ignore")  # a measure that is not defined is nan, by its own rule
def bootstrap(statistic: Statistic, plan: Plan | None = None) -> Intervals:
    """The measures of all items, each with its BCa interval."""
    plan = plan or Plan()
    sizes = np.asarray(statistic.sizes, dtype=np.float64)
    values = statistic.at(sizes[np.newaxis])[0]
    if sizes.sum() < 2:
        none = np.full(values.shape, np.nan)
        return Intervals(values, none, none.copy())
    drawn = np.concatenate([statistic.at(weights) for weights in _resamples(sizes, plan)])
    if plan.kind == "basic":
        ends = [_mirrored(drawn[:, at], values[at], plan.level) for at in range(len(values))]
    else:
        bent = _accelerations(statistic, sizes)
        ends = [_ends(drawn[:, at], values[at], bent[at], plan.level) for at in range(len(values))]
    low, high = (np.array([end[side] for end in ends]) for side in (0, 1))
    return Intervals(values, low, high)


def _ends(drawn: Array, value: float, acceleration: float, level: float) -> tuple[float, float]:
    """The two quantiles of the resampled measure that bias and acceleration ask for."""
    known = np.sort(drawn[np.isfinite(drawn)])
    if not len(known) or not np.isfinite(value):
        return np.nan, np.nan
    normal = NormalDist()
    below = float(np.count_nonzero(known < value) + np.count_nonzero(known == value) / 2) / len(known)
    edge = 0.5 / len(known)
    bias = normal.inv_cdf(min(max(below, edge), 1 - edge))
    ends = []
    for share in ((1 - level) / 2, (1 + level) / 2):
        z = bias + normal.inv_cdf(share)
        ends.append(normal.cdf(bias + z / max(1 - acceleration * z, 1e-6)))
    low, high = np.quantile(known, ends)
    return float(low), float(high)


def _mirrored(drawn: Array, value: float, level: float) -> tuple[float, float]:
    known = drawn[np.isfinite(drawn)]
    if not len(known) or not np.isfinite(value):
        return np.nan, np.nan
    low, high = 2 * value - np.quantile(known, [(1 + level) / 2, (1 - level) / 2])
    return max(0.0, min(float(low), value)), max(float(high), value)


def _accelerations(statistic: Statistic, sizes: Array) -> Array:
    """Efron's a for each measure, from leaving out items or, where there are many, groups of them."""
    units = len(sizes)
    if sizes.max() > 1:
        if units > 4 * _LEFT_OUT:  # a very full confusion matrix: the bias alone is corrected
            return np.zeros(statistic.at(sizes[np.newaxis]).shape[1])
        left = [statistic.at(sizes - np.eye(len(rows), units, k=rows[0])) for rows in _blocks(units, units)]
        return _skew(np.concatenate(left), sizes)
    groups = np.random.default_rng(1).permutation(units) % min(units, _LEFT_OUT)
    left = [
        statistic.at((groups[np.newaxis] != np.array(rows)[:, np.newaxis]).astype(np.float64))
        for rows in _blocks(int(groups.max()) + 1, units)
    ]
    return _skew(np.concatenate(left), np.ones(int(groups.max()) + 1))


def _skew(left: Array, sizes: Array) -> Array:
    """Sum of cubes over six times the sum of squares to 3/2, of what leaving out changes."""
    weights = np.where(np.isfinite(left), sizes[:, np.newaxis], 0.0)
    filled = np.where(np.isfinite(left), left, 0.0)
    off = ratio((weights * filled).sum(axis=0), weights.sum(axis=0), 0.0) - filled
    squares, cubes = (weights * off**2).sum(axis=0), (weights * off**3).sum(axis=0)
    return ratio(cubes, 6 * squares**1.5, 0.0)


def _blocks(count: int, units: int) -> Iterator[Sequence[int]]:
    step = max(1, _BLOCK_ELEMENTS // max(units, 1))
    for start in range(0, count, step):
        yield range(start, min(start + step, count))


def _resamples(sizes: Array, plan: Plan) -> Iterator[Array]:
    """Blocks of weights [b, units], ``plan.resamples`` rows in all."""
    random = np.random.default_rng(plan.seed)
    units = len(sizes)
    strata = [np.arange(units)] if plan.strata is None else _strata(plan.strata)
    for rows in _blocks(plan.resamples, units):
        weights = np.zeros((len(rows), units))
        for members in strata:
            if sizes.max() > 1:
                total = int(sizes[members].sum())
                weights[:, members] = random.multinomial(total, sizes[members] / total, size=len(rows))
            elif plan.block > 1:
                weights[:, members] = _runs(random, len(rows), len(members), plan.block)
            else:
                weights[:, members] = _drawn(random, len(rows), len(members))
        yield weights


def _strata(numbers: Array) -> list[Array]:
    return [np.flatnonzero(numbers == number) for number in np.unique(numbers)]


def _drawn(random: np.random.Generator, rows: int, units: int) -> Array:
    """How often each of the units was drawn in ``units`` draws with replacement."""
    places = random.integers(0, units, size=(rows, units), dtype=np.int32).astype(np.int64)
    places += np.arange(rows)[:, np.newaxis] * units
    return np.bincount(places.ravel(), minlength=rows * units).reshape(rows, units)


def _runs(random: np.random.Generator, rows: int, units: int, length: int) -> Array:
    """As ``_drawn``, in runs of neighbours; the last run is cut so that ``units`` are drawn."""
    length = min(length, units)
    count = -(-units // length)
    starts = random.integers(0, units - length + 1, size=(rows, count, 1))
    places = (starts + np.arange(length)).reshape(rows, -1)[:, :units]
    places += np.arange(rows)[:, np.newaxis] * units
    return np.bincount(places.ravel(), minlength=rows * units).reshape(rows, units)


def wilson(right: float, n: float, level: float = LEVEL) -> tuple[float, float]:
    """Wilson's score interval of a share (JASA 22, 1927): it stays wide where all items agree, as no resample can."""
    if n <= 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * float(np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
    return max(0.0, middle - half), min(1.0, middle + half)
