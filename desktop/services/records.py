"""The records contract beside a market: whether it is there, who may write to it, and sending to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core.agreements import Ask
from desktop.core.errors import EnvironmentFault, InvalidCard, OrderContradicted, UserError
from desktop.core.exchange import Delivery, Order, OrderState, Terms, is_committed, order_commitment
from desktop.core.identity import Address
from desktop.core.listings import Card
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.transactions import Call, Receipt
from desktop.services.journal import Purpose
from desktop.services.transactions import TransactionService

_MAY_BE_FINAL = {PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT}
"""What was found wrong too late to be proven is final on chain all the same."""


TitleOf = Callable[[Purchase], tuple[str, str]]
"""Name and version of what was bought."""


class NoRecords(UserError):
    """This network has no records contract: nothing can be rated or reported here."""


class NotFinal(UserError):
    """Only the holder of a final licence may rate or report."""


class NoSuchSale(EnvironmentFault):
    """The chain has no delivered order of this number, or not all of it."""


class RecordCalls(Protocol):
    """Calldata of the records contract's functions."""

    def rate(self, token_id: int, stars: int, text: bytes) -> Call: ...
    def answer(self, terms: Terms, order: Order, delivery: Delivery, text: bytes) -> Call: ...
    def report(self, token_id: int, sealed_report: bytes) -> Call: ...


class OrderReader(Protocol):
    """The market, as far as one order goes."""

    @property
    def chain_id(self) -> int: ...
    @property
    def market(self) -> Address: ...
    def order_slot(self, order_id: int) -> int: ...
    def find_order(self, order_id: int) -> Order | None: ...
    def find_delivery(self, order_id: int) -> Delivery | None: ...
    def order_terms_hash(self, order_id: int) -> bytes | None: ...
    def versions_of(self, listing: int) -> list[tuple[Terms, bytes]]: ...


class Purchases(Protocol):
    """The purchases on disk."""

    def get(self, purchase_id: str) -> Purchase: ...


@dataclass(frozen=True, slots=True)
class SoldOrder:
    """A delivered order with everything that the contract asks for again."""

    terms: Terms
    order: Order
    delivery: Delivery


class Records:
    """Asks whether the contract is there, and sends to it from this wallet."""

    def __init__(
        self, calls: RecordCalls, has_code: Callable[[], bool], transactions: TransactionService
    ) -> None:
        self.calls = calls
        self._has_code = has_code
        self._transactions = transactions
        self._is_there = False

    def are_there(self) -> bool:
        """Whether this network has them; asked until it does, since anyone may deploy them at any time."""
        self._is_there = self._is_there or self._has_code()
        return self._is_there

    def require(self) -> None:
        """Raise ``NoRecords`` unless they are there."""
        if not self.are_there():
            raise NoRecords

    def most_wei(self, account: Address, call: Call) -> int:
        """The most that the call can cost now."""
        return self._transactions.most_wei(account, call)

    def send(self, account: Address, call: Call, purpose: Purpose, agreed_wei: int | None) -> Receipt:
        """Show the call, send it and wait until it is mined; ``agreed_wei`` is what the page said before.

        Raises:
            Declined: The person does not agree.
            CostRose: Where nobody sits: it can cost more than ``agreed_wei``; nothing was sent.
        """
        return self._transactions.execute(account, call, purpose, Ask(most_wei=agreed_wei))


class FinalLicences:
    """Which purchases of this wallet are final licences of the connected market."""

    def __init__(self, purchases: Purchases, market: OrderReader) -> None:
        self._purchases = purchases
        self._market = market

    def has(self, purchase_id: str) -> bool:
        """Whether the purchase is one; the chain is asked only where the record does not say."""
        return self._is_final(self._purchases.get(purchase_id))

    def require(self, purchase_id: str) -> tuple[Purchase, int]:
        """The purchase and its token.

        Raises:
            NotFinal: It is none, or it is on another market.
        """
        purchase = self._purchases.get(purchase_id)
        if purchase.order_id is None or not self._is_final(purchase):
            raise NotFinal
        return purchase, purchase.order_id

    def _is_final(self, purchase: Purchase) -> bool:
        here = (self._market.chain_id, self._market.market)
        if purchase.order_id is None or (purchase.chain_id, purchase.market) != here:
            return False
        if purchase.state in _MAY_BE_FINAL:
            return self._market.order_slot(purchase.order_id) & 0xFF == OrderState.FINAL
        return purchase.state is PurchaseState.FINAL


def find_sold(market: OrderReader, order_id: int) -> SoldOrder:
    """A delivered order from the chain alone: also where another program of the seller answered it.

    Raises:
        NoSuchSale: The node does not tell all of it.
        OrderContradicted: What it tells is not what the order's slot commits to.
    """
    order, delivery = market.find_order(order_id), market.find_delivery(order_id)
    terms_hash = market.order_terms_hash(order_id)
    if order is None or delivery is None:
        raise NoSuchSale
    versions = [terms for terms, _card in market.versions_of(order.listing) if terms.hash == terms_hash]
    if not versions:
        raise NoSuchSale
    value = market.order_slot(order_id)
    if not is_committed(value, order_commitment(versions[0].hash, order), delivery):
        raise OrderContradicted("order", "chain")
    return SoldOrder(versions[0], order, delivery)


def titles(read_card: Callable[[bytes], Card]) -> TitleOf:
    """Name and version by the card that was bought; the listing's number if it cannot be read."""

    def title_of(purchase: Purchase) -> tuple[str, str]:
        try:
            card = read_card(purchase.card_json)
        except InvalidCard:
            return f"#{purchase.listing}", ""
        return card.name, card.version

    return title_of
