"""The wallet of a data directory, for commands: opened by a password, closed at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.core.accounts import Account
from desktop.paths import OwnerLock, Paths
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
def open_wallet(data_dir: Path | None, password: str, *, create: bool = False) -> Iterator[OpenedWallet]:
    """The wallet, unlocked, while this process owns the data directory; made first if ``create`` and there is none."""
    paths = Paths.choose(data_dir)
    paths.create()
    vault = VaultClient()
    with OwnerLock(paths.lock):
        file = WalletFile(paths.keystore / "wallet.json", vault.reopen)
        try:
            if create and not file.exists():
                _phrase, data, _accounts = vault.create(password)
                file.write(data)
            yield OpenedWallet(vault, vault.unlock(file.read(), password), file, paths)
        finally:
            vault.lock()


def public_accounts(data_dir: Path | None) -> tuple[Account, ...]:
    """The accounts that the wallet file shows without its password; not compared with the encrypted part."""
    file = WalletFile(Paths.choose(data_dir).keystore / "wallet.json")
    if not file.exists():
        return ()
    return shown_accounts(file.read())
