"""The Buy panel: it *is* the confirmation, so it says everything before the one click."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.effects import Effects, Preview
from desktop.core.identity import Address
from desktop.core.listings import Listing
from desktop.core.money import Money
from desktop.core.orders import PurchaseState
from desktop.services.tokens import PaymentWay
from desktop.services.warnings import judge_purchase
from desktop.text import amount, describe, duration, size, tr
from desktop.ui.pages.signed_calls_dialog import SignedCallsDialog
from desktop.ui.pages.token_view import TokenView, breakable
from desktop.ui.phrases import BUY_WARNINGS, PAYMENT_WAYS, price_text
from desktop.ui.purchase_flow import WRONG_DELIVERIES, Flow
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.alerts import AlertList
from desktop.ui.widgets.basic import Button, Card, Label, Rule, clear, column, row
from desktop.ui.widgets.confirmation import ChangesFold, failure_banner
from desktop.ui.widgets.money import AddressView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.purchase import PurchaseQuote

RATE_MBIT = 20
"""The rate by which a download's time is told, and said beside it: an ordinary line, of which nobody knows the load."""
_STRONG_WARNINGS = {
    "insufficient-funds",
    "insufficient-tokens",
    "insufficient-coin",
    "key-proven-bad",
    "token-refuses",
    "token-takes-part",
    "token-imitates-coin",
}
_WIDE_CHARS = 24


def panel_width() -> int:
    """Wider where text is larger, within what leaves the listing its room."""
    return round(45 * GRID * min(Theme.current().scale, 1.4))


