"""Sending coin or tokens: who and how much, then what happens in sentences, then Send."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QWidget

from desktop.core.identity import Address
from desktop.core.transactions import FeeChoice
from desktop.services.sending import Payment
from desktop.text import amount, tr
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import JobRunner
from desktop.ui.pages.paying_tools import PayingTools
from desktop.ui.pages.payment_form import PaidTo, PaymentForm
from desktop.ui.pages.rules_dialog import RulesDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.alerts import AlertList
from desktop.ui.widgets.basic import Button, Label, Scroll, clear, column, row
from desktop.ui.widgets.confirmation import ConfirmationView
from desktop.ui.widgets.fee_choice import FeeChoiceView
from desktop.ui.widgets.money import Facts
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.sending import SendQuote


class SendDialog(Dialog):
    """The form; once it is agreed with the network, the confirmation takes its place."""

    def __init__(
        self,
        parent: QWidget,
        paying: PayingTools,
        jobs: JobRunner,
        toast: Callable[[str, str], None],
    ) -> None:
        super().__init__(parent, tr("Send"))
        self.setObjectName("send-dialog")
        self.setMinimumWidth(72 * GRID)
        self._sending = paying.sending
        self._jobs, self._toast = jobs, toast
        self.quote: SendQuote | None = None
        self.most = Button(tr("All"), "ghost", name="send-all", clicked=self._all)
        self.form = PaymentForm(paying, jobs, name="send", beside=(self.most,))
        self.fault = Banner("danger")
        self.fault.hide()
        self.confirmation = column(spacing=2 * GRID)
        # They belong to a confirmation, and are made with it.
        self.alerts: AlertList | None = None
        self.fees: FeeChoiceView | None = None
        self.total: Label | None = None
        self.lacks: Banner | None = None
        self.next = Button(tr("Continue"), "primary", name="send-next", clicked=self._next)
        self.cancel = Button(tr("Cancel"), name="send-cancel", clicked=self._back_or_out)
        self._shown = QWidget()
        shown = column(self._shown, spacing=2 * GRID)
        shown.addLayout(self.confirmation)
        shown.addStretch(1)
        self._scroll = Scroll(self._shown)
        self._scroll.hide()
        self.lines.addWidget(self.form)
        self.lines.addWidget(self.fault)
        self.lines.addWidget(self._scroll, 1)
        self.lines.addLayout(row(1, self.cancel, self.next))
        self.form.edited.connect(self._changed)
        self.form.failed.connect(self._failed)
        self.form.grown.connect(self._fit_soon)
        self.form.load()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        paying: PayingTools,
        jobs: JobRunner,
        toast: Callable[[str, str], None],
        *,
        to: str = "",
    ) -> "SendDialog":
        """Open it; ``to`` is filled in."""
        dialog = cls(parent, paying, jobs, toast)
        if to:
            dialog.form.payee.put(to)
        dialog.open()
        return dialog

    def _changed(self) -> None:
        """Something is another: what was confirmed no longer counts."""
        self._show_form()
        self.fault.hide()

    def _show_form(self) -> None:
        self.quote = None
        self.form.settle(is_settled=False)
        clear(self.confirmation)
        self.alerts = self.fees = self.total = self.lacks = None
        self.form.show()
        self._scroll.hide()
        self.next.setEnabled(True)
        self.next.set_text(tr("Continue"))
        self.cancel.set_text(tr("Cancel"))

    def _back_or_out(self) -> None:
        if self.quote is None:
            self.reject()
        else:
            self._show_form()
            self._fit_soon()

    def _all(self) -> None:
        currency = self.form.chosen_currency
        self._jobs.start(
            lambda _job: self._sending.most(currency),
            owner=self,
            done=self.form.put_amount,
            failed=self._failed,
        )

    def _next(self) -> None:
        if self.quote is not None:
            self._send(self.quote)
            return
        self.fault.hide()
        self.next.setEnabled(False)
        payment = self.form.payment()
        self._jobs.start(
            lambda _job: self._sending.quote(payment()), owner=self, done=self._confirm, failed=self._failed
        )

    def _confirm(self, quote: "SendQuote") -> None:
        clear(self.confirmation)
        self.quote = quote
        self.form.settle(is_settled=True)
        payment = quote.payment
        self.confirmation.addWidget(PaidTo(payment, "h3"))
        self.alerts = self._alerts(quote)
        self.confirmation.addWidget(self.alerts)
        self._add_cost(quote)
        view = ConfirmationView(quote.preview, name_of=self._names(payment))
        view.sentence.hide()  # it stands above, with the whole address
        self.confirmation.addWidget(view)
        if quote.alerts:
            rules = Button(tr("What Licet warns of"), "ghost", icon="shield-alert", name="send-rules")
            rules.clicked.connect(lambda _=False: RulesDialog.ask(self))
            self.confirmation.addLayout(row(rules, 1))
        self.form.hide()
        self._scroll.show()
        self.cancel.set_text(tr("Back"))
        self.next.set_text(tr("Send {amount}", amount=payment.amount.text(6)))
        self._allow()
        self.cancel.setFocus()
        self._fit_soon()

    def _alerts(self, quote: "SendQuote") -> AlertList:
        alerts = AlertList(quote.alerts, asks=True)
        alerts.changed.connect(self._allow)
        return alerts

    def _names(self, payment: Payment) -> Callable[[Address], str]:
        payee = payment.payee
        return lambda address: payee.known_as if address == payee.address else ""

    def _add_cost(self, quote: "SendQuote") -> None:
        """The fee to choose, the most that leaves the account, and what is too little for it."""
        self.lacks = Banner("danger")
        self.confirmation.addWidget(self.lacks)
        if quote.offer is not None:
            block = column(spacing=GRID)
            block.addWidget(Label(tr("Network fee"), "strong"))
            self.fees = FeeChoiceView()
            self.fees.show_offer(quote.offer)
            self.fees.changed.connect(self._allow)
            block.addWidget(self.fees)
            self.confirmation.addLayout(block)
        facts = Facts(is_aligned=True)
        self.total = Label("", "strong", selectable=True)
        self.total.setObjectName("send-total")
        is_coin = quote.payment.amount.currency.is_coin
        facts.add(tr("Total, at most") if is_coin else tr("Network fee, at most"), self.total)
        facts.add(tr("Balance"), quote.balance.text(8))
        self.confirmation.addWidget(facts)

    def _allow(self) -> None:
        quote = self.quote
        if quote is None:
            return
        fees = None if self.fees is None else self.fees.choice()
        is_chosen = self.fees is None or self.fees.is_ready
        if self.total is not None:
            self.total.setText(amount(quote.coins_most_wei(fees), 8))
        if self.lacks is not None:
            _say_lacks(self.lacks, quote, fees)
        if self.alerts is not None and self.alerts.shown != quote.alerts_at(fees):
            self.alerts.show_alerts(quote.alerts_at(fees))
            self._fit_soon()
        is_agreed = self.alerts is None or self.alerts.is_agreed
        self.next.setEnabled(is_chosen and quote.can_be_sent(fees) and is_agreed)

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """As high and, with large text, as wide as the contents want, within the window over which it stands."""
        if self.quote is None:
            self.adjustSize()
            return
        parent = self.parentWidget()
        window = parent.window().size() if parent is not None else QSize(110 * GRID, 96 * GRID)
        room = window.height() - 6 * GRID
        wide = min(self._shown.minimumSizeHint().width() + 8 * GRID, window.width() - 4 * GRID)
        wanted = self._shown.sizeHint().height() + 22 * GRID
        self.resize(max(self.width(), 80 * GRID, wide), min(wanted, room))
        if parent is not None:
            middle = parent.window().mapToGlobal(parent.window().rect().center())
            self.move(middle - self.rect().center())

    def _send(self, quote: "SendQuote") -> None:
        self.next.setEnabled(False)
        fees = None if self.fees is None else self.fees.choice()
        nonce = None if self.fees is None else self.fees.nonce()

        def done(_: object) -> None:
            self._toast("success", tr("{amount} sent", amount=quote.payment.amount.text(6)))
            self.accept()

        self._jobs.start(
            lambda _job: self._sending.send(quote, fees=fees, nonce=nonce),
            title=tr("Sending"),
            owner=self,
            done=done,
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self._show_form()
        self.form.mark(error)
        self.fault.show_error(error)
        self._fit_soon()


def _say_lacks(banner: Banner, quote: "SendQuote", fees: FeeChoice | None) -> None:
    """What is too little for this fee; the banner goes where nothing is."""
    words = ""
    if quote.lacks_amount:
        words = tr("This account does not hold enough.")
    elif quote.lacks_coins(fees):
        words = tr(
            "The network fee is paid in coin, and this account has {coins}.", coins=quote.coins.text(8)
        )
    banner.say("danger", "", words)
    banner.setVisible(bool(words))
