"""Who fetches what: everything is fetched whatever happens, ends are shared by speed, and the tail is raced."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.content.planning import LEAST_TO_SPLIT, RACE_AFTER_S, Plan, Run


def taken(plan: Plan, rate: float = 0.0, now: float = 0.0) -> Run:
    run = plan.take(rate, now)
    assert run is not None
    return run


def test_the_first_worker_takes_everything() -> None:
    run = taken(Plan(1000))

    assert (run.at, run.stop) == (0, 1000)


def test_the_second_one_takes_half_of_it_while_nothing_is_known() -> None:
    plan = Plan(1000)
    first = taken(plan)

    second = taken(plan)

    assert (first.at, first.stop, second.at, second.stop) == (0, 500, 500, 1000)


@pytest.mark.parametrize(
    ("mine", "theirs", "share"), [(100.0, 900.0, 100), (900.0, 100.0, 900), (5.0, 5.0, 500)]
)
def test_what_is_left_is_split_so_that_both_end_together(mine: float, theirs: float, share: int) -> None:
    plan = Plan(1000)
    first = taken(plan)
    first.rate = theirs

    assert taken(plan, mine).left == share


def test_the_run_that_would_end_last_is_split() -> None:
    plan = Plan(1000)
    fast, slow = taken(plan), taken(plan)
    fast.rate, slow.rate = 1000.0, 10.0

    third = taken(plan, 1000.0)

    assert third.stop == 1000
    assert (fast.stop, slow.stop) == (500, third.at)


def test_a_gap_comes_before_a_split() -> None:
    plan = Plan(1000)
    first, second = taken(plan), taken(plan)
    plan.release(first)

    assert (taken(plan).at, second.left) == (0, 500)


def test_a_small_rest_is_raced_and_not_split_and_only_once() -> None:
    plan = Plan(LEAST_TO_SPLIT - 1)
    first = taken(plan)

    assert plan.take(0.0, RACE_AFTER_S / 2) is None
    rival = taken(plan, 0.0, RACE_AFTER_S)
    assert (rival.at, rival.stop, rival.is_race) == (first.at, first.stop, True)
    assert plan.take(0.0, RACE_AFTER_S) is None


def test_a_slower_source_does_not_race_a_faster_one() -> None:
    plan = Plan(10)
    taken(plan).rate = 100.0

    assert plan.take(10.0, 9.0) is None
    assert plan.take(200.0, 9.0) is not None


def test_a_race_that_was_given_up_may_be_run_again() -> None:
    plan = Plan(10)
    taken(plan)
    plan.release(taken(plan, 0.0, 9.0))

    assert taken(plan, 0.0, 9.0).is_race


def test_a_chunk_counts_once() -> None:
    plan = Plan(3)

    assert [plan.mark(1), plan.mark(1)] == [True, False]
    assert plan.left == 2


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 300),
    st.sets(st.integers(0, 299)),
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["take", "chunk", "chunk", "fail"]), st.floats(0, 50)), max_size=300),
)  # fmt: skip
def test_whatever_the_workers_do_no_chunk_is_lost_and_only_races_overlap(
    chunks: int, known: set[int], steps: list[tuple[int, str, float]]
) -> None:
    plan = Plan(chunks)
    for chunk in known:
        if chunk < chunks:
            plan.mark(chunk)
    runs: dict[int, Run] = {}
    for now, (worker, step, rate) in enumerate(steps):
        run = runs.get(worker)
        if step == "take" and run is None:
            found = plan.take(rate, float(now))
            if found is not None:
                runs[worker] = found
        elif step == "chunk" and run is not None:
            run.rate = rate
            chunk_or_end = plan.next_in(run)
            if chunk_or_end is None:
                plan.release(runs.pop(worker))
            else:
                plan.mark(chunk_or_end)
        elif step == "fail" and run is not None:
            plan.release(runs.pop(worker))
        held = [c for r in runs.values() if not r.is_race for c in range(r.at, r.stop) if not plan.is_done(c)]
        assert len(held) == len(set(held))

    for run in runs.values():
        plan.release(run)
    while (rest := plan.take(1.0, 1e9)) is not None:
        while (chunk := plan.next_in(rest)) is not None:
            plan.mark(chunk)
        plan.release(rest)
    assert plan.left == 0
