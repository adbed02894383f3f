"""What was earned in tokens: one line per token, each with its own unit and way out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.text import tr
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Label, clear, column, row
from desktop.ui.widgets.money import AddressView

if TYPE_CHECKING:
    from desktop.services.selling import TokenEarnings


class TokenEarningsCard(Card):
    """Hidden while nothing was earned in tokens; ``taken`` carries the currency whose button was pressed."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=2 * GRID)
        self.setObjectName("token-earnings")
        self.column.addWidget(Label(tr("Earned in tokens"), "h3"))
        self._rows = column(spacing=2 * GRID)
        self.column.addLayout(self._rows)
        self.hide()

    def show_tokens(self, lines: "tuple[TokenEarnings, ...]") -> None:
        """Show the amounts."""
        clear(self._rows)
        for line in lines:
            self._rows.addLayout(self._row(line))
        self.setVisible(bool(lines))

    def _row(self, line: "TokenEarnings") -> QHBoxLayout:
        currency = line.currency
        ready = Label(currency.text(line.credit, 6), "h2", selectable=True)
        ready.setToolTip(currency.text(line.credit))
        waiting = tr("{amount} still within the buyers' time", amount=currency.text(line.in_dispute, 6))
        words = column(spacing=2)
        words.addWidget(ready)
        if line.in_dispute:
            words.addWidget(Label(waiting, "small"))
        take = Button(
            tr("Take out"),
            icon="arrow-down-left",
            name=f"sell-withdraw-{currency.address}",
            tip=tr("Take out {amount}", amount=currency.text(line.credit)),
            clicked=lambda: self.taken.emit(currency),
        )
        take.setEnabled(line.credit > 0)
        made = row(words, AddressView(currency.address, name=tr("unverified token")), take, spacing=3 * GRID)
        made.setStretch(0, 1)
        return made
