"""Own data chosen by a person: what it is guessed to be, and its items."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.items import PAIR, DataChoice, ItemSource
from desktop.core.packages import InputSpec, Spec
from desktop.runtime.errors import BadInput
from desktop.runtime.items.folders import ENDINGS, FileItems, files_below
from desktop.runtime.items.labels import USUAL_NAMES, FolderLabels, LabelBook, LabelFile
from desktop.runtime.items.rows import CsvFile
from desktop.runtime.items.tables import CsvItems, stamp_of
from desktop.services.batches.ports import GivenRows

_TABLES = frozenset({".csv", ".tsv"})
_LABEL_COLUMNS = ("label", "class", "target", "y", "category", "truth")
_TEXT_COLUMNS = ("text", "sentence", "content", "body", "comment", "message", "review", "code", "question")
_FILE_COLUMNS = ("file", "filename", "file_name", "path", "image", "audio")
_NUMBERS = frozenset({"table-regression", "forecast"})


@dataclass(frozen=True, slots=True)
class CsvHead:
    """What a person sees of a CSV file before a batch: its columns and how its first records read."""

    columns: tuple[str, ...]
    delimiter: str
    first: tuple[tuple[str, ...], ...]


def given_inputs(spec: Spec) -> list[InputSpec]:
    """The inputs that a person gives."""
    return [port for port in spec.inputs if port.source is None]


def suggest(paths: Sequence[Path], spec: Spec) -> DataChoice:
    """What dropped or chosen paths are for this model: one CSV file, one folder, or some files.

    Raises:
        BadInput: Nothing that this model could run on.
    """
    if not paths:
        raise BadInput("", "nothing was given")
    first = paths[0]
    if len(paths) == 1 and first.is_dir():
        return _folder(first, spec)
    if len(paths) == 1 and first.suffix.lower() in _TABLES and _takes_rows(spec):
        return _table(first, spec)
    return _files(paths, spec)


def open_items(choice: DataChoice, spec: Spec) -> ItemSource:
    """The items of own data for a model.

    Raises:
        BadInput: It is not there, or does not fit the model.
    """
    is_number = spec.head.type in _NUMBERS
    try:
        if choice.kind == "csv":
            return CsvItems(choice, spec, is_number=is_number)
        port, root = _only_input(spec), Path(choice.path)
        labels = _label_book(choice, is_number=is_number)
        names = list(choice.files) if choice.kind == "files" else files_below(root, port.kind)
        if choice.labels == "file" and choice.label_at:
            names = [name for name in names if root / name != Path(choice.label_at)]
    except OSError as error:
        raise BadInput(Path(choice.path).name, os.strerror(error.errno or 0)) from error
    if not names:
        raise BadInput(root.name, f"there are no files of this kind: {port.kind}")
    return FileItems(root, names, port.name, port.kind, labels)


def csv_head(path: Path, rows: int = 5) -> CsvHead:
    """The columns and first records of a CSV file.

    Raises:
        BadInput: It cannot be read as one.
    """
    try:
        table = CsvFile(path)
        first: list[tuple[str, ...]] = []
        for record in table.records():
            if len(first) >= rows:
                break
            first.append(tuple(cell[:200] for cell in record.fields))
    except OSError as error:
        raise BadInput(path.name, os.strerror(error.errno or 0)) from error
    return CsvHead(tuple(table.columns), table.delimiter, tuple(first))


def given_rows(choice: DataChoice, stamp: str) -> GivenRows | None:
    """The table of a batch to be read again; None of other data, and of one that was changed or is gone."""
    path = Path(choice.path)
    if choice.kind != "csv" or stamp_of(path) != stamp:
        return None
    table = CsvFile(path)
    return GivenRows(tuple(table.columns), lambda: (record.fields for record in table.records()))


def columns_of(path: Path) -> tuple[str, ...]:
    """The columns of a CSV file.

    Raises:
        BadInput: It cannot be read as one.
    """
    return csv_head(path, 0).columns


def _folder(path: Path, spec: Spec) -> DataChoice:
    choice = DataChoice("folder", str(path))
    for name in USUAL_NAMES:
        if (path / name).is_file():
            return replace(choice, labels="file", label_at=str(path / name))
    names = files_below(path, _only_input(spec).kind)
    if names and all("/" in name for name in names):
        return replace(choice, labels="folders")
    return choice


def _files(paths: Sequence[Path], spec: Spec) -> DataChoice:
    endings = ENDINGS.get(_only_input(spec).kind, frozenset())
    kept = sorted(
        {path.absolute() for path in paths if path.is_file() and path.suffix[1:].lower() in endings}
    )
    if not kept:
        raise BadInput(paths[0].name, f"there are no files of this kind: {_only_input(spec).kind}")
    root = Path(os.path.commonpath([path.parent for path in kept]))
    return DataChoice("files", str(root), tuple(path.relative_to(root).as_posix() for path in kept))


def _table(path: Path, spec: Spec) -> DataChoice:
    columns = columns_of(path)
    lowered = {column.lower(): column for column in columns}
    taken: set[str] = set()
    named: list[tuple[str, str]] = []
    for port in given_inputs(spec):
        if port.kind == "table":
            taken |= {column.name for column in port.columns or []}
            continue
        usual = {"text": _TEXT_COLUMNS, "image": _FILE_COLUMNS, "audio": _FILE_COLUMNS}.get(port.kind)
        if usual is None:
            continue
        column = _likely(port.name, port.title, usual, columns, lowered, taken)
        named.append((port.name, column))
        taken.add(column)
        if port.pair is not None:
            second = _likely(port.pair, None, ("context", "text", "passage"), columns, lowered, taken)
            named.append((port.name + PAIR, second))
            taken.add(second)
    label = next((lowered[name] for name in _LABEL_COLUMNS if name in lowered), None)
    target = lowered.get((spec.head.target or "").lower())
    label = target or label
    choice = DataChoice("csv", str(path), columns=tuple(named))
    if label is None or label in taken:
        return choice
    return replace(choice, labels="column", label_at=label)


def _likely(
    name: str,
    title: str | None,
    usual: tuple[str, ...],
    columns: tuple[str, ...],
    lowered: dict[str, str],
    taken: set[str],
) -> str:
    """The column that an input is probably in: of its own name, of a usual one, or the first that is left."""
    for wanted in (name, title or "", *usual):
        found = lowered.get(wanted.lower())
        if found is not None and found not in taken:
            return found
    return next((column for column in columns if column not in taken), columns[0])


def _takes_rows(spec: Spec) -> bool:
    """Whether a CSV file is a list of cases for this model, and not the one series that it runs on."""
    return any(port.kind != "series" for port in given_inputs(spec)) or len(given_inputs(spec)) > 1


def _only_input(spec: Spec) -> InputSpec:
    ports = given_inputs(spec)
    if len(ports) != 1 or ports[0].kind not in ENDINGS or ports[0].pair is not None:
        raise BadInput(spec.task, "this model takes its cases from a CSV file")
    return ports[0]


def _label_book(choice: DataChoice, *, is_number: bool) -> LabelBook | None:
    match choice.labels:
        case "folders":
            return FolderLabels()
        case "file":
            return LabelFile(Path(choice.label_at), is_number=is_number)
        case "none" | "column":
            return None
