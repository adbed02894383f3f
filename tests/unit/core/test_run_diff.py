"""Two runs compared: what was different about them, and how far their answers are apart."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.run_diff import Difference, PictureApart, compare
from desktop.core.run_records import RunRecord, Versions, output_digest
from desktop.core.runs import DeviceReport, Picture, RunResult
from desktop.runtime.comparing import compare_pictures
from tests.helpers.runs import DETAIL, make_record

RTOL, ATOL = 1e-3, 1e-4


def answered(value: Any, pictures: tuple[Picture, ...] = (), **changes: Any) -> tuple[RunRecord, RunResult]:
    result = RunResult("x", value, 0.1, DeviceReport("cpu", "cpu"), pictures)
    return make_record(output_digest=output_digest(result), **changes), result


def diff(before: Any, after: Any, pictures: tuple[PictureApart, ...] = ()) -> Any:
    (first, one), (second, other) = before, after
    return compare(first, second, (one, other), pictures, RTOL, ATOL)


def test_the_same_answer_is_the_same_whatever_else_differed() -> None:
    after = answered([{"value": 1.0}], detail=replace(DETAIL, params={"top": 4}), device="cuda")

    found = diff(answered([{"value": 1.0}]), after)

    assert found.output == "same"
    assert found.same_input
    assert Difference("device", "cpu", "cuda") in found.differences
    assert Difference("parameter", "3", "4", "top") in found.differences
    assert Difference("parameter", "0.5", "–", "threshold") in found.differences


def test_numbers_within_the_tolerance_are_near() -> None:
    found = diff(answered([{"value": 100.0}]), answered([{"value": 100.05}]))

    assert found.output == "near"
    assert found.apart.largest == pytest.approx(0.05)
    assert found.apart.relative == pytest.approx(0.05 / 100.05)
    assert found.apart.where == "[0].value"


def test_numbers_beyond_it_are_another_answer() -> None:
    assert diff(answered([{"value": 1.0}]), answered([{"value": 1.1}])).output == "other"


def test_two_labels_that_changed_places_are_no_other_answer() -> None:
    before = answered([{"label": "a", "score": 0.50001}, {"label": "b", "score": 0.49999}])
    after = answered([{"label": "b", "score": 0.50001}, {"label": "a", "score": 0.49999}])

    assert diff(before, after).output == "near"


def test_another_label_is_another_answer_and_says_where() -> None:
    found = diff(answered([{"label": "a", "score": 1.0}]), answered([{"label": "b", "score": 1.0}]))

    assert (found.output, found.apart.reshaped) == ("other", ".")


def test_without_one_of_the_answers_nothing_is_said_about_how_far() -> None:
    (first, _), (second, other) = answered([1.0]), answered([2.0])

    found = compare(first, second, (None, other), (), RTOL, ATOL)

    assert (found.output, found.apart) == ("unknown", None)


def test_digests_of_different_definitions_are_not_compared() -> None:
    before, after = answered([1.0]), answered([1.0], detail=None)

    assert diff(before, after).output == "near"


def test_versions_and_walls_that_differ_are_named() -> None:
    detail = replace(DETAIL, versions=Versions("0.4.0", "1.32.0", 1, 1), seed=8)

    found = diff(answered([1.0]), answered([1.0], detail=detail))

    assert {one.what for one in found.differences} == {"licet", "engine", "seed"}


@given(
    st.recursive(
        st.floats() | st.text(max_size=3), lambda x: st.lists(x) | st.dictionaries(st.text(max_size=2), x)
    )
)
def test_anything_is_as_near_as_can_be_to_itself(value: Any) -> None:
    before, after = answered(value), answered(value, detail=None)

    found = diff(before, after)

    assert found.output == "near"
    assert (found.apart.largest, found.apart.relative) == (0.0, 0.0)


def picture(*values: int) -> Picture:
    return Picture("output", len(values), 1, b"".join(bytes((v, v, v, 255)) for v in values))


def test_pictures_are_compared_pixel_by_pixel() -> None:
    found = compare_pictures(picture(10, 20, 30, 40), picture(10, 21, 30, 140))

    assert (found.share, found.step) == (0.5, 100)
    shown = [found.picture.rgba[i + 3] for i in range(0, 16, 4)]
    assert shown[0] == shown[2] == 0
    assert 0 < shown[1] < shown[3]


def test_one_step_of_255_is_near_and_two_are_not() -> None:
    for step, expected in ((1, "near"), (2, "other")):
        before, after = answered({}, (picture(10),)), answered({}, (picture(10 + step),))
        apart = compare_pictures(before[1].pictures[0], after[1].pictures[0])

        assert diff(before, after, (apart,)).output == expected


def test_pictures_of_different_sizes_are_all_different() -> None:
    assert compare_pictures(picture(1, 2), picture(1)).share == 1.0
