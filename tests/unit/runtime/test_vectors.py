"""The self-test tells which vectors missed, by how much, and what was allowed."""

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import packages
from desktop.core.runs import MAX_MISSES, Miss, SelfTest
from desktop.runtime.errors import RunFailed
from desktop.runtime.messages import unpack_self_test
from desktop.runtime.worker.vectors import self_test

RTOL, ATOL = 0.01, 0.001


def outcome(expected: Any, came: Any, *, rtol: float = RTOL, atol: float = ATOL) -> SelfTest:
    """The self-test of a model that answers ``came`` where ``expected`` was promised, one vector per row."""
    wanted, given_back = np.asarray(expected), np.asarray(came)
    count = len(wanted)
    spec: Any = SimpleNamespace(
        inputs=[SimpleNamespace(name="x")],
        outputs=[SimpleNamespace(name="y")],
        tests=packages.TestsSpec(count, rtol, atol),
    )
    rows = iter(range(count))

    def run(_feed: Any) -> dict[str, Any]:
        at = next(rows)
        return {"y": given_back[at : at + 1]}

    return self_test(spec, {"x": np.zeros((count, 1)), "y": wanted}, run)


def test_a_miss_names_its_vector_and_the_element_that_is_furthest_off() -> None:
    found = outcome([[1.0, 2.0], [1.0, 2.0]], [[1.0, 2.0], [1.5, 2.5]])

    (miss,) = found.misses
    assert (found.ok, found.count, found.missed) == (False, 2, 1)
    assert (miss.vector, miss.output, miss.expected, miss.came) == (2, "y", 1.0, 1.5)
    assert miss.allowed == pytest.approx(ATOL + RTOL)
    assert miss.times == pytest.approx(0.5 / (ATOL + RTOL)) == found.worst


def test_what_is_within_its_tolerance_is_no_miss() -> None:
    found = outcome([[1.0]], [[1.0 + ATOL + RTOL * 0.99]])

    assert (found.ok, found.missed, found.misses) == (True, 0, ())
    assert 0.9 < found.worst <= 1.0


@pytest.mark.parametrize(
    "came", [[[1.0, 2.0]], [["a"]], [[math.nan]], [[math.inf]]], ids=["shape", "text", "nan", "inf"]
)
def test_an_answer_that_is_none_misses_without_end(came: Any) -> None:
    found = outcome([[1.0]], came)

    assert (found.ok, found.worst, found.missed) == (False, math.inf, 1)


def test_not_a_number_is_right_where_it_was_promised() -> None:
    assert outcome([[math.nan, math.inf]], [[math.nan, math.inf]]).ok


def test_a_tolerance_of_zero_allows_no_error_and_is_still_a_number() -> None:
    found = outcome([[1.0]], [[1.0001]], rtol=0.0, atol=0.0)

    assert not found.ok
    assert 1.0 < found.worst < math.inf


def test_many_misses_are_counted_and_the_first_are_told() -> None:
    found = outcome([[0.0]] * 20, [[1.0]] * 20)

    assert found.missed == 20
    assert [miss.vector for miss in found.misses] == list(range(1, MAX_MISSES + 1))


numbers = st.floats(-1e6, 1e6)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8))
def test_it_passes_if_and_only_if_numpy_calls_every_answer_close(pairs: list[tuple[float, float]]) -> None:
    expected, came = [[a] for a, _ in pairs], [[b] for _, b in pairs]

    found = outcome(expected, came)

    # |came - expected| <= atol + rtol * |expected|, as numpy.isclose defines it.
    close = np.isclose(np.asarray(came), np.asarray(expected), rtol=RTOL, atol=ATOL)
    near = any(abs(abs(b - a) / (ATOL + RTOL * abs(a)) - 1) < 1e-9 for a, b in pairs)
    assert near or found.ok == bool(close.all())
    assert near or found.missed == int((~close).sum())


def test_what_a_broken_worker_says_of_itself_is_cut_and_cleaned() -> None:
    miss = {"vector": 1, "output": "<b>\n" + "x" * 500, "times": 2.0}
    message = {"ok": False, "count": 9, "worst": 2.0, "missed": 9, "misses": [miss] * 1000}

    told = unpack_self_test(message)

    assert len(told.misses) == MAX_MISSES
    assert all(len(kept.output) <= 60 and "\n" not in kept.output for kept in told.misses)


@pytest.mark.parametrize(
    "message", [None, {}, {"ok": "yes"}, {"ok": True, "count": 1, "worst": 0.0, "misses": [1]}]
)
def test_what_is_no_self_test_is_refused(message: Any) -> None:
    with pytest.raises(RunFailed):
        unpack_self_test(message)


def test_a_miss_without_numbers_survives_the_pipe() -> None:
    told = unpack_self_test(
        {"ok": False, "count": 1, "worst": math.inf, "missed": 1,
         "misses": [{"vector": 1, "output": "y", "times": math.inf, "expected": None}]}
    )  # fmt: skip

    assert told.misses == (Miss(1, "y", math.inf),)
