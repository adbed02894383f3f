"""The market page under a heartbeat, for the benchmarks: scrolled from end to end, and typed into."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from desktop.ui.app import Application
from desktop.ui.pages.market import MarketPage
from desktop.ui.showcase import Showcase
from desktop.ui.waiting import wait_until

if TYPE_CHECKING:
    from desktop.services.catalogue import CatalogueService

FRAME_MS = 16
_WHEEL_PX = 120
_WHEEL_FRAMES = 400
_TRAVEL_FRAMES = 1_200
_LIMIT_S = 300.0


@dataclass
class MarketFigures:
    """Milliseconds from frame to frame, and from key to results; in how many frames some card was not read yet.

    ``work`` is what the window's own thread computed in each frame, ``key_work`` what the process did for each key: on a
    busy machine the times themselves say more of the machine.
    """

    frames: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    key_work: list[float] = field(default_factory=list)
    unread_frames: int = 0
    rows_seen: int = 0
    most_held: int = 0


class _Painted(QObject):
    """Tells when the cards were painted."""

    def __init__(self, page: MarketPage) -> None:
        super().__init__()
        self.at = 0.0
        page.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest or event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._note)
        return super().eventFilter(watched, event)

    def _note(self) -> None:
        self.at = time.perf_counter()


def measure_market(catalogue: "CatalogueService", rows: int, texts: Sequence[str]) -> MarketFigures:
    """Open a window over ``catalogue``, scroll ``rows`` rows down and up, and type every text letter by letter."""
    show = Showcase()
    parts: Any = show
    parts.catalogue = catalogue
    app = Application(lambda _publish: show.services, theme="light", language_setting="en")
    app.window.resize(1280, 820)
    app.window.show()
    app.open()
    figures = MarketFigures()
    try:
        wait_until(lambda: isinstance(app.window.page, MarketPage), "the market", _LIMIT_S)
        page = app.window.page
        if not isinstance(page, MarketPage):
            raise TypeError("the market is shown")
        wait_until(lambda: page.model.rowCount() > 0 and app.jobs.is_idle, "the first results", _LIMIT_S)
        _type(page, texts, figures)
        page.search.clear()
        wait_until(lambda: app.jobs.is_idle, "the whole market", _LIMIT_S)
        _scroll(page, rows, figures)
    finally:
        app.close()
    return figures


def _type(page: MarketPage, texts: Sequence[str], figures: MarketFigures) -> None:
    painted = _Painted(page)
    answered: list[float] = []
    page.answered.connect(lambda: answered.append(time.perf_counter()))
    for text in texts:
        page.search.clear()
        wait_until(lambda: not page.is_searching, "the whole market", _LIMIT_S)
        for letter in text:
            answered.clear()
            began, worked = time.perf_counter(), time.process_time()
            page.search.insert(letter)
            if not page.is_searching:
                continue  # a space asks nothing new
            wait_until(lambda: answered and painted.at > answered[-1], "results", _LIMIT_S)
            figures.keys.append(1000 * (painted.at - began))
            figures.key_work.append(1000 * (time.process_time() - worked))


def _scroll(page: MarketPage, rows: int, figures: MarketFigures) -> None:
    """Some way by the wheel, then all the way down as by dragging the bar, and up again."""
    lines = rows // page.view.columns
    height = page.view.visualRect(page.model.index(0)).height()
    travel = max(_WHEEL_PX, lines * height // _TRAVEL_FRAMES)
    steps = [_WHEEL_PX] * _WHEEL_FRAMES + [travel] * _TRAVEL_FRAMES + [-travel * 4] * (_TRAVEL_FRAMES // 4)
    _Frames(page, steps, figures).run()


class _Frames(QObject):
    """Scrolls one step in each frame, and notes how long each took to come."""

    def __init__(self, page: MarketPage, steps: Sequence[int], figures: MarketFigures) -> None:
        super().__init__()
        self._page, self._steps, self._figures = page, iter(steps), figures
        self._last = self._worked = 0.0
        self._is_done = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._next)

    def run(self) -> None:
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start(FRAME_MS)
        wait_until(lambda: self._is_done, "the scrolling", _LIMIT_S)

    def _next(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self._figures.frames.append(1000 * (now - self._last))
        self._figures.work.append(1000 * (worked - self._worked))
        self._last, self._worked = now, worked
        page, figures = self._page, self._figures
        first, last = page.view.seen
        figures.rows_seen = max(figures.rows_seen, last + 1)
        figures.most_held = max(figures.most_held, page.model.rows.loaded)
        figures.unread_frames += any(page.model.listing(row) is None for row in range(first, last + 1))
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            self._is_done = True
            return
        bar = page.view.verticalScrollBar()
        bar.setValue(bar.value() + step)
