"""Two pictures in one place, which a person slides apart."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from desktop.core.runs import Picture
from desktop.text import tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.file_inputs import fitted
from desktop.ui.widgets.pictures import PictureView

_KEY_STEP = 0.05
_NEAR = 3 * GRID


class SplitPicture(PictureView):
    """Before and after in one place; a line between them follows the mouse or the arrow keys.

    Magnified, it is the line that follows where the mouse takes hold of it, and the picture elsewhere; Shift and the
    arrow keys move the picture.
    """

    def __init__(self, before: Picture, after: Picture, full: Picture | None = None) -> None:
        super().__init__(after, full)
        self._before = fitted(before, max(before.width, before.height))
        self._share = 0.5
        self._slides = False
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
        self._slides = self.is_fitted or abs(event.position().x() - self._line_x()) <= _NEAR
        if self._slides:
            self._follow(event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._slides:
            self._follow(event)
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._slides = False
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -_KEY_STEP, Qt.Key.Key_Right: _KEY_STEP}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        else:
            self.set_share(self._share + step * self._seen_share())

    def _changed(self) -> None:
        """The line is always in view: what it divides is what is looked at."""
        if not 0 <= self._line_x() <= self.width():
            self._share = min(
                max((self.width() / 2 - self.place.left()) / max(self.place.width(), 1), 0.0), 1.0
            )
        super()._changed()

    def _seen_share(self) -> float:
        """How much of the picture's width is in view: the step is one of what is seen."""
        return min(self.width() / max(self.place.width(), 1), 1.0)

    def _line_x(self) -> float:
        return self.place.left() + self.place.width() * self._share

    def _follow(self, event: QMouseEvent) -> None:
        self.set_share((event.position().x() - self.place.left()) / max(self.place.width(), 1))

    def _draw(self, painter: QPainter, place: QRect) -> None:
        super()._draw(painter, place)
        at = place.left() + round(place.width() * self._share)
        painter.save()
        painter.setClipRect(
            QRect(place.left(), place.top(), at - place.left(), place.height()),
            Qt.ClipOperation.IntersectClip,
        )
        theme = Theme.current()
        painter.fillRect(
            place, theme.color("surface")
        )  # what is transparent after must not show through before
        self._draw_pixels(painter, place, self._before)
        painter.restore()
        painter.setPen(QPen(theme.color("surface"), 3.0))
        painter.drawLine(at, place.top(), at, place.bottom())
        painter.setPen(QPen(theme.color("accent"), 1.0))
        painter.drawLine(at, place.top(), at, place.bottom())
        self._draw_grip(painter, QPointF(at, min(place.center().y(), self.height() / 2)))

    def _draw_grip(self, painter: QPainter, at: QPointF) -> None:
        """What says that the line can be moved."""
        theme = Theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(theme.color("accent" if self.hasFocus() else "surface"))
        painter.drawEllipse(at, 9, 9)
        painter.setPen(QPen(theme.color("on_accent" if self.hasFocus() else "accent"), 1.5))
        for side in (-1, 1):
            tip = QPointF(at.x() + side * 5, at.y())
            painter.drawLine(tip, tip + QPointF(-side * 3, -3))
            painter.drawLine(tip, tip + QPointF(-side * 3, 3))
