"""Error reports: from the holder of a licence to its seller, sealed so that nobody else reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.errors import UserError
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address
from desktop.core.orders import Purchase
from desktop.core.reports import MAX_SEALED_BYTES, Report, UnreadableReport, read_report, report_bytes
from desktop.core.reviews import ReceivedReport, ReportPage, ReviewPlace
from desktop.core.sales import Sale
from desktop.services.journal import Purpose
from desktop.services.purchase.ports import PurchaseKey
from desktop.services.records import FinalLicences, NotFinal, OrderReader, Records, TitleOf, find_sold

_LONGEST = b"\xff" * MAX_SEALED_BYTES


class EmptyReport(UserError):
    """A report without a word."""


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What may be added to a report (name of ``core.reports.FACTS`` to value), and the most that sending costs."""

    facts: tuple[tuple[str, str], ...]
    cost_most_wei: int


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report as its seller reads it; without ``report`` it is of another order, altered, or no report at all."""

    received: ReceivedReport
    report: Report | None


@dataclass(frozen=True, slots=True)
class OpenedReports:
    """A page of them, newest first."""

    rows: tuple[OpenedReport, ...]
    after: ReviewPlace | None


class ReportBook(Protocol):
    """The catalogue's reports."""

    def reports(
        self, seller: Address, listing: int | None, after: ReviewPlace | None, limit: int
    ) -> ReportPage: ...


class ReportVault(Protocol):
    """The vault, as far as reports go: the secret that buyer and seller share never leaves it."""

    def seal_report(
        self, key: PurchaseKey, order_id: int, delivery: Delivery, terms: Terms, report: bytes
    ) -> bytes: ...
    def open_report(
        self, chain_id: int, market: Address, order_id: int, order: Order, terms: Terms, holder: Address, sealed: bytes
    ) -> bytes: ...  # fmt: skip


class Sales(Protocol):
    """The orders on own listings, on disk."""

    def sale(self, order_id: int) -> Sale | None: ...


class ReportService:
    """Writing reports for own licences, and reading those about own listings."""

    def __init__(
        self,
        *,
        records: Records,
        licences: FinalLicences,
        book: ReportBook,
        vault: ReportVault,
        market: OrderReader,
        sales: Sales,
        active_account: Callable[[], Address],
        title_of: TitleOf,
        last_device: Callable[[str], str],
        app_version: str,
        publish: Callable[[Change], None],
    ) -> None:
        self._records = records
        self._licences = licences
        self._book = book
        self._vault = vault
        self._market = market
        self._sales = sales
        self._active_account = active_account
        self._title_of = title_of
        self._last_device = last_device
        self._app_version = app_version
        self._publish = publish

    # The buyer's side.

    def can_report(self, purchase_id: str) -> bool:
        """Whether a report can be sealed and sent: a final licence that this wallet bought itself, with its key."""
        if not self._licences.has(purchase_id):
            return False
        purchase, _token = self._licences.require(purchase_id)
        return purchase.delivery is not None and self._records.are_there()

    def draft(self, purchase_id: str) -> ReportDraft:
        """What can be added, for the person to look at and tick; nothing is sent."""
        purchase, token = self._licences.require(purchase_id)
        self._records.require()
        call = self._records.calls.report(token, _LONGEST)
        facts = self._facts(purchase)
        shown = tuple((name, value) for name, value in facts.items() if value)
        return ReportDraft(shown, self._records.most_wei(purchase.account, call))

    def report(
        self, purchase_id: str, text: str, facts: frozenset[str], agreed_wei: int | None = None
    ) -> None:
        """Seal a report for the seller and send it; returns when it is mined.

        Args:
            purchase_id: The licence that it is about.
            text: In the person's own words.
            facts: Which of the draft's facts to add.
            agreed_wei: The most that it may cost.

        Raises:
            EmptyReport: There is no text.
            TextTooLong: Text and facts together do not fit.
            NotTheSellers: The delivered key is not the listed one, so nobody knows who would read it.
        """
        if not text.strip():
            raise EmptyReport
        purchase, token = self._licences.require(purchase_id)
        if purchase.delivery is None:
            raise NotFinal
        self._records.require()
        added = {name: value for name, value in self._facts(purchase).items() if name in facts}
        data = report_bytes(Report(1, text, **added))
        key = PurchaseKey(
            purchase.account, purchase.chain_id, purchase.market, purchase.listing, purchase.number
        )
        sealed = self._vault.seal_report(key, token, purchase.delivery, purchase.terms, data)
        purpose = Purpose("report", 0, purchase.terms.seller, self._title_of(purchase)[0])
        self._records.send(purchase.account, self._records.calls.report(token, sealed), purpose, agreed_wei)
        self._publish(Change(Topic.PURCHASES, purchase_id))

    def _facts(self, purchase: Purchase) -> dict[str, str]:
        tested = {True: "passed", False: "failed", None: ""}[purchase.self_test_ok]
        name, version = self._title_of(purchase)
        return {
            "app": self._app_version,
            "model": f"{name} {version} {purchase.terms.identity.hex()}",
            "self_test": tested,
            "device": self._last_device(purchase.id),
        }

    # The seller's side.

    def received(
        self, listing: int | None = None, after: ReviewPlace | None = None, limit: int = 10
    ) -> OpenedReports:
        """Reports about the active account's listings, or about one of them, opened by the vault.

        Raises:
            WalletLocked: The vault holds no keys now.
            EnvironmentFault: The node is away, and an order of a report is not kept here.
        """
        page = self._book.reports(self._active_account(), listing, after, limit)
        return OpenedReports(tuple(map(self._open, page.rows)), page.after)

    def _open(self, received: ReceivedReport) -> OpenedReport:
        terms, order = self._sold(received.order_id)
        try:
            data = self._vault.open_report(
                self._market.chain_id, self._market.market, received.order_id, order, terms, received.holder, received.sealed
            )  # fmt: skip
            return OpenedReport(received, read_report(data))
        except UnreadableReport:  # a stranger wrote it: the others are read all the same
            return OpenedReport(received, None)

    def _sold(self, order_id: int) -> tuple[Terms, Order]:
        sale = self._sales.sale(order_id)
        if sale is not None:
            return sale.terms, sale.order
        sold = find_sold(self._market, order_id)
        return sold.terms, sold.order
