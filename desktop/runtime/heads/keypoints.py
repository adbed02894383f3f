"""Keypoints: points of one thing from heat maps, of one from coordinates, or of several by a YOLO pose model."""

from typing import Any

import numpy as np

from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.answering import Answer, Answering, HeadRule
from desktop.runtime.heads.boxes import corners, on_picture, suppress
from desktop.runtime.heads.pictures import shown_input
from desktop.runtime.tensors import Array

_THRESHOLD = 0.25
_OVERLAP = 0.45
_MOST = 50


def _keypoints(run: Answering) -> Answer:
    """``[{"score", "box"?, "points": [{"label", "x", "y", "score"}]}]``, best first; pixels of the given picture."""
    match run.head.layout:
        case "heatmaps":
            things = [_thing(run, _peaks(run.outputs["heatmaps"], run.given.sides))]
        case "points":
            values = run.outputs["points"].reshape(-1, run.outputs["points"].shape[-1])
            if values.shape[1] not in (2, 3):
                raise RunFailed(f"points of {values.shape[1]} numbers")
            things = [_thing(run, _scored(values, run))]
        case _:
            things = _poses(run)
    return things, shown_input(run.given)


def _scored(values: Array, run: Answering) -> Array:
    """Points [n, (x, y, score)] in pixels of the model's picture; without scores each is sure."""
    width, height = run.given.sides if run.head.unit_boxes else (1, 1)
    scores = values[:, 2] if values.shape[1] == 3 else np.ones(len(values))
    return np.stack([values[:, 0] * width, values[:, 1] * height, scores], axis=1)


def _peaks(maps: Array, sides: tuple[int, int]) -> Array:
    """The peak of each heat map [1, n, y, x], a quarter of a cell towards the higher neighbour."""
    if maps.ndim != 4 or maps.shape[0] != 1:
        raise RunFailed(f"heat maps of shape {list(maps.shape)}")
    count, rows, columns = maps.shape[1:]
    flat = maps[0].reshape(count, -1)
    best = flat.argmax(axis=1)
    y, x = np.divmod(best, columns)
    padded = np.pad(maps[0], ((0, 0), (1, 1), (1, 1)), mode="reflect")
    each = np.arange(count)
    to_right = np.sign(padded[each, y + 1, x + 2] - padded[each, y + 1, x])
    to_bottom = np.sign(padded[each, y + 2, x + 1] - padded[each, y, x + 1])
    width, height = sides
    return np.stack(
        [
            (x + 0.5 + 0.25 * to_right) * width / columns,
            (y + 0.5 + 0.25 * to_bottom) * height / rows,
            flat[each, best],
        ],
        axis=1,
    )


def _poses(run: Answering) -> list[dict[str, Any]]:
    """YOLO pose: columns of box, score, and x, y, score of each point."""
    values = run.outputs["predictions"]
    width = 5 + 3 * len(run.labels)
    if values.ndim != 3 or values.shape[0] != 1 or values.shape[1] != width:
        raise RunFailed(f"predictions of shape {list(values.shape)} for {len(run.labels)} points")
    rows = values[0].T
    threshold = run.settings.get("threshold", _own(run.head.threshold, _THRESHOLD))
    rows = rows[np.isfinite(rows).all(axis=1) & (rows[:, 4] >= threshold)]
    boxes = on_picture(
        corners(rows[:, :4], run.head.boxes or "cxcywh"), run.given, unit=bool(run.head.unit_boxes)
    )
    overlap = run.settings.get("overlap", _own(run.head.overlap, _OVERLAP))
    kept = suppress(boxes, rows[:, 4], np.zeros(len(rows)), overlap, min(run.head.top or _MOST, _MOST))
    things = []
    for at in kept:
        sides = [round(float(side), 2) for side in boxes[at]]
        thing = _thing(run, _scored(rows[at, 5:].reshape(-1, 3), run))
        things.append(
            thing
            | {
                "score": float(rows[at, 4]),
                "box": dict(zip(("xmin", "ymin", "xmax", "ymax"), sides, strict=True)),
            }
        )
    return things


def _own(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _thing(run: Answering, points: Array) -> dict[str, Any]:
    fit = run.given.fit
    if fit is None:
        raise RunFailed("points without a picture")
    if len(points) != len(run.labels) or not np.isfinite(points).all():
        raise RunFailed(f"{len(points)} points for {len(run.labels)} labels")
    xs, ys = fit.back(points[:, 0], points[:, 1])
    return {
        "score": float(points[:, 2].mean()),
        "points": [
            {"label": label, "x": round(float(x), 2), "y": round(float(y), 2), "score": float(score)}
            for label, x, y, score in zip(run.labels, xs, ys, points[:, 2], strict=True)
        ],
    }


_NONE = frozenset[str]()
HEADS = {
    "keypoints": HeadRule(
        _keypoints,
        kind="image",
        is_labelled=True,
        settings=frozenset({"threshold", "overlap"}),
        layouts={
            "heatmaps": (frozenset({"heatmaps"}), _NONE),
            "points": (frozenset({"points"}), _NONE),
            "yolov8-pose": (frozenset({"predictions"}), _NONE),
        },
    )
}
