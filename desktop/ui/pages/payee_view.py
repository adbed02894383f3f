"""Who is paid for a listing, in words; the addresses are one click away."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.money import format_amount
from desktop.text import tr, trn
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, clear, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.splits import Payee


class PayeeView(QWidget):
    """Hidden where the seller is paid, as usual."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(self, spacing=GRID)
        self.details = QWidget()
        self.hide()

    def show_payee(self, payee: "Payee") -> None:
        """What is proven of it."""
        clear(self._lines)
        kind = payee.kind.value
        self.setVisible(kind != "seller")
        if kind == "seller":
            return
        if kind == "contract":
            self._lines.addWidget(
                Banner(
                    "warning",
                    tr("Paid to a contract that Licet does not know"),
                    tr("It may be anything, also if it says that it shares what it gets."),
                )
            )
            self._lines.addWidget(AddressView(payee.address, whole=True))
            return
        words = (
            trn("Paid to a split of {n} account", "Paid to a split of {n} accounts", len(payee.shares))
            if kind == "split"
            else tr("Paid to another account that the seller named")
        )
        self.details = self._details(payee)
        self.details.hide()
        toggle = Button(tr("Show who"), "link", name="payee-show")
        toggle.clicked.connect(lambda _=False: self.details.setVisible(not self.details.isVisible()))
        self._lines.addLayout(row(Label(words), 1, toggle))
        self._lines.addWidget(self.details)

    def show_unknown(self) -> None:
        """It could not be read; that is not the same as the seller."""
        clear(self._lines)
        self._lines.addWidget(Label(tr("Who is paid could not be read."), "muted", wrap=True))
        self.show()

    def _details(self, payee: "Payee") -> QWidget:
        facts = Facts()
        facts.add(tr("Address"), AddressView(payee.address))
        for share in payee.shares:
            percent = tr("{percent} %", percent=format_amount(share.bps, 2))
            facts.add(percent, AddressView(share.account))
        return facts
