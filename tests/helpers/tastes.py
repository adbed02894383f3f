"""A catalogue on disk in which two kinds of people buy two kinds of models, and what suggests over it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.core.cards import make_card
from desktop.core.changes import Change
from desktop.core.events import Bought, ChainEvent, EventBatch, Listed, LogPlace
from desktop.core.identity import Address, keccak256
from desktop.core.listings import Card, Listing
from desktop.services.catalogue import NoSuchListing
from desktop.services.recommending import RecommendingService
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.popularity import PopularityReader
from desktop.store.tastes import TasteStore
from tests.helpers.samples import CHAIN_ID, ETHER, MARKET, make_order, make_terms

PER_WORLD = 8
"""Listings 1 to 8 are bought by people of one kind, 9 to 16 by those of another."""
LISTINGS = range(1, 2 * PER_WORLD + 1)
PEOPLE = 60
TASKS = ("image-classification", "time-series-forecasting")
TIME = 1_780_000_000


def person(number: int) -> Address:
    return Address(keccak256(b"buyer %d" % number)[12:])


def seller_of(listing: int) -> Address:
    """Every seller has two listings."""
    return Address(keccak256(b"seller %d" % ((listing - 1) // 2))[12:])


def place(block: int, index: int = 0) -> LogPlace:
    return LogPlace(block, block.to_bytes(32, "big"), TIME + 12 * block, b"\x11" * 32, index)


def listed(listing: int, sources: tuple[str, ...] = ()) -> Listed:
    card = make_card(
        Card(
            format=1, name=f"Model {listing}", version="1", task=TASKS[listing > PER_WORLD], summary="",
            license="MIT", sources=list(sources), public_bytes=10,
        )
    )  # fmt: skip
    terms = make_terms(salt=listing, seller=seller_of(listing), card=card, price=ETHER)
    return Listed(place(1, listing), listing, terms.seller, terms.hash, terms.encode(), card)


def bought(order: int, listing: int, payer: Address, block: int | None = None) -> Bought:
    at = place(block or 1 + order, 1)
    made = replace(make_order(listing=listing), payer=payer, holder=payer, bought_at=at.timestamp)
    return Bought(at, order, listing, payer, bytes(32), made)


def two_kinds() -> list[Bought]:
    """Each person buys five of the eight models of a kind; the first ones of each are the most popular."""
    found = []
    for number in range(PEOPLE):
        first = 1 + PER_WORLD * (number % 2)
        for step in range(5):
            listing = first + (step if step < 2 else 2 + (number // 2 + step) % (PER_WORLD - 2))
            found.append(bought(1 + 5 * number + step, listing, person(number)))
    return found


@dataclass
class Shop:
    """What suggests, over real files; its other sides are set by the test."""

    folder: Path
    stack: ExitStack
    runs: dict[int, int] = field(default_factory=dict)
    mine: frozenset[Address] = frozenset()
    watching: frozenset[int] = frozenset()
    hiding: frozenset[Address | int] = frozenset()
    on: bool = True
    time: int = TIME
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        path = self.folder / "catalogue-31337.db"
        self.writer = CatalogueWriter.open(path, CHAIN_ID, MARKET)
        self.catalogue = CatalogueReader(path)
        self.market = PopularityReader(path)
        self.database = Database.open(self.folder / "licet.db", user_database)
        self.book = TasteStore(self.database, CHAIN_ID, MARKET)
        for part in (self.writer, self.catalogue, self.market, self.database):
            self.stack.callback(part.close)
        self.service = RecommendingService(
            market=self.market, listings=self, book=self.book, own=self, wishes=self, switch=self, clock=self,
            publish=self.changes.append,
        )  # fmt: skip

    def apply(self, *events: ChainEvent) -> None:
        last = max(event.at.block_number for event in events)
        self.writer.apply(EventBatch(0, last, last, TIME, events))

    def fill(self, sources: Callable[[int], tuple[str, ...]] = lambda _listing: ()) -> "Shop":
        self.apply(*(listed(number, sources(number)) for number in LISTINGS), *two_kinds())
        return self

    def suggested(self, limit: int = 6) -> list[int]:
        return [row.listing.id for row in self.service.suggestions(limit).rows]

    # What the service needs of others.

    def listing(self, listing_id: int) -> Listing:
        found = self.catalogue.listing(listing_id)
        if found is None:
            raise NoSuchListing(listing_id)
        return found

    def accounts(self) -> frozenset[Address]:
        return self.mine

    def runs_of(self) -> dict[int, int]:
        return dict(self.runs)

    def watched(self) -> frozenset[int]:
        return self.watching

    def hidden(self) -> frozenset[Address | int]:
        return self.hiding

    def is_on(self) -> bool:
        return self.on

    def turn(self, *, on: bool) -> None:
        self.on = on

    def now(self) -> int:
        return self.time
