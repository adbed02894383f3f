"""What a batch adds up to, drawn: how often each label came, or how the numbers are spread."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.core.tallies import Spread, Tally
from desktop.text import tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, SMALL_PT
from desktop.ui.widgets.basic import clear, column

_BARS = 5
_MOST_BINS = 32


class TallyView(QWidget):
    """Bars of the most frequent labels; without labels a histogram; nothing while there is neither."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: QVBoxLayout = column(self, spacing=0)

    def show_tally(self, tally: Tally, names: dict[str, str] | None = None) -> None:
        """Draw it; ``names`` puts words of the person's language in the place of ours."""
        clear(self._lines)
        if tally.labels:
            common = tally.most_common(_BARS)
            others = sum(tally.labels.values()) + tally.other_labels - sum(count for _, count in common)
            rows = [((names or {}).get(label, label), count) for label, count in common]
            self._lines.addWidget(CountBars([*rows, *([(tr("others"), others)] if others else [])]))
        elif tally.numbers.counts:
            self._lines.addWidget(Histogram(tally.numbers))
        self.setVisible(bool(tally.labels or tally.numbers.counts))


class CountBars(QWidget):
    """Labels in one line each: name, bar, count."""

    def __init__(self, rows: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self._rows = [(" ".join(label.split())[:80], count) for label, count in rows]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("How often each label came"))
        self.setAccessibleDescription(", ".join(f"{label}: {count}" for label, count in self._rows))
        Theme.current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, len(self._rows) * self._line())

    @staticmethod
    def _line() -> int:
        return round(24 * max(1.0, Theme.current().scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, line = Theme.current(), self._line()
        most = max((count for _, count in self._rows), default=1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(SMALL_PT))
        metrics = painter.fontMetrics()
        names = min(
            max((metrics.horizontalAdvance(name) for name, _ in self._rows), default=0) + 2 * GRID,
            self.width() // 3,
        )
        numbers = max((metrics.horizontalAdvance(f"{count:,}") for _, count in self._rows), default=0) + GRID
        flags = Qt.AlignmentFlag.AlignVCenter
        for at, (name, count) in enumerate(self._rows):
            top = at * line
            painter.setPen(theme.color("text"))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names - GRID)
            painter.drawText(QRectF(0, top, names, line), flags | Qt.AlignmentFlag.AlignLeft, shown)
            painter.drawText(
                QRectF(0, top, self.width(), line), flags | Qt.AlignmentFlag.AlignRight, f"{count:,}"
            )
            room = max(self.width() - names - numbers - GRID, 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if at == 0 else "line_strong"))
            width = max(room * count / max(most, 1), 3.0)
            painter.drawRoundedRect(QRectF(names, top + line / 2 - 4, width, 8), 3, 3)
        painter.end()


class Histogram(QWidget):
    """How numbers are spread, from the least to the most."""

    def __init__(self, spread: Spread) -> None:
        super().__init__()
        self._bars, self._least, self._most = _shown(spread), spread.least, spread.most
        self.setMinimumHeight(14 * GRID)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("How the values are spread"))
        self.setAccessibleDescription(
            tr("From {least} to {most}", least=f"{self._least:.4g}", most=f"{self._most:.4g}")
        )
        Theme.current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, 14 * GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(SMALL_PT))
        foot = painter.fontMetrics().height() + 4
        height, most = self.height() - foot - 4, max(self._bars, default=1)
        step = self.width() / max(len(self._bars), 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        for at, count in enumerate(self._bars):
            tall = height * count / most
            if count:
                painter.drawRoundedRect(
                    QRectF(at * step + 1, 4 + height - tall, max(step - 2, 1), tall), 2, 2
                )
        painter.setPen(theme.color("line"))
        painter.drawLine(0, 4 + height, self.width(), 4 + height)
        painter.setPen(theme.color("muted"))
        below = QRectF(0, 6 + height, self.width(), foot)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, f"{self._least:.4g}")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, f"{self._most:.4g}")
        painter.end()


def _shown(spread: Spread) -> list[int]:
    """The bins between the least and the most, joined until they are few enough to see."""
    first = next(at for at, count in enumerate(spread.counts) if count)
    last = len(spread.counts) - next(at for at, count in enumerate(reversed(spread.counts)) if count)
    bars = spread.counts[first:last]
    while len(bars) > _MOST_BINS:
        bars = [sum(bars[at : at + 2]) for at in range(0, len(bars), 2)]
    return bars
