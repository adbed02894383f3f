"""Watching listings, sellers and searches: a look at each batch of the indexer, and what came of it."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.core.changes import Change, Topic
from desktop.core.identity import Address
from desktop.core.listings import Listing, ListingQuery
from desktop.core.telling import Said, Told, reconcile
from desktop.core.watches import (
    News,
    NewsKind,
    PriceLimit,
    Revision,
    SavedSearch,
    Watch,
    WatchKind,
    changes_the_rating,
    fits,
    listed,
    news_of_listing,
    news_of_seller,
)
from desktop.services.ports import Clock
from desktop.services.watching.ports import Chronicle, NewsSummary, Reading, Wanted, WatchBook

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class WatchView:
    """A watch with the newest of its unread news, how much there is, and its listing as it is now."""

    watch: Watch
    news: tuple[Told, ...]
    unread: int
    listing: Listing | None


class WatchService:
    """What is watched, and what is new of it. Asks nobody: the catalogue has every listing anyway."""

    def __init__(
        self,
        *,
        book: WatchBook,
        chronicle: Chronicle,
        listing: Callable[[int], Listing | None],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._book = book
        self._chronicle = chronicle
        self._listing = listing
        self._clock = clock
        self._publish = publish
        self._looking = threading.Lock()

    # What is watched.

    def views(self) -> tuple[WatchView, ...]:
        """Every watch; those with news first, then the newest."""
        views = [self._view(watch) for watch in self._book.watches()]
        return tuple(sorted(views, key=lambda view: not view.unread))

    def unread(self) -> int:
        """How many watches have news."""
        return sum(self._book.unread(watch.id, 0)[1] > 0 for watch in self._book.watches())

    def listings(self) -> frozenset[int]:
        """The listings that are watched, each by itself."""
        return frozenset(watch.listing for watch in self._book.watches() if watch.kind is WatchKind.LISTING)

    def of_listing(self, listing: int) -> Watch | None:
        return self._find(lambda watch: watch.kind is WatchKind.LISTING and watch.listing == listing)

    def of_seller(self, seller: Address) -> Watch | None:
        return self._find(lambda watch: watch.kind is WatchKind.SELLER and watch.seller == seller)

    def of_search(self, query: ListingQuery) -> Watch | None:
        saved = SavedSearch.of(query)
        return self._find(lambda watch: watch.kind is WatchKind.SEARCH and watch.search == saved)

    def watch_listing(self, listing: Listing, limit: PriceLimit | None = None) -> Watch:
        """Be told of its price, terms, versions, rating and end; with a limit of prices only of those that come to it."""
        return self._add(
            Watch(0, WatchKind.LISTING, self._now, listing.title, listing=listing.id, limit=limit)
        )

    def watch_seller(self, seller: Address, name: str = "") -> Watch:
        """Be told of new listings of a seller, and of those that are closed."""
        return self._add(Watch(0, WatchKind.SELLER, self._now, name, seller=seller))

    def watch_search(self, query: ListingQuery) -> Watch:
        """Be told of listings that fit: new ones, and those that come to."""
        return self._add(Watch(0, WatchKind.SEARCH, self._now, query.text, search=SavedSearch.of(query)))

    def set_limit(self, watch_id: int, limit: PriceLimit | None) -> None:
        """From now on be told of prices that come to the limit, or of all."""
        self._put(watch_id, lambda watch: replace(watch, limit=limit))

    def set_muted(self, watch_id: int, *, muted: bool) -> None:
        """A muted watch is listed with its news, and tells nothing by itself."""
        self._put(watch_id, lambda watch: replace(watch, is_muted=muted))

    def stop(self, watch_id: int) -> None:
        """Watch it no more, and forget its news."""
        self._book.remove(watch_id)
        self._publish(Change(Topic.WATCHES))

    # What is new.

    def look(self) -> bool:
        """Look at what the catalogue has since the last time; whether there is news, or some was taken back.

        Safe to call at any time and from any thread; nothing is told twice however often and after whatever it is called.
        """
        with self._looking:
            changed = self._look()
        if changed:
            self._publish(Change(Topic.WATCHES))
        return changed

    def take_untold(self) -> list[NewsSummary]:
        """What the desktop should tell, each once, restarts included."""
        return self._book.take_untold()

    def mark_read(self, watch_id: int | None = None) -> None:
        """The person has looked at the news of one watch, or of all."""
        if self._book.mark_read(watch_id):
            self._publish(Change(Topic.WATCHES))

    def _look(self) -> bool:
        watches, kept = self._book.watches(), self._book.position()
        if not watches or kept is None:
            return False
        lowest = min(kept.hashes, default=kept.indexed_to + 1) - 1
        reading = self._chronicle.read(kept, _wanted(watches, self._book.listings_above(lowest)))
        if reading is None or (reading.position.indexed_to, reading.position.hashes) == (
            kept.indexed_to,
            kept.hashes,
        ):
            return False
        changes = {watch.id: self._changes(watch, reading) for watch in watches}
        self._book.apply(reading.position, changes)
        return any(changes.values())

    def _changes(self, watch: Watch, reading: Reading) -> dict[bytes, Told | None]:
        kept = self._book.news(watch.id, reading.above)
        found = _news_of(watch, reading, kept)
        quiet = {news.key for news in found if _is_quiet(watch, news)}
        changes = reconcile(kept, found, reading.above, quiet=quiet)
        return {
            key: _known(told) if told and _is_known(watch, told) else told for key, told in changes.items()
        }

    # Parts.

    @property
    def _now(self) -> int:
        return self._clock.now()

    def _view(self, watch: Watch) -> WatchView:
        news, unread = self._book.unread(watch.id, _SHOWN)
        listing = self._listing(watch.listing) if watch.kind is WatchKind.LISTING else None
        return WatchView(watch, tuple(news), unread, listing)

    def _find(self, fits: Callable[[Watch], bool]) -> Watch | None:
        return next(filter(fits, self._book.watches()), None)

    def _put(self, watch_id: int, change: Callable[[Watch], Watch]) -> None:
        watch = self._find(lambda one: one.id == watch_id)
        if watch is not None:
            self._book.put(change(watch))
            self._publish(Change(Topic.WATCHES))

    def _add(self, watch: Watch) -> Watch:
        """Begin to watch: what is there already is known, also the part that the chain may still take back."""
        with self._looking:
            self._look()
            fresh = replace(watch, id=-1)
            reading = self._chronicle.read(None, _wanted([fresh], frozenset()))
            known: dict[bytes, Told] = {}
            if reading is not None:
                position = reading.position
                if position.head > position.indexed_to or position.older_left:
                    fresh = replace(fresh, known_to=position.head)
                known = {news.key: _known(Told(news)) for news in _news_of(fresh, reading, {})}
                if self._book.position() is None or not self._book.watches():
                    self._book.apply(position, {})
            added = self._book.add(fresh, known)
        self._publish(Change(Topic.WATCHES))
        return added


def _wanted(watches: list[Watch], known: frozenset[int]) -> Wanted:
    return Wanted(
        listings=frozenset(watch.listing for watch in watches if watch.kind is WatchKind.LISTING),
        sellers=frozenset(watch.seller for watch in watches if watch.seller is not None),
        searches={watch.id: watch.search.query for watch in watches if watch.search is not None},
        known=known,
    )


def _news_of(watch: Watch, reading: Reading, kept: Mapping[bytes, Told]) -> list[News]:
    """All news of a watch in a reading; ``kept`` is what is known of it."""
    match watch.kind:
        case WatchKind.LISTING:
            history = reading.listings.get(watch.listing)
            found = () if history is None else news_of_listing(history, watch.limit)
            # What was told stays so, also if the mean of the whole market, by which each is drawn, has moved since.
            return [
                news
                for news in found
                if news.kind is not NewsKind.RATED or changes_the_rating(news) or news.key in kept
            ]
        case WatchKind.SELLER:
            histories = reading.sellers.get(watch.seller, ()) if watch.seller is not None else ()
            return [news for history in histories for news in news_of_seller(history)]
        case WatchKind.SEARCH:
            return _news_of_search(
                reading, reading.found.get(watch.id, ()), reading.fitting.get(watch.id, ()), kept
            )


def _news_of_search(
    reading: Reading, found: Sequence[Revision], fitting: Sequence[Revision], kept: Mapping[bytes, Told]
) -> list[News]:
    """What fitted once and was closed or changed since is still there: only the chain can take it back."""
    of_kept = {told.news.listing for told in kept.values()}
    still = [fits(one) for number in of_kept for one in reading.revised.get(number, ())]
    came = {news.key: news for news in still if news.key in kept} | {
        news.key: news for news in map(fits, fitting)
    }
    came_listings = {news.listing for news in came.values()}
    firsts = {number: first for number, first in reading.beginnings.items() if number in of_kept}
    new = [listed(first) for first in (firsts | {first.listing: first for first in found}).values()]
    # Who was told that a listing came to fit is not told, after a reorganisation, that it was listed.
    return [news for news in new if news.key in kept or news.listing not in came_listings] + [*came.values()]


def _is_quiet(watch: Watch, news: News) -> bool:
    """Who set a limit is told of the prices that come to it; the others are listed."""
    return news.kind is NewsKind.PRICE and watch.limit is not None and not news.is_reached


def _is_known(watch: Watch, told: Told) -> bool:
    return told.news.block <= watch.known_to and told.told is Said.NOTHING


def _known(told: Told) -> Told:
    return replace(told, told=Said.THERE, read=Said.THERE)
