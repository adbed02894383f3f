"""Receiving and sending coins."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop.core.errors import InvalidAddress, InvalidAmount
from desktop.core.identity import Address
from desktop.core.money import parse_amount
from desktop.text import CURRENCY, amount, describe, tr
from desktop.ui.jobs import JobRunner
from desktop.ui.phrases import SEND_WARNINGS
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, clear, column, restyle, row
from desktop.ui.widgets.money import AddressView, Facts, QrView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.sending import SendQuote, SendService


class ReceiveDialog(QDialog):
    """The account's address as text and as a QR code."""

    def __init__(self, parent: QWidget, address: Address) -> None:
        super().__init__(parent)
        self.setObjectName("receive-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Receive"))
        self.setMinimumWidth(62 * GRID)
        lines = column(self, padding=3 * GRID, spacing=2 * GRID)
        lines.addWidget(Label(tr("Receive"), "h2"))
        lines.addWidget(Label(tr("Whoever pays you needs this address. It is public."), "muted", wrap=True))
        lines.addLayout(row(1, QrView(str(address)), 1))
        lines.addWidget(AddressView(address, whole=True))
        lines.addLayout(row(1, Button(tr("Close"), name="receive-close", clicked=self.accept)))

    @classmethod
    def ask(cls, parent: QWidget, address: Address) -> "ReceiveDialog":
        """Open it."""
        dialog = cls(parent, address)
        dialog.open()
        return dialog


class SendDialog(QDialog):
    """Address and amount, then one sentence that says all, then Send."""

    def __init__(
        self, parent: QWidget, sending: "SendService", jobs: JobRunner, toast: Callable[[str, str], None]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("send-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Send"))
        self.setMinimumWidth(60 * GRID)
        self._sending, self._jobs, self._toast = sending, jobs, toast
        self._quote: SendQuote | None = None
        self.to = _field(tr("To"), "0x…", "send-to")
        self.amount = _field(tr("Amount"), f"0.05 {CURRENCY}", "send-amount")
        self.fault = Banner("danger")
        self.fault.hide()
        self.confirmation = column(spacing=GRID + 4)
        self.next = Button(tr("Continue"), "primary", name="send-next", clicked=self._next)
        self.cancel = Button(tr("Cancel"), clicked=self.reject)
        lines = column(self, padding=3 * GRID, spacing=2 * GRID)
        lines.addWidget(Label(tr("Send"), "h2"))
        for label, edit in ((tr("To"), self.to), (tr("Amount"), self.amount)):
            block = column(spacing=4)
            block.addWidget(Label(label, "strong"))
            block.addWidget(edit)
            lines.addLayout(block)
            edit.textEdited.connect(self._changed)
        lines.addWidget(self.fault)
        lines.addLayout(self.confirmation)
        lines.addLayout(row(1, self.cancel, self.next))

    @classmethod
    def ask(
        cls, parent: QWidget, sending: "SendService", jobs: JobRunner, toast: Callable[[str, str], None]
    ) -> "SendDialog":
        """Open it."""
        dialog = cls(parent, sending, jobs, toast)
        dialog.open()
        return dialog

    def _changed(self) -> None:
        self._quote = None
        clear(self.confirmation)
        self.next.set_text(tr("Continue"))
        self.fault.hide()
        for edit in (self.to, self.amount):
            edit.setProperty("wrong", False)
            restyle(edit)

    def _next(self) -> None:
        if self._quote is not None:
            self._send(self._quote)
            return
        try:
            to = Address.parse(self.to.text())
            wei = parse_amount(self.amount.text().removesuffix(CURRENCY))
        except (InvalidAddress, InvalidAmount) as error:
            wrong = self.to if isinstance(error, InvalidAddress) else self.amount
            wrong.setProperty("wrong", True)
            restyle(wrong)
            self.fault.show_error(error)
            return
        self.next.setEnabled(False)
        self._jobs.start(
            lambda _job: self._sending.quote(to, wei),
            owner=self,
            done=self._confirm,
            failed=self._failed,
        )

    def _confirm(self, quote: "SendQuote") -> None:
        clear(self.confirmation)
        self.next.setEnabled(quote.total_most_wei <= quote.balance_wei)
        sentence = tr(
            "{amount} go to this address, and cannot come back:", amount=amount(quote.amount_wei, None)
        )
        self.confirmation.addWidget(Label(sentence, "strong", wrap=True))
        self.confirmation.addWidget(AddressView(quote.to, whole=True))
        facts = Facts()
        facts.add(tr("Network fee, at most"), amount(quote.fee_most_wei, 8))
        facts.add(tr("Total, at most"), amount(quote.total_most_wei, 8), role="strong")
        facts.add(tr("Balance"), amount(quote.balance_wei, 8))
        self.confirmation.addWidget(facts)
        for warning in quote.warnings:
            tone = "danger" if warning == "burn" else "warning"
            self.confirmation.addWidget(Banner(tone, "", tr(SEND_WARNINGS.get(warning, warning))))
        if quote.total_most_wei > quote.balance_wei:
            self.confirmation.addWidget(Banner("danger", "", tr("This account does not hold enough.")))
        self._quote = quote
        self.next.set_text(tr("Send {amount}", amount=amount(quote.amount_wei)))
        QTimer.singleShot(0, self, self.adjustSize)

    def _send(self, quote: "SendQuote") -> None:
        self.next.setEnabled(False)

        def done(_: object) -> None:
            self._toast("success", tr("{amount} sent", amount=amount(quote.amount_wei)))
            self.accept()

        self._jobs.start(
            lambda _job: self._sending.send(quote),
            title=tr("Sending"),
            owner=self,
            done=done,
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self._quote = None
        self.next.set_text(tr("Continue"))
        self.next.setEnabled(True)
        clear(self.confirmation)
        words = describe(error)
        self.fault.say("danger", words.title, "\n".join(filter(None, (words.body, words.remedy))))
        self.fault.show()


def _field(label: str, placeholder: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(placeholder)
    return edit
