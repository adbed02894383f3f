"""Orders that may be settled or refunded, from whichever record knows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.cards import parse_card
from desktop.core.errors import InvalidCard
from desktop.core.exchange import (
    NO_DELIVERY,
    Delivery,
    Order,
    OrderState,
    Terms,
    delivery_commitment,
    order_commitment,
    slot,
)
from desktop.core.orders import Purchase
from desktop.core.sales import OwnListing, Sale


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order that may be settled or refunded, from whichever record knows it."""

    order_id: int
    terms: Terms
    order: Order
    delivery: Delivery
    subject: str = ""
    purchase_id: str = ""

    @property
    def settle_at(self) -> int:
        return self.delivery.delivered_at + self.terms.dispute_in_s

    @property
    def late_at(self) -> int:
        return self.order.bought_at + self.terms.deliver_in_s

    def state_in(self, value: int | None) -> OrderState | None:
        """The state of the slot, if the slot commits to exactly this order; None if it does not."""
        if value is None or not 0 <= value & 0xFF <= OrderState.REFUNDED:
            return None
        state = OrderState(value & 0xFF)
        c1 = order_commitment(self.terms.hash, self.order)
        expected = c1 if state is OrderState.OPEN else delivery_commitment(c1, self.delivery)
        return state if value == slot(expected, state) else None


def of_sale(sale: Sale, listings: Sequence[OwnListing]) -> KnownOrder:
    """An own sale, named by the card of its version."""
    cards = {own.terms.hash: own.card for own in listings}
    return KnownOrder(
        sale.order_id, sale.terms, sale.order, sale.delivery,
        _name(cards.get(sale.terms.hash, b""), sale.listing),
    )  # fmt: skip


def of_purchase(purchase: Purchase) -> KnownOrder | None:
    """An own purchase; None before its order is on the chain."""
    if purchase.order is None or purchase.order_id is None:
        return None
    return KnownOrder(
        purchase.order_id, purchase.terms, purchase.order, NO_DELIVERY,
        _name(purchase.card_json, purchase.listing), purchase.id,
    )  # fmt: skip


def _name(card: bytes, listing: int) -> str:
    try:
        return parse_card(card).name
    except InvalidCard:
        return f"#{listing}"
