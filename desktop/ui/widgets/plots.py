"""Charts of a judgement, drawn by pyqtgraph in the theme's colours and drawn again when it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.metrics.values import Bin
from desktop.text import tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, SERIES, SMALL_PT

_MOST_DOTS = 5_000
_BINS = 30


class ThemedPlot(QWidget):
    """A plot whose subclass draws it anew in ``draw``; ``name`` is what a screen reader says."""

    def __init__(self, name: str, *, left: str = "", bottom: str = "", height: int = 34 * GRID) -> None:
        super().__init__()
        self._words = (left, bottom)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(height)
        self.setAccessibleName(name)
        self.plot: Any = None
        Theme.current().changed.connect(self.redraw)

    def redraw(self) -> None:
        """Everything again, in the colours of now."""
        import pyqtgraph as pg  # it brings numpy: only when a chart is shown

        theme = Theme.current()
        if self.plot is not None:
            self._box.removeWidget(self.plot)
            self.plot.close()
            self.plot.deleteLater()
        pg.setConfigOptions(antialias=True)
        self.plot = pg.PlotWidget(background=theme.color("surface"))
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for side, words in zip(("left", "bottom"), self._words, strict=True):
            axis = self.plot.getAxis(side)
            axis.setPen(theme.color("line"))
            axis.setTextPen(theme.color("muted"))
            axis.setTickFont(theme.font(SMALL_PT))
            axis.setStyle(tickLength=0)
            axis.enableAutoSIPrefix(False)
            if words:
                axis.setLabel(words, color=theme.color("muted").name())
                axis.label.setFont(theme.font(SMALL_PT))
        self.plot.showGrid(x=True, y=True, alpha=0.1)
        self.draw(pg, theme)
        self._box.addWidget(self.plot)

    def draw(self, pg: Any, theme: Theme) -> None:
        """Put the lines and dots into ``plot``."""
        raise NotImplementedError


class ReliabilityChart(ThemedPlot):
    """How often the model was right against how sure it was, each bin with its interval; on the line it is honest."""

    def __init__(self, curve: Sequence[Bin]) -> None:
        super().__init__(
            tr("Calibration"), left=tr("Share of right answers"), bottom=tr("Confidence of the model")
        )
        self._curve = list(curve)
        self.redraw()

    def draw(self, pg: Any, theme: Theme) -> None:
        dashed = pg.mkPen(theme.color("line_strong"), width=1, style=Qt.PenStyle.DashLine)
        self.plot.plot([0, 1], [0, 1], pen=dashed)
        x = [part.confidence for part in self._curve]
        y = [part.share for part in self._curve]
        ends = pg.mkPen(theme.color("accent"), width=1)
        for part in self._curve:
            self.plot.plot([part.confidence] * 2, [part.low, part.high], pen=ends)
        accent = theme.color("accent")
        self.plot.plot(
            x, y, pen=pg.mkPen(accent, width=2), symbol="o", symbolSize=7, symbolBrush=accent, symbolPen=None
        )
        low = max(0.0, min([*x, *(part.low for part in self._curve)], default=0.0) - 0.03)
        self.plot.setRange(xRange=(low, 1.0), yRange=(low, 1.0), padding=0.02)


class RocChart(ThemedPlot):
    """What is found against what it costs in false alarms."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        super().__init__(tr("ROC curve"), left=tr("Found"), bottom=tr("False alarms"))
        self._points = list(points)
        self.redraw()

    def draw(self, pg: Any, theme: Theme) -> None:
        dashed = pg.mkPen(theme.color("line_strong"), width=1, style=Qt.PenStyle.DashLine)
        self.plot.plot([0, 1], [0, 1], pen=dashed)
        x, y = [p[0] for p in self._points], [p[1] for p in self._points]
        self.plot.plot(x, y, pen=pg.mkPen(theme.color("accent"), width=2.5))
        self.plot.setRange(xRange=(0, 1), yRange=(0, 1), padding=0.02)


