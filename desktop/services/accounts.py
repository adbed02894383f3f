"""The wallet as a person uses it: create, restore, unlock, choose an account, lock."""

import secrets
from collections.abc import Callable
from enum import Enum
from typing import Protocol

from desktop.core.accounts import Account
from desktop.core.changes import Change, Topic
from desktop.core.errors import WalletLocked
from desktop.core.identity import Address


class WalletState(Enum):
    """What there is to unlock."""

    NONE = "none"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


class Vault(Protocol):
    """The vault process, as far as the wallet page goes. Every method is one request to that process."""

    @property
    def is_unlocked(self) -> bool: ...
    def create(self, password: str) -> tuple[tuple[str, ...], bytes, tuple[Account, ...]]:
        """(phrase, wallet file, accounts)."""

    def restore(self, phrase: str, passphrase: str, password: str) -> tuple[bytes, tuple[Account, ...]]: ...
    def unlock(self, wallet: bytes, password: str) -> tuple[Account, ...]: ...
    def verify(self, wallet: bytes, password: str) -> None:
        """Open the bytes with the password, changing nothing; raises if they do not open."""

    def check_backup(self, words: dict[int, str]) -> bool: ...
    def import_v3(self, data: bytes, password: str, name: str) -> tuple[Account, bytes]: ...
    def add_keychain_slot(self, password: str) -> tuple[bytes, bytes]:
        """(new wallet file, secret for the keychain)."""

    def remove_keychain_slot(self) -> bytes: ...
    def unlock_with_secret(self, wallet: bytes, secret: bytes) -> tuple[Account, ...]: ...
    def lock(self) -> None: ...


class WalletFile(Protocol):
    """wallet.json, written atomically and read back."""

    def exists(self) -> bool: ...
    def read(self) -> bytes: ...
    def write(self, data: bytes) -> None: ...


class Keychain(Protocol):
    """The operating system's keychain."""

    def is_available(self) -> bool: ...
    def get(self) -> bytes | None: ...
    def put(self, secret: bytes) -> None: ...
    def delete(self) -> None: ...


class Flags(Protocol):
    """Small facts that are kept in the settings."""

    def get(self, name: str) -> bool: ...
    def set(self, name: str, value: bool) -> None: ...


class AccountService:
    """State and acts of the wallet."""

    def __init__(
        self,
        *,
        vault: Vault,
        file: WalletFile,
        keychain: Keychain,
        flags: Flags,
        publish: Callable[[Change], None],
    ) -> None:
        self._vault = vault
        self._file = file
        self._keychain = keychain
        self._flags = flags
        self._publish = publish
        self._accounts: tuple[Account, ...] = ()
        self._active: Address | None = None

    @property
    def state(self) -> WalletState:
        if self._accounts and self._vault.is_unlocked:
            return WalletState.UNLOCKED
        return WalletState.LOCKED if self._file.exists() else WalletState.NONE

    @property
    def accounts(self) -> tuple[Account, ...]:
        return self._accounts

    @property
    def active(self) -> Account | None:
        return next((a for a in self._accounts if a.address == self._active), None)

    def active_address(self) -> Address:
        """The account that pays.

        Raises:
            WalletLocked: No account is open.
        """
        if self.active is None or not self._vault.is_unlocked:
            raise WalletLocked
        return self.active.address

    def choose(self, address: Address) -> None:
        """Make another account the active one."""
        self._active = address
        self._publish(Change(Topic.WALLET))

    def create(self, password: str) -> tuple[str, ...]:
        """Make a wallet from a fresh phrase; returns the words to write down. The wallet is then unlocked."""
        phrase, data, accounts = self._vault.create(password)
        self._write(data, password)
        self._flags.set("backup_confirmed", False)
        self._open(accounts)
        return phrase

    def confirm_backup(self, words: dict[int, str]) -> bool:
        """Whether the retyped words (by position from 0) are the phrase's; remembered when they are."""
        right = self._vault.check_backup(words)
        if right:
            self._flags.set("backup_confirmed", True)
            self._publish(Change(Topic.WALLET))
        return right

    @property
    def backup_confirmed(self) -> bool:
        return self._flags.get("backup_confirmed")

    def restore(self, phrase: str, passphrase: str, password: str) -> None:
        """Make the wallet from a phrase that the person has."""
        data, accounts = self._vault.restore(phrase, passphrase, password)
        self._write(data, password)
        self._flags.set("backup_confirmed", True)
        self._open(accounts)

    def import_keystore(self, data: bytes, file_password: str, name: str) -> Account:
        """Add a V3 keystore's key to the open wallet."""
        account, wallet = self._vault.import_v3(data, file_password, name)
        self._file.write(wallet)
        self._open((*self._accounts, account))
        return account

    def unlock(self, password: str) -> None:
        self._open(self._vault.unlock(self._file.read(), password))

    @property
    def can_use_keychain(self) -> bool:
        return self._keychain.is_available()

    @property
    def keychain_enabled(self) -> bool:
        return self._flags.get("keychain")

    def enable_keychain(self, password: str) -> None:
        """Let the system's keychain open this wallet (opt-in)."""
        data, secret = self._vault.add_keychain_slot(password)
        self._keychain.put(secret)
        self._file.write(data)
        self._flags.set("keychain", True)
        self._publish(Change(Topic.SETTINGS))

    def disable_keychain(self) -> None:
        self._file.write(self._vault.remove_keychain_slot())
        self._keychain.delete()
        self._flags.set("keychain", False)
        self._publish(Change(Topic.SETTINGS))

    def unlock_by_keychain(self) -> bool:
        """Whether the keychain had the secret and opened the wallet."""
        secret = self._keychain.get()
        if secret is None:
            return False
        self._open(self._vault.unlock_with_secret(self._file.read(), secret))
        return True

    def lock(self) -> None:
        """End the vault process; a loaded model goes on."""
        self._vault.lock()
        self._publish(Change(Topic.WALLET))

    def _open(self, accounts: tuple[Account, ...]) -> None:
        self._accounts = accounts
        if self._active not in {a.address for a in accounts}:
            self._active = accounts[0].address if accounts else None
        self._publish(Change(Topic.WALLET))
        self._publish(Change(Topic.BALANCE))

    def _write(self, data: bytes, password: str) -> None:
        self._vault.verify(data, password)
        self._file.write(data)


def backup_positions(words: int, asked: int = 3) -> tuple[int, ...]:
    """Which words (from 0) to ask for in the back-up check; random, in order."""
    return tuple(sorted(secrets.SystemRandom().sample(range(words), asked)))
