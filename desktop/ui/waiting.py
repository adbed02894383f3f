"""Waiting for the window to get somewhere, for the tour and the screenshots: conditions with a time-out, no sleeping."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

_LOOK_MS = 15


class NeverHappened(Exception):
    """A condition did not become true in time."""


def wait_until(condition: Callable[[], object], what: str, timeout_s: float = 30.0) -> None:
    """Run the event loop until ``condition`` holds.

    Raises:
        NeverHappened: It did not within ``timeout_s``; says ``what``.
        Exception: Whatever ``condition`` raises ends the waiting.
    """
    if condition():
        return
    loop = QEventLoop()
    deadline = time.monotonic() + timeout_s
    timer = QTimer()
    timer.setInterval(_LOOK_MS)

    raised: list[Exception] = []
    held: list[bool] = []

    def look() -> None:
        try:
            # Asked once: until the loop has ended, another timer may have changed what the condition looks at.
            if condition():
                held.append(True)
        except Exception as error:  # noqa: BLE001  an error in a slot would leave the loop running for ever
            raised.append(error)
        if held or raised or time.monotonic() > deadline:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    if raised:
        raise raised[0]
    if not held:
        raise NeverHappened(what)
