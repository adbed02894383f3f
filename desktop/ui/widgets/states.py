"""The four designed states of a page: empty, busy, error, full. And banners."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QProgressBar, QStackedLayout, QWidget

from desktop.core.agreements import Declined
from desktop.core.changes import Progress
from desktop.text import describe, size, tr
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Icon, Label, column, fill, restyle, row

_TONE_ICONS = {
    "info": ("info", "accent_text"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


class Phase(Enum):
    """Which of the four states is shown."""

    EMPTY = 0
    BUSY = 1
    ERROR = 2
    FULL = 3


class Message(QWidget):
    """An icon, a heading, a sentence and at most one action, in the middle of the space."""

    def __init__(self, icon: str, tone: str = "muted") -> None:
        super().__init__()
        self._icon = Icon(icon, tone, 40)
        self.title = Label("", "h2", wrap=True)
        self.body = Label("", "muted", wrap=True)
        self.remedy = Label("", "body", wrap=True)
        self.button = Button("", "primary", name="state-action")
        self.button.hide()
        for label in (self.title, self.body, self.remedy):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = QWidget()
        inner.setMaximumWidth(60 * GRID)
        lines = column(inner, spacing=GRID + 4)
        fill(lines, row(1, self._icon, 1), self.title, self.body, self.remedy)
        lines.addSpacing(GRID)
        self._more = column()
        lines.addLayout(self._more)
        lines.addLayout(row(1, self.button, 1))
        outer = column(self, padding=4 * GRID)
        fill(outer, 2)
        middle = row(1, inner, 1)
        middle.setStretch(1, 1000)
        outer.addLayout(middle)
        inner.setMinimumWidth(40 * GRID)
        fill(outer, 3)

    def add(self, widget: QWidget) -> None:
        """Something of the page's own above the action; the page shows and hides it."""
        self._more.addWidget(widget)

    def say(self, title: str, body: str, remedy: str = "", *, action: str = "") -> None:
        """Put the words in; without ``action`` there is no button."""
        self.title.setText(title)
        self.body.setText(body)
        self.body.setVisible(bool(body))
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        self.button.set_text(action)
        self.button.setVisible(bool(action))


class Busy(QWidget):
    """Progress with its amount, and a way to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label("", "h3")
        self.detail = Label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(40 * GRID)
        self.cancel = Button(tr("Cancel"), "secondary", name="busy-cancel")
        self.cancel.hide()
        for label in (self.title, self.detail):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer = column(self, padding=4 * GRID, spacing=GRID + 4)
        fill(outer, 2, self.title, row(1, self.bar, 1), self.detail, row(1, self.cancel, 1), 3)

    def report(self, progress: Progress) -> None:
        """Show how much is done; an unknown total leaves the bar moving."""
        show_progress(self.bar, progress)
        self.detail.setText(progress_text(progress))


class StateView(QWidget):
    """A stack of the four states around one ``full`` widget."""

    def __init__(self, full: QWidget, *, empty_icon: str) -> None:
        super().__init__()
        self.full = full
        self.empty = Message(empty_icon)
        self.empty.setObjectName("state-empty")
        self.busy = Busy()
        self.error = Message("circle-alert", "danger")
        self.error.setObjectName("state-error")
        self._action: Callable[[], object] | None = None
        self._stack = QStackedLayout(self)
        self._stack.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for widget in (self.empty, self.busy, self.error, full):
            self._stack.addWidget(widget)
        self.empty.button.clicked.connect(self._act)
        self.error.button.clicked.connect(self._act)
        self.phase = Phase.BUSY
        self.show_busy(tr("Loading"))

    def minimumSizeHint(self) -> QSize:
        """Small: what does not fit scrolls or is cut, and never squeezes the page's controls."""
        return QSize(20 * GRID, 16 * GRID)

    def show_empty(
        self, title: str, body: str, *, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Say what this place is for and what to do next."""
        self._action = then
        self.empty.say(title, body, action=action)
        self._show(Phase.EMPTY)

    def show_busy(self, title: str, *, cancel: Callable[[], object] | None = None) -> None:
        """Something is being fetched; ``cancel`` offers to stop it."""
        self.busy.title.setText(title)
        self.busy.detail.setText("")
        self.busy.bar.setRange(0, 0)
        self.busy.cancel.setVisible(cancel is not None)
        if cancel is not None:
            self.busy.cancel.disconnect(self.busy.cancel)
            self.busy.cancel.clicked.connect(lambda _=False: cancel())
        self._show(Phase.BUSY)

    def show_error(self, error: BaseException, retry: Callable[[], object] | None = None) -> None:
        """What happened, what was kept safe, what to do."""
        words = describe(error)
        self._action = retry
        self.error.say(words.title, words.body, words.remedy, action=tr("Try again") if retry else "")
        self._show(Phase.ERROR)

    def show_full(self) -> None:
        """The page itself."""
        self._show(Phase.FULL)

    def _show(self, phase: Phase) -> None:
        self.phase = phase
        self._stack.setCurrentIndex(phase.value)

    def _act(self) -> None:
        if self._action is not None:
            self._action()


class Banner(QFrame):
    """A coloured strip with a sentence, and at most one action."""

    def __init__(self, tone: str = "info", title: str = "", body: str = "", *, action: str = "") -> None:
        super().__init__()
        self.setObjectName("banner")
        icon, role = _TONE_ICONS[tone]
        self._icon = Icon(icon, role, 20)
        self.title = Label("", "strong", wrap=True)
        self.body = Label("", "body", wrap=True)
        self.button = Button(action, "secondary")
        if not action:
            self.button.hide()
        for label in (self.title, self.body):  # beside the icon, also where there is more room than words
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = column(spacing=4)
        fill(words, self.title, self.body)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, GRID + 4)
        line.setSpacing(GRID + 4)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(tone, title, body)

    def say(self, tone: str, title: str, body: str = "") -> None:
        """Other words, in another tone."""
        icon, role = _TONE_ICONS[tone]
        self._icon.show_icon(icon, role)
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.body.setText(body)
        self.body.setVisible(bool(body))
        self.setProperty("tone", tone)
        self.setAccessibleName(f"{title}\n{body}")
        restyle(self)

    def show_error(self, error: BaseException) -> None:
        """An error's words."""
        words = describe(error)
        tone = "info" if isinstance(error, Declined) else "danger"  # what a person wanted is no fault
        self.say(tone, words.title, "\n".join(part for part in (words.body, words.remedy) if part))
        self.show()


def show_progress(bar: QProgressBar, progress: Progress) -> None:
    """Thousandths of the total, which may not fit Qt's 32 bits."""
    if progress.total > 0:
        bar.setRange(0, 1000)
        bar.setValue(min(1000, progress.done * 1000 // progress.total))
    else:
        bar.setRange(0, 0)


def progress_text(progress: Progress) -> str:
    """The amount in words; empty where nothing is known."""
    if progress.total > 4096:
        return tr("{done} of {total}", done=size(progress.done), total=size(progress.total))
    if progress.total > 0:
        return tr("{done} of {total}", done=progress.done, total=progress.total)
    return ""
