"""The market's part in watching and in block lists: the star beside the search, and what was left out of an answer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.core.listings import Listing, ListingQuery
from desktop.text import tr, trn
from desktop.ui.dialogs import Dialog
from desktop.ui.list_words import finding_words, one_line
from desktop.ui.page import PageTools, Route
from desktop.ui.phrases import price_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, ElidedLabel, Label, Rule, Scroll, column, row
from desktop.ui.widgets.watch_button import WatchButton

if TYPE_CHECKING:
    from desktop.services.block_lists import BlockListService
    from desktop.services.catalogue import CatalogueService
    from desktop.services.watching import WatchService
    from desktop.ui.pages.market import MarketPage

_SETTLED_MS = 300


class MarketLists(QWidget):
    """Buttons beside the search field, and the dialog of what the lists left out."""

    def __init__(
        self,
        page: "MarketPage",
        tools: PageTools,
        catalogue: "CatalogueService",
        watching: "WatchService",
        lists: "BlockListService",
    ) -> None:
        super().__init__(page)
        self._page, self._tools = page, tools
        self._catalogue, self._watching, self._lists = catalogue, watching, lists
        self.star = WatchButton(
            tools, watching, name="watch-search",
            tip=tr("You are told of listings that fit this search and its filters: new ones, and those that come to."),
        )  # fmt: skip
        self.news = Button(
            tr("What is new"), "ghost", icon="eye", name="market-watching", tip=tr("What you watch, and what is new of it"),
            clicked=lambda: tools.navigate(Route("watching")),
        )  # fmt: skip
        self.lists = Button(
            "", "icon", icon="shield", name="market-lists", tip=tr("Block lists"),
            clicked=lambda: tools.navigate(Route("lists")),
        )  # fmt: skip
        self.setLayout(row(self.star, self.news, self.lists))
        self.star.hide()
        self._aimed: ListingQuery | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._aim)
        page.answered.connect(self._settled.start)
        page.line.hidden_asked.connect(self.show_hidden)
        page.view.marked.connect(self._mark)
        tools.bus.changed.connect(self._changed)
        self._count()

    def _aim(self) -> None:
        """The star is about what is asked now; a search for everything is none."""
        query = self._page.query
        if query == self._aimed:
            return
        self._aimed = query
        is_any = query == ListingQuery(sorting=query.sorting)
        self.star.setVisible(not is_any)
        self.star.aim(
            None if is_any else lambda: self._watching.of_search(query),
            None if is_any else lambda: self._watching.watch_search(query),
        )

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.WATCHES:
            self._count()

    def _count(self) -> None:
        self._tools.jobs.start(
            lambda _job: (self._watching.unread(), self._watching.listings()),
            lane="db",
            owner=self,
            done=lambda found: self._show(*found),
        )

    def _show(self, count: int, watched: frozenset[int]) -> None:
        self.news.set_text(tr("{n} new", n=f"{count:,}") if count else tr("Watching"))
        self._page.cards.show_watched(watched)
        self._page.view.viewport().update()

    def _mark(self, index: QModelIndex) -> None:
        """Watch the listing of a card, or watch it no more."""
        listing = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(listing, Listing) and listing.is_written:
            self._tools.jobs.start(lambda _job: self._turn(listing), lane="db", owner=self, done=self._say)

    def _turn(self, listing: Listing) -> bool:
        watch = self._watching.of_listing(listing.id)
        if watch is None:
            self._watching.watch_listing(listing)
        else:
            self._watching.stop(watch.id)
        return watch is None

    def _say(self, is_watched: bool) -> None:
        if is_watched:
            told = tr("You are told of its price, terms, versions, rating and end.")
            self._tools.toast("success", told)

    def show_hidden(self) -> None:
        """What was left out of the answer that is shown, and who says why."""
        query = self._page.query

        def read() -> list[tuple[Listing, tuple[str, str]]]:
            found = self._catalogue.hidden_matches(query)
            return [
                (one, finding_words(self._lists.findings(one)[0]))
                for one in found
                if self._lists.findings(one)
            ]

        self._tools.jobs.start(
            lambda _job: read(),
            lane="search",
            owner=self,
            done=lambda rows: HiddenDialog.ask(self._page, self._tools, rows),
        )


class HiddenDialog(Dialog):
    """The listings that lists hide, each with the list and its reason; each can be opened."""

    def __init__(
        self, parent: QWidget, tools: PageTools, rows: list[tuple[Listing, tuple[str, str]]]
    ) -> None:
        super().__init__(parent, trn("{n} hidden by your lists", "{n} hidden by your lists", len(rows)))
        self.setObjectName("hidden-dialog")
        self.resize(80 * GRID, 64 * GRID)
        self._tools = tools
        inner = QWidget()
        lines = column(inner, spacing=GRID + 4)
        lines.setContentsMargins(0, 0, GRID, 0)
        for place, (listing, (who, why)) in enumerate(rows):
            if place:
                lines.addWidget(Rule())
            lines.addWidget(self._row(listing, who, why))
        lines.addStretch(1)
        self.lines.addWidget(Scroll(inner), 1)
        lists = Button(tr("My lists"), "ghost", name="hidden-lists", clicked=lambda: self._go(Route("lists")))
        self.lines.addLayout(row(lists, 1, Button(tr("Close"), name="hidden-close", clicked=self.accept)))

    @classmethod
    def ask(
        cls, parent: QWidget, tools: PageTools, rows: list[tuple[Listing, tuple[str, str]]]
    ) -> "HiddenDialog":
        """Open it."""
        dialog = cls(parent, tools, rows)
        dialog.open()
        return dialog

    def _row(self, listing: Listing, who: str, why: str) -> QWidget:
        line = QWidget()
        opener = Button(
            tr("Open"),
            "link",
            name="hidden-open",
            clicked=lambda: self._go(Route("listing", str(listing.id))),
        )
        head = row(
            ElidedLabel(one_line(listing.title), "strong"), Label(price_text(listing), "muted"), opener
        )
        head.setStretch(0, 1)
        lines = column(line, spacing=4)
        lines.addLayout(head)
        lines.addWidget(Label(who, "warning", wrap=True))
        lines.addWidget(Label(why, "body", wrap=True))
        return line

    def _go(self, route: Route) -> None:
        self.accept()
        self._tools.navigate(route)
