"""Labels, buttons, cards and rules. Every label shows plain text: nothing a stranger wrote becomes markup."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from desktop.text import tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID

L = TypeVar("L", bound=QBoxLayout)
_ICON_ROLES = {
    "primary": "on_accent",
    "large": "on_accent",
    "ghost": "accent_text",
    "danger": "danger",
    "icon": "muted",
    "rail": "muted",
    "tab": "muted",
    "choice": "accent_text",
    "link": "accent_text",
}
_ICON_GAP = 8
_TICK = 14


class Label(QLabel):
    """Plain text in one of the theme's roles: h1 h2 h3 strong body muted small mono danger success warning."""

    def __init__(
        self, text: str = "", role: str = "body", *, wrap: bool = False, selectable: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setText(text)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            flags = (
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.setTextInteractionFlags(flags)

    def minimumSizeHint(self) -> QSize:
        """Wrapped text needs its height for its real width only; Qt's own hint assumes the narrowest."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 8 * GRID), self.fontMetrics().height()) if self.wordWrap() else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_whole()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keep_whole()

    def setText(self, text: str) -> None:
        super().setText(text)
        if self.isVisible():
            self._keep_whole()

    def _keep_whole(self) -> None:
        """Wrapped text is never cut: once its width is known, its height for that width is its least.

        Qt sends the size that a layout gave to a hidden label just before it makes the label visible, so being
        hidden is no reason to wait: the first picture would show the text cut.
        """
        if self.wordWrap() and self.width() > 0:
            needed = max(0, self.heightForWidth(self.width()))
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)

    def set_role(self, role: str) -> None:
        """Show it in another role."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)


class ElidedLabel(Label):
    """One line that ends with an ellipsis where space ends; the whole text is its tooltip."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        self._whole = text
        super().__init__(text, role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * GRID, QLabel.minimumSizeHint(self).height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 4 * GRID)
        )
        if shown != QLabel.text(self):
            QLabel.setText(self, shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


class Badge(Label):
    """A small rounded fact: neutral, accent, success, warning or danger."""

    def __init__(self, text: str, tone: str = "neutral") -> None:
        super().__init__(text, "badge")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def set_state(self, text: str, tone: str) -> None:
        """Another fact in another tone."""
        self.setText(text)
        self.setProperty("tone", tone)
        restyle(self)


class Icon(QLabel):
    """One icon of the set, redrawn when the theme changes; decoration only, so screen readers skip it."""

    def __init__(self, name: str, role: str = "muted", size: int = 20) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size
        self.setFixedSize(size, size)
        Theme.current().changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, role: str) -> None:
        """Another icon or colour."""
        self._name, self._role = name, role
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(Theme.current().pixmap(self._name, self._role, self._size))


class Button(QPushButton):
    """A button of one kind: primary, secondary, ghost, danger, large, rail, chip, choice or icon."""

    def __init__(
        self,
        text: str = "",
        kind: str = "secondary",
        *,
        icon: str = "",
        name: str = "",
        tip: str = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"))
        self._icon_name, self._kind = icon, kind
        self.setProperty("kind", kind)
        self.setAccessibleName(text or tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if name:
            self.setObjectName(name)
        if tip:
            self.setToolTip(plain_tip(tip))
        if icon:
            side = 18 if kind == "icon" else round(20 * min(Theme.current().scale, 1.5))
            self._gap = _ICON_GAP if text else 0
            self.setIconSize(QSize(side + self._gap, side))
            Theme.current().changed.connect(self._draw)
            self.toggled.connect(self._draw)
            self._draw()
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def set_icon(self, icon: str) -> None:
        """Another icon of the set."""
        self._icon_name = icon
        self._draw()

    def set_kind(self, kind: str) -> None:
        """Another kind: a page has one primary action, and which it is may change."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            if self._icon_name:
                self._draw()
            restyle(self)

    def set_text(self, text: str) -> None:
        """Another text, also for screen readers."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def _draw(self, _checked: bool = False) -> None:
        role = _ICON_ROLES.get(self._kind, "text")
        if self._kind in {"rail", "tab"} and self.isChecked():
            role = "accent_text"
        self.setIcon(Theme.current().icon(self._icon_name, role, self.iconSize().height(), gap=self._gap))


class CopyButton(Button):
    """Copies a text that it is given; says so by its icon for a moment."""

    def __init__(
        self, value: Callable[[], str], what: str, *, copy: Callable[[str], object] | None = None
    ) -> None:
        super().__init__("", "icon", icon="copy", tip=tr("Copy {what}", what=what), clicked=self._copy)
        self._value = value
        self._put = copy or QGuiApplication.clipboard().setText

    def _copy(self) -> None:
        self._put(self._value())
        self.set_icon("check")
        self.setToolTip(plain_tip(tr("Copied")))


class Choice(QComboBox):
    """A drop-down whose arrow has the theme's colour."""

    def __init__(self, label: str, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(label)
        if name:
            self.setObjectName(name)
        self._arrow = Icon("chevron-down", "muted", 16)
        self._arrow.setParent(self)
        self._arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrow.move(self.width() - 28, (self.height() - 16) // 2)


class CheckBox(QCheckBox):
    """A box with the set's own tick; the style sheet alone can draw none in the theme's colour."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        role = "on_accent" if self.isEnabled() else "muted"
        painter = QPainter(self)
        painter.drawPixmap(
            box.center() - QPoint(_TICK // 2 - 1, _TICK // 2 - 1),
            Theme.current().pixmap("check", role, _TICK),
        )
        painter.end()


class Card(QFrame):
    """A surface with a border, holding a column of things."""

    def __init__(self, *, padding: int = 3 * GRID, spacing: int = 2 * GRID) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.column = column(self, padding=padding, spacing=spacing)


class Rule(QFrame):
    """A thin line between things."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rule")


class Scroll(QScrollArea):
    """A page's scrolling column, at most ``width`` wide at a text size of 100 %; ``centred`` or under the page's heading.

    With larger text it is wider, so that a line holds as many words.
    """

    def __init__(self, inner: QWidget, *, width: int = 1120, centred: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setObjectName("scrolled")
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        inner.setMaximumWidth(round(width * max(1.0, Theme.current().scale)))
        if centred:
            line.addStretch(1)
        line.addWidget(inner, 1000)
        line.addStretch(1)
        self.setWidget(holder)


def column(parent: QWidget | None = None, *, padding: int = 0, spacing: int = GRID) -> QVBoxLayout:
    """A vertical layout on the grid."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(padding, padding, padding, padding)
    layout.setSpacing(spacing)
    return layout


def row(*items: QWidget | QLayout | int | None, spacing: int = GRID) -> QHBoxLayout:
    """A horizontal layout; an int is a stretch, None is left out."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return fill(layout, *items)


def fill(layout: L, *items: QWidget | QLayout | int | None) -> L:
    """Add widgets, layouts and stretches to a layout."""
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        elif item is not None:
            layout.addWidget(item)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let Qt delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def plain_tip(text: str) -> str:
    """Tool tips guess whether their text is markup; this makes it certain that it is not."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>" if escaped != text else text
