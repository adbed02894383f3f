"""Composes what others say of listings and what the person is told of: block lists and watches over one catalogue."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from desktop.content.list_files import ListFiles
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.core.listings import Listing
from desktop.services.block_lists import BlockListService
from desktop.services.ports import Clock
from desktop.services.watching import WatchService
from desktop.store.block_lists import BlockListStore
from desktop.store.chronicle import ChronicleReader
from desktop.store.database import Database
from desktop.store.offers import OfferReader
from desktop.store.owned import OwnedListings
from desktop.store.watches import WatchStore
from desktop.wallet.block_list_client import BlockListVaultClient
from desktop.wallet.block_lists import recover
from desktop.wallet.client import VaultClient


@dataclass(frozen=True, slots=True)
class Market:
    """Which market, and the file that the indexer writes of it."""

    chain_id: int
    address: Address
    catalogue: Path


def make_block_lists(
    *,
    market: Market,
    database: Database,
    vault: VaultClient,
    active_account: Callable[[], Address],
    clock: Clock,
    publish: Callable[[Change], None],
    stack: ExitStack,
) -> BlockListService:
    """The lists of this person; ``stack`` closes what they read."""
    offers = OfferReader(market.catalogue)
    stack.callback(offers.close)
    return BlockListService(
        book=BlockListStore(database),
        signer=BlockListVaultClient(vault),
        recover=recover,
        fetcher=ListFiles(),
        offers=offers,
        chain_id=market.chain_id,
        market=market.address,
        active_account=active_account,
        owned=OwnedListings(database, market.chain_id, market.address),
        clock=clock,
        publish=publish,
    )


def make_watching(
    *,
    market: Market,
    database: Database,
    listing: Callable[[int], Listing | None],
    clock: Clock,
    publish: Callable[[Change], None],
    stack: ExitStack,
) -> WatchService:
    """What is watched on this market; ``stack`` closes what it reads."""
    chronicle = ChronicleReader(market.catalogue)
    stack.callback(chronicle.close)
    return WatchService(
        book=WatchStore(database, market.chain_id, market.address),
        chronicle=chronicle,
        listing=listing,
        clock=clock,
        publish=publish,
    )
