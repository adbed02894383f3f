"""The results of a batch as files that others read: CSV, JSON lines, JSON, and pictures."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path, PurePosixPath
from typing import TextIO

import msgspec

from desktop.core.answers import Cell, neutral, rows_of
from desktop.core.batches import Batch, Outcome
from desktop.core.cancel import CancelToken
from desktop.services.batches.ports import GivenRows, Results

MAX_COLUMNS = 2000
FIRST_COLUMNS = ("item", "true_label")
LAST_COLUMNS = ("picture", "error")
_UNSAFE = re.compile(r"[^\w.() -]", re.ASCII)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)", re.IGNORECASE)

Draw = Callable[[Outcome], bytes | None]
"""A PNG of an item with what was found drawn over it; None where there is nothing to draw."""


class Exporter:
    """Writes one batch's results, a few at a time in memory; a file is there whole or not at all."""

    def __init__(
        self,
        batch: Batch,
        results: Results,
        cancel: CancelToken | None = None,
        given: GivenRows | None = None,
    ) -> None:
        """Write these results; with ``given``, a CSV has the columns of the table before the answers."""
        self._batch = batch
        self._results = results
        self._cancel = cancel or CancelToken()
        self._given = given

    def to_csv(self, path: Path) -> None:
        """A line for each item, or for each thing that was found in it; no cell is taken for a formula.

        The columns are those that any answer has, found in a first pass.
        """
        columns = self._columns()
        theirs = self._given.columns if self._given is not None else ()
        titles = [name if name not in theirs else f"model_{name}" for name in columns]
        with _new_file(path) as file:
            writer = csv.writer(file)
            writer.writerow([neutral(name) for name in (titles[0], *theirs, *titles[1:])])
            for outcome, fields in zip(self._outcomes(), self._fields(), strict=False):
                for row in _csv_rows(self._batch, outcome):
                    first, *others = (_cell(row.get(name)) for name in columns)
                    writer.writerow([first, *fields, *others])

    def to_lines(self, path: Path) -> None:
        """JSON lines: an object for each item."""
        with _new_file(path) as file:
            for outcome in self._outcomes():
                file.write(msgspec.json.encode(as_object(outcome)).decode() + "\n")

    def to_json(self, path: Path) -> None:
        """One JSON list of the same objects."""
        with _new_file(path) as file:
            before = "[\n"
            for outcome in self._outcomes():
                file.write(before + msgspec.json.encode(as_object(outcome)).decode())
                before = ",\n"
            file.write("[]\n" if before == "[\n" else "\n]\n")

    def to_pictures(self, folder: Path, draw: Draw, told: Callable[[int], object]) -> int:
        """One PNG for each item that has something to show, named for the item; returns how many were written."""
        folder.mkdir(parents=True, exist_ok=True)
        written = 0
        for outcome in self._outcomes():
            if not outcome.fault and (png := draw(outcome)) is not None:
                target = folder / file_name(outcome)
                fresh = target.with_suffix(".part")
                fresh.write_bytes(png)
                fresh.replace(target)
                written += 1
            told(outcome.number)
        return written

    def _fields(self) -> Iterator[list[Cell]]:
        """For each item what its record held; a record of another length is cut or filled."""
        if self._given is None:
            yield from repeat([])
            return
        width = len(self._given.columns)
        for fields in self._given.rows():
            yield [neutral(cell) for cell in fields[:width]] + [""] * (width - len(fields))
        yield from repeat([""] * width)

    def _outcomes(self) -> Iterator[Outcome]:
        for outcome in self._results.outcomes():
            self._cancel.raise_if_cancelled()
            yield outcome

    def _columns(self) -> list[str]:
        found: dict[str, None] = {}
        has_truth = has_picture = has_fault = False
        for outcome in self._outcomes():
            has_truth |= bool(outcome.truth)
            has_picture |= bool(outcome.pictures)
            has_fault |= bool(outcome.fault)
            if len(found) < MAX_COLUMNS and not outcome.fault:
                for row in rows_of(self._batch.head, outcome.value):
                    found |= dict.fromkeys(row)
        first = FIRST_COLUMNS if has_truth else FIRST_COLUMNS[:1]
        last = [name for name, has in zip(LAST_COLUMNS, (has_picture, has_fault), strict=True) if has]
        middle = [name for name in found if name not in FIRST_COLUMNS + LAST_COLUMNS]
        return [*first, *middle[:MAX_COLUMNS], *last]


def as_object(outcome: Outcome) -> dict[str, object]:
    """An item's result as JSON has it; what is empty is left out."""
    line: dict[str, object] = {"number": outcome.number, "item": outcome.name}
    if outcome.truth:
        line["true_label"] = outcome.truth
    if outcome.fault:
        return line | {"error": outcome.fault}
    if outcome.pictures:
        line["pictures"] = list(outcome.pictures)
    return line | {"value": outcome.value}


def file_name(outcome: Outcome) -> str:
    """A file name for an item that every system takes, different from that of every other item."""
    stem = _UNSAFE.sub("_", PurePosixPath(outcome.name).stem).strip(" .")[:80]
    if not stem or _RESERVED.match(stem):
        stem = f"item {stem}".strip()
    return f"{outcome.number:06d} {stem}.png"


def _csv_rows(batch: Batch, outcome: Outcome) -> Iterator[dict[str, Cell]]:
    own: dict[str, Cell] = {"item": outcome.name, "true_label": outcome.truth, "error": outcome.fault}
    if outcome.pictures:
        own["picture"] = outcome.pictures[0]
    for row in rows_of(batch.head, outcome.value) if not outcome.fault else [{}]:
        yield row | own


def _cell(value: Cell) -> Cell:
    return "" if value is None else neutral(value)


@contextmanager
def _new_file(path: Path) -> Iterator[TextIO]:
    """A text file that takes the place of ``path`` only when it is complete."""
    fresh = path.with_name(path.name + ".part")
    try:
        with fresh.open("w", encoding="utf-8", newline="") as file:
            yield file
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
