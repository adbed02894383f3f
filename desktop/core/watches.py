"""What is watched, and what is new of it, worked out from the chain's events alone.

Every piece of news has a key made of what happened, not of where: an event that a reorganisation moves to another block
is still the same news, and one that it removes is known to be gone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.listings import ListingQuery

MOST_NEWS: Final = 1_000
"""As many as are kept of one watch; a search that fits ten thousand new listings says "1,000+"."""


class WatchKind(Enum):
    """What is watched."""

    LISTING = "listing"
    SELLER = "seller"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search as it was when the person began to watch it; the order of its answer does not matter."""

    text: str = ""
    tasks: tuple[str, ...] = ()
    licenses: tuple[str, ...] = ()
    only_free: bool = False
    max_price: int | None = None
    min_stars: int | None = None
    max_bytes: int | None = None
    max_memory_bytes: int | None = None
    seller: Address | None = None

    @classmethod
    def of(cls, query: ListingQuery) -> "SavedSearch":
        return cls(
            text=" ".join(query.text.split()),
            tasks=tuple(sorted(query.tasks)),
            licenses=tuple(sorted(query.licenses)),
            only_free=query.only_free,
            max_price=query.max_price,
            min_stars=query.min_stars,
            max_bytes=query.max_bytes,
            max_memory_bytes=query.max_memory_bytes,
            seller=query.seller,
        )

    @property
    def query(self) -> ListingQuery:
        """The query that finds it."""
        return ListingQuery(
            text=self.text,
            tasks=frozenset(self.tasks),
            licenses=frozenset(self.licenses),
            only_free=self.only_free,
            max_price=self.max_price,
            min_stars=self.min_stars,
            max_bytes=self.max_bytes,
            max_memory_bytes=self.max_memory_bytes,
            seller=self.seller,
        )


@dataclass(frozen=True, slots=True)
class PriceLimit:
    """Tell when the price is at or below ``price`` (smallest unit) in this currency."""

    price: int
    currency: Address = NATIVE

    def is_reached_by(self, price: int, currency: Address) -> bool:
        return currency == self.currency and price <= self.price


@dataclass(frozen=True, slots=True)
class Watch:
    """One thing that is watched. ``name`` is what it was called at the time, a stranger's text.

    ``known_to`` is a block up to which nothing is news: the chain's head when the catalogue was still behind it.
    """

    id: int
    kind: WatchKind
    created_at: int
    name: str = ""
    listing: int = 0
    seller: Address | None = None
    search: SavedSearch | None = None
    limit: PriceLimit | None = None
    is_muted: bool = False
    known_to: int = -1


class NewsKind(Enum):
    """What happened; of what happens at once, what matters most stands first."""

    BAD_KEY = "bad-key"
    CLOSED = "closed"
    REOPENED = "reopened"
    PRICE = "price"
    VERSION = "version"
    LISTED = "listed"  # by a watched seller, or fits a watched search
    TERMS = "terms"
    FITS = "fits"  # was there before, and fits a watched search now
    RATED = "rated"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened; prices in the smallest unit, ``time`` in unix seconds (0: not known).

    ``terms`` are the fields of ``Terms`` that changed; ``is_reached`` says that the price came to the watch's limit;
    ``mean_milli`` and ``old_mean_milli`` are the rating as it is shown (None: too few for a mean), of ``ratings``.
    """

    key: bytes
    kind: NewsKind
    listing: int
    block: int
    time: int
    title: str
    price: int = 0
    currency: Address = NATIVE
    old_price: int = 0
    old_currency: Address = NATIVE
    version: str = ""
    old_version: str = ""
    terms: tuple[str, ...] = ()
    is_reached: bool = False
    mean_milli: int | None = None
    old_mean_milli: int | None = None
    ratings: int = 0


@dataclass(frozen=True, slots=True)
class RatingChange:
    """A rating that counts, and the mean that is shown with it and was without it; ``ratings`` are counted with it."""

    block: int
    time: int
    order: bytes
    stars: int
    old_mean_milli: int | None
    mean_milli: int | None
    ratings: int


@dataclass(frozen=True, slots=True)
class Revision:
    """Terms of a listing from a block on; ``number`` counts from 0. Title and version are the card's, if it is valid."""

    listing: int
    number: int
    block: int
    log_index: int
    time: int
    terms: Terms
    title: str
    version: str


