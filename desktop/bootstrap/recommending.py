"""Composes what suggests models, over files of this machine alone."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.listening import Market
from desktop.config import SettingsFile
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.core.orders import PurchaseState
from desktop.services.catalogue import CatalogueService
from desktop.services.recommending import RecommendingService
from desktop.store.database import Database
from desktop.store.popularity import PopularityReader
from desktop.store.purchases import PurchaseStore
from desktop.store.runs import RunStore
from desktop.store.tastes import TasteStore

_NOT_OWNED = {PurchaseState.CANCELLED, PurchaseState.REFUNDED}


@dataclass(frozen=True, slots=True)
class OwnPurchases:
    """``services.recommending.ports.OwnPurchases`` over the user's database."""

    purchases: PurchaseStore
    runs: RunStore
    chain_id: int
    market: Address

    def accounts(self) -> frozenset[Address]:
        return frozenset(purchase.account for purchase in self.purchases.all())

    def runs_of(self) -> dict[int, int]:
        counts = self.runs.counts()
        found: dict[int, int] = {}
        for purchase in self.purchases.all():
            is_here = (purchase.chain_id, purchase.market) == (self.chain_id, self.market)
            if is_here and purchase.state not in _NOT_OWNED:
                found[purchase.listing] = found.get(purchase.listing, 0) + counts.get(purchase.id, 0)
        return found


@dataclass(frozen=True, slots=True)
class RecommendSwitch:
    """``services.recommending.ports.Switch`` over the settings file."""

    file: SettingsFile

    def is_on(self) -> bool:
        return self.file.settings.recommend

    def turn(self, *, on: bool) -> None:
        self.file.change(recommend=on)


@dataclass(frozen=True, slots=True)
class Wishes:
    """``services.recommending.ports.Wishes``; without more, of somebody who neither watches nor hides anything."""

    watched: Callable[[], frozenset[int]] = frozenset
    hidden: Callable[[], frozenset[Address | int]] = frozenset


def make_recommending(
    *,
    market: Market,
    database: Database,
    settings: SettingsFile,
    purchases: PurchaseStore,
    runs: RunStore,
    catalogue: CatalogueService,
    publish: Callable[[Change], None],
    stack: ExitStack,
    wishes: Wishes = Wishes(),
) -> RecommendingService:
    """Compose it over the catalogue that the indexer writes; ``stack`` closes it."""
    reader = PopularityReader(market.catalogue)
    stack.callback(reader.close)
    return RecommendingService(
        market=reader,
        listings=catalogue,
        book=TasteStore(database, market.chain_id, market.address),
        own=OwnPurchases(purchases, runs, market.chain_id, market.address),
        wishes=wishes,
        switch=RecommendSwitch(settings),
        clock=SystemClock(),
        publish=publish,
    )
