"""Measures of coloured areas: how true and said classes of pixels overlap. Pictures are what is resampled."""

import numpy as np

from desktop.core.metrics.resampling import Array, Sums, ratio

AREAS = ("iou_mean", "dice_mean", "pixel_accuracy")


def areas(tables: Array) -> Sums:
    """``AREAS``, then the intersection over union of each class.

    Args:
        tables: For each picture how many pixels of each true class (row) were said to be of each class (column),
            [pictures, classes, classes]. The means are over classes that occur or are said.
    """
    pictures, classes, _ = tables.shape
    both = np.diagonal(tables, axis1=1, axis2=2)
    parts = np.concatenate([both, tables.sum(axis=2), tables.sum(axis=1)], axis=1).astype(np.float64)

    def finish(sums: Array) -> Array:
        shared, true, said = sums[:, :classes], sums[:, classes : 2 * classes], sums[:, 2 * classes :]
        share = ratio(shared, true + said - shared)
        dice = ratio(2 * shared, true + said)
        known = np.isfinite(share)
        means = [ratio(np.where(known, each, 0.0).sum(axis=1), known.sum(axis=1)) for each in (share, dice)]
        right = ratio(shared.sum(axis=1), true.sum(axis=1))
        return np.concatenate([np.stack([*means, right], axis=1), share], axis=1)

    return Sums(parts.reshape(pictures, -1), finish)


def pixel_table(truth: Array, said: Array, classes: int) -> Array:
    """The table of one picture; pixels whose true class is none of the classes are left out."""
    kept = (truth >= 0) & (truth < classes) & (said >= 0) & (said < classes)
    counted = np.bincount(truth[kept] * classes + said[kept], minlength=classes * classes)
    return counted.reshape(classes, classes)
