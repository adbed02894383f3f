"""What the benchmarks need of Qt: a heartbeat of the GUI thread, and an empty window. Nothing else is imported."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

BEAT_MS = 5


class Heartbeat(QObject):
    """Notes the time between two of its beats, and during which step it was.

    ``work`` is what the thread itself computed meanwhile: on a busy machine the gaps say more of the machine.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[tuple[float, str]] = []
        self.work: list[tuple[float, str]] = []
        self.step = ""
        self._last = self._worked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start(BEAT_MS)

    def leave_out(self, work: Callable[[], None]) -> None:
        """Do what only the benchmark does in this thread, and no person's click."""
        work()
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append((1000 * (now - self._last), self.step))
        self.work.append((1000 * (worked - self._worked), self.step))
        self._last, self._worked = now, worked


class _EmptyWindow(QMainWindow):
    """Nothing in it; calls back after its first paint, as the main window does."""

    def __init__(self, painted: Callable[[], None]) -> None:
        super().__init__()
        self._painted = painted
        self.resize(1200, 800)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self._painted)


def show_empty(painted: Callable[[], None]) -> None:
    """Show an empty window until ``painted`` ends the process."""
    application = QApplication(sys.argv[:1])
    window = _EmptyWindow(painted)
    window.show()
    application.exec()
