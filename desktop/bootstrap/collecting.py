"""Revenue splits and the money that waits in the contracts, composed over one network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.chain.gateway import ChainGateway, companion_deployments
from desktop.chain.splits import ChainSplits
from desktop.core.accounts import Account
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.services.collecting.carrying import StepCarrier
from desktop.services.collecting.reading import HoldingsFinder
from desktop.services.collecting.service import CollectingService
from desktop.services.collecting.steps import StepMaker
from desktop.services.journal import Journal
from desktop.services.splits import SplitService
from desktop.services.transactions import TransactionService
from desktop.store.catalogue import CatalogueReader
from desktop.store.collections import CollectionStore
from desktop.store.database import Database
from desktop.store.purchases import PurchaseStore
from desktop.store.sales import SaleStore
from desktop.store.splits import SplitStore


@dataclass(frozen=True, slots=True)
class Books:
    """The records that say what to look for."""

    database: Database
    sales: SaleStore
    purchases: PurchaseStore
    catalogue: CatalogueReader


@dataclass(frozen=True, slots=True)
class Splits:
    """The splits of one network: the service, and what it is made of."""

    service: SplitService
    chain: ChainSplits
    book: SplitStore


def make_splits(
    gateway: ChainGateway,
    database: Database,
    transactions: TransactionService,
    active_account: Callable[[], Address],
) -> Splits:
    """Over the maker of splits whose address follows from its code."""
    factory = companion_deployments(Assets.find(), gateway.market).splits.address
    chain, book = gateway.splits(factory), SplitStore(database, gateway.chain_id, factory)
    service = SplitService(
        splits=chain,
        book=book,
        chain=gateway,
        code_at=gateway.code_at,
        transactions=transactions,
        active_account=active_account,
    )
    return Splits(service, chain, book)


def make_collecting(
    *,
    gateway: ChainGateway,
    books: Books,
    splits: Splits,
    transactions: TransactionService,
    journal: Journal,
    currency: Callable[[Address], Currency],
    accounts: Callable[[], Sequence[Account]],
    accounts_together: bool,
    publish: Callable[[Change], None],
) -> CollectingService:
    """Compose it."""
    holdings = gateway.holdings()
    collections = CollectionStore(books.database, gateway.chain_id, gateway.market)
    maker = StepMaker(
        chain=gateway, market=gateway.market, calls=gateway.calls, splits=splits.chain, reader=holdings
    )
    return CollectingService(
        finder=HoldingsFinder(
            chain_id=gateway.chain_id,
            market=gateway.market,
            reader=holdings,
            sales=books.sales,
            purchases=books.purchases,
            splits=splits.book,
            catalogue=books.catalogue,
            accounts_together=accounts_together,
        ),
        carrier=StepCarrier(maker, transactions, journal, collections, currency),
        book=collections,
        chain=gateway,
        accounts=accounts,
        follow_splits=splits.service.follow,
        currency=currency,
        clock=SystemClock(),
        publish=publish,
    )
