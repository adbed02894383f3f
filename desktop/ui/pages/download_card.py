"""One download: how far, how fast, from whom, and what the person may do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from desktop.core.changes import Progress
from desktop.core.transfers import SourceShare, SourceState, Urgency, Wanted
from desktop.services.downloads import DownloadView
from desktop.text import tr
from desktop.ui.download_words import (
    URGENCIES,
    amount_words,
    share_trouble,
    share_words,
    state_words,
)
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, Choice, ElidedLabel, Icon, Label, row
from desktop.ui.widgets.states import show_progress

_ICONS = {
    SourceState.WAITING: ("circle-dashed", "muted"),
    SourceState.WORKING: ("arrow-down-left", "success"),
    SourceState.RETRYING: ("refresh-cw", "warning"),
    SourceState.DROPPED: ("circle-x", "danger"),
}


class DownloadCard(Card):
    """Drawn anew in place while bytes flow, so that nothing under the pointer or the keyboard goes away."""

    paused = Signal()
    resumed = Signal()
    cancelled = Signal()
    urgency_chosen = Signal(object)

    def __init__(self, view: DownloadView) -> None:
        super().__init__(padding=2 * GRID, spacing=GRID)
        name = view.download.name or tr("A model")
        self.setAccessibleName(name)
        self.name = ElidedLabel(name, "h3")
        self.badge = Badge("")
        self.amount = Label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of “{name}”", name=name))
        self.urgency = Choice(tr("Who goes first"), "download-urgency")
        for value, words in URGENCIES.items():
            self.urgency.addItem(tr(words), value)
        self.urgency.activated.connect(
            lambda _index: self.urgency_chosen.emit(Urgency(self.urgency.currentData()))
        )
        self.pause = Button(tr("Pause"), icon="pause", name="download-pause", clicked=self.paused.emit)
        self.resume = Button(tr("Resume"), icon="play", name="download-resume", clicked=self.resumed.emit)
        self.cancel = Button(
            "", "icon", icon="x", name="download-cancel", tip=tr("Cancel this download"),
            clicked=self.cancelled.emit,
        )  # fmt: skip
        head = row(self.name, self.badge, 1, self.urgency, self.pause, self.resume, self.cancel)
        self.column.addLayout(head)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.amount)
        self.sources = _Sources()
        self.column.addWidget(self.sources)
        self.show_view(view)

    def show_view(self, view: DownloadView) -> None:
        """Show how it stands now."""
        download, status = view.download, view.status
        self.badge.set_state(*state_words(view))
        self.amount.setText(amount_words(view))
        is_done = download.finished_at is not None
        done = download.done_bytes if status is None else status.done
        self.bar.setVisible(not is_done)
        show_progress(self.bar, Progress("", "fetch", done, download.total_bytes))
        self.urgency.setVisible(not is_done)
        if not self.urgency.view().isVisible():  # not while the person chooses
            self.urgency.setCurrentIndex(self.urgency.findData(download.urgency))
        self.pause.setVisible(view.is_running and not download.is_paused)
        # A repair that has stopped goes on with the next check: there is nothing to press.
        can_go_on = download.is_paused or download.wanted is not Wanted.REPAIR
        self.resume.setVisible(not is_done and can_go_on and not self.pause.isVisibleTo(self))
        self.resume.setEnabled(not view.is_running)
        self.cancel.setVisible(not is_done)
        shares = status.sources if status is not None and status.sources else download.sources
        self.sources.show_shares(shares)


class _Sources(QWidget):
    """A line for each source: its name, what it gave, and under it what was wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("download-sources")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, GRID, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[Icon, ElidedLabel, Label, Label]] = []

    def show_shares(self, shares: tuple[SourceShare, ...]) -> None:
        """Show these; lines are made when there are more sources than before."""
        self.setVisible(bool(shares))
        while len(self._lines) < len(shares):
            self._add()
        for place, line in enumerate(self._lines):
            for widget in line:
                widget.setVisible(place < len(shares))
        for share, (icon, name, given, trouble) in zip(shares, self._lines, strict=False):
            icon.show_icon(*_ICONS[share.state])
            name.setText(share.name)
            given.setText(share_words(share))
            words = share_trouble(share)
            trouble.setText(words)
            trouble.setVisible(bool(words))
            trouble.set_role("danger" if share.state is SourceState.DROPPED else "warning")
            name.setAccessibleName(" ".join(filter(None, (share.name, given.text(), words))))

    def _add(self) -> None:
        line = (Icon("circle-dashed", "muted", 16), ElidedLabel("", "small"), Label("", "small"), Label("", "small", wrap=True))  # fmt: skip
        at = 2 * len(self._lines)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(line[0], at, 0, middle)
        self._grid.addWidget(line[1], at, 1, middle)
        self._grid.addWidget(line[2], at, 2, middle | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(line[3], at + 1, 1, 1, 2)
        self._lines.append(line)
