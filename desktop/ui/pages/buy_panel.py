"""The Buy panel: it *is* the confirmation, so it says everything before the one click."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.identity import Address
from desktop.core.listings import Listing
from desktop.text import amount, describe, duration, size, tr
from desktop.ui.phrases import BUY_WARNINGS, price_text
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Label, Rule, clear, column, row
from desktop.ui.widgets.money import AddressView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.purchase import PurchaseQuote

RATE_MBIT = 20
"""The rate by which a download's time is told, and said beside it: an ordinary line, of which nobody knows the load."""
_STRONG_WARNINGS = {"insufficient-funds", "key-proven-bad"}


def panel_width() -> int:
    """Wider where text is larger, within what leaves the listing its room."""
    return round(45 * GRID * min(Theme.current().scale, 1.4))


class BuyPanel(Card):
    """Amounts, who gets it, what you get, until when you can get it back; and Buy."""

    buy_asked = Signal()
    wallet_asked = Signal()
    run_asked = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=2 * GRID)
        self.setObjectName("buy-panel")
        self.setFixedWidth(panel_width())
        self.price = Label("", "h1")
        self.column.addWidget(self.price)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2 * GRID)
        self.column.addLayout(self._lines)
        self.button = Button("", "large", name="buy", clicked=self._press)
        self.button.setEnabled(False)
        self.note = Label("", "small", wrap=True)
        self.column.addWidget(self.button)
        self.column.addWidget(self.note)
        self._signal = self.buy_asked
        self._owned: tuple[int, bool] | None = None

    def show_listing(self, listing: Listing) -> None:
        """Before the quote is there."""
        self._owned = None
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
        self.price.setText(price_text(listing))
        clear(self._lines)
        if not listing.is_free:
            self._amounts(quote)
        self._terms(listing, quote)
        for warning in quote.warnings:
            tone = "danger" if warning in _STRONG_WARNINGS else "warning"
            self._lines.addWidget(Banner(tone, "", tr(BUY_WARNINGS.get(warning, warning))))
        stops = quote.sold_out or "insufficient-funds" in quote.warnings
        if quote.sold_out:
            note = tr(
                "The seller's bond is used up by other orders, so the contract takes no order now. Look again later."
            )
            self._say(tr("Not for sale at the moment"), enabled=False, note=note)
        elif listing.is_free:
            self._say(tr("Get for free"), note=tr("Nothing is paid and nothing is written to the chain."))
        else:
            text = tr("Buy for {amount}", amount=amount(quote.price_wei))
            note = tr("Your balance: {amount}", amount=amount(quote.balance_wei))
            self._say(text, enabled=not stops, note=note)
        self._signal = self.buy_asked

    def show_owned(self, listing: Listing, *, runnable: bool) -> None:
        """Bought already, or being bought: the panel steps back behind the progress line.

        Each report of progress comes here; the panel is built once for all of them.
        """
        if self._owned == (listing.id, runnable):
            self.button.setEnabled(runnable)
            return
        self._owned = (listing.id, runnable)
        self.price.setText(price_text(listing))
        clear(self._lines)
        self._terms(listing, None)
        if runnable:
            self._say(tr("Run"), note=tr("You own this version."))
            self._signal = self.run_asked
        else:
            self._say(tr("Being bought"), enabled=False, note=tr("The line above says how far it is."))

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

    def _amounts(self, quote: "PurchaseQuote") -> None:
        box = QWidget()
        lines = column(box, spacing=GRID)
        for name, wei, role in (
            (tr("Price"), quote.price_wei, "body"),
            (tr("Network fee, at most"), quote.fee_most_wei, "body"),
            (tr("Total, at most"), quote.total_most_wei, "strong"),
        ):
            line = QWidget()
            value = Label(amount(wei, 8), role, selectable=True)
            value.setAccessibleName(f"{name}: {amount(wei, None)}")
            value.setToolTip(amount(wei, None))
            name_label = Label(name, "muted" if role == "body" else role, wrap=True)
            line.setLayout(row(name_label, value))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            if role == "strong":
                lines.addWidget(Rule())
            lines.addWidget(line)
        self._lines.addWidget(box)

    def _terms(self, listing: Listing, quote: "PurchaseQuote | None") -> None:
        terms = listing.terms
        if not listing.is_free:
            self._section(
                tr("Who gets it"), tr("The contract holds your payment, then pays the seller:"), terms.seller
            )
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
        self.button.set_text(text)
        self.button.setEnabled(enabled)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _press(self) -> None:
        self.button.setEnabled(False)
        self._signal.emit()
