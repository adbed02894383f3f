"""How popular a listing is, and how much of its trade looks staged: whole numbers from what the chain proves.

Only purchases count, one for each paying account, from its first. What cannot be told from the seller buying from itself
counts for nothing. Everything is in whole numbers, so that two catalogues of one chain agree exactly, in whatever
batches they were read.

A purchase halves in weight every ``HALF_LIFE_EPOCHS`` epochs. Instead of ever being counted down, younger purchases
count for more: with w_e the weight of the purchases of epoch e,

    popularity = log2(sum over e of w_e * 2^(e / HALF_LIFE_EPOCHS))

which orders listings today as the decayed sums do, and every other day as well: time alone moves no listing past
another, so no row is ever written anew because a day has passed.

Self-tests leave no trace on the chain; what was proven is a complaint or a late delivery, and both weigh here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache

HOUR_S = 3600
EPOCH_HOURS = 30 * 24
"""A month, near enough."""
MOST_MONTHS = 24
HALF_LIFE_EPOCHS = 3

DUST_WEI = 10**13
"""Below this price, 0.00001 coin, a purchase costs little more than its gas and counts for nothing."""
FULL_WEIGHT = 4
"""The weight of a purchase at the least price that counts."""
TOKEN_WEIGHT = 2
"""Of a purchase in a token: anybody can make one, and nobody here knows what it is worth."""
_STEPS = (10**15, 10**16, 10**17, 10**18)
"""From each of these prices on a purchase weighs one more: at one coin twice as much as at the least."""

UNDELIVERED_WEIGHT = 2
PROVEN_WEIGHT = 4
"""How many honest buyers one refund weighs up: one that was not delivered, and one for a proven complaint."""

_FRACTION_BITS = 24
_FADED = 96  # half-lives * epochs: beyond, nothing is left of the fraction
_FADE = tuple(round(2 ** (_FRACTION_BITS - age / HALF_LIFE_EPOCHS)) for age in range(_FADED))
_LOG_BITS = 16


class Role(IntEnum):
    """What the chain shows of a paying account beside its purchases of one listing."""

    STRANGER = 0
    OWN = 1  # the seller's account, or one that the listing's terms pay
    LINKED = 2  # the seller moved money or bond to it, or lets it deliver: the seller signed that
    PAYING = (
        3  # it moved its own income to the seller: anybody can do that, so it says nothing about the seller
    )


class Sign(Enum):
    """What makes trade look staged."""

    OWN_PURCHASES = "own-purchases"
    OWN_LICENCES = "own-licences"
    LINKED_PAYERS = "linked-payers"
    REPEATED = "repeated"
    BURST = "burst"
    DUST = "dust"
    OWN_RATINGS = "own-ratings"


@dataclass(frozen=True, slots=True)
class Trade:
    """What happened to a listing, in counts. Refunded sales are in none but ``refunded`` to ``proven``.

    Attributes:
        sales: Purchases that were not refunded.
        accounts: Distinct accounts that made them.
        payers: Those of them that count.
        own: Sales that an own account paid for.
        held: Sales to strangers whose licence went to an own account.
        linked: Sales to accounts that the seller is linked with.
        dust: Sales below ``DUST_WEI``.
        refunded: Refunds that the seller chose to make.
        undelivered: Refunds because nothing was delivered in time.
        proven: Refunds after a proven complaint about key or content.
        busiest: The most accounts that bought for the first time within one hour.
        ratings: Ratings that were given, and ``own_ratings`` those that own or linked accounts gave.
    """

    sales: int = 0
    accounts: int = 0
    payers: int = 0
    own: int = 0
    held: int = 0
    linked: int = 0
    dust: int = 0
    refunded: int = 0
    undelivered: int = 0
    proven: int = 0
    busiest: int = 0
    ratings: int = 0
    own_ratings: int = 0

    @property
    def refunds(self) -> int:
        return self.refunded + self.undelivered + self.proven


@dataclass(frozen=True, slots=True)
class Finding:
    """A sign that was seen: ``count`` of ``total``, and what it adds to the wash-sale score."""

    sign: Sign
    count: int
    total: int
    points: int


@dataclass(frozen=True, slots=True)
class WashRule:
    """When a sign is seen: from ``least`` cases on that are at least ``share`` percent of all.

    It then adds ``base`` points, and ``by_share`` more times its share.
    """

    sign: Sign
    least: int
    share: int
    base: int
    by_share: int

    def finding(self, count: int, total: int) -> Finding | None:
        """None if the sign is not seen."""
        if count < self.least or 100 * count < self.share * total:
            return None
        return Finding(
            self.sign, count, total, self.base + self.by_share * min(count, total) // max(total, 1)
        )


WASH_RULES = (
    WashRule(Sign.OWN_PURCHASES, least=1, share=0, base=100, by_share=700),
    WashRule(Sign.LINKED_PAYERS, least=1, share=0, base=100, by_share=500),
    WashRule(Sign.OWN_LICENCES, least=2, share=10, base=50, by_share=250),
    WashRule(Sign.REPEATED, least=5, share=50, base=0, by_share=400),
    WashRule(Sign.BURST, least=8, share=50, base=100, by_share=200),
    WashRule(Sign.DUST, least=3, share=50, base=0, by_share=300),
    WashRule(Sign.OWN_RATINGS, least=1, share=50, base=0, by_share=200),
)
MOST_WASH = 1000
DOUBTFUL_WASH = 400
"""From this score on the market says that the sales are doubtful."""


def price_weight(price: int, *, in_coin: bool) -> int:
    """What a purchase weighs, in quarters of one at the least price that counts; 0 for dust."""
    if not in_coin:
        return TOKEN_WEIGHT
    if price < DUST_WEI:
        return 0
    return FULL_WEIGHT + sum(price >= step for step in _STEPS)


def findings(trade: Trade) -> tuple[Finding, ...]:
    """The signs that are seen, in the order of ``WASH_RULES``."""
    counts = {
        Sign.OWN_PURCHASES: (trade.own, trade.sales),
        Sign.LINKED_PAYERS: (trade.linked, trade.sales),
        Sign.OWN_LICENCES: (trade.held, trade.sales),
        Sign.REPEATED: (trade.sales - trade.accounts, trade.sales),
        Sign.BURST: (trade.busiest, trade.accounts),
        Sign.DUST: (trade.dust, trade.sales),
        Sign.OWN_RATINGS: (trade.own_ratings, trade.ratings),
    }
    seen = (rule.finding(*counts[rule.sign]) for rule in WASH_RULES)
    return tuple(finding for finding in seen if finding is not None)


def wash_milli(trade: Trade) -> int:
    """How much of the trade looks staged, 0 to ``MOST_WASH``: the points of all findings together."""
    return min(MOST_WASH, sum(finding.points for finding in findings(trade)))


def popularity_milli(weights: Mapping[int, int], trade: Trade) -> int:
    """Thousandths of the binary logarithm above, less what refunds and staged trade take; 0 where nothing counts.

    Args:
        weights: The weight of the purchases that count, by epoch.
        trade: The same purchases and all others, counted.
    """
    newest = max((epoch for epoch, weight in weights.items() if weight), default=0)
    total = sum(
        weight * _FADE[newest - epoch] for epoch, weight in weights.items() if newest - epoch < _FADED
    )
    refuted = UNDELIVERED_WEIGHT * trade.undelivered + PROVEN_WEIGHT * trade.proven
    total = total * trade.payers * (MOST_WASH - wash_milli(trade))
    total //= max(trade.payers + refuted, 1) * MOST_WASH
    if total <= 0:
        return 0
    unit = FULL_WEIGHT.bit_length() - 1 + _FRACTION_BITS
    return max(1, log2_milli(total) - 1000 * unit + 1000 * newest // HALF_LIFE_EPOCHS)


def buyers_now(milli: int, now: int) -> float:
    """How many buyers of this epoch, at the least price that counts, would be as much as a popularity.

    Args:
        milli: From ``popularity_milli``.
        now: Unix seconds.
    """
    epoch = now // HOUR_S // EPOCH_HOURS
    return 0.0 if milli <= 0 else float(2 ** (milli / 1000 - epoch / HALF_LIFE_EPOCHS))


def one_buyer_milli(now: int) -> int:
    """The popularity of what one buyer of this epoch has bought at the least price that counts; ``now`` is Unix time."""
    return 1000 * (now // HOUR_S // EPOCH_HOURS) // HALF_LIFE_EPOCHS


@lru_cache(maxsize=4096)
def log2_milli(value: int) -> int:
    """floor(1000 log2 value) of the value's first ``_LOG_BITS`` bits, without a float: x^1000 has that many bits."""
    shift = max(0, value.bit_length() - _LOG_BITS)
    return int(((value >> shift) ** 1000).bit_length()) - 1 + 1000 * shift


@dataclass(frozen=True, slots=True)
class Popularity:
    """What the chain tells of who bought a listing.

    ``by_month`` is the number of accounts that count, for each epoch from the first purchase to the last (Unix seconds
    of its beginning, oldest first), by when each bought first.
    """

    trade: Trade
    popularity_milli: int = 0
    by_month: tuple[tuple[int, int], ...] = ()


def by_month(payers: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """``Popularity.by_month`` of the payers of each epoch, the last ``MOST_MONTHS`` epochs of them."""
    epochs = [epoch for epoch, count in payers.items() if count]
    if not epochs:
        return ()
    last = max(epochs)
    first = max(min(epochs), last - MOST_MONTHS + 1)
    return tuple((epoch * EPOCH_HOURS * HOUR_S, payers.get(epoch, 0)) for epoch in range(first, last + 1))
