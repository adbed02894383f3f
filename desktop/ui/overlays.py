"""Things that lie over the pages: toasts, the job drawer and the command palette."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.text import tr
from desktop.ui.jobs import Job, JobRunner
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Icon, Label, clear, column, row
from desktop.ui.widgets.states import progress_text, show_progress

_TOAST_MS = 4000
_MOST_TOASTS = 3
_LOOK_MS = 250
_PRIMARY = frozenset({"primary", "large"})
_ICONS = {
    "info": ("info", "accent_text"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


class Toasts(QWidget):
    """Short words in a corner that leave by themselves; errors stay until they are closed.

    They lie in the first corner where they cover no primary action, and move away when one comes under them.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._shown: list[QWidget] = []
        self._lines = column(self, spacing=GRID)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._step_aside)
        self.hide()
        parent.installEventFilter(self)

    def say(self, tone: str, text: str) -> None:
        """Show one sentence."""
        while len(self._shown) >= _MOST_TOASTS:
            self._drop(self._shown[0])
        toast = QFrame()
        toast.setObjectName("toast")
        toast.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        toast.setFixedWidth(45 * GRID)
        icon, role = _ICONS.get(tone, _ICONS["info"])
        label = Label(text, "body", wrap=True)
        close = Button("", "icon", icon="x", tip=tr("Close"), clicked=lambda: self._drop(toast))
        line = row(Icon(icon, role, 20), label, close, spacing=GRID + 4)
        line.setStretch(1, 1)
        line.setContentsMargins(2 * GRID, GRID + 4, GRID, GRID + 4)
        toast.setLayout(line)
        toast.setAccessibleName(text)
        self._lines.addWidget(toast)
        self._shown.append(toast)
        if tone != "danger":
            timer = QTimer(toast)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self._drop(toast))
            timer.start(_TOAST_MS)
        self._place()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said now."""
        return tuple(toast.accessibleName() for toast in self._shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _drop(self, toast: QWidget) -> None:
        if toast not in self._shown:
            return
        self._shown.remove(toast)
        self._lines.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        self._place()

    def _place(self) -> None:
        self.setVisible(bool(self._shown))
        if not self._shown:
            self._look.stop()
            return
        self._look.start()
        self.adjustSize()
        self.move(self._corners()[0])
        self._step_aside()
        self.raise_()

    def _corners(self) -> tuple[QPoint, ...]:
        """Lower right, lower middle, upper middle, upper right: the best first."""
        host = self._host
        right, bottom = host.width() - self.width() - 3 * GRID, host.height() - self.height() - 5 * GRID
        middle = right // 2
        return QPoint(right, bottom), QPoint(middle, bottom), QPoint(middle, GRID), QPoint(right, GRID)

    def _step_aside(self) -> None:
        """Stay where no primary action lies below; else go to the first corner that is free."""
        taken = [
            QRect(button.mapTo(self._host, QPoint(0, 0)), button.size())
            for button in self._host.findChildren(QPushButton)
            if button.property("kind") in _PRIMARY and button.isVisible()
        ]
        for corner in (self.pos(), *self._corners()):
            if not any(QRect(corner, self.size()).intersects(place) for place in taken):
                self.move(corner)
                return


class JobDrawer(QWidget):
    """The running jobs, each with its progress and a way to stop it."""

    def __init__(self, runner: JobRunner) -> None:
        super().__init__()
        self.setObjectName("drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(38 * GRID)
        self._runner = runner
        self._shown: tuple[Job, ...] = ()
        self._bars: list[tuple[Job, QProgressBar, Label]] = []
        lines = column(self, padding=2 * GRID, spacing=2 * GRID)
        close = Button("", "icon", icon="x", tip=tr("Close"), clicked=self.hide)
        lines.addLayout(row(Label(tr("Jobs"), "h3"), 1, close))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2 * GRID)
        lines.addLayout(self._rows)
        self._empty = Label(tr("Nothing is being done right now."), "muted", wrap=True)
        lines.addWidget(self._empty)
        lines.addStretch(1)
        runner.jobs_changed.connect(self._refresh)
        self.hide()

    def toggle(self) -> None:
        """Open or close it."""
        self.setVisible(not self.isVisible())
        self._refresh()

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        if self._runner.running != self._shown:
            self._rebuild()
        for job, bar, note in self._bars:
            if job.progress is not None:
                show_progress(bar, job.progress)
                note.setText(progress_text(job.progress))

    def _rebuild(self) -> None:
        self._shown = self._runner.running
        clear(self._rows)
        self._bars.clear()
        self._empty.setVisible(not self._shown)
        for job in self._shown:
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, 0)
            bar.setAccessibleName(job.title)
            note = Label("", "small")
            stop = Button("", "icon", icon="x", tip=tr("Stop: {job}", job=job.title), clicked=job.cancel)
            block = column(spacing=4)
            block.addLayout(row(Label(job.title, "strong", wrap=True), stop))
            block.addWidget(bar)
            block.addWidget(note)
            self._rows.addLayout(block)
            self._bars.append((job, bar, note))


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the palette."""

    name: str
    icon: str
    run: Callable[[], object]
    keys: str = ""


class CommandPalette(QDialog):
    """Ctrl+K: type a few letters, press Enter."""

    def __init__(self, parent: QWidget, commands: list[Command]) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(tr("Commands"))
        self.setFixedSize(64 * GRID, 52 * GRID)
        self._commands = commands
        self.search = QLineEdit()
        self.search.setObjectName("palette-search")
        self.search.setPlaceholderText(tr("Type a command or a page"))
        self.search.setAccessibleName(tr("Type a command or a page"))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("palette-list")
        self.list.setAccessibleName(tr("Commands"))
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        frame.setProperty("card", True)
        lines = column(frame, padding=2 * GRID, spacing=GRID)
        lines.addWidget(self.search)
        lines.addWidget(self.list, 1)
        outer.addWidget(frame)
        self._filter("")

    @classmethod
    def ask(cls, parent: QWidget, commands: list[Command]) -> "CommandPalette":
        """Open it over the window."""
        dialog = cls(parent, commands)
        top = parent.mapToGlobal(parent.rect().topLeft())
        dialog.move(top.x() + (parent.width() - dialog.width()) // 2, top.y() + 12 * GRID)
        dialog.open()
        dialog.search.setFocus()
        return dialog

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                count = self.list.count()
                if count:
                    self.list.setCurrentRow((self.list.currentRow() + steps[Qt.Key(event.key())]) % count)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._chosen(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        self.list.clear()
        wanted = text.casefold().split()
        for command in self._commands:
            if all(part in command.name.casefold() for part in wanted):
                label = f"{command.name}    {command.keys}" if command.keys else command.name
                item = QListWidgetItem(Theme.current().icon(command.icon, "muted"), label)
                item.setData(Qt.ItemDataRole.UserRole, command)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        command: Command = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        command.run()
