"""Stars to look at, stars to choose, and how ratings are spread."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from desktop.core.reviews import MOST_STARS
from desktop.text import mark, tr
from desktop.ui.rating_words import stars_text
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, SMALL_PT
from desktop.ui.widgets.basic import row

_INNER = 0.44
"""Radius of a star's inner corners, as a share of the outer ones'."""

CHOICES = {
    1: mark("1 star: it does not work"),
    2: mark("2 stars: poor"),
    3: mark("3 stars: usable"),
    4: mark("4 stars: good"),
    5: mark("5 stars: exactly what I hoped for"),
}


def star(middle: QPointF, radius: float) -> QPolygonF:
    """The outline of one star."""
    points = []
    for corner in range(2 * MOST_STARS):
        angle = math.pi * (corner / MOST_STARS - 0.5)
        reach = radius if corner % 2 == 0 else radius * _INNER
        points.append(middle + QPointF(math.cos(angle), math.sin(angle)) * reach)
    return QPolygonF(points)


def paint_stars(painter: QPainter, left: float, middle: float, side: float, milli: int) -> None:
    """Five stars in a line, filled up to ``milli`` thousandths."""
    theme = Theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("line_strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outlines = [star(QPointF(left + side * (n + 0.5), middle), side * 0.44) for n in range(MOST_STARS)]
    for outline in outlines:
        painter.drawPolygon(outline)
    painter.setClipRect(QRectF(left, middle - side, side * milli / 1000, 2 * side))
    painter.setPen(QPen(theme.color("accent"), 1))
    painter.setBrush(theme.color("accent"))
    for outline in outlines:
        painter.drawPolygon(outline)
    painter.restore()


class StarsView(QWidget):
    """A rating or a mean as stars; screen readers get it in words."""

    def __init__(self, milli: int = 0, side: int = 18) -> None:
        super().__init__()
        self._side = round(side * min(Theme.current().scale, 1.6))
        self.setFixedSize(MOST_STARS * self._side, self._side)
        Theme.current().changed.connect(self.update)
        self.show_milli(milli)

    def show_milli(self, milli: int) -> None:
        """Another rating, in thousandths of a star."""
        self._milli = milli
        whole = milli // 1000 if milli % 1000 == 0 else None
        words = (
            stars_text(whole) if whole is not None else tr("{mean} of 5 stars", mean=f"{milli / 1000:.1f}")
        )
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_stars(painter, 0, self.height() / 2, self._side, self._milli)
        painter.end()


_STEPS = {
    Qt.Key.Key_Right.value: 1,
    Qt.Key.Key_Up.value: 1,
    Qt.Key.Key_Left.value: -1,
    Qt.Key.Key_Down.value: -1,
}


class _Star(QRadioButton):
    """One of five; painted full up to the one that is chosen or under the mouse."""

    def __init__(self, number: int, side: int, choose: Callable[[int], object]) -> None:
        super().__init__()
        self._choose = choose
        self.number = number
        self.is_full = False
        self._side = side
        self.setObjectName(f"star-{number}")
        self.setAccessibleName(tr(CHOICES[number]))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(self._side + 8, self._side + 8)

    def hitButton(self, _position: object) -> bool:
        """All of it can be pressed, not only where Qt draws a circle."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next star and choose it; a digit chooses at once."""
        text, key = event.text(), event.key()
        if key in _STEPS:
            self._choose(min(max(self.number + _STEPS[key], 1), MOST_STARS))
        elif text.isdecimal() and 1 <= int(text) <= MOST_STARS:
            self._choose(int(text))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = Theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        role = "accent" if self.is_full else "line_strong"
        painter.setPen(QPen(theme.color(role), 1.5))
        painter.setBrush(theme.color("accent") if self.is_full else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(star(QPointF(self.width() / 2, self.height() / 2), self._side * 0.44))
        painter.end()


class StarChoice(QWidget):
    """Five radio buttons: the mouse, Tab and the arrow keys, or the digits 1 to 5 choose. ``chosen`` when they do."""

    chosen = Signal(object)

    def __init__(self, side: int = 34) -> None:
        super().__init__()
        self.setObjectName("stars")
        self.setAccessibleName(tr("Your rating"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        scaled = round(side * min(Theme.current().scale, 1.4))
        self._stars = [_Star(number, scaled, self.choose) for number in range(1, MOST_STARS + 1)]
        self._group = QButtonGroup(self)
        for button in self._stars:
            self._group.addButton(button)
            button.toggled.connect(self._changed)
        self.setLayout(row(*self._stars, spacing=0))
        self.setFocusProxy(self._stars[0])

    @property
    def stars(self) -> int:
        """1 to 5; 0 while none is chosen."""
        return next((button.number for button in self._stars if button.isChecked()), 0)

    def choose(self, stars: int) -> None:
        """As if pressed."""
        chosen = self._stars[stars - 1]
        chosen.setChecked(True)
        if self.window().focusWidget() in self._stars:
            chosen.setFocus()

    def _changed(self, _checked: bool) -> None:
        stars = self.stars
        for button in self._stars:
            button.is_full = button.number <= stars
            button.update()
        self.setFocusProxy(self._stars[max(stars, 1) - 1])
        self.chosen.emit(stars)


class StarSpread(QWidget):
    """How many ratings have five stars, four, and so on: a bar and a number each."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: tuple[int, ...] = (0,) * MOST_STARS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(46 * GRID)
        Theme.current().changed.connect(self.update)

    def show_counts(self, counts: tuple[int, ...]) -> None:
        """Counts of one to five stars."""
        self._counts = counts
        self.setAccessibleName(tr("Ratings by stars"))
        words = (f"{stars_text(n)}: {counts[n - 1]}" for n in range(MOST_STARS, 0, -1))
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, round(self._line() * MOST_STARS))

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * GRID, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = Theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(SMALL_PT))
        metrics = QFontMetricsF(painter.font())
        most = max(*self._counts, 1)
        number_width = metrics.horizontalAdvance(f"{most:,}") + GRID
        left = metrics.horizontalAdvance("5") + metrics.height() + GRID
        for place, stars in enumerate(range(MOST_STARS, 0, -1)):
            middle = self._line() * (place + 0.5)
            baseline = middle + (metrics.ascent() - metrics.descent()) / 2
            painter.setPen(theme.color("muted"))
            painter.drawText(QPointF(0, baseline), str(stars))
            painter.drawText(
                QPointF(self.width() - number_width + GRID, baseline), f"{self._counts[stars - 1]:,}"
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("line_strong"))
            painter.drawPolygon(
                star(QPointF(left - GRID - metrics.height() / 2 + 2, middle), metrics.height() * 0.3)
            )
            bar = QRectF(left, middle - 4, max(0.0, self.width() - left - number_width), 8)
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(bar, 4, 4)
            share = self._counts[stars - 1] / most
            if share:
                painter.setBrush(theme.color("accent"))
                painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(8.0, bar.width() * share), 8), 4, 4)
        painter.end()

    @staticmethod
    def _line() -> float:
        return SMALL_PT * Theme.current().scale * 2.1
