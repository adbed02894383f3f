"""Pictures of a result: plain, with what was found drawn over them, and two halves that a person slides apart."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.core.runs import Picture
from desktop.ui.tokens import GRID
from desktop.ui.widgets.file_inputs import fitted
from desktop.ui.widgets.zooming import STEP, Zoom

_SIDE = 340
_GOLDEN = 0.618033988749895
_KEY_STEP = 0.05
_DOT = 4
_NEAR = 3 * GRID
_PAN = 40
_PANS = {
    Qt.Key.Key_Left: (_PAN, 0),
    Qt.Key.Key_Right: (-_PAN, 0),
    Qt.Key.Key_Up: (0, _PAN),
    Qt.Key.Key_Down: (0, -_PAN),
}


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
    """A picture as large as its place allows, hard pixels where they are seen one by one; magnified with Ctrl and wheel.

    Keys: plus and minus, 0 fits, 1 shows each pixel as one. Dragging moves what is magnified.
    """

    zoomed = Signal()
    """The magnification changed."""

    def __init__(self, picture: Picture, full: Picture | None = None) -> None:
        """``full`` is the same picture in its whole size, painted where the shown one would be blurred."""
        super().__init__()
        self._pixmap = fitted(picture, max(picture.width, picture.height))
        self._full = full
        self._whole = None if full is None else image_of(full)
        self._zoom = Zoom(self.natural)
        self._grabbed: QPointF | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(8 * GRID, 8 * GRID)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def natural(self) -> QSize:
        """The size of the picture in its own pixels."""
        return self._pixmap.size() if self._whole is None else self._whole.size()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(_SIDE, width * self._pixmap.height() // max(self._pixmap.width(), 1))

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, self.heightForWidth(_SIDE))

    @property
    def place(self) -> QRect:
        """Where in the widget the picture is painted; parts may lie outside of it."""
        return self._zoom.place(QSizeF(self.size()), self.devicePixelRatioF()).toRect()

    @property
    def magnification(self) -> float:
        """Pixels of the screen per pixel of the picture."""
        return self._zoom.shown(QSizeF(self.size()), self.devicePixelRatioF())

    @property
    def is_fitted(self) -> bool:
        return self._zoom.factor is None

    def fit(self) -> None:
        """Show all of it."""
        self._zoom.fit()
        self._changed()

    def magnify(self, factor: float, at: QPointF | None = None) -> None:
        """Show it at this many pixels of the screen per pixel, about this point of the view."""
        self._zoom.magnify(factor, QSizeF(self.size()), self.devicePixelRatioF(), at)
        self._changed()

    def _changed(self) -> None:
        self.update()
        self.zoomed.emit()

    def grab_whole(self) -> QPixmap:
        """The picture with all that is drawn over it, in its own pixels: what Save writes."""
        whole = QPixmap(self._pixmap.size())
        whole.fill(Qt.GlobalColor.transparent)
        painter = QPainter(whole)
        self._draw(painter, whole.rect())
        painter.end()
        return whole

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the page scrolls
            return
        factor = STEP if event.angleDelta().y() > 0 else 1 / STEP
        self.magnify(self.magnification * factor, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position()
        if not self.is_fitted:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None and event.buttons():
            by = event.position() - self._grabbed
            self._grabbed = event.position()
            self._zoom.pan(by, QSizeF(self.size()), self.devicePixelRatioF())
            self._changed()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grabbed = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """All of it, or each pixel as one where the mouse is."""
        if self.is_fitted:
            self.magnify(1.0, event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.magnify(self.magnification * STEP)
            case Qt.Key.Key_Minus:
                self.magnify(self.magnification / STEP)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_1:
                self.magnify(1.0)
            case _ if (by := _PANS.get(Qt.Key(event.key()))) is not None and not self.is_fitted:
                self._zoom.pan(QPointF(*by), QSizeF(self.size()), self.devicePixelRatioF())
                self._changed()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(self.rect())
        self._draw(painter, self.place)
        painter.end()

    def _draw(self, painter: QPainter, place: QRect) -> None:
        self._draw_pixels(painter, place, self._pixmap, self._whole)

    def _draw_pixels(
        self, painter: QPainter, place: QRect, pixmap: QPixmap, whole: QImage | None = None
    ) -> None:
        """The pixels, of the whole picture where the shown one has too few."""
        is_tiny = max(pixmap.width(), pixmap.height()) <= 64
        is_close = place.width() > 4 * self.natural.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_tiny and not is_close)
        if whole is None or place.width() <= pixmap.width():
            painter.drawPixmap(place, pixmap)
            return
        seen = place.intersected(self.rect())
        across, down = whole.width() / max(place.width(), 1), whole.height() / max(place.height(), 1)
        source = QRectF(
            (seen.left() - place.left()) * across,
            (seen.top() - place.top()) * down,
            seen.width() * across,
            seen.height() * down,
        )
        painter.drawImage(QRectF(seen), whole, source)


def image_of(picture: Picture) -> QImage:
    """A picture's pixels as Qt's image; they are not copied, so the picture must outlive it."""
    stride = 4 * picture.width
    return QImage(picture.rgba, picture.width, picture.height, stride, QImage.Format.Format_RGBA8888)
