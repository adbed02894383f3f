"""How a picture lies in its view: fitted, or magnified about a point that a person moves."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt

MOST = 16.0
STEP = 1.25


class Zoom:
    """``factor`` counts device pixels of the screen per pixel of the picture: 1 is 100 %; None fits the view."""

    def __init__(self, natural: QSize) -> None:
        self._natural = QSizeF(max(natural.width(), 1), max(natural.height(), 1))
        self.factor: float | None = None
        self._center = QPointF(0.5, 0.5)

    def place(self, view: QSizeF, ratio: float) -> QRectF:
        """Where the picture lies in a view of this size, in logical pixels; parts of it may lie outside."""
        if self.factor is None:
            size = self._natural.scaled(view, Qt.AspectRatioMode.KeepAspectRatio)
            return QRectF(QPointF((view.width() - size.width()) / 2, 0), size)
        size = self._natural * (self.factor / ratio)
        left = view.width() / 2 - self._center.x() * size.width()
        top = view.height() / 2 - self._center.y() * size.height()
        return QRectF(_kept(QPointF(left, top), size, view), size)

    def fitted(self, view: QSizeF, ratio: float) -> float:
        """The factor that fits the view."""
        scaled = self._natural.scaled(view, Qt.AspectRatioMode.KeepAspectRatio)
        return scaled.width() / self._natural.width() * ratio

    def shown(self, view: QSizeF, ratio: float) -> float:
        """The factor in force."""
        return self.fitted(view, ratio) if self.factor is None else self.factor

    def fit(self) -> None:
        """Show all of it."""
        self.factor, self._center = None, QPointF(0.5, 0.5)

    def magnify(self, factor: float, view: QSizeF, ratio: float, at: QPointF | None = None) -> None:
        """Another factor, with what lies at ``at`` (a point of the view, its middle if None) kept there."""
        least = min(self.fitted(view, ratio), 1.0)
        before = self.place(view, ratio)
        point = at if at is not None else QPointF(view.width() / 2, view.height() / 2)
        inside = QPointF(
            (point.x() - before.left()) / max(before.width(), 1e-9),
            (point.y() - before.top()) / max(before.height(), 1e-9),
        )
        self.factor = min(max(factor, least), MOST)
        size = self._natural * (self.factor / ratio)
        corner = QPointF(point.x() - inside.x() * size.width(), point.y() - inside.y() * size.height())
        self._look_at(corner, size, view)

    def pan(self, by: QPointF, view: QSizeF, ratio: float) -> None:
        """Move the picture with the hand; nothing where all of it is seen."""
        if self.factor is not None:
            place = self.place(view, ratio)
            self._look_at(place.topLeft() + by, place.size(), view)

    def _look_at(self, corner: QPointF, size: QSizeF, view: QSizeF) -> None:
        kept = _kept(corner, size, view)
        self._center = QPointF(
            (view.width() / 2 - kept.x()) / size.width(), (view.height() / 2 - kept.y()) / size.height()
        )


def _kept(corner: QPointF, size: QSizeF, view: QSizeF) -> QPointF:
    """Without empty space beside a picture larger than the view; a smaller one lies at the top in the middle."""
    across, down = view.width() - size.width(), view.height() - size.height()
    left = across / 2 if across >= 0 else min(max(corner.x(), across), 0.0)
    return QPointF(left, 0.0 if down >= 0 else min(max(corner.y(), down), 0.0))
