"""Answers as labels, numbers and lines of a table; cells that no spreadsheet runs."""

from typing import Any

import pytest

from desktop.core.answers import Facts, facts_of, neutral, rows_of
from desktop.core.packages import HeadType

BOX = {"xmin": 1, "ymin": 2, "xmax": 3, "ymax": 4}
ANSWERS: list[tuple[HeadType, Any, Facts, list[dict[str, Any]]]] = [
    (
        "image-classification",
        [{"label": "cat", "score": 0.9}, {"label": "dog", "score": 0.1}],
        Facts("cat", 0.9, ("cat",)),
        [{"label": "cat", "score": 0.9, "label_2": "dog", "score_2": 0.1}],
    ),
    (
        "table-classification",
        [
            [
                {"label": "good", "score": 0.6, "decided": False},
                {"label": "bad", "score": 0.4, "decided": True},
            ]
        ],
        Facts("bad", 0.4, ("bad",)),
        [{"label": "bad", "score": 0.4, "label_2": "good", "score_2": 0.6}],
    ),
    ("table-regression", [{"value": 2.5, "lower": 2.0}], Facts("", 2.5), [{"value": 2.5, "lower": 2.0}]),
    (
        "anomaly",
        [{"score": 3.0, "threshold": 2.0, "is_anomaly": True}],
        Facts("unusual", 3.0, ("unusual",)),
        [{"score": 3.0, "threshold": 2.0, "is_anomaly": True}],
    ),
    (
        "forecast",
        {"history": [1.0], "value": [2.0, 3.0], "lower": [1.0, 2.0]},
        Facts("", 3.0),
        [{"step": 1, "value": 2.0, "lower": 1.0}, {"step": 2, "value": 3.0, "lower": 2.0}],
    ),
    (
        "detection",
        [{"label": "car", "score": 0.8, "box": BOX}, {"label": "bus", "score": 0.5, "box": BOX}],
        Facts("car", 0.8, ("car", "bus")),
        [{"label": "car", "score": 0.8, **BOX}, {"label": "bus", "score": 0.5, **BOX}],
    ),
    ("detection", [], Facts(), [{}]),
    (
        "keypoints",
        [{"score": 0.7, "points": [{"label": "nose", "x": 1.0, "y": 2.0, "score": 0.5}]}],
        Facts("", 0.7),
        [{"score": 0.7, "nose.x": 1.0, "nose.y": 2.0, "nose.score": 0.5}],
    ),
    (
        "speech",
        {"seconds": 3.0, "segments": [{"start": 0.5, "end": 1.5, "score": 0.9}]},
        Facts("", 1.0),
        [{"start": 0.5, "end": 1.5, "score": 0.9}],
    ),
    ("embedding", {"embedding": [0.5, 0.25]}, Facts(), [{"embedding.0": 0.5, "embedding.1": 0.25}]),
    ("image-to-image", {}, Facts(), [{}]),
]


@pytest.mark.parametrize(("head", "value", "facts", "rows"), ANSWERS)
def test_an_answer_comes_down_to_a_label_a_number_and_lines(
    head: HeadType, value: Any, facts: Facts, rows: list[dict[str, Any]]
) -> None:
    assert facts_of(head, value) == facts
    assert rows_of(head, value) == rows


@pytest.mark.parametrize(
    "value", [None, 7, "x", [], [[]], [None], {"value": []}, {"segments": [1]}, [{"label": {}}]]
)
@pytest.mark.parametrize("head", sorted({head for head, *_ in ANSWERS}))
def test_what_a_taken_over_worker_answers_is_nothing_and_no_error(head: HeadType, value: Any) -> None:
    facts_of(head, value)
    assert rows_of(head, value)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1+1", "'+1+1"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("-5", "-5"),
        ("+1e3", "+1e3"),
        (-5.5, -5.5),
        ("cat", "cat"),
        ("", ""),
        (None, None),
    ],
)
def test_a_cell_is_never_a_formula_and_numbers_stay(cell: Any, safe: Any) -> None:
    assert neutral(cell) == safe
