"""What searching a folder needs of others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.documents import Document, FileStamp, LeftOut
from desktop.core.passages import Passage


@dataclass(frozen=True, slots=True)
class Row:
    """A file as the index knows it; ``left_out`` says why it has no passages."""

    stamp: FileStamp
    digest: bytes
    encoding: str = ""
    is_guess: bool = False
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that was found: its file and digest when it was read, and how near it is (cosine)."""

    name: str
    digest: bytes
    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an index is: files and passages in it, when it was last brought up to date (0: never), and what is left out."""

    files: int = 0
    passages: int = 0
    updated_at: int = 0
    left_out: tuple[tuple[str, LeftOut], ...] = ()
    guessed: tuple[tuple[str, str], ...] = ()


class PassageIndex(Protocol):
    """The kept embeddings of one folder by one model. Each change is whole or not there, whatever ends the process."""

    def rows(self) -> dict[str, Row]:
        """Every file by name."""

    def put(self, row: Row, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> None:
        """A file in place of what was known of it."""

    def touch(self, stamp: FileStamp) -> None:
        """A file whose time changed and whose bytes did not."""

    def drop(self, name: str) -> None:
        """A file that is no longer there."""

    def finish(self, now: int) -> None:
        """All files were looked at."""

    def standing(self) -> Standing: ...

    def nearest(self, vector: Sequence[float], most: int) -> list[Place]:
        """The passages nearest to this direction, best first, and no other is nearer."""


class Indexes(Protocol):
    """Where indexes are kept."""

    def open(self, identity: bytes, folder: Path) -> PassageIndex: ...

    def forget(self, identity: bytes, folder: Path) -> None:
        """Take an index away."""


class Documents(Protocol):
    """Reads the person's files."""

    def files(self, folder: Path) -> Iterator[FileStamp]: ...
    def read(self, folder: Path, name: str) -> Document | LeftOut: ...


class Embedder(Protocol):
    """A loaded embedding model."""

    @property
    def identity(self) -> bytes: ...

    @property
    def most_chars(self) -> int:
        """A length of text in characters that usually fits into the model."""

    def embed(self, text: str, cancel: CancelToken) -> tuple[list[float], bool]:
        """The embedding of a text, and whether its end did not fit."""
