"""Money waiting: everything that the contracts hold for the accounts, and one button that takes it home."""

import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.agreements import Declined
from desktop.core.changes import Progress, Topic
from desktop.core.holdings import Collection, Doubt, Holding, Step
from desktop.core.tokens import unread_currency
from desktop.text import describe, tr
from desktop.ui.jobs import Job
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.collecting_batch import BatchCard
from desktop.ui.pages.collecting_rows import HoldingRow, SummaryCard
from desktop.ui.phrases import ago
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, Scroll, clear, column, row
from desktop.ui.widgets.states import Banner, StateView

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.collecting.service import CollectingService, Overview

_SHOWN_AT_ONCE = 200


class CollectingPage(Page):
    """What can be taken is ticked unless there is a reason against it, which is said; the rest comes later."""

    topics = frozenset({Topic.WALLET, Topic.BALANCE, Topic.SALES, Topic.PURCHASES})

    def __init__(self, tools: PageTools, collecting: "CollectingService", accounts: "AccountService") -> None:
        super().__init__(tools)
        self._collecting, self._accounts = collecting, accounts
        self._overview: Overview | None = None
        self._steps: tuple[Step, ...] = ()
        self._ticks: dict[str, bool] = {}
        self._job: Job | None = None
        self._is_reading = self._wants_again = False
        self.back = Button(
            tr("Wallet"), "link", icon="arrow-left", name="collecting-back",
            clicked=lambda: tools.navigate(Route("wallet")),
        )  # fmt: skip
        self.head = PageHead(tr("Money waiting"), tr("Everything that the contracts hold for your accounts."))
        self.again = Button(
            tr("Look again"), icon="refresh-cw", name="collecting-again", clicked=self.refresh
        )
        self.head.add(self.again)
        self.stale = Banner("warning")
        self.batch = BatchCard()
        self.batch.stopped.connect(self._stop)
        self.batch.continued.connect(self._resume)
        self.batch.put_away.connect(self._put_away)
        self.summary = SummaryCard()
        self.summary.take.clicked.connect(lambda _=False: self._take())
        self.summary.others.toggled.connect(lambda _on: self._replan())
        self.ready_title = Label(tr("Can be taken now"), "h2")
        self.ready = QVBoxLayout()
        self.later_title = Label(tr("Comes later"), "h2")
        self.later = QVBoxLayout()
        self.rows: dict[str, HoldingRow] = {}
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        for widget in (self.stale, self.batch, self.summary):
            lines.addWidget(widget)
        for title, place in ((self.ready_title, self.ready), (self.later_title, self.later)):
            place.setSpacing(GRID)
            lines.addWidget(title)
            lines.addLayout(place)
        lines.addStretch(1)
        self.states = StateView(Scroll(inner, width=104 * GRID), empty_icon="coins")
        page_column(self, row(self.back, 1), self.head, self.states).setStretch(2, 1)

    def first_focus(self) -> QWidget:
        return self.summary.take

    def reload(self) -> None:
        if self._accounts.state.value == "none":
            self.states.show_empty(
                tr("No wallet yet"),
                tr("What contracts owe to your accounts will be listed here."),
                action=tr("Create or restore a wallet"),
                then=lambda: self.tools.navigate(Route("welcome")),
            )
            return
        if self._is_reading:
            self._wants_again = True  # what is being read may be from before the change
            return
        self._is_reading = True
        self.again.setEnabled(False)
        self.jobs.start(
            lambda _job: self._collecting.overview(),
            owner=self,
            done=self._show,
            failed=self._failed_to_read,
        )

    def _end_reading(self) -> None:
        self._is_reading = False
        self.again.setEnabled(True)
        if self._wants_again:
            self._wants_again = False
            self.refresh()

    def _failed_to_read(self, error: BaseException) -> None:
        self._end_reading()
        self.states.show_error(error, self.reload)

    def _show(self, overview: "Overview") -> None:
        self._end_reading()
        self._overview = overview
        self._show_stale(overview)
        self._show_batch(overview.collection)
        has_batch = overview.collection is not None
        if not overview.holdings and not has_batch and overview.fault is None:
            self.states.show_empty(
                tr("Nothing is waiting"),
                tr("Earnings, refunds, shares and free bonds will be listed here until you take them home."),
            )
            return
        self._show_rows(overview)
        self._replan()
        self.states.show_full()

    def _show_stale(self, overview: "Overview") -> None:
        self.stale.setVisible(overview.fault is not None)
        if overview.fault is None:
            return
        title = tr("Not up to date: {reason}", reason=describe(overview.fault).title)
        if overview.read_at is None:
            self.stale.say("warning", title, tr("Nothing could be read yet, so the amounts are unknown."))
        else:
            when = ago(time.time() - overview.read_at)
            self.stale.say("warning", title, tr("The amounts are those of the last look, {time}.", time=when))

    def _show_rows(self, overview: "Overview") -> None:
        names = {account.address: account.name for account in overview.accounts}
        clear(self.ready)
        clear(self.later)
        self.rows = {}
        ready = [h for h in overview.holdings if h.kind.value not in _LATER]
        later = [h for h in overview.holdings if h.kind.value in _LATER]
        has_names = len(overview.accounts) > 1
        for holding in ready[:_SHOWN_AT_ONCE]:
            whose = names.get(holding.account, "") if has_names else ""
            unit = overview.unit(holding.currency)
            shown = HoldingRow(holding, unit, whose, with_tick=overview.collection is None)
            shown.tick.setChecked(self._is_ticked(holding))
            shown.tick.toggled.connect(lambda on, key=holding.key: self._tick(key, on=on))
            self.rows[holding.key] = shown
            self.ready.addWidget(shown)
        for holding in later[:_SHOWN_AT_ONCE]:
            whose = names.get(holding.account, "") if has_names else ""
            self.later.addWidget(HoldingRow(holding, overview.unit(holding.currency), whose, with_tick=False))
        self.ready_title.setVisible(bool(ready))
        self.later_title.setVisible(bool(later))

    def _is_ticked(self, holding: Holding) -> bool:
        return holding.can_be_taken and self._ticks.get(holding.key, holding.doubt is Doubt.NONE)

    def _tick(self, key: str, *, on: bool) -> None:
        self._ticks[key] = on
        self._replan()

    def _replan(self) -> None:
        """What the ticks mean in transactions and fees; computed from the last look, without asking anybody."""
        overview = self._overview
        if overview is None:
            return
        chosen = [h for h in overview.holdings if self._is_ticked(h)]
        others = self.summary.others.isChecked()
        self._steps = self._collecting.plan([h.key for h in chosen], others=others)
        is_locked = self._accounts.state.value != "unlocked"
        self.summary.show_plan(overview, chosen, self._steps, locked=is_locked)
        self.summary.setVisible(overview.collection is None and bool(self.rows))

    def _take(self) -> None:
        if self._accounts.state.value != "unlocked":
            self.tools.navigate(Route("unlock", "collecting"))
            return
        steps = self._steps
        if steps:
            self._begin(lambda job: self._collecting.collect(steps, job.cancel, job.report))

    def _resume(self) -> None:
        if self._accounts.state.value != "unlocked":
            self.tools.navigate(Route("unlock", "collecting"))
            return
        self._begin(lambda job: self._collecting.resume(job.cancel, job.report))

    def _begin(self, work: object) -> None:
        self.summary.hide()
        self.batch.show_beginning()
        self._job = self.jobs.start(
            work,  # type: ignore[arg-type]
            title=tr("Taking money home"),
            owner=self,
            done=self._ended,
            failed=self._broken_off,
            progressed=self._progressed,
        )

    def _progressed(self, _progress: Progress) -> None:
        self.jobs.start(
            lambda _job: self._collecting.unfinished(), lane="db", owner=self, done=self._show_batch
        )

    def _show_batch(self, collection: Collection | None) -> None:
        is_running = self._job is not None and not self._job.is_settled
        unit = self._overview.unit if self._overview is not None else unread_currency
        self.batch.show_collection(collection, unit, running=is_running)

    def _ended(self, _collection: object) -> None:
        self._job = None
        self._ticks.clear()
        self.refresh()

    def _broken_off(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, Declined):
            self.batch.forget()  # nothing was begun
            self.tools.toast("info", describe(error).title)
        else:
            self.batch.show_fault(error)
        self.refresh()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.refresh()

    def _put_away(self) -> None:
        self.batch.forget()
        self.jobs.start(
            lambda _job: self._collecting.put_away(), lane="db", owner=self, done=lambda _: self.refresh()
        )


_LATER = frozenset({"in-dispute", "waiting", "bond-locked"})
