"""The wallet as a person uses it: create, restore, unlock, choose an account, lock."""

import logging
import secrets
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Protocol

from desktop.core.accounts import Account, NewPhrase, ShownWallet, WatchOnlyAccount, clean_name
from desktop.core.changes import Change, Topic
from desktop.core.errors import EnvironmentFault, UserError, WalletLocked
from desktop.core.identity import Address

log = logging.getLogger("licet.accounts")


class WalletState(Enum):
    """What there is to unlock."""

    NONE = "none"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    WATCHING = "watching"  # there are accounts to look at, and no keys


class Vault(Protocol):
    """The vault process, as far as the wallet page goes. Every method is one request to that process."""

    @property
    def is_unlocked(self) -> bool: ...
    def prepare(self) -> None:
        """Start the process ahead of the password."""

    def create(
        self, password: str, words: int, language: str, passphrase: str
    ) -> tuple[tuple[str, ...], bytes, tuple[Account, ...]]:
        """(phrase, wallet file, accounts)."""

    def restore(self, phrase: str, passphrase: str, password: str) -> tuple[bytes, tuple[Account, ...]]: ...
    def unlock(self, wallet: bytes, password: str) -> tuple[Account, ...]: ...
    def verify(self, wallet: bytes, password: str) -> None:
        """Open the bytes with the password, changing nothing; raises if they do not open."""

    def check_backup(self, words: dict[int, str]) -> bool: ...
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
    def shown(self) -> ShownWallet | None:
        """What it shows without a password."""

    def set_aside(self) -> None:
        """Keep a copy of what stands there beside it."""

    def upgrade(self, rewrite: Callable[[], bytes]) -> bool:
        """Put a file of an earlier format into the present one."""

    def write_watching(self, accounts: Sequence[Account]) -> None:
        """A wallet that only watches."""


