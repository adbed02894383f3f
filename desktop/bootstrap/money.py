"""The wallet: its accounts, what they hold, what they pay and what they did."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.bootstrap.accounts import make_accounts, make_discovery
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.guarding import Guarding, make_guarding
from desktop.bootstrap.outgoing import make_outgoing
from desktop.bootstrap.settings import TokenSettings
from desktop.chain.gateway import ChainGateway
from desktop.chain.signed_bytes import read_signed_bytes
from desktop.config import SettingsFile
from desktop.core.accounts import Account
from desktop.core.calls import DecodedCall
from desktop.core.changes import Change
from desktop.core.transactions import Call
from desktop.paths import Paths
from desktop.services.account_list import AccountList
from desktop.services.accounts import AccountService
from desktop.services.activity import ActivityService
from desktop.services.agreeing import AgreementDesk
from desktop.services.backing_up import BackupService
from desktop.services.balances import BalanceService
from desktop.services.discovering import AccountDiscovery
from desktop.services.guard import Guard
from desktop.services.journal import Journal
from desktop.services.network import NetworkInfo
from desktop.services.offline import OfflineService
from desktop.services.outgoing.service import OutgoingService
from desktop.services.selling.dispatching import Dispatcher
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.balances import BalanceStore
from desktop.store.contacts import ContactStore
from desktop.store.database import Database
from desktop.wallet.client import VaultClient
from desktop.wallet.wallet_file import shown_accounts


@dataclass(frozen=True, slots=True)
class Money:
    """The wallet's services, and what the others use of it. ``public_accounts`` needs no open wallet."""

    accounts: AccountService
    account_list: AccountList
    discovery: AccountDiscovery
    backups: BackupService
    activity: ActivityService
    balances: BalanceService
    transactions: TransactionService
    outgoing: OutgoingService
    dispatcher: Dispatcher
    offline: OfflineService
    journal: Journal
    guarding: Guarding
    agreements: AgreementDesk
    public_accounts: Callable[[], tuple[Account, ...]]


def make_money(
    *,
    paths: Paths,
    settings: SettingsFile,
    info: NetworkInfo,
    gateway: ChainGateway,
    vault: VaultClient,
    database: Database,
    tokens: TokenService,
    guard: Guard,
    explain: Callable[[Call], DecodedCall],
    publish: Callable[[Change], None],
) -> Money:
    """Compose them; nothing is asked of the network."""
    clock = SystemClock()
    book, contacts = ActivityStore(database), ContactStore(database)
    journal = Journal(book, clock, publish, info.chain_id)
    agreements = AgreementDesk(publish)
    sent = make_outgoing(gateway, vault, database, book, journal, publish, clock, guard, agreements)
    transactions = sent.transactions
    room = make_accounts(paths=paths, settings=settings, vault=vault, database=database, publish=publish)
    accounts, file = room.accounts, room.file
    return Money(
        accounts=accounts,
        account_list=room.list,
        discovery=make_discovery(room, gateway),
        backups=room.backups,
        activity=ActivityService(book, lambda: {c.address: c.name for c in contacts.all()}, publish),
        balances=BalanceService(
            info=info,
            reader=gateway.balances,
            tokens=tokens,
            shown=TokenSettings(settings, info.chain_id),
            has_code=gateway.tokens.has_code,
            faucet=gateway.faucet if info.is_demo else None,
            journal=journal,
            clock=clock,
            publish=publish,
            book=BalanceStore(database, info.chain_id),
        ),
        transactions=transactions,
        outgoing=sent.service,
        dispatcher=sent.dispatcher,
        offline=OfflineService(
            chain=gateway,
            transactions=transactions,
            signer=vault,
            decode=read_signed_bytes,
            explain=explain,
            network_name=info.name,
            clock=clock,
            waiting_at=sent.service.waiting_at,
        ),
        journal=journal,
        guarding=make_guarding(
            vault=vault,
            file=file,
            database=database,
            chain_id=info.chain_id,
            currency=TokenService(gateway.tokens).currency_if_told,
            publish=publish,
        ),
        agreements=agreements,
        public_accounts=lambda: accounts.accounts or (shown_accounts(file.read()) if file.exists() else ()),
    )
