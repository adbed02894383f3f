"""The person's own text files, as a search over a folder sees them."""

from dataclasses import dataclass
from enum import Enum


class LeftOut(Enum):
    """Why a file is not searched."""

    TOO_LARGE = "too-large"
    NOT_TEXT = "not-text"
    UNREADABLE = "unreadable"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file below the folder, by its path with slashes; size and time of change say whether it may have changed."""

    name: str
    size_bytes: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text. ``encoding`` is what it was read as; ``is_guess`` where nothing in the file says so."""

    text: str
    digest: bytes
    encoding: str
    is_guess: bool = False
