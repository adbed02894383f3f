"""Measures and verdicts in words, for the window and the command line alike."""

from desktop.core.judging import Claim, Counts
from desktop.core.metrics.values import SHARES, Figure
from desktop.text.catalog import mark, tr, trn

FIGURES: dict[str, str] = {
    "accuracy": mark("Accuracy"),
    "balanced_accuracy": mark("Balanced accuracy"),
    "precision": mark("Precision"),
    "recall": mark("Recall"),
    "f1": mark("F1"),
    "precision_macro": mark("Precision, mean of the classes"),
    "recall_macro": mark("Recall, mean of the classes"),
    "f1_macro": mark("F1, mean of the classes"),
    "precision_weighted": mark("Precision, weighted by class size"),
    "recall_weighted": mark("Recall, weighted by class size"),
    "f1_weighted": mark("F1, weighted by class size"),
    "top_3_accuracy": mark("Among the first three"),
    "top_5_accuracy": mark("Among the first five"),
    "roc_auc": mark("Area under the ROC curve"),
    "average_precision": mark("Average precision"),
    "log_loss": mark("Log loss"),
    "brier": mark("Brier score"),
    "ece": mark("Calibration error"),
    "false_alarms": mark("False alarms"),
    "mae": mark("Mean absolute error"),
    "rmse": mark("Root mean squared error"),
    "r2": mark("R²"),
    "mape": mark("Mean absolute percentage error"),
    "bias": mark("Mean error"),
    "mase": mark("Error against the naive forecast (MASE)"),
    "coverage": mark("Inside the band"),
    "interval_width": mark("Width of the band"),
    "interval_score": mark("Interval score"),
    "pinball_loss": mark("Quantile loss"),
    "map": mark("Mean average precision, IoU 0.5 to 0.95"),
    "ap50": mark("Average precision, IoU 0.5"),
    "ap75": mark("Average precision, IoU 0.75"),
    "iou": mark("IoU"),
    "iou_mean": mark("Mean IoU"),
    "dice_mean": mark("Mean Dice"),
    "pixel_accuracy": mark("Pixels right"),
}
VERDICTS: dict[str, str] = {
    "within": mark("Agrees with the claim"),
    "better": mark("Better than claimed"),
    "below": mark("Worse than claimed: the interval does not reach it"),
    "too-few": mark("Too few items to tell"),
    "not-measured": mark("Not measured here"),
}
SHORT_VERDICTS: dict[str, str] = VERDICTS | {"below": mark("Worse than claimed")}
TONES: dict[str, str] = {
    "within": "success",
    "better": "success",
    "below": "danger",
    "too-few": "warning",
    "not-measured": "neutral",
}
REASONS: dict[str, str] = {
    "no-probabilities": mark("The model's scores are no probabilities."),
    "no-scores": mark("The model does not tell the score of this class for every item."),
    "one-class": mark("Only one class occurs in the data."),
    "too-few": mark("Too few items."),
    "not-defined": mark("Not defined for these items."),
}


def figure_words(figure: Figure) -> str:
    """The name of a measure; with the class that it is about, if it is about one."""
    name = tr(FIGURES[figure.name]) if figure.name in FIGURES else figure.name
    return tr("{measure} of {label}", measure=name, label=figure.label) if figure.label else name


def value_words(value: float | None, name: str) -> str:
    """A value as it is read: shares in per cent, others with four digits."""
    if value is None:
        return "–"
    if name in SHARES or name in {"mape", "ece"}:
        return f"{value:.1%}"
    return f"{value:.4g}"


def interval_words(figure: Figure) -> str:
    """The interval: “91.2 % to 95.0 %”; why there is none."""
    if figure.low is None or figure.high is None:
        return tr(REASONS[figure.reason]) if figure.reason in REASONS else ""
    return tr(
        "{low} to {high}",
        low=value_words(figure.low, figure.name),
        high=value_words(figure.high, figure.name),
    )


def verdict_words(claim: Claim) -> str:
    """What own data says of a claim."""
    return tr(VERDICTS[claim.verdict])


def counts_words(counts: Counts) -> list[str]:
    """What became of the items, each a sentence; only what there is."""
    words = [trn("{n} item judged", "{n} items judged", counts.judged)]
    if counts.failed:
        words.append(trn("{n} without an answer", "{n} without an answer", counts.failed))
    if counts.unlabelled:
        words.append(trn("{n} without a label", "{n} without a label", counts.unlabelled))
    if counts.unknown_items:
        words.append(
            trn(
                "{n} with a label that the model does not know",
                "{n} with labels that the model does not know",
                counts.unknown_items,
            )
        )
    return words
