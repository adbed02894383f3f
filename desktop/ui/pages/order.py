"""One order: where it stands, what can be done about it, and its receipt."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.core.orders import PurchaseState
from desktop.text import amount, tr
from desktop.ui.dialogs import ConfirmDialog, TextDialog, choose_new_file
from desktop.ui.licence_words import HINDRANCES
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.licence_panel import LicencePanel
from desktop.ui.pages.progress_panel import ProgressPanel
from desktop.ui.phrases import PURCHASE_STATES, REFUND_REASONS, date_time
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.request_flow import RequestFlow
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, CopyButton, Label, Scroll, clear, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner, StateView

if TYPE_CHECKING:
    from desktop.core.orders import Purchase
    from desktop.services.library import LibraryItem, LibraryService
    from desktop.services.purchase import PurchaseService, RefundOptions
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
        licences: "LicenceService",
        flows: PurchaseFlow,
        requests: RequestFlow,
    ) -> None:
        super().__init__(tools)
        self._library, self._purchases, self._flows = library, purchases, flows
        self._id = ""
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
        self.backup = Button(
            tr("Save back-up"), icon="download", name="order-backup", clicked=self._choose_backup
        )
        self.head.add(self.state)
        self.head.add(self.backup)
        self.head.add(self.receipt)
        self.progress = ProgressPanel(with_order=False)
        self.progress.run_asked.connect(lambda: tools.navigate(Route("run", self._id)))
        self.progress.retried.connect(lambda: flows.advance(self._id))
        self.progress.cancelled.connect(lambda: flows.cancel(self._id))
        self.remedies = Remedies()
        self.remedies.confirm.clicked.connect(lambda _=False: self._confirm())
        self.remedies.refund.clicked.connect(lambda _=False: self._refund())
        self.remedies.complain.clicked.connect(lambda _=False: self._complain())
        self.licence = LicencePanel(tools, licences, requests)
        self.facts = Card()
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        for widget in (self.progress, self.licence, self.remedies, self.facts):
            lines.addWidget(widget)
        lines.addStretch(1)
        self.states = StateView(Scroll(inner), empty_icon="receipt-text")
        page_column(self, row(self.back, 1), self.head, self.states).setStretch(2, 1)
        flows.updated.connect(self._flow_updated)

    def enter(self, arg: str) -> None:
        if arg != self._id:
            self._id = arg
            self.remedies.hide()
            self.licence.hide()
            self.states.show_busy(tr("Opening the order"))
        self.refresh()

    def reload(self) -> None:
        wanted = self._id
        self.jobs.start(
            lambda _job: self._library.item(wanted),
            lane="db",
            owner=self,
            done=lambda item: self._show(item) if wanted == self._id else None,
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, item: "LibraryItem") -> None:
        purchase = item.purchase
        self.head.title.setText(item.card.name if item.card else f"#{purchase.listing}")
        self.receipt.set_text(tr("Licence") if purchase.terms.is_free else tr("Receipt and licence"))
        self.backup.setVisible(purchase.order is not None)
        self._hindrance = item.hindrance
        self.progress.setVisible(item.hindrance is None)  # it would say that all is ready
        flow = self._flows.follow(purchase)
        self.progress.show_flow(flow)
        self._show_state(purchase)
        self._show_facts(purchase)
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
            self.remedies.show_options(options)

    def _flow_updated(self, purchase_id: str) -> None:
        flow = self._flows.flow(purchase_id)
        if flow is not None and purchase_id == self._id:
            self.progress.show_flow(flow)
            self._show_state(flow.purchase)

    def _show_state(self, purchase: "Purchase") -> None:
        words, tone = PURCHASE_STATES[purchase.state]
        if self._hindrance is not None:
            words, tone = HINDRANCES.get(self._hindrance.reason, (words, tone))
        self.state.set_state(tr(words), tone)

    def _show_facts(self, purchase: "Purchase") -> None:
        clear(self.facts.column)
        self.facts.column.addWidget(Label(tr("Details"), "h3"))
        facts = Facts()
        if purchase.terms.is_free:
            facts.add(tr("Taken"), date_time(purchase.created_at))
            facts.add(tr("Price"), tr("Free"))
        else:
            facts.add(tr("Bought"), date_time(purchase.created_at))
            facts.add(tr("Price"), amount(purchase.terms.price, None))
        if purchase.paid_fee_wei:  # an order that was found on the chain after a restore tells no fee
            facts.add(tr("Fee paid"), amount(purchase.paid_fee_wei, None))
        facts.add(tr("Seller"), AddressView(purchase.terms.seller))
        facts.add(tr("Your account"), AddressView(purchase.account))
        if purchase.order_id is not None:
            facts.add(tr("Order number"), _hex(f"{purchase.order_id:064x}", tr("order number")))
        if purchase.transaction_hash is not None:
            facts.add(tr("Transaction"), _hex(purchase.transaction_hash.hex(), tr("transaction")))
        self.facts.column.addWidget(facts)

    def _confirm(self) -> None:
        self._ask(
            tr("Release the payment now?"),
            (
                tr("The seller is paid at once and your licence becomes final."),
                tr("After this you can no longer get your money back, even if a fault is found."),
            ),
            tr("Release payment"),
            self._purchases.confirm,
        )

    def _refund(self) -> None:
        self._ask(
            tr("Take your money back?"),
            (tr("The order ends, and the contract pays you {amount}.", amount=self.remedies.amount),),
            tr("Take the money back"),
            self._purchases.refund,
        )

    def _complain(self) -> None:
        pays = tr("If it is so, it pays you {amount} and the licence ends.", amount=self.remedies.amount)
        if self.remedies.reason == "wrong-content":
            title = tr("Prove that the content is wrong?")
            shown = tr(
                "Licet shows the contract one kilobyte of the sealed file and the model's key, which is public from then "
                "on. The contract decrypts it and compares."
            )
        else:
            title = tr("Prove that the key is wrong?")
            shown = tr(
                "Licet shows the contract the one-time secret of this order. The contract checks the key itself."
            )
        self._ask(title, (shown, pays), tr("Prove it"), self._purchases.complain)

    def _ask(
        self, title: str, sentences: tuple[str, ...], confirm: str, act: "Callable[[str], Purchase]"
    ) -> None:
        wanted = self._id

        def start() -> None:
            self.remedies.set_busy(busy=True)
            self.jobs.start(
                lambda _job: act(wanted),
                title=title,
                owner=self,
                done=self._acted,
                failed=self.remedies.show_fault,
            )

        ConfirmDialog.ask(self, title, (*sentences, self.remedies.cost), confirm=confirm, then=start)

    def _acted(self, purchase: "Purchase") -> None:
        self._flows.follow(purchase)
        self.remedies.set_busy(busy=False)
        self.refresh()

    def _choose_backup(self) -> None:
        path = choose_new_file(self, tr("Save back-up"), f"licet-order-{self._id}.json")
        if path is not None:
            self.save_backup(path)

    def save_backup(self, path: Path) -> None:
        """Write the order's back-up file."""
        wanted = self._id
        self.jobs.start(
            lambda _job: path.write_bytes(self._library.backup(wanted)),
            lane="db",
            owner=self,
            done=lambda _: self.tools.toast("success", tr("Back-up saved to {file}", file=path.name)),
        )

    def _receipt(self) -> None:
        self.jobs.start(
            lambda _job: self._library.receipt_text(self._id),
            lane="db",
            owner=self,
            done=lambda text: TextDialog.ask(self, tr("Receipt and licence"), text),
        )


