"""Results about pictures for the showcase: boxes, masks, points and depth over one small drawn street."""

import math
from collections.abc import Callable
from typing import Any

from desktop.core.runs import DeviceReport, Picture, RunResult
from desktop.ui import showcase_values as values

WIDTH, HEIGHT = 320, 200
_CPU = DeviceReport("cpu", "cpu")
_Paint = Callable[[int, int], tuple[int, int, int, int]]


def _picture(name: str, paint: _Paint) -> Picture:
    pixels = bytearray()
    for y in range(HEIGHT):
        for x in range(WIDTH):
            pixels += bytes(paint(x, y))
    return Picture(name, WIDTH, HEIGHT, bytes(pixels))


def _street(x: int, y: int) -> tuple[int, int, int, int]:
    if 40 <= x < 110 and 100 <= y < 150:
        return 176, 58, 52, 255
    if 200 <= x < 226 and 70 <= y < 160:
        return 52, 76, 128, 255
    if 205 <= x < 221 and 52 <= y < 70:
        return 214, 170, 140, 255
    if y >= 140:
        return 96, 98, 104, 255
    return 168 + y // 4, 196 + y // 6, 224, 255


def _classes(x: int, y: int) -> tuple[int, int, int, int]:
    red, green, blue, _ = _street(x, y)
    match (red, green, blue):
        case (176, 58, 52):
            return 214, 90, 60, 255
        case (52, 76, 128) | (214, 170, 140):
            return 70, 110, 230, 255
        case (96, 98, 104):
            return 150, 80, 200, 255
    return 0, 0, 0, 0


def _near(_x: int, y: int) -> tuple[int, int, int, int]:
    grey = 40 + y
    return grey, grey, grey, 255


def _box(left: int, top: int, right: int, bottom: int) -> dict[str, int]:
    return {"xmin": left, "ymin": top, "xmax": right, "ymax": bottom}


def _points() -> list[dict[str, Any]]:
    places = (
        (213, 58),
        (203, 84),
        (223, 84),
        (198, 112),
        (228, 112),
        (206, 124),
        (220, 124),
        (205, 158),
        (221, 158),
    )
    return [{"label": f"point {i}", "x": x, "y": y, "score": 0.9} for i, (x, y) in enumerate(places)]


SKELETON = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 4), (1, 5), (2, 6), (5, 6), (5, 7), (6, 8)]


def text_result(head: str) -> RunResult:
    """A result that points into the showcase's source text."""
    parts = [
        ("FUNCTION", "greet", 4, 9, 0.98),
        ("VARIABLE", "name", 10, 14, 0.95),
        ("TYPE", "str", 16, 19, 0.91),
    ]
    values: dict[str, Any] = {
        "token-classes": [
            {"entity_group": group, "word": word, "start": start, "end": end, "score": score}
            for group, word, start, end, score in parts
        ],
        "answer": [{"score": 0.93, "start": 42, "end": 58, "answer": 'f"Hello, {name}"'}],
        "embedding": {"embedding": [((i * 37) % 101 - 50) / 400 for i in range(384)]},
    }
    return RunResult(head, values[head], 0.0087, _CPU)


def picture_result(head: str) -> RunResult:
    """A result of one of the heads that answer with things in a picture."""
    street = _picture("input", _street)
    person, car = _box(196, 50, 230, 162), _box(38, 98, 112, 152)
    values: dict[str, tuple[Any, tuple[Picture, ...]]] = {
        "detection": (
            [
                {"label": "person", "score": 0.94, "box": person},
                {"label": "car", "score": 0.88, "box": car},
                {"label": "a traffic sign with a name far longer than its box", "score": 0.31, "box": _box(262, 20, 300, 60)},
            ],
            (street,),
        ),
        "keypoints": ([{"score": 0.93, "box": person, "points": _points()}], (street,)),
        "segmentation": (
            [
                {"label": "road", "score": 0.97, "share": 0.28, "color": "#9650c8"},
                {"label": "car", "score": 0.91, "share": 0.055, "color": "#d65a3c"},
                {"label": "person", "score": 0.88, "share": 0.041, "color": "#466ee6"},
            ],
            (street, _picture("mask", _classes)),
        ),
        "depth": ({"min": 1.8, "max": 41.5, "unit": "m"}, (street, _picture("output", _near))),
    }  # fmt: skip
    value, pictures = values[head]
    return RunResult(head, value, 0.0123, _CPU, pictures, (WIDTH, HEIGHT))


def result_of(head: str) -> RunResult:
    """A result of each head."""
    if head == "image-to-image":
        pictures = (values.photo("input", noisy=True), values.photo("output", noisy=False))
        return RunResult(head, {}, 0.031, _CPU, pictures)
    seconds, value = _RESULTS.get(head, _RESULTS["text-classification"])
    return RunResult(head, _forecast() if head == "forecast" else value, seconds, DeviceReport("cpu", "cpu"))


def _scores(*pairs: tuple[str, float]) -> list[dict[str, object]]:
    return [{"label": label, "score": score} for label, score in pairs]


_RESULTS: dict[str, tuple[float, Any]] = {
    "image-classification": (0.00042, _scores(("3", 0.962), ("8", 0.023), ("9", 0.009))),
    "table-classification": (
        0.0011,
        [_scores(("benign", 0.971), ("malignant", 0.029)), _scores(("malignant", 0.884), ("benign", 0.116))],
    ),
    "forecast": (0.0009, None),
    "anomaly": (
        0.0007,
        [
            {"score": 0.31, "threshold": 0.62, "is_anomaly": False},
            {"score": 0.88, "threshold": 0.62, "is_anomaly": True},
        ],
    ),
    "table-regression": (0.0006, [{"value": 23.4, "lower": 19.1, "upper": 28.0}]),
    "text-classification": (0.0019, _scores(("Python", 0.934), ("Ruby", 0.031), ("Shell", 0.014))),
}


def _forecast() -> dict[str, list[float]]:
    history = [60 + 50 * math.sin(i / 1.75) + 8 * math.sin(i) for i in range(44)]
    ahead = [60 + 50 * math.sin((44 + i) / 1.75) for i in range(11)]
    lower, upper = ([v + sign * (14 + i) for i, v in enumerate(ahead)] for sign in (-1, 1))
    return {"history": history, "value": ahead, "lower": lower, "upper": upper}
