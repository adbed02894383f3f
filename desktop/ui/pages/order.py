"""One order: where it stands, what can be done about it, and its receipt."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.core.errors import WalletLocked
from desktop.core.orders import RUNNABLE, PurchaseState
from desktop.core.settlement import ChainNotice, Settlement
from desktop.text import amount, tr
from desktop.ui.dialogs import ConfirmDialog, TextDialog
from desktop.ui.licence_words import HINDRANCES
from desktop.ui.order_words import refundable_of
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.chain_notices import ChainNotices
from desktop.ui.pages.licence_dialog import LicenceDialog
from desktop.ui.pages.licence_panel import LicencePanel
from desktop.ui.pages.order_review import OrderReview
from desktop.ui.pages.progress_panel import ProgressPanel
from desktop.ui.pages.remedies import Remedies
from desktop.ui.pages.self_test import SelfTestCard, ask_seller
from desktop.ui.pages.token_view import breakable
from desktop.ui.phrases import date_time, state_words
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.request_flow import RequestFlow
from desktop.ui.secret_clipboard import SecretClipboard
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, CopyButton, Label, Scroll, clear, column, row
from desktop.ui.widgets.marks import ChainTimeline
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.core.orders import Purchase
    from desktop.services.deadlines import DeadlineService
    from desktop.services.library import LibraryItem, LibraryService
    from desktop.services.licences import LicenceExporter
    from desktop.services.purchase import ChainMemory, PurchaseService, RefundOptions
    from desktop.services.reporting import ReportService
    from desktop.services.reviews import ReviewService
    from desktop.services.rights import Hindrance, LicenceService

_LICENSED = {PurchaseState.PROVISIONAL, PurchaseState.FINAL}


class OrderPage(Page):
    """The progress line, the contract's remedies in words, the facts, the receipt."""

    topics = frozenset({Topic.PURCHASES, Topic.LIBRARY, Topic.WALLET})

    def __init__(
        self,
        tools: PageTools,
        library: "LibraryService",
        purchases: "PurchaseService",
        exporting: "LicenceExporter",
        flows: PurchaseFlow,
        reviews: "ReviewService",
        reporting: "ReportService",
        memory: "ChainMemory",
        deadlines: "DeadlineService",
        rights: "LicenceService",
        requests: RequestFlow,
    ) -> None:
        super().__init__(tools)
        self._library, self._purchases, self._exporting, self._flows = library, purchases, exporting, flows
        self._memory, self._deadlines = memory, deadlines
        self._clipboard = SecretClipboard(self)
        self._id = ""
        self._shown: Purchase | None = None
        self._options: RefundOptions | None = None
        self._hindrance: Hindrance | None = None
        self.back = Button(
            tr("Library"),
            "link",
            icon="arrow-left",
            name="order-back",
            clicked=lambda: tools.navigate(Route("library")),
        )
        self.head = PageHead("")
        self.state = Badge("")
        self.receipt = Button(
            tr("Receipt and licence"), icon="receipt-text", name="order-receipt", clicked=self._receipt
        )
        self.licence_files = Button(
            tr("Licence file"), icon="key-round", name="order-licence", clicked=self.show_licence_files
        )
        self.head.add(self.state)
        self.head.add(self.licence_files)
        self.head.add(self.receipt)
        self.progress = ProgressPanel(with_order=False)
        self.progress.run_asked.connect(lambda: tools.navigate(Route("run", self._id)))
        self.progress.retried.connect(lambda: flows.retry(self._id))
        self.progress.cancelled.connect(lambda: flows.cancel(self._id))
        self.progress.unlock_asked.connect(lambda: tools.navigate(Route("unlock", f"order/{self._id}")))
        self.self_test = SelfTestCard()
        self.self_test.ask_wanted.connect(self._ask_seller)
        self.remedies = Remedies()
        self.remedies.confirm.clicked.connect(lambda _=False: self._confirm())
        self.remedies.refund.clicked.connect(lambda _=False: self._refund())
        self.remedies.complain.clicked.connect(lambda _=False: self._complain())
        self.licence = LicencePanel(tools, rights, requests)
        self.review = OrderReview(tools, reviews, reporting)
        self.review.asks.connect(self._step_back)
        self.notices = ChainNotices(memory, tools.jobs)
        self.timeline = ChainTimeline()
        self.facts = Card()
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        for widget in (
            self.notices,
            self.progress,
            self.self_test,
            self.licence,
            self.remedies,
            self.review,
            self.timeline,
            self.facts,
        ):
            lines.addWidget(widget)
        lines.addStretch(1)
        self.states = StateView(Scroll(inner), empty_icon="receipt-text")
        page_column(self, row(self.back, 1), self.head, self.states).setStretch(2, 1)
        flows.updated.connect(self._flow_updated)

    def enter(self, arg: str) -> None:
        if arg != self._id:
            self._id = arg
            self._shown = self._options = None
            self.remedies.forget()
            self.self_test.hide()
            self.licence.hide()
            self.states.show_busy(tr("Opening the order"))
        self.refresh()

    def reload(self) -> None:
        wanted = self._id
        self.jobs.start(
            lambda _job: (
                self._library.item(wanted),
                self._memory.settlement(wanted),
                self._memory.notices(wanted),
            ),
            lane="db",
            owner=self,
            done=lambda found: self._show(*found) if wanted == self._id else None,
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, item: "LibraryItem", settlement: Settlement | None, notices: list[ChainNotice]) -> None:
        purchase = item.purchase
        self.notices.show_notices(notices)
        self.head.title.setText(item.card.name if item.card else f"#{purchase.listing}")
        self.receipt.set_text(tr("Licence") if purchase.terms.is_free else tr("Receipt and licence"))
        self.licence_files.setVisible(purchase.order is not None or purchase.state in RUNNABLE)
        self._hindrance = item.hindrance
        self.progress.setVisible(item.hindrance is None)  # it would say that all is ready
        flow = self._flows.follow(purchase, settlement)
        self.progress.show_flow(flow)
        self.timeline.show_settlement(flow.settlement, purchase)
        self.remedies.show_refundable(*refundable_of(purchase, self._deadlines.now().time))
        self._show_state(purchase)
        self._shown = purchase
        self.self_test.show_purchase(purchase)
        self._show_facts(purchase)
        self.review.show_purchase(purchase, self.head.title.text())
        if purchase.state in _LICENSED and purchase.order_id is not None:
            self.licence.show_licence(purchase.order_id)
        else:
            self.licence.hide()
        self.states.show_full()
        if purchase.order is None:
            self.remedies.hide()
            return
        wanted = purchase.id
        self.jobs.start(
            lambda _job: self._purchases.refund_options(wanted),
            owner=self,
            done=lambda options: self._show_options(wanted, options),
            failed=self.remedies.show_fault,
        )

    def _show_options(self, wanted: str, options: "RefundOptions") -> None:
        if wanted == self._id:
            self._options = options
            self._show_remedies()

    def _show_remedies(self) -> None:
        flow = self._flows.flow(self._id)
        if flow is not None and self._options is not None:
            stopped = flow.error is not None and flow.purchase.claim_asked
            self.remedies.show_options(
                flow.purchase, self._options, filing=flow.is_filing, stopped=stopped and not flow.is_running
            )

    def _flow_updated(self, purchase_id: str) -> None:
        flow = self._flows.flow(purchase_id)
        if flow is None or purchase_id != self._id:
            return
        self.progress.show_flow(flow)
        self.timeline.show_settlement(flow.settlement, flow.purchase)
        self.remedies.show_refundable(*refundable_of(flow.purchase, self._deadlines.now().time))
        self._show_state(flow.purchase)
        if self._shown is None or flow.purchase.state is self._shown.state:
            self._show_remedies()
        else:
            self.refresh()  # what is allowed in the new state is for the contract to say

    def _show_state(self, purchase: "Purchase") -> None:
        words, tone = state_words(purchase)
        if self._hindrance is not None and self._hindrance.reason in HINDRANCES:
            hindered, tone = HINDRANCES[self._hindrance.reason]
            words = tr(hindered)
        self.state.set_state(words, tone)

    def _show_facts(self, purchase: "Purchase") -> None:
        clear(self.facts.column)
        self.facts.column.addWidget(Label(tr("Details"), "h3"))
        facts = Facts()
        if purchase.terms.is_free:
            facts.add(tr("Taken"), date_time(purchase.created_at))
            facts.add(tr("Price"), tr("Free"))
        else:
            facts.add(tr("Bought"), date_time(purchase.created_at))
            currency = purchase.currency_kept
            facts.add(tr("Price"), breakable(currency.text(purchase.terms.price)))
            if not currency.is_coin:
                facts.add(tr("Token"), AddressView(currency.address, name=tr("unverified token"), whole=True))
        if purchase.fees_paid_wei:  # an order that was found on the chain after a restore tells no fee
            facts.add(tr("Fee paid"), amount(purchase.fees_paid_wei, None))
        facts.add(tr("Seller"), AddressView(purchase.terms.seller))
        facts.add(tr("Your account"), AddressView(purchase.account))
        if purchase.order_id is not None:
            facts.add(tr("Order number"), _hex(f"{purchase.order_id:064x}", tr("order number")))
        if purchase.transaction_hash is not None:
            facts.add(tr("Transaction"), _hex(purchase.transaction_hash.hex(), tr("transaction")))
        self.facts.column.addWidget(facts)

    def _refund(self) -> None:
        """At once: the card said everything that a question could say."""
        self._act(tr("Getting your money back"), self._purchases.refund)

    def _complain(self) -> None:
        """Keep the wish first; the purchase's own job then files it, and goes on after a restart."""
        wanted = self._id
        self._let_go()
        self.jobs.start(
            lambda _job: self._purchases.ask_complaint(wanted),
            lane="db",
            owner=self,
            done=self._asked,
            failed=self.remedies.show_fault,
        )

    def _asked(self, purchase: "Purchase") -> None:
        self._flows.follow(purchase)
        self._flows.advance(purchase.id)
        self.refresh()

    def _confirm(self) -> None:
        title = tr("Release the payment now?")
        sentences = (
            tr("The seller is paid at once and your licence becomes final."),
            tr("After this you can no longer get your money back, even if a fault is found."),
            self.remedies.cost,
        )
        ConfirmDialog.ask(
            self,
            title,
            sentences,
            confirm=tr("Release payment"),
            then=lambda: self._act(title, self._purchases.confirm),
        )

    def _act(self, title: str, act: "Callable[[str], Purchase]") -> None:
        wanted = self._id
        self._let_go()
        self.jobs.start(
            lambda _job: act(wanted),
            title=title,
            owner=self,
            done=self._acted,
            failed=self._act_failed,
        )

    def _act_failed(self, error: BaseException) -> None:
        if isinstance(error, WalletLocked):  # nothing failed: ask for the password, and come back here
            self.remedies.set_busy(busy=False)
            self.tools.navigate(Route("unlock", f"order/{self._id}"))
        else:
            self.remedies.show_fault(error)

    def _let_go(self) -> None:
        """The pressed button goes grey: a focus that wandered on by itself would scroll the news out of sight."""
        self.back.setFocus()
        self.remedies.set_busy(busy=True)

    def _acted(self, purchase: "Purchase") -> None:
        self._flows.follow(purchase)
        self.remedies.set_busy(busy=False)
        self.refresh()

    def show_licence_files(self) -> None:
        """What can be taken out of this purchase."""
        LicenceDialog.ask(self, self.tools, self._exporting, self._id, self._clipboard)

    def _step_back(self, asks: bool) -> None:
        """One primary action: rating a licence that is not rated, or asking about a failed test, comes before Run."""
        has_failed = self._shown is not None and self._shown.self_test_ok is False
        self.progress.run.set_kind("secondary" if asks or has_failed else "primary")

    def _ask_seller(self) -> None:
        if self._shown is not None:
            ask_seller(self, self._shown, self.head.title.text())

    def _receipt(self) -> None:
        self.jobs.start(
            lambda _job: self._library.receipt_text(self._id),
            lane="db",
            owner=self,
            done=lambda text: TextDialog.ask(self, tr("Receipt and licence"), text),
        )


def _hex(digits: str, what: str) -> QWidget:
    """A long hex number, shortened, with its copy button."""
    holder = QWidget()
    label = Label(f"0x{digits[:10]}…{digits[-8:]}", "mono")
    holder.setLayout(row(label, CopyButton(lambda: "0x" + digits, what), 1, spacing=6))
    return holder