class BuyPanel(Card):
    """Amounts, who gets it, what you get, until when you can get it back; and Buy."""

    buy_asked = Signal()
    wallet_asked = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=2 * GRID)
        self.setObjectName("buy-panel")
        self.setFixedWidth(panel_width())
        self.price = Label("", "h1", wrap=True)
        self.column.addWidget(self.price)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2 * GRID)
        self.column.addLayout(self._lines)
        self.fit = Banner("success")
        self.fit.hide()
        self.column.addWidget(self.fit)
        self.button = Button("", "large", name="buy", clicked=self._press)
        self.button.setEnabled(False)
        self.note = Label("", "small", wrap=True)
        self.column.addWidget(self.button)
        self.column.addWidget(self.note)
        self.changes = ChangesFold()
        self.column.addWidget(self.changes)
        self.signed = Button(tr("Show what is signed"), "link", name="buy-signed", clicked=self._show_signed)
        self.signed.hide()
        self.column.addLayout(row(self.signed, 1))
        self._previews: tuple[Preview, ...] = ()
        self._signal = self.buy_asked
        self._owned: tuple[int, str] | None = None
        self._seen: tuple[int, Money | None] | None = None
        """The listing that is looked at, and the price that it had at first."""

    def show_fit(self, tone: str, sentence: str) -> None:
        """How it runs here, right above the button; nothing where nothing is known."""
        if sentence:
            self.fit.say(tone, "", sentence)
        self.fit.setVisible(bool(sentence))

    def show_listing(self, listing: Listing) -> None:
        """Before the quote is there."""
        self._owned = None
        if self._seen is None or self._seen[0] != listing.id:
            self._seen = (listing.id, listing.price)
        self._show_changes(None, ())
        self.price.setText(price_text(listing))
        clear(self._lines)
        self._say(tr("Asking the network what it costs"), enabled=False)

    def show_no_wallet(self, listing: Listing, *, locked: bool) -> None:
        """Looking around without an open wallet."""
        self.show_listing(listing)
        self._terms(listing, None)
        if locked:
            self._say(tr("Unlock to buy"), note=tr("The exact fee is shown once the wallet is open."))
        else:
            self._say(
                tr("Create a wallet to buy"), note=tr("It takes a minute, and you come back to this page.")
            )
        self._signal = self.wallet_asked

    def show_quote(self, quote: "PurchaseQuote") -> None:
        """The whole confirmation."""
        listing = quote.listing
        self._owned = None
        self.price.setText(price_text(listing) if listing.is_free else quote.price.text(6))
        clear(self._lines)
        self._warn(quote, strong=True)
        if quote.effects is not None and quote.effects.failure is not None:
            self._lines.addWidget(failure_banner(quote.effects.failure))
        if quote.token is not None:
            self._lines.addWidget(TokenView(quote.token.currency))
        if not listing.is_free:
            self._amounts(quote)
        if quote.token is not None:
            how = tr(PAYMENT_WAYS[quote.token.way], price=quote.price.text(6))
            self._section(tr("What you sign"), how)
        self._show_changes(quote.effects, quote.previews)
        self._terms(listing, quote)
        self._warn(quote, strong=False)
        if quote.sold_out:
            note = tr(
                "The seller's bond is used up by other orders, so the contract takes no order now. Look again later."
            )
            self._say(tr("Not for sale at the moment"), enabled=False, note=note)
        elif listing.is_free:
            self._say(tr("Get for free"), note=tr("Nothing is paid and nothing is written to the chain."))
        else:
            text = tr("Buy for {amount}", amount=quote.price.text(6))
            if quote.token is not None and quote.token.way in {PaymentWay.APPROVE, PaymentWay.RESET}:
                text = tr("Approve and buy for {amount}", amount=quote.price.text(6))
            note = tr("Your balance: {amount}", amount=_balance_text(quote))
            self._say(text, enabled=not quote.stops, note=note)
        self._signal = self.buy_asked

    def show_owned(self, listing: Listing, flow: Flow) -> None:
        """Bought already, or being bought: the panel has no button beside those of the progress line.

        Each report of progress comes here; the panel is built once for all of them.
        """
        note = _owned_note(flow)
        if self._owned == (listing.id, note):
            return
        self._owned = (listing.id, note)
        self._show_changes(None, ())
        self.price.setText(price_text(listing))
        clear(self._lines)
        self._terms(listing, None)
        self.button.hide()
        self.note.setText(note)
        self.note.show()

    def show_closed(self, listing: Listing) -> None:
        """The seller takes no more orders."""
        self.show_listing(listing)
        self._say(tr("No longer for sale"), enabled=False, note=tr("The seller has closed this listing."))

    def show_fault(self, listing: Listing, error: BaseException) -> None:
        """The quote could not be made; a failed read is never shown as an amount."""
        self.show_listing(listing)
        words = describe(error)
        self._lines.addWidget(
            Banner("danger", words.title, "\n".join(filter(None, (words.body, words.remedy))))
        )
        self._terms(listing, None)
        self._say(tr("Buy"), enabled=False)

    def _warn(self, quote: "PurchaseQuote", *, strong: bool) -> None:
        """What stops a purchase, or should, stands first; the rest right above the button."""
        if strong and not quote.listing.is_free:
            seen = self._seen[1] if self._seen is not None and self._seen[0] == quote.listing.id else None
            found = judge_purchase(seen, quote.price, quote.fee_most_wei)
            if found:
                self._lines.addWidget(AlertList(found))
        for warning in quote.warnings:
            if (warning in _STRONG_WARNINGS) is strong:
                tone = "danger" if strong else "warning"
                self._lines.addWidget(Banner(tone, "", _warning_text(warning, quote)))

    def _amounts(self, quote: "PurchaseQuote") -> None:
        box = QWidget()
        lines = column(box, spacing=GRID)
        for name, value, role in _amount_lines(quote):
            shown = Label(value, role, selectable=True, wrap=role == "strong" or len(value) > _WIDE_CHARS)
            shown.setAccessibleName(f"{name}: {value}")
            shown.setToolTip(value)
            name_label = Label(name, "muted" if role == "body" else role, wrap=True)
            line = QWidget()
            line.setLayout(row(name_label, shown))
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            if role == "strong":
                lines.addWidget(Rule())
            lines.addWidget(line)
        self._lines.addWidget(box)

    def _terms(self, listing: Listing, quote: "PurchaseQuote | None") -> None:
        terms = listing.terms
        if not listing.is_free:
            words = (
                tr("The contract holds your payment, then pays the seller:")
                if terms.payee == terms.seller
                else tr("The contract holds your payment, then pays whom the seller named:")
            )
            self._section(tr("Who gets it"), words, terms.payee)
        got = tr("A licence in your wallet, and the model for this computer.")
        if terms.period_s:
            got = tr(
                "A licence for {time} in your wallet, and the model for this computer.",
                time=duration(terms.period_s),
            )
        if quote is not None:
            got += "\n" + tr(
                "Download: {size}, {time} at {rate} Mbit/s",
                size=size(quote.download_bytes),
                time=duration(max(1.0, quote.download_bytes * 8 / (RATE_MBIT * 10**6))),
                rate=RATE_MBIT,
            )
        self._section(tr("What you get"), got)
        if not listing.is_free:
            self._section(
                tr("When you get it back"),
                tr(
                    "If no key comes within {deliver}, or if the key or the content is wrong. You have {dispute} "
                    "after delivery to prove it; Licet checks at once.",
                    deliver=duration(terms.deliver_in_s),
                    dispute=duration(terms.dispute_in_s),
                ),
            )

    def _section(self, title: str, text: str, address: Address | None = None) -> None:
        box = QWidget()
        lines = column(box, spacing=2)
        lines.addWidget(Label(title, "strong"))
        lines.addWidget(Label(text, "muted", wrap=True))
        if address is not None:
            lines.addWidget(AddressView(address))
        self._lines.addWidget(box)

    def _say(self, text: str, *, enabled: bool = True, note: str = "") -> None:
        self.button.show()
        self.button.set_text(text)
        self.button.setEnabled(enabled)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _show_changes(self, effects: Effects | None, previews: tuple[Preview, ...]) -> None:
        self.changes.show_effects(effects)
        self._previews = previews
        self.signed.setVisible(bool(previews))

    def _show_signed(self) -> None:
        SignedCallsDialog.ask(self, self._previews)

    def _press(self) -> None:
        self.button.setEnabled(False)
        self._signal.emit()


