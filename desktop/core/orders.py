"""A purchase as this wallet follows it: its persisted state machine and its record."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.runs import FailedTest
from desktop.core.tokens import unread_currency
from desktop.core.transactions import Bid


class PurchaseState(Enum):
    """Where a purchase stands. Each is persisted before the act that leads out of it."""

    FETCHING = "fetching"  # downloading and verifying payload, lists and public part; nothing paid
    READY = "ready"  # everything verified; the one-time number is chosen and kept
    APPROVING = (
        "approving"  # of a price in tokens: the signed approval is kept and being sent; no price is paid
    )
    BUYING = "buying"  # the signed transaction is kept and being sent; may be paid
    WAITING = "waiting"  # bought; the seller has not delivered
    DELIVERED = "delivered"  # the wrapped key is on chain; being checked
    PROVISIONAL = "provisional"  # key and every leaf right; the model runs, the dispute window is open
    FINAL = "final"  # confirmed or settled: rights have begun
    WRONG_KEY = "wrong-key"  # the key does not fit: complainKey gives the money back
    WRONG_CONTENT = "wrong-content"  # a leaf is wrong: complainContent gives the money back
    REFUNDING = "refunding"  # a refund or complaint is signed, kept and being sent
    REFUNDED = "refunded"
    CANCELLED = "cancelled"  # stopped before anything was paid
    FREE = "free"  # a free model: no order; opened with the key of its card


TRANSITIONS: dict[PurchaseState, frozenset[PurchaseState]] = {
    PurchaseState.FETCHING: frozenset({PurchaseState.READY, PurchaseState.CANCELLED, PurchaseState.FREE}),
    PurchaseState.READY: frozenset(
        {
            PurchaseState.BUYING,
            PurchaseState.APPROVING,
            PurchaseState.CANCELLED,
            PurchaseState.FETCHING,
        }
    ),
    PurchaseState.APPROVING: frozenset({PurchaseState.READY, PurchaseState.CANCELLED}),
    PurchaseState.BUYING: frozenset({PurchaseState.WAITING, PurchaseState.READY}),
    PurchaseState.WAITING: frozenset(
        {PurchaseState.DELIVERED, PurchaseState.REFUNDING, PurchaseState.REFUNDED, PurchaseState.BUYING}
    ),
    PurchaseState.DELIVERED: frozenset(
        {
            PurchaseState.PROVISIONAL,
            PurchaseState.WRONG_KEY,
            PurchaseState.WRONG_CONTENT,
            PurchaseState.REFUNDED,
            PurchaseState.FINAL,
            PurchaseState.WAITING,
            PurchaseState.BUYING,
        }
    ),
    PurchaseState.PROVISIONAL: frozenset(
        {PurchaseState.FINAL, PurchaseState.REFUNDED, PurchaseState.WAITING, PurchaseState.BUYING}
    ),
    PurchaseState.WRONG_KEY: frozenset(
        {
            PurchaseState.REFUNDING,
            PurchaseState.REFUNDED,
            PurchaseState.WAITING,
            PurchaseState.BUYING,
        }
    ),
    PurchaseState.WRONG_CONTENT: frozenset(
        {
            PurchaseState.REFUNDING,
            PurchaseState.REFUNDED,
            PurchaseState.WAITING,
            PurchaseState.BUYING,
        }
    ),
    PurchaseState.REFUNDING: frozenset(
        {
            PurchaseState.REFUNDED,
            PurchaseState.DELIVERED,
            PurchaseState.WAITING,
            PurchaseState.WRONG_KEY,
            PurchaseState.WRONG_CONTENT,
            PurchaseState.BUYING,
        }
    ),
    PurchaseState.FINAL: frozenset(
        {PurchaseState.PROVISIONAL, PurchaseState.WAITING, PurchaseState.BUYING, PurchaseState.REFUNDED}
    ),
    PurchaseState.REFUNDED: frozenset({PurchaseState.WAITING, PurchaseState.REFUNDING}),
    PurchaseState.CANCELLED: frozenset(),
    PurchaseState.FREE: frozenset(),
}
"""The graph of a purchase; steps back exist only for what a reorg or a dropped transaction undoes."""

UNPAID = frozenset(
    {PurchaseState.FETCHING, PurchaseState.READY, PurchaseState.APPROVING, PurchaseState.BUYING}
)
"""The order is not known to be on the chain."""
RUNNABLE = frozenset({PurchaseState.PROVISIONAL, PurchaseState.FINAL, PurchaseState.FREE})
SETTLED = frozenset(
    {PurchaseState.FINAL, PurchaseState.REFUNDED, PurchaseState.CANCELLED, PurchaseState.FREE}
)


@dataclass(frozen=True, slots=True)
class Purchase:
    """One purchase of this wallet. The protocol's structs appear as they become known.

    ``raw_transaction`` is the last transaction signed for it, kept before it is sent, so that a restart sends the
    same bytes again and never pays twice. ``agreed_wei`` is the most, price and fee together, that the person agreed
    to by clicking Buy; above it the purchase stops and asks. ``claim_asked`` is kept from the click that asks for the
    complaint, so that it is filed as soon as it may be, and again if a reorganisation undoes it. ``bid`` is what a claim's
    transaction offers; ``earlier_hashes`` are those that it has replaced, 32 bytes each: any one of them may be the one that
    is mined. ``fault`` is the name of the last error, for the order's page.

    Of a price in tokens, ``currency`` is the token as the person saw it, ``agreed_wei`` covers the fees alone,
    ``approvals`` counts the approvals that were mined and ``approval_fee_wei`` what they cost; ``permit_failed`` says
    that the token did not keep to its own permits, so that the price is approved instead.
    """

    id: str
    chain_id: int
    market: Address
    listing: int
    terms: Terms
    card_json: bytes
    account: Address
    state: PurchaseState
    created_at: int
    number: int
    agreed_wei: int
    order_id: int | None = None
    order: Order | None = None
    delivery: Delivery | None = None
    raw_transaction: bytes | None = None
    transaction_hash: bytes | None = None
    paid_fee_wei: int = 0
    self_test_ok: bool | None = None
    failed_test: FailedTest | None = None
    wrong_leaf: int | None = None
    claim_asked: bool = False
    fault: str | None = None
    updated_at: int = 0
    bid: Bid | None = None
    earlier_hashes: bytes = b""
    currency: Currency | None = None
    approvals: int = 0
    approval_fee_wei: int = 0
    permit_failed: bool = False

    @property
    def currency_kept(self) -> Currency:
        """What the price is counted in; a token without words if a restored purchase has not asked it yet."""
        return self.currency or unread_currency(self.terms.currency)

    @property
    def fees_paid_wei(self) -> int:
        """What buying has cost in fees."""
        return self.paid_fee_wei + self.approval_fee_wei

    @property
    def claimed_from(self) -> "PurchaseState":
        """The state that a claim on its way came from, and goes back to if it comes to nothing."""
        if self.delivery is None:
            return PurchaseState.WAITING
        return PurchaseState.WRONG_KEY if self.wrong_leaf is None else PurchaseState.WRONG_CONTENT

    @property
    def refundable_until(self) -> int | None:
        """Unix time until which a wrong delivery can be complained about; None before delivery."""
        if self.delivery is None or not self.delivery.delivered_at:
            return None
        return self.delivery.delivered_at + self.terms.dispute_in_s

    @property
    def deliver_until(self) -> int | None:
        """Unix time from which an undelivered order is refundable by anyone."""
        return self.order.bought_at + self.terms.deliver_in_s if self.order else None
