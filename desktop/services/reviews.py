"""Ratings: reading them, giving one for an own licence, and a seller's answers."""

from collections.abc import Callable
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.core.orders import Purchase
from desktop.core.plain_text import shown, to_bytes
from desktop.core.reviews import (
    MAX_REVIEW_BYTES,
    MOST_STARS,
    RatingSummary,
    Review,
    ReviewPage,
    ReviewPlace,
)
from desktop.core.transactions import Receipt
from desktop.services.journal import Purpose
from desktop.services.ports import Clock
from desktop.services.records import FinalLicences, OrderReader, Records, TitleOf, find_sold

_LONGEST = b"\xff" * MAX_REVIEW_BYTES
"""The dearest text: what it costs nobody's text exceeds."""


class InvalidStars(UserError):
    """A rating has one to five stars."""


class ReviewBook(Protocol):
    """The catalogue's reviews."""

    def indexed_to(self) -> int: ...
    def of_listing(self, listing: int, after: ReviewPlace | None, limit: int) -> ReviewPage: ...
    def of_seller(
        self, seller: Address, listing: int | None, after: ReviewPlace | None, limit: int
    ) -> ReviewPage: ...
    def of_order(self, order_id: int) -> Review | None: ...
    def summary(self, listing: int) -> RatingSummary: ...


class ReviewService:
    """What buyers say about listings, and what sellers say to it."""

    def __init__(
        self,
        *,
        records: Records,
        licences: FinalLicences,
        book: ReviewBook,
        market: OrderReader,
        active_account: Callable[[], Address],
        title_of: TitleOf,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._records = records
        self._licences = licences
        self._book = book
        self._market = market
        self._active_account = active_account
        self._title_of = title_of
        self._clock = clock
        self._publish = publish
        self._sent: dict[int, Review] = {}

    # Reading.

    def has_ratings(self) -> bool:
        """Whether this network has ratings at all; the node is asked until it says yes."""
        return self._records.are_there()

    def ratings_of(self, listing: int, after: ReviewPlace | None = None, limit: int = 20) -> ReviewPage:
        """Ratings of a listing, newest first; ``after`` is the place that the page before gave."""
        return self._book.of_listing(listing, after, limit)

    def summary_of(self, listing: int) -> RatingSummary:
        """How they are spread, and their mean."""
        return self._book.summary(listing)

    # Rating.

    def can_review(self, purchase_id: str) -> bool:
        """Whether this purchase is a final licence on a network that has ratings."""
        return self._licences.has(purchase_id) and self._records.are_there()

    def my_review(self, purchase_id: str) -> Review | None:
        """The present rating of this licence: what was just mined, until the catalogue has come that far."""
        if not self._licences.has(purchase_id):
            return None
        _purchase, token = self._licences.require(purchase_id)
        sent = self._sent.get(token)
        if sent is not None and self._book.indexed_to() < sent.place.block:
            return sent
        self._sent.pop(token, None)
        return self._book.of_order(token)

    def rating_cost(self, purchase_id: str) -> int:
        """The most that a rating can cost now, in wei, however long its text is."""
        purchase, token = self._licences.require(purchase_id)
        self._records.require()
        return self._records.most_wei(purchase.account, self._records.calls.rate(token, MOST_STARS, _LONGEST))

    def rate(self, purchase_id: str, stars: int, text: str, agreed_wei: int | None = None) -> Review:
        """Rate the licence, or rate it again; returns when it is mined.

        Raises:
            NotFinal: The purchase is no final licence.
            NoRecords: This network has no ratings.
            TextTooLong: The text exceeds 512 bytes.
            InvalidStars: Not 1 to 5.
            CostRose: It can cost more than ``agreed_wei``; nothing was sent.
        """
        if not 1 <= stars <= MOST_STARS:
            raise InvalidStars
        data = to_bytes(text, MAX_REVIEW_BYTES)
        purchase, token = self._licences.require(purchase_id)
        self._records.require()
        before = self.my_review(purchase_id)
        receipt = self._records.send(
            purchase.account,
            self._records.calls.rate(token, stars, data),
            Purpose("rate", 0, purchase.terms.seller, self._title_of(purchase)[0]),
            agreed_wei,
        )
        made = self._made(purchase, token, receipt, stars, data, before)
        self._sent[token] = made
        self._publish(Change(Topic.PURCHASES, purchase_id))
        return made

    def _made(
        self, purchase: Purchase, token: int, receipt: Receipt, stars: int, text: bytes, before: Review | None
    ) -> Review:
        return Review(
            order_id=token,
            listing=purchase.listing,
            place=ReviewPlace(receipt.block_number, 0),
            rated_at=self._clock.now(),
            holder=purchase.account,
            stars=stars,
            text=shown(text),
            is_edited=before is not None,
            bought_block=before.bought_block if before is not None else 0,
            version=self._title_of(purchase)[1],
        )

    # Answering.

    def received(
        self, listing: int | None = None, after: ReviewPlace | None = None, limit: int = 20
    ) -> ReviewPage:
        """Ratings of the active account's listings, or of one of them, newest first."""
        return self._book.of_seller(self._active_account(), listing, after, limit)

    def answer_cost(self, order_id: int) -> int:
        """The most that an answer can cost now, in wei."""
        self._records.require()
        sold = find_sold(self._market, order_id)
        call = self._records.calls.answer(sold.terms, sold.order, sold.delivery, _LONGEST)
        return self._records.most_wei(sold.terms.seller, call)

    def answer(self, order_id: int, text: str, agreed_wei: int | None = None) -> None:
        """Answer a rating, in place of an earlier answer; an empty text takes it back.

        Raises:
            NoSuchSale: The node does not tell the order.
            TextTooLong: The text exceeds 512 bytes.
            Reverted: The account is not the seller, or the licence is not final.
        """
        data = to_bytes(text, MAX_REVIEW_BYTES)
        self._records.require()
        sold = find_sold(self._market, order_id)
        self._records.send(
            sold.terms.seller,
            self._records.calls.answer(sold.terms, sold.order, sold.delivery, data),
            Purpose("answer", 0, sold.order.holder),
            agreed_wei,
        )
        self._publish(Change(Topic.SALES))