class ResidualChart(ThemedPlot):
    """A histogram of said minus true."""

    def __init__(self, errors: Sequence[float]) -> None:
        super().__init__(tr("Errors"), left=tr("Items"), bottom=tr("Said minus true"))
        self._errors = list(errors)
        self.redraw()

    def draw(self, pg: Any, theme: Theme) -> None:
        if not self._errors:
            return
        low, high = min(self._errors), max(self._errors)
        width = (high - low) / _BINS or 1.0
        counts = [0] * _BINS
        for error in self._errors:
            counts[min(int((error - low) / width), _BINS - 1)] += 1
        centres = [low + (at + 0.5) * width for at in range(_BINS)]
        color = theme.color("accent")
        bars = pg.BarGraphItem(x=centres, height=counts, width=width * 0.92, brush=color, pen=pg.mkPen(None))
        self.plot.addItem(bars)
        self.plot.addItem(pg.InfiniteLine(0, pen=pg.mkPen(theme.color("line_strong"), width=1)))


class TruthChart(ThemedPlot):
    """Said against true numbers; on the line they agree. At most five thousand dots, evenly taken."""

    def __init__(self, pairs: Sequence[tuple[float, float]]) -> None:
        super().__init__(tr("Said against true"), left=tr("Said"), bottom=tr("True"))
        step = -(-len(pairs) // _MOST_DOTS) or 1
        self._pairs = list(pairs)[::step]
        self.redraw()

    def draw(self, pg: Any, theme: Theme) -> None:
        if not self._pairs:
            return
        x, y = [p[0] for p in self._pairs], [p[1] for p in self._pairs]
        ends = [min(x + y), max(x + y)]
        self.plot.plot(
            ends, ends, pen=pg.mkPen(theme.color("line_strong"), width=1, style=Qt.PenStyle.DashLine)
        )
        color = theme.color("accent")
        color.setAlpha(110 if len(x) > 200 else 190)
        self.plot.addItem(pg.ScatterPlotItem(x, y, size=6, brush=pg.mkBrush(color), pen=pg.mkPen(None)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One model in the chart of quality against what it costs; the interval is of the quality."""

    name: str
    cost: float
    quality: float
    low: float | None
    high: float | None
    is_best: bool


class ParetoChart(ThemedPlot):
    """Quality against time, memory or price; no model is better at no more cost than those joined by the line."""

    def __init__(self) -> None:
        super().__init__(tr("Quality against cost"), height=40 * GRID)
        self._candidates: list[Candidate] = []

    def show_candidates(self, candidates: Sequence[Candidate], cost: str, quality: str) -> None:
        """Draw these; ``cost`` and ``quality`` name the axes."""
        self._candidates, self._words = list(candidates), (quality, cost)
        self.setAccessibleDescription(", ".join(one.name for one in self._candidates if one.is_best))
        self.redraw()

    def draw(self, pg: Any, theme: Theme) -> None:
        best = sorted((c for c in self._candidates if c.is_best), key=lambda c: c.cost)
        pen = pg.mkPen(theme.color("line_strong"), width=1.5, style=Qt.PenStyle.DashLine)
        self.plot.plot([c.cost for c in best], [c.quality for c in best], pen=pen)
        for at, one in enumerate(self._candidates):
            color = theme.color(SERIES[at % len(SERIES)])
            if one.low is not None and one.high is not None:
                self.plot.plot([one.cost] * 2, [one.low, one.high], pen=pg.mkPen(color, width=1.5))
            symbol = {"symbol": "o", "symbolSize": 12, "symbolPen": pg.mkPen(color, width=2)}
            inside = color if one.is_best else theme.color("surface")
            self.plot.plot([one.cost], [one.quality], pen=None, symbolBrush=inside, **symbol)
            label = pg.TextItem(
                one.name if len(one.name) <= 28 else one.name[:27] + "…",
                color=theme.color("text"),
                anchor=(0, 1.2),
            )
            label.setFont(theme.font(SMALL_PT))
            label.setPos(one.cost, one.quality)
            self.plot.addItem(label, ignoreBounds=True)
        if self._candidates:
            costs = [c.cost for c in self._candidates]
            room = max(costs) - min(costs) or max(abs(max(costs)), 1.0) * 0.5
            self.plot.setXRange(max(0.0, min(costs) - 0.1 * room), max(costs) + 0.55 * room, padding=0)
