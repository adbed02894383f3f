"""A listing's ratings: how they are spread, and each with its text and the seller's answer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.core.errors import EnvironmentFault
from desktop.core.listings import Listing
from desktop.core.reviews import LEAST_FOR_MEAN, RatingSummary, Review, ReviewPage, ReviewPlace
from desktop.text import tr, trn
from desktop.ui.page import PageTools
from desktop.ui.rating_words import count_text, mean_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Card, Label, column, row
from desktop.ui.widgets.paged_list import PagedList
from desktop.ui.widgets.review_row import ReviewRow
from desktop.ui.widgets.stars import StarSpread, StarsView

if TYPE_CHECKING:
    from desktop.services.reviews import ReviewService


@dataclass(frozen=True, slots=True)
class _Known:
    """What the header shows; without ``has_ratings`` this network has none."""

    summary: RatingSummary
    has_ratings: bool


class RatingsSection(Card):
    """Reads itself again when the catalogue has something new; a person who reads on is not disturbed."""

    def __init__(self, tools: PageTools, reviews: "ReviewService") -> None:
        super().__init__()
        self.setObjectName("ratings")
        self._jobs, self._reviews = tools.jobs, reviews
        self._listing = -1
        self._is_free = False
        self.mean = Label("", "h1")
        self.stars = StarsView(side=20)
        self.count = Label("", "muted")
        self.spread = StarSpread()
        self.note = Label("", "small", wrap=True)
        self.list: PagedList[Review] = PagedList(
            tools.jobs, self._load, ReviewRow, empty="", name="ratings", page_rows=5, rule_above=True
        )
        self._head = QWidget()
        side = column(spacing=4)
        for widget in (self.mean, self.stars, self.count):
            side.addWidget(widget)
        side.addStretch(1)
        line = row(spacing=5 * GRID)
        line.addLayout(side)
        line.addWidget(self.spread, 1)
        line.addStretch(1)
        self._head.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(Label(tr("Ratings"), "h3"))
        self.column.addWidget(self._head)
        self.column.addWidget(self.note)
        self.column.addWidget(self.list)
        tools.bus.changed.connect(self._changed)

    def show_listing(self, listing: Listing) -> None:
        """Another listing, or the same again."""
        if listing.id != self._listing:
            self._listing, self._is_free = listing.id, listing.is_free
            self._head.hide()
            self.note.hide()
            self.list.forget()
        self.refresh()

    def refresh(self) -> None:
        """Read the header and the rows that are shown again."""
        wanted = self._listing
        self._jobs.start(
            lambda _job: self._read(wanted),
            owner=self,
            done=lambda known: self._show(known) if wanted == self._listing else None,
            failed=lambda _error: None,  # the list below says what is wrong, and can be tried again
        )
        self.list.reload()

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.CATALOGUE and self._listing >= 0 and self.isVisible():
            self.refresh()

    def _load(self, after: ReviewPlace | None, limit: int) -> ReviewPage:
        return self._reviews.ratings_of(self._listing, after, limit)

    def _read(self, listing: int) -> _Known:
        summary = self._reviews.summary_of(listing)
        try:
            has_ratings = bool(summary.count or summary.excluded) or self._reviews.has_ratings()
        except EnvironmentFault:
            has_ratings = True  # not known: nothing is said about the network
        return _Known(summary, has_ratings)

    def _show(self, known: _Known) -> None:
        summary = known.summary
        self._head.setVisible(summary.count > 0)
        has_mean = summary.mean_milli is not None
        self.mean.setVisible(has_mean)
        self.stars.setVisible(has_mean)
        if summary.mean_milli is not None:
            self.mean.setText(mean_text(summary.mean_milli))
            self.stars.show_milli(summary.mean_milli)
        self.count.set_role("muted" if has_mean else "h2")
        self.count.setText(count_text(summary.count))
        self.spread.show_counts(summary.by_stars)
        self.note.setText(self._words(known))
        self.note.show()

    def _words(self, known: _Known) -> str:
        summary = known.summary
        if self._is_free:
            return tr("Free models have no licences on the chain, so there is nobody who could rate them.")
        if not known.has_ratings:
            return tr("There are no ratings on this network.")
        if not summary.count and not summary.excluded:
            return tr(
                "Nobody has rated this model yet. Only those who bought it can, once their licence is final."
            )
        sentences = [
            tr(
                "Only holders of a final licence rate, each licence once. A seller can still buy under another name."
            )
        ]
        if summary.mean_milli is None:
            sentences.append(tr("A mean is shown from {n} ratings on.", n=LEAST_FOR_MEAN))
        else:
            sentences.append(tr("The mean is drawn towards that of all models while ratings are few."))
        if summary.excluded:
            sentences.append(
                trn("{n} rating of the seller's own is not counted.", "{n} ratings of the seller's own are not counted.", summary.excluded)
            )  # fmt: skip
        return " ".join(sentences)
