"""Measures of coloured areas: how true and said classes of pixels overlap. Pictures are what is resampled."""

import numpy as np

from desktop.core.metrics.resampling import Array, Sums, ratio

AREAS = ("iou_mean", "dice_mean", "pixel_accuracy")


def areas(counts: Array) -> Sums:
    """``AREAS``, then the intersection over union of each class; the means are over classes that occur or are said.

    Args:
        counts: Of each picture the pixels of each class that are rightly said, true, and said, [pictures, 3, classes].
    """
    pictures, _, classes = counts.shape

    def finish(sums: Array) -> Array:
        shared, true, said = sums[:, :classes], sums[:, classes : 2 * classes], sums[:, 2 * classes :]
        share = ratio(shared, true + said - shared)
        dice = ratio(2 * shared, true + said)
        known = np.isfinite(share)
        means = [ratio(np.where(known, each, 0.0).sum(axis=1), known.sum(axis=1)) for each in (share, dice)]
        right = ratio(shared.sum(axis=1), true.sum(axis=1))
        return np.concatenate([np.stack([*means, right], axis=1), share], axis=1)

    return Sums(counts.reshape(pictures, -1).astype(np.float64), finish)


def pixel_counts(truth: Array, said: Array, classes: int) -> Array:
    """The counts of one picture [3, classes]; pixels whose true class is none of the classes (-1) are left out."""
    kept = (truth >= 0) & (truth < classes)
    true, told = truth[kept], said[kept]
    right = true[true == told]
    found = told[(told >= 0) & (told < classes)]
    return np.stack([np.bincount(part, minlength=classes) for part in (right, true, found)])
