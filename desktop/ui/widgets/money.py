"""Addresses, QR codes and lines of facts."""

from pathlib import Path

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.core.identity import Address
from desktop.text import tr
from desktop.ui.copied_address import copy_address
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import CopyButton, Label, plain_tip, row

_QUIET = 4
"""Empty modules around the code: ISO/IEC 18004, section 6.3.8."""
_MODULE_PX = 5
_NAMES_PX = 18 * GRID


def grouped(address: Address) -> str:
    """The checksummed address in groups of four, for eyes to compare."""
    digits = str(address)[2:]
    return "0x " + " ".join(digits[i : i + 4] for i in range(0, 40, 4))


class _Groups(Label):
    """A whole address: one line where there is room, broken between its groups where there is none."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + GRID, metrics.height())


class AddressView(QWidget):
    """An address with a copy button: its name and short form, or the whole of it in groups."""

    def __init__(self, address: Address, *, name: str = "", whole: bool = False) -> None:
        super().__init__()
        self.address = address
        text = grouped(address) if whole else address.short
        label = (_Groups if whole else Label)(text, "mono", wrap=whole, selectable=True)
        label.setToolTip(plain_tip(grouped(address)))
        label.setAccessibleName(tr("Address {address}", address=str(address)))
        copy = CopyButton(lambda: str(self.address), tr("address"), copy=lambda _: copy_address(self.address))
        line = row(Label(name, "body") if name else None, label, copy, 1, spacing=6)
        self.setLayout(line)


class QrView(QWidget):
    """A QR code, painted dark on white in both themes: that is what cameras read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._matrix = _matrix(text)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(tr("QR code of the address"))

    def show_text(self, text: str) -> None:
        """Another text; never squeezed, because a code that lacks a line cannot be read."""
        self._text, self._matrix = text, _matrix(text)
        self.setFixedSize(self.sizeHint())
        self.update()

    def save(self, path: Path) -> None:
        """The code as a PNG picture, eight pixels a module."""
        segno.make_qr(self._text, error="m").save(str(path), kind="png", scale=8, border=4)

    def sizeHint(self) -> QSize:
        side = (len(self._matrix) + 2 * _QUIET) * _MODULE_PX
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        step = self.width() / (len(self._matrix) + 2 * _QUIET)
        for y, line in enumerate(self._matrix):
            for x, dark in enumerate(line):
                if dark:
                    left, top = (x + _QUIET) * step, (y + _QUIET) * step
                    painter.fillRect(QRectF(left, top, step + 0.3, step + 0.3), QColor("black"))
        painter.end()


def _matrix(text: str) -> list[list[bool]]:
    return [[bool(cell) for cell in line] for line in segno.make_qr(text, error="m").matrix]


class Facts(QWidget):
    """Names and values in two columns, the values aligned; with ``is_aligned`` also with other lists above and below."""

    def __init__(self, *, is_aligned: bool = False) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 1)
        if is_aligned:
            self._grid.setColumnMinimumWidth(0, round(_NAMES_PX * Theme.current().scale))

    def add(self, name: str, value: str | QWidget, *, role: str = "body") -> QWidget:
        """One line; text is selectable."""
        line = self._grid.rowCount()
        label = Label(name, "muted")
        shown = value if isinstance(value, QWidget) else Label(value, role, wrap=True, selectable=True)
        if isinstance(shown, Label):
            shown.setAccessibleName(f"{name}: {value}" if name else str(value))
        side = Qt.AlignmentFlag.AlignTop if isinstance(shown, Label) else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label, line, 0, side)
        self._grid.addWidget(shown, line, 1, side)
        return shown
