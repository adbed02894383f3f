"""Purchases: the engine that carries them, what the chain is remembered by, and the service of the pages."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.contents import KeptContent
from desktop.chain.gateway import ChainGateway
from desktop.core.cards import make_card, parse_card
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.services.catalogue import CatalogueService
from desktop.services.effects import PreviewService
from desktop.services.journal import Journal
from desktop.services.opening import OpeningService
from desktop.services.purchase import ChainMemory, OrderWatch, PurchaseEngine, PurchaseService, Quoter
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.services.witnesses import Witnesses
from desktop.store.database import Database
from desktop.store.licences import LicenceStore
from desktop.store.purchases import PurchaseStore
from desktop.store.settlements import SettlementStore
from desktop.wallet.client import VaultClient


@dataclass(frozen=True, slots=True)
class Purchasing:
    """What the pages use, and what looks after purchases while nobody does."""

    service: PurchaseService
    engine: PurchaseEngine
    watch: OrderWatch


def make_purchasing(
    *,
    gateway: ChainGateway,
    vault: VaultClient,
    database: Database,
    book: PurchaseStore,
    catalogue: CatalogueService,
    tokens: TokenService,
    previews: PreviewService,
    transactions: TransactionService,
    journal: Journal,
    licences: LicenceStore,
    content: KeptContent,
    opening: OpeningService,
    own_node: Callable[[], bool],
    active_account: Callable[[], Address],
    publish: Callable[[Change], None],
) -> Purchasing:
    """Compose them; nothing is asked of the network."""
    clock = SystemClock()
    memory = ChainMemory(
        blocks=gateway.witnesses(),
        book=SettlementStore(database),
        journal=journal,
        read_card=parse_card,
        clock=clock,
        publish=publish,
    )
    engine = PurchaseEngine(
        market=gateway,
        calls=gateway.calls,
        transactions=transactions,
        vault=vault,
        book=book,
        licences=licences,
        content=content,
        opening=opening,
        read_card=parse_card,
        tokens=gateway.tokens,
        memory=memory,
        clock=clock,
        publish=publish,
    )
    service = PurchaseService(
        engine=engine,
        quoter=Quoter(
            gateway,
            catalogue,
            tokens,
            book.all,
            gateway.calls,
            previews,
            vault.purchase_point,
            gateway.tokens.approve,
        ),
        chain=gateway,
        reader=gateway,
        calls=gateway.calls,
        transactions=transactions,
        witnesses=Witnesses(gateway.witnesses(), own_node),
        book=book,
        listings=catalogue,
        tokens=tokens,
        active_account=active_account,
        encode_card=make_card,
        clock=clock,
        publish=publish,
    )
    watch = OrderWatch(
        market=gateway, engine=engine, book=book, memory=memory, transactions=transactions, clock=clock
    )
    return Purchasing(service, engine, watch)
