"""Two models on the same items: how far they agree, and whether one is really better."""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from desktop.core.comparing import Agreement, Contrast
from desktop.core.judging import Kind, Observed
from desktop.services.judging.figures import score_of

if TYPE_CHECKING:
    from desktop.core.metrics.resampling import Statistic

Said = Sequence[Sequence[Observed]]
"""The answers of each model, in the words that all share."""


def agreements(kind: Kind, said: Said) -> tuple[Agreement, ...]:
    """For each pair of models, over the items that both answered."""
    found = []
    for first, second in combinations(range(len(said)), 2):
        pairs = common(said[first], said[second])
        one = _numbers_agree(pairs) if kind in {"numbers", "forecast"} else _classes_agree(pairs)
        found.append(Agreement(first, second, len(pairs), *one))
    return tuple(found)


def common(first: Sequence[Observed], second: Sequence[Observed]) -> list[tuple[Observed, Observed]]:
    """The items that both answered, in the order of the first."""
    others = {one.item: one for one in second}
    return [(one, others[one.item]) for one in first if one.item in others]


Agreed = tuple[float | None, float | None, float | None, float | None, float | None]


def _classes_agree(pairs: Sequence[tuple[Observed, Observed]]) -> Agreed:
    if not pairs or not any(one.said != "" or other.said != "" for one, other in pairs):
        return None, None, None, None, None
    import numpy as np

    from desktop.core.metrics.classes import confusion, kappa
    from desktop.core.metrics.resampling import bootstrap, mean_of, wilson

    names = {name: at for at, name in enumerate(sorted({str(o.said) for pair in pairs for o in pair}))}
    first, second = (np.array([names[str(pair[side].said)] for pair in pairs]) for side in (0, 1))
    same = first == second
    found = bootstrap(mean_of(same))
    low, high = float(found.low[0]), float(found.high[0])
    if same.all() or not same.any():
        low, high = wilson(int(same.sum()), len(same))
    agreed = kappa(confusion(first, second, len(names)))
    return float(same.mean()), low, high, None if agreed != agreed else agreed, None  # noqa: PLR0124 - nan


def _numbers_agree(pairs: Sequence[tuple[Observed, Observed]]) -> Agreed:
    if len(pairs) < 2:
        return None, None, None, None, None
    import numpy as np

    first, second = (np.array([float(pair[side].said) for pair in pairs]) for side in (0, 1))
    moved = first.std() > 0 and second.std() > 0
    correlation = float(np.corrcoef(first, second)[0, 1]) if moved else None
    return correlation, None, None, None, float((second - first).mean())


def contrasts(kind: Kind, said: Said, positive: str | None = None) -> tuple[Contrast, ...]:
    """For each pair of models the measures of the one minus those of the other, drawn together on common items.

    Args:
        kind: What they answer.
        said: Their answers.
        positive: Of two classes the one that ROC, precision and recall are about.
    """
    found: list[Contrast] = []
    for first, second in combinations(range(len(said)), 2):
        pairs = [pair for pair in common(said[first], said[second]) if pair[0].truth is not None]
        if len(pairs) > 1:
            found += _contrasts(kind, first, second, pairs, positive)
    return tuple(found)


def _contrasts(
    kind: Kind,
    first: int,
    second: int,
    pairs: Sequence[tuple[Observed, Observed]],
    positive: str | None,
) -> list[Contrast]:
    import math

    from desktop.core.metrics.resampling import Difference, Plan, bootstrap

    plan, found = Plan(block=_run_length(pairs) if kind == "forecast" else 1), []
    for names, one, other in _statistics(kind, pairs, positive):
        drawn = bootstrap(Difference(one, other), plan)
        found += [
            Contrast(
                first, second, name, float(drawn.values[at]), float(drawn.low[at]), float(drawn.high[at])
            )
            for at, name in enumerate(names)
            if name and math.isfinite(drawn.values[at]) and math.isfinite(drawn.low[at])
        ]
    return found


