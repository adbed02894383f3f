"""A token as a stranger: the name that it gives itself, and the address that it cannot choose."""

from PySide6.QtWidgets import QWidget

from desktop.core.money import Currency
from desktop.text import tr
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Label, column, row
from desktop.ui.widgets.money import AddressView

_WIDE_CHARS = 24
_GROUP = 6


class TokenView(QWidget):
    """Symbol, “unverified token”, and the whole address to compare with one from a source that is trusted."""

    def __init__(self, currency: Currency) -> None:
        super().__init__()
        self.setObjectName("token-view")
        lines = column(self, spacing=4)
        self.badge = Badge(tr("unverified token"), "warning")
        self.badge.setObjectName("token-unverified")
        title = Label(currency.symbol or tr("A token"), "strong")
        lines.addLayout(row(title, self.badge, 1, spacing=GRID))
        lines.addWidget(Label(self._words(currency), "muted", wrap=True))
        lines.addWidget(AddressView(currency.address, whole=True))

    @staticmethod
    def _words(currency: Currency) -> str:
        if currency.name and not currency.imitates_coin:
            return tr(
                "It calls itself “{name}”. Compare its address with one that you trust.",
                name=currency.name,
            )
        return tr("Compare its address with one that you trust.")


def breakable(amount: str) -> str:
    """A very long amount that may be broken between its digits; others stay as they are, to be copied."""
    if len(amount) <= _WIDE_CHARS:
        return amount
    number, _, unit = amount.partition(" ")
    groups = (number[i : i + _GROUP] for i in range(0, len(number), _GROUP))
    return "\u200b".join(groups) + f" {unit}"
