"""Notices that nobody has touched the window for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_TOUCHES = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class IdleWatch(QObject):
    """Emits ``became_idle`` after so many minutes without a key, a click or a wheel."""

    became_idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.became_idle)
        self._watched: QWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # The window with the focus alone: a filter on the application would run Python for every event of Qt,
            # and each would wait for whichever thread holds the interpreter (measured: the longest gaps doubled).
            app.focusWindowChanged.connect(self._watch)
            self._watch(app.focusWindow())

    def set_minutes(self, minutes: int) -> None:
        """Start over with this span; 0 never fires."""
        self._timer.stop()
        if minutes:
            self._timer.start(minutes * 60_000)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._watch)
        self._watch(None)

    def _watch(self, window: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)
