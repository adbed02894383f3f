"""A seller's claims beside what was found: names matched, and a verdict that says no more than the interval does."""

import re
from collections.abc import Mapping, Sequence

from desktop.core.judging import Claim, Verdict
from desktop.core.metrics.values import SHARES, Figure

LEAST_ITEMS = 20
"""With fewer items a bootstrap interval is too narrow itself."""
WIDEST_SHARE = 0.1
WIDEST_RATIO = 0.5
"""An interval that reaches further than this to either side (of shares in points, of others as a part of the claim)
holds nearly any claim, and so says nothing about it."""

_NAMES: dict[str, str] = {
    "acc": "accuracy",
    "accuracy": "accuracy",
    "top 1 accuracy": "accuracy",
    "top 1": "accuracy",
    "f1 micro": "accuracy",
    "micro f1": "accuracy",
    "balanced accuracy": "balanced_accuracy",
    "top 3 accuracy": "top_3_accuracy",
    "top 5 accuracy": "top_5_accuracy",
    "top 3": "top_3_accuracy",
    "top 5": "top_5_accuracy",
    "f1": "f1",
    "f1 score": "f1",
    "precision": "precision",
    "recall": "recall",
    "sensitivity": "recall",
    "roc auc": "roc_auc",
    "auc roc": "roc_auc",
    "auroc": "roc_auc",
    "auc": "roc_auc",
    "average precision": "average_precision",
    "pr auc": "average_precision",
    "log loss": "log_loss",
    "logloss": "log_loss",
    "cross entropy": "log_loss",
    "brier": "brier",
    "brier score": "brier",
    "ece": "ece",
    "expected calibration error": "ece",
    "calibration error": "ece",
    "mae": "mae",
    "mean absolute error": "mae",
    "rmse": "rmse",
    "root mean squared error": "rmse",
    "root mean square error": "rmse",
    "r2": "r2",
    "r 2": "r2",
    "r²": "r2",
    "r squared": "r2",
    "mape": "mape",
    "mean absolute percentage error": "mape",
    "mase": "mase",
    "coverage": "coverage",
    "interval score": "interval_score",
    "pinball loss": "pinball_loss",
    "quantile loss": "pinball_loss",
    "map": "map",
    "map 50 95": "map",
    "map50 95": "map",
    "map 50": "ap50",
    "map50": "ap50",
    "ap50": "ap50",
    "ap 50": "ap50",
    "map 0 5": "ap50",
    "iou": "iou_mean",
    "miou": "iou_mean",
    "mean iou": "iou_mean",
    "dice": "dice_mean",
    "pixel accuracy": "pixel_accuracy",
    "false alarms": "false_alarms",
    "false alarm rate": "false_alarms",
    "false positive rate": "false_alarms",
}
_MEANS = ("macro", "weighted")


def figure_name(claim: str, *, one_class: bool) -> str | None:
    """Which figure a seller's name means; None for a name of no usual one.

    Args:
        claim: As the seller wrote it.
        one_class: Whether precision, recall and F1 are about one of two classes; else they mean the macro mean.
    """
    words = " ".join(re.sub(r"[^\w²]+|_", " ", claim.casefold()).split())
    words = re.sub(r"^(test|validation|val|eval|mean of) | (of|on|in|for) .*$", "", words)
    for mean in _MEANS:
        rest = " ".join(word for word in words.split() if word not in {mean, "avg", "average", "averaged"})
        base = _NAMES.get(rest)
        if rest != words and base in {"f1", "precision", "recall"}:
            return f"{base}_{mean}"
    base = _NAMES.get(words)
    if base in {"f1", "precision", "recall"} and not one_class:
        return f"{base}_macro"
    return base


def compare_claims(metrics: Mapping[str, float], figures: Sequence[Figure]) -> tuple[Claim, ...]:
    """Each of the seller's figures with what was found, those first that can be compared."""
    by_name = {figure.name: figure for figure in figures}
    claims = []
    for name, value in metrics.items():
        figure = by_name.get(figure_name(name, one_class="f1" in by_name) or "")
        if figure is None:
            claims.append(Claim(name, value, "not-measured"))
            continue
        scaled = _as_share(value, figure)
        claims.append(Claim(name, scaled, verdict_of(figure, scaled), figure))
    return tuple(sorted(claims, key=lambda claim: claim.verdict == "not-measured"))


def verdict_of(figure: Figure, claim: float) -> Verdict:
    """What the interval says of a claim.

    It is below the claim, or better, only if the whole interval is. An interval that holds the claim agrees with it,
    unless it is so wide that it would agree with nearly anything.
    """
    if figure.value is None or figure.low is None or figure.high is None:
        return "not-measured" if figure.value is None else "too-few"
    if figure.n < LEAST_ITEMS:
        return "too-few"
    low, high = figure.low, figure.high
    if low <= claim <= high:
        return "too-few" if _is_wide(figure, claim) else "within"
    if figure.better == "target":
        wanted = figure.target or 0.0
        return "better" if abs(figure.value - wanted) <= abs(claim - wanted) else "below"
    return "better" if (claim < low) == (figure.better == "higher") else "below"


def _is_wide(figure: Figure, claim: float) -> bool:
    if figure.value is None or figure.low is None or figure.high is None:
        return True
    reach = max(figure.high - figure.value, figure.value - figure.low)
    return reach > (WIDEST_SHARE if figure.name in SHARES else WIDEST_RATIO * abs(claim))


def _as_share(value: float, figure: Figure) -> float:
    """A claim in per cent as a share: nobody's accuracy is 97."""
    return value / 100 if figure.name in SHARES and 1.5 < value <= 100 else value
