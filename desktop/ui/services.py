"""What the window is given to work with, and the pages made of it."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.batch_flow import BatchFlow
from desktop.ui.page import Page, PageTools
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.request_flow import RequestFlow

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.activity import ActivityService
    from desktop.services.approvals import ApprovalService
    from desktop.services.balances import BalanceService
    from desktop.services.batches import BatchService
    from desktop.services.block_lists import BlockListService
    from desktop.services.catalogue import CatalogueService
    from desktop.services.checking import LibraryCheck
    from desktop.services.collecting.service import CollectingService
    from desktop.services.comparing.service import ComparingService
    from desktop.services.deadlines import DeadlineService
    from desktop.services.devices import DeviceService
    from desktop.services.disagreements import DisagreementService
    from desktop.services.downloads import DownloadService
    from desktop.services.fitting import FitService
    from desktop.services.folder_search import FolderSearch
    from desktop.services.judging.service import JudgingService
    from desktop.services.library import LibraryService
    from desktop.services.licences import LicenceExporter, LicenceImporter
    from desktop.services.network import NetworkService
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
    from desktop.services.snapshots import SnapshotService
    from desktop.services.splits import SplitService
    from desktop.services.storage import StorageService
    from desktop.services.tracing.service import TracingService
    from desktop.services.watching import WatchService


@dataclass(frozen=True, slots=True)
class AppServices:
    """The use cases, as bootstrap composed them."""

    accounts: "AccountService"
    activity: "ActivityService"
    tracing: "TracingService"
    approvals: "ApprovalService"
    balances: "BalanceService"
    sending: "SendService"
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
    settings: "SettingsService"
    splits: "SplitService"
    collecting: "CollectingService"
    block_lists: "BlockListService"
    watching: "WatchService"
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
    "activity",
    "approvals",
    "collecting",
    "downloads",
    "sell",
    "serving",
    "storage",
    "settings",
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

        return WelcomePage(tools, services.accounts, services.balances, services.restoring)

    def market() -> Page:
        return _market(services, tools)

    def listing() -> Page:
        return _listing(services, tools, flows)

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

    def wallet() -> Page:
        from desktop.ui.pages.wallet import WalletPage

        return WalletPage(tools, services.accounts, services.balances, services.sending, services.collecting)

    def activity() -> Page:
        from desktop.ui.pages.activity import ActivityPage

        return ActivityPage(
            tools, services.accounts, services.activity, services.tracing, lambda: services.network.info
        )

    def approvals() -> Page:
        from desktop.ui.pages.approvals import ApprovalsPage

        return ApprovalsPage(
            tools, services.accounts, services.approvals, services.tracing, services.activity
        )

    def collecting() -> Page:
        from desktop.ui.pages.collecting import CollectingPage

        return CollectingPage(tools, services.collecting, services.accounts)

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
        from desktop.ui.pages.settings import SettingsPage

        return SettingsPage(
            tools,
            services.settings,
            services.network,
            services.accounts,
            services.data_folder,
            services.devices,
            services.snapshots,
            services.disagreements,
            services.recommending,
        )

    def tastes() -> Page:
        from desktop.ui.pages.tastes import TastesPage

        return TastesPage(tools, services.recommending)

    return {
        "welcome": welcome,
        "market": market,
        "listing": listing,
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
        "wallet": wallet,
        "activity": activity,
        "approvals": approvals,
        "collecting": collecting,
        "downloads": downloads,
        "sell": sell,
        "serving": serving,
        "storage": storage,
        "settings": settings,
        "tastes": tastes,
    }


def _market(services: AppServices, tools: PageTools) -> Page:
    """The market, with what other rooms put above its cards."""
    from desktop.ui.pages.market import MarketPage
    from desktop.ui.pages.market_lists import MarketLists
    from desktop.ui.widgets.shelf_strip import ShelfStrip
    from desktop.ui.widgets.snapshot_offer import SnapshotOfferStrip

    page = MarketPage(tools, services.catalogue, services.pending)
    lists = MarketLists(page, tools, services.catalogue, services.watching, services.block_lists)
    page.beside_search.addWidget(lists)
    page.strips.addWidget(SnapshotOfferStrip(tools, services.snapshots, services.catalogue))
    page.strips.addWidget(ShelfStrip(tools, services.recommending))
    return page


def _listing(services: AppServices, tools: PageTools, flows: PurchaseFlow) -> Page:
    """A listing, with what must be known about it before anything else."""
    from desktop.ui.pages.listing import ListingPage
    from desktop.ui.widgets.disagreements import DisagreementNotice

    page = ListingPage(
        tools,
        services.catalogue,
        services.purchases,
        services.accounts,
        services.splits,
        flows,
        services.reviews,
        services.fitting,
        services.recommending,
        services.block_lists,
        services.watching,
    )
    notice = DisagreementNotice(tools, services.disagreements)
    page.notices.addWidget(notice)
    page.shown.connect(notice.show_listing)
    return page
