"""The market: find a model as you type."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from desktop.core.changes import Topic
from desktop.core.listings import Cursor, Listing, ListingPage, ListingQuery, Sorting
from desktop.core.money import ETHER_DECIMALS
from desktop.text import mark, tr, trn
from desktop.ui.models.listing_card import ListingCard
from desktop.ui.models.listings import ListingModel
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.phrases import task_name
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Choice, Label, column, row
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.services.catalogue import CatalogueService

_TYPING_MS = 120
_RIGHT = 28
_UNIT = 10**ETHER_DECIMALS
# shown text, (only free, most it may cost)
_PRICES: tuple[tuple[str, tuple[bool, int | None]], ...] = (
    (mark("Any price"), (False, None)),
    (mark("Free"), (True, None)),
    (mark("Up to 0.01 ETH"), (False, _UNIT // 100)),
    (mark("Up to 0.05 ETH"), (False, _UNIT // 20)),
    (mark("Up to 0.5 ETH"), (False, _UNIT // 2)),
)
_LICENSES = ("Apache-2.0", "MIT", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0")
_SORTINGS: tuple[tuple[str, Sorting], ...] = (
    (mark("Best match"), Sorting.RELEVANCE),
    (mark("Newest"), Sorting.NEWEST),
    (mark("Cheapest"), Sorting.CHEAPEST),
    (mark("Most sold"), Sorting.POPULAR),
    (mark("Best rated"), Sorting.BEST_RATED),
)


class MarketPage(Page):
    """Search, filters and a virtual grid of cards."""

    topics = frozenset({Topic.CATALOGUE})

    def __init__(self, tools: PageTools, catalogue: "CatalogueService") -> None:
        super().__init__(tools)
        self._catalogue = catalogue
        self._asked = 0
        self._last: ListingQuery | None = None
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(tr("Search models, tasks, publishers"))
        self.search.setAccessibleName(tr("Search the market"))
        self.search.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        Theme.current().changed.connect(self._draw)
        self._draw()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.reload)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.textChanged.connect(lambda text: None if text else self._typing.start())

        self.task = Choice(tr("Task"), "market-task")
        self.task.addItem(tr("All tasks"), "")
        self.price = Choice(tr("Price"), "market-price")
        for words, limit in _PRICES:
            self.price.addItem(tr(words), limit)
        self.license = Choice(tr("Licence"), "market-license")
        self.license.addItem(tr("All licences"), "")
        for license_id in _LICENSES:
            self.license.addItem(license_id, license_id)
        self.sorting = Choice(tr("Sort by"), "market-sorting")
        for words, sorting in _SORTINGS:
            self.sorting.addItem(tr(words), sorting)
        for choice in (self.task, self.price, self.license, self.sorting):
            choice.activated.connect(lambda _index: self.reload())

        self.model = ListingModel(self._fetch_more, self)
        self.view = _grid()
        self.view.setModel(self.model)
        self.view.activated.connect(self._open)
        self.view.clicked.connect(self._open)
        self.count = Label("", "small")
        self.states = StateView(self.view, empty_icon="store")
        head = PageHead(
            tr("Market"), tr("Every model is checked before you pay, and runs on your own computer.")
        )
        filters = row(self.task, self.price, self.license, self.sorting, 1, self.count)
        top = QWidget()
        top_lines = column(top, spacing=GRID + 4)
        top_lines.setContentsMargins(0, 0, _RIGHT, 0)
        for widget in (head, self.search):
            top_lines.addWidget(widget)
        top_lines.addLayout(filters)
        lines = page_column(self, top, self.states)
        lines.setStretch(1, 1)
        # The grid reaches into the page's margin, so that its cards, not its scroll bar, end with the heading.
        lines.setContentsMargins(lines.contentsMargins().left(), 3 * GRID, 4 * GRID - _RIGHT, 0)

    def first_focus(self) -> QWidget:
        return self.search

    @property
    def query(self) -> ListingQuery:
        """What the controls ask for."""
        only_free, most = self.price.currentData() or (False, None)
        return ListingQuery(
            text=self.search.text().strip(),
            tasks=frozenset(filter(None, [self.task.currentData()])),
            licenses=frozenset(filter(None, [self.license.currentData()])),
            only_free=only_free,
            max_price=most,
            sorting=self.sorting.currentData() or Sorting.RELEVANCE,
        )

    def reload(self) -> None:
        query = self.query
        self._asked += 1
        asked = self._asked
        if self._last is None:
            self.states.show_busy(tr("Opening the market"))
            self.jobs.start(
                lambda _job: self._catalogue.tasks(), lane="db", owner=self, done=self._show_tasks
            )
        self.jobs.start(
            lambda _job: self._catalogue.search(query),
            lane="db",
            owner=self,
            done=lambda page: self._show(asked, query, page),
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, asked: int, query: ListingQuery, page: ListingPage) -> None:
        if asked != self._asked:
            return  # the person has typed on; a newer answer is coming
        keep = self.view.verticalScrollBar().value() if query == self._last else 0
        self._last = query
        self.model.replace(page)
        self._learn_currencies(page)
        if page.rows:
            self.count.setText(
                trn("{n} model", "{n} models", page.total)
                if page.total_is_exact
                else tr("{n}+ models", n=f"{page.total:,}")
            )
            self.states.show_full()
            self.view.verticalScrollBar().setValue(keep)
        elif query == ListingQuery(sorting=query.sorting):
            self.states.show_empty(
                tr("The market is still empty"),
                tr(
                    "Listings appear here as Licet reads them from the chain. The line below says how far it is."
                ),
                action=tr("Look again"),
                then=self.reload,
            )
        else:
            self.states.show_empty(
                tr("Nothing fits"),
                tr("No model matches these words and filters."),
                action=tr("Clear search and filters"),
                then=self.clear,
            )

    def clear(self) -> None:
        """Back to all listings."""
        self.search.clear()
        for choice in (self.task, self.price, self.license):
            choice.setCurrentIndex(0)
        self.reload()

    def _show_tasks(self, tasks: tuple[str, ...]) -> None:
        for task in tasks:
            if self.task.findData(task) < 0:
                self.task.addItem(task_name(task), task)

    def _fetch_more(self, after: Cursor) -> None:
        query = replace(self._last or self.query, after=after)
        asked = self._asked
        self.jobs.start(
            lambda _job: self._catalogue.search(query),
            lane="db",
            owner=self,
            done=lambda page: self._append(page) if asked == self._asked else None,
        )

    def _append(self, page: ListingPage) -> None:
        self.model.append(page)
        self._learn_currencies(page)

    def _learn_currencies(self, page: ListingPage) -> None:
        """Ask what unread tokens call themselves; the page reloads when it is known, and waits for nothing."""
        unread = [row for row in page.rows if row.price is None]
        if unread:
            self.jobs.start(
                lambda _job: self._catalogue.learn_currencies(unread), owner=self, failed=lambda _error: None
            )

    def _open(self, index: QModelIndex) -> None:
        listing = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(listing, Listing):
            self.tools.navigate(Route("listing", str(listing.id)))

    def _draw(self) -> None:
        self._glass.setIcon(Theme.current().icon("search", "muted"))
        self.view.viewport().update() if hasattr(self, "view") else None


def _grid() -> QListView:
    """A virtual grid: laid out in batches, sized by its delegate."""
    view = QListView()
    view.setObjectName("market-grid")
    view.setAccessibleName(tr("Models"))
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setMovement(QListView.Movement.Static)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setLayoutMode(QListView.LayoutMode.Batched)
    view.setUniformItemSizes(True)
    view.setSpacing(0)
    view.setIconSize(QSize(1, 1))
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setItemDelegate(ListingCard(view))
    return view
