"""The look of the process: tokens made into a palette, a style sheet, fonts and icons."""

import re
import sys
from functools import cache
from typing import Self

from PySide6.QtCore import QByteArray, QLocale, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop.ui import tokens
from desktop.ui.files import resource_folder

_FAMILIES = [
    "Inter",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
]
_MONO = [
    "SF Mono",
    "Cascadia Mono",
    "DejaVu Sans Mono",
    "Noto Sans Mono",
    "WenQuanYi Micro Hei Mono",
    "monospace",
]
# Qt's own default sizes: what a person who changed nothing has.
_USUAL_PT = {"win32": 9.0, "darwin": 13.0}
_SCALE_BOUNDS = (0.8, 2.5)
_ALTERNATES = QFont.Tag("calt")


class Theme(QObject):
    """The one look of the process, made once beside the QApplication and found as its child.

    It stands where Qt's own ``QApplication.palette()`` stands, so widgets look it up instead of carrying it.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "system", scale: float | None = None) -> None:
        super().__init__(app)
        self.setObjectName("licet-theme")
        self._app = app
        self._mode = mode
        self._load_fonts()
        self.scale = scale if scale is not None else self._system_scale()
        app.setStyle("Fusion")
        app.setFont(self.font(tokens.BODY_PT))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @classmethod
    def current(cls) -> Self:
        """The theme of the running application."""
        app = QApplication.instance()
        found = app.findChild(cls, "licet-theme") if app is not None else None
        if found is None:
            raise RuntimeError("no Theme was made for this application")
        return found

    @property
    def mode(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Follow the system, or stay light or dark."""
        self._mode = mode
        self._apply()

    def set_scale(self, scale: float) -> None:
        """Text at ``scale`` times its usual size."""
        self.scale = scale
        self._app.setFont(self.font(tokens.BODY_PT))
        self._apply()

    @property
    def is_dark(self) -> bool:
        if self._mode == "system":
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode == "dark"

    @property
    def colors(self) -> tokens.Colors:
        return tokens.DARK if self.is_dark else tokens.LIGHT

    def color(self, role: str) -> QColor:
        """The colour that plays ``role`` now."""
        return QColor(getattr(self.colors, role))

    def font(self, points: float, *, weight: QFont.Weight = QFont.Weight.Normal, mono: bool = False) -> QFont:
        """A font of the window at ``points`` (at 100 %)."""
        font = QFont(_MONO if mono else _FAMILIES)
        font.setPointSizeF(points * self.scale)
        font.setWeight(self._strong if weight is QFont.Weight.DemiBold else weight)
        if not mono:
            # Inter draws the x between digits as a sign of multiplication: 0x12 would not be what was typed.
            font.setFeature(_ALTERNATES, 0)
        return font

    @property
    def _strong(self) -> QFont.Weight:
        """Chinese families have no weight between regular and bold: in between is drawn as regular."""
        is_chinese = QLocale().language() is QLocale.Language.Chinese
        return QFont.Weight.Bold if is_chinese else QFont.Weight.DemiBold

    def icon(self, name: str, role: str = "text", size: int = 20, *, gap: int = 0) -> QIcon:
        """An icon of the set in the colour of ``role``; greyed where it is disabled.

        ``gap`` is empty space at its right, where a style would put the text too near.
        """
        icon = QIcon()
        icon.addPixmap(self.pixmap(name, role, size, gap=gap))
        icon.addPixmap(self.pixmap(name, "line_strong", size, gap=gap), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, role: str = "text", size: int = 20, *, gap: int = 0) -> QPixmap:
        """An icon as pixels, sharp at the screen's ratio."""
        ratio = self._app.devicePixelRatio()
        return _draw_icon(name, getattr(self.colors, role), size, ratio, gap)

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, name in (
            (roles.Window, "window"), (roles.WindowText, "text"), (roles.Base, "surface"), (roles.Text, "text"),
            (roles.AlternateBase, "sunken"), (roles.Button, "surface"), (roles.ButtonText, "text"),
            (roles.Highlight, "accent"), (roles.HighlightedText, "on_accent"), (roles.PlaceholderText, "muted"),
            (roles.ToolTipBase, "surface"), (roles.ToolTipText, "text"), (roles.Link, "accent_text"),
            (roles.LinkVisited, "accent_text"), (roles.Accent, "accent"), (roles.Mid, "line"),
        ):  # fmt: skip
            palette.setColor(role, self.color(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("muted"))
        return palette

    def _style_sheet(self) -> str:
        values = self.colors.as_dict() | {
            name: f"{points * self.scale:.2f}pt"
            for name, points in (
                ("small_pt", tokens.SMALL_PT), ("body_pt", tokens.BODY_PT), ("h3_pt", tokens.HEADING3_PT),
                ("h2_pt", tokens.HEADING2_PT), ("h1_pt", tokens.HEADING1_PT),
            )
        }  # fmt: skip
        values["strong"] = str(self._strong.value)
        values["icons"] = (resource_folder() / "icons").as_posix()
        values["mono"] = ", ".join(f'"{family}"' for family in _MONO)
        for size in (1, 2, 3, 4, 5):
            values[f"s{size}"] = f"{size * tokens.GRID}px"
        values["control"] = f"{round(20 * self.scale)}px"
        values["radius"] = f"{tokens.RADIUS}px"
        return re.sub(r"@(\w+)", lambda match: values[match[1]], _style_template())

    @staticmethod
    def _load_fonts() -> None:
        for path in sorted((resource_folder() / "fonts").glob("*.otf")):
            QFontDatabase.addApplicationFont(str(path))

    def _system_scale(self) -> float:
        usual = _USUAL_PT.get(sys.platform)
        if (
            usual is None
        ):  # X11 and Wayland have no common default; Qt's own is 9 without a desktop, 10 or 11 with one
            return min(max(QFontInfo(self._app.font()).pointSizeF() / 10.0, 1.0), _SCALE_BOUNDS[1])
        low, high = _SCALE_BOUNDS
        return min(max(QFontInfo(self._app.font()).pointSizeF() / usual, low), high)


@cache
def _style_template() -> str:
    return (resource_folder() / "styles" / "licet.qss").read_text("utf-8")


@cache
def _icon_source(name: str) -> bytes:
    return (resource_folder() / "icons" / f"{name}.svg").read_bytes()


@cache
def _draw_icon(name: str, color: str, size: int, ratio: float, gap: int) -> QPixmap:
    pixmap = QPixmap(QSize(size + gap, size) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    source = _icon_source(name).replace(b"currentColor", color.encode())
    source = source.replace(b'stroke-width="2"', b'stroke-width="1.75"')
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
