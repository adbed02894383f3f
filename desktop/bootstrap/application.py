"""The app's process without its window: adapters, then services, closed in reverse order."""

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.contents import KeptContent
from desktop.bootstrap.indexer import Indexer
from desktop.bootstrap.licensing import make_licensing
from desktop.bootstrap.pairs import Pairs
from desktop.bootstrap.trading import FAST_BELOW_WEI, SellingRules, make_selling
from desktop.chain.gateway import ChainGateway, probe, revert_names
from desktop.config import SettingsFile
from desktop.content.store import ContentStore
from desktop.core.cards import make_card, parse_card
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.paths import Paths
from desktop.runtime.host import ModelHost
from desktop.services.accounts import AccountService
from desktop.services.catalogue import CatalogueService
from desktop.services.journal import Journal
from desktop.services.library import LibraryService
from desktop.services.network import NetworkInfo, NetworkService
from desktop.services.opening import OpeningService
from desktop.services.purchase import PurchaseEngine, PurchaseService, Quoter
from desktop.services.restoring import RestoringService
from desktop.services.rights import LicenceService
from desktop.services.running import RunningService
from desktop.services.selling import SellingService, Windows
from desktop.services.settings import SettingsService
from desktop.services.transactions import TransactionService
from desktop.services.witnesses import Witnesses
from desktop.store.activity import ActivityStore
from desktop.store.catalogue import CatalogueReader
from desktop.store.database import Database
from desktop.store.licences import LicenceStore
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from desktop.store.requests import AnswerStore
from desktop.store.runs import RunStore
from desktop.store.sales import SaleStore
from desktop.text import RECEIPT, describe, tr
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile
from desktop.wallet.keychain import Keychain

log = logging.getLogger("licet.app")

USABLE_SHARE_OF_MEMORY = 0.75

Publish = Callable[[Change], None]


@dataclass(frozen=True, slots=True)
class Connection:
    """The network the app is connected to. ``sources`` are content addresses tried before the cards' own."""

    info: NetworkInfo
    market: Address
    own_node: bool = False
    sources: tuple[str, ...] = ()
    windows: Windows = Windows()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Services:
    """What the window and the commands use."""

    accounts: AccountService
    catalogue: CatalogueService
    purchases: PurchaseService
    restoring: RestoringService
    library: LibraryService
    licences: LicenceService
    running: RunningService
    selling: SellingService
    network: NetworkService
    settings: SettingsService
    warm_up: Callable[[], None]
    settle_journal: Callable[[], None]


class _Flags:
    """``services.accounts.Flags`` over the settings file."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file

    def get(self, name: str) -> bool:
        return self._file.get_flag(name)

    def set(self, name: str, value: bool) -> None:
        self._file.set_flag(name, value=value)


class _NetworkSettings:
    """``services.network.NetworkSettings`` over the settings file."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file

    def save_network(self, info: NetworkInfo) -> None:
        self._file.change(
            network_name=info.name,
            rpc_urls=list(info.rpc_urls),
            market=str(info.market) if info.market else None,
            chain_id=info.chain_id,
        )


