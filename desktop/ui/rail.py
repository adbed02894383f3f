"""The navigation at the left edge."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.text import mark, tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Icon, Label, column, row

_PAGES = (
    ("market", "store", mark("Market"), "Ctrl+1"),
    ("library", "library-big", mark("Library"), "Ctrl+2"),
    ("wallet", "wallet", mark("Wallet"), "Ctrl+3"),
    ("sell", "tag", mark("Sell"), "Ctrl+4"),
    ("settings", "settings", mark("Settings"), "Ctrl+,"),
)
_WALLET = {
    "none": ("key-round", mark("No wallet yet")),
    "locked": ("lock", mark("Locked")),
    "unlocked": ("lock-open", mark("Unlocked")),
    "watching": ("eye", mark("Watching only")),
}


class Rail(QWidget):
    """One button per page, and the state of the wallet below."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Pages"))
        lines = column(self, padding=GRID + 4, spacing=4)
        name = Label("Licet", "h3")
        head = row(Icon("badge-check", "accent_text", 24), name, 1)
        head.setContentsMargins(10, GRID, 0, 2 * GRID)
        lines.addLayout(head)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        self._name = name
        self._is_compact = False
        self._wallet_state = "none"
        for page, icon, words, keys in _PAGES:
            button = Button(tr(words), "rail", icon=icon, name=f"nav-{page}", tip=f"{tr(words)} ({keys})")
            button.setAccessibleName(tr(words))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, page=page: self.chosen.emit(page))
            self._group.addButton(button)
            self.buttons[page] = button
            lines.addWidget(button)
            if page == "sell":
                lines.addStretch(1)
        self.wallet = Button(
            tr("No wallet yet"), "rail", icon="key-round", name="nav-lock", clicked=self.lock_asked.emit
        )
        lines.addWidget(self.wallet)

    def set_compact(self, *, compact: bool) -> None:
        """Icons alone, where the window is narrow for its size of text; names stay for screen readers and as tips."""
        scale = min(Theme.current().scale, 1.7)
        self.setFixedWidth(round(9 * GRID * scale if compact else 24 * GRID * scale))
        self._is_compact = compact
        self._name.setVisible(not compact)
        for page, _icon, words, _keys in _PAGES:
            self.buttons[page].setText("" if compact else tr(words))
        self.show_wallet(self._wallet_state)

    def mark(self, page: str) -> None:
        """Show where the person is."""
        if (button := self.buttons.get(page)) is not None:
            button.setChecked(True)

    def show_wallet(self, state: str) -> None:
        """Whether the wallet is there and open."""
        self._wallet_state = state
        icon, words = _WALLET[state]
        self.wallet.set_icon(icon)
        self.wallet.set_text(tr(words))
        if self._is_compact:
            self.wallet.setText("")
        tips = {
            "none": tr("Create or restore a wallet"),
            "locked": tr("Unlock the wallet"),
            "unlocked": tr("Lock the wallet"),
            "watching": tr("Create or restore a wallet"),
        }
        self.wallet.setToolTip(f"{tips[state]} (Ctrl+L)")