@dataclass(frozen=True, slots=True)
class History:
    """What happened to one listing above a block, and the revision before; ``closures`` and ``bad`` are places.

    A place is (block, log index); of a key that was proven bad only the block is kept.
    """

    revisions: tuple[Revision, ...]
    before: Revision | None
    closures: tuple[tuple[int, int], ...] = ()
    was_closed: bool = False
    bad: tuple[tuple[int, bytes], ...] = ()
    ratings: tuple[RatingChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """How far a catalogue is: its last block, the hashes of that and of those that are not final, and the chain's head.

    The newest blocks are read first: ``older_left`` blocks below them are still to come.
    """

    indexed_to: int
    hashes: dict[int, bytes] = field(default_factory=dict)
    head: int = -1
    older_left: int = 0

    @property
    def is_caught_up(self) -> bool:
        """Whether it has every block that the node told of."""
        return 0 <= self.head <= self.indexed_to


def rebuild_from(kept: Position, now: Position) -> int | None:
    """The block above which everything must be looked at again; None if it is not the time to look.

    Where the newest block that was looked at is still the chain's, that one. Otherwise the last one that was final: what
    has a key is told once however often it is looked at. A catalogue that is behind what was looked at is being made anew,
    or has just dropped blocks that other ones will replace: what is not in it yet is not gone.
    """
    if now.indexed_to < kept.indexed_to and not now.is_caught_up:
        return None
    newest = kept.hashes.get(kept.indexed_to)
    if newest is not None and now.hashes.get(kept.indexed_to) == newest:
        return kept.indexed_to
    return min(kept.hashes, default=kept.indexed_to + 1) - 1


def key_of(kind: NewsKind, listing: int, *parts: bytes | int) -> bytes:
    """16 bytes that are the same for the same thing, in whichever block it stands."""
    words = b"".join(p if isinstance(p, bytes) else p.to_bytes(32, "big") for p in (listing, *parts))
    return keccak256(kind.value.encode() + b"\0" + words)[:16]


def news_of_listing(history: History, limit: PriceLimit | None) -> Iterator[News]:
    """What is new of a watched listing, as it happened; also that it is there, since its number may become another's."""
    if history.revisions and history.revisions[0].number == 0:
        yield listed(history.revisions[0])
    before, is_closed = history.before, history.was_closed
    closures = list(history.closures)
    for revision in history.revisions:
        place = (revision.block, revision.log_index)
        while closures and closures[0] < place:
            yield from _closed(before, closures.pop(0), is_closed=is_closed)
            is_closed = True
        if before is not None:
            yield from _revised(before, revision, limit, was_closed=is_closed)
        before, is_closed = revision, False
    for closure in closures:
        yield from _closed(before, closure, is_closed=is_closed)
        is_closed = True
    if before is not None:
        for block, key_hash in history.bad:
            key = key_of(NewsKind.BAD_KEY, before.listing, key_hash)
            yield _news(NewsKind.BAD_KEY, key, before, block=block, time=0)
        for rating in history.ratings:
            key = key_of(NewsKind.RATED, before.listing, rating.order, rating.stars)
            told = _news(NewsKind.RATED, key, before, block=rating.block, time=rating.time)
            yield replace(
                told,
                mean_milli=rating.mean_milli,
                old_mean_milli=rating.old_mean_milli,
                ratings=rating.ratings,
            )


def news_of_seller(history: History) -> Iterator[News]:
    """What is new of one listing of a watched seller: that it is there, and that it was closed."""
    return (
        news for news in news_of_listing(history, None) if news.kind in {NewsKind.LISTED, NewsKind.CLOSED}
    )


def listed(first: Revision) -> News:
    """A listing is there."""
    return _news(
        NewsKind.LISTED, key_of(NewsKind.LISTED, first.listing, first.terms.hash), first, block=first.block
    )


def fits(revision: Revision) -> News:
    """A listing that was there before fits a search since this revision."""
    key = key_of(NewsKind.FITS, revision.listing, revision.number, revision.terms.hash)
    return _news(NewsKind.FITS, key, revision)


def came_to_fit(history: History, is_fitting: Callable[[Revision], bool]) -> Revision | None:
    """The revision since which a listing that is offered fits; None if it did before the history begins, or does not."""
    closures = list(history.closures)
    before = history.before
    did_fit = before is not None and not history.was_closed and is_fitting(before)
    began: Revision | None = None
    for revision in history.revisions:
        while closures and closures[0] < (revision.block, revision.log_index):
            closures.pop(0)
            did_fit, began = False, None
        does_fit = is_fitting(revision)
        if not does_fit:
            began = None
        elif not did_fit:
            began = revision
        did_fit = does_fit
    return None if closures else began


def changes_the_rating(news: News) -> bool:
    """Whether a rating is news: the mean is another one as it is shown, in tenths of a star."""
    old, new = (
        None if mean is None else (mean + 50) // 100 for mean in (news.old_mean_milli, news.mean_milli)
    )
    return old != new


def _closed(last: Revision | None, place: tuple[int, int], *, is_closed: bool) -> Iterator[News]:
    if last is not None and not is_closed:
        key = key_of(NewsKind.CLOSED, last.listing, last.number, last.terms.hash)
        yield _news(NewsKind.CLOSED, key, last, block=place[0], time=0)


def _revised(
    before: Revision, after: Revision, limit: PriceLimit | None, *, was_closed: bool
) -> Iterator[News]:
    old, new = before.terms, after.terms
    tells = [
        (NewsKind.REOPENED, was_closed),
        (NewsKind.VERSION, old.identity != new.identity),
        (NewsKind.PRICE, (old.price, old.currency) != (new.price, new.currency)),
        (NewsKind.TERMS, bool(changed_terms(old, new))),
    ]
    is_reached = (
        limit is not None
        and limit.is_reached_by(new.price, new.currency)
        and not limit.is_reached_by(old.price, old.currency)
    )
    for kind, is_told in tells:
        if is_told:
            key = key_of(kind, after.listing, after.number, old.hash, new.hash)
            yield _news(kind, key, after, old=before, is_reached=is_reached and kind is NewsKind.PRICE)


_TERMS: Final = (
    "payee", "bond_wei", "late_fee_wei", "key_fee", "deliver_in_s", "dispute_in_s", "period_s", "renew_until", "is_bound",
)  # fmt: skip
"""What a buyer goes by, beside price and content."""


def changed_terms(old: Terms, new: Terms) -> tuple[str, ...]:
    """The names of the terms that differ and matter to a buyer."""
    return tuple(name for name in _TERMS if getattr(old, name) != getattr(new, name))


def _news(
    kind: NewsKind,
    key: bytes,
    at: Revision,
    *,
    old: Revision | None = None,
    block: int | None = None,
    time: int | None = None,
    is_reached: bool = False,
) -> News:
    return News(
        key=key,
        kind=kind,
        listing=at.listing,
        block=at.block if block is None else block,
        time=at.time if time is None else time,
        title=at.title,
        price=at.terms.price,
        currency=at.terms.currency,
        old_price=old.terms.price if old else 0,
        old_currency=old.terms.currency if old else NATIVE,
        version=at.version,
        old_version=old.version if old else "",
        terms=changed_terms(old.terms, at.terms) if old and kind is NewsKind.TERMS else (),
        is_reached=is_reached,
    )
