"""Tables: rows from values or from CSV text, made into vectors."""

import csv
import io
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from desktop.core.packages import Column, Operation
from desktop.runtime.errors import BadInput
from desktop.runtime.heads.shapes import Operations
from desktop.runtime.tensors import Array

MAX_ROWS = 100_000
_MAX_FIELD_CHARS = 1 << 16
OPERATIONS: Operations = {
    "columns": {},
    "one_hot": {"column": "column", "choices": "texts"},
    "log1p": {"columns": "columns"},
    "standardize": {"mean": "numbers", "std": "divisors"},
}

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
    values = _plain_numbers(rows, columns)
    if values is None:
        values = np.array([[number_in(row, column) for column in columns] for row in rows], dtype=np.float64)
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


def _plain_numbers(rows: Sequence[Row], columns: Sequence[Column]) -> Array | None:
    """Rows that are numbers and nothing else, taken at once; None where each cell must be looked at."""
    if any(column.type != "number" for column in columns):
        return None
    names = [column.name for column in columns]
    try:
        cells = [[row[name] for name in names] for row in rows]
    except KeyError:
        return None
    if not all(type(cell) is float for line in cells for cell in line):
        return None
    values = np.array(cells, dtype=np.float64)
    return values if np.isfinite(values).all() else None


def number_in(row: Row, column: Column) -> float:
    """A row's cell as the number that the graph takes for it: a category's is its place among the choices.

    Raises:
        BadInput: A missing value without default, no number, or an unknown category.
    """
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
