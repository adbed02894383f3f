"""Back-ups of the wallet: saved, tried out in memory, and when each was last found to be right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.accounts import Account, ShownWallet
from desktop.core.changes import Change, Topic
from desktop.core.errors import WalletLocked
from desktop.core.identity import Address
from desktop.core.rehearsals import BackupCheck, BackupKind, Rehearsal
from desktop.services.accounts import AccountService
from desktop.services.ports import Clock


class RehearsalVault(Protocol):
    """Opens back-ups in the vault process, compares them with the open wallet, and forgets them."""

    def rehearse_file(self, backup: bytes, password: str, licences: Sequence[bytes]) -> Rehearsal: ...
    def rehearse_phrase(self, phrase: str, passphrase: str, licences: Sequence[bytes]) -> Rehearsal: ...
    def word_count(self) -> int: ...


class WalletFile(Protocol):
    """The wallet file, whose copy is a back-up."""

    def read(self) -> bytes: ...
    def shown(self) -> ShownWallet | None: ...


class CheckBook(Protocol):
    """The last check of each kind, by the wallet's id."""

    def put(self, wallet_id: str, check: BackupCheck) -> None: ...
    def of(self, wallet_id: str) -> list[BackupCheck]: ...


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """What is known of the back-ups of a wallet.

    ``words`` is the later of the two checks of the paper. ``uncovered`` are accounts with a key that no back-up
    which was tried would bring back.
    """

    words: BackupCheck | None
    file: BackupCheck | None
    uncovered: tuple[Account, ...]
    words_confirmed: bool


class BackupService:
    """A check counts only if the back-up holds the phrase of the open wallet."""

    def __init__(
        self,
        *,
        vault: RehearsalVault,
        file: WalletFile,
        accounts: AccountService,
        book: CheckBook,
        licences: Callable[[], Sequence[bytes]],
        write: Callable[[Path, bytes], None],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        """``licences``: the licence files kept here, which a rehearsal tries to open; ``write``: a private file."""
        self._vault = vault
        self._file = file
        self._accounts = accounts
        self._book = book
        self._licences = licences
        self._write = write
        self._clock = clock
        self._publish = publish

    def word_count(self) -> int:
        """How many words the open wallet's phrase has."""
        return self._vault.word_count()

    def confirm_words(self, words: dict[int, str]) -> bool:
        """Whether the retyped words (by position from 0) are the phrase's; remembered, with the day, when they are."""
        right = self._accounts.confirm_backup(words)
        if right:
            self._note(BackupCheck(BackupKind.WORDS, self._clock.now(), self._derived(), 0))
        return right

    def save(self, path: Path) -> None:
        """Put a copy of the wallet file there, for the owner's eyes only. It opens by the wallet's present password.

        Raises:
            DiskFull, EnvironmentFault: It cannot be written.
        """
        self._write(path, self._file.read())

    def rehearse_file(self, backup: bytes, password: str) -> Rehearsal:
        """Open a back-up in memory and see what it brings back; raises as the vault does."""
        licences = self._licences()
        found = self._vault.rehearse_file(backup, password, licences)
        self._remember(BackupKind.FILE, found)
        return found

    def rehearse_phrase(self, phrase: str, passphrase: str) -> Rehearsal:
        """Read all words as they stand on paper and see what they bring back; raises as the vault does."""
        found = self._vault.rehearse_phrase(phrase, passphrase, self._licences())
        self._remember(BackupKind.PHRASE, found)
        return found

    def status(self) -> BackupStatus:
        """What is known; reads the database, so it is no work for the window's thread.

        Raises:
            WalletLocked: There is no wallet file.
        """
        checks = {check.kind: check for check in self._book.of(self._wallet_id())}
        papers = [checks[kind] for kind in (BackupKind.WORDS, BackupKind.PHRASE) if kind in checks]
        words = max(papers, key=lambda check: check.at, default=None)
        file = checks.get(BackupKind.FILE)
        confirmed = words is not None or self._accounts.backup_confirmed
        kept = set(file.restored) if file is not None else set()
        uncovered = tuple(
            account
            for account in self._accounts.own
            if account.address not in kept and not (account.kind == "hd" and confirmed)
        )
        return BackupStatus(words, file, uncovered, confirmed)

    def _remember(self, kind: BackupKind, found: Rehearsal) -> None:
        if found.same_phrase:
            self._note(BackupCheck(kind, self._clock.now(), found.restored, found.licences))

    def _note(self, check: BackupCheck) -> None:
        self._book.put(self._wallet_id(), check)
        self._publish(Change(Topic.WALLET))

    def _derived(self) -> tuple[Address, ...]:
        return tuple(account.address for account in self._accounts.own if account.kind == "hd")

    def _wallet_id(self) -> str:
        shown = self._file.shown()
        if shown is None:
            raise WalletLocked
        return shown.id
