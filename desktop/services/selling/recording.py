"""The seller's lines in the activity: each delivery and each settlement before it is sent, with what it became."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from desktop.core.cards import parse_card
from desktop.core.errors import InvalidCard
from desktop.core.events import Finalised
from desktop.core.identity import NATIVE, Address
from desktop.core.sales import Sale
from desktop.core.transactions import Receipt
from desktop.services.journal import Journal, Purpose
from desktop.services.selling.ports import SaleBook


class SaleEvents(Protocol):
    """The market's events about orders, as the node tells them."""

    def delivery_transaction(self, order_id: int) -> bytes | None:
        """The hash of the transaction that delivered an order; None if none did."""

    def payouts(self, order_ids: Sequence[int]) -> list[Finalised]:
        """What was credited for each of these orders that is final."""


class Receipts(Protocol):
    """The chain, as far as receipts go."""

    def receipt(self, transaction_hash: bytes) -> Receipt | None: ...


class SaleRecorder:
    """Writes them; a delivery has one line, however often it is sent again with a higher fee."""

    def __init__(self, journal: Journal, chain: Receipts, events: SaleEvents, book: SaleBook) -> None:
        self._journal = journal
        self._chain = chain
        self._events = events
        self._book = book
        self._open: dict[bytes, tuple[int, ...]] = {}

    def delivering(self, sale: Sale, signer: Address, transaction_hash: bytes) -> None:
        """Before a delivery is sent; ``sale`` still names the transaction that this one replaces, if any."""
        replaced = sale.transaction_hash
        if replaced is not None and replaced != transaction_hash:
            self._journal.resent(replaced, transaction_hash)
        purpose = Purpose("deliver", 0, sale.holder, self._names([sale]))
        self._journal.sent(signer, transaction_hash, purpose)

    def delivered(self, sale: Sale) -> None:
        """After the delivery was seen on the chain; of all that were sent, the events tell which one was mined."""
        mined = self._events.delivery_transaction(sale.order_id)
        if mined is None:
            return
        if sale.transaction_hash is not None and sale.transaction_hash != mined:
            self._journal.resent(sale.transaction_hash, mined)
        if (receipt := self._chain.receipt(mined)) is not None:
            self._journal.mined(receipt)

    def settling(self, sales: Sequence[Sale], signer: Address, transaction_hash: bytes) -> None:
        """Before a settlement is sent."""
        amount = sum(sale.terms.price for sale in sales if sale.terms.currency == NATIVE)
        payees = {sale.terms.payee for sale in sales}
        payee = payees.pop() if len(payees) == 1 else None
        self._journal.sent(signer, transaction_hash, Purpose("settle", amount, payee, self._names(sales)))
        self._open[transaction_hash] = tuple(sale.order_id for sale in sales)

    def settlements(self) -> Mapping[bytes, tuple[int, ...]]:
        """The settlements of this run that were not seen mined, with their orders."""
        return self._open

    def look(self) -> None:
        """Settle the lines of settlements that were mined meanwhile, with what the contract credited by each."""
        for transaction_hash, orders in list(self._open.items()):
            receipt = self._chain.receipt(transaction_hash)
            if receipt is None:
                continue
            credited = sum(
                event.amount
                for event in (self._events.payouts(orders) if receipt.succeeded else [])
                if event.at.transaction_hash == transaction_hash and event.currency == NATIVE
            )
            self._journal.mined(receipt)
            self._journal.corrected(transaction_hash, credited)
            del self._open[transaction_hash]

    def _names(self, sales: Sequence[Sale]) -> str:
        cards = {own.terms.hash: own.card for own in self._book.listings()}
        names = [_name(cards.get(sale.terms.hash, b""), sale.listing) for sale in sales]
        return ", ".join(dict.fromkeys(names))


def _name(card: bytes, listing: int) -> str:
    try:
        return parse_card(card).name
    except InvalidCard:
        return f"#{listing}"
