"""Calibration, ROC curves and forecasts, on cases small enough to work out by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.metrics import numbers, scores
from desktop.core.metrics.resampling import Plan, bootstrap


def test_calibration_error_is_the_mean_gap_of_equally_full_bins() -> None:
    confidence = np.array([0.5, 0.6, 0.9, 1.0])
    right = np.array([True, False, True, False])

    [[error]] = scores.Calibration(confidence, right, 2).at(np.ones((1, 4)))

    assert error == pytest.approx((abs(0.55 - 0.5) + abs(0.95 - 0.5)) / 2)


def test_reliability_bins_hold_every_item_once() -> None:
    random = np.random.default_rng(0)
    confidence = random.random(101)

    curve = scores.reliability(confidence, random.random(101) < confidence, 10)

    assert sum(part.n for part in curve) == 101
    assert [part.confidence for part in curve] == sorted(part.confidence for part in curve)
    assert all(part.low <= part.share <= part.high for part in curve)


def test_the_interval_of_an_honest_model_reaches_down_towards_zero() -> None:
    """Every resample adds the bias of the measure once more; the mirrored interval takes it away."""
    random = np.random.default_rng(2)
    confidence = random.random(2000)
    statistic = scores.Calibration(confidence, random.random(2000) < confidence, 15)

    found = bootstrap(statistic, Plan(resamples=200, kind="basic"))

    assert found.low[0] < 0.01
    assert found.low[0] <= found.values[0] <= found.high[0]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=30))
def test_the_area_is_the_chance_that_a_positive_is_above(pairs: list[tuple[int, bool]]) -> None:
    values, positive = np.array([p[0] for p in pairs], float), np.array([p[1] for p in pairs])
    found = scores.Ranking(values, positive).at(np.ones((1, len(pairs))))[0, 0]

    ups, downs = values[positive], values[~positive]
    if not len(ups) or not len(downs):
        assert np.isnan(found)
        return
    expected = np.mean([(up > down) + (up == down) / 2 for up in ups for down in downs])
    assert found == pytest.approx(expected)
    curve = scores.roc_curve(values, positive)
    under = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in itertools.pairwise(curve))
    assert under == pytest.approx(expected)


def test_a_band_is_judged_by_its_share_width_and_misses() -> None:
    truth, lower, upper = (np.array(values, float) for values in ([1, 5, 9], [0, 6, 0], [2, 8, 8]))

    coverage, width, score, loss = numbers.band(truth, lower, upper, 0.8).at(np.ones((1, 3)))[0]

    assert coverage == pytest.approx(1 / 3)
    assert width == pytest.approx((2 + 2 + 8) / 3)
    assert score == pytest.approx((2 + (2 + 10 * 1) + (8 + 10 * 1)) / 3)
    assert loss == pytest.approx(
        score * 0.2 / 4
    )  # the interval score is the two pinball losses, times 2 / alpha


def test_a_forecast_is_scaled_by_the_naive_one_at_each_origin() -> None:
    series = np.array([0.0, 2, 4, 6, 8, 10])
    naive = numbers.naive_errors(series, np.array([3, 4]))
    origins = numbers.Origins(np.array([[6.0, 8], [8, 10]]), np.array([[7.0, 8], [8, 7]]), naive)

    values = dict(zip(numbers.FORECAST, numbers.forecast(origins).at(np.ones((1, 2)))[0], strict=True))

    assert naive.tolist() == [2, 2]
    assert values["mae"] == pytest.approx(1.0)
    assert values["mase"] == pytest.approx(0.5)
    assert values["bias"] == pytest.approx(-0.5)


def test_a_past_that_never_moved_gives_no_scaled_error() -> None:
    naive = numbers.naive_errors(np.ones(5), np.array([3]))
    origins = numbers.Origins(np.ones((1, 2)), np.zeros((1, 2)), naive)

    values = numbers.forecast(origins).at(np.ones((1, 1)))[0]

    assert np.isnan(values[numbers.FORECAST.index("mase")])
