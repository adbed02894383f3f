"""A person's own pictures with true boxes beside them: COCO's JSON, or one YOLO text file for each picture."""

import math
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Protocol

import msgspec

from desktop.core.boxes import TrueBox
from desktop.core.items import Amount, BrokenItem, DataChoice, Item, Position, ReadItem
from desktop.runtime.errors import BadInput
from desktop.runtime.items.folders import FileItems

MAX_COCO_BYTES = 512 << 20
MAX_YOLO_BYTES = 4 << 20
MAX_BOXES = 10_000
BOXES = "boxes"
"""The label of an item whose boxes are known."""
_CLASS_FILES = ("classes.txt", "obj.names", "labels.txt")


class BoxBook(Protocol):
    """The true boxes of each picture."""

    def boxes_of(self, name: str) -> tuple[TrueBox, ...] | None:
        """None where nobody has said what is in it."""


class _Picture(msgspec.Struct, frozen=True):
    id: int
    file_name: str


class _Category(msgspec.Struct, frozen=True):
    id: int
    name: str


class _Annotation(msgspec.Struct, frozen=True):
    image_id: int
    category_id: int
    bbox: tuple[float, float, float, float]
    iscrowd: int = 0


class _Coco(msgspec.Struct, frozen=True):
    images: list[_Picture]
    categories: list[_Category]
    annotations: list[_Annotation]


class CocoBoxes:
    """COCO's ``instances`` JSON; crowds are left out."""

    def __init__(self, path: Path) -> None:
        """Read it.

        Raises:
            BadInput: It is too large, or not of that shape.
            OSError: It cannot be read.
        """
        if path.stat().st_size > MAX_COCO_BYTES:
            raise BadInput(path.name, f"this file is larger than {MAX_COCO_BYTES >> 20} MB")
        try:
            read = msgspec.json.decode(path.read_bytes(), type=_Coco)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise BadInput(path.name, "these are no boxes in COCO's form") from error
        names = {category.id: category.name for category in read.categories}
        boxes: dict[int, list[TrueBox]] = {picture.id: [] for picture in read.images}
        for one in read.annotations:
            left, top, width, height = one.bbox
            if not one.iscrowd and one.image_id in boxes and all(map(math.isfinite, one.bbox)):
                label = names.get(one.category_id, str(one.category_id))
                boxes[one.image_id].append(TrueBox(label, left, top, left + width, top + height))
        self._boxes = {
            picture.file_name.replace("\\", "/"): tuple(boxes[picture.id]) for picture in read.images
        }
        self._short = {PurePosixPath(name).name: found for name, found in self._boxes.items()}

    def boxes_of(self, name: str) -> tuple[TrueBox, ...] | None:
        return self._boxes.get(name, self._short.get(PurePosixPath(name).name))


class YoloBoxes:
    """One text file for each picture, lines of class number, centre and size as parts of the picture's sides.

    A line of a polygon counts as the box around it. A picture without a file is one of which nobody has said anything.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names = class_names(root)

    def boxes_of(self, name: str) -> tuple[TrueBox, ...] | None:
        path = self._file_of(name)
        if path is None:
            return None
        try:
            text = path.read_bytes()[:MAX_YOLO_BYTES].decode("ascii", "replace")
        except OSError as error:
            raise BadInput(path.name, os.strerror(error.errno or 0)) from error
        lines = [line.split() for line in text.splitlines()[:MAX_BOXES] if line.strip()]
        return tuple(self._box(path.name, cells) for cells in lines)

    def _file_of(self, name: str) -> Path | None:
        own = PurePosixPath(name).with_suffix(".txt")
        parts = ["labels" if part == "images" else part for part in own.parts]
        for inside in (own, PurePosixPath(*parts), PurePosixPath(own.name)):
            path = self._root / inside
            if path.is_file():
                return path
        return None

    def _box(self, file: str, cells: list[str]) -> TrueBox:
        try:
            number, numbers = int(float(cells[0])), [float(cell) for cell in cells[1:]]
        except (ValueError, IndexError, OverflowError):
            raise BadInput(file, "a line holds no box") from None
        if len(numbers) < 4 or not all(map(math.isfinite, numbers)):
            raise BadInput(file, "a line holds no box")
        label = self._names[number] if 0 <= number < len(self._names) else str(number)
        if len(numbers) >= 6:
            across, down = numbers[::2], numbers[1::2]
            return TrueBox(label, min(across), min(down), max(across), max(down), is_unit=True)
        x, y, width, height = numbers[:4]
        return TrueBox(label, x - width / 2, y - height / 2, x + width / 2, y + height / 2, is_unit=True)


def class_names(root: Path) -> list[str]:
    """The names of numbered classes, one per line of a file of a usual name in the folder or above it."""
    for place in (root, root.parent):
        for name in _CLASS_FILES:
            if (place / name).is_file():
                text = (place / name).read_bytes()[:MAX_YOLO_BYTES].decode("utf-8", "replace")
                return [line.strip() for line in text.splitlines() if line.strip()]
    return []


class BoxedPictures:
    """Pictures as items (``core.items.ItemSource``), with ``boxes_of`` each; labels are those of the boxes."""

    def __init__(self, pictures: FileItems, book: BoxBook) -> None:
        self._pictures, self._book = pictures, book

    @property
    def names(self) -> tuple[str, ...]:
        return self._pictures.names

    @property
    def stamp(self) -> str:
        return self._pictures.stamp

    def boxes_of(self, name: str) -> tuple[TrueBox, ...] | None:
        """The true boxes of an item."""
        return self._book.boxes_of(name)

    def labels(self) -> Iterator[str | float | None]:
        """One for each box, and none for a picture without."""
        for name in self._pictures.names:
            yield from [box.label for box in self._book.boxes_of(name) or ()]

    def amount(self, at: Position = Position()) -> Amount:  # noqa: B008 - frozen
        return self._pictures.amount(at)

    def read(self, start: Position = Position()) -> Iterator[ReadItem]:  # noqa: B008 - frozen
        for read in self._pictures.read(start):
            try:
                known = self._book.boxes_of(read.item.name) is not None
            except BadInput as error:
                yield ReadItem(BrokenItem(read.item.name, error, BOXES), read.after)
                continue
            item = read.item
            labelled: Item | BrokenItem = replace(item, label=BOXES if known else None)
            yield ReadItem(labelled, read.after)


def suggest_boxes(choice: DataChoice) -> DataChoice:
    """Where the boxes of a folder of pictures probably stand: a COCO file in it, text files in it or beside it."""
    root = Path(choice.path)
    if choice.kind != "folder":
        return replace(choice, labels="none", label_at="")
    for place in (root, root / "annotations"):
        for path in sorted(place.glob("*.json")):
            with path.open("rb") as file:
                if b'"annotations"' in file.read(MAX_COCO_BYTES):
                    return replace(choice, labels="file", label_at=str(path))
    for place in (root / "labels", root.parent / "labels", root):
        if place.is_dir() and next((p for p in place.rglob("*.txt") if p.name not in _CLASS_FILES), None):
            return replace(choice, labels="file", label_at=str(place if place != root / "labels" else root))
    return replace(choice, labels="none", label_at="")


def open_boxes(choice: DataChoice) -> BoxBook:
    """The true boxes that a choice names.

    Raises:
        BadInput: They cannot be read.
    """
    path = Path(choice.label_at)
    try:
        return YoloBoxes(path) if path.is_dir() else CocoBoxes(path)
    except OSError as error:
        raise BadInput(path.name, os.strerror(error.errno or 0)) from error
