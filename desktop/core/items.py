"""A person's own data, one case after the other: what a batch runs on, and what a model is judged by."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from desktop.core.errors import AppError
from desktop.core.runs import RunInput

LabelsFrom: TypeAlias = Literal["none", "folders", "file", "column"]
"""Where the true answers stand: nowhere, in the names of sub-folders, in a CSV ``file,label``, in a column."""


@dataclass(frozen=True, slots=True)
class Item:
    """One case: the inputs by their names in the spec, and the true answer where one is known.

    ``name`` is unique in its source: a path inside the folder, or the number of a row (the first is 1).
    """

    name: str
    inputs: dict[str, RunInput]
    label: str | float | None = None


@dataclass(frozen=True, slots=True)
class BrokenItem:
    """A case that cannot be given to a model, and why; it keeps its place among the others."""

    name: str
    error: AppError
    label: str | float | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A place between two items: how many lie before it, and of a file also how many bytes."""

    index: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One item and the position behind it, from which reading may go on another day."""

    item: Item | BrokenItem
    after: Position


@dataclass(frozen=True, slots=True)
class Amount:
    """How many items there are; an estimate until a long file was read to its end."""

    count: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class DataChoice:
    """Which own data, and how it is read; plain values, so that it can be kept on disk.

    Attributes:
        kind: A folder with everything below it, some files, or a CSV file with a header.
        path: The folder or the CSV file; of chosen files the folder that holds them all.
        files: Chosen files, relative to ``path``.
        columns: Of a CSV, the column for each input that is no table: input name to column; a second text's key
            ends with ``PAIR``. Left out: the column of the input's own name.
        labels: Where the true answers stand.
        label_at: The column of the true answers, or the path of the labels file.
    """

    kind: Literal["folder", "files", "csv"]
    path: str
    files: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    labels: LabelsFrom = "none"
    label_at: str = ""


PAIR = "/pair"
"""Behind an input's name: the second text that it reads."""


class ItemSource(Protocol):
    """Own data that can be read again and again, from any position that reading has passed."""

    @property
    def stamp(self) -> str:
        """What the data looks like from outside (names, sizes, times), as a digest; another one means: changed."""

    def read(self, start: Position = Position()) -> Iterator[ReadItem]:
        """The items from a position on, lazily."""

    def labels(self) -> Iterator[str | float | None]:
        """The true answers alone, in the items' order; no input is read."""

    def amount(self, at: Position = Position()) -> Amount:
        """How many items there are, as far as can be told at this position without reading on."""
