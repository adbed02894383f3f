"""Listings as the market shows them: the card in the event, and the row of the catalogue."""

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Literal

import msgspec

from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency, Money
from desktop.core.popularity import DOUBTFUL_WASH

MAX_CARD_BYTES = 2048
COUNT_LIMIT = 1000
"""Matches are counted exactly up to here; beyond, an answer says "1,000+" instead of walking through them all."""

ShortText = Annotated[str, msgspec.Meta(max_length=80)]


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The card of a listing: canonical JSON (RFC 8785) of at most 2,048 bytes, in the event.

    ``sources`` are base addresses under which ``<identity hex>/public.zip`` and its siblings ``payload.age``,
    ``leaves.bin`` and ``chunks.bin`` are found; ``public_bytes`` is the size of the public part; ``key`` is the
    model key in hex and stands only in the card of a free model.
    """

    format: Literal[1]
    name: ShortText
    version: Annotated[str, msgspec.Meta(max_length=32)]
    task: ShortText
    summary: Annotated[str, msgspec.Meta(max_length=300)]
    license: Annotated[str, msgspec.Meta(max_length=64)]
    sources: Annotated[list[Annotated[str, msgspec.Meta(max_length=200)]], msgspec.Meta(max_length=6)]
    public_bytes: int
    tags: Annotated[list[Annotated[str, msgspec.Meta(max_length=32)]], msgspec.Meta(max_length=12)] = []
    metrics: dict[str, float] = {}
    run_ms: float | None = None
    peak_rss_bytes: int | None = None
    publisher: ShortText | None = None
    key: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing of the catalogue with its present terms.

    ``card`` is None when the card on chain is invalid; ``card_fault`` then says why (plain text of ours). ``ratings``
    counts those of ``core.reviews`` that count; ``mean_milli`` is None where they are too few for a mean.
    ``currency`` is what the price is counted in; None for a token that was not read yet. ``id`` is 0 while the own
    listing is being written to the chain. ``payers`` are the distinct
    accounts that paid, ``refunds`` the sales that were undone, ``wash_milli`` how much of the trade looks staged.
    """

    id: int
    terms: Terms
    card: Card | None
    card_fault: str | None
    is_open: bool
    listed_block: int
    listed_at: int
    revised_at: int
    sales: int
    ratings: int = 0
    mean_milli: int | None = None
    currency: Currency | None = None
    payers: int = 0
    refunds: int = 0
    popularity_milli: int = 0
    wash_milli: int = 0

    @property
    def price(self) -> Money | None:
        """The price, if it is known what it is counted in."""
        currency = COIN if self.is_free or self.terms.currency == COIN.address else self.currency
        return None if currency is None else Money(self.terms.price, currency)

    @property
    def has_doubtful_sales(self) -> bool:
        return self.wash_milli >= DOUBTFUL_WASH

    @property
    def title(self) -> str:
        return self.card.name if self.card else f"#{self.id}"

    @property
    def is_free(self) -> bool:
        return self.terms.is_free

    @property
    def is_written(self) -> bool:
        """Whether the chain, and then the catalogue, has it."""
        return self.id > 0


class Sorting(Enum):
    """Orders of the market page."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    CHEAPEST = "cheapest"
    POPULAR = "popular"
    BEST_RATED = "best-rated"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: what the catalogue gave with it, handed back unread to get the next one.

    It holds the last row's place in the order, not a number of rows: a page far down costs what the first costs, and
    rows that come meanwhile repeat or skip none.
    """

    keys: tuple[int | float | str, ...]


@dataclass(frozen=True, slots=True)
class ListingQuery:
    """What the market page asks for; ``text`` is matched by prefix, word by word.

    ``min_stars`` is compared with the mean that is shown, ``max_bytes`` with the size of the payload and
    ``max_memory_bytes`` with the measured peak: a model that does not say its peak is not left out. ``hidden`` are
    sellers (addresses) and listings (numbers) that the person does not want to see. ``after`` belongs to the same query.
    """

    text: str = ""
    tasks: frozenset[str] = frozenset()
    licenses: frozenset[str] = frozenset()
    only_free: bool = False
    max_price: int | None = None
    min_stars: int | None = None
    max_bytes: int | None = None
    max_memory_bytes: int | None = None
    seller: Address | None = None
    hidden: frozenset[Address | int] = frozenset()
    sorting: Sorting = Sorting.RELEVANCE
    after: Cursor | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One page of an answer; ``total`` counts all matches, or says ``COUNT_LIMIT`` for at least so many.

    ``next`` leads to the next page; None at the end. ``hidden`` counts the matches that ``ListingQuery.hidden`` left
    out, at most ``COUNT_LIMIT``.
    """

    rows: tuple[Listing, ...]
    total: int
    total_is_exact: bool = True
    next: Cursor | None = None
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How many match; not exact means at least so many."""

    number: int
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many would be found if a filter were set, beside all the other filters that are.

    ``tasks`` and ``licenses`` are the commonest first and leave out their own filter; ``rated`` have a mean that is
    shown, and ``fits`` need no more memory than this computer has.
    """

    tasks: tuple[tuple[str, Count], ...]
    licenses: tuple[tuple[str, Count], ...]
    free: Count
    rated: Count
    fits: Count


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How far the catalogue follows the chain; ``head`` is None when the node is not reachable.

    Blocks ``indexed_from`` to ``indexed_to`` are read, the newest first; ``older_left`` below them are still to come.
    """

    indexed_to: int
    head: int | None
    head_time: int | None
    fault: str | None = None
    indexed_from: int = 0
    older_left: int = 0

    @property
    def older_share(self) -> float:
        """How much of what there was to read is read, from 0 to 1."""
        read = self.indexed_to - self.indexed_from + 1
        return read / (read + self.older_left) if read > 0 else 0.0


UNKNOWN_BLOCK = 0
"""Stands in a disagreement about a listing of which only the number is known: no block with a listing has it."""


class DisagreementKind(Enum):
    """What an endpoint did to a listing's event."""

    HIDDEN = "hidden"
    ALTERED = "altered"
    INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An endpoint told another story about a listing than the rest (docs/threat-model.md, "Which endpoint is believed").

    ``origin`` is the endpoint that is not believed, as it may be shown. ``is_proven`` if the block's own receipts, or
    the market's unbroken numbering, say so; else it is one endpoint's word, or that of most, against another's.
    """

    listing: int
    origin: str
    kind: DisagreementKind
    block: int
    is_proven: bool = False
