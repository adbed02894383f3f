"""Inputs of a run, each made from the package's spec: picture, text, table, series."""

import csv
import io
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QLineEdit, QPlainTextEdit, QTableView, QWidget

from desktop.core.packages import Column, InputSpec
from desktop.core.runs import (
    Picture,
    RunInput,
    SeriesInput,
    TableInput,
    TextInput,
)
from desktop.text import tr, trn
from desktop.ui.dialogs import choose_file
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, row
from desktop.ui.widgets.file_inputs import PICTURES, SOUNDS, FileEditor
from desktop.ui.widgets.input_editor import InputEditor

MAX_ROWS = 1000
_SHOWN_CASES = 200  # each is a column of the view; a sample with more is run whole until it is edited
Index = QModelIndex | QPersistentModelIndex


def editor_for(spec: InputSpec) -> InputEditor:
    """The editor that fits an input's kind."""
    match spec.kind:
        case "image":
            return FileEditor(spec, PICTURES)
        case "audio":
            return FileEditor(spec, SOUNDS)
        case "table":
            return TableEditor(spec)
        case "series":
            return SeriesEditor(spec)
        case "text" | "tensor" | "cache":  # a cache has a source, and so no editor
            return TextEditor(spec)


class TextEditor(InputEditor):
    """Write or paste text, or open a text file."""

    def __init__(self, spec: InputSpec) -> None:
        super().__init__(spec)
        self.edit = QPlainTextEdit()
        self.edit.setProperty("mono", True)
        self.edit.setObjectName("input-text")
        self.edit.setAccessibleName(spec.title or tr("Text to run on"))
        self.edit.setPlaceholderText(tr("Write or paste text"))
        self.edit.setMinimumHeight(22 * GRID)
        self.edit.textChanged.connect(self._edited)
        self.first = QLineEdit() if spec.pair is not None else None
        if self.first is not None:
            self.first.setObjectName("input-first-text")
            self.first.setAccessibleName(spec.title or tr("Text to run on"))
            self.first.textChanged.connect(self._edited)
            self.edit.setAccessibleName(spec.pair or tr("Text to run on"))
            self.lines.addWidget(self.first)
            self.lines.addWidget(Label(spec.pair or tr("Text"), "strong"))
        self.lines.addWidget(self.edit, 1)
        self.lines.addLayout(
            row(Button(tr("Open a file"), "ghost", icon="folder-open", clicked=self._choose), 1)
        )

    def _choose(self) -> None:
        if path := choose_file(self, tr("Open a file"), tr("All files") + " (*)"):
            with path.open("rb") as file:
                self.edit.setPlainText(file.read(1 << 20).decode("utf-8", "replace"))

    def _fill(self, preview: Picture | str) -> None:
        text = preview if isinstance(preview, str) else ""
        if self.first is not None:
            first, _, text = text.replace("\r\n", "\n").partition("\n\n")
            self.first.setText(first)
        self.edit.setPlainText(text)

    def _own_value(self) -> RunInput | None:
        text = self.edit.toPlainText()
        if self.first is not None:
            first = self.first.text().strip()
            return TextInput(first, text) if first and text.strip() else None
        return TextInput(text) if text else None


class SeriesEditor(TextEditor):
    """Paste numbers, oldest first; a header and a first column of dates are passed over."""

    def __init__(self, spec: InputSpec) -> None:
        super().__init__(spec)
        self.count = Label("", "small")
        self.edit.setPlaceholderText(tr("Paste numbers, oldest first"))
        self.edit.textChanged.connect(self._count)
        self.lines.addWidget(self.count)

    def _count(self) -> None:
        self.count.setText(trn("{n} value", "{n} values", len(read_series(self.edit.toPlainText()))))

    def _own_value(self) -> RunInput | None:
        values = read_series(self.edit.toPlainText())
        return SeriesInput(values) if values else None


