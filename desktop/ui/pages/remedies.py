"""What the contract allows about an order now: what is wrong, what comes back, what it costs, until when, one button."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.money import Money
from desktop.core.orders import Purchase
from desktop.text import amount, amounts, mark, tr
from desktop.ui.phrases import REFUND_REASONS, date_time
from desktop.ui.widgets.basic import Badge, Button, Card, Label, clear, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.purchase import RefundOptions

_TITLES = {
    "waiting-for-seller": mark("Your money is in escrow"),
    "being-checked": mark("Your money is in escrow"),
    "dispute-window": mark("Your money is in escrow"),
    "self-test-failed": mark("Your money is in escrow"),
    "not-delivered": mark("You can have your money back"),
    "wrong-key": mark("You can have your money back"),
    "wrong-content": mark("You can have your money back"),
    "credited": mark("Your money waits in the contract"),
    "refunding": mark("What happens now"),
    "refunded": mark("What came back"),
    "proof-too-late": mark("It is too late to prove it"),
    "final": mark("The seller is paid"),
}
_SHOWN = {
    "wrong-key": mark(
        "The one-time secret of this order, which opens nothing else. The contract checks the key with it."
    ),
    "wrong-content": mark(
        "One kilobyte of the sealed file, and the model's key, which is public from then on. The contract decrypts the "
        "kilobyte itself and compares."
    ),
}
_CLAIMS = frozenset({"not-delivered", "wrong-key", "wrong-content", "credited"})


class Remedies(Card):
    """The refund page's heart. It says everything, so its one button needs no second question."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("remedies")
        self.amount = ""
        self.cost = ""
        self.title = Label("", "h3")
        self.sentence = Label("", "body", wrap=True)
        self.fee = Label("", "small")
        self.fault = Banner("danger")
        self.confirm = Button(tr("Release payment"), icon="badge-check", name="order-confirm")
        self.refund = Button("", "primary", name="order-refund")
        self.complain = Button("", "primary", name="order-complain")
        self._facts = column()
        self.refundable = Badge("")
        self.refundable.setObjectName("order-refundable")
        self.column.addLayout(row(self.title, 1, self.refundable))
        self.column.addWidget(self.sentence)
        self.column.addLayout(self._facts)
        self.column.addWidget(self.fault)
        self.column.addLayout(row(self.refund, self.complain, self.confirm, self.fee, 1))
        self.forget()

    def forget(self) -> None:
        """Another order: nothing is offered until the chain has said what it allows."""
        self.hide()
        clear(self._facts)
        for widget in (
            self.title,
            self.sentence,
            self.fault,
            self.fee,
            self.confirm,
            self.refund,
            self.complain,
        ):
            widget.hide()

    def show_options(
        self, purchase: Purchase, options: "RefundOptions", *, filing: bool, stopped: bool
    ) -> None:
        """Say what is possible now.

        Args:
            purchase: As it is kept.
            options: What the contract allows.
            filing: A complaint that was asked for is on its way to the contract.
            stopped: It was stopped by an error, which the progress line tells with its own way on.
        """
        reason = options.reason
        back = came_back(purchase) if reason in {"refunded", "refunding"} else _sum(options)
        self.amount = back
        self.cost = tr("The network fee is {amount} at most.", amount=amount(options.cost_most_wei, 8))
        self.title.show()
        self.sentence.show()
        self.title.setText(tr(_TITLES.get("refunding" if filing else reason, reason)))
        self.sentence.setText(self._sentence(options, filing=filing))
        clear(self._facts)
        is_claim = reason in _CLAIMS and not filing
        if is_claim:
            self._facts.addWidget(self._claim_facts(purchase, options))
        elif reason in {"refunded", "refunding"} or filing:
            self._facts.addWidget(self._paid_facts(purchase, came=reason == "refunded"))
        take = (
            tr("Take out {amount}", amount=back)
            if reason == "credited"
            else tr("Get {amount} back", amount=back)
        )
        self.refund.set_text(take)
        self.complain.set_text(take)
        self.confirm.set_text(
            tr("Release payment anyway") if reason == "self-test-failed" else tr("Release payment")
        )
        self.refund.setVisible(options.can_refund)
        self.complain.setVisible(options.can_complain and not filing and not stopped)
        self.confirm.setVisible(options.can_confirm)
        self.fee.setText(self.cost)
        self.fee.setVisible(options.can_confirm)
        self.fault.hide()
        self.set_busy(busy=False)
        self.show()

    def show_refundable(self, words: str, tone: str) -> None:
        """Until when the money can be had back, in three or four words; known without the network."""
        self.refundable.set_state(words, tone)
        self.refundable.setVisible(bool(words))

    def show_fault(self, error: BaseException) -> None:
        """It could not be read or done; the money is where it was."""
        self.set_busy(busy=False)
        self.fault.show_error(error)
        self.show()

    def set_busy(self, *, busy: bool) -> None:
        """While a transaction is on its way, nothing can be pressed twice."""
        for button in (self.confirm, self.refund, self.complain):
            button.setEnabled(not busy)

    def _sentence(self, options: "RefundOptions", *, filing: bool) -> str:
        values = {"amount": self.amount, "time": date_time(options.until)}
        if filing:
            return tr(
                "Licet files the complaint as soon as the delivery's block is safe, so that nothing is shown to the "
                "world for a block that may still go away. You can close Licet: it goes on at the next start, once the "
                "wallet is unlocked."
            )
        return tr(REFUND_REASONS.get(options.reason, options.reason), **values)

    def _claim_facts(self, purchase: Purchase, options: "RefundOptions") -> QWidget:
        facts = Facts()
        facts.add(tr("You get back"), self.amount, role="strong")
        if options.reason != "credited":  # what the contract holds may come from several orders
            facts.add("", _parts(purchase), role="small")
        fee = amount(options.cost_most_wei, 8)
        facts.add(
            tr("It costs you"), tr("{amount} at most, as a network fee from the same account", amount=fee)
        )
        facts.add(tr("It goes to"), AddressView(purchase.account, name=tr("Your account")))
        if options.reason in _SHOWN:
            facts.add(tr("Possible until"), date_time(options.until))
            facts.add(tr("The world sees"), tr(_SHOWN[options.reason]))
        else:
            facts.add(tr("Possible until"), tr("There is no hurry: the seller can no longer change it."))
        return facts

    def _paid_facts(self, purchase: Purchase, *, came: bool) -> QWidget:
        facts = Facts()
        facts.add(tr("You got back") if came else tr("You get back"), self.amount, role="strong")
        facts.add("", _parts(purchase), role="small")
        account = AddressView(purchase.account, name=tr("Your account"))
        facts.add(tr("It went to") if came else tr("It goes to"), account)
        return facts


def came_back(purchase: Purchase) -> str:
    """What the contract pays for an order that is refunded: with the late fee before a delivery, with the bond after."""
    price, extra = _price(purchase), Money(_extra_wei(purchase))
    return Money(price.value + extra.value).text(6) if price.currency.is_coin else amounts(price, extra)


def _sum(options: "RefundOptions") -> str:
    coins = Money(options.amount_wei)
    return amounts(options.tokens, coins) if options.tokens else coins.text(6)


def _price(purchase: Purchase) -> Money:
    return Money(purchase.terms.price, purchase.currency_kept)


def _extra_wei(purchase: Purchase) -> int:
    return purchase.terms.late_fee_wei if purchase.delivery is None else purchase.terms.bond_wei


def _parts(purchase: Purchase) -> str:
    """What the sum is made of."""
    price, extra = _price(purchase).text(6), amount(_extra_wei(purchase))
    if purchase.delivery is None:
        return tr(
            "the price of {price}, and {extra} from the seller's bond for being late",
            price=price,
            extra=extra,
        )
    return tr("the price of {price}, and the seller's bond of {extra}", price=price, extra=extra)
