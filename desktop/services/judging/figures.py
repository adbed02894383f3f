"""All items together: the figures with their intervals, the confusion matrix and the curves.

numpy is imported by what is called here, and so only once a model is judged.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.judging import UNUSUAL, USUAL, Observed
from desktop.core.metrics.values import SHARES, Better, Bin, Figure

if TYPE_CHECKING:
    from desktop.core.metrics.resampling import Array, Intervals, Plan

_FEW, _MANY = 1000, 2000
_MANY_ITEMS = 20_000
TOP = (3, 5)
LEAST_CALIBRATED = 30
"""Below so many items a calibration error says nothing but chance."""

_NAN = float("nan")
_LOWER: frozenset[str] = frozenset(
    [
        "log_loss",
        "brier",
        "ece",
        "mae",
        "rmse",
        "mape",
        "interval_width",
        "interval_score",
        "pinball_loss",
        "mase",
        "false_alarms",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that the items say together (fields as in ``core.judging.Judgement``)."""

    figures: tuple[Figure, ...]
    class_figures: tuple[Figure, ...] = ()
    classes: tuple[str, ...] = ()
    table: tuple[tuple[int, int, int], ...] = ()
    curve: tuple[Bin, ...] = ()
    roc: tuple[tuple[float, float], ...] = ()


def plan_for(items: int, *, few: bool = False, strata: "Array | None" = None) -> "Plan":
    """More resamples where they cost little; with ``strata`` each holds as many items of each as there are."""
    from desktop.core.metrics.resampling import Plan

    return Plan(resamples=_FEW if few or items > _MANY_ITEMS else _MANY, strata=strata)


def class_figures(
    observed: Sequence[Observed], labels: Sequence[str], positive: str | None, *, stratified: bool = False
) -> Found:
    """Of classes; ``labels`` are the model's, ``positive`` the one of two that ROC and F1 are about (the second if None)."""
    if not observed:
        return Found(())
    import numpy as np

    from desktop.core.metrics import classes as metrics

    seen = {name for one in observed for name in (str(one.truth), str(one.said))}
    names = [label for label in dict.fromkeys(labels) if label in seen]
    names += sorted(seen - set(names))
    number = {name: at for at, name in enumerate(names)}
    truth = np.array([number[str(one.truth)] for one in observed])
    said = np.array([number[str(one.said)] for one in observed])
    strata = truth if stratified else None
    overall, by_class = _confusion_figures(truth, said, names, stratified=stratified)
    two = tuple(dict.fromkeys(labels)) if len(set(labels)) == 2 else ()
    if two:
        about = positive if positive in two else two[1]
        overall += _about_positive(by_class, about)
    overall += _score_figures(observed, labels, truth == said, strata)
    roc: tuple[tuple[float, float], ...] = ()
    if two:
        ranked, roc = _ranked(observed, about, strata)
        overall += ranked
    table = metrics.confusion(truth, said, len(names))
    places = zip(*np.nonzero(table), strict=True)
    return Found(
        tuple(overall),
        tuple(by_class),
        tuple(names),
        tuple((int(row), int(column), int(table[row, column])) for row, column in places),
        _curve(observed, truth == said),
        roc,
    )


def _confusion_figures(
    truth: "Array", said: "Array", names: Sequence[str], *, stratified: bool
) -> tuple[list[Figure], list[Figure]]:
    from desktop.core.metrics import classes as metrics
    from desktop.core.metrics.resampling import bootstrap

    n = len(truth)
    statistic = metrics.Confusion.of(truth, said, len(names))
    found = bootstrap(statistic, plan_for(n, strata=statistic.truth if stratified else None))
    count = len(metrics.OVERALL)
    overall = [figure(name, found, at, n) for at, name in enumerate(metrics.OVERALL)]
    overall[0] = share_figure("accuracy", int((truth == said).sum()), n, overall[0])
    by_class = []
    for number, name in enumerate(names):
        true, claimed, both = truth == number, said == number, (truth == number) & (said == number)
        for at, measure in enumerate(metrics.PER_CLASS):
            one = figure(measure, found, count + 3 * number + at, int(true.sum()), label=name)
            if measure != "f1":
                base = int((true if measure == "recall" else claimed).sum())
                one = share_figure(measure, int(both.sum()), base, one)
            by_class.append(one)
    return overall, by_class


def _about_positive(by_class: Sequence[Figure], positive: str) -> list[Figure]:
    return [one for one in by_class if one.label == positive]


