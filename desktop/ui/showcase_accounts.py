"""The wallet's accounts, what finds them, and their back-ups, for pictures and tests."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.core.accounts import Account, LastAccount, NewPhrase, PathScheme, WatchOnlyAccount
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import WrongPassword
from desktop.core.identity import Address, keccak256
from desktop.core.rehearsals import BackupCheck, BackupKind, Rehearsal
from desktop.services.accounts import WalletState
from desktop.services.backing_up import BackupStatus
from desktop.services.discovering import FoundAccount
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, silent

PASSWORD = "correct horse"  # noqa: S105  of the sample wallet, which holds nothing
_DAY_S = 86_400


def address_at(path: str) -> Address:
    """What stands for the address at a path of the sample wallet."""
    return Address(keccak256(f"at {path}".encode())[12:])


@dataclass
class Accounts:
    gate: Gate
    publish: Publish = silent
    state: WalletState = WalletState.UNLOCKED
    backup_confirmed: bool = True
    can_use_keychain: bool = True
    keychain_enabled: bool = False
    accounts: tuple[Account, ...] = (Account(values.BUYER, "m/44'/60'/0'/0/0", "Account 1", "hd"),)
    made: list[NewPhrase] = field(default_factory=list)
    restored: list[tuple[str, str]] = field(default_factory=list)
    chosen: Address | None = None
    passwords: list[str] = field(default_factory=list)

    @property
    def visible(self) -> tuple[Account, ...]:
        return tuple(account for account in self.accounts if not account.is_hidden)

    @property
    def own(self) -> tuple[Account, ...]:
        return tuple(account for account in self.accounts if not account.is_watched)

    @property
    def active(self) -> Account | None:
        if self.state not in {WalletState.UNLOCKED, WalletState.WATCHING} or not self.visible:
            return None
        return next((a for a in self.visible if a.address == self.chosen), self.visible[0])

    def active_address(self) -> Address:
        active = self.active or self.accounts[0]
        if active.is_watched:
            raise WatchOnlyAccount(str(active.address))
        return active.address

    def _set(self, state: WalletState) -> None:
        self.state = state
        self.publish(Change(Topic.WALLET))

    def choose(self, address: Address) -> None:
        self.chosen = address
        self.publish(Change(Topic.WALLET))

    def create(self, _password: str, phrase: NewPhrase = NewPhrase()) -> tuple[str, ...]:  # noqa: B008 - frozen
        self.gate.pass_through("accounts.create")
        self.made.append(phrase)
        self.backup_confirmed = False
        self._set(WalletState.UNLOCKED)
        return (values.WORDS * 2)[: phrase.words]

    def confirm_backup(self, words: dict[int, str]) -> bool:
        self.backup_confirmed = all(values.WORDS[place % 12] == word for place, word in words.items())
        return self.backup_confirmed

    def restore(self, phrase: str, passphrase: str, _password: str) -> None:
        self.gate.pass_through("accounts.restore")
        self.restored.append((phrase, passphrase))
        self._set(WalletState.UNLOCKED)

    def restore_file(self, _backup: bytes, password: str) -> None:
        self.gate.pass_through("accounts.restore_file")
        if password != PASSWORD:
            raise WrongPassword
        self._set(WalletState.UNLOCKED)

    def prepare(self) -> None:
        """Nothing has to be started for samples."""

    def unlock(self, password: str) -> None:
        self.gate.pass_through("accounts.unlock")
        if password != PASSWORD:
            raise WrongPassword
        self._set(WalletState.UNLOCKED)

    def unlock_by_keychain(self) -> bool:
        self._set(WalletState.UNLOCKED)
        return True

    def enable_keychain(self, _password: str) -> None:
        self.keychain_enabled = True

    def disable_keychain(self) -> None:
        self.keychain_enabled = False

    def change_password(self, old: str, new: str) -> None:
        self.gate.pass_through("accounts.change_password")
        if old != PASSWORD:
            raise WrongPassword
        self.passwords.append(new)

    def lock(self) -> None:
        self._set(WalletState.LOCKED)


@dataclass
class AccountListKept:
    """The list of the sample wallet."""

    gate: Gate
    accounts: Accounts
    saved: list[tuple[Path, bytes]] = field(default_factory=list)

    @property
    def all(self) -> tuple[Account, ...]:
        return self.accounts.accounts

    def address_at(self, path: str) -> Address:
        self.gate.pass_through("account_list.address_at")
        return address_at(path)

    def add_at(self, named_paths: Sequence[tuple[str, str]]) -> None:
        self.gate.pass_through("account_list.add_at")
        self._set([*self.all, *(Account(address_at(path), path, name, "hd") for path, name in named_paths)])

    def import_keystore(self, data: bytes, file_password: str, name: str) -> Account:
        self.gate.pass_through("account_list.import_keystore")
        if file_password != PASSWORD:
            raise WrongPassword
        return self._add(Account(Address(keccak256(data)[12:]), "", name, "imported"))

    def import_private_key(self, text: str, name: str) -> Account:
        self.gate.pass_through("account_list.import_private_key")
        return self._add(Account(Address(keccak256(text.encode())[12:]), "", name, "imported"))

    def watch(self, address: Address, name: str) -> None:
        self.gate.pass_through("account_list.watch")
        if self.accounts.state is WalletState.NONE:
            self.accounts.accounts = ()
            self.accounts.state = WalletState.WATCHING
        self._add(Account(address, "", name or address.short, "watch"))

    def rename(self, address: Address, name: str) -> None:
        self._change(address, lambda account: replace(account, name=name))

    def hide(self, address: Address, *, is_hidden: bool) -> None:
        if is_hidden and [account.address for account in self.accounts.visible] == [address]:
            raise LastAccount
        self._change(address, lambda account: replace(account, is_hidden=is_hidden))

    def move(self, address: Address, by: int) -> None:
        order = list(self.all)
        at = next(i for i, account in enumerate(order) if account.address == address)
        order.insert(max(at + by, 0), order.pop(at))
        self._set(order)

    def remove(self, address: Address) -> None:
        self._set([account for account in self.all if account.address != address])

    def export_keystore(self, _address: Address, password: str, _file_password: str) -> bytes:
        self._demand(password)
        return b'{"version": 3}'

    def export_private_key(self, _address: Address, password: str) -> str:
        self._demand(password)
        return "0x" + "5a" * 32

    def phrase(self, password: str) -> tuple[str, ...]:
        self._demand(password)
        return values.WORDS

    def save(self, path: Path, keystore: bytes) -> None:
        self.saved.append((path, keystore))

    def _demand(self, password: str) -> None:
        self.gate.pass_through("account_list.export")
        if password != PASSWORD:
            raise WrongPassword

    def _change(self, address: Address, change: Callable[[Account], Account]) -> None:
        self.gate.pass_through("account_list.change")
        self._set([change(account) if account.address == address else account for account in self.all])

    def _add(self, account: Account) -> Account:
        self._set([*self.all, account])
        return account

    def _set(self, accounts: Sequence[Account]) -> None:
        self.accounts.accounts = tuple(accounts)
        self.accounts.publish(Change(Topic.WALLET))


@dataclass
class Discovery:
    """Finds what a scene or a test says."""

    gate: Gate
    found: list[FoundAccount] = field(default_factory=list)

    def look(self, cancel: CancelToken, report: Callable[[Progress], None]) -> list[FoundAccount]:
        report(Progress("discovery", PathScheme.BIP44.name, 7))
        self.gate.pass_through("discovery.look", cancel)
        return self.found


@dataclass
class Backups:
    """Knows when the sample wallet's back-ups were tried."""

    gate: Gate
    accounts: Accounts
    words_days: int | None = 12
    file_days: int | None = 40
    covers_imported: bool = True
    found: Rehearsal | None = None
    saved: list[Path] = field(default_factory=list)

    def word_count(self) -> int:
        return len(values.WORDS)

    def confirm_words(self, words: dict[int, str]) -> bool:
        right = self.accounts.confirm_backup(words)
        if right:
            self.words_days = 0
            self.accounts.publish(Change(Topic.WALLET))
        return right

    def save(self, path: Path) -> None:
        self.gate.pass_through("backups.save")
        self.saved.append(path)

    def rehearse_file(self, _backup: bytes, password: str) -> Rehearsal:
        self.gate.pass_through("backups.rehearse_file")
        if password != PASSWORD:
            raise WrongPassword
        self.file_days = 0
        self.covers_imported = True
        self.accounts.publish(Change(Topic.WALLET))
        return self.found or self._whole()

    def rehearse_phrase(self, _phrase: str, _passphrase: str) -> Rehearsal:
        self.gate.pass_through("backups.rehearse_phrase")
        return self.found or self._whole()

    def status(self) -> BackupStatus:
        self.gate.pass_through("backups.status")
        own = self.accounts.own
        file = self._check(BackupKind.FILE, self.file_days)
        uncovered = tuple(a for a in own if a.kind == "imported" and not (file and self.covers_imported))
        words = self._check(BackupKind.WORDS, self.words_days) if self.accounts.backup_confirmed else None
        return BackupStatus(words, file, uncovered, self.accounts.backup_confirmed)

    def _check(self, kind: BackupKind, days: int | None) -> BackupCheck | None:
        if days is None:
            return None
        own = tuple(account.address for account in self.accounts.own)
        return BackupCheck(kind, int(time.time()) - days * _DAY_S, own, 12 if kind is BackupKind.FILE else 0)

    def _whole(self) -> Rehearsal:
        return Rehearsal(True, tuple(account.address for account in self.accounts.own), (), 1, 12)
