"""The list of accounts, what finds them on a chain, and their back-ups."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.settings import FlagSettings
from desktop.chain.gateway import ChainGateway
from desktop.chain.licences import licence_address
from desktop.config import SettingsFile
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.paths import Paths, write_private
from desktop.services.account_list import AccountList
from desktop.services.accounts import AccountService
from desktop.services.backing_up import BackupService
from desktop.services.discovering import AccountDiscovery
from desktop.services.tokens import TokenUnreadable
from desktop.store.backup_checks import BackupCheckStore
from desktop.store.balances import BalanceEraser
from desktop.store.database import Database
from desktop.store.licences import LicenceStore
from desktop.wallet.account_client import AccountVaultClient
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile
from desktop.wallet.keychain import Keychain


@dataclass(frozen=True, slots=True)
class AccountRoom:
    """Who the person is here, and the file that holds it."""

    accounts: AccountService
    list: AccountList
    backups: BackupService
    file: WalletFile
    desk: AccountVaultClient


def make_accounts(
    *,
    paths: Paths,
    settings: SettingsFile,
    vault: VaultClient,
    database: Database,
    publish: Callable[[Change], None],
) -> AccountRoom:
    """Compose them; they know no network."""
    desk = AccountVaultClient(vault)
    file = WalletFile(paths.keystore / "wallet.json", vault.reopen)
    accounts = AccountService(
        vault=vault,
        desk=desk,
        file=file,
        keychain=Keychain(str(paths.root)),
        flags=FlagSettings(settings),
        publish=publish,
    )
    backups = BackupService(
        vault=desk,
        file=file,
        accounts=accounts,
        book=BackupCheckStore(database),
        licences=LicenceStore(paths.licences).all,
        write=write_private,
        clock=SystemClock(),
        publish=publish,
    )
    accounts_list = AccountList(desk, file, accounts, write_private, BalanceEraser(database))
    return AccountRoom(accounts, accounts_list, backups, file, desk)


def make_discovery(room: AccountRoom, gateway: ChainGateway) -> AccountDiscovery:
    """What looks for used accounts on the chain of this gateway, when it is asked to."""
    return AccountDiscovery(room.desk, gateway, _licence_counter(gateway))


def _licence_counter(gateway: ChainGateway) -> Callable[[Address], int]:
    licence = licence_address(gateway.market)

    def count(account: Address) -> int:
        try:
            return gateway.tokens.balance(licence, account)
        except TokenUnreadable:
            return 0  # there is no market on this network

    return count
