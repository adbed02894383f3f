"""Making a file that a computer without a network signs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.identity import Address
from desktop.core.warnings import Alert
from desktop.services.sending import Payment
from desktop.text import tr
from desktop.ui.dialogs import GrowingDialog, choose_new_file
from desktop.ui.page import PageTools
from desktop.ui.pages.paying_tools import PayingTools
from desktop.ui.pages.payment_form import PaymentForm, line_field
from desktop.ui.tokens import GRID
from desktop.ui.widgets.alerts import AlertList
from desktop.ui.widgets.basic import Button, Choice, Label, clear, column, row
from desktop.ui.widgets.fee_choice import FeeChoiceView
from desktop.ui.widgets.money import AddressView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.core.transactions import FeeOffer
    from desktop.services.accounts import AccountService
    from desktop.services.offline import OfflineService


class SignElsewhereDialog(GrowingDialog):
    """Who pays whom how much, then what is unusual, fee and number, then a file. Nothing is signed here."""

    def __init__(
        self,
        parent: QWidget,
        tools: PageTools,
        offline: "OfflineService",
        paying: PayingTools,
        accounts: "Sequence[Account]",
        active: Address,
    ) -> None:
        super().__init__(parent, tr("Sign elsewhere"))
        self.setObjectName("sign-elsewhere-dialog")
        self.setMinimumWidth(72 * GRID)
        self._tools, self._offline, self._sending = tools, offline, paying.sending
        self._payment: Payment | None = None
        self.account = Choice(tr("From"), "make-from")
        for account in accounts:
            self.account.addItem(f"{account.name}  {account.address.short}", account.address)
        self.account.setCurrentIndex([account.address for account in accounts].index(active))
        self.form = PaymentForm(paying, tools.jobs, name="make")
        self.note = line_field(tr("Note"), tr("What it is for; travels in the file"), "make-note")
        self.shown = column(spacing=GRID)
        self.alerts = AlertList(asks=True)
        self.alerts.changed.connect(self._allow)
        self.fees = FeeChoiceView()
        self.fees.hide()
        self.fees.changed.connect(self._allow)
        self.fault = Banner("danger")
        self.fault.hide()
        self.next = Button(tr("Continue"), "primary", name="make-next", clicked=self._next)
        self._furnish()
        self.account.activated.connect(lambda _index: self._changed())
        self.form.edited.connect(self._changed)
        self.form.failed.connect(self._failed)
        self.form.load()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        tools: PageTools,
        offline: "OfflineService",
        paying: PayingTools,
        accounts: "AccountService",
    ) -> None:
        """Open it for the active account; nothing happens where there is none."""
        if (active := accounts.active) is not None:
            cls(parent, tools, offline, paying, accounts.accounts, active.address).open()

    def _furnish(self) -> None:
        sentence = tr(
            "For an account whose keys are on a computer without a network. The file holds chain, number and fee, so that computer asks nobody anything."
        )
        self.lines.addWidget(Label(sentence, "muted", wrap=True))
        for field in (self.account, self.form, self.note):
            block = column(spacing=4)
            if field is not self.form:
                block.addWidget(Label(field.accessibleName(), "strong"))
            block.addWidget(field)
            self.lines.addLayout(block)
        self.lines.addLayout(self.shown)
        self.lines.addWidget(self.alerts)
        self.lines.addWidget(self.fees)
        self.lines.addWidget(self.fault)
        cancel = Button(tr("Cancel"), name="make-cancel", clicked=self.reject)
        self.lines.addLayout(row(1, cancel, self.next))

    def _changed(self) -> None:
        """Another payment has other fees, another number and other warnings: they are asked anew."""
        self._payment = None
        self.form.settle(is_settled=False)
        clear(self.shown)
        self.alerts.show_alerts(())
        self.fees.hide()
        self.fault.hide()
        self.next.set_text(tr("Continue"))
        self.next.setEnabled(True)

    def _next(self) -> None:
        if self._payment is not None:
            self._build(self._payment)
            return
        self.fault.hide()
        self.next.setEnabled(False)
        account: Address = self.account.currentData()
        read = self.form.payment()

        def offer() -> "tuple[Payment, tuple[Alert, ...], FeeOffer]":
            payment = read()
            unusual = self._sending.unusual(account, payment)
            return payment, unusual, self._offline.offer(account, payment.call)

        self._tools.jobs.start(
            lambda _job: offer(),
            owner=self,
            done=lambda found: self._offered(*found),
            failed=self._failed,
        )

    def _offered(self, payment: Payment, alerts: "tuple[Alert, ...]", offer: "FeeOffer") -> None:
        self._payment = payment
        self.form.settle(is_settled=True)
        sentence = tr("{amount} go to this address, and cannot come back:", amount=payment.amount.text())
        self.shown.addWidget(Label(sentence, "strong", wrap=True))
        who = payment.payee.contact.name if payment.payee.contact is not None else payment.payee.name
        if who:
            self.shown.addWidget(Label(who, "body", wrap=True))
        self.shown.addWidget(AddressView(payment.payee.address, whole=True))
        self.alerts.show_alerts(alerts)
        self.fees.show_offer(offer)
        self.fees.show()
        self.next.set_text(tr("Save the file"))
        self._allow()

    def _allow(self) -> None:
        is_ready = self._payment is None or (self.fees.is_ready and self.alerts.is_agreed)
        self.next.setEnabled(is_ready)

    def _build(self, payment: Payment) -> None:
        fee, nonce, note = self.fees.fee(), self.fees.nonce(), self.note.text()
        path = choose_new_file(self, tr("Save the file"), "transaction-to-sign.json")
        if fee is None or path is None:
            return
        account: Address = self.account.currentData()
        self.next.setEnabled(False)

        def done(_: object) -> None:
            self._tools.toast(
                "success", tr("File saved as {file}. Nothing was signed or sent.", file=path.name)
            )
            self.accept()

        self._tools.jobs.start(
            lambda _job: path.write_bytes(
                self._offline.build(account, payment.call, fees=fee, nonce=nonce, note=note)
            ),
            owner=self,
            done=done,
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self.next.setEnabled(True)
        self.form.mark(error)
        self.fault.show_error(error)
