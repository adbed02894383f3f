"""Boxes as COCO judges them, and areas by hand."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop.core.metrics.areas import AREAS, areas, pixel_counts
from desktop.core.metrics.boxes import BOXES, AveragePrecision, Boxes, overlaps
from desktop.core.metrics.resampling import Plan, bootstrap

COCO: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "data" / "vectors" / "metrics" / "boxes.json").read_text("utf-8")
)


def boxes_of(rows: list[list[float]], picture: int) -> Boxes:
    mine = np.array([row for row in rows if row[0] == picture]).reshape(-1, len(rows[0]))
    corners = np.concatenate([mine[:, 2:4], mine[:, 2:4] + mine[:, 4:6]], axis=1)
    scores = mine[:, 6] if mine.shape[1] > 6 else np.ones(len(mine))
    return Boxes(corners, mine[:, 1].astype(int), scores)


@pytest.fixture(scope="module")
def precision() -> AveragePrecision:
    truth, said = ([boxes_of(COCO[key], at) for at in range(12)] for key in ("truth", "said"))
    return AveragePrecision(truth, said, 3)


def test_boxes_are_judged_as_pycocotools_does(precision: AveragePrecision) -> None:
    values = dict(zip(BOXES, precision.at(np.ones((1, 12)))[0], strict=True))

    assert values == pytest.approx({name: COCO[name] for name in BOXES}, abs=1e-6)


def test_pictures_are_what_is_drawn_anew(precision: AveragePrecision) -> None:
    found = bootstrap(precision, Plan(resamples=100))

    assert (found.low < found.values).all()
    assert (found.high > found.values).all()


def test_nothing_found_is_zero_and_nothing_to_find_is_not_defined() -> None:
    none = Boxes(np.zeros((0, 4)), np.zeros(0, int), np.zeros(0))
    one = Boxes(np.array([[0.0, 0, 10, 10]]), np.array([0]), np.ones(1))

    missed = AveragePrecision([one], [none], 1).at(np.ones((1, 1)))[0]
    nothing = AveragePrecision([none], [one], 1).at(np.ones((1, 1)))[0]

    assert missed[0] == 0
    assert np.isnan(nothing[0])


def test_boxes_without_size_overlap_nothing() -> None:
    flat = np.array([[5.0, 5, 5, 5]])

    assert overlaps(flat, flat).tolist() == [[0.0]]


def test_areas_are_shares_of_what_either_says() -> None:
    truth = np.array([0, 0, 0, 1, 1, -1])
    said = np.array([0, 0, 1, 1, 1, 1])

    values = areas(pixel_counts(truth, said, 3)[np.newaxis]).at(np.ones((1, 1)))[0]

    iou, dice, right = (values[AREAS.index(name)] for name in AREAS)
    assert iou == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert dice == pytest.approx((4 / 5 + 4 / 5) / 2)
    assert right == pytest.approx(4 / 5)
    assert np.isnan(values[-1])  # the third class neither occurs nor is said
