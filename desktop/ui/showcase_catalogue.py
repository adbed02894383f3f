"""The market of the sample window: listings in memory, searched as the real one is."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from desktop.core.cancel import CancelToken
from desktop.core.identity import Address
from desktop.core.listings import Count, Cursor, FacetCounts, IndexStatus, Listing, ListingPage, ListingQuery
from desktop.core.matching import matches
from desktop.core.runs import PublicContent, SandboxLevel
from desktop.services.catalogue import NoSuchListing, PublicView, SellerHistory
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate
from desktop.ui.showcase_running import STRICT

MEMORY_BYTES = 8 << 30


@dataclass
class Catalogue:
    gate: Gate
    rows: tuple[Listing, ...] = field(default_factory=values.listings)
    level: SandboxLevel = STRICT
    card_markdown: str = values.CARD_MARKDOWN
    fit_reason: str = ""
    index: IndexStatus | None = None
    asked: list[ListingQuery] = field(default_factory=list)
    hidden: Callable[[], frozenset[Address | int]] = frozenset
    most_counted: int = 1_000_000

    def search(self, query: ListingQuery, cancel: CancelToken | None = None) -> ListingPage:
        self.asked.append(query)
        self.gate.pass_through("catalogue.search", cancel)
        found = [row for row in self.rows if matches(query, row)]
        hidden = query.hidden | self.hidden()
        shown = [row for row in found if not {row.id, row.terms.seller} & hidden]
        first = int(query.after.keys[0]) if query.after else 0
        last = first + query.limit
        after = Cursor((last,)) if last < len(shown) else None
        total, is_exact = min(len(shown), self.most_counted), len(shown) <= self.most_counted
        return ListingPage(tuple(shown[first:last]), total, is_exact, after, len(found) - len(shown))

    def hidden_matches(self, query: ListingQuery, cancel: CancelToken | None = None) -> tuple[Listing, ...]:
        self.gate.pass_through("catalogue.hidden_matches", cancel)
        hidden = self.hidden()
        return tuple(row for row in self.rows if matches(query, row) and {row.id, row.terms.seller} & hidden)

    def counts(self, queries: Sequence[ListingQuery], cancel: CancelToken | None = None) -> tuple[Count, ...]:
        self.gate.pass_through("catalogue.counts", cancel)
        return tuple(Count(sum(matches(query, row) for row in self.rows)) for query in queries)

    def facets(self, query: ListingQuery, cancel: CancelToken | None = None) -> FacetCounts:
        self.gate.pass_through("catalogue.facets", cancel)

        def count(changed: ListingQuery) -> Count:
            return Count(sum(matches(changed, row) for row in self.rows))

        def choices(name: str, changed: ListingQuery) -> tuple[tuple[str, Count], ...]:
            rows = [row for row in self.rows if row.card and matches(changed, row)]
            counted = Counter(getattr(row.card, name) for row in rows)
            return tuple((choice, Count(number)) for choice, number in counted.most_common())

        return FacetCounts(
            choices("task", replace(query, tasks=frozenset())),
            choices("license", replace(query, licenses=frozenset())),
            count(replace(query, only_free=True)),
            count(replace(query, min_stars=query.min_stars or 0)),
            count(replace(query, max_memory_bytes=MEMORY_BYTES)),
        )

    def suggest(self, query: ListingQuery, cancel: CancelToken | None = None) -> str | None:
        self.gate.pass_through("catalogue.suggest", cancel)
        return "digits" if query.text.casefold() in {"digts", "dgits"} else None

    def listing(self, listing_id: int) -> Listing:
        self.gate.pass_through("catalogue.listing")
        for row in self.rows:
            if row.id == listing_id:
                return row
        raise NoSuchListing(listing_id)

    def learn_currencies(self, _listings: object) -> None:
        self.gate.pass_through("catalogue.learn_currencies")

    def tasks(self) -> tuple[str, ...]:
        return tuple(sorted({row.card.task for row in self.rows if row.card}))

    def seller(self, _address: Address) -> SellerHistory:
        return SellerHistory(3, 181, values.NOW - 86400 * 210)

    def status(self) -> IndexStatus:
        return self.known_status()

    def known_status(self) -> IndexStatus:
        return self.index or IndexStatus(4_211, 4_211, int(time.time()) - 3)

    @property
    def memory_bytes(self) -> int:
        return MEMORY_BYTES

    def public_content(self, listing_id: int, cancel: CancelToken, _progress: object) -> PublicView:
        self.gate.pass_through("catalogue.public_content", cancel)
        listing = self.listing(listing_id)
        content = PublicContent(b"{}", b"{}", self.card_markdown, "Apache License\nVersion 2.0, January 2004\n", ("digit-3.png",),
                                (values.digit_picture(),))  # fmt: skip
        return PublicView(
            content,
            values.manifest_of(listing),
            values.spec_of(listing),
            not self.fit_reason,
            self.fit_reason,
            self.level,
        )


@dataclass
class Pending:
    """Own listings that are being written to the chain."""

    rows: tuple[Listing, ...] = ()

    def __call__(self) -> tuple[Listing, ...]:
        return self.rows
