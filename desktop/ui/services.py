"""What the window is given to work with, and the pages made of it."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.batch_flow import BatchFlow
from desktop.ui.page import Page, PageTools
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.request_flow import RequestFlow
from desktop.ui.wallet_pages import wallet_pages

if TYPE_CHECKING:
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
    from desktop.services.network import NetworkService
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
    from desktop.services.selling import SellingService
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
class AppServices:
    """The use cases, as bootstrap composed them."""

    accounts: "AccountService"
    previews: "PreviewService"
    effects: "EffectGuard"
    messages: "MessageService"
    account_list: "AccountList"
    discovery: "AccountDiscovery"
    backups: "BackupService"
    activity: "ActivityService"
    tracing: "TracingService"
    approvals: "ApprovalService"
    balances: "BalanceService"
    sending: "SendService"
    outgoing: "OutgoingService"
    offline: "OfflineService"
    contacts: "ContactService"
    read_codes: Callable[[bytes], tuple[str, ...]]
    catalogue: "CatalogueService"
    snapshots: "SnapshotService"
    disagreements: "DisagreementService"
    purchases: "PurchaseService"
    restoring: "RestoringService"
    library: "LibraryService"
    exporting: "LicenceExporter"
    importing: "LicenceImporter"
    rights: "LicenceService"
    running: "RunningService"
    shelf: "ModelShelf"
    fitting: "FitService"
    devices: "DeviceService"
    run_records: "RunRecordService"
    folder_search: "FolderSearch"
    batches: "BatchService"
    judging: "JudgingService"
    comparing: "ComparingService"
    selling: "SellingService"
    mirrors: "MirrorService"
    storage: "StorageService"
    checking: "LibraryCheck"
    seeding: "SeedService"
    pending: "PendingListings"
    reviews: "ReviewService"
    reporting: "ReportService"
    recommending: "RecommendingService"
    network: "NetworkService"
    networks: "NetworksService"
    deploying: "DeployService"
    settings: "SettingsService"
    splits: "SplitService"
    collecting: "CollectingService"
    block_lists: "BlockListService"
    watching: "WatchService"
    limits: "LimitService"
    signatures: "SignatureService"
    consent: "ConsentDesk"
    agreements: "AgreementDesk"
    watch: "OrderWatch"
    deadlines: "DeadlineService"
    downloads: "DownloadService"
    data_folder: Path


PAGES = (
    "welcome",
    "market",
    "listing",
    "watching",
    "lists",
    "library",
    "licence",
    "order",
    "run",
    "batch",
    "records",
    "judge",
    "compare",
    "search",
    "tastes",
    "wallet",
    "contacts",
    "activity",
    "approvals",
    "accounts",
    "collecting",
    "downloads",
    "sell",
    "serving",
    "storage",
    "settings",
    "signatures",
)


def import_pages() -> None:
    """Read the modules of all pages, so that the window's own thread has to read none when a page is first opened."""
    for page in PAGES:
        importlib.import_module(f"desktop.ui.pages.{page}")


def page_makers(
    services: AppServices,
    tools: PageTools,
    flows: PurchaseFlow,
    requests: RequestFlow,
    batches: BatchFlow,
) -> dict[str, Callable[[], Page]]:
    """How each page is made; a page is made when it is first gone to, with only what it uses."""

    def welcome() -> Page:
        from desktop.ui.pages.welcome import WelcomePage

        return WelcomePage(
            tools,
            services.accounts,
            services.account_list,
            services.balances,
            services.discovery,
            services.restoring,
            services.backups,
        )

    def watching() -> Page:
        from desktop.ui.pages.watching import WatchingPage

        return WatchingPage(tools, services.watching)

    def lists() -> Page:
        from desktop.ui.pages.lists import ListsPage

        return ListsPage(tools, services.block_lists)

    def library() -> Page:
        from desktop.ui.pages.library import LibraryPage

        accounts = services.accounts
        return LibraryPage(
            tools,
            services.library,
            services.importing,
            flows,
            lambda: accounts.state.value == "locked",
            services.watch.memory,
            services.deadlines,
            services.rights,
            accounts,
            requests,
        )

    def licence() -> Page:
        from desktop.ui.pages.licence import LicencePage

        return LicencePage(tools, services.rights, requests)

    def order() -> Page:
        from desktop.ui.pages.order import OrderPage

        return OrderPage(
            tools,
            services.library,
            services.purchases,
            services.exporting,
            flows,
            services.reviews,
            services.reporting,
            services.watch.memory,
            services.deadlines,
            services.rights,
            requests,
        )

    def run() -> Page:
        from desktop.ui.pages.run import RunPage

        return RunPage(
            tools,
            services.shelf,
            services.running,
            services.settings,
            batches,
            services.devices,
            services.fitting,
        )

    def batch() -> Page:
        from desktop.ui.pages.batch import BatchPage

        return BatchPage(tools, services.shelf, services.running, services.settings, batches)

    def records() -> Page:
        from desktop.ui.pages.records import RecordsPage

        return RecordsPage(tools, services.run_records, services.shelf, services.settings)

    def judge() -> Page:
        from desktop.ui.pages.judge import JudgePage

        return JudgePage(tools, services.judging, services.library, services.settings)

    def compare() -> Page:
        from desktop.ui.pages.compare import ComparePage

        return ComparePage(tools, services.comparing, services.library, services.settings)

    def search() -> Page:
        from desktop.ui.pages.search import SearchPage

        return SearchPage(tools, services.shelf, services.running, services.settings, services.folder_search)

    def downloads() -> Page:
        from desktop.ui.pages.downloads import DownloadsPage

        return DownloadsPage(tools, services.downloads, services.settings, flows, requests)

    def sell() -> Page:
        from desktop.ui.pages.sell import SellPage

        return SellPage(
            tools,
            services.selling,
            services.accounts,
            services.splits,
            services.reviews,
            services.reporting,
            services.mirrors,
        )

    def serving() -> Page:
        from desktop.ui.pages.serving import ServingPage

        return ServingPage(tools, services.mirrors, services.seeding, services.accounts, services.settings)

    def storage() -> Page:
        from desktop.ui.pages.storage import StoragePage

        return StoragePage(tools, services.storage, services.checking, services.settings)

    def settings() -> Page:
        from desktop.ui.composed_pages import settings_page

        return settings_page(services, tools)

    def tastes() -> Page:
        from desktop.ui.pages.tastes import TastesPage

        return TastesPage(tools, services.recommending)

    return {
        **wallet_pages(services, tools),
        "welcome": welcome,
        "market": partial(_market, services, tools),
        "listing": partial(_listing, services, tools, flows),
        "watching": watching,
        "lists": lists,
        "library": library,
        "licence": licence,
        "order": order,
        "run": run,
        "batch": batch,
        "records": records,
        "judge": judge,
        "compare": compare,
        "search": search,
        "downloads": downloads,
        "sell": sell,
        "serving": serving,
        "storage": storage,
        "settings": settings,
        "tastes": tastes,
    }


def _market(services: AppServices, tools: PageTools) -> Page:
    from desktop.ui.composed_pages import market_page

    return market_page(services, tools)


def _listing(services: AppServices, tools: PageTools, flows: PurchaseFlow) -> Page:
    from desktop.ui.composed_pages import listing_page

    return listing_page(services, tools, flows)
