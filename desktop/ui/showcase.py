"""Services that hold sample values in memory: what ``licet screenshots`` shows, and what GUI tests script.

Nothing of the product but the screenshots command uses this module. Each service has the methods of the real one.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.services.agreeing import AgreementDesk
from desktop.services.consenting import ConsentDesk
from desktop.services.disagreements import DisagreementService
from desktop.services.shelf import ModelShelf
from desktop.ui.services import AppServices
from desktop.ui.showcase_accounts import AccountListKept, Accounts, Backups, Discovery
from desktop.ui.showcase_batches import Batches
from desktop.ui.showcase_catalogue import Catalogue, Pending
from desktop.ui.showcase_chain import Deadlines, Memory, Watch
from desktop.ui.showcase_comparing import Comparing
from desktop.ui.showcase_devices import Devices, Fitting
from desktop.ui.showcase_downloads import Downloads
from desktop.ui.showcase_effects import Comparisons, Previews, message_service
from desktop.ui.showcase_history import ActivityKept, Approvals, Tracing
from desktop.ui.showcase_judging import Judging
from desktop.ui.showcase_keeping import Checking, Mirrors, Seeding, Storage
from desktop.ui.showcase_licences import Exporting, Importing
from desktop.ui.showcase_lists import Lists, Watching
from desktop.ui.showcase_money import Collecting, SplitsKept
from desktop.ui.showcase_networks import sample_networks
from desktop.ui.showcase_offline import Offline
from desktop.ui.showcase_outgoing import OutgoingKept
from desktop.ui.showcase_parts import (
    Gate,
    Library,
    Publish,
    Restoring,
    Selling,
    SettingsKept,
    silent,
)
from desktop.ui.showcase_paying import Paying
from desktop.ui.showcase_policy import JournalKept, Limits, journal_service
from desktop.ui.showcase_purchases import Purchases
from desktop.ui.showcase_records import Records
from desktop.ui.showcase_reviews import Reporting, Reviews
from desktop.ui.showcase_rights import Licences
from desktop.ui.showcase_running import Running
from desktop.ui.showcase_search import Searching
from desktop.ui.showcase_snapshots import Disagreements, Snapshots
from desktop.ui.showcase_tastes import Tastes
from desktop.ui.showcase_wallet import Balances


@dataclass
class Showcase:
    """All services over one gate; ``services`` is what the window takes."""

    publish: Publish = silent

    def __post_init__(self) -> None:
        self.gate = Gate()
        self.accounts = Accounts(self.gate, self.publish)
        self.previews, self.effects = Previews(self.gate), Comparisons(self.publish)
        self.account_list = AccountListKept(self.gate, self.accounts)
        self.discovery = Discovery(self.gate)
        self.backups = Backups(self.gate, self.accounts)
        self.activity = ActivityKept(self.publish)
        self.tracing, self.approvals = Tracing(self.gate, self.activity), Approvals(self.gate, self.publish)
        self.balances = Balances(self.gate, self.publish)
        self.outgoing, self.offline = OutgoingKept(self.gate, self.publish), Offline(self.gate)
        self.paying = Paying(
            self.gate, self.balances, self.publish, lambda: [a.address for a in self.accounts.accounts]
        )
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
        self.storage, self.checking = Storage(self.gate, self.publish), Checking(self.gate, self.publish)
        self.seeding = Seeding(self.gate, self.publish)
        self.pending = Pending()
        self.reviews, self.reporting = (
            Reviews(self.gate, self.purchases, self.publish),
            Reporting(self.gate, self.purchases),
        )
        self.recommending = Tastes(self.gate, self.catalogue, self.settings, self.publish)
        self.network, self.known_networks, self.deploying = sample_networks(self.gate, self.publish)
        self.restoring = Restoring(self.purchases)
        self.exporting = Exporting(self.gate, self.purchases, self.accounts)
        self.importing = Importing(self.gate, self.purchases, self.accounts)
        self.collecting = Collecting(self.gate, lambda: self.accounts.accounts, self.publish)
        self.splits = SplitsKept(self.gate)
        self.memory = Memory(self.publish)
        self.watch = Watch(self.gate, self.memory)
        self.deadlines = Deadlines()
        self.downloads = Downloads(self.gate, self.publish)
        self._add_policy()

    def _add_policy(self) -> None:
        self.limits = Limits(self.gate, self.publish)
        self.journal = JournalKept(self.gate)
        self.signatures = journal_service(self.journal)
        self.consent = ConsentDesk(self.publish)
        self.agreements = AgreementDesk(self.publish)

    @property
    def services(self) -> AppServices:
        """The window's services, filled with these stand-ins."""
        parts: Any = self
        return AppServices(
            accounts=parts.accounts, previews=parts.previews, effects=parts.effects, account_list=parts.account_list, discovery=parts.discovery, backups=parts.backups, activity=parts.activity, tracing=parts.tracing, approvals=parts.approvals, balances=parts.balances, sending=parts.paying.sending, contacts=parts.paying.contacts, read_codes=parts.paying.read_codes, outgoing=parts.outgoing, offline=parts.offline, catalogue=parts.catalogue, purchases=parts.purchases, restoring=parts.restoring,
            library=parts.library, exporting=parts.exporting, importing=parts.importing, running=parts.running, shelf=parts.shelf, batches=parts.batches, judging=parts.judging, comparing=parts.comparing, folder_search=parts.folder_search, fitting=parts.fitting, devices=parts.devices, run_records=parts.records, selling=parts.selling, pending=parts.pending, network=parts.network,
            rights=parts.licences, settings=parts.settings, splits=parts.splits, collecting=parts.collecting,
            reviews=parts.reviews, reporting=parts.reporting, recommending=parts.recommending,
            mirrors=parts.mirrors, storage=parts.storage, checking=parts.checking, seeding=parts.seeding,
            watch=parts.watch, deadlines=parts.deadlines, downloads=parts.downloads, block_lists=parts.block_lists, watching=parts.watching,
            networks=self.known_networks.service(self.network.info), deploying=parts.deploying,
            snapshots=parts.snapshots, disagreements=parts.disagreements,
            limits=parts.limits, signatures=parts.signatures, messages=message_service(parts.accounts), consent=parts.consent, agreements=parts.agreements,
            data_folder=Path(tempfile.gettempdir(), "licet"),
        )  # fmt: skip
