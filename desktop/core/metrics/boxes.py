"""Average precision of detected boxes, as the COCO evaluation works it out.

Lin et al., "Microsoft COCO" (ECCV 2014), and pycocotools' ``COCOeval``: within a picture and a class the boxes are
taken from the surest down, at most 100, each matched to the free true box that it overlaps most; precision is made
falling and read at 101 recalls. Crowds are left out, sizes not told apart. Pictures are what is resampled.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desktop.core.metrics.resampling import Array

THRESHOLDS = np.linspace(0.5, 0.95, 10)
BOXES = ("map", "ap50", "ap75")
MAX_PER_PICTURE = 100
_RECALLS = np.linspace(0.0, 1.0, 101)


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes of one picture: corners [n, (left, top, right, bottom)], classes [n], scores [n] (ones for true boxes)."""

    corners: Array
    classes: Array
    scores: Array


@dataclass(frozen=True, slots=True)
class _Class:
    """All boxes that were said to be of one class, from the surest down.

    Attributes:
        pictures: Of which picture each is, [n].
        hits: Whether it is a match at each threshold, [n, thresholds].
        wanted: Pictures of the true boxes, one entry per box.
    """

    pictures: Array
    hits: Array
    wanted: Array


class AveragePrecision:
    """``BOXES``: the mean over all thresholds, at 0.5 and at 0.75; each the mean over the classes that occur."""

    def __init__(self, truth: Sequence[Boxes], said: Sequence[Boxes], classes: int) -> None:
        self._pictures = len(truth)
        self._classes = [_of_class(truth, said, number) for number in range(classes)]

    @property
    def sizes(self) -> Array:
        return np.ones(self._pictures)

    def at(self, weights: Array) -> Array:
        by_class = np.stack([_average(one, weights) for one in self._classes], axis=2)
        known = np.isfinite(by_class)
        sums, counts = np.where(known, by_class, 0.0).sum(axis=2), known.sum(axis=2)
        means = np.full(sums.shape, np.nan)
        np.divide(sums, counts, out=means, where=counts > 0)
        return np.stack([means.mean(axis=1), means[:, 0], means[:, 5]], axis=1)


def overlaps(first: Array, second: Array) -> Array:
    """Intersection over union of corner boxes, [n, 4] and [m, 4] -> [n, m]."""
    inner = np.minimum(first[:, None, 2:], second[None, :, 2:]) - np.maximum(
        first[:, None, :2], second[None, :, :2]
    )
    shared = np.prod(np.clip(inner, 0, None), axis=2)
    areas = [np.prod(np.clip(box[:, 2:] - box[:, :2], 0, None), axis=1) for box in (first, second)]
    union = areas[0][:, None] + areas[1][None, :] - shared
    share: Array = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    return share


def _of_class(truth: Sequence[Boxes], said: Sequence[Boxes], number: int) -> _Class:
    pictures, scores, hits, wanted = [], [], [], []
    for at, (true, found) in enumerate(zip(truth, said, strict=True)):
        corners = true.corners[true.classes == number]
        mine = found.classes == number
        order = np.argsort(-found.scores[mine], kind="stable")[:MAX_PER_PICTURE]
        pictures.append(np.full(len(order), at))
        scores.append(found.scores[mine][order])
        hits.append(_matched(overlaps(found.corners[mine][order], corners)))
        wanted.append(np.full(len(corners), at))
    order = np.argsort(-np.concatenate(scores), kind="mergesort")
    return _Class(np.concatenate(pictures)[order], np.concatenate(hits)[order], np.concatenate(wanted))


def _matched(share: Array) -> Array:
    """Whether each box, from the surest down, takes a free true box at each threshold: [n, thresholds]."""
    hits = np.zeros((len(share), len(THRESHOLDS)), dtype=bool)
    for at, threshold in enumerate(THRESHOLDS):
        free = np.ones(share.shape[1], dtype=bool)
        for box in range(len(share)):
            best = np.where(free, share[box], -1.0)
            place = int(best.argmax()) if best.size else -1
            if place >= 0 and best[place] >= min(threshold, 1 - 1e-10):
                hits[box, at], free[place] = True, False
    return hits


def _average(one: _Class, weights: Array) -> Array:
    """Average precision at each threshold [resamples, thresholds]; nan where the class does not occur."""
    wanted = weights[:, one.wanted].sum(axis=1)
    averages = np.full((len(weights), len(THRESHOLDS)), np.nan)
    occurs = wanted > 0
    if not len(one.pictures):
        averages[occurs] = 0.0
        return averages
    drawn = weights[occurs][:, one.pictures]
    for at in range(len(THRESHOLDS)):
        hits = np.cumsum(drawn * one.hits[:, at], axis=1)
        precision = hits / np.maximum(np.cumsum(drawn, axis=1), 1e-12)
        falling = np.maximum.accumulate(precision[:, ::-1], axis=1)[:, ::-1]
        recall = hits / wanted[occurs, np.newaxis]
        averages[occurs, at] = [_read(r, p) for r, p in zip(recall, falling, strict=True)]
    return averages


def _read(recall: Array, precision: Array) -> float:
    """Mean precision at the 101 recalls; 0 where a recall is never reached."""
    places = np.searchsorted(recall, _RECALLS - 1e-12, side="left")
    return float(np.append(precision, 0.0)[places].mean())
