"""What a seller keeps: own listings with every version of their terms, and the orders on them."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.tokens import unread_currency


class SaleState(Enum):
    """Where the answer to an order stands; persisted before each act."""

    SEEN = "seen"  # the order is on chain; not yet safe, or not yet agreed on by the endpoints
    DELIVERING = "delivering"  # R and wrapped are fixed and the signed delivery is kept and being sent
    DELIVERED = "delivered"  # mined; the dispute window runs
    FINAL = "final"
    REFUNDED = "refunded"
    MISSED = "missed"  # the window for a first signature closed; only a refund is left


@dataclass(frozen=True, slots=True)
class OwnListing:
    """A listing of this wallet. ``listing`` is 0 until its transaction is mined; ``terms`` are the present ones.

    ``currency`` is the token of the price, as it called itself when it was listed.
    """

    terms: Terms
    card: bytes
    listing: int
    created_at: int
    transaction_hash: bytes | None = None
    raw_transaction: bytes | None = None
    is_open: bool = True
    currency: Currency | None = None

    @property
    def currency_kept(self) -> Currency:
        """What the price is counted in."""
        return self.currency or unread_currency(self.terms.currency)


@dataclass(frozen=True, slots=True)
class Sale:
    """One order on a listing of this wallet. ``rx`` to ``wrapped`` never change once set."""

    order_id: int
    listing: int
    order: Order
    terms: Terms
    state: SaleState
    seen_at: int
    rx: int = 0
    parity: int = 0
    wrapped: bytes = b""
    raw_transaction: bytes | None = None
    transaction_hash: bytes | None = None
    nonce: int | None = None
    max_fee_wei: int = 0
    max_priority_fee_wei: int = 0
    sent_at: int = 0
    delivered_at: int = 0
    fault: str | None = None

    @property
    def holder(self) -> Address:
        return self.order.holder

    @property
    def delivery(self) -> Delivery:
        """What was delivered, as the contract commits to it; without meaning before ``DELIVERED``."""
        return Delivery(self.rx, self.parity, self.wrapped, self.delivered_at)

    @property
    def deliver_until(self) -> int:
        return self.order.bought_at + self.terms.deliver_in_s

    @property
    def first_signature_until(self) -> int:
        """A delivery is first signed in the first three quarters of the window (EXCHANGE.md section 8)."""
        return self.order.bought_at + self.terms.deliver_in_s * 3 // 4

    @property
    def settle_at(self) -> int | None:
        return self.delivered_at + self.terms.dispute_in_s if self.delivered_at else None
