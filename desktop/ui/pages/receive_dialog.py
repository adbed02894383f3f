"""Receiving: the address, or a payment link for an amount, as text and as a QR code."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import InvalidAmount
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.payment_links import PaymentRequest, write_link
from desktop.text import tr
from desktop.ui.dialogs import GrowingDialog, choose_new_file
from desktop.ui.jobs import JobRunner
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, Label, column, restyle, row
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.money import AddressView, QrView

if TYPE_CHECKING:
    from desktop.services.sending import SendService

_WIDEST_SCALE = 1.5  # with larger text lines break: the dialog stays within the smallest window


class ReceiveDialog(GrowingDialog):
    """Without an amount the code is the bare address, which every wallet and exchange reads."""

    def __init__(self, parent: QWidget, address: Address, sending: "SendService", jobs: JobRunner) -> None:
        super().__init__(parent, tr("Receive"))
        self.setObjectName("receive-dialog")
        self.setMinimumWidth(round(64 * GRID * min(_WIDEST_SCALE, max(1.0, Theme.current().scale))))
        self._address, self._chain_id = address, sending.chain_id
        self.lines.addWidget(
            Label(tr("Whoever pays you needs this address. It is public."), "muted", wrap=True)
        )
        self.code = QrView(str(address))
        self.lines.addLayout(row(1, self.code, 1))
        self.lines.addWidget(AddressView(address, whole=True))
        self.amount = QLineEdit()
        self.amount.setObjectName("receive-amount")
        self.amount.setAccessibleName(tr("Amount that you ask for"))
        self.amount.setPlaceholderText(tr("Any amount"))
        self.amount.textEdited.connect(lambda _text: self._show())
        self.currency = Choice(tr("Coin or token"), "receive-currency")
        self.currency.addItem(COIN.unit, COIN)
        self.currency.activated.connect(lambda _at: self._show())
        asked = row(self.amount, self.currency, spacing=GRID)
        asked.setStretch(0, 1)
        block = column(spacing=4)
        block.addWidget(Label(tr("Ask for an amount"), "strong"))
        block.addLayout(asked)
        self.lines.addLayout(block)
        self.link = Label("", "mono", wrap=True, selectable=True)
        self.link.setObjectName("receive-link")
        self.link.hide()
        self.lines.addWidget(self.link)
        self.copy_link = Button(tr("Copy the link"), icon="copy", name="receive-copy", clicked=self._copy)
        save = Button(
            tr("Save as a picture"), "ghost", icon="download", name="receive-save", clicked=self._save
        )
        close = Button(tr("Close"), name="receive-close", clicked=self.accept)
        acts = row(Flow(save, self.copy_link), close)
        acts.setStretch(0, 1)
        self.lines.addLayout(acts)
        self.copy_link.hide()
        jobs.start(lambda _job: sending.currencies(), lane="db", owner=self, done=self._offer)

    @classmethod
    def ask(
        cls, parent: QWidget, address: Address, sending: "SendService", jobs: JobRunner
    ) -> "ReceiveDialog":
        """Open it."""
        dialog = cls(parent, address, sending, jobs)
        dialog.open()
        return dialog

    def text(self) -> str:
        """What the code says: the address, or a link (EIP-681) where something is asked for."""
        currency = self._chosen()
        figure = self.amount.text().strip()
        if not figure and currency.is_coin:
            return str(self._address)
        value = currency.parse(figure) if figure else None
        token = None if currency.is_coin else currency.address
        return write_link(PaymentRequest(self._address, self._chain_id, token, value))

    def _chosen(self) -> Currency:
        found = self.currency.currentData()
        return found if isinstance(found, Currency) else COIN

    def _offer(self, currencies: list[Currency]) -> None:
        for currency in currencies:
            if not currency.is_coin:
                self.currency.addItem(currency.unit, currency)
        self.currency.setVisible(self.currency.count() > 1)

    def _show(self) -> None:
        try:
            text = self.text()
        except InvalidAmount:
            self._mark(wrong=True)
            return
        self._mark(wrong=False)
        self.code.show_text(text)
        is_link = text != str(self._address)
        self.link.setText("\u200b".join(text[i : i + 8] for i in range(0, len(text), 8)) if is_link else "")
        self.link.setVisible(is_link)
        self.copy_link.setVisible(is_link)

    def _mark(self, *, wrong: bool) -> None:
        self.amount.setProperty("wrong", wrong)
        restyle(self.amount)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copy_link.set_icon("check")

    def _save(self) -> None:
        if path := choose_new_file(self, tr("Save as a picture"), "licet-receive.png"):
            self.code.save(path)
