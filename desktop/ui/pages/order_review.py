"""What the holder of a licence says about it: the own rating, and an error report to the seller."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.core.orders import Purchase
from desktop.core.reviews import Review
from desktop.text import tr
from desktop.ui.page import PageTools
from desktop.ui.pages.review_dialogs import RateDialog, ReportDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Label, clear, column, row
from desktop.ui.widgets.review_row import ReviewRow
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.reporting import ReportService
    from desktop.services.reviews import ReviewService


@dataclass(frozen=True, slots=True)
class _Standing:
    """What this licence allows, and what was said already."""

    can_review: bool
    can_report: bool
    review: Review | None


class OrderReview(Card):
    """Shown once the licence is final; ``asks`` says whether rating is the page's primary action now."""

    asks = Signal(bool)

    def __init__(self, tools: PageTools, reviews: "ReviewService", reporting: "ReportService") -> None:
        super().__init__()
        self.setObjectName("order-review")
        self._tools, self._reviews, self._reporting = tools, reviews, reporting
        self._purchase: Purchase | None = None
        self._name = ""
        self._present: Review | None = None
        self.sentence = Label("", "body", wrap=True)
        self.own = column(spacing=0)
        self.fault = Banner("danger", action=tr("Try again"))
        self.fault.button.clicked.connect(lambda _=False: self._read())
        self.rate = Button(
            tr("Rate this model"), "primary", icon="star", name="order-rate", clicked=self.open_rating
        )
        self.report = Button(
            tr("Report an error"), "ghost", icon="life-buoy", name="order-report", clicked=self.open_report
        )
        self.column.addWidget(Label(tr("Your rating"), "h3"))
        self.column.addWidget(self.sentence)
        self.column.addLayout(self.own)
        self.column.addWidget(self.fault)
        self.column.addLayout(row(self.rate, self.report, 1, spacing=GRID))
        self.hide()

    def show_purchase(self, purchase: Purchase, name: str) -> None:
        """Look whether this purchase can be rated; hidden until then."""
        if self._purchase is None or self._purchase.id != purchase.id:
            self.hide()
            self.asks.emit(False)
        self._purchase, self._name = purchase, name
        if purchase.order is not None:
            self._read()

    def _read(self) -> None:
        purchase = self._purchase
        if purchase is None:
            return
        wanted = purchase.id
        self._tools.jobs.start(
            lambda _job: self._standing(wanted),
            owner=self,
            done=lambda standing: self._show(wanted, standing),
            failed=lambda error: self._failed(wanted, error),
        )

    def _standing(self, purchase_id: str) -> _Standing:
        if not self._reviews.can_review(purchase_id):
            return _Standing(can_review=False, can_report=False, review=None)
        return _Standing(True, self._reporting.can_report(purchase_id), self._reviews.my_review(purchase_id))

    def _show(self, wanted: str, standing: _Standing) -> None:
        if self._purchase is None or self._purchase.id != wanted:
            return
        review = standing.review
        self._present = review
        self.fault.hide()
        clear(self.own)
        if review is not None:
            self.own.addWidget(ReviewRow(review))
        self.sentence.setText(
            tr(
                "You own this model. Say to others what it is worth: each licence rates once, and can change it."
            )
        )
        self.sentence.setVisible(review is None)
        self.rate.set_text(tr("Rate this model") if review is None else tr("Change rating"))
        # Where the model's own test failed, asking the seller comes first.
        is_first = review is None and self._purchase.self_test_ok is not False
        self.rate.set_kind("primary" if is_first else "secondary")
        self.rate.show()
        self.report.setVisible(standing.can_report)
        self.setVisible(standing.can_review)
        self.asks.emit(standing.can_review and is_first)

    def _failed(self, wanted: str, error: BaseException) -> None:
        """Only a licence that is known to be final says that its rating could not be read."""
        if self._purchase is None or self._purchase.id != wanted or self._purchase.state.value != "final":
            return
        self.sentence.hide()
        self.rate.hide()
        self.report.hide()
        self.fault.show_error(error)
        self.show()
        self.asks.emit(False)

    @property
    def rating(self) -> Review | None:
        """The own rating that is shown."""
        return self._present

    def open_rating(self) -> None:
        """Write the rating, or change it."""
        if self._purchase is None:
            return
        wanted, account = self._purchase.id, self._purchase.account
        RateDialog.ask(
            self,
            self._tools.jobs,
            name=self._name,
            account=account,
            present=self._present,
            costs=lambda: self._reviews.rating_cost(wanted),
            send=lambda stars, text, agreed: self._reviews.rate(wanted, stars, text, agreed),
            then=self._rated,
        )

    def open_report(self) -> None:
        """Write an error report."""
        if self._purchase is None:
            return
        wanted = self._purchase.id
        ReportDialog.ask(
            self,
            self._tools.jobs,
            name=self._name,
            draft=lambda: self._reporting.draft(wanted),
            send=lambda text, facts, agreed: self._reporting.report(wanted, text, facts, agreed),
            then=lambda: self._tools.toast(
                "success", tr("The report is on the chain. Only the seller can read it.")
            ),
        )

    def _rated(self) -> None:
        self._tools.toast("success", tr("Your rating is on the chain."))
        self._read()
