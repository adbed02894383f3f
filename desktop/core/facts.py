"""What the chain said about a market, as a catalogue keeps it: one value for each event that a catalogue follows from.

Facts stand in one order (``place``) and have one encoding (msgpack arrays), so that two clients that read the same
chain write the same bytes. docs/snapshots.md section 2 is the specification.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec

from desktop.core.events import (
    Answered,
    BondWithdrawn,
    Bought,
    ChainEvent,
    Closed,
    KeyProvenBad,
    Listed,
    LogPlace,
    OperatorSet,
    Rated,
    Refunded,
    RefundReason,
    Reported,
    Revised,
    Withdrawn,
)
from desktop.core.exchange import TERMS_BYTES, Order
from desktop.core.identity import NATIVE, ZERO_ADDRESS, Address
from desktop.core.listings import MAX_CARD_BYTES
from desktop.core.reports import MAX_SEALED_BYTES
from desktop.core.reviews import MAX_REVIEW_BYTES, MOST_STARS

_LAST = 1 << 62

Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Reason = Annotated[int, msgspec.Meta(ge=0, le=int(max(RefundReason)))]
Stars = Annotated[int, msgspec.Meta(ge=1, le=MOST_STARS)]
Bytes20 = Annotated[bytes, msgspec.Meta(min_length=20, max_length=20)]
Bytes32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
EncodedTerms = Annotated[bytes, msgspec.Meta(min_length=TERMS_BYTES, max_length=TERMS_BYTES)]
CardBytes = Annotated[bytes, msgspec.Meta(max_length=MAX_CARD_BYTES)]
Review = Annotated[bytes, msgspec.Meta(max_length=MAX_REVIEW_BYTES)]
Sealed = Annotated[bytes, msgspec.Meta(max_length=MAX_SEALED_BYTES)]


class Revision(msgspec.Struct, frozen=True, array_like=True, tag=0, forbid_unknown_fields=True):
    """A listing was opened, or got new terms and a new card."""

    block: Number
    log_index: Number
    listing: Number
    time: Number
    transaction_hash: Bytes32
    terms: EncodedTerms
    card: CardBytes


class Closure(msgspec.Struct, frozen=True, array_like=True, tag=1, forbid_unknown_fields=True):
    block: Number
    log_index: Number
    listing: Number


class Sale(msgspec.Struct, frozen=True, array_like=True, tag=2, forbid_unknown_fields=True):
    block: Number
    log_index: Number
    order: Bytes32
    listing: Number
    time: Number
    payer: Bytes20
    holder: Bytes20


class Refund(msgspec.Struct, frozen=True, array_like=True, tag=3, forbid_unknown_fields=True):
    block: Number
    order: Bytes32
    reason: Reason


class BadKey(msgspec.Struct, frozen=True, array_like=True, tag=4, forbid_unknown_fields=True):
    block: Number
    key_hash: Bytes32


class Rating(msgspec.Struct, frozen=True, array_like=True, tag=5, forbid_unknown_fields=True):
    block: Number
    log_index: Number
    order: Bytes32
    time: Number
    holder: Bytes20
    stars: Stars
    text: Review


class Answer(msgspec.Struct, frozen=True, array_like=True, tag=6, forbid_unknown_fields=True):
    block: Number
    log_index: Number
    order: Bytes32
    time: Number
    text: Review


class Report(msgspec.Struct, frozen=True, array_like=True, tag=7, forbid_unknown_fields=True):
    block: Number
    log_index: Number
    order: Bytes32
    time: Number
    holder: Bytes20
    sealed: Sealed


class Tie(msgspec.Struct, frozen=True, array_like=True, tag=8, forbid_unknown_fields=True):
    """An account named another one: as its operator, or as where its money goes."""

    block: Number
    log_index: Number
    account: Bytes20
    other: Bytes20


Fact = Revision | Closure | Sale | Refund | BadKey | Rating | Answer | Report | Tie
KINDS: tuple[type[Fact], ...] = (Revision, Closure, Sale, Refund, BadKey, Rating, Answer, Report, Tie)
Place = tuple[int, int, int, bytes]


def place(fact: Fact) -> Place:
    """Where a fact stands: chain order; refunds and bad keys, whose log is not kept, after their block's others."""
    match fact:
        case Refund():
            return fact.block, _LAST, 3, fact.order
        case BadKey():
            return fact.block, _LAST, 4, fact.key_hash
    return fact.block, fact.log_index, 0, b""


