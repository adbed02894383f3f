"""Verify my library: one button, progress with rate and time left, and what was found and mended, in words."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from desktop.core.changes import Progress
from desktop.core.checks import CheckState
from desktop.core.errors import Cancelled
from desktop.text import date_time, duration, size, tr, trn
from desktop.text.keeping import STATES, finding, hindrance
from desktop.ui.jobs import Job, JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, ElidedLabel, Label, clear, column, row
from desktop.ui.widgets.states import Banner, show_progress

if TYPE_CHECKING:
    from desktop.services.checking import CheckLine, CheckOverview, LibraryCheck

_SHOWN_AT_ONCE = 50


class CheckCard(Card):
    """Runs a check at the disk's leisure; pausing keeps what was read, and so does closing the app."""

    checked = Signal()

    def __init__(self, jobs: JobRunner, checking: "LibraryCheck") -> None:
        super().__init__()
        self._jobs, self._checking = jobs, checking
        self._job: Job | None = None
        self._overview: CheckOverview | None = None
        self._began: tuple[float, int] | None = None
        self._done_before: dict[str, int] = {}
        self.start = Button(
            tr("Verify my library"), "primary", icon="shield-check", name="check-start", clicked=self.begin
        )
        self.pause = Button(tr("Pause"), icon="pause", name="check-pause", clicked=self._pause)
        self.give_up = Button(tr("Give up"), "ghost", name="check-give-up", clicked=self._give_up)
        self.words = Label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the check"))
        self.note = Label("", "small")
        self.fault = Banner("danger")
        self.fault.hide()
        self.found = QVBoxLayout()
        self.found.setSpacing(GRID + 4)
        title = Label(tr("Are the models still what you bought?"), "h3", wrap=True)
        head = row(title, self.give_up, self.pause, self.start)
        head.setStretch(0, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.words)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.note)
        self.column.addWidget(self.fault)
        self.column.addLayout(self.found)
        self._show_running()

    def show_overview(self, overview: "CheckOverview") -> None:
        """What was found so far."""
        self._overview = overview
        self.words.setText(_summary(overview))
        self.start.setEnabled(bool(overview.lines))
        clear(self.found)
        worst = sorted(overview.lines, key=_rank)
        for line in [line for line in worst if _is_told(line)][:_SHOWN_AT_ONCE]:
            self.found.addLayout(self._line(line))
        self._show_running()

    def begin(self) -> None:
        """Check everything, or go on."""
        if self._job is not None:
            return
        self.fault.hide()
        overview = self._overview
        self._done_before = {}
        self._began = None
        if overview is not None and overview.is_under_way:
            self._done_before = {"": overview.done_bytes}
        self._job = self._jobs.start(
            lambda job: self._checking.check(job.cancel, job.report),
            lane="batch",
            title=tr("Verifying the library"),
            owner=self,
            done=self._ended,
            failed=self._failed,
            progressed=self._progressed,
        )
        self._show_running()

    def _progressed(self, progress: Progress) -> None:
        overview = self._overview
        if overview is None:
            return
        self._done_before[progress.key] = progress.done
        total = overview.total_bytes
        done = min(total, self._done(overview))
        show_progress(self.bar, Progress("", "check", done, total))
        if progress.step == "mend":
            name = _name_of(overview, progress.key)
            self.note.setText(tr("Mending “{name}” from its sources", name=name))
            return
        now = time.monotonic()
        if self._began is None:
            self._began = (now, done)
        self.note.setText(_pace(done, total, self._began, now))

    def _done(self, overview: "CheckOverview") -> int:
        """Bytes of versions that this run has told of, and of those that were done before it."""
        told = {key for key in self._done_before if key}
        rest = sum(
            line.version.terms.size_bytes
            for line in overview.lines
            if line.check is not None
            and line.check.run == overview.run
            and overview.is_under_way
            and line.check.is_done
            and line.version.terms.identity.hex() not in told
        )
        return rest + sum(done for key, done in self._done_before.items() if key)

    def _ended(self, overview: "CheckOverview") -> None:
        self._job = None
        self.show_overview(overview)
        self.checked.emit()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            self.fault.show_error(error)
        self._show_running()

    def _pause(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.checked.emit()  # how far it came is read again
        self._show_running()

    def _give_up(self) -> None:
        self._pause()
        self._jobs.start(
            lambda _job: self._checking.forget(),
            lane="db",
            owner=self,
            done=lambda _: self.checked.emit(),
        )

    def _mend(self, line: "CheckLine") -> None:
        identity = line.version.terms.identity
        self.fault.hide()
        self._job = self._jobs.start(
            lambda job: self._checking.mend(identity, job.cancel, job.report),
            title=tr("Mending a model"),
            owner=self,
            done=lambda _check: self._mended(),
            failed=self._failed,
            progressed=self._progressed,
        )
        self._show_running()

    def _mended(self) -> None:
        self._job = None
        self.checked.emit()
        self._show_running()

    def _show_running(self) -> None:
        is_running = self._job is not None
        under_way = self._overview is not None and self._overview.is_under_way
        self.bar.setVisible(is_running or under_way)
        self.note.setVisible(is_running)
        self.pause.setVisible(is_running)
        self.start.setVisible(not is_running)
        self.give_up.setVisible(under_way and not is_running)
        self.start.set_text(tr("Go on") if under_way else tr("Verify my library"))
        if is_running and not self.note.text():
            self.note.setText(tr("Reading"))
        if under_way and not is_running and self._overview is not None:
            total = self._overview.total_bytes
            show_progress(self.bar, Progress("", "check", self._overview.done_bytes, max(total, 1)))

    def _line(self, line: "CheckLine") -> QVBoxLayout:
        state = line.check.state if line.check is not None else CheckState.WAITING
        words, tone = STATES[state]
        name = ElidedLabel(line.version.name or line.version.terms.identity.hex()[:16], "strong")
        mend = Button(
            tr("Try to mend it"),
            name=f"check-mend-{line.version.terms.identity.hex()[:8]}",
            clicked=lambda: self._mend(line),
        )
        mend.setVisible(state is CheckState.DAMAGED)
        mend.setEnabled(self._job is None)
        head = row(name, Badge(tr(words), tone), mend)
        head.setStretch(0, 1)
        block = column(spacing=4)
        block.addLayout(head)
        block.addWidget(Label(finding(line.check), "small", wrap=True))
        if line.check is not None and line.check.fault:
            block.addWidget(Label(hindrance(line.check), "small", wrap=True))
        return block


def _is_told(line: "CheckLine") -> bool:
    """What is sound is said once, in the summary."""
    return line.check is not None and line.check.state in {CheckState.MENDED, CheckState.DAMAGED}


def _rank(line: "CheckLine") -> tuple[int, str]:
    state = line.check.state if line.check is not None else CheckState.WAITING
    order = (CheckState.DAMAGED, CheckState.MENDED, CheckState.CHECKING, CheckState.WAITING, CheckState.SOUND)
    return order.index(state), line.version.name


def _summary(overview: "CheckOverview") -> str:
    if not overview.lines:
        return tr("Nothing is here to check yet. Models that you buy or list will be.")
    amount = trn(
        "{n} model, {size}", "{n} models, {size}", len(overview.lines), size=size(overview.total_bytes)
    )
    if overview.is_under_way:
        return tr(
            "{models}. {done} of it is read; the check goes on where it stopped.",
            models=amount,
            done=size(overview.done_bytes),
        )
    checked = [line.check for line in overview.lines if line.check is not None and line.check.is_done]
    if not checked:
        return tr(
            "{models}. Every byte is read and compared with what the chain keeps; what is damaged is fetched again "
            "from its sources, piece by piece.",
            models=amount,
        )
    when = date_time(max(check.finished_at for check in checked))
    if all(check.state is CheckState.SOUND for check in checked) and len(checked) == len(overview.lines):
        return tr("{models}. All of it is sound, checked {time}.", models=amount, time=when)
    damaged = overview.count(CheckState.DAMAGED)
    if damaged:
        return tr(
            "{models}, checked {time}. {damaged}",
            models=amount,
            time=when,
            damaged=trn("{n} is damaged.", "{n} are damaged.", damaged),
        )
    return tr("{models}, checked {time}. What was damaged is mended.", models=amount, time=when)


def _pace(done: int, total: int, began: tuple[float, int], now: float) -> str:
    seconds, read = now - began[0], done - began[1]
    amount = tr("{done} of {total}", done=size(done), total=size(total))
    if seconds < 1 or read <= 0:
        return amount
    rate = read / seconds
    return tr(
        "{amount}, {rate} per second, {left} left",
        amount=amount,
        rate=size(int(rate)),
        left=duration((total - done) / rate),
    )


def _name_of(overview: "CheckOverview", key: str) -> str:
    names = {line.version.terms.identity.hex(): line.version.name for line in overview.lines}
    return names.get(key) or key[:16]
