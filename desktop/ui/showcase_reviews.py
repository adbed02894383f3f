"""The showcase's ratings and reports. Used by ``licet screenshots`` and tests alone."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.core.changes import Change, Topic
from desktop.core.identity import Address, keccak256
from desktop.core.orders import PurchaseState
from desktop.core.plain_text import clean, to_bytes
from desktop.core.reports import Report
from desktop.core.reviews import (
    LEAST_FOR_MEAN,
    MAX_REVIEW_BYTES,
    Exclusion,
    MarketRatings,
    RatingSummary,
    ReceivedReport,
    Review,
    ReviewPage,
    ReviewPlace,
    SellerAnswer,
    mean_milli,
)
from desktop.services.reporting import OpenedReport, OpenedReports, ReportDraft
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate

if TYPE_CHECKING:
    from desktop.ui.showcase_purchases import Purchases

COST_WEI = 52_000_000_000_000
MARKET = MarketRatings(640, 2_520)
HOSTILE = "<b>FREE</b> <img src='file:///etc/passwd'> [link](http://127.0.0.1)\nلا يعمل هذا النموذج مع صوري"

# stars, text, days ago, answer
_SAMPLES: tuple[tuple[int, str, int, str], ...] = (
    (5, "Reads even my handwriting. The self-test passed at once, and it needs no network.", 2, ""),
    (4, "Good on clean scans. Thin strokes on dark paper are often taken for a 7.", 6,
     "Thank you. Version 1.1 was trained with inverted and thinned strokes; the new key costs nothing."),
    (5, "", 9, ""),
    (2, "The listing says 99 %. On our forms it is nearer to 90 %. Not refundable, since the bytes are right.", 13, ""),
    (5, "Exactly what the card says.", 20, ""),
    (4, "Με ενωμένα ψηφία κάνει λάθη· όλα τα άλλα είναι πολύ καλά.", 31, "Ευχαριστούμε, έχετε δίκιο."),
    (5, "Best model of this market!!!", 33, ""),
)  # fmt: skip


def person(number: int) -> Address:
    """Somebody who bought."""
    return Address(keccak256(b"rater %d" % number)[12:])


def sample_reviews(listing: int = 1) -> list[Review]:
    """Ratings as people write them, newest first; the last is the seller's own."""
    return [
        Review(
            order_id=1000 + number, listing=listing, place=ReviewPlace(4000 - 10 * number, 0),
            rated_at=values.NOW - 86_400 * days, holder=person(number), stars=stars, text=text,
            is_edited=number == 1, bought_block=3900 - 10 * number, version="1.0.0",
            exclusion=Exclusion.OWN if number == len(_SAMPLES) - 1 else Exclusion.NONE,
            answer=SellerAnswer(answer, values.NOW - 86_400 * (days - 1), to_earlier=False) if answer else None,
        )
        for number, (stars, text, days, answer) in enumerate(_SAMPLES)
    ]  # fmt: skip


def hostile_review() -> Review:
    """As long and as misleading as a rating may be."""
    text = clean(HOSTILE + "\nZ" + "\u0334\u0335\u0336\u0337" * 20 + " " + "W" * 200)
    return replace(
        sample_reviews()[0], order_id=666, place=ReviewPlace(4100, 0), stars=1, text=text, holder=person(66)
    )


def sample_reports() -> list[OpenedReport]:
    """One that was opened, and one that could not be."""
    places = (ReviewPlace(4200, 1), ReviewPlace(4150, 3))
    received = [
        ReceivedReport(1000 + n, 1, place, values.NOW - 3600 * (n + 2), person(n), bytes(64))
        for n, place in enumerate(places)
    ]
    model = "Handwritten digits 1.0.0 " + "5f" * 32
    report = Report(
        1, "Pictures of 28 by 28 pixels work. With larger ones the result is always 8.", app="0.1.0", model=model,
        self_test="passed", device="cpu",
    )  # fmt: skip
    return [OpenedReport(received[0], report), OpenedReport(received[1], None)]


