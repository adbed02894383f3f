"""Switches for what is shown of a result, one for each label."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.text import tr
from desktop.ui.widgets.basic import Button, column, row

_MOST_SWITCHES = 12
_SWITCHES_IN_ROW = 3
_MOST_SWITCH_CHARS = 18


class LabelToggles(QWidget):
    """One switch for each label; a single label needs none."""

    changed = Signal()

    def __init__(self, labels: Sequence[tuple[str, QColor]]) -> None:
        super().__init__()
        self._buttons: dict[str, Button] = {}
        if len(labels) < 2:
            self.hide()
            return
        lines = column(self, spacing=4)
        for start in range(0, min(len(labels), _MOST_SWITCHES), _SWITCHES_IN_ROW):
            line = row(spacing=4)
            for name, color in labels[start : start + _SWITCHES_IN_ROW]:
                button = Button(_short(name), "chip", tip=tr("Show or hide {label}", label=name))
                button.setAccessibleName(name)
                button.setIcon(_dot(color))
                button.setCheckable(True)
                button.setChecked(True)
                button.toggled.connect(self.changed)
                self._buttons[name] = button
                line.addWidget(button)
            line.addStretch(1)
            lines.addLayout(line)

    @property
    def off(self) -> set[str]:
        """The labels that are switched off."""
        return {name for name, button in self._buttons.items() if not button.isChecked()}

    def switch(self, label: str, *, on: bool) -> None:
        """As a click does."""
        self._buttons[label].setChecked(on)


def _short(name: str) -> str:
    return name if len(name) <= _MOST_SWITCH_CHARS else name[: _MOST_SWITCH_CHARS - 1] + "…"


def _dot(color: QColor) -> QIcon:
    pixmap = QPixmap(12, 12)
    pixmap.fill(color)
    return QIcon(pixmap)
