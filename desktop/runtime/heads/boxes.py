"""Boxes: coordinates brought to the given picture, and many boxes of one thing made one (NMS)."""

import numpy as np

from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.answering import Given
from desktop.runtime.tensors import Array

MAX_CANDIDATES = 4096
"""Above the threshold so many boxes, the best, are looked at; the rest could not be shown anyway."""


def corners(boxes: Array, form: str) -> Array:
    """Boxes [n, 4] in one of the forms of a head as [n, (left, top, right, bottom)]."""
    a, b, c, d = boxes.T
    match form:
        case "cxcywh":
            sides = (a - c / 2, b - d / 2, a + c / 2, b + d / 2)
        case "xywh":
            sides = (a, b, a + c, b + d)
        case "yxyx":
            sides = (b, a, d, c)
        case _:
            sides = (a, b, c, d)
    return np.stack(sides, axis=1)


def on_picture(boxes: Array, given: Given, *, unit: bool) -> Array:
    """Corner boxes of the model's picture in pixels of the given one, cut to its edges.

    Raises:
        RunFailed: There is no picture.
    """
    if given.fit is None:
        raise RunFailed("boxes without a picture")
    width, height = given.sides if unit else (1, 1)
    left, top = given.fit.back(boxes[:, 0] * width, boxes[:, 1] * height)
    right, bottom = given.fit.back(boxes[:, 2] * width, boxes[:, 3] * height)
    return np.stack([left, top, right, bottom], axis=1)


def suppress(boxes: Array, scores: Array, labels: Array, overlap: float, most: int) -> list[int]:
    """Indices of the boxes to keep, best first: greedy non-maximum suppression within each label."""
    order = np.argsort(-scores, kind="stable")[:MAX_CANDIDATES]
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    kept: list[int] = []
    while order.size and len(kept) < most:
        best, rest = int(order[0]), order[1:]
        kept.append(best)
        inner = np.minimum(boxes[best, 2:], boxes[rest, 2:]) - np.maximum(boxes[best, :2], boxes[rest, :2])
        shared = np.prod(np.clip(inner, 0, None), axis=1)
        union = areas[best] + areas[rest] - shared
        order = rest[(labels[rest] != labels[best]) | (shared <= overlap * union)]
    return kept
