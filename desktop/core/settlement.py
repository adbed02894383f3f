"""How settled each fact of an order is, by the chain's own block tags.

Two words that must not be confused: an order is *final* when the contract has let the payment go to the seller
(``OrderState.FINAL``), and a block is *finalized* when the chain itself can no longer take it back. Here it is the
second: any fact, a payment as well as a refund, begins in a block that may still go.
"""

from dataclasses import dataclass
from enum import Enum

from desktop.core.exchange import (
    NO_DELIVERY,
    OrderState,
    delivery_commitment,
    is_committed,
    order_commitment,
    slot,
)
from desktop.core.orders import Purchase, PurchaseState


class Fact(Enum):
    """What the chain can show of an order, in the order in which it happens."""

    PAYMENT = "payment"
    DELIVERY = "delivery"
    END = "end"  # the licence is final, or the money went back


class Mark(Enum):
    """How deep the block of a fact lies, as the node itself says."""

    LATEST = "latest"
    SAFE = "safe"
    FINALIZED = "finalized"

    @property
    def depth(self) -> int:
        return _DEPTHS[self]


_DEPTHS = {Mark.LATEST: 0, Mark.SAFE: 1, Mark.FINALIZED: 2}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A fact in a block. Another block of this number tells a reorganisation from a node that merely lags.

    ``is_exact`` is False where the fact was only seen to be there at this block: it happened in it or before.
    """

    mark: Mark
    block_number: int
    block_hash: bytes
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was seen of one purchase's order. ``tells_safe`` is False where the node serves no such tag."""

    purchase_id: str
    payment: Sighting | None = None
    delivery: Sighting | None = None
    end: Sighting | None = None
    tells_safe: bool = True
    tells_finalized: bool = True

    def of(self, fact: Fact) -> Sighting | None:
        match fact:
            case Fact.PAYMENT:
                return self.payment
            case Fact.DELIVERY:
                return self.delivery
            case Fact.END:
                return self.end

    @property
    def newest(self) -> tuple[Fact, Sighting] | None:
        """The fact that happened last, which is the one that can go first."""
        for fact in reversed(Fact):
            if (seen := self.of(fact)) is not None:
                return fact, seen
        return None


class Undone(Enum):
    """What a reorganisation took back."""

    PAYMENT = "payment"
    DELIVERY = "delivery"
    FINAL = "final"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class ChainNotice:
    """Something that the chain took back, until the person has seen it. ``block_number`` is None if nobody knows it."""

    id: int
    purchase_id: str
    time: int
    undone: Undone
    block_number: int | None


def facts_in(value: int, purchase: Purchase) -> frozenset[Fact]:
    """The facts of this very order that its slot shows; empty if the slot commits to something else."""
    if purchase.order is None:
        return frozenset()
    c1 = order_commitment(purchase.terms.hash, purchase.order)
    delivery = purchase.delivery or NO_DELIVERY
    if not is_committed(value, c1, delivery):
        return frozenset()
    facts = {Fact.PAYMENT}
    state = value & 0xFF
    if value == slot(delivery_commitment(c1, delivery), state):
        facts.add(Fact.DELIVERY)
    if state in {OrderState.FINAL, OrderState.REFUNDED}:
        facts.add(Fact.END)
    return frozenset(facts)


def facts_kept(purchase: Purchase) -> frozenset[Fact]:
    """The facts that the record claims."""
    facts = set()
    if purchase.order is not None and purchase.state is not PurchaseState.BUYING:
        facts.add(Fact.PAYMENT)
    if purchase.delivery is not None:
        facts.add(Fact.DELIVERY)
    if purchase.state in {PurchaseState.FINAL, PurchaseState.REFUNDED}:
        facts.add(Fact.END)
    return frozenset(facts)


def is_settled(known: Settlement | None, purchase: Purchase) -> bool:
    """Whether the order has ended and the chain can take back nothing of it any more."""
    if known is None:
        return False
    facts = facts_kept(purchase) | {Fact.END}
    return all((seen := known.of(fact)) is not None and seen.mark is Mark.FINALIZED for fact in facts)
