"""What would stop the window for a moment, done when it does not matter: collecting garbage, and making pages."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_COLLECT_MS = 100
_QUIET_MS = 200
_QUIET_TICKS = 5
"""A second without work: who writes into a search starts some with every key."""


class Collector(QObject):
    """Python's garbage collector, run by the window's thread alone, and kept from what it need not look at.

    Python collects in whichever thread happens to make an object. A widget that stands in a cycle would then be taken
    down by the thread of a job, and Qt crashes the process. From ``hold`` to ``end`` only a timer of this thread collects.

    A full collection stops every thread of the process, here for 60 to 100 ms: 160,000 objects of modules and services
    are looked at each time. None is made while they come to be; then they are put aside for good (``gc.freeze``), and
    a full one is made only when ``is_quiet`` says that nobody would notice.
    """

    def __init__(self, is_quiet: Callable[[], bool]) -> None:
        super().__init__()
        self._is_quiet = is_quiet
        self._timer = QTimer(self)
        self._timer.setInterval(_COLLECT_MS)
        self._timer.timeout.connect(self._collect)

    def hold(self) -> None:
        """Collect nothing for now."""
        self._timer.stop()
        gc.disable()

    def release(self) -> None:
        """Put aside what there is, and collect what comes from now on."""
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """As if there had been no window; what it left in cycles is taken down here, by this thread."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()

    def _collect(self) -> None:
        """The oldest generation whose threshold is passed, as Python itself would."""
        passed = [
            count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        if passed[2] and self._is_quiet():
            gc.collect(2)
        elif passed[1]:
            gc.collect(1)
        elif passed[0]:
            gc.collect(0)


class PagePreparer(QObject):
    """Makes the pages that are likely to be gone to, one at a time, between other things.

    A page takes some hundredths of a second to be made, and some to be filled: who goes to one that is made waits for the
    second alone.
    """

    def __init__(
        self, pages: tuple[str, ...], make: Callable[[str], object], is_quiet: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._pages, self._make, self._is_quiet = pages, make, is_quiet
        self._left = list(pages)
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin with the first page, also where all were made before."""
        self._left = list(self._pages)
        self._ticks = 0
        self._timer.start()

    def stop(self) -> None:
        """Safe to call twice."""
        self._timer.stop()

    def wait(self) -> None:
        """Something is going on: begin to wait anew."""
        self._ticks = 0

    def _next(self) -> None:
        self._ticks = self._ticks + 1 if self._is_quiet() else 0
        if not self._left:
            self._timer.stop()
        elif self._ticks >= _QUIET_TICKS:
            self._make(self._left.pop(0))
