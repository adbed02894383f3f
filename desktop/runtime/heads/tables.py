"""Tables and series: rows and numbers from values or from CSV text, made into vectors."""

import csv
import io
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from desktop.core.packages import Column, Operation
from desktop.runtime.errors import BadInput
from desktop.runtime.tensors import Array

MAX_ROWS = 100_000
MAX_SERIES = 1_000_000
_MAX_FIELD_CHARS = 1 << 16

Row = dict[str, "float | str"]


def csv_rows(text: str, name: str) -> list[Row]:
    """The rows of a CSV file with a header line; empty fields count as absent.

    Raises:
        BadInput: No header, a row of another length, or too many rows.
    """
    csv.field_size_limit(_MAX_FIELD_CHARS)
    try:
        reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
        header = [cell.strip() for cell in next(reader, [])]
        if not any(header) or len(set(header)) < len(header):
            raise BadInput(name, "the first line must name the columns, each once")
        rows: list[Row] = []
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header) or len(rows) >= MAX_ROWS:
                raise BadInput(
                    name, f"line {reader.line_num} has too many or too few fields, or is one too many"
                )
            pairs = zip(header, cells, strict=True)
            rows.append({key: cell.strip() for key, cell in pairs if cell.strip()})
    except csv.Error as error:
        raise BadInput(name, "this is no CSV file") from error
    return rows


def table_tensor(
    rows: Sequence[Row], columns: Sequence[Column], operations: list[Operation], name: str
) -> Array:
    """Rows x places, float32: the columns in their order, then the further operations.

    Raises:
        BadInput: No rows, a missing value without default, no number, or an unknown category.
    """
    if not 1 <= len(rows) <= MAX_ROWS:
        raise BadInput(name, f"there must be between 1 and {MAX_ROWS} rows")
    values = np.array([[_number(row, column) for column in columns] for row in rows], dtype=np.float64)
    places = [column.name for column in columns]
    for operation in operations[1:]:
        args = operation.args
        match operation.op:
            case "one_hot":
                at = places.index(args["column"])
                width = len(args["choices"])
                hot = (values[:, at : at + 1] == np.arange(width)).astype(np.float64)
                values = np.concatenate([values[:, :at], hot, values[:, at + 1 :]], axis=1)
                places[at : at + 1] = [f"{places[at]}={choice}" for choice in args["choices"]]
            case "log1p":
                for column in args["columns"]:
                    at = places.index(column)
                    if (values[:, at] <= -1).any():
                        raise BadInput(column, "the value is too small for its logarithm")
                    values[:, at] = np.log1p(values[:, at])
            case "standardize":
                mean, std = np.array(args["mean"]), np.array(args["std"])
                if len({mean.size, std.size, values.shape[1]} - {1}) > 1:
                    raise BadInput(name, "the scaling of the model does not fit its columns")
                values = (values - mean) / std
    return np.ascontiguousarray(values, dtype=np.float32)


def _number(row: Row, column: Column) -> float:
    value: Any = row.get(column.name, column.default)
    if value is None or value == "":
        raise BadInput(column.name, "a value is missing")
    if column.type == "category":
        choices = column.choices or []
        if str(value) not in choices:
            raise BadInput(column.name, "this is none of the choices")
        return float(choices.index(str(value)))
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise BadInput(column.name, "this is no number") from None
    if not math.isfinite(number):
        raise BadInput(column.name, "this is no number")
    return number


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
