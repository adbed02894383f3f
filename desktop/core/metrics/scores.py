"""Measures of scores: how well they rank (ROC, precision and recall), and how honest they are as probabilities."""

import numpy as np

from desktop.core.metrics.resampling import Array, Sums, mean_of, ratio, wilson
from desktop.core.metrics.values import Bin

BINS = 15
_LEAST_PER_BIN = 25
_TINY = float(np.finfo(np.float64).eps)


class Ranking:
    """Area under the ROC curve and average precision of one score per item, ties counted as halves.

    The first is the chance that a positive has the higher score (Mann and Whitney); the second the sum of precision
    times the gain in recall over the scores from high to low, as scikit-learn's ``average_precision_score``.

    ``scores`` [items], higher is more positive; ``positive`` [items], bool.
    """

    def __init__(self, scores: Array, positive: Array) -> None:
        self._order = np.argsort(-scores, kind="stable")
        self._positive = positive[self._order].astype(np.float64)
        steps = np.diff(scores[self._order], prepend=np.inf) != 0
        self._starts = None if steps.all() else np.flatnonzero(steps)

    @property
    def sizes(self) -> Array:
        return np.ones(len(self._order))

    def at(self, weights: Array) -> Array:
        taken = np.take(weights, self._order, axis=1)
        found = taken * self._positive
        if self._starts is not None:  # equal scores stand together
            found, taken = (np.add.reduceat(each, self._starts, axis=1) for each in (found, taken))
        hits, below = np.cumsum(found, axis=1), np.cumsum(taken, axis=1)
        all_hits = hits[:, -1].copy()
        all_false = below[:, -1] - all_hits
        precision = hits / np.maximum(below, 1.0)
        average = ratio(np.einsum("ij,ij->i", found, precision), all_hits)
        hits -= found / 2
        area = ratio(np.einsum("ij,ij->i", taken - found, hits), all_hits * all_false)
        return np.stack([area, average], axis=1)


def roc_curve(scores: Array, positive: Array, points: int = 200) -> list[tuple[float, float]]:
    """(share of false alarms, share found) from the strictest to the mildest threshold; empty with one class."""
    order = np.argsort(-scores, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    hits, misses = np.cumsum(positive[order])[ends], np.cumsum(~positive[order])[ends]
    if not hits[-1] or not misses[-1]:
        return []
    kept = np.unique(np.linspace(0, len(ends) - 1, min(points, len(ends))).astype(int))
    pairs = zip(misses[kept] / misses[-1], hits[kept] / hits[-1], strict=True)
    return [(0.0, 0.0), *((float(x), float(y)) for x, y in pairs)]


def log_loss(true: Array) -> Sums:
    """Mean of -ln p of the true class, p kept above 2.2e-16 as scikit-learn does."""
    return mean_of(-np.log(np.clip(true, _TINY, 1.0)))


def brier(true: Array, squares: Array, *, halved: bool) -> Sums:
    """Mean squared distance of the probabilities from the truth (Brier, Mon. Weather Rev. 78, 1950).

    Args:
        true: Probability of the true class, [items].
        squares: Sum of the squares of all probabilities of an item, [items].
        halved: With two classes the usual number is that of one of them, half the sum.
    """
    whole = squares - 2 * true + 1
    return mean_of(whole / 2 if halved else whole)


class Calibration:
    """Expected calibration error: how far confidence and share of right answers are apart, over equally full bins.

    Naeini, Cooper and Hauskrecht, AAAI 2015; bins of equal mass as in Nixon et al., 2019. In a resample the bins are
    filled anew. It is biased upwards, and each resample adds that bias once more: draw its interval by ``"basic"``.

    ``confidence`` of the said class [items], 0..1; ``right`` [items], bool.
    """

    def __init__(self, confidence: Array, right: Array, bins: int) -> None:
        self._order = np.argsort(confidence, kind="stable")
        self._gap = (right.astype(np.float64) - confidence)[self._order]
        self._bins = bins

    @property
    def sizes(self) -> Array:
        return np.ones(len(self._order))

    def at(self, weights: Array) -> Array:
        w = np.take(weights, self._order, axis=1)
        filled = np.cumsum(w, axis=1)
        total = filled[:, -1:]
        gap = np.cumsum(w * self._gap, axis=1)
        ends = np.empty((len(w), self._bins), dtype=np.int64)
        for line in range(len(w)):  # a search per resample in sums that only grow
            shares = np.arange(1, self._bins + 1) * (total[line, 0] / self._bins)
            ends[line] = np.searchsorted(filled[line], shares - 1e-9)
        np.minimum(ends, w.shape[1] - 1, out=ends)
        sums = np.diff(np.take_along_axis(gap, ends, axis=1), axis=1, prepend=0.0)
        return ratio(np.abs(sums).sum(axis=1, keepdims=True), total)


def bins_for(items: int) -> int:
    """Fifteen, fewer where a bin would hold too little to say anything."""
    return max(1, min(BINS, items // _LEAST_PER_BIN))


def reliability(confidence: Array, right: Array, bins: int) -> list[Bin]:
    """The points of a reliability diagram, bins of equal mass, from the least to the most confident."""
    order = np.argsort(confidence, kind="stable")
    curve = []
    for part in np.array_split(order, bins):
        if len(part):
            hits = int(right[part].sum())
            low, high = wilson(hits, len(part))
            curve.append(Bin(float(confidence[part].mean()), hits / len(part), low, high, len(part)))
    return curve
