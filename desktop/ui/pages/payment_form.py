"""Who is paid how much: the fields of a payment, filled by hand, by a link, a code or a contact."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.contacts import Contact
from desktop.core.errors import InvalidAddress, InvalidAmount
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency, Money
from desktop.core.payment_links import PaymentRequest
from desktop.core.warnings import gravest_first
from desktop.services.sending import Payment
from desktop.text import describe, tr
from desktop.ui.jobs import JobRunner
from desktop.ui.pages.paying_tools import PayingTools
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Choice, Label, column, restyle, row
from desktop.ui.widgets.money import AddressView, grouped
from desktop.ui.widgets.payee_field import PayeeField

if TYPE_CHECKING:
    from desktop.services.sending import Payee

_OTHER = "other"


class PaymentForm(QWidget):
    """``edited`` tells that something is another, ``failed`` what went wrong, ``grown`` that lines came or went."""

    edited = Signal()
    failed = Signal(object)
    grown = Signal()

    def __init__(
        self, paying: PayingTools, jobs: JobRunner, *, name: str, beside: Sequence[QWidget] = ()
    ) -> None:
        """Make it empty.

        Args:
            paying: Payments, contacts and codes.
            jobs: Where names are asked for.
            name: Begins the fields' object names.
            beside: What stands at the end of the line of the amount.
        """
        super().__init__()
        self._sending, self._contacts, self._jobs = paying.sending, paying.contacts, jobs
        self._currency: Currency = COIN
        self._is_settled = False
        self.payee = PayeeField(jobs, paying.read_codes)
        self.to = self.payee.edit
        self.to.setObjectName(f"{name}-to")
        self.amount = line_field(tr("Amount"), "0.05", f"{name}-amount")
        self.currency = Choice(tr("Coin or token"), f"{name}-currency")
        self.token = line_field(tr("Address of the token"), "0x…", f"{name}-token")
        self.token.hide()
        money = row(self.amount, self.currency, *beside, spacing=GRID)
        money.setStretch(0, 1)
        lines = column(self, spacing=2 * GRID)
        who, how_much = column(spacing=4), column(spacing=4)
        who.addWidget(Label(tr("To"), "strong"))
        who.addWidget(self.payee)
        how_much.addWidget(Label(tr("Amount"), "strong"))
        how_much.addLayout(money)
        how_much.addWidget(self.token)
        for block in (who, how_much):
            lines.addLayout(block)
        self.payee.edited.connect(self._changed)
        self.payee.chosen.connect(self._resolve)
        self.payee.failed.connect(self.failed)
        self.to.editingFinished.connect(self._resolve)
        for edit in (self.amount, self.token):
            edit.textEdited.connect(lambda _text: self._changed())
        self.currency.activated.connect(self._choose_currency)

    @property
    def chosen_currency(self) -> Currency:
        """The coin, or the token that was chosen last."""
        return self._currency

    def load(self) -> None:
        """Offer contacts and currencies."""

        def read() -> tuple[list[Contact], list[Currency]]:
            return self._contacts.all(), self._sending.currencies()

        def done(found: tuple[list[Contact], list[Currency]]) -> None:
            self.payee.offer(found[0])
            for currency in found[1]:
                self._add_currency(currency)
            self.currency.addItem(tr("Other token…"), _OTHER)

        self._jobs.start(lambda _job: read(), lane="db", owner=self, done=done, failed=self.failed.emit)

    def settle(self, *, is_settled: bool) -> None:
        """While a payment is confirmed, its link fills in nothing more."""
        self._is_settled = is_settled

    def put_amount(self, money: Money) -> None:
        """Write an amount, without its unit, which stands beside it."""
        self.amount.setText(money.text().removesuffix(money.currency.unit).strip())
        self._changed()

    def payment(self) -> Callable[[], Payment]:
        """The payment that stands here; to be called in a job, as it asks for names and tokens.

        The call raises what ``SendService.payee`` and ``SendService.currency`` raise, ``InvalidAddress`` and
        ``InvalidAmount``.
        """
        text, figure, pasted = self.payee.text(), self.amount.text(), self.payee.alerts
        token = self.token.text() if self.currency.currentData() == _OTHER else ""
        chosen = self._currency

        def read() -> Payment:
            payee, asked = self._meant(text)
            currency = self._sending.currency(Address.parse(token)) if token else chosen
            if payee.request.token is not None and not token and chosen.is_coin:
                currency = asked
            payee = replace(payee, alerts=gravest_first([*payee.alerts, *pasted]))
            return Payment(payee, Money(currency.parse(figure), currency))

        return read

    def mark(self, error: BaseException) -> None:
        """Mark the field that an error is about, if it is about one."""
        wrong = self.to if isinstance(error, InvalidAddress) else self.amount
        if isinstance(error, InvalidAddress | InvalidAmount):
            wrong.setProperty("wrong", True)
            restyle(wrong)

    def _changed(self) -> None:
        for edit in (self.to, self.amount, self.token):
            edit.setProperty("wrong", False)
            restyle(edit)
        self.edited.emit()

    def _add_currency(self, currency: Currency) -> int:
        """The place of a currency in the list, added before the last if it is new."""
        places = [self.currency.itemData(at) for at in range(self.currency.count())]
        for at, known in enumerate(places):
            if isinstance(known, Currency) and known.address == currency.address:
                return at
        at = self.currency.findData(_OTHER)
        at = self.currency.count() if at < 0 else at
        self.currency.insertItem(at, currency.unit, currency)
        return at

    def _choose_currency(self, at: int) -> None:
        chosen = self.currency.itemData(at)
        self.token.setVisible(chosen == _OTHER)
        if isinstance(chosen, Currency):
            self._currency = chosen
        self._changed()
        self.grown.emit()

    def _resolve(self) -> None:
        """Say who is meant as soon as the text is whole, and fill in what a link asks for."""
        text = self.payee.text()
        if not text or self._is_settled:
            return

        def done(found: "tuple[Payee, Currency]") -> None:
            if text == self.payee.text():
                self._say_who(found[0])
                self._fill(found[0].request, found[1])

        self._jobs.start(lambda _job: self._meant(text), owner=self, done=done, failed=self._wrong_payee)

    def _meant(self, text: str) -> "tuple[Payee, Currency]":
        payee = self._sending.payee(text)
        return payee, self._sending.currency(payee.request.token)

    def _say_who(self, payee: "Payee") -> None:
        if payee.contact is not None:
            self.payee.say(tr("{name}: {address}", name=payee.contact.name, address=grouped(payee.address)))
        elif payee.name:
            self.payee.say(tr("{name} leads to {address}", name=payee.name, address=grouped(payee.address)))
        else:
            self.payee.say("")
        self.grown.emit()

    def _wrong_payee(self, error: BaseException) -> None:
        self.payee.say(describe(error).title, "danger")

    def _fill(self, request: PaymentRequest, currency: Currency) -> None:
        """A link's amount and token go into the form, where the person may change them."""
        if request.token is not None:
            self.currency.setCurrentIndex(self._add_currency(currency))
            self._currency = currency
            self.token.hide()
        if request.amount is not None and not self.amount.text():
            self.amount.setText(currency.text(request.amount).removesuffix(currency.unit).strip())


class PaidTo(QWidget):
    """What goes to whom: the sentence, the name that the person knows, and the address, whole."""

    def __init__(self, payment: Payment, role: str) -> None:
        super().__init__()
        lines = column(self, spacing=GRID)
        sentence = tr("{amount} go to this address, and cannot come back:", amount=payment.amount.text())
        lines.addWidget(Label(sentence, role, wrap=True))
        if payment.payee.known_as:
            lines.addWidget(Label(payment.payee.known_as, "strong", wrap=True))
        lines.addWidget(AddressView(payment.payee.address, whole=True))


def line_field(label: str, placeholder: str, name: str) -> QLineEdit:
    """A line to write in; ``label`` is what a screen reader says."""
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(placeholder)
    return edit
