"""Figures of how models run: what was estimated beside what came."""

from desktop.core.fit import Figures, FitHistory, Observation, RunTally

ESTIMATE = Figures(10.0, 20.0, 18.0, 200)


def seen(run_ms: float, memory_bytes: int, time: int = 1, estimate: Figures | None = ESTIMATE) -> Observation:
    return Observation(time, Figures(10.0, 20.0, run_ms, memory_bytes), 3, "cpu", estimate)


def test_the_ratio_is_real_over_estimated() -> None:
    assert seen(36.0, 100).time_ratio == 2.0
    assert seen(36.0, 100).memory_ratio == 0.5


def test_a_single_run_is_compared_with_the_estimate_of_a_first_one() -> None:
    once = Observation(1, Figures(10.0, 40.0, 40.0, 100), 1, "cpu", ESTIMATE)

    assert (once.estimated_ms, once.time_ratio) == (20.0, 2.0)


def test_without_an_estimate_or_a_measure_there_is_no_ratio() -> None:
    assert seen(36.0, 100, estimate=None).time_ratio is None
    assert seen(36.0, 0).memory_ratio is None


def test_the_worst_ratio_is_kept_in_whichever_direction_it_is() -> None:
    history = FitHistory(None, (seen(18.0, 200, 3), seen(4.5, 200, 2), seen(36.0, 300, 1)))

    assert history.worst_time == 0.25
    assert history.worst_memory == 1.5
    assert history.last == history.seen[0]


def test_the_figures_are_the_first_run_and_the_median_of_the_later_ones() -> None:
    tally = RunTally(load_ms=7.0)
    due = []
    for seconds in (0.5, 0.1, 0.3, 0.2, 0.2):
        tally.add(seconds)
        due.append(tally.is_due)

    assert tally.figures(5) == Figures(7.0, 500.0, 200.0, 5)
    assert due == [True, True, False, True, False]


def test_after_one_run_that_run_is_the_figure() -> None:
    tally = RunTally(load_ms=7.0)
    tally.add(0.5)

    assert tally.figures(5).run_ms == 500.0
