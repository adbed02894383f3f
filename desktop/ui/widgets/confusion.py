"""A confusion matrix: true classes down, said classes across; a cell is asked for what is behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.text import tr, trn
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, SMALL_PT
from desktop.ui.widgets.basic import Button, Label, column, plain_tip, row

_SIDES = (4, 6, 9, 14, 20, 28, 40, 56, 80, 112)
_TEXT_SIDE = 20
_NAMES_SIDE = 14
_MOST_NAME = 150


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix by its classes' names."""

    truth: str
    said: str
    items: int


class ConfusionMatrix(QWidget):
    """The matrix itself; ``chosen`` carries a ``Cell``. Shares are of each row, so that rare classes show."""

    chosen = Signal(object)

    def __init__(self, classes: Sequence[str], table: Sequence[tuple[int, int, int]], side: int) -> None:
        super().__init__()
        self._classes = [" ".join(name.split())[:200] for name in classes]
        self._names = list(classes)
        self._counts = {(true, said): items for true, said, items in table}
        self._totals = [0] * len(classes)
        for true, _, items in table:
            self._totals[true] += items
        self._side = side
        self._at: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Confusion matrix"))
        self.setAccessibleDescription(
            tr("Rows are true classes, columns what the model said. Arrow keys move, Enter shows the items.")
        )
        Theme.current().changed.connect(self.update)
        self._fit()

    @property
    def side(self) -> int:
        """Pixels of a cell's side."""
        return self._side

    def set_side(self, side: int) -> None:
        """Draw cells of another size."""
        self._side = side
        self._fit()

    def cell(self, true: int, said: int) -> Cell:
        """The cell of two classes."""
        return Cell(self._names[true], self._names[said], self._counts.get((true, said), 0))

    def choose(self, true: int, said: int) -> None:
        """As a click on the cell."""
        self._at = (true, said)
        self.update()
        self.chosen.emit(self.cell(true, said))

    def place_of(self, true: int, said: int) -> QPointF:
        """The middle of a cell in the widget."""
        left, top = self._margins()
        return QPointF(left + (said + 0.5) * self._side, top + (true + 0.5) * self._side)

    def _fit(self) -> None:
        left, top = self._margins()
        length = len(self._classes) * self._side + 2
        self.setFixedSize(QSize(left + length, top + length))
        self.update()

    def _margins(self) -> tuple[int, int]:
        """Room for the names at the left and above; none where cells are smaller than letters."""
        if self._side < _NAMES_SIDE:
            return 2, 2
        metrics = self.fontMetrics()
        widest = min(max((metrics.horizontalAdvance(n) for n in self._classes), default=0), _MOST_NAME)
        return widest + 12, widest + 12

    def _cell_at(self, point: QPoint) -> tuple[int, int] | None:
        left, top = self._margins()
        said, true = (point.x() - left) // self._side, (point.y() - top) // self._side
        count = len(self._classes)
        return (true, said) if 0 <= true < count and 0 <= said < count else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._cell_at(event.position().toPoint())
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if at and self._counts.get(at) else Qt.CursorShape.ArrowCursor
        )
        if at is None:
            self.setToolTip("")
            return
        cell = self.cell(*at)
        words = trn(
            "{n} item of “{truth}”, said to be “{said}”",
            "{n} items of “{truth}”, said to be “{said}”",
            cell.items,
            truth=cell.truth[:80],
            said=cell.said[:80],
        )
        self.setToolTip(plain_tip(words))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._cell_at(event.position().toPoint())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self.choose(*at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        step = steps.get(Qt.Key(event.key()))
        true, said = self._at or (0, 0)
        if step is not None and self._classes:
            last = len(self._classes) - 1
            self._at = min(max(true + step[0], 0), last), min(max(said + step[1], 0), last)
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._at:
            self.choose(*self._at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._side >= _NAMES_SIDE)
        left, top = self._margins()
        painter.setFont(Theme.current().font(SMALL_PT))
        self._draw_ground(painter, left, top)
        for (true, said), items in self._counts.items():
            place = QRectF(left + said * self._side, top + true * self._side, self._side, self._side)
            if place.intersects(QRectF(event.rect())):
                self._draw_cell(painter, place, items, self._totals[true], is_right=true == said)
        if self._side >= _NAMES_SIDE:
            self._draw_names(painter, left, top)
        if self._at is not None and (self.hasFocus() or self._counts.get(self._at)):
            painter.setPen(QPen(Theme.current().color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            true, said = self._at
            painter.drawRect(
                QRectF(left + said * self._side, top + true * self._side, self._side, self._side)
            )
        painter.end()

    def _draw_ground(self, painter: QPainter, left: int, top: int) -> None:
        theme, length = Theme.current(), len(self._classes) * self._side
        painter.fillRect(QRectF(left, top, length, length), theme.color("sunken"))
        if self._side >= _NAMES_SIDE:
            painter.setPen(QPen(theme.color("surface"), 1))
            for at in range(len(self._classes) + 1):
                offset = at * self._side
                painter.drawLine(QPointF(left + offset, top), QPointF(left + offset, top + length))
                painter.drawLine(QPointF(left, top + offset), QPointF(left + length, top + offset))

    def _draw_cell(self, painter: QPainter, place: QRectF, items: int, total: int, *, is_right: bool) -> None:
        theme = Theme.current()
        share = items / max(total, 1)
        color = _mixed(
            theme.color("sunken"), theme.color("accent" if is_right else "danger"), 0.12 + 0.88 * share
        )
        gap = 1 if self._side >= _NAMES_SIDE else 0
        painter.fillRect(place.adjusted(gap, gap, 0, 0), color)
        text = f"{items:,}"
        if self._side >= _TEXT_SIDE and painter.fontMetrics().horizontalAdvance(text) <= self._side - 4:
            painter.setPen(_readable(color, theme.color("text"), theme.color("on_accent")))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_names(self, painter: QPainter, left: int, top: int) -> None:
        painter.setPen(Theme.current().color("muted"))
        metrics = painter.fontMetrics()
        for at, name in enumerate(self._classes):
            short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, left - 10)
            middle = at * self._side
            painter.drawText(
                QRectF(0, top + middle, left - 6, self._side),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                short,
            )
            painter.save()
            painter.translate(left + middle + self._side / 2, top - 6)
            painter.rotate(-90)
            painter.drawText(
                QRectF(0, -self._side / 2, top, self._side), Qt.AlignmentFlag.AlignVCenter, short
            )
            painter.restore()


class ConfusionView(QWidget):
    """The matrix in a scrolling place with two buttons for its size, which Ctrl and the wheel change too."""

    chosen = Signal(object)

    def __init__(self, classes: Sequence[str], table: Sequence[tuple[int, int, int]]) -> None:
        super().__init__()
        self.matrix = ConfusionMatrix(classes, table, first_side(len(classes)))
        self.matrix.chosen.connect(self.chosen)
        self.area = QScrollArea()
        self.area.setWidget(self.matrix)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.smaller = Button(
            "", "icon", icon="minus", name="matrix-smaller", tip=tr("Smaller"), clicked=lambda: self.zoom(-1)
        )
        self.larger = Button(
            "", "icon", icon="plus", name="matrix-larger", tip=tr("Larger"), clicked=lambda: self.zoom(1)
        )
        words = Label(
            tr("Down: what is true. Across: what the model said. Colour: share of the row."),
            "small",
            wrap=True,
        )
        lines = column(self, spacing=GRID)
        head = row(words, self.smaller, self.larger)
        head.setStretch(0, 1)
        lines.addLayout(head)
        lines.addWidget(self.area, 1)

    def zoom(self, steps: int) -> None:
        """Draw it larger or smaller."""
        near = min(range(len(_SIDES)), key=lambda i: abs(_SIDES[i] - self.matrix.side))
        at = min(max(near + steps, 0), len(_SIDES) - 1)
        self.matrix.set_side(_SIDES[at])
        self.smaller.setEnabled(at > 0)
        self.larger.setEnabled(at < len(_SIDES) - 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


def first_side(classes: int) -> int:
    """The largest cells with which the whole matrix is seen at once."""
    room = 430
    return next((side for side in reversed(_SIDES) if classes * side <= room), _SIDES[0])


def _mixed(ground: QColor, color: QColor, share: float) -> QColor:
    share = min(max(share, 0.0), 1.0)
    parts = (round(g + (c - g) * share) for g, c in zip(ground.getRgb()[:3], color.getRgb()[:3], strict=True))  # type: ignore[index]
    return QColor(*parts)


def _readable(ground: QColor, dark: QColor, light: QColor) -> QColor:
    return max((dark, light), key=lambda ink: abs(ink.lightnessF() - ground.lightnessF()))
