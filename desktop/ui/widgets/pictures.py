"""Pictures of a result: plain, with what was found drawn over them, and two halves that a person slides apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.core.runs import Picture
from desktop.text import tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, SMALL_PT
from desktop.ui.widgets.file_inputs import fitted

_SIDE = 340
_GOLDEN = 0.618033988749895
_KEY_STEP = 0.05
_DOT = 4


def class_color(number: int) -> QColor:
    """The colour of the n-th label in a picture; neighbours are told apart in both themes."""
    return QColor.fromHslF((0.6 + number * _GOLDEN) % 1.0, 0.75, 0.55)


def color_chip(color: QColor) -> QFrame:
    """A small square of the colour that a thing has in its picture or text."""
    chip = QFrame()
    chip.setFixedSize(12, 12)
    chip.setStyleSheet(f"background: {color.name()}; border-radius: 3px;")
    return chip


class PictureView(QWidget):
    """A picture as large as its place allows, its proportions kept, hard pixels where it is tiny."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._pixmap = fitted(picture, max(picture.width, picture.height))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(8 * GRID, 8 * GRID)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(_SIDE, width * self._pixmap.height() // max(self._pixmap.width(), 1))

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, self.heightForWidth(_SIDE))

    @property
    def place(self) -> QRect:
        """Where in the widget the picture is painted."""
        return QRect(
            QPoint(0, 0), self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )

    def grab_whole(self) -> QPixmap:
        """The picture with all that is drawn over it, in its own pixels: what Save writes."""
        whole = QPixmap(self._pixmap.size())
        whole.fill(Qt.GlobalColor.transparent)
        painter = QPainter(whole)
        self._draw(painter, whole.rect())
        painter.end()
        return whole

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw(painter, self.place)
        painter.end()

    def _draw(self, painter: QPainter, place: QRect) -> None:
        is_tiny = max(self._pixmap.width(), self._pixmap.height()) <= 64
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_tiny)
        painter.drawPixmap(place, self._pixmap)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found: a box (x, y, width, height) and points, as fractions of the picture; ``words`` name it."""

    words: str
    color: QColor
    box: QRectF | None = None
    points: tuple[QPointF, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()


class MarkedPicture(PictureView):
    """A picture with boxes, points and the lines between them. One of them may be brought out."""

    def __init__(self, picture: Picture) -> None:
        super().__init__(picture)
        self._marks: tuple[Mark, ...] = ()
        self._brought_out: int | None = None
        Theme.current().changed.connect(self.update)

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self._marks

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Draw these, the first one on top."""
        self._marks, self._brought_out = tuple(marks), None
        self.setAccessibleDescription("; ".join(mark.words for mark in self._marks[:20]))
        self.update()

    def bring_out(self, index: int | None) -> None:
        """Draw one of them strongly and the others faintly; None treats all the same."""
        self._brought_out = index
        self.update()

    def _draw(self, painter: QPainter, place: QRect) -> None:
        super()._draw(painter, place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in reversed(range(len(self._marks))):
            is_faint = self._brought_out not in (None, index)
            painter.setOpacity(0.25 if is_faint else 1.0)
            self._draw_mark(painter, QRectF(place), self._marks[index])
        painter.setOpacity(1.0)

    def _draw_mark(self, painter: QPainter, place: QRectF, mark: Mark) -> None:
        points = [_at(place, point) for point in mark.points]
        painter.setPen(QPen(mark.color, 2.5))
        for one, other in mark.lines:
            if 0 <= one < len(points) and 0 <= other < len(points):
                painter.drawLine(points[one], points[other])
        painter.setBrush(mark.color)
        painter.setPen(QPen(QColor("white"), 1.0))
        for point in points:
            painter.drawEllipse(point, _DOT, _DOT)
        if mark.box is None:
            return
        box = QRectF(_at(place, mark.box.topLeft()), _at(place, mark.box.bottomRight()))
        painter.setPen(QPen(mark.color, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        self._draw_name(painter, place, box, mark)

    def _draw_name(self, painter: QPainter, place: QRectF, box: QRectF, mark: Mark) -> None:
        """Above the box, or inside it where it touches the edge."""
        painter.setFont(Theme.current().font(SMALL_PT))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(
            mark.words, Qt.TextElideMode.ElideRight, max(int(place.right() - box.left()) - 8, 24)
        )
        height = metrics.height() + 2
        top = box.top() - height if box.top() - height >= place.top() else box.top()
        plate = QRectF(box.left() - 1, top, metrics.horizontalAdvance(words) + 8, height)
        painter.fillRect(plate, mark.color)
        painter.setPen(QColor("black") if mark.color.lightnessF() > 0.5 else QColor("white"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


class MaskedPicture(PictureView):
    """A picture under a mask of colours that can be made fainter."""

    def __init__(self, picture: Picture, mask: Picture) -> None:
        super().__init__(picture)
        self._mask = fitted(mask, max(mask.width, mask.height))
        self._opacity = 0.55

    def set_opacity(self, opacity: float) -> None:
        """0 shows the picture alone, 1 the mask alone."""
        self._opacity = opacity
        self.update()

    def _draw(self, painter: QPainter, place: QRect) -> None:
        super()._draw(painter, place)
        painter.setOpacity(self._opacity)
        painter.drawPixmap(place, self._mask)
        painter.setOpacity(1.0)


class SplitPicture(PictureView):
    """Before and after in one place; a line between them follows the mouse or the arrow keys."""

    def __init__(self, before: Picture, after: Picture) -> None:
        super().__init__(after)
        self._before = fitted(before, max(before.width, before.height))
        self._share = 0.5
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(tr("Before and after: move the line with the arrow keys"))

    @property
    def share(self) -> float:
        """How much of the width shows the picture before."""
        return self._share

    def set_share(self, share: float) -> None:
        """Move the line."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -_KEY_STEP, Qt.Key.Key_Right: _KEY_STEP}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.set_share(self._share + step)

    def _follow(self, event: QMouseEvent) -> None:
        self.set_share(event.position().x() / max(self.place.width(), 1))

    def _draw(self, painter: QPainter, place: QRect) -> None:
        super()._draw(painter, place)
        at = place.left() + round(place.width() * self._share)
        painter.save()
        painter.setClipRect(QRect(place.left(), place.top(), at - place.left(), place.height()))
        painter.drawPixmap(place, self._before)
        painter.restore()
        theme = Theme.current()
        painter.setPen(QPen(theme.color("surface"), 3.0))
        painter.drawLine(at, place.top(), at, place.bottom())
        painter.setPen(QPen(theme.color("accent"), 1.0))
        painter.drawLine(at, place.top(), at, place.bottom())
        if self.hasFocus():
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(QPointF(at, place.center().y()), 6, 6)


def _at(place: QRectF, point: QPointF) -> QPointF:
    return QPointF(place.left() + point.x() * place.width(), place.top() + point.y() * place.height())
