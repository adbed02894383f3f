"""Listings as an item model of any length, of which only what is near the screen is held."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.listings import Listing, ListingPage
from desktop.core.paging import PageAsk, PagedRows
from desktop.text import tr
from desktop.ui.phrases import price_text, task_name
from desktop.ui.rating_words import rating_text

Index = QModelIndex | QPersistentModelIndex
_NOTHING = ListingPage((), 0)


class ListingModel(QAbstractListModel):
    """Rows are ``Listing`` values (UserRole), or None where they are not read yet.

    Listings of ``above`` stand before the answer's own: they are held here, and no page brings them. A view says by
    ``look`` which rows it shows; what they need is asked for by ``fetch`` and comes by ``arrive`` or ``fail``.
    """

    def __init__(self, fetch: Callable[[PageAsk], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._answers = 0
        self._above: tuple[Listing, ...] = ()
        self._rows = PagedRows(0, _NOTHING)
        self._count = 0
        self._looked = (0, 0)

    @property
    def rows(self) -> PagedRows:
        """The answer, without what stands above it."""
        return self._rows

    @property
    def above(self) -> tuple[Listing, ...]:
        """The listings before the answer."""
        return self._above

    def replace(self, page: ListingPage, above: tuple[Listing, ...] = ()) -> None:
        """Another answer: nothing of the old one stays."""
        self.beginResetModel()
        self._take(page, above)
        self._count = len(self._above) + len(self._rows)
        self.endResetModel()

    def refresh(self, page: ListingPage, above: tuple[Listing, ...] = ()) -> None:
        """A newer answer to the same question, in the old one's place: views stay where they are."""
        self._take(page, above)
        self._fit()
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))
        self._look_again()

    def look(self, first: int, last: int) -> None:
        """A view shows these rows."""
        self._looked = (first, last)
        self._look_again()

    def arrive(self, ask: PageAsk, page: ListingPage) -> None:
        """Rows that were asked for."""
        change = self._rows.arrive(ask, page)
        if change is None:
            return
        above = len(self._above)
        if change.added > 0:
            self._insert(above + change.end, change.added)
        elif change.added < 0:
            self._remove(above + change.end, -change.added)
        self._fit()
        last = above + change.end + max(0, change.added) - 1
        if last >= above + change.first:
            self.dataChanged.emit(self.index(above + change.first), self.index(last))
        self._look_again()

    def fail(self, ask: PageAsk) -> None:
        """They could not be read; they are asked for again when a view looks at them again."""
        self._rows.fail(ask)

    def update(self, listings: Iterable[Listing]) -> None:
        """Newer values of rows that are held, each where it stands."""
        above = len(self._above)
        for row in self._rows.update(listings):
            self.dataChanged.emit(self.index(above + row), self.index(above + row))

    def listing(self, row: int) -> Listing | None:
        """The listing of a row; None while it is not read."""
        above = len(self._above)
        if 0 <= row < above:
            return self._above[row]
        return self._rows.at(row - above)

    def row_of(self, listing_id: int) -> int | None:
        """Where a listing stands, if it is held."""
        row = self._rows.row_of(listing_id)
        return None if row is None else row + len(self._above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < self._count:
            return None
        listing = self.listing(index.row())
        if role == Qt.ItemDataRole.UserRole:
            return listing
        if role == Qt.ItemDataRole.DisplayRole:
            return listing.title if listing is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(listing) if listing is not None else tr("Reading…")
        return None

    def _take(self, page: ListingPage, above: tuple[Listing, ...]) -> None:
        self._answers += 1
        self._above = above
        self._rows = PagedRows(self._answers, page)

    def _fit(self) -> None:
        """Tell the views of places that came or went at the end; the rows themselves have changed already."""
        more = len(self._above) + len(self._rows) - self._count
        if more > 0:
            self._insert(self._count, more)
        elif more < 0:
            self._remove(self._count + more, -more)

    def _insert(self, at: int, count: int) -> None:
        self.beginInsertRows(QModelIndex(), at, at + count - 1)
        self._count += count
        self.endInsertRows()

    def _remove(self, at: int, count: int) -> None:
        self.beginRemoveRows(QModelIndex(), at, at + count - 1)
        self._count -= count
        self.endRemoveRows()

    def _look_again(self) -> None:
        above = len(self._above)
        first, last = self._looked
        for ask in self._rows.look(max(0, first - above), max(0, last - above)):
            self._fetch(ask)


def _spoken(listing: Listing) -> str:
    task = task_name(listing.card.task) if listing.card else ""
    return ", ".join(
        part for part in (listing.title, task, price_text(listing), rating_text(listing)) if part
    )
