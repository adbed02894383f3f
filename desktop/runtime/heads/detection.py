"""Object detection: the usual layouts of YOLO, of SSD, and of detectors that have suppressed doubles themselves."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.answering import Answer, Answering, HeadRule
from desktop.runtime.heads.boxes import corners, on_picture, suppress
from desktop.runtime.heads.pictures import shown_input
from desktop.runtime.tensors import Array

MAX_SHOWN_BOXES = 300
_THRESHOLD = 0.25
_OVERLAP = 0.45

Found = tuple[Array, Array, Array]
"""Boxes [n, 4] in the form of the head, scores [n], class numbers [n]."""


def _detection(run: Answering) -> Answer:
    """Hugging Face's shape: ``[{"label", "score", "box": {"xmin", "ymin", "xmax", "ymax"}}]``, best first."""
    head = run.head
    boxes, scores, classes = _found(run)
    threshold = run.settings.get("threshold", head.threshold if head.threshold is not None else _THRESHOLD)
    likely = np.isfinite(boxes).all(axis=1) & np.isfinite(scores) & (scores >= threshold)
    boxes, scores, classes = boxes[likely], scores[likely], classes[likely]
    form = head.boxes or ("xyxy" if head.layout in {"end-to-end", "ssd"} else "cxcywh")
    placed = on_picture(corners(boxes, form), run.given, unit=bool(head.unit_boxes))
    overlap = run.settings.get("overlap", head.overlap if head.overlap is not None else _OVERLAP)
    most = min(int(run.settings.get("top", head.top or MAX_SHOWN_BOXES)), MAX_SHOWN_BOXES)
    if head.layout == "end-to-end":  # has suppressed doubles itself
        kept = np.argsort(-scores, kind="stable")[:most].tolist()
    else:
        kept = suppress(placed, scores, classes, overlap, most)
    things = [_thing(placed[at], scores[at], int(classes[at]), run.labels) for at in kept]
    return things, shown_input(run.given)


def _thing(box: Array, score: float, number: int, labels: Sequence[str]) -> dict[str, Any]:
    left, top, right, bottom = (round(float(side), 2) for side in box)
    return {
        "label": labels[number] if 0 <= number < len(labels) else f"#{number}",
        "score": float(score),
        "box": {"xmin": left, "ymin": top, "xmax": right, "ymax": bottom},
    }


def _found(run: Answering) -> Found:
    match run.head.layout:
        case "yolov5":  # rows of box, objectness, classes
            rows = _rows(run.outputs["predictions"], 5 + len(run.labels))
            return _best(rows[:, :4], rows[:, 5:] * rows[:, 4:5], None)
        case "yolov8":  # columns of box, classes
            values = run.outputs["predictions"]
            if values.ndim != 3:
                raise RunFailed(f"predictions of shape {list(values.shape)}")
            rows = _rows(values.transpose(0, 2, 1), 4 + len(run.labels))
            return _best(rows[:, :4], rows[:, 4:], None)
        case "end-to-end":  # rows of box, score, class
            rows = _rows(run.outputs["predictions"], 6)
            return rows[:, :4], rows[:, 4], rows[:, 5]
        case _:
            return _ssd(run)


def _ssd(run: Answering) -> Found:
    boxes = _rows(run.outputs["boxes"], 4)
    scores = run.outputs["scores"]
    if "classes" not in run.outputs:
        return _best(boxes, _rows(scores, len(run.labels)), run.head.background)
    scores, classes = scores.reshape(-1), run.outputs["classes"].reshape(-1)
    count = int(run.outputs["count"].reshape(-1)[0]) if "count" in run.outputs else len(boxes)
    if not len(scores) == len(classes) == len(boxes) or not 0 <= count <= len(boxes):
        raise RunFailed("boxes, scores and classes of different length")
    return boxes[:count], scores[:count], classes[:count]


def _rows(values: Array, width: int) -> Array:
    """The rows of the first picture of a batch: [1, n, width] or [n, width]."""
    values = values[0] if values.ndim == 3 and values.shape[0] == 1 else values
    if values.ndim != 2 or values.shape[1] != width:
        raise RunFailed(f"rows of {width} numbers wanted, shape {list(values.shape)} given")
    return values


def _best(boxes: Array, scores: Array, background: int | None) -> Found:
    """Each box with its best class."""
    if len(boxes) != len(scores):
        raise RunFailed("boxes and scores of different length")
    if background is not None and 0 <= background < scores.shape[1]:
        scores = scores.copy()
        scores[:, background] = -np.inf
    classes = scores.argmax(axis=1)
    return boxes, scores[np.arange(len(scores)), classes], classes


_PREDICTIONS = (frozenset({"predictions"}), frozenset[str]())
HEADS = {
    "detection": HeadRule(
        _detection,
        kind="image",
        is_labelled=True,
        settings=frozenset({"threshold", "overlap", "top"}),
        layouts={
            "yolov5": _PREDICTIONS,
            "yolov8": _PREDICTIONS,
            "end-to-end": _PREDICTIONS,
            "ssd": (frozenset({"boxes", "scores"}), frozenset({"classes", "count"})),
        },
    )
}
