"""Licences as tokens: what a listing grants, until when a licence holds and whose it is (EXCHANGE.md section 5)."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.errors import UserError
from desktop.core.exchange import FLAG_BOUND, Order, Terms
from desktop.core.identity import ZERO_ADDRESS, Address

PERPETUAL = 2**64 - 1
"""``licensedUntil`` of a licence without end."""
MOST_ROYALTY_BPS = 10_000


@dataclass(eq=False)
class InvalidRights(UserError):
    """What a listing is to grant does not go together; ``reason`` is one of our own words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What a listing grants beside the key: how long, to whom, and what later versions cost.

    ``period_s`` 0 is a perpetual licence. ``renew_until`` is the unix time beyond which nobody can renew.
    ``key_fee`` is in the currency of the price.
    """

    period_s: int = 0
    renew_until: int = 0
    is_bound: bool = False
    royalty_to: Address = ZERO_ADDRESS
    royalty_bps: int = 0
    key_fee: int = 0

    @classmethod
    def of(cls, terms: Terms) -> "Rights":
        """The rights that these terms grant."""
        return cls(
            terms.period_s, terms.renew_until, terms.is_bound, terms.royalty_to, terms.royalty_bps, terms.key_fee
        )  # fmt: skip

    @property
    def flags(self) -> int:
        """``Terms.flags``."""
        return FLAG_BOUND if self.is_bound else 0

    def check(self, now: int, *, is_free: bool) -> None:
        """Make sure that they mean something, and that the contract takes them.

        Raises:
            InvalidRights: A free model with rights that need an order, an end that has passed, a royalty without
                receiver or on a licence that cannot be passed on, or a number that its field cannot hold.
        """
        if is_free and self != Rights():
            raise InvalidRights("free")
        if self.period_s < 0 or self.period_s >= 2**32:
            raise InvalidRights("period")
        if self.renew_until and (not self.period_s or not now + self.period_s <= self.renew_until < 2**40):
            raise InvalidRights("renew-until")
        if not 0 <= self.royalty_bps <= MOST_ROYALTY_BPS:
            raise InvalidRights("royalty")
        if self.royalty_bps and (self.is_bound or self.royalty_to.is_zero):
            raise InvalidRights("royalty-receiver")
        if not 0 <= self.key_fee < 2**128:
            raise InvalidRights("key-fee")


@dataclass(frozen=True, slots=True)
class Standing:
    """Proof of ownership as the chain gave it: whose a licence is and until when it holds, with the proof's date.

    ``owner`` is None for a licence that does not exist (refunded or given up). ``until`` is 0 before the order is
    final and ``PERPETUAL`` for one without end. ``block`` and ``read_at`` are number and unix time of the block that
    was asked.
    """

    token_id: int
    owner: Address | None
    until: int
    block: int
    read_at: int

    @property
    def has_begun(self) -> bool:
        return self.until != 0

    @property
    def ends_at(self) -> int | None:
        """The unix time at which it ends; None if it does not, or has not begun."""
        return self.until if 0 < self.until < PERPETUAL else None

    def is_expired(self, now: int) -> bool:
        """Whether it has ended; the last second is not part of it, as in the contract."""
        return self.ends_at is not None and now >= self.ends_at

    def is_worse_than(self, other: "Standing") -> bool:
        """Whether believing this in place of ``other`` takes something from the person."""
        return (self.owner != other.owner) or self.until < other.until


@dataclass(frozen=True, slots=True)
class LicenceMoved:
    """A transfer of a licence; ``sender`` is the zero address when it was made."""

    block_number: int
    timestamp: int
    sender: Address
    receiver: Address
    token_id: int


@dataclass(frozen=True, slots=True)
class ReceivedLicence:
    """A licence that somebody passed on to an account of this wallet; ``terms`` are those it was bought under."""

    token_id: int
    chain_id: int
    market: Address
    order: Order
    terms: Terms
    card_json: bytes
    account: Address
    giver: Address
    received_at: int


class ActKind(Enum):
    """What can be done with a licence by a transaction of its own."""

    RENEW = "renew"
    TRANSFER = "transfer"
    BURN = "burn"


class ActState(Enum):
    SENDING = "sending"  # signed and kept; perhaps mined
    DONE = "done"
    FAILED = "failed"  # reverted, or its nonce went to another transaction


@dataclass(frozen=True, slots=True)
class LicenceAct:
    """One transaction about a licence, kept before it is sent, so that a restart sends the same and pays nothing twice."""

    token_id: int
    chain_id: int
    market: Address
    kind: ActKind
    state: ActState
    account: Address
    raw_transaction: bytes
    transaction_hash: bytes
    created_at: int
    to: Address | None = None


def extended_until(until: int, now: int, period_s: int, periods: int) -> int:
    """The end of a licence after a renewal: max(until, now) + periods * period."""
    return max(until, now) + periods * period_s


def most_periods(until: int, now: int, period_s: int, renew_until: int) -> int:
    """How many periods a renewal can have now: its end must not pass ``renew_until``."""
    if period_s <= 0:
        return 0
    return max(0, (renew_until - max(until, now)) // period_s)


@dataclass(frozen=True, slots=True)
class Holding:
    """A licence of this wallet, however it came here: bought (``purchase_id``) or passed on by ``giver``.

    ``terms`` and ``card_json`` are those of the version that it was bought for.
    """

    token_id: int
    chain_id: int
    market: Address
    order: Order
    terms: Terms
    card_json: bytes
    account: Address
    purchase_id: str | None
    giver: Address | None
    since: int
