"""CSV files of any length, one record at a time, each with the position behind it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.core.items import Position
from desktop.runtime.errors import BadInput
from desktop.runtime.items.lines import encoding_of, lines

MAX_FIELD_CHARS = 4 << 20
MAX_COLUMNS = 10_000
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its fields, or what is wrong with it, and the position behind it."""

    fields: list[str]
    after: Position
    fault: str = ""


class CsvFile:
    """A CSV file with a header, as RFC 4180 and Python's ``csv`` write it; the delimiter is told by the header."""

    def __init__(self, path: Path) -> None:
        """Read the header.

        Raises:
            BadInput: No header, a column twice, or no text.
            OSError: The file cannot be read.
        """
        self.path = path
        self.size_bytes = path.stat().st_size
        self.encoding, self._mark_bytes = encoding_of(path)
        self.delimiter = self._find_delimiter()
        head = next(self._records(Position(0, self._mark_bytes)), None)
        self.columns = [] if head is None else [cell.strip() for cell in head.fields]
        if head is None or head.fault or not any(self.columns) or len(self.columns) > MAX_COLUMNS:
            raise BadInput(path.name, "the first line must name the columns")
        if len(set(self.columns)) < len(self.columns):
            raise BadInput(path.name, "two columns have the same name")
        self._begin = head.after.offset

    def records(self, start: Position = Position()) -> Iterator[Record]:  # noqa: B008 - frozen
        """The records from a position on; empty lines are passed over.

        Raises:
            BadInput: A line that is far too long, or no text.
            OSError: The file cannot be read.
        """
        width = len(self.columns)
        for record in self._records(Position(start.index, max(start.offset, self._begin))):
            if not record.fault and len(record.fields) != width:
                yield Record(record.fields, record.after, f"{len(record.fields)} fields for {width} columns")
            else:
                yield record

    def estimate(self, at: Position) -> int:
        """How many records there are, by the length of those before this position (or of the first hundred)."""
        if at.index < 1:
            at = self._probe()
        read_bytes = at.offset - self._begin
        if read_bytes <= 0:
            return at.index
        return max(at.index, round(at.index * (self.size_bytes - self._begin) / read_bytes))

    def is_end(self, at: Position) -> bool:
        return at.offset >= self.size_bytes

    def _probe(self) -> Position:
        at = Position()
        for record in self.records():
            at = record.after
            if at.index >= 100:
                break
        return at

    def _find_delimiter(self) -> str:
        """The one that is most often in the first line, outside quotation marks."""
        with self.path.open("rb") as file:
            file.seek(self._mark_bytes)
            first = next(lines(file, self.encoding, self.path.name), ("", 0))[0]
        plain = "".join(first.split('"')[::2])
        return max(DELIMITERS, key=plain.count)

    def _records(self, start: Position) -> Iterator[Record]:
        csv.field_size_limit(MAX_FIELD_CHARS)
        index, offset = start.index, start.offset

        with self.path.open("rb") as file:
            file.seek(offset)

            def counted() -> Iterator[str]:
                nonlocal offset
                for line, size in lines(file, self.encoding, self.path.name):
                    offset += size
                    yield line

            reader = csv.reader(counted(), delimiter=self.delimiter, strict=True)
            while True:
                try:
                    fields = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    index += 1
                    yield Record([], Position(index, offset), str(error))
                    continue
                if fields:
                    index += 1
                    yield Record(fields, Position(index, offset))
