"""How numbers are spread: counts in bins of equal width, painted in the theme's colours."""

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.runs import RunResult
from desktop.text import tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, SMALL_PT
from desktop.ui.widgets.basic import Label, column, plain_tip

_HEIGHT = 22 * GRID
_LEAST = 8
"""Fewer numbers are read faster than a chart of them."""
_MOST_BINS = 40
_MOST_SHOWN = 6


def bins_of(values: Sequence[float]) -> tuple[list[int], float, float]:
    """Counts, lowest and highest of these finite numbers: as many bins as Rice's rule says, 2 n^(1/3), at most 40."""
    low, high = min(values), max(values)
    if low == high:
        return [len(values)], low, high
    count = min(max(math.ceil(2 * len(values) ** (1 / 3)), 4), _MOST_BINS)
    counts = [0] * count
    for value in values:
        share = value / (high - low) - low / (high - low) if math.isfinite(high - low) else 0.0
        counts[min(int(share * count), count - 1)] += 1
    return counts, low, high


class Histogram(QWidget):
    """One spread of numbers, its median marked, and a limit where there is one."""

    def __init__(self, title: str, values: Sequence[float], limit: float | None = None) -> None:
        super().__init__()
        self._counts, self._low, self._high = bins_of(values)
        self._median = sorted(values)[len(values) // 2]
        self._limit = limit
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(
            tr(
                "{n} numbers from {low} to {high}, half of them below {median}",
                n=len(values),
                low=_number(self._low),
                high=_number(self._high),
                median=_number(self._median),
            )
        )
        Theme.current().changed.connect(self.update)

    @property
    def counts(self) -> list[int]:
        """How many numbers each bin holds."""
        return self._counts

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, round(_HEIGHT * max(1.0, Theme.current().scale)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = int(event.position().x() / max(self.width(), 1) * len(self._counts))
        if 0 <= index < len(self._counts):
            step = (self._high - self._low) / len(self._counts)
            begin = self._low + index * step
            words = tr(
                "{n} from {low} to {high}",
                n=self._counts[index],
                low=_number(begin),
                high=_number(begin + step),
            )
            self.setToolTip(plain_tip(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(SMALL_PT))
        line = painter.fontMetrics().height()
        area = QRectF(0, line, self.width(), self.height() - 2 * line - 4)
        width = area.width() / len(self._counts)
        most = max(self._counts)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        for index, count in enumerate(self._counts):
            height = area.height() * count / most
            gap = 1.0 if width > 4 else 0.0
            painter.drawRect(QRectF(area.left() + index * width, area.bottom() - height, width - gap, height))
        painter.setPen(QPen(theme.color("line_strong"), 1.0))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._mark(painter, area, self._median, "text", tr("median {n}", n=_number(self._median)))
        if self._limit is not None and self._low <= self._limit <= self._high:
            self._mark(painter, area, self._limit, "danger", tr("limit {n}", n=_number(self._limit)))
        self._ends(painter, area, line)
        painter.end()

    def _mark(self, painter: QPainter, area: QRectF, value: float, role: str, words: str) -> None:
        share = (value - self._low) / (self._high - self._low) if self._high > self._low else 0.5
        at = area.left() + area.width() * share
        painter.setPen(QPen(Theme.current().color(role), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
        width = painter.fontMetrics().horizontalAdvance(words) + 4
        left = min(max(at - width / 2, area.left()), area.right() - width)
        painter.setPen(Theme.current().color(role))
        painter.drawText(QRectF(left, 0, width, area.top()), Qt.AlignmentFlag.AlignCenter, words)

    def _ends(self, painter: QPainter, area: QRectF, line: int) -> None:
        painter.setPen(Theme.current().color("muted"))
        below = QRectF(0, area.bottom() + 4, area.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, _number(self._low))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, _number(self._high))


def spreads_of(result: RunResult) -> QWidget | None:
    """The histograms of a result; None where there are too few numbers for one."""
    spreads = [
        (title, numbers, limit) for title, numbers, limit in _spreads(result) if len(numbers) >= _LEAST
    ]
    if not spreads:
        return None
    holder = QWidget()
    lines = column(holder, spacing=GRID)
    for title, numbers, limit in spreads[:_MOST_SHOWN]:
        lines.addWidget(Label(title, "h3", wrap=True))
        lines.addWidget(Histogram(title, numbers, limit))
        lines.addSpacing(2 * GRID)
    lines.addStretch(1)
    return holder


_Spread = tuple[str, list[float], float | None]


def _spreads(result: RunResult) -> list[_Spread]:
    """Title, finite numbers and limit of each histogram that the result has."""
    value = result.value
    if isinstance(value, dict):
        return _of_numbers(result.head, value)
    if not isinstance(value, list):
        return []
    if result.head == "table-classification":
        scores = [
            [s.get("score") for s in row if isinstance(s, dict)] for row in value if isinstance(row, list)
        ]
        best = [max(numbers) for row in scores if (numbers := _finite(row))]
        return [(tr("Score of the best label"), best, None)]
    rows = [row for row in value if isinstance(row, dict)]
    if result.head == "table-regression":
        return [(tr("Values"), _finite([row.get("value") for row in rows]), None)]
    if result.head in {"anomaly", "detection", "keypoints"}:
        limit = _first(rows, "threshold") if result.head == "anomaly" else None
        return [(tr("Scores"), _finite([row.get("score") for row in rows]), limit)]
    return []


def _of_numbers(head: str, value: dict[str, Any]) -> list[_Spread]:
    if head == "embedding":
        return [(tr("Numbers of the embedding"), _finite(value.get("embedding")), None)]
    if head == "tensor":
        tensors = [(name, part.get("data")) for name, part in value.items() if isinstance(part, dict)]
        return [(name, _finite(data), None) for name, data in tensors]
    return []


def _first(rows: list[dict[str, Any]], name: str) -> float | None:
    numbers = _finite([row.get(name) for row in rows[:1]])
    return numbers[0] if numbers else None


def _finite(values: object) -> list[float]:
    if not isinstance(values, list):
        return []
    return [float(v) for v in values if isinstance(v, int | float) and math.isfinite(v)]


def _number(value: float) -> str:
    return f"{value:.4g}"
