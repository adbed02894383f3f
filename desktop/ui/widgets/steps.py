"""The one visible line of a purchase: named steps, each with its state."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.text import mark, tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import BODY_PT, GRID, SMALL_PT

STEP_NAMES = {
    "fetch": mark("Fetch"),
    "verify": mark("Verify"),
    "pay": mark("Pay"),
    "receive": mark("Receive"),
    "check": mark("Check"),
    "test": mark("Test"),
}
STATE_NAMES = {
    "done": mark("done"),
    "now": mark("working"),
    "todo": mark("to come"),
    "failed": mark("failed"),
}
_CIRCLE = 28


class StepLine(QWidget):
    """Circles on a line, a name under each, and the state under the name."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("step-line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._steps: tuple[tuple[str, str], ...] = ()
        self._note = ""
        Theme.current().changed.connect(self.update)

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Pairs of step id and state, as shown."""
        return self._steps

    def show_steps(self, steps: tuple[tuple[str, str], ...], note: str = "") -> None:
        """Show these steps; ``note`` stands under the one that works now, such as an amount."""
        self._steps, self._note = steps, note
        names = ((tr(STEP_NAMES.get(step, step)), tr(STATE_NAMES.get(state, state))) for step, state in steps)
        self.setAccessibleName(tr("Progress of the purchase"))
        self.setAccessibleDescription(", ".join(f"{name}: {state}" for name, state in names))
        self.update()

    def sizeHint(self) -> QSize:
        theme = Theme.current()
        return QSize(60 * GRID, round(_CIRCLE + GRID + (BODY_PT + SMALL_PT) * theme.scale * 1.75))

    def minimumSizeHint(self) -> QSize:
        return QSize(36 * GRID, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / len(self._steps)
        for index, (step, state) in enumerate(self._steps):
            middle = QPointF(width * (index + 0.5), _CIRCLE / 2 + 1)
            if index:
                before = self._steps[index - 1][1]
                self._link(painter, middle, width, done=before == "done" and state != "todo")
            self._circle(painter, middle, index, state)
            self._words(painter, QRectF(width * index, _CIRCLE + GRID, width, self.height()), step, state)
        painter.end()

    def _link(self, painter: QPainter, middle: QPointF, width: float, *, done: bool) -> None:
        painter.setPen(QPen(Theme.current().color("success" if done else "line"), 2))
        gap = _CIRCLE / 2 + 6
        painter.drawLine(QPointF(middle.x() - width + gap, middle.y()), QPointF(middle.x() - gap, middle.y()))

    def _circle(self, painter: QPainter, middle: QPointF, index: int, state: str) -> None:
        theme = Theme.current()
        box = QRectF(middle.x() - _CIRCLE / 2, middle.y() - _CIRCLE / 2, _CIRCLE, _CIRCLE)
        ground = {"done": "success_soft", "now": "accent", "failed": "danger_soft"}.get(state, "sunken")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawEllipse(box)
        icons = {"done": ("check", "success"), "failed": ("x", "danger")}
        if state in icons:
            painter.drawPixmap(QPointF(middle.x() - 8, middle.y() - 8), theme.pixmap(*icons[state], 16))
            return
        painter.setPen(theme.color("on_accent" if state == "now" else "muted"))
        painter.setFont(theme.font(SMALL_PT, weight=QFont.Weight.DemiBold))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(index + 1))

    def _words(self, painter: QPainter, box: QRectF, step: str, state: str) -> None:
        theme = Theme.current()
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(theme.color("muted" if state == "todo" else "text"))
        weight = QFont.Weight.DemiBold if state in {"now", "failed"} else QFont.Weight.Medium
        painter.setFont(theme.font(BODY_PT, weight=weight))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(
            tr(STEP_NAMES.get(step, step)), Qt.TextElideMode.ElideRight, int(box.width()) - 4
        )
        painter.drawText(box, flags, name)
        below = box.adjusted(0, metrics.height() + 1, 0, 0)
        role = {"done": "success", "now": "accent_text", "failed": "danger"}.get(state, "muted")
        painter.setPen(theme.color(role))
        painter.setFont(theme.font(SMALL_PT))
        note = self._note if state == "now" and self._note else tr(STATE_NAMES.get(state, state))
        painter.drawText(
            below,
            flags,
            painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, int(box.width())),
        )
