"""The wallet's services over the real vault and a real file, without a process and without a network."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.core.rehearsals import BackupCheck
from desktop.paths import write_private
from desktop.services.account_list import AccountList
from desktop.services.accounts import AccountService
from desktop.services.backing_up import BackupService
from desktop.wallet.account_client import AccountVaultClient
from desktop.wallet.files import WalletFile
from tests.helpers.vaults import local_vault

PASSWORD = "a password for tests"
PHRASE = "test test test test test test test test test test test junk"
COLD = Address(b"\x11" * 20)


class NoKeychain:
    """A system without one."""

    def is_available(self) -> bool:
        return False

    def get(self) -> bytes | None:
        return None

    def put(self, secret: bytes) -> None:
        raise AssertionError(secret)

    def delete(self) -> None:
        raise AssertionError


@dataclass
class FlagsKept:
    kept: dict[str, bool] = field(default_factory=dict)

    def get(self, name: str) -> bool:
        return self.kept.get(name, False)

    def set(self, name: str, value: bool) -> None:
        self.kept[name] = value


@dataclass
class Checks:
    """The book of checks, in memory."""

    kept: dict[tuple[str, str], BackupCheck] = field(default_factory=dict)

    def put(self, wallet_id: str, check: BackupCheck) -> None:
        self.kept[wallet_id, check.kind.value] = check

    def of(self, wallet_id: str) -> list[BackupCheck]:
        return [check for (wallet, _kind), check in self.kept.items() if wallet == wallet_id]


@dataclass
class SetClock:
    seconds: int = 1_800_000_000

    def now(self) -> int:
        return self.seconds


class Purse:
    """One data directory's wallet."""

    def __init__(self, folder: Path) -> None:
        self.vault = local_vault()
        self.desk = AccountVaultClient(self.vault)
        self.file = WalletFile(folder / "keystore" / "wallet.json", self.vault.reopen)
        self.changes: list[Change] = []
        self.flags, self.checks, self.clock = FlagsKept(), Checks(), SetClock()
        self.licences: list[bytes] = []
        self.forgotten: list[Address] = []
        self.accounts = AccountService(
            vault=self.vault,
            desk=self.desk,
            file=self.file,
            keychain=NoKeychain(),
            flags=self.flags,
            publish=self.changes.append,
        )
        self.list = AccountList(self.desk, self.file, self.accounts, write_private, self.forgotten.append)
        self.backups = BackupService(
            vault=self.desk,
            file=self.file,
            accounts=self.accounts,
            book=self.checks,
            licences=lambda: self.licences,
            write=write_private,
            clock=self.clock,
            publish=self.changes.append,
        )

    def restored(self) -> "Purse":
        """With everybody's test phrase."""
        self.accounts.restore(PHRASE, "", PASSWORD)
        return self