class AccountDesk(Protocol):
    """The accounts of the open wallet, in the vault process."""

    def list_accounts(self) -> tuple[Account, ...]: ...
    def watch(self, address: Address, name: str) -> tuple[Account, bytes]: ...
    def rewrite(self) -> bytes: ...
    def change_password(self, old: str, new: str) -> bytes:
        """The wallet file under a new password, without a keychain slot."""


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
        desk: AccountDesk,
        file: WalletFile,
        keychain: Keychain,
        flags: Flags,
        publish: Callable[[Change], None],
    ) -> None:
        self._vault = vault
        self._desk = desk
        self._file = file
        self._keychain = keychain
        self._flags = flags
        self._publish = publish
        self._accounts: tuple[Account, ...] = ()
        self._active: Address | None = None
        self._only_watches = False
        self._read_watched()

    @property
    def state(self) -> WalletState:
        if self._accounts and self._vault.is_unlocked:
            return WalletState.UNLOCKED
        if self._only_watches:
            return WalletState.WATCHING
        return WalletState.LOCKED if self._file.exists() else WalletState.NONE

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All of them in the person's order, also hidden and watched ones."""
        return self._accounts

    @property
    def visible(self) -> tuple[Account, ...]:
        """Those to choose from."""
        return tuple(account for account in self._accounts if not account.is_hidden)

    @property
    def own(self) -> tuple[Account, ...]:
        """Those whose keys are here: what can buy, sign and be restored."""
        return tuple(account for account in self._accounts if not account.is_watched)

    @property
    def active(self) -> Account | None:
        return next((a for a in self._accounts if a.address == self._active), None)

    def active_address(self) -> Address:
        """The account that pays.

        Raises:
            WalletLocked: No account is open.
            WatchOnlyAccount: It is only watched here.
        """
        active = self.active
        if active is not None and active.is_watched:
            raise WatchOnlyAccount(str(active.address))
        if active is None or not self._vault.is_unlocked:
            raise WalletLocked
        return active.address

    def take_over(self, before: "AccountService") -> None:
        """Go on with what another service over the same vault had open: the network was changed, not the wallet."""
        if self._vault.is_unlocked:
            self._accounts, self._active = before._accounts, before._active

    def choose(self, address: Address) -> None:
        """Make another account the active one."""
        self._active = address
        self._publish(Change(Topic.WALLET))

    def create(self, password: str, phrase: NewPhrase = NewPhrase()) -> tuple[str, ...]:  # noqa: B008 - frozen
        """Make a wallet from a fresh phrase; returns the words to write down. The wallet is then unlocked."""
        words, data, accounts = self._vault.create(password, phrase.words, phrase.language, phrase.passphrase)
        self._begin(data, accounts, password)
        self._flags.set("backup_confirmed", False)
        return words

    def watch(self, address: Address, name: str) -> None:
        """Watch an account in a wallet without keys, which is made if there is none.

        Raises:
            WalletHasKeys: There is a wallet with keys; it was left as it is.
        """
        known = tuple(a for a in self._accounts if a.address != address)
        account = Account(address, "", clean_name(name, address.short), "watch")
        self.watch_only((*known, account))

    def watch_only(self, accounts: tuple[Account, ...]) -> None:
        """The accounts of a wallet without keys, all of them anew; raises as ``watch``."""
        self._file.write_watching(accounts)
        self._read_watched()
        self._announce()

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
        self._begin(data, accounts, password)
        self._flags.set("backup_confirmed", True)

    def restore_file(self, backup: bytes, password: str) -> None:
        """Make the wallet from a back-up file, under the password of that file.

        What stood here is kept beside it: it may be the same wallet, with keys that the back-up lacks.
        """
        accounts = self._vault.unlock(backup, password)
        self._file.set_aside()
        # The slot of another computer's keychain opens nothing here.
        self._begin(self._vault.remove_keychain_slot(), accounts, password)
        self._flags.set("backup_confirmed", False)
        self._flags.set("keychain", False)

    def change_password(self, old: str, new: str) -> None:
        """Put the wallet under another password. Back-up files keep the one they were saved under.

        The keychain forgets the wallet: whoever changes a password may have been found out.

        Raises:
            WrongPassword: ``old`` is not the present one; nothing was changed.
        """
        data = self._desk.change_password(old, new)
        try:
            self._file.write(data)
        except BaseException:
            self.lock()  # what is on the disk is under the old one
            raise
        if self.keychain_enabled:
            self._keychain.delete()
            self._flags.set("keychain", False)
        self._publish(Change(Topic.SETTINGS))

    def prepare(self) -> None:
        """A password is about to be typed: what can be done before it is done now."""
        self._vault.prepare()

    def unlock(self, password: str) -> None:
        self._unlocked(self._vault.unlock(self._file.read(), password))

    def adopt(self, accounts: tuple[Account, ...]) -> None:
        """The vault's accounts are these now."""
        self._accounts = accounts
        if self._active not in {account.address for account in self.visible}:
            shown = self.visible or accounts
            self._active = shown[0].address if shown else None
        self._announce()

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
        self._unlocked(self._vault.unlock_with_secret(self._file.read(), secret))
        return True

    def lock(self) -> None:
        """End the vault process; a loaded model goes on."""
        self._vault.lock()
        self._publish(Change(Topic.WALLET))

    def _begin(self, data: bytes, accounts: tuple[Account, ...], password: str) -> None:
        """A wallet that was just made: written, with what was watched before it, and opened."""
        watched = [account for account in self._accounts if account.is_watched]
        for account in watched if self._only_watches else ():
            try:
                _watched, data = self._desk.watch(account.address, account.name)
            except UserError:
                continue  # the new wallet has its key
        try:
            self._vault.verify(data, password)
            self._file.write(data)
        except BaseException:
            self._vault.lock()  # an open wallet that is on no disk would be lost with the process
            raise
        self._only_watches = False
        self.adopt(self._desk.list_accounts() if watched else accounts)

    def _unlocked(self, accounts: tuple[Account, ...]) -> None:
        try:
            if self._file.upgrade(self._desk.rewrite):
                log.info("the wallet file was put into the present format")
        except EnvironmentFault as error:
            # The old file is whole and opens: a full disk is no reason to keep a person from their keys.
            log.warning("the wallet file keeps its old format: %s", type(error).__name__)
        self.adopt(accounts)

    def _read_watched(self) -> None:
        """A wallet without keys needs no password: its accounts are there from the start."""
        try:
            shown = self._file.shown()
        except (EnvironmentFault, UserError):
            return  # what is wrong with it is said when it is unlocked
        if shown is not None and shown.only_watches:
            self._only_watches = True
            self._accounts = shown.accounts
            if self._active not in {account.address for account in shown.accounts}:
                self._active = shown.accounts[0].address

    def _announce(self) -> None:
        self._publish(Change(Topic.WALLET))
        self._publish(Change(Topic.BALANCE))


def backup_positions(words: int, asked: int = 3) -> tuple[int, ...]:
    """Which words (from 0) to ask for in the back-up check; random, in order."""
    return tuple(sorted(secrets.SystemRandom().sample(range(words), asked)))
