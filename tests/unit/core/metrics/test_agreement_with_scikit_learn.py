"""The same numbers as scikit-learn and SciPy, from vectors that ``tests/data/vectors/metrics/make.py`` wrote."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop.core.metrics import classes, numbers, resampling, scores

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "data" / "vectors" / "metrics" / "expected.json").read_text("utf-8")
)
CASES = VECTORS["classes"]


def at_once(statistic: resampling.Statistic) -> list[float]:
    return [float(value) for value in statistic.at(statistic.sizes[np.newaxis])[0]]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_decided_classes_are_measured_as_scikit_learn_does(case: dict[str, Any]) -> None:
    truth, table = np.array(case["truth"]), np.array(case["scores"])
    said, expected = table.argmax(axis=1), case["expected"]

    values = at_once(classes.Confusion.of(truth, said, case["classes"]))

    overall = dict(zip(classes.OVERALL, values, strict=False))
    assert overall == pytest.approx({name: expected[name] for name in classes.OVERALL})
    assert values[len(classes.OVERALL) :] == pytest.approx(np.ravel(expected["per_class"]))
    counted = classes.confusion(truth, said, case["classes"])
    assert counted.tolist() == expected["confusion"]
    if np.isfinite(expected["kappa"]):
        assert classes.kappa(counted) == pytest.approx(expected["kappa"])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_probabilities_are_measured_as_scikit_learn_does(case: dict[str, Any]) -> None:
    truth, table = np.array(case["truth"]), np.array(case["scores"])
    true, squares = table[np.arange(len(truth)), truth], (table**2).sum(axis=1)

    [loss] = at_once(scores.log_loss(true))
    [brier] = at_once(scores.brier(true, squares, halved=case["classes"] == 2))

    assert loss == pytest.approx(case["expected"]["log_loss"])
    assert brier == pytest.approx(case["expected"]["brier"])
    if case["classes"] == 2:
        area, average = at_once(scores.Ranking(table[:, 1], truth == 1))
        assert area == pytest.approx(case["expected"]["roc_auc"])
        assert average == pytest.approx(case["expected"]["average_precision"])


def test_equal_scores_count_as_halves() -> None:
    case = VECTORS["ties"]

    area, average = at_once(scores.Ranking(np.array(case["scores"]), np.array(case["truth"]) == 1))

    assert area == pytest.approx(case["roc_auc"])
    assert average == pytest.approx(case["average_precision"])


def test_numbers_are_measured_as_scikit_learn_does() -> None:
    case = VECTORS["numbers"]
    truth, said, expected = np.array(case["truth"]), np.array(case["said"]), case["expected"]

    values = dict(zip(numbers.NUMBERS, at_once(numbers.regression(truth, said)), strict=True))

    assert values == pytest.approx({name: expected[name] for name in numbers.NUMBERS})
    for quantile in (10, 90):
        loss = numbers.pinball(truth, said, quantile / 100).mean()
        assert loss == pytest.approx(expected[f"pinball_{quantile}"])


def test_the_bca_interval_of_a_skewed_mean_is_scipys() -> None:
    case = VECTORS["bca"]

    found = resampling.bootstrap(
        resampling.mean_of(np.array(case["values"])), resampling.Plan(resamples=40_000)
    )

    width = case["high"] - case["low"]
    assert found.low[0] == pytest.approx(case["low"], abs=0.02 * width)
    assert found.high[0] == pytest.approx(case["high"], abs=0.02 * width)
