"""How the window's process ends: by a signal as by a click on the cross, and with nothing left for the interpreter to delete."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QSocketNotifier
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def ended_by_signals(app: QCoreApplication) -> Iterator[None]:
    """Within, a signal of ``SIGNALS`` quits ``app``'s event loop; afterwards they do what they did before.

    Python runs its handlers between byte codes, and Qt's loop runs none: so the wake-up socket of ``signal`` is
    watched by Qt, whose slot then lets Python run.
    """
    reading, writing = socket.socketpair()
    with reading, writing:
        reading.setblocking(False)
        writing.setblocking(False)
        notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read, app)
        notifier.activated.connect(lambda: reading.recv(64))
        woken = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        kept = {number: signal.signal(number, lambda *_: app.quit()) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in kept.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(woken)
            notifier.setEnabled(False)
            notifier.deleteLater()


def delete_widgets_left() -> None:
    """Delete every widget that still lives, parents first, while the application does.

    What is left is deleted by PySide when the interpreter ends, in no order. A button is then deleted before its parent;
    its connection held the last reference to the parent, which so dies within, and deletes the button a second time.

    Charts go first: pyqtgraph keeps the settings of each as a window that is never shown, and a chart crashes that is
    deleted after its own.
    """
    left = [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]
    left.sort(key=lambda widget: not _holds_chart(widget))
    for widget in left:
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left.clear()  # held until here: none dies because another's connection that held it is deleted


def _holds_chart(widget: QWidget) -> bool:
    return isinstance(widget, QGraphicsView) or widget.findChild(QGraphicsView) is not None