@dataclass
class Reviews:
    """``services.reviews.ReviewService`` over a list."""

    gate: Gate
    book: "Purchases"
    publish: Callable[[Change], None]
    rows: list[Review] = field(default_factory=list)
    is_there: bool = True
    sent: list[tuple[str, int, str]] = field(default_factory=list)
    answered: list[tuple[int, str]] = field(default_factory=list)

    def has_ratings(self) -> bool:
        self.gate.pass_through("reviews.has_ratings")
        return self.is_there

    def ratings_of(self, listing: int, after: ReviewPlace | None = None, limit: int = 20) -> ReviewPage:
        self.gate.pass_through("reviews.ratings_of")
        return self._page([row for row in self.rows if row.listing == listing], after, limit)

    def summary_of(self, listing: int) -> RatingSummary:
        self.gate.pass_through("reviews.ratings_of")
        of_listing = [row for row in self.rows if row.listing == listing]
        stars = [row.stars for row in of_listing if row.exclusion is Exclusion.NONE]
        mean = mean_milli(len(stars), sum(stars), MARKET) if len(stars) >= LEAST_FOR_MEAN else None
        by_stars = tuple(stars.count(number) for number in range(1, 6))
        return RatingSummary(by_stars, mean, len(of_listing) - len(stars))

    def can_review(self, purchase_id: str) -> bool:
        self.gate.pass_through("reviews.can_review")
        return self.is_there and self.book.kept[purchase_id].state is PurchaseState.FINAL

    def my_review(self, purchase_id: str) -> Review | None:
        token = self.book.kept[purchase_id].order_id
        return next((row for row in self.rows if row.order_id == token), None)

    def rating_cost(self, _purchase_id: str) -> int:
        self.gate.pass_through("reviews.rating_cost")
        return COST_WEI

    def rate(self, purchase_id: str, stars: int, text: str, _agreed_wei: int | None = None) -> Review:
        to_bytes(text, MAX_REVIEW_BYTES)
        self.gate.pass_through("reviews.rate")
        self.sent.append((purchase_id, stars, text))
        purchase = self.book.kept[purchase_id]
        before = self.my_review(purchase_id)
        made = Review(
            order_id=purchase.order_id or 0, listing=purchase.listing, place=ReviewPlace(5000 + len(self.sent), 0),
            rated_at=values.NOW, holder=values.BUYER, stars=stars, text=clean(text), is_edited=before is not None,
            bought_block=4211, version="1.0.0",
        )  # fmt: skip
        self.rows = [made, *(row for row in self.rows if row is not before)]
        self.publish(Change(Topic.PURCHASES, purchase_id))
        self.publish(Change(Topic.CATALOGUE))
        return made

    def received(
        self, listing: int | None = None, after: ReviewPlace | None = None, limit: int = 20
    ) -> ReviewPage:
        self.gate.pass_through("reviews.received")
        return self._page([row for row in self.rows if listing in {None, row.listing}], after, limit)

    def answer_cost(self, _order_id: int) -> int:
        self.gate.pass_through("reviews.answer_cost")
        return COST_WEI

    def answer(self, order_id: int, text: str, _agreed_wei: int | None = None) -> None:
        self.gate.pass_through("reviews.answer")
        self.answered.append((order_id, text))
        said = SellerAnswer(clean(text), values.NOW, to_earlier=False) if clean(text) else None
        self.rows = [replace(row, answer=said) if row.order_id == order_id else row for row in self.rows]
        self.publish(Change(Topic.SALES))
        self.publish(Change(Topic.CATALOGUE))

    @staticmethod
    def _page(rows: list[Review], after: ReviewPlace | None, limit: int) -> ReviewPage:
        left = [row for row in rows if after is None or row.place < after]
        page = tuple(left[:limit])
        return ReviewPage(page, page[-1].place if len(left) > limit else None)


@dataclass
class Reporting:
    """``services.reporting.ReportService`` over a list."""

    gate: Gate
    book: "Purchases"
    rows: list[OpenedReport] = field(default_factory=list)
    is_there: bool = True
    sent: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)

    def can_report(self, purchase_id: str) -> bool:
        return self.is_there and self.book.kept[purchase_id].state is PurchaseState.FINAL

    def draft(self, purchase_id: str) -> ReportDraft:
        self.gate.pass_through("reporting.draft")
        purchase = self.book.kept[purchase_id]
        facts = (
            ("app", "0.1.0"), ("model", f"Handwritten digits 1.0.0 {purchase.terms.identity.hex()}"),
            ("self_test", "failed"), ("device", "cpu"),
        )  # fmt: skip
        return ReportDraft(facts, 3 * COST_WEI)

    def report(
        self, purchase_id: str, text: str, facts: frozenset[str], _agreed_wei: int | None = None
    ) -> None:
        self.gate.pass_through("reporting.report")
        self.sent.append((purchase_id, text, facts))

    def received(
        self, listing: int | None = None, after: ReviewPlace | None = None, limit: int = 10
    ) -> OpenedReports:
        self.gate.pass_through("reporting.received")
        rows = [row for row in self.rows if listing in {None, row.received.listing}]
        left = [row for row in rows if after is None or row.received.place < after]
        return OpenedReports(
            tuple(left[:limit]), left[limit - 1].received.place if len(left) > limit else None
        )
