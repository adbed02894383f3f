"""What the arguments of an operation may look like, by name; a spec with any other is refused before it runs."""

import math
from collections.abc import Callable
from typing import Any, TypeAlias

MAX_LIST = 4096
MAX_IMAGE_SIDE = 8192
MAX_LENGTH = 1 << 20

Operations: TypeAlias = dict[str, dict[str, str]]
"""Name of an operation to its arguments, each with the name of its shape."""


def fits(value: Any, shape: str, columns: list[str]) -> bool:
    """Whether an argument has the shape of this name; ``columns`` are those of the table it is about."""
    if shape == "column":
        return value in columns
    if shape == "columns":
        return isinstance(value, list) and all(v in columns for v in value)
    return _SHAPES[shape](value)


def is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_list(value: object, of: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and 1 <= len(value) <= MAX_LIST and all(map(of, value))


_SHAPES: dict[str, Callable[[Any], bool]] = {
    "number": is_number,
    "integer": lambda value: is_integer(value) and abs(value) < 1 << 31,
    "length": lambda value: is_integer(value) and 1 <= value <= MAX_LENGTH,
    "side": lambda value: is_integer(value) and 1 <= value <= MAX_IMAGE_SIDE,
    "mode": lambda value: value in ("bilinear", "nearest", "area", "bicubic"),
    "token_part": lambda value: value in ("ids", "mask", "types", "positions"),
    "rate": lambda value: is_integer(value) and 1_000 <= value <= 192_000,
    "samples": lambda value: is_integer(value) and 1 <= value <= 96_000_000,
    "fill": lambda value: value in ("zero", "repeat"),
    "layout": lambda value: value in ("NCHW", "NHWC"),
    "byte": lambda value: is_integer(value) and 0 <= value <= 255,
    "numbers": lambda value: _is_list(value, is_number),
    "divisors": lambda value: _is_list(value, lambda v: is_number(v) and v != 0),
    "texts": lambda value: _is_list(value, lambda v: isinstance(v, str)),
}
