"""The app's process without its window: adapters, then services, closed in reverse order."""

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack

from desktop.assets import Assets
from desktop.bootstrap.alarming import make_deadlines
from desktop.bootstrap.batching import make_batches
from desktop.bootstrap.browsing import make_browsing
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.collecting import Books, make_collecting, make_splits
from desktop.bootstrap.composition import Connection, Services
from desktop.bootstrap.content_room import make_contents
from desktop.bootstrap.downloading import ipfs_access
from desktop.bootstrap.foreseeing import make_foresight, make_messages
from desktop.bootstrap.history import make_history
from desktop.bootstrap.judging import make_comparing, make_judging
from desktop.bootstrap.keeping import SeedFile, make_keeping, make_mirrors, make_spreader
from desktop.bootstrap.licence_files import make_licence_files
from desktop.bootstrap.licensing import make_licensing
from desktop.bootstrap.listening import Market, make_block_lists, make_watching
from desktop.bootstrap.money import make_money
from desktop.bootstrap.networks import make_networks
from desktop.bootstrap.paying import make_paying
from desktop.bootstrap.purchasing import make_purchasing
from desktop.bootstrap.recommending import Wishes, make_recommending
from desktop.bootstrap.recording import make_reviews
from desktop.bootstrap.running import make_running
from desktop.bootstrap.searching import make_folder_search
from desktop.bootstrap.snapshots import make_disagreements, make_snapshots
from desktop.bootstrap.trading import FAST_BELOW_WEI, SellingRules, make_selling
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.config import SettingsFile
from desktop.core.cards import parse_card
from desktop.core.changes import Change
from desktop.paths import Paths
from desktop.runtime.previews import Previews
from desktop.services.library import LibraryService
from desktop.services.restoring import RestoringService
from desktop.services.selling.pending import PendingListings
from desktop.services.settings import SettingsService
from desktop.services.tokens import TokenService
from desktop.store.checks import CheckStore
from desktop.store.database import Database
from desktop.store.licences import LicenceStore
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from desktop.store.requests import AnswerStore
from desktop.store.runs import RunStore
from desktop.store.sales import SaleStore
from desktop.store.signatures import SignatureStore
from desktop.text import RECEIPT, tr
from desktop.wallet.client import VaultClient
from desktop.wallet.document_client import DocumentVaultClient

log = logging.getLogger("licet.app")

USABLE_SHARE_OF_MEMORY = 0.75

