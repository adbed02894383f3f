"""Measures of decided classes: one true and one said class per item.

Formulas and conventions are scikit-learn's (``sklearn.metrics``, zero_division=0): the precision of a class that is
never said, and the recall of one that never occurs, count as 0 in F1; a class that neither occurs nor is said is left
out of the macro means; balanced accuracy is the mean recall of the classes that occur.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from desktop.core.metrics.resampling import Array, ratio

OVERALL = (
    "accuracy",
    "balanced_accuracy",
    "precision_macro",
    "recall_macro",
    "f1_macro",
    "precision_weighted",
    "recall_weighted",
    "f1_weighted",
)
PER_CLASS = ("precision", "recall", "f1")

Cells: TypeAlias = tuple[Array, Array]
"""Rows of class numbers that differ from each other [units, columns], and how many items are in each [units]."""


def cells(*columns: Array) -> Cells:
    """Items with the same classes put together: sums over them, and resamples of them, stay exact."""
    rows, counts = np.unique(np.stack(columns, axis=1), axis=0, return_counts=True)
    return rows, counts.astype(np.float64)


def confusion(truth: Array, said: Array, classes: int) -> Array:
    """How many items of each true class (row) were said to be of each class (column)."""
    counted = np.bincount(truth * classes + said, minlength=classes * classes)
    return counted.reshape(classes, classes)


@dataclass(frozen=True, slots=True)
class Confusion:
    """``OVERALL``, then ``PER_CLASS`` of each class in turn.

    Attributes:
        truth: True class of each unit, [units].
        said: Said class of each unit, [units].
        sizes: Items in each unit, [units].
        classes: How many there are.
    """

    truth: Array
    said: Array
    sizes: Array
    classes: int

    @classmethod
    def of(cls, truth: Array, said: Array, classes: int) -> "Confusion":
        rows, counts = cells(truth, said)
        return cls(rows[:, 0], rows[:, 1], counts, classes)

    def at(self, weights: Array) -> Array:
        right = self.truth == self.said
        true = sums_by(self.truth, weights, self.classes)
        said = sums_by(self.said, weights, self.classes)
        both = sums_by(self.truth[right], weights[:, right], self.classes)
        precision, recall = ratio(both, said, 0.0), ratio(both, true, 0.0)
        f1 = ratio(2 * both, true + said, 0.0)
        known = (true > 0) | (said > 0)
        total = weights.sum(axis=1)
        means = [
            ratio(np.where(known, each, 0.0).sum(axis=1), known.sum(axis=1))
            for each in (precision, recall, f1)
        ]
        weighted = [ratio((each * true).sum(axis=1), total) for each in (precision, recall, f1)]
        overall = (
            ratio(both.sum(axis=1), total),
            ratio(recall.sum(axis=1), (true > 0).sum(axis=1)),
            *means,
            *weighted,
        )
        by_class = np.stack([precision, recall, f1], axis=2).reshape(len(weights), -1)
        return np.concatenate([np.stack(overall, axis=1), by_class], axis=1)


def sums_by(numbers: Array, weights: Array, classes: int) -> Array:
    """Sums of the columns of ``weights`` [b, units] by the class of each unit: [b, classes]."""
    sums = np.zeros((len(weights), classes))
    if len(numbers):
        order = np.argsort(numbers, kind="stable")
        found, starts = np.unique(numbers[order], return_index=True)
        sums[:, found] = np.add.reduceat(weights[:, order], starts, axis=1)
    return sums


def kappa(table: Array) -> float:
    """Cohen's kappa of two raters from their table of counts (Educ. Psychol. Meas. 20, 1960); nan where undefined."""
    total = table.sum()
    if not total:
        return float("nan")
    seen = np.trace(table) / total
    chance = float((table.sum(axis=0) * table.sum(axis=1)).sum() / total**2)
    return float("nan") if chance == 1 else float((seen - chance) / (1 - chance))