def _statistics(
    kind: Kind, pairs: Sequence[tuple[Observed, Observed]], positive: str | None
) -> "list[tuple[tuple[str, ...], Statistic, Statistic]]":
    if kind in {"numbers", "forecast"}:
        return [_number_statistics(pairs)]
    if kind not in {"classes", "anomaly"}:
        return []
    found = [_class_statistics(pairs, positive)]
    if kind == "classes" and all(
        one.squares is not None and one.true_score is not None for p in pairs for one in p
    ):
        found += _probability_statistics(pairs)
    if positive is not None and (ranked := _ranking_statistics(kind, pairs, positive)) is not None:
        found.append(ranked)
    return found


def _class_statistics(
    pairs: Sequence[tuple[Observed, Observed]], positive: str | None
) -> "tuple[tuple[str, ...], Statistic, Statistic]":
    """Items with the same truth and the same two answers are put together; measures without a name are not shown."""
    import numpy as np

    from desktop.core.metrics.classes import OVERALL, PER_CLASS, Confusion, cells

    seen = sorted({str(v) for one, other in pairs for v in (one.truth, one.said, other.said)})
    number = {name: at for at, name in enumerate(seen)}
    columns = (
        np.array([number[str(one.truth)] for one, _ in pairs]),
        np.array([number[str(one.said)] for one, _ in pairs]),
        np.array([number[str(other.said)] for _, other in pairs]),
    )
    rows, sizes = cells(*columns)
    one, other = (Confusion(rows[:, 0], rows[:, at], sizes, len(number)) for at in (1, 2))
    single = [measure if name == positive else "" for name in seen for measure in PER_CLASS]
    return (*OVERALL, *single), one, other


def _probability_statistics(
    pairs: Sequence[tuple[Observed, Observed]],
) -> "list[tuple[tuple[str, ...], Statistic, Statistic]]":
    import numpy as np

    from desktop.core.metrics.scores import brier, log_loss

    true, squares = (
        [np.array([getattr(pair[side], name) for pair in pairs], dtype=np.float64) for side in (0, 1)]
        for name in ("true_score", "squares")
    )
    halved = len({str(one.truth) for pair in pairs for one in pair}) <= 2
    return [
        (("log_loss",), log_loss(true[0]), log_loss(true[1])),
        (("brier",), brier(true[0], squares[0], halved=halved), brier(true[1], squares[1], halved=halved)),
    ]


def _ranking_statistics(
    kind: Kind, pairs: Sequence[tuple[Observed, Observed]], positive: str
) -> "tuple[tuple[str, ...], Statistic, Statistic] | None":
    import numpy as np

    from desktop.core.metrics.scores import Ranking

    def score(one: Observed) -> float | None:
        return one.confidence if kind == "anomaly" else score_of(one, positive)

    scores = [[score(pair[side]) for pair in pairs] for side in (0, 1)]
    truth = np.array([one.truth == positive for one, _ in pairs])
    if None in scores[0] or None in scores[1] or not 0 < truth.sum() < len(truth):
        return None
    first, second = (Ranking(np.array(values, dtype=np.float64), truth) for values in scores)
    return ("roc_auc", "average_precision"), first, second


def _number_statistics(
    pairs: Sequence[tuple[Observed, Observed]],
) -> "tuple[tuple[str, ...], Statistic, Statistic]":
    import numpy as np

    from desktop.core.metrics.numbers import NUMBERS, regression

    truth = np.array([one.truth for one, _ in pairs], dtype=np.float64)
    first, second = (np.array([float(pair[side].said) for pair in pairs]) for side in (0, 1))
    return NUMBERS, regression(truth, first), regression(truth, second)


def _run_length(pairs: Sequence[tuple[Observed, Observed]]) -> int:
    """The steps of one forecast, which err together."""
    place = pairs[0][0].item.split("+")[0]
    return max(1, sum(one.item.split("+")[0] == place for one, _ in pairs))