def _amount_lines(quote: "PurchaseQuote") -> list[tuple[str, str, str]]:
    """(name, amount, role) of each line. The price in tokens is exact: it is what leaves the account."""
    if quote.token is None:
        return [
            (tr("Price"), amount(quote.price_wei, 8), "body"),
            (tr("Network fee, at most"), amount(quote.fee_most_wei, 8), "body"),
            (tr("Total, at most"), amount(quote.total_most_wei, 8), "strong"),
        ]
    lines = [(tr("Price"), breakable(quote.price.text()), "body")]
    if quote.approve_fee_wei:
        lines.append((tr("Fee to approve, at most"), amount(quote.approve_fee_wei, 8), "body"))
        rest = quote.fee_most_wei - quote.approve_fee_wei
        lines.append((tr("Fee to buy, at most"), amount(rest, 8), "body"))
    else:
        lines.append((tr("Network fee, at most"), amount(quote.fee_most_wei, 8), "body"))
    fees = amount(quote.total_most_wei, 8)
    total = tr("{first} and {second}", first=breakable(quote.price.text()), second=fees)
    return [*lines, (tr("Total, at most"), total, "strong")]


def _balance_text(quote: "PurchaseQuote") -> str:
    coins = Money(quote.balance_wei)
    if quote.token is None:
        return coins.text(6)
    return tr(
        "{first} and {second}",
        first=Money(quote.token.balance, quote.token.currency).text(6),
        second=coins.text(6),
    )


def _warning_text(warning: str, quote: "PurchaseQuote") -> str:
    """A warning with the amounts that it is about."""
    held = Money(quote.token.balance, quote.token.currency) if quote.token else Money(quote.balance_wei)
    lacking = Money(max(0, quote.total_most_wei - quote.balance_wei))
    return tr(
        BUY_WARNINGS.get(warning, warning),
        missing=quote.missing.text(6),
        held=held.text(6),
        coins=lacking.text(8),
        coin_balance=amount(quote.balance_wei),
        complaint=amount(quote.complaint_fee_wei),
        bond=amount(quote.bond_wei),
        price=quote.price.text(6),
    )


def _owned_note(flow: Flow) -> str:
    """Where the purchase stands, in one sentence; the progress line has the rest."""
    state = flow.purchase.state
    if flow.is_ready:
        return tr("You own this version.")
    if state is PurchaseState.REFUNDING or flow.is_filing:
        return tr("Your money is on its way back.")
    if state in WRONG_DELIVERIES:
        return tr("What came is not what was promised. The contract gives your money back.")
    if flow.waits_for_wallet:
        return tr("The purchase waits for your wallet to be unlocked.")
    if flow.error is not None:
        return tr("The purchase has stopped. The line above says why.")
    return tr("It is being bought. The line above says how far it is.")
