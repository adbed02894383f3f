"""A CSV file as items: each record is one case, in constant memory whatever its length."""

import hashlib
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from desktop.core.errors import AppError
from desktop.core.items import PAIR, Amount, BrokenItem, DataChoice, Item, Position, ReadItem
from desktop.core.packages import InputSpec, Spec
from desktop.core.runs import RunInput, SeriesInput, TableInput, TextInput
from desktop.runtime.errors import BadInput
from desktop.runtime.heads.tables import number_in
from desktop.runtime.items.folders import read_file
from desktop.runtime.items.labels import as_label
from desktop.runtime.items.rows import CsvFile

Taker: TypeAlias = Callable[[list[str]], RunInput]
"""Makes an input of the fields of a record."""


def stamp_of(path: Path) -> str:
    """What a file looks like from outside, as a digest."""
    try:
        status = path.stat()
        seen = f"{status.st_size} {status.st_mtime_ns}"
    except OSError:
        seen = "gone"
    return hashlib.sha256(seen.encode("ascii")).hexdigest()


class CsvItems:
    """The records of a CSV file as items (``core.items.ItemSource``); their names are their numbers, from 1 on."""

    def __init__(self, choice: DataChoice, spec: Spec, *, is_number: bool = False) -> None:
        """Read the header.

        Args:
            choice: Which file, and which columns are what.
            spec: The model's.
            is_number: Whether the true answers are numbers.

        Raises:
            BadInput: No header, or a column is missing.
            OSError: The file cannot be read.
        """
        self._file = CsvFile(Path(choice.path))
        self._is_number = is_number
        self._label = self._place(choice.label_at) if choice.labels == "column" else None
        named = dict(choice.columns)
        self._takers = {port.name: self._taker(port, named) for port in spec.inputs if port.source is None}

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self._file.columns)

    @property
    def file(self) -> CsvFile:
        return self._file

    @property
    def stamp(self) -> str:
        return stamp_of(self._file.path)

    def amount(self, at: Position = Position()) -> Amount:  # noqa: B008 - frozen
        if at.index and self._file.is_end(at):
            return Amount(at.index, is_exact=True)
        return Amount(self._file.estimate(at), is_exact=False)

    def labels(self) -> Iterator[str | float | None]:
        for record in self._file.records():
            yield None if record.fault else self._label_of(record.fields)

    def read(self, start: Position = Position()) -> Iterator[ReadItem]:  # noqa: B008 - frozen
        for record in self._file.records(start):
            name = str(record.after.index)
            if record.fault:
                yield ReadItem(BrokenItem(name, BadInput(self._file.path.name, record.fault)), record.after)
            else:
                yield ReadItem(self._item(name, record.fields), record.after)

    def _item(self, name: str, fields: list[str]) -> Item | BrokenItem:
        label = self._label_of(fields)
        try:
            return Item(name, {port: take(fields) for port, take in self._takers.items()}, label)
        except AppError as error:
            return BrokenItem(name, error, label)

    def _label_of(self, fields: list[str]) -> str | float | None:
        return None if self._label is None else as_label(fields[self._label], is_number=self._is_number)

    def _taker(self, port: InputSpec, named: dict[str, str]) -> Taker:
        match port.kind:
            case "table":
                return self._table(port)
            case "series" | "tensor":
                return self._numbers(port, named.get(port.name))
            case "text" | "cache":  # a cache has a source, and so no taker
                return self._text(port, named)
            case "image" | "audio":
                return self._path(port, named)

    def _table(self, port: InputSpec) -> Taker:
        columns = port.columns or []
        missing = [c.name for c in columns if c.name not in self._file.columns and c.default is None]
        if missing:
            raise BadInput(self._file.path.name, f"it has no column {', '.join(missing[:5])}")
        places = [(c, self._file.columns.index(c.name)) for c in columns if c.name in self._file.columns]

        numbers = [(c.name, at) for c, at in places if c.type == "number"]
        only_numbers = len(numbers) == len(places)

        def take(fields: list[str]) -> RunInput:
            if only_numbers:
                try:
                    values: dict[str, float | str] = {name: float(fields[at]) for name, at in numbers}
                except ValueError:
                    return careful(fields)
                if math.isfinite(math.fsum(map(float, values.values()))):
                    return TableInput((values,))
            return careful(fields)

        def careful(fields: list[str]) -> RunInput:
            # Checked here as the worker checks it: so one bad cell does not cost a whole bundle a second try.
            row: dict[str, float | str] = {}
            for column, at in places:
                cell = fields[at].strip()
                if cell:
                    row[column.name] = cell
                number = number_in(row, column)
                if cell and column.type == "number":
                    row[column.name] = number
            return TableInput((row,))

        return take

    def _numbers(self, port: InputSpec, column: str | None) -> Taker:
        """One column that holds a list, or all columns but the label's, in their order."""
        if column is not None:
            at = self._place(column)
            return lambda fields: TextInput(fields[at])
        places = [at for at in range(len(self._file.columns)) if at != self._label]

        def take(fields: list[str]) -> RunInput:
            try:
                return SeriesInput(tuple(float(fields[at]) for at in places if fields[at].strip()))
            except ValueError as error:
                raise BadInput(port.title or port.name, "a field is no number") from error

        return take

    def _text(self, port: InputSpec, named: dict[str, str]) -> Taker:
        first = self._place(named.get(port.name, port.name))
        if port.pair is None:
            return lambda fields: TextInput(fields[first])
        second = self._place(named.get(port.name + PAIR, port.pair))
        return lambda fields: TextInput(fields[first], fields[second])

    def _path(self, port: InputSpec, named: dict[str, str]) -> Taker:
        """Files that the column names, inside the CSV's own folder: a table is no reason to read elsewhere."""
        at, folder, kind = (
            self._place(named.get(port.name, "file")),
            self._file.path.resolve().parent,
            port.kind,
        )

        def take(fields: list[str]) -> RunInput:
            path = (folder / fields[at].strip()).resolve()
            if not path.is_relative_to(folder):
                raise BadInput(fields[at][:80], "this file is not in the folder of the table")
            return read_file(path, kind)

        return take

    def _place(self, column: str) -> int:
        if column not in self._file.columns:
            raise BadInput(self._file.path.name, f"it has no column {column}")
        return self._file.columns.index(column)
