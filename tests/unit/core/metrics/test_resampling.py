"""Intervals: reproducible, in bounded blocks, wide where little is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.metrics import classes, numbers, resampling, scores
from desktop.core.metrics.resampling import Difference, Plan, bootstrap, mean_of, wilson

FEW = Plan(resamples=200)


def test_the_same_seed_gives_the_same_interval() -> None:
    statistic = mean_of(np.arange(50.0))

    first, second = bootstrap(statistic, FEW), bootstrap(statistic, FEW)

    assert (first.low, first.high) == (second.low, second.high)


@settings(max_examples=20)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40))
def test_the_interval_of_a_mean_lies_within_the_values(values: list[float]) -> None:
    found = bootstrap(mean_of(np.array(values)), FEW)

    slack = 1e-9 * max(1.0, *map(abs, values))
    assert min(values) - slack <= found.low[0] <= found.high[0] <= max(values) + slack


@settings(max_examples=20)
@given(st.data())
def test_items_of_a_kind_put_together_measure_as_they_do_one_by_one(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 40))
    truth, said = (
        np.array(data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))) for _ in range(2)
    )
    together = classes.Confusion.of(truth, said, 4)
    apart = classes.Confusion(truth, said, np.ones(size), 4)

    one, other = (each.at(each.sizes[np.newaxis])[0] for each in (together, apart))

    assert one == pytest.approx(other)
    assert together.sizes.sum() == size


@settings(max_examples=20)
@given(st.lists(st.booleans(), min_size=5, max_size=60))
def test_f1_and_accuracy_stay_within_their_bounds(right: list[bool]) -> None:
    truth = np.arange(len(right)) % 3
    said = np.where(right, truth, (truth + 1) % 3)

    found = bootstrap(classes.Confusion.of(truth, said, 3), FEW)

    assert ((found.values >= 0) & (found.values <= 1)).all()
    assert ((found.low >= 0) & (found.low <= found.high) & (found.high <= 1)).all()


def test_ninety_five_of_a_hundred_intervals_hold_the_true_value() -> None:
    """Coverage of the BCa interval of an accuracy of 0.8 over 80 items; 200 repetitions, so within 0.90 and 0.985."""
    random = np.random.default_rng(3)
    held = 0
    for number in range(200):
        right = random.random(80) < 0.8
        found = bootstrap(mean_of(right), Plan(resamples=300, seed=number))
        held += bool(found.low[0] <= 0.8 <= found.high[0])

    assert 0.90 <= held / 200 <= 0.985


def test_a_stratified_resample_keeps_the_number_of_each_class() -> None:
    strata = np.repeat([0, 1], [90, 10])

    found = bootstrap(mean_of(strata.astype(float)), Plan(resamples=100, strata=strata))

    assert found.low[0] == found.high[0] == pytest.approx(0.1)


def test_runs_of_neighbours_widen_the_interval_of_a_series_that_drifts() -> None:
    values = np.cumsum(np.random.default_rng(1).normal(size=300))

    alone = bootstrap(mean_of(values), FEW)
    runs = bootstrap(mean_of(values), Plan(resamples=200, block=30))

    assert runs.high[0] - runs.low[0] > 2 * (alone.high[0] - alone.low[0])


def test_a_resample_draws_as_many_items_as_there_are() -> None:
    random = np.random.default_rng(0)

    assert resampling._drawn(random, 7, 31).sum(axis=1).tolist() == [31] * 7
    assert resampling._runs(random, 7, 31, 4).sum(axis=1).tolist() == [31] * 7


def test_two_models_on_the_same_items_are_compared_item_by_item() -> None:
    """Each is right about 80 of 100; the second is right wherever the first is, but in two places."""
    first = np.arange(100) < 80
    second = np.arange(100) < 78

    paired = bootstrap(Difference(mean_of(first), mean_of(second)), Plan(resamples=500))
    alone = bootstrap(mean_of(first), Plan(resamples=500))

    assert paired.values[0] == pytest.approx(0.02)
    assert paired.high[0] - paired.low[0] < (alone.high[0] - alone.low[0]) / 2


def test_memory_is_bounded_by_the_block_and_not_by_the_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    largest = 0
    drawn = resampling._drawn

    def watched(random: np.random.Generator, rows: int, units: int) -> resampling.Array:
        nonlocal largest
        largest = max(largest, rows * units)
        return drawn(random, rows, units)

    monkeypatch.setattr(resampling, "_drawn", watched)
    bootstrap(mean_of(np.arange(20_000.0)), Plan(resamples=100))

    assert largest <= resampling._BLOCK_ELEMENTS


def test_one_item_has_a_value_and_no_interval() -> None:
    found = bootstrap(mean_of(np.array([3.0])), FEW)

    assert found.values[0] == 3
    assert np.isnan(found.low[0])


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    # R: binom::binom.confint(x, n, methods = "wilson")
    [(10, 10, 0.7224672, 1.0), (0, 10, 0.0, 0.2775328), (81, 263, 0.2553, 0.3662), (0, 0, 0.0, 1.0)],
)
def test_the_wilson_interval_is_the_published_one(right: int, n: int, low: float, high: float) -> None:
    assert wilson(right, n) == pytest.approx((low, high), abs=1e-4)


def test_a_ranking_of_one_class_alone_is_not_defined() -> None:
    values = scores.Ranking(np.array([0.1, 0.9]), np.array([True, True])).at(np.ones((1, 2)))

    assert np.isnan(values[0, 0])


def test_r_squared_of_a_truth_that_never_moves_is_not_defined() -> None:
    found = numbers.regression(np.array([4.0, 4.0, 4.0]), np.array([3.0, 4.0, 5.0])).at(np.ones((1, 3)))[0]

    assert np.isnan(found[numbers.NUMBERS.index("r2")])


def test_a_percentage_error_is_not_defined_where_a_truth_is_zero() -> None:
    found = numbers.regression(np.array([0.0, 4.0]), np.array([1.0, 4.0])).at(np.ones((1, 2)))[0]

    assert np.isnan(found[numbers.NUMBERS.index("mape")])


def test_large_numbers_close_together_keep_their_r_squared() -> None:
    truth = 1e9 + np.arange(10.0)

    found = numbers.regression(truth, truth + 0.5).at(np.ones((1, 10)))[0]

    assert found[numbers.NUMBERS.index("r2")] == pytest.approx(1 - 10 * 0.25 / 82.5, rel=1e-6)
