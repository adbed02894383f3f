"""Boxes that a detector found beside the true ones."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.core.metrics.values import Figure
from desktop.core.runs import RunResult
from desktop.services.judging.figures import Found, figure, plan_for
from desktop.services.judging.observing import NoAnswer, number_or_none

if TYPE_CHECKING:
    from desktop.core.metrics.boxes import Boxes

Corners = tuple[float, float, float, float]
_SHOWN_OVERLAP = 0.5
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class BoxesOf:
    """One picture: (label, corners) that are true, (label, corners, score) that were said."""

    true: Sequence[tuple[str, Corners]]
    said: Sequence[tuple[str, Corners, float]]


def boxes_in(result: RunResult) -> list[tuple[str, Corners, float]]:
    """The boxes of an answer: label, corners in pixels, score.

    Raises:
        NoAnswer: Not the shape of boxes.
    """
    if not isinstance(result.value, list):
        raise NoAnswer
    found = []
    for thing in result.value:
        try:
            box: Any = thing["box"]
            sides = [number_or_none(box[side]) for side in ("xmin", "ymin", "xmax", "ymax")]
            score = number_or_none(thing["score"])
            label = str(thing["label"])
        except (KeyError, TypeError) as error:
            raise NoAnswer from error
        if score is None or None in sides:
            raise NoAnswer
        left, top, right, bottom = (float(side or 0.0) for side in sides)
        found.append((label, (left, top, right, bottom), score))
    return found


def things(labels: Iterable[str]) -> str:
    """What is in a picture, in a few words: “car ×2, person”."""
    counted = Counter(label for label in labels if label).most_common()
    words = [label if count == 1 else f"{label} ×{count}" for label, count in sorted(counted)[:_MOST_NAMED]]
    return ", ".join(words) + (" …" if len(counted) > _MOST_NAMED else "")


def mistakes(found: BoxesOf) -> float:
    """Missed boxes and false alarms, matched at half overlap, the surest first."""
    import numpy as np

    from desktop.core.metrics.boxes import overlaps

    true, said = _arrays(found, _numbers([found]))
    shares = overlaps(said.corners, true.corners)
    free, hits = np.ones(len(true.classes), dtype=bool), 0
    for at in np.argsort(-said.scores, kind="stable"):
        fits = np.where(free & (true.classes == said.classes[at]), shares[at], 0.0)
        if fits.size and fits.max() >= _SHOWN_OVERLAP:
            free[int(fits.argmax())] = False
            hits += 1
    return float(len(true.classes) + len(said.classes) - 2 * hits)


def box_figures(pictures: Sequence[BoxesOf]) -> Found:
    """COCO's average precisions over pictures whose boxes are known."""
    if not pictures:
        return Found(())
    from desktop.core.metrics.boxes import BOXES, AveragePrecision
    from desktop.core.metrics.resampling import bootstrap

    numbers = _numbers(pictures)
    pairs = [_arrays(picture, numbers) for picture in pictures]
    precision = AveragePrecision([true for true, _ in pairs], [said for _, said in pairs], len(numbers))
    found = bootstrap(precision, plan_for(len(pictures), few=True))
    figures: list[Figure] = [figure(name, found, at, len(pictures)) for at, name in enumerate(BOXES)]
    return Found(tuple(figures))


def _numbers(pictures: Sequence[BoxesOf]) -> dict[str, int]:
    labels = {one[0] for picture in pictures for part in (picture.true, picture.said) for one in part}
    return {label: number for number, label in enumerate(sorted(labels))}


def _arrays(found: BoxesOf, numbers: dict[str, int]) -> "tuple[Boxes, Boxes]":
    import numpy as np

    from desktop.core.metrics.boxes import Boxes

    def boxes(parts: Sequence[tuple[Any, ...]], scores: Sequence[float]) -> Boxes:
        corners = np.array([part[1] for part in parts], dtype=np.float64).reshape(-1, 4)
        classes = np.array([numbers[part[0]] for part in parts], dtype=np.int64)
        return Boxes(corners, classes, np.array(scores, dtype=np.float64))

    return boxes(found.true, [1.0] * len(found.true)), boxes(found.said, [part[2] for part in found.said])
