"""Watching: what is watched, and what is new of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.changes import Topic
from desktop.core.telling import Told
from desktop.core.watches import WatchKind
from desktop.services.watching import WatchView
from desktop.text import tr, trn
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.limit_dialog import LimitDialog
from desktop.ui.phrases import date, price_text
from desktop.ui.tokens import GRID
from desktop.ui.watch_words import (
    ICONS,
    count_words,
    news_words,
    route_of,
    tone_of,
    watch_kind_words,
    watch_title,
)
from desktop.ui.widgets.basic import (
    Badge,
    Button,
    Card,
    ElidedLabel,
    Icon,
    Label,
    Scroll,
    clear,
    column,
    row,
)
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.services.watching import WatchService

_LINES = 6
"""So many pieces of news of one watch; the number says how many there are."""
_READ_AFTER = frozenset({WatchKind.SELLER, WatchKind.SEARCH})


class WatchingPage(Page):
    """One card per watch; those with news first."""

    topics = frozenset({Topic.WATCHES})

    def __init__(self, tools: PageTools, watching: "WatchService") -> None:
        super().__init__(tools)
        self._watching = watching
        self.back = Button(
            tr("Market"), "link", icon="arrow-left", name="watching-back",
            clicked=lambda: tools.navigate(Route("market")),
        )  # fmt: skip
        self.head = PageHead(
            tr("Watching"),
            tr("What you watch is compared on this computer. Nobody is asked, and nobody learns of it."),
        )
        self.read = Button(tr("Mark all as read"), icon="check", name="watching-read", clicked=self._read_all)
        self.head.add(self.read)
        inner = QWidget()
        self._rows = column(spacing=GRID + 4)
        lines = column(inner)
        lines.addLayout(self._rows)
        lines.addStretch(1)
        self.states = StateView(Scroll(inner), empty_icon="star")
        self.cards: list[WatchCard] = []
        page_column(self, row(self.back, 1), self.head, self.states).setStretch(2, 1)

    def first_focus(self) -> QWidget:
        return self.read if self.read.isVisible() else self.back

    def reload(self) -> None:
        self.jobs.start(
            lambda _job: self._watching.views(),
            lane="db",
            owner=self,
            done=self._show,
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, views: tuple[WatchView, ...]) -> None:
        clear(self._rows)
        self.cards = [WatchCard(self, view) for view in views]
        for card in self.cards:
            self._rows.addWidget(card)
        self.read.setVisible(any(view.unread for view in views))
        if views:
            self.states.show_full()
        else:
            self.states.show_empty(
                tr("Nothing is watched yet"),
                tr("The star on a listing, at a seller and beside the search tells you of new prices, versions and listings."),
                action=tr("Look around the market"),
                then=lambda: self.tools.navigate(Route("market")),
            )  # fmt: skip

    def _read_all(self) -> None:
        self.do(self._watching.mark_read)

    def do(self, work: Callable[[], object]) -> None:
        """Change something; the page reloads by the change that the service tells."""
        self.jobs.start(lambda _job: work(), lane="db", owner=self)

    def open(self, view: WatchView) -> None:
        """Go to what is watched; its news is then read."""
        if (route := route_of(view.watch)) is not None:
            self.do(lambda: self._watching.mark_read(view.watch.id))
            self.tools.navigate(route)

    def mark_read(self, view: WatchView) -> None:
        self.do(lambda: self._watching.mark_read(view.watch.id))

    def mute(self, view: WatchView) -> None:
        self.do(lambda: self._watching.set_muted(view.watch.id, muted=not view.watch.is_muted))

    def stop(self, view: WatchView) -> None:
        self.do(lambda: self._watching.stop(view.watch.id))

    def ask_limit(self, view: WatchView) -> None:
        """From which price on the person wants to be told."""
        if view.listing is not None:
            LimitDialog.ask(
                self,
                view.listing,
                view.watch.limit,
                lambda limit: self.do(lambda: self._watching.set_limit(view.watch.id, limit)),
            )


class WatchCard(Card):
    """What is watched, what is new of it, and what can be done."""

    def __init__(self, page: WatchingPage, view: WatchView) -> None:
        super().__init__(padding=2 * GRID, spacing=GRID)
        watch = view.watch
        self.view = view
        title = ElidedLabel(watch_title(watch), "h3")
        badge = Badge(trn("{n} new", "{n} new", view.unread) if view.unread < 1000 else tr("{n} new", n=count_words(view.unread)), tone_of(view))  # fmt: skip
        badge.setVisible(bool(view.unread))
        muted = Badge(tr("muted"), "neutral")
        muted.setVisible(watch.is_muted)
        head = row(Icon(ICONS[watch.kind], "accent_text"), title, self._price(view), badge, muted)
        head.setStretch(1, 1)
        self.column.addLayout(head)
        self.column.addWidget(Label(watch_kind_words(watch), "small", wrap=True))
        for told in view.news[:_LINES]:
            self.column.addLayout(self._line(page, view, told))
        if view.unread > _LINES:
            rest = tr("and {n} more", n=count_words(view.unread - min(_LINES, len(view.news))))
            self.column.addWidget(Label(rest, "muted"))
        self.column.addLayout(self._actions(page, view))

    @staticmethod
    def _price(view: WatchView) -> Label | None:
        return Label(price_text(view.listing), "strong") if view.listing is not None else None

    @staticmethod
    def _line(page: WatchingPage, view: WatchView, told: Told) -> QHBoxLayout:
        words = Label(news_words(told), "body" if told.is_there else "warning", wrap=True)
        time = Label(date(told.news.time) if told.news.time else "", "small")
        items: list[QWidget] = [words, time]
        if view.watch.kind in _READ_AFTER and told.is_there:
            number = str(told.news.listing)
            items.append(
                Button(
                    tr("Open"),
                    "link",
                    name="news-open",
                    clicked=lambda: page.tools.navigate(Route("listing", number)),
                )
            )
        line = row(*items, spacing=2 * GRID)
        line.setStretch(0, 1)
        return line

    @staticmethod
    def _actions(page: WatchingPage, view: WatchView) -> QHBoxLayout:
        watch = view.watch
        words = tr("Open in the market") if watch.kind is WatchKind.SEARCH else tr("Open")
        open_it = Button(words, "secondary", name="watch-open", clicked=lambda: page.open(view))
        open_it.setVisible(route_of(watch) is not None)
        read = Button(
            tr("Mark as read"), "secondary", name="watch-read", clicked=lambda: page.mark_read(view)
        )
        read.setVisible(bool(view.unread) and watch.kind is not WatchKind.LISTING)
        limit = Button(
            tr("Change the limit") if watch.limit else tr("Only below a price"), "ghost", name="watch-limit",
            clicked=lambda: page.ask_limit(view),
        )  # fmt: skip
        limit.setVisible(view.listing is not None and not view.listing.is_free)
        mute = Button(
            tr("Tell me again") if watch.is_muted else tr("Mute"), "ghost", name="watch-mute",
            tip=tr("A muted watch is listed here, and tells nothing by itself."), clicked=lambda: page.mute(view),
        )  # fmt: skip
        stop = Button(tr("Watch it no more"), "ghost", name="watch-stop", clicked=lambda: page.stop(view))
        return row(open_it, read, limit, mute, 1, stop)
