"""Results as charts: bars of scores, and a forecast with its band."""

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.text import tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import BODY_PT, GRID, RADIUS, SMALL_PT

_BAR = 10
_LINE = 46
_MOST_BARS = 12


class ScoreBars(QWidget):
    """Labels with their scores from 0 to 1, the highest first and strongest."""

    def __init__(self) -> None:
        super().__init__()
        self._scores: list[tuple[str, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self.update)

    def show_scores(self, scores: Sequence[tuple[str, float]]) -> None:
        """Show these, at most twelve."""
        self._scores = [(" ".join(label.split())[:120], score) for label, score in scores[:_MOST_BARS]]
        self.setAccessibleName(tr("Scores"))
        self.setAccessibleDescription(", ".join(f"{label}: {score:.1%}" for label, score in self._scores))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, round(_LINE * max(1.0, Theme.current().scale)) * max(len(self._scores), 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.sizeHint().height() / max(len(self._scores), 1)
        for index, (label, score) in enumerate(self._scores):
            top, width = index * line, self.width()
            weight = QFont.Weight.DemiBold if index == 0 else QFont.Weight.Normal
            painter.setFont(theme.font(BODY_PT, weight=weight))
            painter.setPen(theme.color("text"))
            metrics = painter.fontMetrics()
            number = f"{score:.1%}"
            number_width = metrics.horizontalAdvance(number)
            shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, width - number_width - 2 * GRID)
            painter.drawText(QRectF(0, top, width, metrics.height()), Qt.AlignmentFlag.AlignLeft, shown)
            painter.drawText(QRectF(0, top, width, metrics.height()), Qt.AlignmentFlag.AlignRight, number)
            bar = QRectF(0, top + metrics.height() + 4, width, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
            filled = max(_BAR, width * min(max(score, 0.0), 1.0))
            painter.setBrush(theme.color("accent" if index == 0 else "line_strong"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), filled, _BAR), _BAR / 2, _BAR / 2)
        painter.end()


class TimelineBar(QWidget):
    """Stretches of time on a line from 0 to ``seconds``."""

    def __init__(self, seconds: float, stretches: Sequence[tuple[float, float]]) -> None:
        super().__init__()
        self._seconds, self._stretches = max(seconds, 1e-9), tuple(stretches)
        self.setFixedHeight(5 * GRID)
        self.setAccessibleName(tr("When it was heard"))
        Theme.current().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setBrush(theme.color("accent"))
        for start, end in self._stretches:
            left, right = (self.width() * min(max(at / self._seconds, 0.0), 1.0) for at in (start, end))
            painter.drawRect(QRectF(left, GRID, max(right - left, 1.0), self.height() - 2 * GRID))
        painter.end()


class ForecastChart(QWidget):
    """History, forecast and its band, drawn by pyqtgraph in the theme's colours."""

    def __init__(self) -> None:
        super().__init__()
        self._value: dict[str, Any] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(36 * GRID)
        self.setAccessibleName(tr("Forecast"))
        self._plot: Any = None
        Theme.current().changed.connect(self._draw)

    def show_forecast(self, value: dict[str, Any]) -> None:
        """``history``, ``value``, ``lower`` and ``upper``, as the runtime gives them."""
        self._value = value
        self._draw()

    def _draw(self) -> None:
        if not self._value:
            return
        import pyqtgraph as pg  # it brings numpy: only when a chart is shown

        theme = Theme.current()
        if self._plot is not None:
            self._box.removeWidget(self._plot)
            self._plot.close()
            self._plot.deleteLater()
        pg.setConfigOptions(antialias=True)
        self._plot = plot = pg.PlotWidget(background=theme.color("surface"))
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(False, False)
        plot.hideButtons()
        plot.setAccessibleName(tr("Forecast"))
        history, ahead = _numbers(self._value.get("history")), _numbers(self._value.get("value"))
        start = len(history)
        steps = list(range(start, start + len(ahead)))
        joined_x, joined_y = ([start - 1, *steps], [history[-1], *ahead]) if history else (steps, ahead)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(theme.color("line"))
            axis.setTextPen(theme.color("muted"))
            axis.setTickFont(theme.font(SMALL_PT))
            axis.setStyle(tickLength=0)
        plot.showGrid(x=False, y=True, alpha=0.12)
        lower, upper = self._value.get("lower"), self._value.get("upper")
        if lower and upper:
            band = theme.color("accent")
            band.setAlpha(48)
            edge = pg.mkPen(None)
            low, high = (
                pg.PlotDataItem(steps, _numbers(lower), pen=edge),
                pg.PlotDataItem(steps, _numbers(upper), pen=edge),
            )
            plot.addItem(low)
            plot.addItem(high)
            plot.addItem(pg.FillBetweenItem(low, high, brush=pg.mkBrush(band)))
        plot.plot(list(range(start)), history, pen=pg.mkPen(theme.color("muted"), width=1.5))
        plot.plot(joined_x, joined_y, pen=pg.mkPen(theme.color("accent"), width=2.5))
        self._box.addWidget(plot)


def _numbers(values: Any) -> list[float]:
    """Numbers of an answer; a gap where the model gave none."""
    return [float(v) if isinstance(v, int | float) else math.nan for v in values or ()]


class Legend(QWidget):
    """What the colours of a chart mean."""

    def __init__(self, entries: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._entries = list(entries)
        self.setAccessibleName(", ".join(text for text, _ in entries))
        self.setFixedHeight(round(22 * Theme.current().scale))
        Theme.current().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(SMALL_PT))
        left = 0
        for text, role in self._entries:
            painter.setPen(Qt.PenStyle.NoPen)
            color = theme.color("accent" if role == "band" else role)
            color.setAlpha(80 if role == "band" else 255)
            painter.setBrush(color)
            painter.drawRoundedRect(QRectF(left, self.height() / 2 - 2, 16, 4), RADIUS / 4, RADIUS / 4)
            painter.setPen(theme.color("muted"))
            width = painter.fontMetrics().horizontalAdvance(text)
            box = QRectF(left + 22, 0, width + 4, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
            left += width + 22 + 3 * GRID
        painter.end()
