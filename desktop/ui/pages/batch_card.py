"""One batch in the list: what it runs on, how far it is, and what can be done about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QProgressBar

from desktop.core.batches import BatchProgress, BatchState
from desktop.core.changes import Progress
from desktop.core.items import Amount
from desktop.text import tr
from desktop.ui.batch_flow import BatchFlow
from desktop.ui.batch_words import (
    advice,
    amount_words,
    failed_words,
    pace_words,
    progress_words,
    source_name,
    state_words,
    took,
)
from desktop.ui.phrases import ago
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, ElidedLabel, Label, restyle, row
from desktop.ui.widgets.states import Banner, show_progress

if TYPE_CHECKING:
    from desktop.services.batches import BatchView


class BatchCard(Card):
    """A click chooses it; its buttons act at once."""

    chosen = Signal(str)
    unlock_asked = Signal()

    def __init__(self, flow: BatchFlow) -> None:
        super().__init__(padding=2 * GRID, spacing=GRID)
        self._flow = flow
        self._id = ""
        self.setObjectName("batch-card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = ElidedLabel("", "strong")
        self.state = Badge("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.amount = Label("", "body")
        self.failed = Label("", "danger")
        self.pace = Label("", "small")
        self.banner = Banner("info")
        self.pause = Button(
            tr("Pause"), icon="pause", name="batch-pause", clicked=lambda: flow.pause(self._id)
        )
        self.resume = Button(tr("Go on"), "primary", icon="play", name="batch-resume", clicked=self._go_on)
        self.stop = Button(
            tr("End it"), "ghost", icon="x", name="batch-stop", clicked=lambda: flow.stop(self._id)
        )
        head = row(self.name, self.state, spacing=GRID)
        head.setStretch(0, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.bar)
        self.column.addLayout(row(self.amount, self.failed, 1, self.pace, spacing=2 * GRID))
        self.column.addWidget(self.banner)
        self.column.addLayout(row(self.pause, self.resume, self.stop, 1))
        self._view: BatchView | None = None

    def show_view(self, view: "BatchView", now: float) -> None:
        """The batch as it is now."""
        self._view, self._id = view, view.batch.id
        batch = view.batch
        self.name.setText(source_name(batch.choice))
        self.state.set_state(*state_words(view))
        tone, title, body = advice(view)
        self.banner.setVisible(bool(tone))
        if tone:
            self.banner.say(tone, title, body)
        is_waiting = batch.state is BatchState.QUEUED
        self.pause.setVisible(view.is_live or is_waiting)
        self.resume.setVisible(view.can_go_on and not is_waiting)
        self.stop.setVisible(view.is_live or view.can_go_on)
        self.setAccessibleName(f"{source_name(batch.choice)}, {self.state.text()}")
        if view.is_live:
            self.tick()
            return
        is_done, at = batch.state is BatchState.DONE, view.at
        self.bar.setVisible(not is_done)
        self._show(BatchProgress(at.after.index, 0 if is_done else at.total, at.is_exact, at.failed))
        self._move(at.after.index, max(at.total, 1))
        self.pace.setText(
            tr("took {time}, {when}", time=took(batch), when=ago(now - batch.ended_at)) if is_done else ""
        )

    def tick(self) -> None:
        """New progress of a running batch, without reading anything from disk."""
        progress = self._flow.progress(self._id)
        if progress is None:
            return
        self.bar.show()
        self._move(progress.done, progress.total)
        self._show(progress)
        self.pace.setText(pace_words(self._flow.pace(self._id)))

    def set_chosen(self, *, chosen: bool) -> None:
        """Whether its results are shown beside the list."""
        self.setProperty("chosen", chosen)
        restyle(self)

    def _move(self, done: int, total: int) -> None:
        show_progress(self.bar, Progress(self._id, "batch", done, total))

    def _show(self, progress: BatchProgress) -> None:
        whole = Amount(progress.done, is_exact=True)
        self.amount.setText(progress_words(progress) if progress.total else amount_words(whole))
        self.failed.setText(failed_words(progress.failed))
        self.failed.setVisible(bool(progress.failed))

    def _go_on(self) -> None:
        if self._view is not None and self._view.batch.fault == "WalletLocked":
            self.unlock_asked.emit()
        else:
            self._flow.resume(self._id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._id)
        else:
            super().keyPressEvent(event)
