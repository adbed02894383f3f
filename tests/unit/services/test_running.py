"""What the history says of a run, whatever a worker that a model has taken over answers."""

from types import SimpleNamespace
from typing import Any

import pytest

from desktop.services.running import summary_of


@pytest.mark.parametrize(
    "value",
    [
        {"is_anomaly": True},
        {"is_anomaly": True, "score": "x", "threshold": []},
        {"is_anomaly": True, "score": None, "threshold": 1},
        {"label": "a", "score": {}},
        {"label": "a", "score": "x"},
        {"label": "a", "score": 10**400},
        {"value": 10**400},
        [[]],
        None,
    ],
)
def test_an_answer_of_a_strange_shape_is_told_by_its_kind(value: Any) -> None:
    answer: Any = SimpleNamespace(value=value, head="anomaly")

    assert summary_of(answer) == "anomaly"


def test_an_answer_is_told_in_a_few_words() -> None:
    answer: Any = SimpleNamespace(value=[{"label": "cat", "score": 0.5}], head="image-classification")

    assert summary_of(answer) == "cat 50.0%"
