"""True answers of files: the name of the sub-folder, or a line of a CSV ``file,label``."""

import hashlib
from pathlib import Path, PurePosixPath
from typing import Protocol

from desktop.runtime.errors import BadInput
from desktop.runtime.items.rows import CsvFile

MAX_LABELS = 1_000_000
USUAL_NAMES = ("labels.csv", "labels.tsv")
_FILE_COLUMNS = frozenset({"file", "filename", "file_name", "name", "path", "image", "id"})
_LABEL_COLUMNS = frozenset({"label", "class", "target", "y", "category", "truth"})


class LabelBook(Protocol):
    """The true answer of each file."""

    @property
    def stamp(self) -> bytes:
        """Another one means: other answers."""

    def label_of(self, name: str) -> str | float | None: ...


class FolderLabels:
    """The name of the folder that holds the file; none at the top."""

    stamp = b"folders"

    def label_of(self, name: str) -> str | None:
        folder = PurePosixPath(name).parent.name
        return folder or None


class LabelFile:
    """A CSV with a column of file names (or paths inside the folder) and one of labels."""

    def __init__(self, path: Path, *, is_number: bool = False) -> None:
        """Read it.

        Args:
            path: The file.
            is_number: Whether the model answers with a number, so that the labels are numbers too.

        Raises:
            BadInput: It has no two such columns, or too many lines.
            OSError: It cannot be read.
        """
        self._is_number = is_number
        table = CsvFile(path)
        lowered = [column.lower() for column in table.columns]
        if len(lowered) < 2:
            raise BadInput(path.name, "it needs a column of files and one of labels")
        at = next((i for i, name in enumerate(lowered) if name in _FILE_COLUMNS), 0)
        answers = next((i for i, name in enumerate(lowered) if name in _LABEL_COLUMNS and i != at), None)
        answers = answers if answers is not None else next(i for i in range(len(lowered)) if i != at)
        self._labels: dict[str, str] = {}
        digest = hashlib.sha256()
        for record in table.records():
            if record.fault:
                raise BadInput(path.name, f"line {record.after.index + 1}: {record.fault}")
            if len(self._labels) >= MAX_LABELS:
                raise BadInput(path.name, f"more than {MAX_LABELS} lines")
            name, label = record.fields[at].strip().replace("\\", "/"), record.fields[answers].strip()
            self._labels[name.removeprefix("./")] = label
            digest.update(f"{name}\0{label}\0".encode("utf-8", "surrogatepass"))
        self.stamp = digest.digest()

    def label_of(self, name: str) -> str | float | None:
        found = self._labels.get(name, self._labels.get(PurePosixPath(name).name))
        return as_label(found, is_number=self._is_number) if found is not None else None


def as_label(text: str, *, is_number: bool) -> str | float | None:
    """A cell as a true answer: a number where the model answers with one, else its text; None if it is empty."""
    text = text.strip()
    if not text or not is_number:
        return text or None
    try:
        return float(text)
    except ValueError:
        return text