def _score_figures(
    observed: Sequence[Observed], labels: Sequence[str], right: "Array", strata: "Array | None"
) -> list[Figure]:
    """Top-k from the ranks; what needs probabilities, where all items have them."""
    import numpy as np

    from desktop.core.metrics import scores as metrics
    from desktop.core.metrics.resampling import Plan, bootstrap, mean_of

    n, made = len(observed), []
    for k in TOP:
        if len(set(labels)) > k:
            hits = np.array([one.rank is not None and one.rank <= k for one in observed])
            found = figure(f"top_{k}_accuracy", bootstrap(mean_of(hits), plan_for(n, strata=strata)), 0, n)
            made.append(share_figure(f"top_{k}_accuracy", int(hits.sum()), n, found))
    if any(one.squares is None or one.true_score is None for one in observed):
        reason = "no-probabilities"
        return made + [
            Figure(m, None, None, None, n, "lower", reason=reason) for m in ("log_loss", "brier", "ece")
        ]
    true = np.array([one.true_score for one in observed], dtype=np.float64)
    squares = np.array([one.squares for one in observed], dtype=np.float64)
    made.append(figure("log_loss", bootstrap(metrics.log_loss(true), plan_for(n, strata=strata)), 0, n))
    halved = len(set(labels)) == 2
    made.append(
        figure(
            "brier", bootstrap(metrics.brier(true, squares, halved=halved), plan_for(n, strata=strata)), 0, n
        )
    )
    if n < LEAST_CALIBRATED:
        return [*made, Figure("ece", None, None, None, n, "lower", reason="too-few")]
    confidence = np.array([one.confidence for one in observed], dtype=np.float64)
    calibration = metrics.Calibration(confidence, right, metrics.bins_for(n))
    plan = Plan(resamples=plan_for(n).resamples, kind="basic", strata=strata)
    return [*made, figure("ece", bootstrap(calibration, plan), 0, n)]


def _curve(observed: Sequence[Observed], right: "Array") -> tuple[Bin, ...]:
    import numpy as np

    from desktop.core.metrics import scores as metrics

    if len(observed) < LEAST_CALIBRATED or any(one.squares is None for one in observed):
        return ()
    confidence = np.array([one.confidence for one in observed], dtype=np.float64)
    return tuple(metrics.reliability(confidence, right, metrics.bins_for(len(observed))))


def _ranked(
    observed: Sequence[Observed], positive: str, strata: "Array | None"
) -> tuple[list[Figure], tuple[tuple[float, float], ...]]:
    """ROC and average precision of one class's score."""
    import numpy as np

    from desktop.core.metrics import scores as metrics
    from desktop.core.metrics.resampling import bootstrap

    n = len(observed)
    told = [score_of(one, positive) for one in observed]
    is_positive = np.array([one.truth == positive for one in observed])
    reason = "no-scores" if None in told else "" if 0 < is_positive.sum() < n else "one-class"
    if reason:
        names = ("roc_auc", "average_precision")
        return [Figure(name, None, None, None, n, label=positive, reason=reason) for name in names], ()
    values = np.array(told, dtype=np.float64)
    found = bootstrap(metrics.Ranking(values, is_positive), plan_for(n, strata=strata))
    figures = [
        figure(name, found, at, n, label=positive) for at, name in enumerate(("roc_auc", "average_precision"))
    ]
    return figures, tuple(metrics.roc_curve(values, is_positive))


def score_of(one: Observed, positive: str) -> float | None:
    """The score of the positive class: told of the said class, of the true one, or, of two that add up to 1, the rest."""
    if one.said == positive:
        return one.confidence
    if one.truth == positive:
        return one.true_score
    if one.squares is not None and one.confidence is not None:
        return 1.0 - one.confidence
    return None


def anomaly_figures(observed: Sequence[Observed], *, stratified: bool = False) -> Found:
    """Of anomalies; the score ranks them."""
    if not observed:
        return Found(())
    import numpy as np

    from desktop.core.metrics import classes as metrics
    from desktop.core.metrics import scores
    from desktop.core.metrics.resampling import bootstrap, mean_of

    names = (USUAL, UNUSUAL)
    truth = np.array([one.truth == UNUSUAL for one in observed])
    said = np.array([one.said == UNUSUAL for one in observed])
    overall, by_class = _confusion_figures(truth.astype(int), said.astype(int), names, stratified=stratified)
    figures = [overall[0], overall[1], *_about_positive(by_class, UNUSUAL)]
    usual = said[~truth]
    if len(usual):
        alarms = figure("false_alarms", bootstrap(mean_of(usual), plan_for(len(usual))), 0, len(usual))
        figures.append(share_figure("false_alarms", int(usual.sum()), len(usual), alarms))
    ranked: list[Figure] = []
    roc: tuple[tuple[float, float], ...] = ()
    values = np.array([one.confidence if one.confidence is not None else _NAN for one in observed])
    if np.isfinite(values).all() and 0 < truth.sum() < len(truth):
        found = bootstrap(
            scores.Ranking(values, truth), plan_for(len(truth), strata=truth if stratified else None)
        )
        measures = ("roc_auc", "average_precision")
        ranked = [figure(name, found, at, len(truth), label=UNUSUAL) for at, name in enumerate(measures)]
        roc = tuple(scores.roc_curve(values, truth))
    table = metrics.confusion(truth.astype(int), said.astype(int), 2)
    cells = tuple((i, j, int(table[i, j])) for i in (0, 1) for j in (0, 1) if table[i, j])
    return Found((*figures, *ranked), tuple(by_class), names, cells, (), roc)


