"""Pictures with what was found in them: boxes and points, and masks of colours."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen

from desktop.core.runs import Picture
from desktop.ui.theme import Theme
from desktop.ui.tokens import SMALL_PT
from desktop.ui.widgets.file_inputs import fitted
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.pixels import without_colors

_DOT = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found: a box (x, y, width, height) and points, as fractions of the picture; ``words`` name it."""

    words: str
    color: QColor
    box: QRectF | None = None
    points: tuple[QPointF, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()


class MarkedPicture(PictureView):
    """A picture with boxes, points and the lines between them. One may be brought out: the one under the mouse is."""

    pointed = Signal(object)
    """The index of the mark under the mouse, or None."""

    def __init__(self, picture: Picture) -> None:
        super().__init__(picture)
        self._marks: tuple[Mark, ...] = ()
        self._brought_out: int | None = None
        self.setMouseTracking(True)
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

    @property
    def brought_out(self) -> int | None:
        return self._brought_out

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        found = self._under(event.position())
        if found != self._brought_out:
            self.bring_out(found)
            self.pointed.emit(found)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.bring_out(None)
        self.pointed.emit(None)

    def _under(self, point: QPointF) -> int | None:
        """The smallest box here: of boxes in boxes the inner one is meant."""
        place = QRectF(self.place)
        inside = QPointF(
            (point.x() - place.left()) / max(place.width(), 1),
            (point.y() - place.top()) / max(place.height(), 1),
        )
        hit = [
            (mark.box.width() * mark.box.height(), index)
            for index, mark in enumerate(self._marks)
            if mark.box is not None and mark.box.contains(inside)
        ]
        return min(hit)[1] if hit else None

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
    """A picture under a mask of colours that can be made fainter, and each colour left out."""

    def __init__(self, picture: Picture, mask: Picture) -> None:
        super().__init__(picture)
        self._mask = mask
        self._shown_mask = fitted(mask, max(mask.width, mask.height))
        self._opacity = 0.55

    def set_opacity(self, opacity: float) -> None:
        """0 shows the picture alone, 1 the mask alone."""
        self._opacity = opacity
        self.update()

    def leave_out(self, colors: Collection[QColor]) -> None:
        """Hide these colours of the mask."""
        mask = self._mask
        if colors:
            rgba = without_colors(mask.rgba, [(c.red(), c.green(), c.blue()) for c in colors])
            mask = Picture(mask.name, mask.width, mask.height, rgba)
        self._shown_mask = fitted(mask, max(mask.width, mask.height))
        self.update()

    def _draw(self, painter: QPainter, place: QRect) -> None:
        super()._draw(painter, place)
        painter.setOpacity(self._opacity)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawPixmap(place, self._shown_mask)
        painter.setOpacity(1.0)


def _at(place: QRectF, point: QPointF) -> QPointF:
    return QPointF(place.left() + point.x() * place.width(), place.top() + point.y() * place.height())
