"""Listings as an item model that loads itself page by page."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.listings import Cursor, Listing, ListingPage
from desktop.ui.phrases import price_text, task_name
from desktop.ui.rating_words import rating_text

Index = QModelIndex | QPersistentModelIndex


class ListingModel(QAbstractListModel):
    """Rows are ``Listing`` values (UserRole); views ask for more as they scroll, whatever the total is."""

    def __init__(self, fetch_more: Callable[[Cursor], None], parent: QObject | None = None) -> None:
        """``fetch_more(cursor)`` starts loading the rows after the last one; they arrive by ``append``."""
        super().__init__(parent)
        self._fetch = fetch_more
        self._rows: list[Listing] = []
        self._next: Cursor | None = None
        self._is_fetching = False

    def replace(self, page: ListingPage) -> None:
        """A new answer."""
        self.beginResetModel()
        self._rows = list(page.rows)
        self._next = page.next
        self._is_fetching = False
        self.endResetModel()

    def append(self, page: ListingPage) -> None:
        """The next rows of the same answer."""
        self._is_fetching = False
        self._next = page.next
        if not page.rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
        self._rows.extend(page.rows)
        self.endInsertRows()

    def listing(self, index: Index) -> Listing:
        """The listing of a row."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        listing = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return listing
        if role == Qt.ItemDataRole.DisplayRole:
            return listing.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            task = task_name(listing.card.task) if listing.card else ""
            return ", ".join(
                part for part in (listing.title, task, price_text(listing), rating_text(listing)) if part
            )
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_fetching and self._next is not None

    def fetchMore(self, parent: Index) -> None:
        if self._next is not None and self.canFetchMore(parent):
            self._is_fetching = True
            self._fetch(self._next)
