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
from desktop.ui.pages.payment_form import PaidTo, PaymentForm, line_field
from desktop.ui.tokens import GRID
from desktop.ui.widgets.alerts import AlertList
from desktop.ui.widgets.basic import Button, Choice, Label, clear, column, row
from desktop.ui.widgets.fee_choice import FeeChoiceView
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
        self.cancel = Button(tr("Cancel"), name="make-cancel", clicked=self._back_or_out)
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
        self._said = Label(sentence, "muted", wrap=True)
        self._noted = _named(self.note)
        for part in (self._said, _named(self.account), self.form, self._noted):
            self.lines.addWidget(part)
        self.lines.addLayout(self.shown)
        self.lines.addWidget(self.alerts)
        self.lines.addWidget(self.fees)
        self.lines.addWidget(self.fault)
        self.lines.addLayout(row(1, self.cancel, self.next))

    def _changed(self) -> None:
        """Another payment has other fees, another number and other warnings: they are asked anew."""
        self._payment = None
        self.form.settle(is_settled=False)
        self._show_form(is_shown=True)
        clear(self.shown)
        self.alerts.show_alerts(())
        self.fees.hide()
        self.fault.hide()
        self.next.setEnabled(True)

    def _show_form(self, *, is_shown: bool) -> None:
        """The form, or in its place the payment that was read from it."""
        for part in (self._said, self.form, self._noted):
            part.setVisible(is_shown)
        self.cancel.set_text(tr("Cancel") if is_shown else tr("Back"))
        self.next.set_text(tr("Continue") if is_shown else tr("Save the file"))

    def _back_or_out(self) -> None:
        if self._payment is None:
            self.reject()
        else:
            self._changed()

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
        self._show_form(is_shown=False)
        self.shown.addWidget(PaidTo(payment, "h3"))
        self.alerts.show_alerts(alerts)
        self.fees.show_offer(offer)
        self.fees.show()
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


def _named(field: QWidget) -> QWidget:
    """A field under its name."""
    block = QWidget()
    lines = column(block, spacing=4)
    lines.addWidget(Label(field.accessibleName(), "strong"))
    lines.addWidget(field)
    return block
