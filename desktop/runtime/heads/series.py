"""Series: numbers from values or from text, made into a window."""

import math
from collections.abc import Sequence

import numpy as np

from desktop.core.packages import Operation
from desktop.runtime.errors import BadInput
from desktop.runtime.heads.shapes import Operations
from desktop.runtime.tensors import Array

MAX_SERIES = 1_000_000
OPERATIONS: Operations = {
    "last": {"count": "length"},
    "scale": {"factor": "number", "offset": "number"},
    "standardize_window": {},
    "difference": {},
}


def series_values(text: str, name: str) -> list[float]:
    """The numbers of a text: a JSON list, or lines of which the last field counts; a header line is skipped.

    Raises:
        BadInput: A line without a number.
    """
    stripped = text.strip().removeprefix("\ufeff")
    if stripped.startswith("["):
        cells = [cell for cell in stripped.strip("[]").split(",") if cell.strip()]
    else:
        cells = [
            line.replace(";", ",").replace("\t", ",").rsplit(",", 1)[-1] for line in stripped.splitlines()
        ]
    cells = [cell.strip().strip('"') for cell in cells]
    values: list[float] = []
    for number, cell in enumerate(cells):
        try:
            values.append(float(cell))
        except ValueError:
            if number or stripped.startswith("["):
                raise BadInput(name, f"line {number + 1} has no number") from None
    return values


def series_tensor(
    values: Sequence[float], operations: list[Operation], name: str
) -> tuple[Array, float, float]:
    """The window [1, steps] of float32, and the mean and deviation that bring the outputs back (0 and 1 without).

    Raises:
        BadInput: Too few numbers, or one that is not finite.
    """
    if not 1 <= len(values) <= MAX_SERIES or not all(map(math.isfinite, values)):
        raise BadInput(name, "there must be numbers, and all of them finite")
    window = np.array(values, dtype=np.float64)
    mean, deviation = 0.0, 1.0
    for operation in operations:
        args = operation.args
        match operation.op:
            case "last":
                if window.size < args["count"]:
                    raise BadInput(name, f"at least {args['count']} numbers are needed")
                window = window[-args["count"] :]
            case "scale":
                window = window * args["factor"] + args["offset"]
            case "standardize_window":
                mean, deviation = float(window.mean()), max(float(window.std()), 1e-8)
                window = (window - mean) / deviation
            case "difference":
                window = np.diff(window)
    return np.ascontiguousarray(window[np.newaxis], dtype=np.float32), mean, deviation
