"""What a measure says, as plain values without numpy."""

from dataclasses import dataclass
from typing import Literal

Better = Literal["higher", "lower", "target"]

SHARES = frozenset(
    [
        "accuracy",
        "balanced_accuracy",
        "precision",
        "recall",
        "f1",
        "precision_macro",
        "recall_macro",
        "f1_macro",
        "precision_weighted",
        "recall_weighted",
        "f1_weighted",
        "top_3_accuracy",
        "top_5_accuracy",
        "roc_auc",
        "average_precision",
        "coverage",
        "false_alarms",
        "map",
        "ap50",
        "ap75",
        "iou",
        "iou_mean",
        "dice_mean",
        "pixel_accuracy",
    ]
)
"""Figures between 0 and 1, shown in per cent."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure over ``n`` items.

    Attributes:
        name: Of the field, in the spelling of scikit-learn where it has one: ``accuracy``, ``f1_macro``, ``mae``.
        value: None where it is not defined for these items; ``reason`` then says why.
        low: Lower end of the 95 % interval; None where there is none.
        high: Its upper end.
        n: Number of items behind it.
        better: Which way is good; ``target`` means near ``target``.
        target: The value to be met, such as the nominal coverage of a band.
        label: The class that it is about; empty where it is about all.
        reason: Why there is no value or no interval; a word of ``desktop.text.measures``.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    better: Better = "higher"
    target: float | None = None
    label: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a reliability curve: how sure the model was on average, and how often it was right.

    ``low`` and ``high`` are Wilson's 95 % interval of the share.
    """

    confidence: float
    share: float
    low: float
    high: float
    n: int
