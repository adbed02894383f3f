"""A catalogue on disk, and the events that fill it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop.core.cards import make_card
from desktop.core.events import EventBatch, Listed, LogPlace, MarketEvent
from desktop.core.identity import Address
from desktop.core.listings import Card, ListingPage, ListingQuery
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from tests.helpers.samples import CHAIN_ID, ETHER, MARKET, SELLER, make_terms


class Market:
    """A writer and a reader of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writer = CatalogueWriter.open(path, CHAIN_ID, MARKET)
        self.reader = CatalogueReader(path)
        self._block = 0

    def close(self) -> None:
        self.reader.close()
        self.writer.close()

    def apply(self, *events: MarketEvent) -> None:
        self._block = max([self._block, *(event.at.block_number for event in events)])
        block = self._block
        batch = EventBatch(0, block, block + 2, 1_800_000_000, events, {block: bytes([block % 256]) * 32})
        self.writer.apply(batch)

    def find(self, text: str = "", **options: object) -> list[int]:
        page = self.reader.search(ListingQuery(text, **options))  # type: ignore[arg-type]
        return [listing.id for listing in page.rows]

    def pages(self, query: ListingQuery) -> Iterator[ListingPage]:
        while True:
            page = self.reader.search(query)
            yield page
            if page.next is None:
                return
            query = replace(query, after=page.next)


def place(block: int, index: int = 0) -> LogPlace:
    return LogPlace(block, block.to_bytes(32, "big"), 1_700_000_000 + block, b"\x11" * 32, index)


def listed(
    listing: int, name: str = "Digits", *, price: int = ETHER, seller: Address = SELLER, size_bytes: int = 1000,
    **fields: object,
) -> Listed:  # fmt: skip
    values: dict[str, object] = {"task": "image-classification", "summary": "", "license": "MIT", **fields}
    if price == 0:
        values["key"] = "ab" * 16
    card = make_card(
        Card(format=1, name=name, version="1", sources=["http://127.0.0.1:9/"], public_bytes=10, **values)  # type: ignore[arg-type]
    )
    terms = replace(make_terms(price=price, salt=listing, seller=seller, card=card), size_bytes=size_bytes)
    return Listed(place(listing), listing, seller, terms.hash, terms.encode(), card)
