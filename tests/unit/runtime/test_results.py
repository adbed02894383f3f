"""Outputs become answers; an output that does not fit is an error, never a wrong answer."""

import math
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop.core import packages
from desktop.core.packages import Head, InputSpec, Operation, OutputSpec, Param, Spec
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.answering import Given
from desktop.runtime.heads.results import answer


def spec(head: Head, *outputs: OutputSpec, params: Any = ()) -> Spec:
    return Spec(
        1,
        "t",
        [InputSpec("x", "tensor", "FP32", [])],
        list(outputs),
        head,
        packages.TestsSpec(0, 0, 0),
        list(params),
    )


def out(role: str, *operations: tuple[str, dict[str, Any]]) -> OutputSpec:
    return OutputSpec(role, role, [Operation(name, args) for name, args in operations])


def value(
    made: Spec, outputs: dict[str, Any], labels: Any = (), params: Any = None, given: Given | None = None
) -> Any:
    arrays = {name: np.asarray(array, dtype=np.float32) for name, array in outputs.items()}
    return answer(made, arrays, list(labels), params or {}, given or Given())[0]


CLASSES = Head("image-classification", labels="labels.txt", top=2)


def test_the_largest_probabilities_come_first() -> None:
    made = spec(CLASSES, out("scores", ("softmax", {})))

    shown = value(made, {"scores": [[0.0, 2.0, 1.0]]}, "abc")

    powers = [math.exp(v) for v in (0.0, 2.0, 1.0)]
    assert [item["label"] for item in shown] == ["b", "c"]
    assert shown[0]["score"] == pytest.approx(powers[1] / sum(powers))


def test_softmax_of_huge_logits_is_still_a_probability() -> None:
    assert (
        value(spec(CLASSES, out("scores", ("softmax", {}))), {"scores": [[1e30, 0]]}, "ab")[0]["score"] == 1.0
    )


def test_the_person_chooses_how_many_labels_to_see() -> None:
    made = spec(CLASSES, out("scores"), params=[Param("top", "integer", 2, min=1, max=3)])

    assert len(value(made, {"scores": [[0.1, 0.2, 0.7]]}, "abc", {"top": 3})) == 3


@pytest.mark.parametrize(
    "params", [{"top": 4}, {"top": 1.5}, {"top": True}, {"top": "2"}, {"top": math.nan}, {"x": 1}]
)
def test_a_setting_outside_its_range_is_refused(params: dict[str, Any]) -> None:
    made = spec(CLASSES, out("scores"), params=[Param("top", "integer", 2, min=1, max=3)])

    with pytest.raises(BadInput):
        value(made, {"scores": [[0.1, 0.2, 0.7]]}, "abc", params)


@pytest.mark.parametrize(("threshold", "decided"), [(0.3, "ill"), (0.4, "ill"), (0.41, "well")])
def test_a_decision_about_one_label_falls_at_the_threshold(threshold: float, decided: str) -> None:
    head = Head("table-classification", labels="labels.txt", positive="ill", threshold=0.5)
    made = spec(head, out("scores"), params=[Param("threshold", "number", 0.5, min=0, max=1)])
    probabilities = np.array([[0.6, 0.4]])

    rows = answer(made, {"scores": probabilities}, ["well", "ill"], {"threshold": threshold}, Given())[0]

    assert [item["label"] for item in rows[0] if item["decided"]] == [decided]


@pytest.mark.parametrize("scores", [[[0.1, 0.9]], [0.1, 0.2, 0.7], [[math.nan, 0.1, 0.2]], [[]], []])
def test_scores_that_do_not_fit_the_labels_are_an_error(scores: Any) -> None:
    with pytest.raises(RunFailed):
        value(spec(CLASSES, out("scores")), {"scores": scores}, "abc")


def test_a_regression_gives_each_row_its_interval() -> None:
    made = spec(Head("table-regression"), out("lower"), out("value"), out("upper"))

    rows = value(made, {"lower": [[1], [2]], "value": [[3], [4]], "upper": [[5], [math.inf]]})

    assert rows == [
        {"value": 3.0, "lower": 1.0, "upper": 5.0},
        {"value": 4.0, "lower": 2.0, "upper": None},
    ]


def test_an_interval_of_another_length_is_an_error() -> None:
    with pytest.raises(RunFailed):
        value(
            spec(Head("table-regression"), out("value"), out("lower")), {"value": [[1], [2]], "lower": [[1]]}
        )


def test_an_anomaly_is_one_from_the_threshold_on_and_where_the_score_is_no_number() -> None:
    made = spec(Head("anomaly", threshold=2.0), out("anomaly"))

    rows = value(made, {"anomaly": [[1.9], [2.0], [math.nan]]})

    assert [row["is_anomaly"] for row in rows] == [False, True, True]
    assert rows[0] == {"score": pytest.approx(1.9), "threshold": 2.0, "is_anomaly": False}


def test_a_forecast_is_brought_back_to_the_units_of_the_series() -> None:
    made = spec(Head("forecast"), out("value"), out("lower"), out("upper"))
    given = Given(history=(1.0, 2.0), mean=100.0, deviation=10.0)

    shown = value(made, {"value": [[0, 1]], "lower": [[-1, 0]], "upper": [[1, 2]]}, given=given)

    assert shown == {
        "history": [1.0, 2.0],
        "value": [100.0, 110.0],
        "lower": [90.0, 100.0],
        "upper": [110.0, 120.0],
    }


def test_a_picture_is_shown_beside_what_it_was_made_from() -> None:
    made = spec(Head("image-to-image"), out("image", ("scale", {"factor": 255.0, "offset": 0.0})))
    given = Given(image=Image.new("L", (2, 2)))

    shown, pictures = answer(made, {"image": np.ones((1, 1, 4, 4), dtype=np.float32)}, [], {}, given)

    assert shown == {}
    assert [(p.name, p.width) for p in pictures] == [("input", 2), ("output", 4)]
    assert pictures[1].rgba == b"\xff" * 64


@pytest.mark.parametrize("shape", [(1, 2, 4, 4), (4, 4), (1, 1, 0, 4), (0, 1, 4, 4)])
def test_what_is_no_picture_is_an_error(shape: tuple[int, ...]) -> None:
    with pytest.raises(RunFailed):
        value(spec(Head("image-to-image"), out("image")), {"image": np.zeros(shape)})


def test_plain_tensors_are_shown_with_type_and_shape() -> None:
    shown = value(spec(Head("tensor"), out("y")), {"y": [[1.0, math.inf]]})

    assert shown == {"y": {"dtype": "FP32", "shape": [1, 2], "data": [1.0, None]}}


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (("sigmoid", {}), [[0.5, 1.0]]),
        (("clip", {"min": 0.5, "max": 20.0}), [[0.5, 20.0]]),
        (("scale", {"factor": 2.0, "offset": 1.0}), [[1.0, 2001.0]]),
    ],
)
def test_each_operation_does_what_its_name_says(operation: Any, expected: Any) -> None:
    made = spec(Head("forecast"), out("value", operation))

    assert value(made, {"value": [[0.0, 1000.0]]})["value"] == expected[0]


def test_rounding_goes_half_to_even() -> None:
    assert value(spec(Head("forecast"), out("value", ("round", {}))), {"value": [[0.5, 1.5, 2.5]]})[
        "value"
    ] == [0, 2, 2]
