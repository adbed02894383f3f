"""Downloads: what is being fetched, how fast, from whom; pause, go on, stop, who goes first, and the limit."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.core.transfers import Download, Urgency, Wanted
from desktop.services.downloads import DownloadView
from desktop.text import size, tr
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.download_card import DownloadCard
from desktop.ui.purchase_flow import UNPAID, PurchaseFlow
from desktop.ui.request_flow import RequestFlow
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, Label, Scroll, column, row
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.services.downloads import DownloadService
    from desktop.services.settings import SettingsService

LIMITS_KIB = (0, 256, 512, 1024, 2048, 5120, 10240, 25600, 51200)


class DownloadsPage(Page):
    """Open ones first, in the order in which they are served; below them those that are done."""

    topics = frozenset({Topic.TRANSFERS})

    def __init__(
        self,
        tools: PageTools,
        downloads: "DownloadService",
        settings: "SettingsService",
        flows: PurchaseFlow,
        requests: RequestFlow,
    ) -> None:
        super().__init__(tools)
        self._downloads, self._settings = downloads, settings
        self._flows, self._requests = flows, requests
        self.cards: dict[bytes, DownloadCard] = {}
        self.limit = LimitChoice(settings.get().download_limit_kib)
        self.limit.activated.connect(lambda _index: self._save_limit())
        head = PageHead(tr("Downloads"), tr("Every piece is checked as it arrives, whoever sends it."))
        head.add(Label(tr("Limit"), "muted"))
        head.add(self.limit)
        self.done_title = Label(tr("Done"), "h3")
        self.forget = Button(tr("Clear the list"), "ghost", name="downloads-forget", clicked=self._forget)
        self._open, self._done = column(spacing=2 * GRID), column(spacing=2 * GRID)
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        self._done_head = QWidget()
        self._done_head.setLayout(row(self.done_title, 1, self.forget))
        lines.addLayout(self._open)
        lines.addWidget(self._done_head)
        lines.addLayout(self._done)
        lines.addStretch(1)
        self.states = StateView(Scroll(inner), empty_icon="download")
        page_column(self, head, self.states).setStretch(1, 1)

    def reload(self) -> None:
        self.jobs.start(
            lambda _job: self._downloads.all(),
            lane="db",
            owner=self,
            done=self._show,
            failed=lambda error: self.states.show_error(error, self.refresh),
        )

    def _show(self, views: tuple[DownloadView, ...]) -> None:
        for gone in self.cards.keys() - {view.download.identity for view in views}:
            self._drop(gone)
        places = {True: 0, False: 0}
        for view in views:
            card = self.cards.get(view.download.identity) or self._add(view.download)
            is_done = view.download.finished_at is not None
            layout = self._done if is_done else self._open
            if layout.indexOf(card) != places[is_done]:
                layout.insertWidget(places[is_done], card)
            places[is_done] += 1
            card.show_view(view)
        self._done_head.setVisible(places[True] > 0)
        if views:
            self.states.show_full()
            return
        self.states.show_empty(
            tr("Nothing is being downloaded"),
            tr("What you buy is shown here while it is fetched: how fast, from whom, and what was wrong with a source."),
            action=tr("Open the market"),
            then=lambda: self.tools.navigate(Route("market")),
        )  # fmt: skip

    def _add(self, download: Download) -> DownloadCard:
        card = DownloadCard(DownloadView(download))
        card.paused.connect(lambda: self._do(lambda: self._downloads.pause(download.identity)))
        card.resumed.connect(lambda: self._resume(download))
        card.cancelled.connect(lambda: self._cancel(download))
        card.urgency_chosen.connect(
            lambda urgency: self._do(lambda: self._downloads.set_urgency(download.identity, Urgency(urgency)))
        )
        self.cards[download.identity] = card
        return card

    def _drop(self, identity: bytes) -> None:
        card = self.cards.pop(identity)
        card.hide()
        card.setParent(None)
        card.deleteLater()

    def _resume(self, download: Download) -> None:
        """Let it run, and have whoever wanted it ask again."""

        def ask_again(_: object) -> None:
            if download.wanted is Wanted.PURCHASE:
                self._flows.carry_on((download.key,))
            elif download.wanted is Wanted.REQUEST:
                self._requests.resume()
            else:
                self.tools.toast("info", tr("It goes on with the next check of the library."))
            self.refresh()

        self.jobs.start(
            lambda _job: self._downloads.go_on(download.identity), lane="db", owner=self, done=ask_again
        )

    def _cancel(self, download: Download) -> None:
        flow = self._flows.flow(download.key)
        if flow is not None and flow.purchase.state in UNPAID:
            self._flows.cancel(download.key)
        self._do(lambda: self._downloads.cancel(download.identity))

    def _forget(self) -> None:
        self._do(self._downloads.forget_finished)

    def _save_limit(self) -> None:
        kib = self.limit.currentData()
        self._do(lambda: self._settings.change(download_limit_kib=kib))

    def _do(self, act: Callable[[], object]) -> None:
        self.jobs.start(lambda _job: act(), lane="db", owner=self, done=lambda _: self.refresh())


class LimitChoice(Choice):
    """How many bytes all downloads together may take in a second."""

    def __init__(self, now_kib: int) -> None:
        super().__init__(tr("Limit for all downloads"), "download-limit")
        for kib in sorted({*LIMITS_KIB, now_kib}):
            self.addItem(tr("{size}/s", size=size(kib << 10)) if kib else tr("No limit"), kib)
        self.setCurrentIndex(self.findData(now_kib))
        self.setMinimumWidth(16 * GRID)
