"""The seller's side of ratings and reports: what buyers say, and the answers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.core.reviews import Review, ReviewPage, ReviewPlace
from desktop.text import tr
from desktop.ui.page import PageTools
from desktop.ui.pages.review_dialogs import AnswerDialog
from desktop.ui.phrases import date_time
from desktop.ui.rating_words import FACT_NAMES, breakable, fact_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Choice, Label, column, row
from desktop.ui.widgets.money import Facts
from desktop.ui.widgets.paged_list import PagedList
from desktop.ui.widgets.review_row import ReviewRow

if TYPE_CHECKING:
    from desktop.services.reporting import OpenedReport, OpenedReports, ReportService
    from desktop.services.reviews import ReviewService


class SellerReviews(QWidget):
    """Ratings and error reports of all own listings, or of one that is chosen."""

    def __init__(self, tools: PageTools, reviews: "ReviewService", reporting: "ReportService") -> None:
        super().__init__()
        self._tools, self._reviews, self._reporting = tools, reviews, reporting
        self._names: dict[int, str] = {}
        self._is_open = False
        self.choice = Choice(tr("Listing"), "sell-review-listing")
        self.choice.addItem(tr("All listings"), None)
        self.choice.activated.connect(lambda _index: self._restart())
        self.ratings: PagedList[Review] = PagedList(
            tools.jobs, self._load_ratings, self._rating_row, empty=tr("Nobody has rated your models yet."),
            name="sell-ratings", page_rows=5,
        )  # fmt: skip
        self.reports: PagedList[OpenedReport] = PagedList(
            tools.jobs, self._load_reports, self._report_row, empty=tr("No error reports."), name="sell-reports",
            page_rows=5, lane="net",
        )  # fmt: skip
        lines = column(self, spacing=GRID + 4)
        lines.addLayout(row(Label(tr("Ratings of your models"), "h2"), 1, self.choice))
        lines.addWidget(_framed(self.ratings))
        lines.addWidget(Label(tr("Error reports to you"), "h2"))
        lines.addWidget(_framed(self.reports))
        tools.bus.changed.connect(self._changed)

    def show_for(self, names: Mapping[int, str]) -> None:
        """The wallet is open; ``names`` are those of the own listings, by number."""
        known = {number: name for number, name in names.items() if number}
        if known != self._names:
            self._names = known
            chosen = self.choice.currentData()
            self.choice.clear()
            self.choice.addItem(tr("All listings"), None)
            for number, name in known.items():
                self.choice.addItem(name, number)
            self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self.choice.setVisible(len(known) > 1)
        self._is_open = True
        self._reload()

    def close_for_now(self) -> None:
        """The wallet was locked: what was opened with its keys is forgotten."""
        if self._is_open:
            self._is_open = False
            self.ratings.forget()
            self.reports.forget()

    def _restart(self) -> None:
        self.ratings.restart()
        self.reports.restart()

    def _reload(self) -> None:
        self.ratings.reload()
        self.reports.reload()

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.CATALOGUE and self._is_open and self.isVisible():
            self._reload()

    def _load_ratings(self, after: ReviewPlace | None, limit: int) -> ReviewPage:
        return self._reviews.received(self.choice.currentData(), after, limit)

    def _load_reports(self, after: ReviewPlace | None, limit: int) -> "OpenedReports":
        return self._reporting.received(self.choice.currentData(), after, limit)

    def _rating_row(self, review: Review) -> QWidget:
        words = tr("Answer") if review.answer is None else tr("Change answer")
        button = Button(words, "secondary" if review.answer is None else "ghost", name="sell-answer")
        button.clicked.connect(lambda _=False: self.open_answer(review))
        return ReviewRow(review, about=self._names.get(review.listing, f"#{review.listing}"), action=button)

    def _report_row(self, opened: "OpenedReport") -> QWidget:
        received, report = opened.received, opened.report
        card = QWidget()
        card.setObjectName("report")
        lines = column(card, spacing=GRID)
        name = self._names.get(received.listing, f"#{received.listing}")
        head = tr("{name}, by {account}", name=name, account=received.holder.short)
        lines.addLayout(row(Label(head, "strong"), 1, Label(date_time(received.reported_at), "small")))
        if report is None:
            words = tr("This report cannot be read: it was altered, or made by a later version of Licet.")
            lines.addWidget(Label(words, "muted", wrap=True))
            return card
        lines.addWidget(Label(breakable(report.text), "body", wrap=True, selectable=True))
        facts = Facts()
        for fact, title in FACT_NAMES.items():
            if value := getattr(report, fact):
                facts.add(tr(title), breakable(fact_text(value)))
        lines.addWidget(facts)
        return card

    def open_answer(self, review: Review) -> None:
        """Write the answer to a rating."""
        AnswerDialog.ask(
            self,
            self._tools.jobs,
            present=review.answer.text if review.answer is not None else "",
            costs=lambda: self._reviews.answer_cost(review.order_id),
            send=lambda text, agreed: self._reviews.answer(review.order_id, text, agreed),
            then=self._answered,
        )

    def _answered(self) -> None:
        self._tools.toast("success", tr("Your answer is on the chain."))
        self._reload()


def _framed(inner: QWidget) -> Card:
    card = Card(padding=2 * GRID)
    card.column.addWidget(inner)
    return card