Publish = Callable[[Change], None]


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
    if vault is None:
        vault = VaultClient()
        stack.callback(vault.lock)
    gateway = ChainGateway.connect(
        info.rpc_urls, info.chain_id, connection.market, reverts=revert_names(assets),
        compares_accounts=info.compares_amounts,
    )  # fmt: skip
    stack.callback(gateway.close)
    database = Database.open(paths.user_database, user_database)
    stack.callback(database.close)
    vault.keep_in(SignatureStore(database))
    book = PurchaseStore(database, clock.now)
    kept = make_contents(
        paths=paths, settings=settings, connection=connection, book=book, database=database, vault=vault,
        publish=publish, stack=stack,
    )  # fmt: skip
    content, store, opening = kept.content, kept.store, kept.opening
    tokens = TokenService(gateway.tokens)
    foresight = make_foresight(gateway, assets, tokens, database, publish)
    money = make_money(
        paths=paths,
        settings=settings,
        info=info,
        gateway=gateway,
        vault=vault,
        database=database,
        tokens=tokens,
        guard=foresight.guard,
        explain=foresight.previews.read_alone,
        publish=publish,
    )
    accounts, transactions, journal = money.accounts, money.transactions, money.journal
    paying = make_paying(
        gateway=gateway, foresight=foresight, tokens=tokens, transactions=transactions, database=database,
        own_accounts=lambda: [account.address for account in money.public_accounts()],
        active_account=accounts.active_address, publish=publish, network_name=info.name,
    )  # fmt: skip
    history = make_history(
        info=info, gateway=gateway, database=database, tokens=tokens, transactions=transactions,
        previewer=foresight.previews, accounts=money.public_accounts, publish=publish,
    )  # fmt: skip
    licences = LicenceStore(paths.licences)
    place = Market(info.chain_id, connection.market, paths.catalogue_database(info.chain_id))
    block_lists = make_block_lists(
        market=place, database=database, vault=vault, active_account=accounts.active_address,
        clock=clock, publish=publish, stack=stack,
    )  # fmt: skip
    browsing = make_browsing(
        paths=paths,
        info=info,
        market=connection.market,
        gateway=gateway,
        content=content,
        tokens=tokens,
        memory_bytes=usable_memory_bytes,
        hidden=block_lists.hidden,
        publish=publish,
        stack=stack,
    )
    catalogue = browsing.catalogue
    purchasing = make_purchasing(
        gateway=gateway,
        vault=vault,
        database=database,
        book=book,
        catalogue=catalogue,
        tokens=tokens,
        previews=foresight.previews,
        transactions=transactions,
        journal=journal,
        licences=licences,
        content=content,
        opening=opening,
        own_node=lambda: connection.own_node,
        active_account=accounts.active_address,
        publish=publish,
    )
    sales = SaleStore(database, info.chain_id, connection.market)
    splits = make_splits(gateway, database, transactions, accounts.active_address)
    runs = RunStore(database)
    reviews, reporting = make_reviews(
        catalogue=browsing.path,
        gateway=gateway,
        transactions=transactions,
        vault=vault,
        purchases=book,
        sales=sales,
        runs=runs,
        active_account=accounts.active_address,
        publish=publish,
        stack=stack,
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
        warn_about=paying.sending.warnings_about,
        own_node=lambda: connection.own_node,
        publish=publish,
    )
    restoring = RestoringService(
        history=gateway, vault=vault, book=book, clock=clock, publish=publish, also=licensing.finder.find
    )
    room = make_running(
        paths=paths,
        settings=settings,
        environments=kept.environments,
        database=database,
        vault=vault,
        opening=opening,
        find=licensing.holdings.runnable,
        licences=licences,
        public_path=content.public_path,
        active_account=accounts.active_address,
        memory_bytes=usable_memory_bytes,
        publish=publish,
        stack=stack,
    )
    snapshots = make_snapshots(
        paths=paths,
        catalogue=browsing.path,
        gateway=gateway,
        database=database,
        vault=DocumentVaultClient(vault),
        ipfs=ipfs_access(settings),
        active_account=accounts.active_address,
        without_writer=browsing.indexer.without_writer,
        publish=publish,
    )
    watching = make_watching(
        market=place, database=database, listing=browsing.reader.listing, clock=clock, publish=publish, stack=stack
    )  # fmt: skip
    previews = Previews()
    stack.callback(previews.close)
    library = LibraryService(
        purchases=book,
        standings=licensing.standings,
        holdings=licensing.holdings,
        checks=CheckStore(database),
        read_card=parse_card,
        disk_bytes=content.disk_bytes,
        licence_text=content.licence_text,
        receipt_template=tr(RECEIPT),
    )
    keeping = make_keeping(
        database=database,
        content=content,
        store=store,
        seeds=SeedFile(settings),
        hindrances=licensing.holdings,
        publish=publish,
    )
    stack.callback(keeping.seeding.close)
    selling = make_selling(
        gateway=gateway,
        rpc_urls=info.rpc_urls,
        vault=vault,
        transactions=transactions,
        dispatcher=money.dispatcher,
        journal=journal,
        book=sales,
        answers=AnswerStore(database),
        store=store,
        host=kept.host,
        rules=SellingRules(connection.own_node, FAST_BELOW_WEI, connection.windows),
        tokens=tokens,
        active_account=accounts.active_address,
        spread=make_spreader(database, store),
        publish=publish,
    )
    exporting, importing = make_licence_files(
        vault=vault,
        accounts=accounts,
        restoring=restoring,
        purchases=book,
        licences=licences,
        store=store,
        content=content,
        publish=publish,
    )
    networks = make_networks(
        info=info, gateway=gateway, settings=settings, transactions=transactions,
        active_account=accounts.active_address, publish=publish,
    )  # fmt: skip
    services = Services(
        downloads=kept.downloads,
        accounts=accounts,
        previews=foresight.previews,
        effects=foresight.guard,
        account_list=money.account_list,
        discovery=money.discovery,
        backups=money.backups,
        activity=money.activity,
        tracing=history.tracing,
        approvals=history.approvals,
        balances=money.balances,
        outgoing=money.outgoing,
        offline=money.offline,
        sending=paying.sending,
        contacts=paying.contacts,
        read_codes=previews.codes,
        catalogue=catalogue,
        snapshots=snapshots,
        disagreements=make_disagreements(browsing.path, stack),
        purchases=purchasing.service,
        restoring=restoring,
        exporting=exporting,
        importing=importing,
        library=library,
        rights=licensing.service,
        running=room.running,
        shelf=room.shelf,
        fitting=room.fitting,
        devices=room.devices,
        run_records=room.records,
        batches=make_batches(paths, database, room.shelf, clock, publish, previews),
        comparing=make_comparing(room.shelf, library, previews),
        judging=make_judging(
            room.shelf, lambda key: room.running.identity(key).hex(), database, previews, publish
        ),
        folder_search=make_folder_search(paths, clock),
        selling=selling,
        mirrors=make_mirrors(
            database=database,
            store=store,
            sales=sales,
            lister=selling,
            ipfs=ipfs_access(settings),
            publish=publish,
        ),
        storage=keeping.storage,
        checking=keeping.checking,
        seeding=keeping.seeding,
        pending=PendingListings(sales, browsing.reader.listing, parse_card, clock),
        reviews=reviews,
        reporting=reporting,
        recommending=make_recommending(
            market=place,
            database=database,
            settings=settings,
            purchases=book,
            runs=runs,
            catalogue=catalogue,
            publish=publish,
            stack=stack,
            wishes=Wishes(watching.listings, block_lists.hidden),
        ),
        network=networks.network,
        networks=networks.networks,
        deploying=networks.deploying,
        settings=SettingsService(settings, publish),
        splits=splits.service,
        collecting=make_collecting(
            gateway=gateway,
            books=Books(database, sales, book, browsing.reader),
            splits=splits,
            transactions=transactions,
            journal=journal,
            currency=tokens.currency_if_told,
            accounts=lambda: [
                a for a in money.public_accounts() if not a.is_watched
            ],  # nobody else can take it
            accounts_together=info.accounts_together,
            publish=publish,
        ),
        block_lists=block_lists,
        limits=money.guarding.limits,
        signatures=money.guarding.signatures,
        messages=make_messages(gateway, vault, tokens, accounts.active_address),
        consent=money.guarding.consent,
        agreements=money.agreements,
        watching=watching,
        warm_up=kept.pairs.warm,
        settle_journal=transactions.settle_journal,
        watch=purchasing.watch,
        deadlines=make_deadlines(
            gateway=gateway,
            engine=purchasing.engine,
            book=book,
            sales=sales,
            database=database,
            clock=clock,
            licensed_until=licensing.ends_at,
            publish=publish,
        ),
    )
    browsing.indexer.start()
    return services


def usable_memory_bytes() -> int:
    """How much memory a model may take here."""
    try:
        return int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * USABLE_SHARE_OF_MEMORY)
    except (AttributeError, ValueError, OSError):
        return 4 << 30  # systems without sysconf: a size that nearly every machine has
