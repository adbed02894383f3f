"""Services that hold sample values in memory: what ``licet screenshots`` shows, and what GUI tests script.

Nothing of the product but the screenshots command uses this module. Each service has the methods of the real one.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.core.accounts import Account
from desktop.core.changes import Change, Topic
from desktop.core.errors import WrongPassword
from desktop.core.identity import Address, keccak256
from desktop.services.accounts import WalletState
from desktop.services.disagreements import DisagreementService
from desktop.services.shelf import ModelShelf
from desktop.ui import showcase_values as values
from desktop.ui.services import AppServices
from desktop.ui.showcase_batches import Batches
from desktop.ui.showcase_catalogue import Catalogue, Pending
from desktop.ui.showcase_chain import Deadlines, Memory, Watch
from desktop.ui.showcase_comparing import Comparing
from desktop.ui.showcase_devices import Devices, Fitting
from desktop.ui.showcase_downloads import Downloads
from desktop.ui.showcase_history import ActivityKept, Approvals, Tracing
from desktop.ui.showcase_judging import Judging
from desktop.ui.showcase_keeping import Checking, Mirrors, Seeding, Storage
from desktop.ui.showcase_licences import Exporting, Importing
from desktop.ui.showcase_lists import Lists, Watching
from desktop.ui.showcase_money import Collecting, SplitsKept
from desktop.ui.showcase_parts import (
    Gate,
    Library,
    Network,
    Publish,
    Restoring,
    Selling,
    SettingsKept,
    silent,
)
from desktop.ui.showcase_purchases import Purchases
from desktop.ui.showcase_records import Records
from desktop.ui.showcase_reviews import Reporting, Reviews
from desktop.ui.showcase_rights import Licences
from desktop.ui.showcase_running import Running
from desktop.ui.showcase_search import Searching
from desktop.ui.showcase_snapshots import Disagreements, Snapshots
from desktop.ui.showcase_tastes import Tastes
from desktop.ui.showcase_wallet import Balances, Sending

PASSWORD = "correct horse"  # noqa: S105  of the sample wallet, which holds nothing


@dataclass
class Accounts:
    gate: Gate
    publish: Publish = silent
    state: WalletState = WalletState.UNLOCKED
    backup_confirmed: bool = True
    can_use_keychain: bool = True
    keychain_enabled: bool = False
    accounts: tuple[Account, ...] = (Account(values.BUYER, "m/44'/60'/0'/0/0", "Account 1", "hd"),)

    @property
    def active(self) -> Account | None:
        return self.accounts[0] if self.state is WalletState.UNLOCKED else None

    def active_address(self) -> Address:
        return self.accounts[0].address

    def _set(self, state: WalletState) -> None:
        self.state = state
        self.publish(Change(Topic.WALLET))

    def choose(self, address: Address) -> None:
        self.accounts = tuple(sorted(self.accounts, key=lambda a: a.address != address))
        self.publish(Change(Topic.WALLET))

    def create(self, _password: str) -> tuple[str, ...]:
        self.gate.pass_through("accounts.create")
        self.backup_confirmed = False
        self._set(WalletState.UNLOCKED)
        return values.WORDS

    def confirm_backup(self, words: dict[int, str]) -> bool:
        self.backup_confirmed = all(values.WORDS[place] == word for place, word in words.items())
        return self.backup_confirmed

    def restore(self, _phrase: str, _passphrase: str, _password: str) -> None:
        self.gate.pass_through("accounts.restore")
        self._set(WalletState.UNLOCKED)

    def import_keystore(self, data: bytes, file_password: str, name: str) -> Account:
        self.gate.pass_through("accounts.import_keystore")
        if file_password != PASSWORD:
            raise WrongPassword
        made = Account(Address(keccak256(data)[12:]), "", name, "imported")
        self.accounts = (*self.accounts, made)
        self._set(WalletState.UNLOCKED)
        return made

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

    def lock(self) -> None:
        self._set(WalletState.LOCKED)


@dataclass
class Showcase:
    """All services over one gate; ``services`` is what the window takes."""

    publish: Publish = silent

    def __post_init__(self) -> None:
        self.gate = Gate()
        self.accounts = Accounts(self.gate, self.publish)
        self.activity = ActivityKept(self.publish)
        self.tracing = Tracing(self.gate, self.activity)
        self.approvals = Approvals(self.gate, self.publish)
        self.balances = Balances(self.gate, self.publish)
        self.sending = Sending(self.gate, self.balances)
        self.catalogue = Catalogue(self.gate)
        self.lists = Lists(self.gate, lambda: self.catalogue.rows, lambda: self.accounts.state, self.publish)
        self.block_lists = self.lists.service
        self.catalogue.hidden = self.block_lists.hidden
        self.watching = Watching(self.gate, lambda: self.catalogue.rows, self.publish)
        self.purchases = Purchases(self.gate, self.catalogue, self.publish)
        self.licences = Licences(self.gate, self.purchases, self.publish)
        self.library = Library(self.gate, self.purchases, self.licences)
        self.running = Running(self.gate, self.purchases, self.accounts, self.publish)
        self.settings = SettingsKept()
        self.snapshots = Snapshots(self.gate, self.publish)
        self.told_otherwise = Disagreements()
        self.disagreements = DisagreementService(self.told_otherwise)
        self.fitting = Fitting(self.gate, self.publish)
        self.devices = Devices(self.gate, self.settings, self.publish)
        self.records = Records(self.gate, self.running, self.accounts, self.publish)
        self.shelf = ModelShelf(self.running, lambda: 8 << 30)  # type: ignore[arg-type]
        self.batches = Batches(self.gate, self.publish)
        self.judging = Judging(self.gate, self.publish)
        self.comparing = Comparing(self.gate)
        self.folder_search = Searching(self.gate)
        self.selling = Selling(self.gate)
        self.mirrors = Mirrors(self.gate, self.selling, self.publish)
        self.storage = Storage(self.gate, self.publish)
        self.checking = Checking(self.gate, self.publish)
        self.seeding = Seeding(self.gate, self.publish)
        self.pending = Pending()
        self.reviews = Reviews(self.gate, self.purchases, self.publish)
        self.reporting = Reporting(self.gate, self.purchases)
        self.recommending = Tastes(self.gate, self.catalogue, self.settings, self.publish)
        self.network = Network(self.gate)
        self.restoring = Restoring(self.purchases)
        self.exporting = Exporting(self.gate, self.purchases, self.accounts)
        self.importing = Importing(self.gate, self.purchases, self.accounts)
        self.collecting = Collecting(self.gate, lambda: self.accounts.accounts, self.publish)
        self.splits = SplitsKept(self.gate)
        self.memory = Memory(self.publish)
        self.watch = Watch(self.gate, self.memory)
        self.deadlines = Deadlines()
        self.downloads = Downloads(self.gate, self.publish)

    @property
    def services(self) -> AppServices:
        """The window's services, filled with these stand-ins."""
        parts: Any = self
        return AppServices(
            accounts=parts.accounts, activity=parts.activity, tracing=parts.tracing, approvals=parts.approvals, balances=parts.balances, sending=parts.sending, catalogue=parts.catalogue, purchases=parts.purchases, restoring=parts.restoring,
            library=parts.library, exporting=parts.exporting, importing=parts.importing, running=parts.running, shelf=parts.shelf, batches=parts.batches, judging=parts.judging, comparing=parts.comparing, folder_search=parts.folder_search, fitting=parts.fitting, devices=parts.devices, run_records=parts.records, selling=parts.selling, pending=parts.pending, network=parts.network,
            rights=parts.licences, settings=parts.settings, splits=parts.splits, collecting=parts.collecting,
            reviews=parts.reviews, reporting=parts.reporting, recommending=parts.recommending,
            mirrors=parts.mirrors, storage=parts.storage, checking=parts.checking, seeding=parts.seeding,
            watch=parts.watch, deadlines=parts.deadlines, downloads=parts.downloads, block_lists=parts.block_lists, watching=parts.watching,
            snapshots=parts.snapshots, disagreements=parts.disagreements,
            data_folder=Path(tempfile.gettempdir(), "licet"),
        )  # fmt: skip
