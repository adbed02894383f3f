"""The application: one QApplication, one window, one runner; painted first, opened after."""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.core.changes import Change, Topic
from desktop.text import tr
from desktop.ui import language
from desktop.ui.ending import delete_widgets_left, ended_by_signals
from desktop.ui.jobs import ChangeBus, JobControl, JobRunner
from desktop.ui.page import Route
from desktop.ui.pauses import Collector, PagePreparer
from desktop.ui.services import AppServices, import_pages
from desktop.ui.shell import MainWindow
from desktop.ui.theme import Theme

log = logging.getLogger("licet.ui")

Publish = Callable[[Change], None]
Start = Callable[[Publish], AppServices]

_TURN_S = 0.001
"""How long a job's thread may compute in Python while the window waits. Python's own 5 ms were waited for several times
with each key: whenever Qt had let go of the interpreter for a moment."""

# Pages that every person goes to; making one asks nobody anything.
_LIKELY = ("market", "wallet", "listing", "library", "order", "run", "sell", "settings")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Application:
    """The parts of a running window, for ``run_app`` and for the tour."""

    def __init__(self, start: Start, *, theme: str = "system", language_setting: str = "system") -> None:
        sys.setswitchinterval(_TURN_S)
        existing = QApplication.instance()
        self.qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
        self.qt.setApplicationName("Licet")
        self.qt.setQuitOnLastWindowClosed(True)
        self.language = language.install(self.qt, language_setting)
        self.theme = self.qt.findChild(Theme) or Theme(self.qt, theme)
        self.theme.set_mode(theme)
        self.jobs = JobRunner()
        self.bus = ChangeBus()
        self.window = MainWindow(self.jobs, self.bus)
        self._start = start
        self._collector = Collector(_has_free_hands)
        self._preparer = PagePreparer(_LIKELY, self.window.prepare, _has_free_hands)
        self._go_to: Route | None = None
        self.jobs.jobs_changed.connect(self._preparer.wait)
        self.bus.changed.connect(self._changed)

    def open(self) -> None:
        """Make the services in a job; until then the window says that it is opening."""
        self.window.opening.show_busy(self.window.opening.busy.title.text())
        self._collector.hold()

        def work(_job: JobControl) -> AppServices:
            return self._start(self.bus.publish)

        self.jobs.start(lambda _job: import_pages(), lane="db")
        self.jobs.start(
            work,
            lane="cpu",
            owner=self.window,
            done=self._opened,
            failed=self._failed,
        )

    def reopen(self) -> None:
        """Leave the services and make them anew, for the network that the settings name now; the wallet stays open."""
        self._preparer.stop()
        self._go_to = Route("settings", "networks")
        self.jobs.drop()
        self.window.detach(tr("Going over to the other network"))
        self.open()

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.CONNECTION and self.window.services is not None:
            self.reopen()

    def _opened(self, services: AppServices) -> None:
        self.window.attach(services)
        if self._go_to is not None:
            self.window.navigate(self._go_to)
        self._collector.release()
        self._preparer.start()

    def _failed(self, error: BaseException) -> None:
        self._collector.release()
        self.window.show_opening_error(error, self.open)

    def close(self) -> None:
        """End the jobs and take the window down."""
        self._preparer.stop()
        self.jobs.close()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._collector.end()


def _has_free_hands() -> bool:
    """Whether the person is not just pressing or dragging something."""
    return QApplication.mouseButtons() == Qt.MouseButton.NoButton


def run_app(
    start: Start,
    *,
    theme: str = "system",
    language_setting: str = "system",
    on_first_paint: Callable[[], None] | None = None,
) -> int:
    """Show the window and run until it is closed; returns the exit code.

    Args:
        start: Composes the services; called in a job after the first paint, with a thread-safe ``publish``.
        theme: ``system``, ``light`` or ``dark``.
        language_setting: ``system``, ``en`` or ``zh_CN``.
        on_first_paint: Called once, on the GUI thread, right after the window was first painted.
    """
    install_hooks()
    application = Application(start, theme=theme, language_setting=language_setting)

    def painted() -> None:
        if on_first_paint is not None:
            on_first_paint()
        application.open()

    application.window.painted.connect(painted)
    application.window.show()
    with ended_by_signals(application.qt):
        code = application.qt.exec()
    application.close()
    delete_widgets_left()
    return int(code)


def install_hooks() -> None:
    """For the whole process: errors in slots reach ``sys.excepthook``, those of threads ``threading.excepthook``, Qt's words the log."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unexpected error in the window", exc_info=(kind, error, trace))

    def report_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            report(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = report
    threading.excepthook = report_thread
    qInstallMessageHandler(
        lambda kind, _context, text: log.log(_QT_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
    )