class TableEditor(InputEditor):
    """Cases side by side, one line per column of the model, so that thirty columns stay readable."""

    def __init__(self, spec: InputSpec) -> None:
        super().__init__(spec)
        self.model = CaseModel(spec.columns or [], self)
        self.model.dataChanged.connect(lambda *_: self._edited())
        self.view = QTableView()
        self.view.setObjectName("input-table")
        self.view.setAccessibleName(spec.title or tr("Table to run on"))
        self.view.setModel(self.model)
        self.view.setMinimumHeight(36 * GRID)
        self.view.setWordWrap(False)
        self.view.horizontalHeader().setDefaultSectionSize(14 * GRID)
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.view.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        add = Button(tr("Add a case"), "ghost", icon="plus", clicked=self._add)
        load = Button(tr("Open a CSV file"), "ghost", icon="folder-open", clicked=self._choose)
        self.lines.addWidget(self.view, 1)
        self.lines.addLayout(row(add, load, 1))

    def _add(self) -> None:
        self.model.add_case()
        self._edited()

    def _choose(self) -> None:
        if path := choose_file(self, tr("Open a CSV file"), "CSV (*.csv *.tsv *.txt)"):
            with path.open("rb") as file:
                self.model.replace(read_table(file.read(8 << 20).decode("utf-8-sig", "replace")))
            self._edited()

    def _fill(self, preview: Picture | str) -> None:
        if isinstance(preview, str):
            self.model.replace(read_table(preview)[:_SHOWN_CASES])

    def _own_value(self) -> RunInput | None:
        rows = self.model.cases
        return TableInput(tuple(dict(case) for case in rows)) if rows else None


class CaseModel(QAbstractTableModel):
    """Columns of the model as rows of the view, cases as its columns; cells are text as typed."""

    def __init__(self, columns: list[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._cases: list[dict[str, float | str]] = [self._defaults()]

    @property
    def cases(self) -> list[dict[str, float | str]]:
        """Column name to text, per case."""
        return self._cases

    def replace(self, cases: Sequence[Mapping[str, float | str]]) -> None:
        """Other cases; columns that the model does not have are left out."""
        names = {column.name for column in self._columns}
        self.beginResetModel()
        kept = [{k: v for k, v in case.items() if k in names} for case in cases[:MAX_ROWS]]
        self._cases = [self._defaults() | case for case in kept] or [self._defaults()]
        self.endResetModel()

    def add_case(self) -> None:
        """One more case, filled with the columns' defaults."""
        at = len(self._cases)
        self.beginInsertColumns(QModelIndex(), at, at)
        self._cases.append(self._defaults())
        self.endInsertColumns()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._cases)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return str(self._cases[index.column()].get(self._columns[index.row()].name, ""))
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self._cases[index.column()][self._columns[index.row()].name] = str(value).strip()
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return tr("Case {n}", n=section + 1) if section < len(self._cases) else None
        if section >= len(self._columns):
            return None
        spec = self._columns[section]
        return f"{spec.name.replace('_', ' ')} ({spec.unit})" if spec.unit else spec.name.replace("_", " ")

    def _defaults(self) -> dict[str, float | str]:
        return {column.name: column.default if column.default is not None else "" for column in self._columns}


def read_table(text: str) -> list[dict[str, str]]:
    """Rows of a CSV text with a header, whatever separates its cells."""
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    rows: list[dict[str, str]] = []
    for line in reader:
        rows.append({k: v for k, v in line.items() if isinstance(k, str) and isinstance(v, str)})
        if len(rows) >= MAX_ROWS:
            break
    return rows


def read_series(text: str) -> tuple[float, ...]:
    """The last number of each line, or all numbers of one line; other lines are passed over."""
    lines = text.replace(";", ",").replace("\t", ",").strip().split("\n")
    cells = [line.split(",") for line in lines]
    found = cells[0] if len(cells) == 1 else [line[-1] for line in cells]
    if len(cells) == 1 and len(found) == 1:
        found = found[0].split()
    values = []
    for cell in found:
        try:
            values.append(float(cell))
        except ValueError:
            continue
    return tuple(values)
