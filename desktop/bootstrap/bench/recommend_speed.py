"""How long recommending takes over real files: working everything out anew, and the answer to one click."""

import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.bootstrap.bench.listings import CHAIN_ID, FIRST_TIME, MARKET, MadeMarket, block_hash
from desktop.bootstrap.bench.population import Population
from desktop.bootstrap.bench.sampling import PAIRS, seconds
from desktop.core.events import Bought, EventBatch, Listed, LogPlace
from desktop.core.exchange import Order
from desktop.core.identity import Address, keccak256
from desktop.core.listings import Listing
from desktop.services.catalogue import NoSuchListing
from desktop.services.recommending import RecommendingService
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.popularity import PopularityReader
from desktop.store.tastes import TasteStore

if TYPE_CHECKING:
    from desktop.bootstrap.bench.groups import Figures

FULL = 2000
CLICKS = 20
_BATCH = 2000


@dataclass
class Person:
    """Somebody who owns ten of the models; the other sides of recommending are on and empty."""

    catalogue: CatalogueReader
    owned: dict[int, int]
    time: int = FIRST_TIME

    def listing(self, listing_id: int) -> Listing:
        found = self.catalogue.listing(listing_id)
        if found is None:
            raise NoSuchListing(listing_id)
        return found

    def accounts(self) -> frozenset[Address]:
        return frozenset()

    def runs_of(self) -> dict[int, int]:
        return self.owned

    def watched(self) -> frozenset[int]:
        return frozenset()

    def hidden(self) -> frozenset[Address | int]:
        return frozenset()

    def is_on(self) -> bool:
        return True

    def turn(self, *, on: bool) -> None: ...

    def now(self) -> int:
        self.time += 3600
        return self.time


def measure_speed(size: int = FULL) -> "Figures":
    """``recommend_fit_s`` for ``size`` accounts and models, and ``recommend_click_ms``.

    Both are what the app does: rows read from the catalogue, the model made, suggestions with their listings; a click
    writes the private row to the disk as well.
    """
    population = Population.make(0, size, models=size, tested=1)
    with tempfile.TemporaryDirectory(prefix="licet-bench-") as folder, ExitStack() as stack:
        path = Path(folder, "catalogue.db")
        market = MadeMarket(size)
        _write(path, list(market.events(1, size)))
        sales = list(_purchases(market, population))
        writing = seconds(lambda: _write(path, sales))
        catalogue, reader = CatalogueReader(path), PopularityReader(path)
        database = Database.open(Path(folder, "licet.db"), user_database)
        for part in (catalogue, reader, database):
            stack.callback(part.close)
        person = Person(catalogue, {int(model) + 1: 3 for model in population.tested[0][:10]})

        def make() -> RecommendingService:
            book = TasteStore(database, CHAIN_ID, MARKET)
            return RecommendingService(
                market=reader, listings=person, book=book, own=person, wishes=person, switch=person, clock=person,
                publish=lambda _change: None,
            )  # fmt: skip

        anew = [seconds(lambda: make().suggestions()) for _ in range(PAIRS)]
        service = make()
        first = service.suggestions()

        def click(listing: int) -> None:
            service.dislike(listing)
            service.suggestions()

        clicks = [seconds(lambda number=number: click(number)) for number in range(1, CLICKS + 1)]  # type: ignore[misc]
        drawing = seconds(service.taste_map)
    entries = sum(map(len, population.trained))
    return {
        f"recommend_fit_s_{size}": statistics.median(anew),
        "recommend_click_ms": 1000 * statistics.median(clicks),
        "recommend_click_ms_max": 1000 * max(clicks),
        "recommend_map_s": drawing,
        "recommend_purchases": entries,
        "recommend_suggested": len(first.rows),
        "popularity_sales_s": entries / writing,
    }


def _write(path: Path, events: "Sequence[Listed | Bought]") -> None:
    """Keep what the chain would tell, in batches of usual size."""
    with ExitStack() as stack:
        writer = CatalogueWriter.open(path, CHAIN_ID, MARKET)
        stack.callback(writer.close)
        for begin in range(0, len(events), _BATCH):
            part = tuple(events[begin : begin + _BATCH])
            first, last = part[0].at, part[-1].at
            hashes = {last.block_number: block_hash(last.block_number)}
            writer.apply(
                EventBatch(
                    first.block_number, last.block_number, last.block_number, last.timestamp, part, hashes
                )
            )


def _purchases(market: MadeMarket, population: Population) -> Iterator[Bought]:
    bought = population.bought
    order = bought.times.argsort()
    payers = [Address(keccak256(b"account %d" % number)[:20]) for number in range(len(population.trained))]
    for number, place in enumerate(order.tolist()):
        payer, listing = payers[int(bought.accounts[place])], int(bought.models[place]) + 1
        block, time = market.head + 1 + number, int(bought.times[place])
        at = LogPlace(block, block_hash(block), time, bytes(32), 0)
        made = Order(listing, payer, payer, time, 1, 0, number)
        yield Bought(at, number + 1, listing, payer, bytes(32), made)
