"""What stands above the market's cards: the search field, the filters, how many were found; and what scrolls with the cards."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.core.listings import ListingQuery, Sorting
from desktop.text import mark, tr
from desktop.ui.pages.market_filters import FilterBar
from desktop.ui.pages.market_results import CatalogueNote, ResultLine
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Choice, Label, column

RIGHT = 28
"""The scroll bar of the cards has its place beside this."""
_SORTINGS: tuple[tuple[str, Sorting], ...] = (
    (mark("Best match"), Sorting.RELEVANCE),
    (mark("Newest"), Sorting.NEWEST),
    (mark("Cheapest"), Sorting.CHEAPEST),
    (mark("Most popular"), Sorting.POPULAR),
    (mark("Best rated"), Sorting.BEST_RATED),
)


class MarketHead(QWidget):
    """What is asked for; ``asked`` at each key and each change. ``beside_search`` is a place for more."""

    asked = Signal()

    def __init__(self, memory_bytes: int) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(tr("Search models, tasks, publishers"))
        self.search.setAccessibleName(tr("Search the market"))
        self.search.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        Theme.current().changed.connect(self._draw)
        self._draw()
        self.filters = FilterBar(memory_bytes)
        self.sorting = Choice(tr("Sort by"), "market-sorting")
        for words, sorting in _SORTINGS:
            self.sorting.addItem(tr(words), sorting)
        self.line = ResultLine()
        self.line.removed.connect(self.filters.remove)
        self.note = CatalogueNote()
        self.beside_search = QHBoxLayout()
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self.asked.emit())
        self.filters.changed.connect(self.asked)
        self.sorting.activated.connect(lambda _index: self.asked.emit())

    @property
    def query(self) -> ListingQuery:
        """What the controls ask for."""
        sorting = self.sorting.currentData() or Sorting.RELEVANCE
        return self.filters.apply(ListingQuery(text=self.search.text().strip(), sorting=sorting))

    def show_query(self, query: ListingQuery) -> None:
        """Ask this, in the order that is set."""
        self.filters.show_query(query)
        self.search.blockSignals(True)
        self.search.setText(query.text)
        self.search.blockSignals(False)
        self.asked.emit()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(3 * GRID)
        first.addWidget(Label(tr("Market"), "h1"))
        first.addWidget(self.search, 1)
        first.addLayout(self.beside_search)
        found = QHBoxLayout()
        found.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        found.addWidget(self.sorting, 0, Qt.AlignmentFlag.AlignTop)
        lines = column(self, spacing=GRID + 4)
        lines.setContentsMargins(0, 0, RIGHT, 0)
        lines.addLayout(first)
        lines.addWidget(self.filters)
        lines.addLayout(found)
        lines.addWidget(self.note)

    def _draw(self) -> None:
        self._glass.setIcon(Theme.current().icon("search", "muted"))


class AboveCards(QWidget):
    """Scrolls with the cards, and is shown where nothing was asked for; ``strips`` is a place for more."""

    def __init__(self) -> None:
        super().__init__()
        lines = column(self, spacing=2 * GRID)
        lines.setContentsMargins(0, 0, 0, 2 * GRID)
        promise = tr("Every model is checked before you pay, and runs on your own computer.")
        lines.addWidget(Label(promise, "muted", wrap=True))
        self.strips: QVBoxLayout = column(spacing=2 * GRID)
        lines.addLayout(self.strips)
