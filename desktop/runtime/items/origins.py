"""A person's own series cut at many places: what lies before each is given to a model, what comes after judges it."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.core.items import Amount, DataChoice, Item, Position, ReadItem
from desktop.core.packages import InputSpec, Spec
from desktop.core.runs import SeriesInput, TextInput
from desktop.runtime.errors import BadInput
from desktop.runtime.heads.series import MAX_SERIES, series_values
from desktop.runtime.items.folders import read_file
from desktop.runtime.items.opening import given_inputs
from desktop.runtime.items.rows import CsvFile

MOST_ORIGINS = 500
"""More add little: neighbouring origins see nearly the same."""
_LEAST_PAST = 2


class SeriesOrigins:
    """One series as items (``core.items.ItemSource``): item ``t`` is given the ``t`` values before it."""

    def __init__(self, values: Sequence[float], port: str, window: int, horizon: int) -> None:
        """Choose the origins, as evenly as can be.

        Args:
            values: The series, oldest first.
            port: The model's input.
            window: How many values the model needs at least, and no more than it needs are given.
            horizon: How many values it says.

        Raises:
            BadInput: The series is too short to hold one origin with all that comes after it.
        """
        self.values = tuple(values)
        self.horizon = horizon
        first, last = max(window, _LEAST_PAST), len(values) - horizon
        if last < first:
            raise BadInput(
                port, f"the series has {len(values)} numbers, at least {first + horizon} are needed"
            )
        count = min(MOST_ORIGINS, last - first + 1)
        steps = max(count - 1, 1)
        self.origins = sorted({first + (last - first) * i // steps for i in range(count)})
        self._port, self._window = port, window

    @property
    def stamp(self) -> str:
        return hashlib.sha256(repr(self.values).encode("ascii")).hexdigest()

    def labels(self) -> Iterator[str | float | None]:
        """The value that came next at each origin."""
        for origin in self.origins:
            yield self.values[origin]

    def amount(self, at: Position = Position()) -> Amount:  # noqa: ARG002, B008 - known everywhere; frozen
        return Amount(len(self.origins), is_exact=True)

    def read(self, start: Position = Position()) -> Iterator[ReadItem]:  # noqa: B008 - frozen
        for index in range(start.index, len(self.origins)):
            origin = self.origins[index]
            past = self.values[:origin] if not self._window else self.values[origin - self._window : origin]
            item = Item(str(origin), {self._port: SeriesInput(past)}, self.values[origin])
            yield ReadItem(item, Position(index + 1))


def open_series(choice: DataChoice, spec: Spec) -> SeriesOrigins:
    """The places in the one series of a file.

    Raises:
        BadInput: It is not there, holds no numbers, or too few.
    """
    port = given_inputs(spec)[0]
    path = Path(choice.path) / choice.files[0] if choice.files else Path(choice.path)
    column = dict(choice.columns).get(port.name, "")
    return SeriesOrigins(read_series(path, column), port.name, window_of(port), spec.head.horizon or 1)


def window_of(port: InputSpec) -> int:
    """How many values of the past a series model takes; 0 where it says none."""
    for operation in port.preprocess:
        if operation.op == "last":
            return int(operation.args["count"])
    return next((axis.size or axis.min or 0 for axis in port.axes if axis.type in {"time", "x", "index"}), 0)


def read_series(path: Path, column: str = "") -> tuple[float, ...]:
    """The numbers of a file: of a CSV the named column, else the last field of each line.

    Raises:
        BadInput: No numbers, or too many.
    """
    if column:
        table = CsvFile(path)
        if column not in table.columns:
            raise BadInput(path.name, f"it has no column {column}")
        at = table.columns.index(column)
        cells = [record.fields[at] for record in table.records() if not record.fault]
        text = "\n".join(cell for cell in cells if cell.strip())
    else:
        read = read_file(path, "series")
        text = read.text if isinstance(read, TextInput) else ""
    values = series_values(text, path.name)
    if not 1 <= len(values) <= MAX_SERIES:
        raise BadInput(path.name, "there must be numbers, and not more than a million")
    return tuple(values)
