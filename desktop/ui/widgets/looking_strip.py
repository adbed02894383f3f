"""How far the accounts were looked through on the chain, with the way to look now and further back."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.core.changes import Progress
from desktop.core.identity import Address
from desktop.core.traces import Trace
from desktop.text import describe, tr
from desktop.ui.activity_words import forgotten, looked_through
from desktop.ui.jobs import Job, JobControl, JobRunner
from desktop.ui.phrases import ago
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, row

if TYPE_CHECKING:
    from desktop.services.tracing.service import TracingService

FRESH_S = 20
"""A look is not repeated within this time by merely coming to the page."""


class LookingStrip(QFrame):
    """Looks each account through by itself, one after the other. ``looked`` is emitted when a look has ended well."""

    looked = Signal()

    def __init__(self, jobs: JobRunner, tracing: "TracingService") -> None:
        super().__init__()
        self._jobs, self._tracing = jobs, tracing
        self._accounts: tuple[Address, ...] = ()
        self._job: Job | None = None
        self.words = Label("", "small", wrap=True)
        self.words.setObjectName("activity-looked")
        self.fault = Label("", "warning", wrap=True)
        self.fault.hide()
        self.now = Button(tr("Look now"), "ghost", icon="refresh-cw", name="activity-look", clicked=self.look)
        self.further = Button(
            tr("Look further back"),
            "ghost",
            icon="history",
            name="activity-look-back",
            clicked=self._look_back,
        )
        self.stop = Button(tr("Stop"), "ghost", icon="x", name="activity-look-stop", clicked=self._stop)
        self.further.hide()
        self.stop.hide()
        line = row(self.words, self.further, self.now, self.stop, spacing=GRID)
        line.setStretch(0, 1)
        lines = column(self, spacing=4)
        lines.addLayout(line)
        lines.addWidget(self.fault)

    def show_accounts(self, accounts: Sequence[Address], *, look: bool) -> None:
        """Say how far these are read; with ``look`` read what is new, unless that was done a moment ago."""
        self._accounts = tuple(accounts)
        self._jobs.start(
            lambda _job: self._traces(),
            lane="db",
            owner=self,
            done=lambda traces: self._show(traces, look=look),
        )

    def look(self) -> None:
        """Read what is new."""
        accounts = self._accounts
        self._start(lambda control: [self._tracing.look(a, control.cancel) for a in accounts], "")

    def _look_back(self) -> None:
        accounts = self._accounts

        def work(control: JobControl) -> None:
            for account in accounts:
                self._tracing.look_back(
                    account,
                    control.cancel,
                    lambda block: control.report(Progress("", "", 0, 0, f"{block:,}")),
                )

        self._start(work, tr("Looking further back"))

    def _start(self, work: object, title: str) -> None:
        if self._job is not None:
            return
        self.fault.hide()
        self._busy(True)
        self._job = self._jobs.start(
            work,  # type: ignore[arg-type]
            title=title,
            owner=self,
            done=lambda _: self._done(),
            failed=self._ended,
            progressed=lambda p: self.words.setText(tr("Reading… down to block {block}", block=p.text)),
        )

    def _done(self) -> None:
        self._ended(None)
        self.looked.emit()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._ended(None)

    def _ended(self, error: BaseException | None) -> None:
        self._job = None
        self._busy(False)
        if error is not None:
            words = describe(error)
            self.fault.setText(tr("Not up to date: {reason}", reason=words.title))
            self.fault.show()
        self.show_accounts(self._accounts, look=False)

    def _busy(self, is_busy: bool) -> None:
        self.now.setEnabled(not is_busy)
        self.further.setEnabled(not is_busy)
        self.stop.setVisible(is_busy)
        if is_busy:
            self.words.setText(tr("Looking at the chain…"))

    def _traces(self) -> list[Trace | None]:
        return [self._tracing.trace(account) for account in self._accounts]

    def _show(self, traces: list[Trace | None], *, look: bool) -> None:
        if self._job is not None:
            return
        words, can_go_back = looked_through(traces)
        read = [trace.seen_at for trace in traces if trace is not None]
        if read:
            words = tr("{words}, {ago}.", words=words, ago=ago(time.time() - min(read)))
        if forgotten(traces):
            words = tr(
                "{words} This node has forgotten older balances; one that keeps all would know.", words=words
            )
        self.words.setText(words)
        self.further.setVisible(can_go_back)
        is_old = len(read) < len(traces) or time.time() - min(read, default=0) > FRESH_S
        if look and is_old and traces:
            self.look()
