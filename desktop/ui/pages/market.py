"""The market: find a model as you type."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.core.listings import IndexStatus, Listing, ListingPage, ListingQuery
from desktop.core.matching import matches
from desktop.core.paging import MOST_ROWS, PAGE_ROWS, PageAsk, same_beginning
from desktop.core.records import load
from desktop.core.watches import SavedSearch
from desktop.text import tr
from desktop.ui.latest import Latest
from desktop.ui.models.listing_card import ListingCard
from desktop.ui.models.listings import ListingModel
from desktop.ui.page import Page, PageTools, Route, page_column
from desktop.ui.pages.market_empty import EmptyMarket
from desktop.ui.pages.market_head import RIGHT, AboveCards, MarketHead
from desktop.ui.pages.market_keys import MarketKeys
from desktop.ui.tokens import GRID
from desktop.ui.widgets.card_grid import CardGrid
from desktop.ui.widgets.filter_button import FilterButton
from desktop.ui.widgets.states import Phase, StateView

if TYPE_CHECKING:
    from desktop.core.cancel import CancelToken
    from desktop.services.catalogue import CatalogueService
    from desktop.services.selling.pending import PendingListings

Own = tuple[Listing, ...]

_SLOW_MS = 400
_REST_MS = 150
_STATUS_MS = 1_000


class MarketPage(Page):
    """Search, filters and a grid of cards of any length.

    ``answered`` is emitted when an answer to a new question is shown.
    """

    topics = frozenset({Topic.CATALOGUE, Topic.SALES})
    answered = Signal()

    def __init__(self, tools: PageTools, catalogue: "CatalogueService", pending: "PendingListings") -> None:
        """``pending`` tells the own listings that are not in the catalogue yet."""
        super().__init__(tools)
        self._catalogue, self._pending = catalogue, pending
        self._search, self._counting = Latest(self.jobs, self), Latest(self.jobs, self)
        self._levels, self._refreshing = Latest(self.jobs, self), Latest(self.jobs, self)
        self._statuses = Latest(self.jobs, self)
        self._shown: ListingQuery | None = None
        self._asked: ListingQuery | None = None
        self._newer: tuple[ListingPage, Own] | None = None
        self._own: Own = ()
        self._is_own_read = False
        self.status: IndexStatus | None = None
        self._make_controls()
        self.model = ListingModel(self._fetch, self)
        self.cards = ListingCard(catalogue.memory_bytes, self)
        self.view = _grid(self.model, self.cards)
        self.view.activated.connect(self._open)
        self.view.clicked.connect(self._open)
        self.view.looked.connect(lambda seen: self.model.look(*seen))
        self.states = StateView(self.view, empty_icon="store")
        self.empty = EmptyMarket(self.states, catalogue, self.jobs, self)
        self.empty.loosenings.chosen.connect(self._loosen)
        self.empty.loosenings.meant.connect(self.search.setText)
        self._lay_out()
        self.keys = MarketKeys(self, self.search, self.view)
        self._slow, self._rest, self._looking = QTimer(self), QTimer(self), QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._count)
        self._slow.timeout.connect(lambda: self.line.count.setText(tr("Searching…")))
        self._looking.setInterval(_STATUS_MS)
        self._looking.timeout.connect(self._look_at_status)

    def _make_controls(self) -> None:
        self.head = head = MarketHead(self._catalogue.memory_bytes)
        self.search, self.filters, self.sorting = head.search, head.filters, head.sorting
        self.line, self.note, self.beside_search = head.line, head.note, head.beside_search
        head.asked.connect(self._ask)
        head.filters.looked.connect(self._count_levels)
        head.line.cleared.connect(self.clear_filters)
        head.line.newer_asked.connect(self._show_newer)

    def _lay_out(self) -> None:
        self._above = AboveCards()
        self.strips = self._above.strips
        self.view.set_head(self._above)
        self.column = whole = page_column(self, self.head, self.states)
        whole.setStretch(1, 1)
        # The grid reaches into the page's margin, so that its cards, not its scroll bar, end with the heading.
        whole.setContentsMargins(whole.contentsMargins().left(), 3 * GRID, 4 * GRID - RIGHT, 0)

    def enter(self, arg: str) -> None:
        """``arg`` is a saved search (``core.records``), or empty: then what was asked last is still asked."""
        if arg:
            self.head.show_query(load(SavedSearch, arg).query)
        super().enter(arg)

    def first_focus(self) -> QWidget:
        return self.view if self.view.currentIndex().isValid() and self._shown is not None else self.search

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looking.start()
        self._look_at_status()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.stop()

    @property
    def query(self) -> ListingQuery:
        """What the controls ask for."""
        return self.head.query

    @property
    def is_searching(self) -> bool:
        """Whether the answer to what the controls ask for is still to come."""
        return self._search.is_asking

    def reload(self) -> None:
        """Something changed outside: what is shown is brought up to date where it stands."""
        self._is_own_read = False
        if self.query != self._shown or self.states.phase is not Phase.FULL:
            self._ask(again=True)
        elif not self._search.is_asking:
            self._refresh()

    def clear(self) -> None:
        """Back to all listings."""
        self.search.clear()
        self.clear_filters()

    def clear_filters(self) -> None:
        """Without any filter; the words stay."""
        self.filters.clear()
        self._ask()

    # A new question: the last one counts, and what is shown stays until its answer is there.

    def _ask(self, *, again: bool = False) -> None:
        query = self.query
        if query == self._asked and self._search.is_asking and not again:
            return
        self._asked = query
        self.line.show_filters(self.filters.narrowings(query))
        if query == self._shown and not again and self.states.phase is Phase.FULL:
            self._search.drop()  # typed and taken back: what is shown is the answer
            self._slow.stop()
            return
        if self._shown is None and self.states.phase is not Phase.FULL:
            self.states.show_busy(tr("Opening the market"))
        self._refreshing.drop()
        self._counting.drop()
        self._rest.stop()
        self._slow.start()
        self._search.ask(
            lambda cancel: self._read(query, PAGE_ROWS, cancel),
            lambda answer: self._show(query, *answer),
            self._fail,
        )

    def _read(self, query: ListingQuery, limit: int, cancel: "CancelToken") -> tuple[ListingPage, Own]:
        """In a job. The own listings are read once, and again when something has changed."""
        own = self._own if self._is_own_read else self._pending()
        return self._catalogue.search(replace(query, limit=limit), cancel), own

    def _keep_own(self, query: ListingQuery, own: Own) -> Own:
        """Those that answer the question."""
        self._own, self._is_own_read = own, True
        return tuple(listing for listing in own if matches(query, listing))

    def _show(self, query: ListingQuery, page: ListingPage, own: Own) -> None:
        self._slow.stop()
        pending = self._keep_own(query, own)
        is_other = query != self._shown
        self._shown, self._newer = query, None
        self.line.newer.hide()
        self._above.setVisible(query == ListingQuery(sorting=query.sorting))
        if is_other or not self.model.rowCount():
            self.model.replace(page, pending)
            self.view.verticalScrollBar().setValue(0)
        else:
            self._put(page, pending)
        self.view.updateGeometries()
        self._say(query, page, pending)
        self._rest.start()
        self._learn_currencies(page)
        self.answered.emit()

    def _say(self, query: ListingQuery, page: ListingPage, pending: Own) -> None:
        self.line.show_page(page)
        self.line.show_filters(self.filters.narrowings(query))
        if page.rows or pending:
            self.empty.drop()
            self.states.show_full()
        elif query == ListingQuery(sorting=query.sorting):
            self.empty.say_nothing_yet(self.status, lambda: self._ask(again=True))
        else:
            self.empty.say_nothing_fits(query, self.filters.narrowings(query), self.clear)

    def _fail(self, error: BaseException) -> None:
        self._slow.stop()
        self.states.show_error(error, lambda: self._ask(again=True))

    def _count(self) -> None:
        """For the menus, when the fingers rest: it takes longer than the results themselves."""
        query = self._shown or self.query
        self._counting.ask(
            lambda cancel: self._catalogue.facets(query, cancel),
            self.filters.show_counts,
        )

    def _count_levels(self, menu: FilterButton) -> None:
        """A menu opens, and wants its counts now."""
        if self._rest.isActive():
            self._rest.stop()
            self._count()
        levels = self.filters.levels(menu, self.query)
        if levels:
            self._levels.ask(
                lambda cancel: self._catalogue.counts(tuple(levels.values()), cancel),
                lambda counts: menu.show_counts(dict(zip(levels, counts, strict=True))),
            )

    # The same question again, because something changed: nothing moves under the eyes or the mouse.

    def _refresh(self) -> None:
        query, seen_end = self._shown, self.view.seen[1] + 1
        if query is None:
            return
        if seen_end > MOST_ROWS:
            self._refresh_far()
            return
        limit = max(PAGE_ROWS, -(-seen_end // PAGE_ROWS) * PAGE_ROWS)
        self._refreshing.ask(
            lambda cancel: self._read(query, limit, cancel), lambda answer: self._take_newer(query, *answer)
        )

    def _take_newer(self, query: ListingQuery, page: ListingPage, own: Own) -> None:
        if query != self._shown:
            return
        pending = self._keep_own(query, own)
        self._say(query, page, pending)
        self._learn_currencies(page)
        self._rest.start()
        end = self.view.seen[1] + 1
        old = [row.title for row in self.model.above], self.model.rows.ids(0, end)
        new = [row.title for row in pending], [row.id for row in page.rows[:end]]
        if old[0] == new[0] and same_beginning(old[1], new[1]) and len(new[1]) >= min(end, page.total):
            self._put(page, pending)
        elif self.view.is_used:
            self._newer = page, pending
            self.model.update(page.rows)
            self.line.newer.show()
        else:
            self._put(page, pending)

    def _put(self, page: ListingPage, pending: Own) -> None:
        """Newer rows in place of the older ones; who stood on a card stays on it."""
        current = self.view.currentIndex().data(Qt.ItemDataRole.UserRole)
        place = self.view.place
        self._newer = None
        self.line.newer.hide()
        self.model.refresh(page, pending)
        self.view.go_to(place)
        row = self.model.row_of(current.id) if isinstance(current, Listing) else None
        if row is not None:
            self.view.selectionModel().setCurrentIndex(
                self.model.index(row), self.view.selectionModel().SelectionFlag.ClearAndSelect
            )

    def _refresh_far(self) -> None:
        """Far down, the pages that are seen are read again, by their own beginnings."""
        first, last = self.view.seen
        for ask in self.model.rows.page_asks(first, last + 1):
            self._start_page(ask, lambda page: self.model.update(page.rows))
        self.line.newer.show()

    def _show_newer(self) -> None:
        newer = self._newer
        self.line.newer.hide()
        self.view.verticalScrollBar().setValue(0)
        if newer is None:
            self._ask(again=True)
            return
        self._put(*newer)

    # Rows further down

    def _fetch(self, ask: PageAsk) -> None:
        self._start_page(ask, lambda page: self._arrive(ask, page), lambda _error: self.model.fail(ask))

    def _start_page(
        self,
        ask: PageAsk,
        done: Callable[[ListingPage], object],
        failed: Callable[[BaseException], object] = lambda _error: None,
    ) -> None:
        query = replace(self._shown or self.query, after=ask.after, limit=ask.limit)
        self.jobs.start(
            lambda job: self._catalogue.search(query, job.cancel),
            lane="search",
            owner=self,
            done=done,
            failed=failed,
        )

    def _arrive(self, ask: PageAsk, page: ListingPage) -> None:
        self.model.arrive(ask, page)
        self._learn_currencies(page)

    def _learn_currencies(self, page: ListingPage) -> None:
        """Ask what unread tokens call themselves; the page reloads when it is known, and waits for nothing."""
        unread = [row for row in page.rows if row.price is None]
        if unread:
            self.jobs.start(
                lambda _job: self._catalogue.learn_currencies(unread), owner=self, failed=lambda _error: None
            )

    # How far the catalogue is

    def _look_at_status(self) -> None:
        if not self._statuses.is_asking:
            self._statuses.ask(lambda _cancel: self._catalogue.known_status(), self._show_status)

    def _show_status(self, status: IndexStatus) -> None:
        is_news = status != self.status
        self.status = status
        self.note.show_status(status)
        if self.states.phase is Phase.EMPTY and status.fault is None:
            self.note.hide()  # the place below says it
        if is_news and self.states.phase is Phase.EMPTY and self._shown == ListingQuery():
            self.empty.say_nothing_yet(status, lambda: self._ask(again=True))

    # Hands

    def _open(self, index: QModelIndex) -> None:
        listing = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(listing, Listing):
            self.tools.navigate(Route("listing", str(listing.id)) if listing.is_written else Route("sell"))

    def _loosen(self, name: str) -> None:
        if name == EmptyMarket.TEXT:
            self.search.clear()
        else:
            self.filters.remove(name)


def _grid(model: ListingModel, cards: ListingCard) -> CardGrid:
    """The cards' place on the page."""
    view = CardGrid(cards)
    view.setObjectName("market-grid")
    view.setAccessibleName(tr("Models"))
    view.setItemDelegate(cards)
    view.setMouseTracking(True)
    view.setModel(model)
    return view
