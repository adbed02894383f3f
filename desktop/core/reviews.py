"""Ratings by the holders of final licences, the seller's answers, and a mean that few ratings cannot move far.

A listing's mean is drawn towards that of the whole market: it is counted as if ``PRIOR_WEIGHT`` more ratings had given
the market's mean. Everything is in whole thousandths of a star, so that two catalogues of one chain agree exactly.
"""

from dataclasses import dataclass
from enum import Enum

from desktop.core.identity import Address

MOST_STARS = 5
MAX_REVIEW_BYTES = 512
PRIOR_WEIGHT = 5
LEAST_FOR_MEAN = 5
"""Below so many ratings no mean is shown: it would say more about the market than about the model."""


class Exclusion(Enum):
    """Why a rating is shown but not counted."""

    NONE = ""
    OWN = "own"  # by the seller's or payee's account, or for a licence that one of them paid for or took
    REFUNDED = "refunded"
    LINKED = "linked"  # paid for by an account that the seller moved money or bond to, or lets deliver
    REPEATED = "repeated"  # the account paid for several licences of the listing; its latest rating counts


@dataclass(frozen=True, slots=True, order=True)
class ReviewPlace:
    """Where an event stands on the chain: by it pages go on, however many reviews come in meanwhile."""

    block: int
    log_index: int


@dataclass(frozen=True, slots=True)
class SellerAnswer:
    """What the seller says to a rating; ``to_earlier`` if the rating was changed since."""

    text: str
    answered_at: int
    to_earlier: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The latest rating of one licence. All texts are strangers', cleaned for display (``core.plain_text``).

    ``bought_block`` is where the licence was bought, ``version`` what the card then said it was, and ``holder`` the
    account that rated, which need not be the one that bought.
    """

    order_id: int
    listing: int
    place: ReviewPlace
    rated_at: int
    holder: Address
    stars: int
    text: str
    is_edited: bool
    bought_block: int
    version: str
    exclusion: Exclusion = Exclusion.NONE
    answer: SellerAnswer | None = None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Some reviews, newest first; ``after`` is given to ask for the next ones, None at the end."""

    rows: tuple[Review, ...]
    after: ReviewPlace | None = None


@dataclass(frozen=True, slots=True)
class RatingSummary:
    """The counted ratings of a listing: how many of 1 to 5 stars, and the mean in thousandths, if it is shown."""

    by_stars: tuple[int, ...] = (0,) * MOST_STARS
    mean_milli: int | None = None
    excluded: int = 0

    @property
    def count(self) -> int:
        return sum(self.by_stars)


@dataclass(frozen=True, slots=True)
class ReceivedReport:
    """An error report as the chain has it: only the seller's vault opens ``sealed``."""

    order_id: int
    listing: int
    place: ReviewPlace
    reported_at: int
    holder: Address
    sealed: bytes


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Some reports, newest first; ``after`` as in ``ReviewPage``."""

    rows: tuple[ReceivedReport, ...]
    after: ReviewPlace | None = None


@dataclass(frozen=True, slots=True)
class MarketRatings:
    """All counted ratings of the market: how many, and their stars together."""

    count: int
    stars: int


def mean_milli(count: int, stars: int, market: MarketRatings) -> int:
    """The mean of a listing's ratings in thousandths, drawn towards the market's mean.

    (PRIOR_WEIGHT * market mean + stars) / (PRIOR_WEIGHT + count), rounded half up. ``market`` has at least one rating.
    """
    above = PRIOR_WEIGHT * market.stars + stars * market.count
    return _rounded(1000 * above, market.count * (PRIOR_WEIGHT + count))


def rank_milli(count: int, stars: int, market: MarketRatings) -> int:
    """How far that mean is from the market's, in thousandths: what sorting goes by.

    Zero without ratings, so that a rating elsewhere, which moves the market's mean, moves no unrated listing.
    """
    if count == 0:
        return 0
    return _rounded(
        1000 * (stars * market.count - count * market.stars), market.count * (PRIOR_WEIGHT + count)
    )


def _rounded(above: int, below: int) -> int:
    return (2 * above + below) // (2 * below)
