"""The wallet of a data directory, for commands: opened by a password, closed at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.paths import OwnerLock, Paths
from desktop.services.accounts import Account
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile


@dataclass(frozen=True, slots=True)
class OpenedWallet:
    """An unlocked vault and the accounts it holds."""

    vault: VaultClient
    accounts: tuple[Account, ...]
    file: WalletFile


@contextmanager
def open_wallet(data_dir: Path | None, password: str) -> Iterator[OpenedWallet]:
    """The wallet, unlocked, while this process owns the data directory."""
    paths = Paths.choose(data_dir)
    paths.create()
    vault = VaultClient()
    with OwnerLock(paths.lock):
        file = WalletFile(paths.keystore / "wallet.json", vault.reopen)
        try:
            yield OpenedWallet(vault, vault.unlock(file.read(), password), file)
        finally:
            vault.lock()
