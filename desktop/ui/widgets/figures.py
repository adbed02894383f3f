"""Measures as lines: value, interval on a scale, the seller's claim, and what the interval says of it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.core.judging import Claim
from desktop.core.metrics.values import SHARES, Figure
from desktop.text import tr
from desktop.text.measures import SHORT_VERDICTS, TONES, VERDICTS, figure_words, interval_words, value_words
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, ElidedLabel, Label, plain_tip

_DOT = 4.5
_HEIGHT = 22
_NO_BARS = 1.5
"""Where text is so large, the interval in words takes the room."""


class IntervalBar(QWidget):
    """A value as a dot on its interval, and a claim as an upright line, on a scale that holds all three."""

    def __init__(
        self, figure: Figure, claim: Claim | None = None, bounds: tuple[float, float] | None = None
    ) -> None:
        super().__init__()
        self._figure = figure
        self._claim = claim.value if claim is not None else figure.target
        self._bounds = bounds or scale_of([figure], [claim] if claim is not None else [])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(9 * GRID)
        self.setFixedHeight(_HEIGHT)
        words = value_words(figure.value, figure.name)
        self.setAccessibleName(f"{figure_words(figure)}: {words}, {interval_words(figure)}")
        self.setToolTip(interval_words(figure))
        Theme.current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(24 * GRID, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, figure = Theme.current(), self._figure
        if figure.value is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QPen(theme.color("line"), 2))
        painter.drawLine(QPointF(self._x(self._bounds[0]), middle), QPointF(self._x(self._bounds[1]), middle))
        if figure.low is not None and figure.high is not None:
            left, right = self._x(figure.low), self._x(figure.high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(left, middle - 5, max(right - left, 2), 10), 3, 3)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            for x in (left, right):
                painter.drawLine(QPointF(x, middle - 5), QPointF(x, middle + 5))
        if self._claim is not None:
            painter.setPen(QPen(theme.color("warning"), 2))
            x = self._x(self._claim)
            painter.drawLine(QPointF(x, 2), QPointF(x, self.height() - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QPointF(self._x(figure.value), middle), _DOT, _DOT)
        painter.end()

    def _x(self, value: float) -> float:
        low, high = self._bounds
        share = (value - low) / max(high - low, 1e-12)
        return _DOT + 1 + min(max(share, 0.0), 1.0) * (self.width() - 2 * _DOT - 2)


class FigureTable(QWidget):
    """Lines of measures; those that a seller claims come first, with the claim and the verdict."""

    def __init__(self, figures: Sequence[Figure], claims: Sequence[Claim] = ()) -> None:
        super().__init__()
        self.setObjectName("figures")
        by_figure = {claim.figure: claim for claim in claims if claim.figure is not None}
        self._shares = scale_of([f for f in figures if f.name in SHARES], list(by_figure.values()))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID + 4)
        for at, stretch in enumerate((5, 0, 0, 4, 0, 3 if by_figure else 0)):
            grid.setColumnStretch(at, stretch)
        grid.setColumnMinimumWidth(0, 15 * GRID)
        heads = (tr("Measure"), tr("Here"), tr("95 % interval"), "", tr("Items"))
        for at, words in enumerate(heads + ((tr("Claim of the seller"),) if by_figure else ())):
            side = Qt.AlignmentFlag.AlignRight if at in {1, 4} else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(Label(words, "small"), 0, at, side)
        for line, figure in enumerate(sorted(figures, key=lambda f: f not in by_figure), 1):
            self._add(grid, line, figure, by_figure.get(figure))

    def _add(self, grid: QGridLayout, line: int, figure: Figure, claim: Claim | None) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(ElidedLabel(figure_words(figure), "strong" if claim else "body"), line, 0)
        grid.addWidget(Label(value_words(figure.value, figure.name), "strong"), line, 1, right)
        if figure.low is None:
            grid.addWidget(ElidedLabel(interval_words(figure), "small"), line, 2, 1, 2)
        else:
            grid.addWidget(Label(interval_words(figure), "small"), line, 2)
            bounds = self._shares if figure.name in SHARES else None
            if Theme.current().scale < _NO_BARS:
                grid.addWidget(IntervalBar(figure, claim, bounds), line, 3)
        grid.addWidget(Label(f"{figure.n:,}", "small"), line, 4, right)
        if claim is not None:
            grid.addLayout(_claim_line(claim, figure), line, 5)


def _claim_line(claim: Claim, figure: Figure) -> QGridLayout:
    place = QGridLayout()
    place.setContentsMargins(0, 0, 0, 0)
    place.setHorizontalSpacing(GRID + 4)
    value = Label(value_words(claim.value, figure.name), "body")
    value.setMinimumWidth(7 * GRID)
    verdict = Badge(tr(SHORT_VERDICTS[claim.verdict]), TONES[claim.verdict])
    verdict.setToolTip(plain_tip(tr(VERDICTS[claim.verdict])))
    verdict.setObjectName(f"verdict-{claim.verdict}")
    place.addWidget(value, 0, 0)
    place.addWidget(verdict, 0, 1, Qt.AlignmentFlag.AlignLeft)
    place.setColumnStretch(1, 1)
    return place


def scale_of(figures: Sequence[Figure], claims: Sequence[Claim]) -> tuple[float, float]:
    """One scale that holds all of these; of shares it never leaves 0 to 1."""
    shown = [v for f in figures for v in (f.value, f.low, f.high, f.target) if v is not None]
    names = {figure.name for figure in figures}
    shown += [claim.value for claim in claims if claim.figure is not None and claim.figure.name in names]
    if not shown:
        return 0.0, 1.0
    low, high = min(shown), max(shown)
    room = max((high - low) * 0.15, abs(high) * 0.02, 1e-9)
    if names <= SHARES:
        return max(0.0, low - room), min(1.0, high + room)
    return (max(0.0, low - room) if low >= 0 else low - room), high + room