class Remedies(Card):
    """What the contract allows now: one sentence, and the buttons that apply."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("remedies")
        self.amount = ""
        self.cost = ""
        self.reason = ""
        self.sentence = Label("", "body", wrap=True)
        self.fee = Label("", "small")
        self.fault = Banner("danger")
        self.confirm = Button(tr("Release payment"), icon="badge-check", name="order-confirm")
        self.refund = Button(tr("Take the money back"), "danger", icon="undo-2", name="order-refund")
        self.complain = Button(tr("The key is wrong"), "danger", icon="shield-alert", name="order-complain")
        self.column.addWidget(Label(tr("Your money"), "h3"))
        self.column.addWidget(self.sentence)
        self.column.addWidget(self.fault)
        self.column.addLayout(row(self.confirm, self.refund, self.complain, self.fee, 1))
        self.fault.hide()

    def show_options(self, options: "RefundOptions") -> None:
        """Say what is possible now."""
        self.reason = options.reason
        self.amount = amount(options.amount_wei)
        self.cost = tr("The network fee is {amount} at most.", amount=amount(options.cost_most_wei, 8))
        template = REFUND_REASONS.get(options.reason, options.reason)
        self.sentence.setText(tr(template, amount=self.amount, time=date_time(options.until)))
        can = (options.can_confirm, options.can_refund, options.can_complain)
        for button, allowed in zip((self.confirm, self.refund, self.complain), can, strict=True):
            button.setVisible(allowed)
        is_content = options.reason == "wrong-content"
        self.complain.setText(tr("The content is wrong") if is_content else tr("The key is wrong"))
        self.fee.setText(self.cost)
        self.fee.setVisible(any(can))
        self.fault.hide()
        self.set_busy(busy=False)
        self.show()

    def show_fault(self, error: BaseException) -> None:
        """It could not be read or done; the money is where it was."""
        self.set_busy(busy=False)
        self.fault.show_error(error)
        self.show()

    def set_busy(self, *, busy: bool) -> None:
        """While a transaction is on its way, nothing can be pressed twice."""
        for button in (self.confirm, self.refund, self.complain):
            button.setEnabled(not busy)


def _hex(digits: str, what: str) -> QWidget:
    """A long hex number, shortened, with its copy button."""
    holder = QWidget()
    label = Label(f"0x{digits[:10]}…{digits[-8:]}", "mono")
    holder.setLayout(row(label, CopyButton(lambda: "0x" + digits, what), 1, spacing=6))
    return holder
