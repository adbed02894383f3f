"""What batches need of the disk and of the runtime."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from desktop.core.batches import Batch, Checkpoint, Outcome
from desktop.core.items import DataChoice, ItemSource
from desktop.core.packages import Spec
from desktop.core.runs import Picture

OpenItems: TypeAlias = Callable[[DataChoice, Spec], ItemSource]
Suggest: TypeAlias = Callable[[Sequence[Path], Spec], DataChoice]


@dataclass(frozen=True, slots=True)
class ResultQuery:
    """Which results, in which order: by ``number``, ``name``, ``label`` or ``score``."""

    only_failed: bool = False
    label: str = ""
    order: str = "number"
    descending: bool = False


class BatchBook(Protocol):
    """The batches of this wallet, on disk."""

    def put(self, batch: Batch) -> None: ...
    def get(self, batch_id: str) -> Batch: ...
    def all(self, purchase_id: str = "") -> list[Batch]:
        """Newest first; of one purchase, or of all."""

    def remove(self, batch_id: str) -> None: ...


class Results(Protocol):
    """The results of one batch: a file that grows from checkpoint to checkpoint."""

    def checkpoint(self) -> Checkpoint: ...
    def append(self, outcomes: Sequence[Outcome], checkpoint: Checkpoint) -> None:
        """Both or neither, and on disk when it returns."""

    def count(self, query: ResultQuery) -> int: ...
    def page(self, query: ResultQuery, offset: int, limit: int) -> list[Outcome]: ...
    def outcomes(self) -> Iterator[Outcome]:
        """All of them in order, a few at a time in memory."""

    def labels(self, limit: int) -> list[str]: ...
    def settle(self) -> None:
        """No more will come: make ready for sorting."""

    def save_picture(self, name: str, png: bytes) -> None: ...
    def picture(self, name: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class GivenRows:
    """The table that a batch ran on, read again for its results: fields by record, in order."""

    columns: tuple[str, ...]
    rows: Callable[[], Iterator[list[str]]]


class Given(Protocol):
    """Reads the table of a batch again."""

    def __call__(self, choice: DataChoice, stamp: str) -> GivenRows | None:
        """None of other data, and of a table that is not as the batch last saw it."""


class PreviewMaker(Protocol):
    """Decodes a person's own pictures for showing, in the sandbox."""

    def show(self, path: Path, side: int) -> Picture:
        """The picture, no wider or higher than ``side`` pixels.

        Raises:
            BadInput: It is no picture, or cannot be read.
        """


class ResultShelf(Protocol):
    """Where the results of all batches lie."""

    def open(self, batch_id: str) -> AbstractContextManager[Results]: ...
    def remove(self, batch_id: str) -> None: ...
