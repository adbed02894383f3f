"""Folders and chosen files: each file is one item, in the order of their names."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from desktop.core.errors import AppError
from desktop.core.items import Amount, BrokenItem, Item, Position, ReadItem
from desktop.core.packages import InputKind
from desktop.core.runs import AudioInput, ImageInput, RunInput, TextInput
from desktop.runtime.errors import BadInput
from desktop.runtime.items.labels import LabelBook

MAX_FILE_BYTES = 64 << 20
MAX_TEXT_BYTES = 4 << 20
MAX_FILES = 1_000_000
_TEXT_ENDINGS = (
    "txt text md rst log csv tsv json jsonl xml html htm tex srt vtt eml ini toml yaml yml py js ts jsx tsx c h cc cpp hpp "
    "cs java kt go rs rb php pl lua sh sql css scala swift r m jl hs ml ex erl dart bas pas f90 vb asm"
)
ENDINGS: dict[InputKind, frozenset[str]] = {
    "image": frozenset(["png", "jpg", "jpeg", "bmp", "webp", "tif", "tiff", "gif"]),
    "audio": frozenset({"wav"}),
    "text": frozenset(_TEXT_ENDINGS.split()),
    "series": frozenset(["csv", "tsv", "txt", "json"]),
}
"""What a file of each kind is called; other files of a folder are passed over."""


class FileItems:
    """Files as items (``core.items.ItemSource``). Only names, sizes and times are read before an item's turn comes."""

    def __init__(
        self, root: Path, names: Sequence[str], port: str, kind: InputKind, labels: LabelBook | None = None
    ) -> None:
        """Take these files.

        Args:
            root: The folder in which they are.
            names: Their paths inside it, with slashes, in order.
            port: The model's input that gets them.
            kind: Its kind.
            labels: Where the true answers stand, if anywhere.
        """
        self._root, self._names = root, list(names)
        self._port, self._kind = port, kind
        self._labels = labels

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._names)

    def only(self, names: Sequence[str]) -> "FileItems":
        """These of the files."""
        return FileItems(self._root, names, self._port, self._kind, self._labels)

    @property
    def stamp(self) -> str:
        digest = hashlib.sha256()
        for name in self._names:
            try:
                status = (self._root / name).stat()
                seen = f"{status.st_size} {status.st_mtime_ns}"
            except OSError:
                seen = "gone"
            digest.update(f"{name}\0{seen}\0".encode("utf-8", "surrogateescape"))
        if self._labels is not None:
            digest.update(self._labels.stamp)
        return digest.hexdigest()

    def amount(self, at: Position = Position()) -> Amount:  # noqa: ARG002, B008 - known at every position; frozen
        return Amount(len(self._names), is_exact=True)

    def labels(self) -> Iterator[str | float | None]:
        for name in self._names:
            yield self._labels.label_of(name) if self._labels is not None else None

    def read(self, start: Position = Position()) -> Iterator[ReadItem]:  # noqa: B008 - frozen
        for index in range(start.index, len(self._names)):
            yield ReadItem(self._item(self._names[index]), Position(index + 1))

    def _item(self, name: str) -> Item | BrokenItem:
        label = self._labels.label_of(name) if self._labels is not None else None
        # Linux has names that are no text; what is kept and shown must be.
        shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        try:
            value = read_file(self._root / name, self._kind)
        except AppError as error:
            return BrokenItem(shown, error, label)
        return Item(shown, {self._port: value}, label)


def read_file(path: Path, kind: InputKind) -> RunInput:
    """A file's bytes or text as an input of this kind; nothing here parses it.

    Raises:
        BadInput: It cannot be read, is too large, or is no text where text is wanted.
    """
    try:
        with path.open("rb") as file:
            limit = MAX_FILE_BYTES if kind in ("image", "audio") else MAX_TEXT_BYTES
            data = file.read(limit + 1)
    except OSError as error:
        raise BadInput(path.name, os.strerror(error.errno or 0)) from error
    if len(data) > limit:
        raise BadInput(path.name, f"this file is larger than {limit >> 20} MB")
    if kind == "image":
        return ImageInput(data)
    if kind == "audio":
        return AudioInput(data)
    try:
        return TextInput(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput(path.name, "this is no text in UTF-8") from error


def files_below(root: Path, kind: InputKind) -> list[str]:
    """The paths inside a folder, at any depth, of all files of this kind, in order; hidden ones are left out.

    Raises:
        BadInput: The folder cannot be read, or holds more than ``MAX_FILES`` files.
    """
    found: list[str] = []
    endings = ENDINGS.get(kind, frozenset())
    try:
        top = os.scandir(root)
    except OSError as error:
        raise BadInput(root.name, os.strerror(error.errno or 0)) from error
    top.close()
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(folder).relative_to(root)
        for name in files:
            if not name.startswith(".") and PurePosixPath(name).suffix[1:].lower() in endings:
                found.append((inside / name).as_posix())
        if len(found) > MAX_FILES:
            raise BadInput(root.name, f"more than {MAX_FILES} files")
    found.sort(key=lambda name: (name.casefold(), name))
    return found
