"""The wallet: its accounts, what they hold, what they pay and what they did."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.settings import FlagSettings
from desktop.chain.gateway import ChainGateway
from desktop.config import SettingsFile
from desktop.core.accounts import Account
from desktop.core.changes import Change
from desktop.paths import Paths
from desktop.services.accounts import AccountService
from desktop.services.activity import ActivityService
from desktop.services.balances import BalanceService
from desktop.services.journal import Journal
from desktop.services.network import NetworkInfo
from desktop.services.sending import SendService
from desktop.services.transactions import TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.contacts import ContactStore
from desktop.store.database import Database
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile
from desktop.wallet.keychain import Keychain
from desktop.wallet.wallet_file import shown_accounts


@dataclass(frozen=True, slots=True)
class Money:
    """The wallet's services, and what the others use of it. ``public_accounts`` needs no open wallet."""

    accounts: AccountService
    activity: ActivityService
    balances: BalanceService
    sending: SendService
    transactions: TransactionService
    journal: Journal
    public_accounts: Callable[[], tuple[Account, ...]]


def make_money(
    *,
    paths: Paths,
    settings: SettingsFile,
    info: NetworkInfo,
    gateway: ChainGateway,
    vault: VaultClient,
    database: Database,
    publish: Callable[[Change], None],
) -> Money:
    """Compose them; nothing is asked of the network."""
    clock = SystemClock()
    book, contacts = ActivityStore(database), ContactStore(database)
    journal = Journal(book, clock, publish, info.chain_id)
    transactions = TransactionService(gateway, vault, journal)
    file = WalletFile(paths.keystore / "wallet.json", vault.reopen)
    accounts = AccountService(
        vault=vault,
        file=file,
        keychain=Keychain(str(paths.root)),
        flags=FlagSettings(settings),
        publish=publish,
    )
    return Money(
        accounts=accounts,
        activity=ActivityService(book, lambda: {c.address: c.name for c in contacts.all()}, publish),
        balances=BalanceService(gateway, gateway.faucet if info.is_demo else None, journal, clock),
        sending=SendService(gateway, transactions, book, gateway.code_at, accounts.active_address),
        transactions=transactions,
        journal=journal,
        public_accounts=lambda: accounts.accounts or (shown_accounts(file.read()) if file.exists() else ()),
    )
