"""Answers as large as the picture: segmentation and depth."""

import math
from typing import Any

import numpy as np
from PIL import Image

from desktop.core.runs import Picture
from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.answering import Answer, Answering, Given, HeadRule
from desktop.runtime.heads.images import MAX_PIXELS, MAX_SHOWN_SIDE, picture
from desktop.runtime.heads.pictures import shown_input
from desktop.runtime.tensors import Array

MAX_SHOWN_SEGMENTS = 100
_THRESHOLD = 0.5
_GOLDEN = 0.618033988749895
"""Hues this far apart stay distinct for any number of classes."""


def _segmentation(run: Answering) -> Answer:
    """``[{"label", "score", "share", "color"}]``, largest first, and the pictures ``input`` and ``mask``.

    ``score`` is the mean of the winning class over its pixels, None where the model gives classes alone; ``share`` the
    fraction of the picture; ``color`` the class's in the mask, ``#rrggbb``.
    """
    classes, scores = _classes(run)
    numbers, counts = np.unique(classes, return_counts=True)
    background = run.head.background
    order = sorted(zip(numbers.tolist(), counts.tolist(), strict=True), key=lambda pair: -pair[1])
    segments: list[dict[str, Any]] = []
    for number, count in order[:MAX_SHOWN_SEGMENTS]:
        if number == background:
            continue
        mean = None if scores is None else float(scores[classes == number].mean())
        segments.append({
            "label": run.labels[number] if 0 <= number < len(run.labels) else f"#{number}",
            "score": mean if mean is not None and math.isfinite(mean) else None,
            "share": count / classes.size,
            "color": "#{:02x}{:02x}{:02x}".format(*color_of(number)),
        })  # fmt: skip
    rgba = np.zeros((*classes.shape, 4), dtype=np.uint8)
    for number in numbers.tolist():
        if number != background:
            rgba[classes == number] = (*color_of(number), 255)
    return segments, (*shown_input(run.given), _over(Image.fromarray(rgba), run.given, "mask"))


def color_of(number: int) -> tuple[int, int, int]:
    """The colour of a class: the same in every run, and told apart from its neighbours'."""
    hue, lightness = (number * _GOLDEN) % 1.0, 0.5 + 0.1 * (number % 3)
    channels = (abs((hue * 6 + shift) % 6 - 3) - 1 for shift in (0, 4, 2))
    red, green, blue = (
        round(255 * (lightness + 0.7 * (min(max(c, 0), 1) - 0.5) * (1 - abs(2 * lightness - 1))))
        for c in channels
    )
    return red, green, blue


def _classes(run: Answering) -> tuple[Array, Array | None]:
    """The class of each pixel [y, x], and its score where there is one."""
    if "classes" in run.outputs:
        return _map(run.outputs["classes"]).astype(np.int64), None
    values = run.outputs["scores"]
    if values.ndim != 4 or values.shape[0] != 1 or values[0, 0].size > MAX_PIXELS:
        raise RunFailed(f"scores of shape {list(values.shape)}")
    values = values[0]
    if len(values) == 1:  # one class or nothing
        own = run.head.threshold if run.head.threshold is not None else _THRESHOLD
        inside = values[0] >= run.settings.get("threshold", own)
        return np.where(inside, 0, -1), np.where(inside, values[0], 1 - values[0])
    if len(values) != len(run.labels):
        raise RunFailed(f"{len(values)} classes for {len(run.labels)} labels")
    best = values.argmax(axis=0)
    return best, np.take_along_axis(values, best[np.newaxis], axis=0)[0]


def _depth(run: Answering) -> Answer:
    """``{"min", "max", "unit"}`` and the pictures ``input`` and ``output``; near is bright."""
    values = _map(run.outputs["depth"])
    known = np.isfinite(values)
    if not known.any():
        raise RunFailed("a depth without numbers")
    low, high = float(values[known].min()), float(values[known].max())
    grey = np.where(known, (values - low) / max(high - low, 1e-12), 0.0)
    shown = grey if run.head.layout == "inverse" else 1.0 - grey
    image = Image.fromarray(np.rint(255 * np.where(known, shown, 0.0)).astype(np.uint8))
    made = _over(image, run.given, "output")
    return {"min": low, "max": high, "unit": run.head.unit or ""}, (*shown_input(run.given), made)


def _map(values: Array) -> Array:
    """One number per pixel: [1, y, x], [1, 1, y, x] or [y, x]."""
    while values.ndim > 2 and values.shape[0] == 1:
        values = values[0]
    if values.ndim != 2 or values.size > MAX_PIXELS:
        raise RunFailed(f"no map: shape {list(values.shape)}")
    return values


def _over(image: Image.Image, given: Given, name: str) -> Picture:
    """A map of the model's picture laid over the given one, at the size that the given one is shown at."""
    fit, (columns, rows) = given.fit, given.sides
    if fit is None or not columns or not rows:
        return picture(name, image)
    shrink = min(1.0, MAX_SHOWN_SIDE / max(fit.width, fit.height))
    size = max(round(fit.width * shrink), 1), max(round(fit.height * shrink), 1)
    # Pillow asks for the source of each target pixel: model = given * scale + shift, and maps may be coarser.
    across, down = image.width / columns, image.height / rows
    matrix = (
        fit.scale_x / shrink * across, 0.0, fit.shift_x * across,
        0.0, fit.scale_y / shrink * down, fit.shift_y * down,
    )  # fmt: skip
    return picture(name, image.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.NEAREST))


HEADS = {
    "segmentation": HeadRule(
        _segmentation,
        kind="image",
        is_labelled=True,
        settings=frozenset({"threshold"}),
        layouts={
            "": (frozenset({"scores"}), frozenset()),
            "classes": (frozenset({"classes"}), frozenset()),
        },
    ),
    "depth": HeadRule(
        _depth,
        kind="image",
        layouts={
            "": (frozenset({"depth"}), frozenset()),
            "inverse": (frozenset({"depth"}), frozenset()),
        },
    ),
}
