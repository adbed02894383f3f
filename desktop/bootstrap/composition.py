"""What composing the app takes, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.identity import Address
from desktop.services.account_list import AccountList
from desktop.services.accounts import AccountService
from desktop.services.activity import ActivityService
from desktop.services.agreeing import AgreementDesk
from desktop.services.approvals import ApprovalService
from desktop.services.backing_up import BackupService
from desktop.services.balances import BalanceService
from desktop.services.batches import BatchService
from desktop.services.block_lists import BlockListService
from desktop.services.catalogue import CatalogueService
from desktop.services.checking import LibraryCheck
from desktop.services.collecting.service import CollectingService
from desktop.services.comparing.service import ComparingService
from desktop.services.consenting import ConsentDesk
from desktop.services.contacts import ContactService
from desktop.services.deadlines import DeadlineService
from desktop.services.deploying import DeployService
from desktop.services.devices import DeviceService
from desktop.services.disagreements import DisagreementService
from desktop.services.discovering import AccountDiscovery
from desktop.services.downloads import DownloadService
from desktop.services.effects import EffectGuard, PreviewService
from desktop.services.fitting import FitService
from desktop.services.folder_search import FolderSearch
from desktop.services.judging.service import JudgingService
from desktop.services.library import LibraryService
from desktop.services.licences import LicenceExporter, LicenceImporter
from desktop.services.limits import LimitService
from desktop.services.messages import MessageService
from desktop.services.network import NetworkInfo, NetworkService
from desktop.services.networks import NetworksService
from desktop.services.offline import OfflineService
from desktop.services.outgoing.service import OutgoingService
from desktop.services.purchase import OrderWatch, PurchaseService
from desktop.services.recommending import RecommendingService
from desktop.services.reporting import ReportService
from desktop.services.restoring import RestoringService
from desktop.services.reviews import ReviewService
from desktop.services.rights import LicenceService
from desktop.services.run_records import RunRecordService
from desktop.services.running import RunningService
from desktop.services.seeding import SeedService
from desktop.services.selling import SellingService, Windows
from desktop.services.selling.mirroring import MirrorService
from desktop.services.selling.pending import PendingListings
from desktop.services.sending import SendService
from desktop.services.settings import SettingsService
from desktop.services.shelf import ModelShelf
from desktop.services.signatures import SignatureService
from desktop.services.snapshots import SnapshotService
from desktop.services.splits import SplitService
from desktop.services.storage import StorageService
from desktop.services.tracing.service import TracingService
from desktop.services.watching import WatchService


@dataclass(frozen=True, slots=True)
class Connection:
    """The network the app is connected to. ``sources`` are content addresses tried before the cards' own."""

    info: NetworkInfo
    market: Address
    own_node: bool = False
    sources: tuple[str, ...] = ()
    windows: Windows = Windows()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Services:
    """What the window and the commands use."""

    accounts: AccountService
    previews: PreviewService
    effects: EffectGuard
    messages: MessageService
    account_list: AccountList
    discovery: AccountDiscovery
    backups: BackupService
    activity: ActivityService
    tracing: TracingService
    approvals: ApprovalService
    balances: BalanceService
    sending: SendService
    outgoing: OutgoingService
    offline: OfflineService
    contacts: ContactService
    read_codes: Callable[[bytes], tuple[str, ...]]
    catalogue: CatalogueService
    snapshots: SnapshotService
    disagreements: DisagreementService
    purchases: PurchaseService
    restoring: RestoringService
    library: LibraryService
    exporting: LicenceExporter
    importing: LicenceImporter
    rights: LicenceService
    running: RunningService
    shelf: ModelShelf
    fitting: FitService
    devices: DeviceService
    run_records: RunRecordService
    folder_search: FolderSearch
    batches: BatchService
    judging: JudgingService
    comparing: ComparingService
    selling: SellingService
    mirrors: MirrorService
    storage: StorageService
    checking: LibraryCheck
    seeding: SeedService
    pending: PendingListings
    reviews: ReviewService
    reporting: ReportService
    recommending: RecommendingService
    network: NetworkService
    networks: NetworksService
    deploying: DeployService
    settings: SettingsService
    splits: SplitService
    collecting: CollectingService
    block_lists: BlockListService
    watching: WatchService
    limits: LimitService
    signatures: SignatureService
    consent: ConsentDesk
    agreements: AgreementDesk
    warm_up: Callable[[], None]
    settle_journal: Callable[[], bool]
    watch: OrderWatch
    deadlines: DeadlineService
    downloads: DownloadService
