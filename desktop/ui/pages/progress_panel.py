"""The progress line of one purchase with its retry, cancel and Run: the same on the listing and on the order."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from desktop.core.orders import PurchaseState
from desktop.text import describe, mark, tr
from desktop.ui.purchase_flow import UNPAID, WRONG_DELIVERIES, Flow
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, ElidedLabel, Label, row
from desktop.ui.widgets.marks import MarkNote
from desktop.ui.widgets.states import Banner, progress_text, show_progress
from desktop.ui.widgets.steps import StepLine


class ProgressPanel(Card):
    """Follows one ``Flow``; says what happened, what was kept safe and what to do when a step fails."""

    retried = Signal()
    cancelled = Signal()
    run_asked = Signal()
    unlock_asked = Signal()
    order_asked = Signal()

    def __init__(self, *, with_order: bool) -> None:
        super().__init__(spacing=2 * GRID)
        self.setObjectName("progress-panel")
        self.title = Label("", "h3", wrap=True)
        self.detail = Label("", "small")
        self.sources = ElidedLabel("", "small")
        self.sources.setObjectName("purchase-sources")
        self.line = StepLine()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of this step"))
        self.fault = Banner("danger")
        self.retry = Button(
            tr("Try again"), "primary", icon="", name="purchase-retry", clicked=self.retried.emit
        )
        self.cancel = Button(tr("Cancel"), "secondary", name="purchase-cancel", clicked=self.cancelled.emit)
        self.order = Button(
            tr("Order and receipt"), "ghost", name="purchase-order", clicked=self.order_asked.emit
        )
        self.unlock = Button(
            tr("Unlock"), "primary", icon="lock-open", name="purchase-unlock", clicked=self.unlock_asked.emit
        )
        self.claim = Button(
            tr("Get your money back"), "primary", name="purchase-claim", clicked=self.order_asked.emit
        )
        self.run = Button(tr("Run"), "primary", icon="play", name="purchase-run", clicked=self.run_asked.emit)
        self.mark = MarkNote()
        self._with_order = with_order
        actions = (self.mark, self.order, self.cancel, self.retry, self.unlock, self.claim, self.run)
        head = row(self.title, self.detail, *actions)
        head.setStretch(0, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.line)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.sources)
        self.column.addWidget(self.fault)

    def show_flow(self, flow: Flow) -> None:
        """Show where the purchase stands."""
        steps = flow.steps
        note = progress_text(flow.progress) if flow.progress is not None and flow.is_running else ""
        waits = flow.waits_for_wallet
        self.line.show_steps(steps, tr("waiting") if waits else tr("paused") if flow.is_paused else note)
        self.title.setText(_title(flow))
        self.detail.setText(note)
        has_amount = bool(flow.is_running and flow.progress and flow.progress.total)
        self.bar.setVisible(flow.is_running)
        if flow.is_running and flow.progress is not None and has_amount:
            show_progress(self.bar, flow.progress)
        else:
            self.bar.setRange(0, 0)
        giving = flow.progress.sources if flow.progress is not None and flow.is_running else ()
        self.sources.setVisible(bool(giving))
        self.sources.setText(tr("From {sources}", sources=", ".join(giving)))
        self.fault.setVisible(flow.error is not None)
        if flow.is_paused and flow.error is not None:
            words = describe(flow.error)
            self.fault.say("info", words.title, "\n".join((words.body, words.remedy)))
        elif waits:
            self.fault.say(
                "warning", "", tr("Nothing is lost: it goes on by itself once the wallet is open.")
            )
        elif flow.error is not None:
            self.fault.show_error(flow.error)
        unpaid = flow.purchase.state in UNPAID
        self.cancel.setVisible(unpaid and (flow.is_running or flow.error is not None))
        self.retry.set_text(tr("Resume") if flow.is_paused else tr("Try again"))
        self.retry.setVisible(flow.error is not None and not flow.is_running and not waits)
        self.unlock.setVisible(waits)
        self.run.setVisible(flow.is_ready)
        # Beside a failed test there is something more urgent than to run it.
        self.run.set_kind("secondary" if flow.purchase.self_test_ok is False else "primary")
        is_wrong = flow.purchase.state in WRONG_DELIVERIES and flow.error is None
        self.claim.setVisible(self._with_order and is_wrong and not flow.is_filing)
        self.order.setVisible(self._with_order and not unpaid and not self.claim.isVisibleTo(self))
        self.mark.show_settlement(flow.settlement if self._with_order else None, flow.purchase)


_TITLES = {
    PurchaseState.FREE: mark("Yours, checked and ready"),
    PurchaseState.FINAL: mark("Yours, checked and ready"),
    PurchaseState.PROVISIONAL: mark("Received and checked: ready to run"),
    PurchaseState.WRONG_KEY: mark("What came is not what was promised"),
    PurchaseState.WRONG_CONTENT: mark("What came is not what was promised"),
    PurchaseState.REFUNDED: mark("Ended: the contract gave the money back"),
    PurchaseState.REFUNDING: mark("Getting your money back"),
    PurchaseState.CANCELLED: mark("Cancelled; nothing was paid"),
}
_FAILED_TEST = mark("The promised bytes came, but the model's own test failed")


def _title(flow: Flow) -> str:
    if flow.waits_for_wallet:
        return tr("Waits for your wallet to be unlocked")
    if flow.is_filing:
        return tr(_TITLES[PurchaseState.REFUNDING])
    if flow.is_paused:
        return tr("Paused")
    if (title := _TITLES.get(flow.purchase.state)) is not None:
        has_failed = flow.is_ready and flow.purchase.self_test_ok is False
        return tr(_FAILED_TEST if has_failed else title)
    if flow.error is not None:
        return tr("This step failed")
    waits = flow.purchase.state is PurchaseState.WAITING
    return tr("Paid into escrow; waiting for the seller's key") if waits else tr("Buying")
