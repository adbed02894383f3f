"""Ctrl-C and a request to terminate close the window as a click on its cross does: everything is closed in order."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QSocketNotifier

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
