"""Run records as an item model: newest first, older ones fetched as the person scrolls."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.run_records import RunRecord
from desktop.text import tr
from desktop.ui.phrases import date_time
from desktop.ui.run_words import run_time
from desktop.ui.widgets.basic import plain_tip

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
_COLUMNS = 4
_RESULT, _SECONDS = 1, 2


class RecordModel(QAbstractTableModel):
    """Text for people in DisplayRole, the ``RunRecord`` in UserRole."""

    def __init__(self, fetch_more: Callable[[int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch_more
        self._rows: list[RunRecord] = []
        self._has_more = False
        self._is_fetching = False

    def replace(self, rows: tuple[RunRecord, ...]) -> None:
        """The newest page."""
        self.beginResetModel()
        self._rows = list(rows)
        self._has_more = len(rows) >= PAGE
        self._is_fetching = False
        self.endResetModel()

    def append(self, rows: tuple[RunRecord, ...]) -> None:
        """The next older page."""
        self._is_fetching = False
        self._has_more = len(rows) >= PAGE
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def row_of(self, number: int) -> int:
        """Where a record stands; -1 if it is not here."""
        return next((at for at, record in enumerate(self._rows) if record.id == number), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else _COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        record, at = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.UserRole:
                return record
            case Qt.ItemDataRole.DisplayRole:
                return _text(record, at)
            case Qt.ItemDataRole.ToolTipRole if at == _RESULT:
                return plain_tip(record.summary)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(at)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = (tr("Time"), tr("Result"), tr("Took"), tr("Device"))
        return names[section] if section < _COLUMNS else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more and not self._is_fetching

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._is_fetching = True
            self._fetch(self._rows[-1].id)


def _text(record: RunRecord, at: int) -> str:
    match at:
        case 0:
            return date_time(record.time)
        case 1:
            return " ".join(record.summary.split())
        case 2:
            return run_time(record.seconds)
        case _:
            return record.device.upper()


def _side(at: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if at == _SECONDS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
