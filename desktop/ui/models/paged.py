"""Rows of something kept, newest first, older ones fetched as the person scrolls; and the table that shows them."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.ui.tokens import GRID

Index = QModelIndex | QPersistentModelIndex
PAGE = 100

R = TypeVar("R")


class PagedModel(QAbstractTableModel, Generic[R]):
    """Pages of rows; a model says what its cells are (``cell``) and what stands above them (``names``)."""

    columns: ClassVar[int]
    right_aligned: ClassVar[frozenset[int]]

    def __init__(self, fetch_more: Callable[[Any], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch_more
        self._rows: list[R] = []
        self._has_more = False
        self._is_fetching = False

    @abstractmethod
    def cell(self, row: R, at: int, role: int) -> object:
        """What a cell says to a role that every model answers in its own way."""

    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The columns' names."""

    @abstractmethod
    def next_page(self) -> object:
        """What the next older page is asked for by."""

    @property
    def rows(self) -> Sequence[R]:
        return self._rows

    def replace(self, rows: Sequence[R]) -> None:
        """The newest page."""
        self.beginResetModel()
        self._rows = list(rows)
        self._has_more = len(rows) >= PAGE
        self._is_fetching = False
        self.endResetModel()

    def append(self, rows: Sequence[R]) -> None:
        """The next older page."""
        self._is_fetching = False
        self._has_more = len(rows) >= PAGE
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else self.columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return self._rows[index.row()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._side(index.column())
            case _:
                return self.cell(self._rows[index.row()], index.column(), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self.names()[section] if section < self.columns else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more and not self._is_fetching

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._is_fetching = True
            self._fetch(self.next_page())

    def _side(self, at: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if at in self.right_aligned else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def paged_table(name: str, title: str, model: QAbstractTableModel) -> QTableView:
    """A table of whole rows, whose second column takes the room that is left."""
    table = QTableView()
    table.setObjectName(name)
    table.setAccessibleName(title)
    table.setModel(model)
    table.setShowGrid(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(5 * GRID)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    return table