def open_services(
    paths: Paths,
    settings: SettingsFile,
    connection: Connection,
    publish: Publish,
    stack: ExitStack,
    vault: VaultClient | None = None,
) -> Services:
    """Compose the app over a data directory that this process owns; ``stack`` closes everything again.

    Nothing is sent to the network here: the first read of a page or of the indexer does that.
    """
    assets = Assets.find()
    info, clock = connection.info, SystemClock()
    vault = vault or VaultClient()
    stack.callback(vault.lock)
    gateway = ChainGateway.connect(
        info.rpc_urls, info.chain_id, connection.market, reverts=revert_names(assets)
    )
    stack.callback(gateway.close)
    database = Database.open(paths.user_database, user_database)
    stack.callback(database.close)
    catalogue_path = paths.catalogue_database(info.chain_id)
    reader = CatalogueReader(catalogue_path)
    stack.callback(reader.close)
    indexer = Indexer(catalogue_path, list(info.rpc_urls), info.chain_id, connection.market, publish)
    stack.callback(indexer.close)
    host, store = ModelHost(), ContentStore(paths.content)
    pairs = Pairs(host, paths.content)
    stack.callback(pairs.close)

    content = KeptContent(store, host, connection.sources)
    opening = OpeningService(vault, pairs, content.public_path)
    activity = ActivityStore(database)
    journal = Journal(activity, clock, publish)
    transactions = TransactionService(gateway, vault, journal)
    book, licences = PurchaseStore(database, clock.now), LicenceStore(paths.licences)
    accounts = AccountService(
        vault=vault,
        file=WalletFile(paths.keystore / "wallet.json", vault.reopen),
        keychain=Keychain(str(paths.root)),
        chain=gateway,
        transactions=transactions,
        activity=activity,
        journal=journal,
        flags=_Flags(settings),
        code_at=gateway.code_at,
        faucet=gateway.faucet if info.is_demo else None,
        clock=clock,
        publish=publish,
    )
    catalogue = CatalogueService(
        reader=reader,
        head=gateway.head,
        fetch_public=content.fetch_public,
        inspect_public=content.read_public,
        memory_bytes=usable_memory_bytes,
        describe_fault=lambda error: describe(error).title,
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
        publish=publish,
    )
    licensing = make_licensing(
        gateway=gateway,
        vault=vault,
        database=database,
        purchases=book,
        licences=licences,
        content=content,
        opening=opening,
        transactions=transactions,
        journal=journal,
        catalogue=catalogue,
        warn_about=accounts.warnings_about,
        own_node=lambda: connection.own_node,
        publish=publish,
    )
    services = Services(
        accounts=accounts,
        catalogue=catalogue,
        purchases=PurchaseService(
            engine=engine,
            quoter=Quoter(gateway, catalogue, book.all),
            chain=gateway,
            reader=gateway,
            calls=gateway.calls,
            transactions=transactions,
            vault=vault,
            witnesses=Witnesses(gateway.witnesses(), lambda: connection.own_node),
            content=content,
            licences=licences,
            book=book,
            listings=catalogue,
            active_account=accounts.active_address,
            encode_card=make_card,
            clock=clock,
            publish=publish,
        ),
        restoring=RestoringService(
            history=gateway,
            vault=vault,
            book=book,
            clock=clock,
            publish=publish,
            also=licensing.finder.find,
        ),
        library=LibraryService(
            purchases=book,
            licences=licences,
            standings=licensing.standings,
            holdings=licensing.holdings,
            read_card=parse_card,
            disk_bytes=content.disk_bytes,
            licence_text=content.licence_text,
            receipt_template=tr(RECEIPT),
        ),
        licences=licensing.service,
        running=RunningService(
            opening=opening,
            find=licensing.holdings.runnable,
            licences=licences,
            runs=RunStore(database),
            read_card=parse_card,
            clock=clock,
            publish=publish,
        ),
        selling=make_selling(
            gateway=gateway,
            rpc_urls=info.rpc_urls,
            vault=vault,
            transactions=transactions,
            book=SaleStore(database),
            answers=AnswerStore(database),
            store=store,
            host=host,
            rules=SellingRules(connection.own_node, FAST_BELOW_WEI, connection.windows),
            active_account=accounts.active_address,
            publish=publish,
        ),
        network=NetworkService(
            info=info,
            chain=gateway,
            probe=probe,
            settings=_NetworkSettings(settings),
            clock=clock,
            publish=publish,
        ),
        settings=SettingsService(settings, publish),
        warm_up=pairs.warm,
        settle_journal=transactions.settle_journal,
    )
    indexer.start()
    return services


def usable_memory_bytes() -> int:
    """How much memory a model may take here."""
    try:
        return int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * USABLE_SHARE_OF_MEMORY)
    except (AttributeError, ValueError, OSError):
        return 4 << 30  # systems without sysconf: a size that nearly every machine has
