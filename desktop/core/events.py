"""What happened on the market contract and its records, as the chain tells it: one value per event, and batches."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address


class RefundReason(IntEnum):
    """Why an order was refunded, as the contract numbers it."""

    NONE = 0
    BY_SELLER = 1
    NOT_DELIVERED = 2
    KEY_PROVEN_BAD = 3
    WRONG_KEY = 4
    WRONG_CONTENT = 5


@dataclass(frozen=True, slots=True)
class LogPlace:
    """Where an event stands on the chain; ``timestamp`` is its block's, in Unix seconds."""

    block_number: int
    block_hash: bytes
    timestamp: int
    transaction_hash: bytes
    log_index: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing was opened; ``card`` is a stranger's bytes, not yet read.

    The terms are kept as they came (``exchange.are_terms``): a catalogue of a hundred thousand listings is written
    without taking each apart and putting it together again.
    """

    at: LogPlace
    listing: int
    seller: Address
    terms_hash: bytes
    encoded_terms: bytes
    card: bytes

    @property
    def terms(self) -> Terms:
        return Terms.decode(self.encoded_terms)


@dataclass(frozen=True, slots=True)
class Revised:
    """A listing got new terms and a new card, and is open."""

    at: LogPlace
    listing: int
    seller: Address
    terms_hash: bytes
    encoded_terms: bytes
    card: bytes

    @property
    def terms(self) -> Terms:
        return Terms.decode(self.encoded_terms)


@dataclass(frozen=True, slots=True)
class Closed:
    at: LogPlace
    listing: int


@dataclass(frozen=True, slots=True)
class Bought:
    at: LogPlace
    order_id: int
    listing: int
    holder: Address
    terms_hash: bytes
    order: Order


@dataclass(frozen=True, slots=True)
class Delivered:
    at: LogPlace
    order_id: int
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Finalised:
    """The payee was credited ``amount`` of ``currency``."""

    at: LogPlace
    order_id: int
    payee: Address
    currency: Address
    amount: int
    by_holder: bool


@dataclass(frozen=True, slots=True)
class Refunded:
    """The payer was credited ``amount`` of ``currency`` and ``bond_paid_wei`` from the seller's bond."""

    at: LogPlace
    order_id: int
    payer: Address
    currency: Address
    amount: int
    bond_paid_wei: int
    reason: RefundReason


@dataclass(frozen=True, slots=True)
class KeyProvenBad:
    at: LogPlace
    key_hash: bytes


@dataclass(frozen=True, slots=True)
class OperatorSet:
    at: LogPlace
    seller: Address
    operator: Address


@dataclass(frozen=True, slots=True)
class BondDeposited:
    at: LogPlace
    seller: Address
    amount_wei: int


@dataclass(frozen=True, slots=True)
class BondWithdrawn:
    at: LogPlace
    seller: Address
    amount_wei: int
    to: Address


@dataclass(frozen=True, slots=True)
class Withdrawn:
    at: LogPlace
    account: Address
    currency: Address
    amount: int
    to: Address


@dataclass(frozen=True, slots=True)
class Renewed:
    """A licence ends later; ``amount`` of ``currency`` went from the payer straight to the payee."""

    at: LogPlace
    token_id: int
    payer: Address
    payee: Address
    currency: Address
    amount: int
    until: int


@dataclass(frozen=True, slots=True)
class KeyRequested:
    """The owner of a licence asks for the key of the present version; ``key_fee`` is in the terms' currency."""

    at: LogPlace
    request_id: int
    token_id: int
    holder: Address
    terms_hash: bytes
    px: int
    parity: int
    number: int
    key_fee: int


@dataclass(frozen=True, slots=True)
class KeyAnswered:
    """Anybody's answer to a request: only the one whose key matches the terms is an answer."""

    at: LogPlace
    request_id: int
    answerer: Address
    rx: int
    parity: int
    wrapped: bytes


MarketEvent = (
    Listed
    | Revised
    | Closed
    | Bought
    | Delivered
    | Finalised
    | Refunded
    | KeyProvenBad
    | OperatorSet
    | BondDeposited
    | BondWithdrawn
    | Withdrawn
    | Renewed
    | KeyRequested
    | KeyAnswered
)


@dataclass(frozen=True, slots=True)
class Rated:
    """The holder of a licence rated it, 1 to 5 stars; the latest of a token counts. ``text`` is a stranger's."""

    at: LogPlace
    token_id: int
    holder: Address
    stars: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """The seller's answer to the rating of a licence; the latest counts."""

    at: LogPlace
    token_id: int
    seller: Address
    text: bytes


@dataclass(frozen=True, slots=True)
class Reported:
    """An error report that only the seller can open."""

    at: LogPlace
    token_id: int
    holder: Address
    sealed_report: bytes


@dataclass(frozen=True, slots=True)
class Anchored:
    at: LogPlace
    account: Address
    root: bytes


RecordEvent = Rated | Answered | Reported | Anchored
ChainEvent = MarketEvent | RecordEvent


@dataclass(frozen=True, slots=True)
class EventBatch:
    """What is new on the chain, to be written in one transaction.

    First drop everything from blocks above ``rollback_to`` (None: nothing changed), then add ``events`` (chain
    order) of blocks ``first`` to ``last``, then keep ``block_hashes`` in place of all earlier ones: they are the
    newest block and the ones that are not final, and let the follower find a reorganisation after a restart.
    ``last`` is ``first - 1`` if only a rollback has happened.

    The newest blocks are read first: ``older_left`` blocks below what is read are still to come, and a batch that
    ``is_older`` brings some of them, from just below the first block that is there.
    """

    first: int
    last: int
    head: int
    head_timestamp: int
    events: tuple[ChainEvent, ...] = ()
    block_hashes: Mapping[int, bytes] = field(default_factory=dict)
    rollback_to: int | None = None
    is_older: bool = False
    older_left: int = 0

    @property
    def is_caught_up(self) -> bool:
        return not self.older_left and (self.is_older or self.last >= self.head)
