"""Ratings and reports, as the app composes them."""

from collections.abc import Callable
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.chain.gateway import ChainGateway, companion_deployments
from desktop.chain.records import RecordCalls
from desktop.core.cards import parse_card
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.services.records import FinalLicences, Purchases, Records, titles
from desktop.services.reporting import ReportService
from desktop.services.reviews import ReviewService
from desktop.services.transactions import TransactionService
from desktop.store.reviews import ReviewReader
from desktop.store.runs import RunStore
from desktop.store.sales import SaleStore
from desktop.wallet.client import VaultClient
from desktop.wallet.report_client import ReportVaultClient


def make_reviews(
    *,
    catalogue: Path,
    gateway: ChainGateway,
    transactions: TransactionService,
    vault: VaultClient,
    purchases: Purchases,
    sales: SaleStore,
    runs: RunStore,
    active_account: Callable[[], Address],
    publish: Callable[[Change], None],
    stack: ExitStack,
) -> tuple[ReviewService, ReportService]:
    """Compose both over the catalogue that the indexer writes; ``stack`` closes it."""
    address = companion_deployments(Assets.find(), gateway.market).records.address
    records = Records(RecordCalls(address), lambda: bool(gateway.code_at(address)), transactions)
    licences, title_of = FinalLicences(purchases, gateway), titles(parse_card)
    book = ReviewReader(catalogue)
    stack.callback(book.close)

    def last_device(purchase_id: str) -> str:
        return next((run.device for run in runs.history(purchase_id, 1)), "")

    reviews = ReviewService(
        records=records,
        licences=licences,
        book=book,
        market=gateway,
        active_account=active_account,
        title_of=title_of,
        clock=SystemClock(),
        publish=publish,
    )
    reports = ReportService(
        records=records,
        licences=licences,
        book=book,
        vault=ReportVaultClient(vault),
        market=gateway,
        sales=sales,
        active_account=active_account,
        title_of=title_of,
        last_device=last_device,
        app_version=app_version(),
        publish=publish,
    )
    return reviews, reports


def app_version() -> str:
    """The installed version; ``source`` where Licet runs from its checkout."""
    try:
        return version("licet-desktop")
    except PackageNotFoundError:
        return "source"
