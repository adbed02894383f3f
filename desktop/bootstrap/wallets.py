"""The wallet of a data directory, for commands: opened by a password, closed at the end."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap.accounts import AccountRoom, make_accounts
from desktop.config import SettingsFile
from desktop.core.accounts import Account
from desktop.core.errors import EnvironmentFault
from desktop.core.tokens import unread_currency
from desktop.paths import OwnerLock, Paths
from desktop.services.limits import LimitService
from desktop.services.signatures import SignatureService
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.signatures import SignatureStore
from desktop.wallet.account_client import AccountVaultClient
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile
from desktop.wallet.wallet_file import shown_accounts


@dataclass(frozen=True, slots=True)
class OpenedWallet:
    """An unlocked vault and the accounts it holds."""

    vault: VaultClient
    accounts: tuple[Account, ...]
    file: WalletFile
    paths: Paths


@contextmanager
def _owned(data_dir: Path | None) -> Iterator[tuple[Paths, VaultClient, Database]]:
    """A data directory while this process owns it: a vault that keeps its records there, locked at the end."""
    paths = Paths.choose(data_dir)
    paths.create()
    vault = VaultClient()
    with ExitStack() as stack:
        stack.enter_context(OwnerLock(paths.lock))
        database = Database.open(paths.user_database, user_database)
        stack.callback(database.close)
        stack.callback(vault.lock)
        vault.keep_in(SignatureStore(database))
        yield paths, vault, database


@contextmanager
def open_wallet(data_dir: Path | None, password: str) -> Iterator[OpenedWallet]:
    """The wallet, unlocked, while this process owns the data directory."""
    with _owned(data_dir) as (paths, vault, _database):
        # Who gives the password with the command agrees to what the vault would ask about.
        vault.ask_consent = lambda _needed, was_wrong: "" if was_wrong else password
        file = WalletFile(paths.keystore / "wallet.json", vault.reopen)
        accounts = vault.unlock(file.read(), password)
        with suppress(EnvironmentFault):  # a disk that takes nothing is no reason to sign nothing
            file.upgrade(AccountVaultClient(vault).rewrite)
        yield OpenedWallet(vault, accounts, file, paths)


@contextmanager
def account_room(data_dir: Path | None, password: str | None) -> Iterator[AccountRoom]:
    """The accounts of a data directory that this process owns, without a network; unlocked if a password is given."""
    with _owned(data_dir) as (paths, vault, database):
        room = make_accounts(
            paths=paths,
            settings=SettingsFile(paths.settings),
            vault=vault,
            database=database,
            publish=lambda _change: None,
        )
        if password is not None:
            room.accounts.unlock(password)
        yield room


@contextmanager
def open_journal(data_dir: Path | None, password: str | None) -> Iterator[SignatureService]:
    """The journal of signatures; compared with what the vault knows if the wallet is opened by its password."""
    with _owned(data_dir) as (paths, vault, database):
        if password is not None:
            vault.unlock(WalletFile(paths.keystore / "wallet.json").read(), password)
        yield SignatureService(SignatureStore(database), vault)


@contextmanager
def open_limits(data_dir: Path | None, password: str, chain_id: int) -> Iterator[LimitService]:
    """The spending limits of the wallet, opened by its password; no network is asked what a token is called."""
    with open_wallet(data_dir, password) as opened:
        yield LimitService(opened.vault, opened.file, chain_id, unread_currency, lambda _change: None)


def public_accounts(data_dir: Path | None) -> tuple[Account, ...]:
    """The accounts that the wallet file shows without its password; not compared with the encrypted part."""
    file = WalletFile(Paths.choose(data_dir).keystore / "wallet.json")
    if not file.exists():
        return ()
    return shown_accounts(file.read())
