"""A person's own pictures with true masks beside them: a PNG of one channel for each, its values the numbers of classes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from desktop.core.areas import IGNORED, TrueMask
from desktop.core.items import Amount, BrokenItem, DataChoice, Item, Position, ReadItem
from desktop.core.runs import ImageInput
from desktop.runtime.errors import BadInput
from desktop.runtime.items.boxes import class_names
from desktop.runtime.items.folders import FileItems, read_file

MASK = "mask"
"""The label of an item whose mask is known."""
_FOLDERS = ("masks", "labels", "annotations")
_LOOKED_AT = 50
"""So many masks are read to learn which classes occur."""

Decode: TypeAlias = Callable[[ImageInput], TrueMask]
"""Reads a mask in the sandbox; raises BadInput."""


class MaskedPictures:
    """Pictures as items (``core.items.ItemSource``), with ``mask_of`` each; labels are the classes in the first masks."""

    def __init__(self, pictures: FileItems, root: Path, decode: Decode) -> None:
        self._pictures, self._root, self._decode = pictures, root, decode
        self._names = class_names(root)

    @property
    def names(self) -> tuple[str, ...]:
        return self._pictures.names

    @property
    def stamp(self) -> str:
        return self._pictures.stamp

    def name_of(self, number: int) -> str:
        """What a value of a mask is called."""
        return self._names[number] if number < len(self._names) else str(number)

    def mask_of(self, name: str) -> TrueMask | None:
        """The true mask of an item; None where there is none.

        Raises:
            BadInput: It cannot be read.
        """
        path = self._file_of(name)
        if path is None:
            return None
        value = read_file(path, "image")
        return self._decode(value) if isinstance(value, ImageInput) else None

    def labels(self) -> Iterator[str | float | None]:
        for name in islice((n for n in self._pictures.names if self._file_of(n)), _LOOKED_AT):
            try:
                mask = self.mask_of(name)
            except BadInput:
                continue
            numbers = sorted(set(mask.values) - {IGNORED}) if mask is not None else []
            yield from (self.name_of(number) for number in numbers)

    def amount(self, at: Position = Position()) -> Amount:  # noqa: B008 - frozen
        return self._pictures.amount(at)

    def read(self, start: Position = Position()) -> Iterator[ReadItem]:  # noqa: B008 - frozen
        for read in self._pictures.read(start):
            label = MASK if self._file_of(read.item.name) is not None else None
            labelled: Item | BrokenItem = replace(read.item, label=label)
            yield ReadItem(labelled, read.after)

    def _file_of(self, name: str) -> Path | None:
        own = PurePosixPath(name).with_suffix(".png")
        for inside in (
            own,
            PurePosixPath(own.name),
            PurePosixPath(*own.parts[1:]) if len(own.parts) > 1 else own,
        ):
            path = self._root / inside
            if path.is_file():
                return path
        return None


def suggest_masks(choice: DataChoice) -> DataChoice:
    """Where the masks of a folder of pictures probably stand: in a folder of one of the usual names in it or beside it."""
    root = Path(choice.path)
    if choice.kind == "folder":
        for place in (*(root / name for name in _FOLDERS), *(root.parent / name for name in _FOLDERS)):
            if place.is_dir() and next(place.rglob("*.png"), None):
                return replace(choice, labels="file", label_at=str(place))
    return replace(choice, labels="none", label_at="")