def listing_of(fact: Fact) -> int:
    """The listing that a fact names; 0 where it names an order or a key."""
    match fact:
        case Revision() | Closure() | Sale():
            return fact.listing
    return 0


def facts_of(events: Iterable[ChainEvent]) -> Iterator[Fact]:
    """The facts in events; what no catalogue follows from is left out."""
    for event in events:
        if (fact := fact_of(event)) is not None:
            yield fact


def fact_of(event: ChainEvent) -> Fact | None:  # noqa: PLR0911 - one for each kind
    """What a catalogue keeps of an event."""
    at = event.at
    block, index = at.block_number, at.log_index
    match event:
        case Listed() | Revised():
            return Revision(
                block,
                index,
                event.listing,
                at.timestamp,
                at.transaction_hash,
                event.encoded_terms,
                event.card,
            )
        case Closed():
            return Closure(block, index, event.listing)
        case Bought():
            payer, holder = event.order.payer.raw, event.holder.raw
            bought_at = event.order.bought_at
            return Sale(block, index, _word(event.order_id), event.listing, bought_at, payer, holder)
        case Refunded():
            return Refund(block, _word(event.order_id), int(event.reason))
        case KeyProvenBad():
            return BadKey(block, event.key_hash)
        case Rated():
            if not 1 <= event.stars <= MOST_STARS:
                return None  # the contract emits no such rating, whatever a node says
            order = _word(event.token_id)
            return Rating(block, index, order, at.timestamp, event.holder.raw, event.stars, event.text)
        case Answered():
            return Answer(block, index, _word(event.token_id), at.timestamp, event.text)
        case Reported():
            order, sealed = _word(event.token_id), event.sealed_report
            return Report(block, index, order, at.timestamp, event.holder.raw, sealed)
        case Withdrawn(account=account, to=other) | BondWithdrawn(seller=account, to=other):
            return _tie(at, account, other)
        case OperatorSet(seller=account, operator=other):
            return _tie(at, account, other)
    return None


def event_of(fact: Fact, *, opens: bool = False) -> ChainEvent:  # noqa: PLR0911 - one for each kind
    """The event that a fact is from, for the writer of a catalogue: what facts do not hold is zero in it.

    Args:
        fact: Its terms are terms (``exchange.are_terms``).
        opens: A revision is the first one of its listing.
    """
    match fact:
        case Revision():
            at = LogPlace(fact.block, bytes(32), fact.time, fact.transaction_hash, fact.log_index)
            kind = Listed if opens else Revised
            # The seller is the first word of the terms.
            return kind(at, fact.listing, Address(fact.terms[12:32]), bytes(32), fact.terms, fact.card)
        case Closure():
            return Closed(_at(fact.block, 0, fact.log_index), fact.listing)
        case Sale():
            payer, holder = Address(fact.payer), Address(fact.holder)
            order = Order(fact.listing, payer, holder, fact.time, 0, 0, 0)
            at = _at(fact.block, fact.time, fact.log_index)
            return Bought(at, _number(fact.order), fact.listing, holder, bytes(32), order)
        case Refund():
            nobody = Address(bytes(20))
            at = _at(fact.block, 0, 0)
            return Refunded(at, _number(fact.order), nobody, NATIVE, 0, 0, RefundReason(fact.reason))
        case BadKey():
            return KeyProvenBad(_at(fact.block, 0, 0), fact.key_hash)
        case Rating():
            at = _at(fact.block, fact.time, fact.log_index)
            return Rated(at, _number(fact.order), Address(fact.holder), fact.stars, fact.text)
        case Answer():
            at = _at(fact.block, fact.time, fact.log_index)
            return Answered(at, _number(fact.order), Address(bytes(20)), fact.text)
        case Report():
            at = _at(fact.block, fact.time, fact.log_index)
            return Reported(at, _number(fact.order), Address(fact.holder), fact.sealed)
        case Tie():
            at = _at(fact.block, 0, fact.log_index)
            return OperatorSet(at, Address(fact.account), Address(fact.other))


def _tie(at: LogPlace, account: Address, other: Address) -> Tie | None:
    """Naming oneself, or nobody, ties nothing."""
    if other in {account, ZERO_ADDRESS}:
        return None
    return Tie(at.block_number, at.log_index, account.raw, other.raw)


def _at(block: int, time: int, log_index: int) -> LogPlace:
    return LogPlace(block, bytes(32), time, bytes(32), log_index)


def _word(number: int) -> bytes:
    return number.to_bytes(32, "big")


def _number(word: bytes) -> int:
    return int.from_bytes(word, "big")
