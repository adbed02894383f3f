"""The progress line of one purchase with its retry, cancel and Run: the same on the listing and on the order."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from desktop.core.orders import PurchaseState
from desktop.text import mark, tr
from desktop.ui.purchase_flow import Flow
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Label, row
from desktop.ui.widgets.marks import MarkNote
from desktop.ui.widgets.states import Banner, progress_text, show_progress
from desktop.ui.widgets.steps import StepLine

_UNPAID = {PurchaseState.FETCHING, PurchaseState.READY}


class ProgressPanel(Card):
    """Follows one ``Flow``; says what happened, what was kept safe and what to do when a step fails."""

    retried = Signal()
    cancelled = Signal()
    run_asked = Signal()
    order_asked = Signal()

    def __init__(self, *, with_order: bool) -> None:
        super().__init__(spacing=2 * GRID)
        self.setObjectName("progress-panel")
        self.title = Label("", "h3")
        self.detail = Label("", "small")
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
        self.run = Button(tr("Run"), "primary", icon="play", name="purchase-run", clicked=self.run_asked.emit)
        self.mark = MarkNote()
        self._with_order = with_order
        self.column.addLayout(
            row(self.title, 1, self.detail, self.mark, self.order, self.cancel, self.retry, self.run)
        )
        self.column.addWidget(self.line)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.fault)

    def show_flow(self, flow: Flow) -> None:
        """Show where the purchase stands."""
        steps = flow.steps
        note = progress_text(flow.progress) if flow.progress is not None and flow.is_running else ""
        self.line.show_steps(steps, note)
        self.title.setText(_title(flow))
        self.detail.setText(note)
        has_amount = bool(flow.is_running and flow.progress and flow.progress.total)
        self.bar.setVisible(flow.is_running)
        if flow.is_running and flow.progress is not None and has_amount:
            show_progress(self.bar, flow.progress)
        else:
            self.bar.setRange(0, 0)
        self.fault.setVisible(flow.error is not None)
        if flow.error is not None:
            self.fault.show_error(flow.error)
        unpaid = flow.purchase.state in _UNPAID
        self.cancel.setVisible(unpaid and (flow.is_running or flow.error is not None))
        self.retry.setVisible(flow.error is not None and not flow.is_running)
        self.run.setVisible(flow.is_ready)
        self.order.setVisible(self._with_order and not unpaid)
        self.mark.show_settlement(flow.settlement if self._with_order else None, flow.purchase)


_TITLES = {
    PurchaseState.FREE: mark("Yours, checked and ready"),
    PurchaseState.FINAL: mark("Yours, checked and ready"),
    PurchaseState.PROVISIONAL: mark("Received and checked: ready to run"),
    PurchaseState.WRONG_KEY: mark("What came is not what was promised"),
    PurchaseState.WRONG_CONTENT: mark("What came is not what was promised"),
    PurchaseState.REFUNDED: mark("You have your money back"),
    PurchaseState.REFUNDING: mark("Getting your money back"),
    PurchaseState.CANCELLED: mark("Cancelled; nothing was paid"),
}


def _title(flow: Flow) -> str:
    if (title := _TITLES.get(flow.purchase.state)) is not None:
        return tr(title)
    if flow.error is not None:
        return tr("This step failed")
    if flow.purchase.state is PurchaseState.WAITING:
        return tr("Paid into escrow; waiting for the seller's key")
    return tr("Buying")