def number_figures(observed: Sequence[Observed], interval: float | None) -> Found:
    """Of numbers, and of their bands, whose nominal coverage is ``interval``."""
    if not observed:
        return Found(())
    import numpy as np

    from desktop.core.metrics import numbers as metrics
    from desktop.core.metrics.resampling import bootstrap

    n = len(observed)
    truth, said = (
        np.array([getattr(one, which) for one in observed], dtype=np.float64) for which in ("truth", "said")
    )
    found = bootstrap(metrics.regression(truth, said), plan_for(n))
    figures = [figure(name, found, at, n) for at, name in enumerate(metrics.NUMBERS)]
    figures[-1] = _towards(figures[-1], 0.0)
    if all(one.lower is not None and one.upper is not None for one in observed):
        lower, upper = (
            np.array([getattr(one, end) for one in observed], dtype=np.float64) for end in ("lower", "upper")
        )
        figures += _band_figures(truth, lower, upper, interval)
    return Found(tuple(figures))


def forecast_figures(observed: Sequence[Observed], series: Sequence[float], interval: float | None) -> Found:
    """Of forecasts from many places of one series; places are drawn in runs, since neighbours err alike."""
    if not observed:
        return Found(())
    import numpy as np

    from desktop.core.metrics import numbers as metrics
    from desktop.core.metrics.resampling import Plan, Sums, bootstrap

    places: dict[int, list[Observed]] = {}
    for one in observed:
        places.setdefault(int(one.item.split("+")[0]), []).append(one)
    horizon = max(map(len, places.values()))
    origins = [place for place, steps in sorted(places.items()) if len(steps) == horizon]
    steps = [places[place] for place in origins]
    truth, said = (
        np.array([[getattr(s, which) for s in line] for line in steps]) for which in ("truth", "said")
    )
    naive = metrics.naive_errors(np.array(series, dtype=np.float64), np.array(origins))
    n = len(origins)
    plan = Plan(resamples=plan_for(n).resamples, block=max(1, min(horizon, n // 4)))
    found = bootstrap(metrics.forecast(metrics.Origins(truth, said, naive)), plan)
    figures = [figure(name, found, at, n) for at, name in enumerate(metrics.FORECAST)]
    figures[-1] = _towards(figures[-1], 0.0)
    if all(s.lower is not None and s.upper is not None for line in steps for s in line):
        lower, upper = (
            np.array([getattr(s, end) for line in steps for s in line]) for end in ("lower", "upper")
        )
        flat = metrics.band(truth.ravel(), lower, upper, interval or 0.5)
        by_place = Sums(flat.parts.reshape(n, horizon, -1).mean(axis=1), flat.finish)
        found = bootstrap(by_place, plan)
        names = metrics.BAND if interval else metrics.BAND[:2]
        bands = [figure(name, found, at, n) for at, name in enumerate(names)]
        figures += [_towards(bands[0], interval), *bands[1:]] if interval else bands
    return Found(tuple(figures))


def _band_figures(truth: "Array", lower: "Array", upper: "Array", interval: float | None) -> list[Figure]:
    """What a prediction band is worth; without a nominal coverage only how often it holds the truth, and its width."""
    from desktop.core.metrics import numbers as metrics
    from desktop.core.metrics.resampling import bootstrap

    n = len(truth)
    found = bootstrap(metrics.band(truth, lower, upper, interval or 0.5), plan_for(n))
    names = metrics.BAND if interval else metrics.BAND[:2]
    figures = [figure(name, found, at, n) for at, name in enumerate(names)]
    inside = int(((truth >= lower) & (truth <= upper)).sum())
    figures[0] = share_figure("coverage", inside, n, figures[0])
    if interval:
        figures[0] = _towards(figures[0], interval)
    return figures


def figure(name: str, found: "Intervals", at: int, n: int, *, label: str = "") -> Figure:
    """One measure of a bootstrap as a figure."""
    from desktop.core.metrics.resampling import wilson

    value, low, high = (_finite(float(part[at])) for part in (found.values, found.low, found.high))
    better: Better = "lower" if name in _LOWER else "higher"
    if name in SHARES and low == high == value and value in (0.0, 1.0) and n > 0:
        low, high = wilson(value * n, n)  # nothing differs, so no resample does: that is not certainty
    reason = "not-defined" if value is None else "too-few" if low is None else ""
    return Figure(name, value, low, high, n, better, label=label, reason=reason)


def share_figure(name: str, hits: int, n: int, drawn: Figure) -> Figure:
    """A share whose items all agree has no spread to resample: Wilson's interval then says how little that means."""
    from desktop.core.metrics.resampling import wilson

    if drawn.value is None or 0 < hits < n:
        return drawn
    low, high = wilson(hits, n)
    return Figure(name, drawn.value, low, high, drawn.n, drawn.better, drawn.target, drawn.label)


def _towards(one: Figure, target: float) -> Figure:
    return Figure(one.name, one.value, one.low, one.high, one.n, "target", target, one.label, one.reason)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
