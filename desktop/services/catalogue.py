"""Finding models: the catalogue that the indexer keeps, and the public part of a listing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import msgspec

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import Breach, EnvironmentFault, InvalidPackage, UserError, WrongChain
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.listings import Count, FacetCounts, IndexStatus, Listing, ListingPage, ListingQuery
from desktop.core.packages import Manifest, Spec
from desktop.core.runs import PublicContent, SandboxLevel
from desktop.core.transactions import Head
from desktop.services.tokens import TokenService

MOST_HIDDEN_SHOWN = 200
_LOOKED_AT, _MOST_LOOKS = 500, 20
"""Among so many matches (rows of a page, pages) those that are hidden are looked for."""


@dataclass(eq=False)
class NoSuchListing(UserError):
    """The catalogue has no listing of this number."""

    listing: int


@dataclass(frozen=True, slots=True)
class SellerHistory:
    """What the chain tells of a seller; ``since`` is the unix time of the first listing."""

    listings: int
    sales: int
    since: int


@dataclass(frozen=True, slots=True)
class PublicView:
    """The verified public part of a listing. ``fit_reason`` is an id when ``fits`` is false."""

    content: PublicContent
    manifest: Manifest
    spec: Spec
    fits: bool
    fit_reason: str
    level: SandboxLevel


class CatalogueReader(Protocol):
    """The catalogue database, read only."""

    def search(self, query: ListingQuery, cancel: CancelToken | None = None) -> ListingPage: ...
    def facets(
        self, query: ListingQuery, memory_bytes: int, cancel: CancelToken | None = None
    ) -> FacetCounts: ...
    def suggest(self, query: ListingQuery, cancel: CancelToken | None = None) -> str | None: ...
    def listing(self, listing_id: int) -> Listing | None: ...
    def status(self) -> IndexStatus: ...
    def tasks(self) -> tuple[str, ...]: ...
    def seller(self, seller: Address) -> SellerHistory: ...


class PublicFetcher(Protocol):
    """Fetches the small public part alone, verified against its digest."""

    def __call__(
        self, terms: Terms, sources: Sequence[str], cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Path: ...


class PublicInspector(Protocol):
    """Reads and verifies a public part in the sandbox."""

    def __call__(self, path: Path) -> tuple[PublicContent, SandboxLevel]:
        """Raises InvalidPackage with every breach."""


class CatalogueService:
    """Search and listings."""

    def __init__(
        self,
        *,
        reader: CatalogueReader,
        head: Callable[[], Head],
        fetch_public: PublicFetcher,
        inspect_public: PublicInspector,
        memory_bytes: Callable[[], int],
        describe_fault: Callable[[BaseException], str],
        tokens: TokenService,
        publish: Callable[[Change], None],
        hidden: Callable[[], frozenset[Address | int]] = frozenset,
    ) -> None:
        self._reader = reader
        self._hidden = hidden
        self._head = head
        self._fetch_public = fetch_public
        self._inspect_public = inspect_public
        self._memory_bytes = memory_bytes
        self._describe_fault = describe_fault
        self._tokens = tokens
        self._publish = publish
        self._heard: IndexStatus | None = None

    def search(self, query: ListingQuery, cancel: CancelToken | None = None) -> ListingPage:
        """One page of listings without what the person's lists hide, and how many those are.

        Asks no node: prices in tokens that were not read yet have no unit.

        Raises:
            Cancelled: The token was set meanwhile: a newer question has taken this one's place.
        """
        page = self._reader.search(self._without_hidden(query), cancel)
        return replace(page, rows=tuple(map(self._with_currency, page.rows)))

    def hidden_matches(self, query: ListingQuery, cancel: CancelToken | None = None) -> tuple[Listing, ...]:
        """The listings that ``search`` left out of the answer to this query, the first of them."""
        hidden, found = self._hidden(), list[Listing]()
        page = replace(query, hidden=frozenset(), after=None, limit=_LOOKED_AT)
        for _ in range(_MOST_LOOKS if hidden else 0):
            answer = self._reader.search(page, cancel)
            found += (row for row in answer.rows if row.id in hidden or row.terms.seller in hidden)
            if answer.next is None or len(found) >= MOST_HIDDEN_SHOWN:
                break
            page = replace(page, after=answer.next)
        return tuple(map(self._with_currency, found[:MOST_HIDDEN_SHOWN]))

    def _without_hidden(self, query: ListingQuery) -> ListingQuery:
        return replace(query, hidden=query.hidden | self._hidden())

    def facets(self, query: ListingQuery, cancel: CancelToken | None = None) -> FacetCounts:
        """How many listings each filter would leave beside the others, on this computer."""
        return self._reader.facets(self._without_hidden(query), self._memory_bytes(), cancel)

    def counts(self, queries: Sequence[ListingQuery], cancel: CancelToken | None = None) -> tuple[Count, ...]:
        """How many listings each query would find."""
        pages = (
            self._reader.search(replace(self._without_hidden(query), limit=1), cancel) for query in queries
        )
        return tuple(Count(page.total, page.total_is_exact) for page in pages)

    def known_status(self) -> IndexStatus:
        """How far the catalogue is, with what ``status`` heard last of the node; asks nobody.

        Without a node the head is the one that the indexer saw last.
        """
        known, heard = self._reader.status(), self._heard
        if heard is None:
            return known
        if heard.fault is not None or heard.head is None:
            return replace(known, fault=heard.fault)
        return replace(known, head=max(heard.head, known.indexed_to), head_time=heard.head_time)

    @property
    def memory_bytes(self) -> int:
        """What a model may take of this computer's memory."""
        return self._memory_bytes()

    def suggest(self, query: ListingQuery, cancel: CancelToken | None = None) -> str | None:
        """What may have been meant by a query that finds nothing: words that are found, one slip away from its own."""
        return self._reader.suggest(query, cancel)

    def learn_currencies(self, listings: Sequence[Listing]) -> None:
        """Ask the node what the tokens of these listings call themselves; pages that show them then reload."""
        if self._tokens.learn(row.terms.currency for row in listings if row.price is None):
            self._publish(Change(Topic.CATALOGUE))

    def listing(self, listing_id: int) -> Listing:
        """One listing.

        Raises:
            NoSuchListing: It is not in the catalogue.
        """
        found = self._reader.listing(listing_id)
        if found is None:
            raise NoSuchListing(listing_id)
        return self._with_currency(found)

    def _with_currency(self, listing: Listing) -> Listing:
        return (
            listing
            if listing.price is not None
            else replace(listing, currency=self._tokens.known(listing.terms.currency))
        )

    def tasks(self) -> tuple[str, ...]:
        """The tasks that listings have, for the filter."""
        return self._reader.tasks()

    def seller(self, seller: Address) -> SellerHistory:
        return self._reader.seller(seller)

    def status(self) -> IndexStatus:
        """How far the catalogue is, and whether the node answers."""
        try:
            head = self._head()
        except (EnvironmentFault, WrongChain) as error:
            known = self._reader.status()
            status = replace(known, head=None, head_time=None, fault=self._describe_fault(error))
        else:
            status = replace(self._reader.status(), head=head.number, head_time=head.timestamp)
        self._heard = status
        return status

    def public_content(
        self, listing_id: int, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> PublicView:
        """Fetch, verify and read the public part; asked for by opening the listing's page.

        Raises:
            InvalidPackage: The public part cannot be read at all.
        """
        listing = self.listing(listing_id)
        sources = listing.card.sources if listing.card else ()
        path = self._fetch_public(listing.terms, sources, cancel, progress)
        content, level = self._inspect_public(path)
        try:
            manifest = msgspec.json.decode(content.manifest_json, type=Manifest)
            spec = msgspec.json.decode(content.spec_json, type=Spec)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise InvalidPackage((Breach("format", "manifest.json", str(error)),)) from error
        needed = manifest.measured.peak_rss_bytes
        fits = needed <= self._memory_bytes()
        return PublicView(content, manifest, spec, fits, "" if fits else "memory", level)
