"""The list of accounts as a person keeps it: added, imported, watched, named, ordered, hidden, removed, taken out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from desktop.core.accounts import Account, LastAccount, PathScheme
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.services.accounts import AccountService, WalletState


class AccountVault(Protocol):
    """The accounts of the open wallet, in the vault process. What changes them returns the new wallet file."""

    def list_accounts(self) -> tuple[Account, ...]: ...
    def addresses_at(self, paths: Sequence[str]) -> list[Address]: ...
    def add_next(self, scheme: PathScheme, name: str) -> tuple[Account, bytes]: ...
    def add_at(self, paths: Sequence[str], names: Sequence[str]) -> tuple[tuple[Account, ...], bytes]: ...
    def watch(self, address: Address, name: str) -> tuple[Account, bytes]: ...
    def import_v3(self, data: bytes, password: str, name: str) -> tuple[Account, bytes]: ...
    def import_private_key(self, text: str, name: str) -> tuple[Account, bytes]: ...
    def set_accounts(self, accounts: Sequence[Account]) -> tuple[tuple[Account, ...], bytes]: ...
    def remove_account(self, address: Address) -> tuple[tuple[Account, ...], bytes]: ...
    def export_v3(self, account: Address, password: str, file_password: str) -> bytes: ...
    def export_private_key(self, account: Address, password: str) -> str: ...
    def reveal_phrase(self, password: str) -> tuple[str, ...]: ...
    def revert(self, wallet: bytes) -> tuple[Account, ...]:
        """Take back what could not be written: open this file by the key that is held now."""


class WalletFile(Protocol):
    """wallet.json, written atomically and read back."""

    def read(self) -> bytes: ...
    def write(self, data: bytes) -> None: ...


class AccountList:
    """Every change is on the disk when it returns; one that could not be written is taken back."""

    def __init__(
        self,
        vault: AccountVault,
        file: WalletFile,
        accounts: AccountService,
        write: Callable[[Path, bytes], None],
        forget: Callable[[Address], None],
    ) -> None:
        """Compose it.

        Args:
            vault: The accounts of the open wallet.
            file: Where they are kept.
            accounts: Who the person is now.
            write: Puts a file where its owner alone reads it.
            forget: Takes away what is kept of an account that goes.
        """
        self._forget = forget
        self._vault = vault
        self._write = write
        self._file = file
        self._accounts = accounts

    @property
    def all(self) -> tuple[Account, ...]:
        """In the person's order, also hidden and watched ones."""
        return self._accounts.accounts

    def add_next(self, scheme: PathScheme, name: str = "") -> Account:
        """The next account of the phrase in this scheme."""
        return self._added(self._vault.add_next(scheme, name))

    def address_at(self, path: str) -> Address:
        """The address at a path of the phrase; nothing is added.

        Raises:
            InvalidPath: The path is none.
        """
        return self._vault.addresses_at([path])[0]

    def add_at(self, named_paths: Sequence[tuple[str, str]]) -> None:
        """Accounts at these paths of the phrase, each with its name; those that are there stay as they are."""
        paths, names = [path for path, _name in named_paths], [name for _path, name in named_paths]
        self._save(lambda: self._vault.add_at(paths, names))

    def import_keystore(self, data: bytes, file_password: str, name: str) -> Account:
        """Add a V3 keystore's key."""
        return self._added(self._vault.import_v3(data, file_password, name))

    def import_private_key(self, text: str, name: str) -> Account:
        """Add a single key, in hex."""
        return self._added(self._vault.import_private_key(text, name))

    def watch(self, address: Address, name: str) -> None:
        """Add an account that can be looked at only; without a wallet, one is made that only watches."""
        if self._accounts.state is WalletState.UNLOCKED:
            self._added(self._vault.watch(address, name))
        else:
            self._accounts.watch(address, name)

    def rename(self, address: Address, name: str) -> None:
        self._change(address, lambda account: replace(account, name=name))

    def hide(self, address: Address, *, is_hidden: bool) -> None:
        """Hide an account from what is to be chosen from, or show it again. It goes on being restored and watched.

        Raises:
            LastAccount: No other would be shown.
        """
        others = [a for a in self._accounts.visible if a.address != address]
        if is_hidden and not others:
            raise LastAccount
        self._change(address, lambda account: replace(account, is_hidden=is_hidden))

    def move(self, address: Address, by: int) -> None:
        """Move an account up (negative) or down in the list, as far as it goes."""
        order = list(self.all)
        at = next(i for i, account in enumerate(order) if account.address == address)
        account = order.pop(at)
        order.insert(min(max(at + by, 0), len(order)), account)
        self._set(order)

    def remove(self, address: Address) -> None:
        """Forget an account; of an imported one the key is gone from this computer.

        Raises:
            LastAccount: No other is shown.
        """
        if not [account for account in self._accounts.visible if account.address != address]:
            raise LastAccount
        if self._accounts.state is WalletState.WATCHING:
            self._accounts.watch_only(tuple(a for a in self.all if a.address != address))
        else:
            self._save(lambda: self._vault.remove_account(address))
        self._forget(address)

    def export_keystore(self, address: Address, password: str, file_password: str) -> bytes:
        """A V3 keystore of one account under a password of its own, for who gives the wallet's again."""
        return self._vault.export_v3(address, password, file_password)

    def save(self, path: Path, keystore: bytes) -> None:
        """Put a keystore there, for the owner's eyes only.

        Raises:
            DiskFull, EnvironmentFault: It cannot be written.
        """
        self._write(path, keystore)

    def export_private_key(self, address: Address, password: str) -> str:
        """The key in hex, for who gives the wallet's password again."""
        return self._vault.export_private_key(address, password)

    def phrase(self, password: str) -> tuple[str, ...]:
        """The recovery words, for who gives the wallet's password again."""
        return self._vault.reveal_phrase(password)

    def _change(self, address: Address, change: Callable[[Account], Account]) -> None:
        self._set([change(account) if account.address == address else account for account in self.all])

    def _set(self, accounts: Sequence[Account]) -> None:
        if self._accounts.state is WalletState.WATCHING:
            self._accounts.watch_only(tuple(accounts))
        else:
            self._save(lambda: self._vault.set_accounts(accounts))

    def _added(self, change: tuple[Account, bytes]) -> Account:
        account, data = change
        self._save(lambda: (self._vault.list_accounts(), data))
        return account

    def _save(self, make: Callable[[], tuple[tuple[Account, ...], bytes]]) -> None:
        accounts, data = make()
        try:
            self._file.write(data)
        except BaseException:
            self._take_back()
            raise
        self._accounts.adopt(accounts)

    def _take_back(self) -> None:
        """The vault goes back to what is on the disk; where even that fails, the wallet is locked."""
        try:
            self._accounts.adopt(self._vault.revert(self._file.read()))
        except AppError:
            self._accounts.lock()
