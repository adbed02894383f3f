"""A line of things that goes on in the next line where it has no room."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.tokens import GRID


class Flow(QWidget):
    """Shows widgets from left to right, each at its own size, in as many lines as it takes."""

    def __init__(self, *widgets: QWidget, spacing: int = GRID) -> None:
        super().__init__()
        self._spacing = spacing
        self._shown: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_widgets(widgets)

    def set_widgets(self, widgets: Iterable[QWidget]) -> None:
        """Show these, in this order; others are left to whoever made them."""
        self._shown = list(widgets)
        for before, widget in zip([None, *self._shown], self._shown, strict=False):
            if widget.parent() is not self:
                widget.setParent(self)
                widget.show()
            if before is not None:
                QWidget.setTabOrder(before, widget)
        self._changed()

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        hints = [widget.sizeHint() for widget in self._present]
        width = sum(hint.width() for hint in hints) + self._spacing * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        hints = [widget.sizeHint() for widget in self._present]
        height = max((hint.height() for hint in hints), default=0)
        return QSize(min(8 * GRID, max((hint.width() for hint in hints), default=0)), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # one of them came, went or has another size
            self._changed()
        return super().event(event)

    @property
    def _present(self) -> list[QWidget]:
        return [widget for widget in self._shown if not widget.isHidden()]

    def _changed(self) -> None:
        self.updateGeometry()
        self._place(self.width(), move=True)

    def _place(self, room: int, *, move: bool) -> int:
        """Put everything in its place, if ``move``; returns the height that it takes."""
        lines: list[list[tuple[QWidget, QSize]]] = []
        right = 0
        for widget in self._present:
            hint = widget.sizeHint()  # asked once: a style sheet's answer costs more than all the rest
            if not lines or right + hint.width() > room:
                lines.append([])
                right = 0
            lines[-1].append((widget, hint))
            right += hint.width() + self._spacing
        y = 0
        for line in lines:
            height = max(hint.height() for _widget, hint in line)
            x = 0
            for widget, hint in line:
                size = hint.boundedTo(QSize(room, height))
                if move:
                    widget.setGeometry(
                        QRect(x, y + (height - size.height()) // 2, size.width(), size.height())
                    )
                x += size.width() + self._spacing
            y += height + self._spacing
        return max(0, y - self._spacing)
