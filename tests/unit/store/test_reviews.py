"""Ratings in the catalogue: the latest of each licence counts once, sellers' own do not, and a rollback forgets."""

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.cards import make_card
from desktop.core.events import (
    Anchored,
    Answered,
    Bought,
    ChainEvent,
    EventBatch,
    Listed,
    LogPlace,
    Rated,
    Refunded,
    Reported,
    Revised,
)
from desktop.core.exchange import Order
from desktop.core.identity import ZERO_ADDRESS, Address, keccak256
from desktop.core.listings import Card, ListingQuery, Sorting
from desktop.core.reviews import Exclusion, RatingSummary, Review, ReviewPlace, SellerAnswer
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.reviews import ReviewReader
from tests.helpers.samples import BUYER, CHAIN_ID, MARKET, SELLER, make_order, make_terms

PAYEE = Address(b"\x77" * 20)
RECORDS = Address(b"\x3b" * 20)
OTHER_SELLER = Address(b"\x99" * 20)


class Market:
    """A catalogue on disk, and the events that fill it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writer = CatalogueWriter.open(path, CHAIN_ID, MARKET, RECORDS)
        self.catalogue, self.reviews = CatalogueReader(path), ReviewReader(path)

    def close(self) -> None:
        self.catalogue.close()
        self.reviews.close()
        self.writer.close()

    def apply(self, *events: ChainEvent, last: int = 0, rollback_to: int | None = None) -> frozenset[int]:
        highest = max([last, *(event.at.block_number for event in events)])
        return self.writer.apply(EventBatch(0, highest, highest, 1_800_000_000, events, {}, rollback_to))

    def rows(self, listing: int = 1, limit: int = 50) -> tuple[Review, ...]:
        return self.reviews.of_listing(listing, None, limit).rows

    def counted(self, listing: int = 1) -> tuple[int, int | None]:
        found = self.catalogue.listing(listing)
        assert found is not None
        return found.ratings, found.mean_milli


@pytest.fixture
def market(tmp_path: Path) -> Iterator[Market]:
    opened = Market(tmp_path / "catalogue-31337.db")
    yield opened
    opened.close()


def place(block: int, index: int = 0) -> LogPlace:
    return LogPlace(block, block.to_bytes(32, "big"), 1_700_000_000 + block, b"\x11" * 32, index)


def person(number: int) -> Address:
    return Address(keccak256(b"person %d" % number)[12:])


def listed(
    listing: int,
    *,
    block: int,
    version: str = "1.0.0",
    seller: Address = SELLER,
    payee: Address | None = None,
) -> Listed:
    card = make_card(
        Card(
            format=1, name=f"Model {listing}", version=version, task="forecast", summary="", license="MIT",
            sources=[], public_bytes=10,
        )
    )  # fmt: skip
    terms = replace(make_terms(salt=listing, seller=seller, card=card), payee=payee or seller)
    return Listed(place(block, listing - 1), listing, seller, terms.hash, terms.encode(), card)


def revised(listing: int, *, block: int, version: str) -> Revised:
    event = listed(listing, block=block, version=version)
    return Revised(event.at, listing, event.seller, event.terms_hash, event.encoded_terms, event.card)


def bought(
    order_id: int,
    *,
    block: int,
    listing: int = 1,
    holder: Address = BUYER,
    payer: Address | None = None,
    index: int = 1,
) -> Bought:
    order: Order = replace(make_order(listing=listing), holder=holder, payer=payer or holder)
    return Bought(place(block, index), order_id, listing, holder, b"\x01" * 32, order)


def rated(
    order_id: int, stars: int, *, block: int, text: str = "", holder: Address = BUYER, index: int = 2
) -> Rated:
    return Rated(place(block, index), order_id, holder, stars, text.encode())


def answered(order_id: int, text: str, *, block: int, index: int = 3) -> Answered:
    return Answered(place(block, index), order_id, SELLER, text.encode())


def refunded(order_id: int, *, block: int) -> Refunded:
    return Refunded(place(block, 4), order_id, SELLER, ZERO_ADDRESS, 1, 0, 0)


def sold(*orders: int, block: int = 2, listing: int = 1) -> tuple[Bought, ...]:
    return tuple(
        bought(order, block=block, listing=listing, holder=person(order), index=order) for order in orders
    )


def test_a_rating_is_read_back_with_the_licence_it_was_given_for(market: Market) -> None:
    market.apply(
        listed(1, block=1, version="1.0.0"), bought(2**256 - 1, block=2), revised(1, block=3, version="2.0.0")
    )

    changed = market.apply(rated(2**256 - 1, 4, block=9, text="Good, but slow."))

    assert changed == {1}
    assert market.rows() == (
        Review(
            order_id=2**256 - 1, listing=1, place=ReviewPlace(9, 2), rated_at=1_700_000_009, holder=BUYER, stars=4,
            text="Good, but slow.", is_edited=False, bought_block=2, version="1.0.0",
        ),
    )  # fmt: skip
    assert market.reviews.of_order(2**256 - 1) == market.rows()[0]


def test_of_one_licence_the_latest_rating_counts_alone(market: Market) -> None:
    market.apply(listed(1, block=1), *sold(10))

    market.apply(rated(10, 1, block=3, text="bad"), rated(10, 5, block=3, text="good", index=7))

    (review,) = market.rows()
    assert (review.stars, review.text, review.is_edited) == (5, "good", True)
    assert market.reviews.summary(1) == RatingSummary((0, 0, 0, 0, 1), None, 0)
    assert market.counted() == (1, None)


@pytest.mark.parametrize("stars", [0, 6, 255])
def test_stars_that_no_contract_emits_are_passed_over(market: Market, stars: int) -> None:
    market.apply(listed(1, block=1), *sold(10))

    market.apply(rated(10, stars, block=3))

    assert (market.rows(), market.counted()) == ((), (0, None))


def test_two_buys_in_one_block_as_a_revision_keep_their_own_versions(market: Market) -> None:
    market.apply(
        listed(1, block=1, version="1"),
        bought(10, block=5, index=0, holder=person(10)),
        replace(revised(1, block=5, version="2"), at=place(5, 1)),
        bought(11, block=5, index=2, holder=person(11)),
        rated(10, 3, block=6), rated(11, 3, block=7),
    )  # fmt: skip

    assert {review.order_id: review.version for review in market.rows()} == {10: "1", 11: "2"}


def test_a_token_of_no_order_of_this_market_is_no_review(market: Market) -> None:
    market.apply(listed(1, block=1))

    changed = market.apply(
        rated(999, 5, block=2), answered(999, "thanks", block=3), Anchored(place(4), BUYER, bytes(32))
    )

    assert (changed, market.rows(), market.counted()) == (frozenset(), (), (0, None))


@pytest.mark.parametrize(
    "sale",
    [
        {"holder": SELLER},
        {"holder": PAYEE},
        {"holder": BUYER, "payer": SELLER},
        {"holder": BUYER, "payer": PAYEE},
    ],
)
def test_a_sellers_own_rating_is_shown_and_not_counted(market: Market, sale: dict[str, Address]) -> None:
    market.apply(listed(1, block=1, payee=PAYEE), bought(10, block=2, **sale))  # type: ignore[arg-type]

    market.apply(rated(10, 5, block=3, holder=sale["holder"]))

    assert [review.exclusion for review in market.rows()] == [Exclusion.OWN]
    assert market.reviews.summary(1) == RatingSummary((0,) * 5, None, 1)
    assert market.counted() == (0, None)


def test_a_seller_who_took_a_licence_back_second_hand_rates_himself_too(market: Market) -> None:
    market.apply(listed(1, block=1), *sold(10), rated(10, 1, block=3, holder=person(10)))

    market.apply(rated(10, 5, block=4, holder=SELLER))

    assert [review.exclusion for review in market.rows()] == [Exclusion.OWN]


def test_a_rating_for_a_refunded_licence_does_not_count(market: Market) -> None:
    """No contract of ours emits that; a node that says so is not believed in the mean."""
    market.apply(listed(1, block=1), *sold(10), rated(10, 5, block=3, holder=person(10)))

    market.apply(refunded(10, block=4))

    assert [review.exclusion for review in market.rows()] == [Exclusion.REFUNDED]
    assert market.counted() == (0, None)


def test_the_latest_answer_of_the_seller_stands_under_the_rating(market: Market) -> None:
    market.apply(listed(1, block=1), *sold(10), rated(10, 2, block=3))

    market.apply(answered(10, "first", block=4), answered(10, "second", block=5))

    assert market.rows()[0].answer == SellerAnswer("second", 1_700_000_005, to_earlier=False)


def test_an_answer_to_a_rating_that_was_changed_says_so(market: Market) -> None:
    market.apply(listed(1, block=1), *sold(10), rated(10, 2, block=3), answered(10, "sorry", block=4))

    market.apply(rated(10, 5, block=5))

    assert market.rows()[0].answer == SellerAnswer("sorry", 1_700_000_004, to_earlier=True)


def test_an_empty_answer_takes_the_answer_back(market: Market) -> None:
    market.apply(listed(1, block=1), *sold(10), rated(10, 2, block=3), answered(10, "sorry", block=4))

    market.apply(answered(10, "", block=5))

    assert market.rows()[0].answer is None


def test_an_answer_without_a_rating_waits_for_it(market: Market) -> None:
    market.apply(listed(1, block=1), *sold(10), answered(10, "tell us", block=3))
    before = market.rows()

    market.apply(rated(10, 2, block=4))

    assert before == ()
    assert market.rows()[0].answer == SellerAnswer("tell us", 1_700_000_003, to_earlier=True)


def test_hostile_texts_are_cleaned_before_anyone_sees_them(market: Market) -> None:
    market.apply(listed(1, block=1), *sold(10))

    market.apply(Rated(place(3), 10, BUYER, 1, b"\xff\x00<b>x</b>\xe2\x80\xae" + "é".encode()))

    assert market.rows()[0].text == "\ufffd<b>x</b>é"


def test_no_mean_is_shown_before_there_are_five_ratings(market: Market) -> None:
    market.apply(listed(1, block=1), *sold(*range(10, 16)))
    seen = []

    for number, order in enumerate(range(10, 16), start=3):
        market.apply(rated(order, 5, block=number, holder=person(order)))
        seen.append(market.counted())

    assert seen == [(1, None), (2, None), (3, None), (4, None), (5, 5000), (6, 5000)]


def test_sorting_by_rating_puts_good_ones_first_unrated_ones_between_and_bad_ones_last(
    market: Market,
) -> None:
    """One perfect rating is less than many good ones."""
    events: list[ChainEvent] = [listed(number, block=number) for number in range(1, 6)]
    stars = {1: [1] * 8, 2: [5], 4: [5] * 9 + [4]}
    order = 100
    for listing, given_stars in stars.items():
        for star in given_stars:
            order += 1
            events += [
                bought(order, block=10, listing=listing, holder=person(order), index=order),
                rated(order, star, block=11, holder=person(order), index=order),
            ]

    market.apply(*events)

    page = market.catalogue.search(ListingQuery(sorting=Sorting.BEST_RATED))
    by_text = market.catalogue.search(ListingQuery("model", sorting=Sorting.BEST_RATED))
    assert [row.id for row in page.rows] == [4, 2, 5, 3, 1]
    assert [row.id for row in by_text.rows] == [4, 2, 5, 3, 1]


def test_the_order_by_rating_is_read_from_an_index(market: Market) -> None:
    query = "SELECT * FROM listing WHERE is_offered = 1 ORDER BY rank_milli DESC, id DESC LIMIT 50"
    plan = market.writer._connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()

    assert ["listing_best" in row["detail"] for row in plan] == [True]


def test_a_rating_elsewhere_moves_every_mean_a_little(market: Market) -> None:
    """The market's mean is what few ratings are drawn to, so it must reach listings that the batch did not touch."""
    market.apply(
        listed(1, block=1), listed(2, block=1), *sold(*range(10, 15)), *sold(20, listing=2),
        *(rated(order, 5, block=3, holder=person(order), index=order) for order in range(10, 15)),
    )  # fmt: skip
    before = market.counted(1)

    market.apply(rated(20, 1, block=4))

    assert before == (5, 5000)
    assert market.counted(1) == (5, 4667)  # (5 * 26/6 + 25) / 10


def test_revising_a_rated_listing_keeps_its_mean(market: Market) -> None:
    market.apply(
        listed(1, block=1), *sold(*range(10, 15)),
        *(rated(order, 4, block=3, holder=person(order), index=order) for order in range(10, 15)),
    )  # fmt: skip

    market.apply(revised(1, block=4, version="2"))

    assert market.counted(1) == (5, 4000)


def test_a_seller_sees_the_reviews_of_the_own_listings_alone(market: Market) -> None:
    market.apply(
        listed(1, block=1), listed(2, block=1), listed(3, block=1, seller=OTHER_SELLER),
        *(bought(10 + n, block=2, listing=n, holder=person(n), index=n) for n in (1, 2, 3)),
        *(rated(10 + n, n, block=3, holder=person(n), index=n) for n in (1, 2, 3)),
    )  # fmt: skip

    mine = market.reviews.of_seller(SELLER, None, None, 10)
    one = market.reviews.of_seller(SELLER, 2, None, 10)

    assert [review.listing for review in mine.rows] == [2, 1]
    assert [review.listing for review in one.rows] == [2]


def test_reports_reach_the_seller_of_the_listing_newest_first(market: Market) -> None:
    market.apply(listed(1, block=1), listed(2, block=1), *sold(10), *sold(20, listing=2))

    changed = market.apply(
        *(Reported(place(block, 5), 10, BUYER, bytes([block])) for block in (3, 4, 5)),
        Reported(place(6, 5), 20, BUYER, b"\x06"),
        Reported(place(7, 5), 999, BUYER, b"of no order here"),
    )

    first = market.reviews.reports(SELLER, None, None, 3)
    rest = market.reviews.reports(SELLER, None, first.after, 3)
    one = market.reviews.reports(SELLER, 2, None, 3)
    assert changed == {1, 2}
    assert [report.sealed for report in (*first.rows, *rest.rows)] == [b"\x06", b"\x05", b"\x04", b"\x03"]
    assert rest.after is None
    assert [report.sealed for report in one.rows] == [b"\x06"]
    assert market.reviews.reports(OTHER_SELLER, None, None, 3).rows == ()


def test_ten_thousand_ratings_are_paged_without_gap_or_repetition(market: Market) -> None:
    count = 10_000
    market.apply(listed(1, block=1))
    market.apply(*sold(*range(1, count + 1), block=2))
    market.apply(
        *(rated(order, order % 5 + 1, block=3 + order // 100, holder=person(order), index=order) for order in range(1, count + 1))
    )  # fmt: skip

    seen: list[int] = []
    after = None
    while True:
        page = market.reviews.of_listing(1, after, 400)
        seen += [review.order_id for review in page.rows]
        after = page.after
        if after is None:
            break
        if len(seen) == 4_000:  # one more comes in while somebody reads
            market.apply(
                bought(99_999, block=200, holder=person(0)), rated(99_999, 5, block=201, holder=person(0))
            )

    assert seen == list(range(count, 0, -1))
    assert market.reviews.summary(1).count == count + 1
    assert market.counted()[0] == count + 1


def test_without_a_file_there_are_no_reviews(tmp_path: Path) -> None:
    reader = ReviewReader(tmp_path / "none.db")

    assert reader.of_listing(1, None, 10).rows == ()
    assert (reader.of_order(1), reader.summary(1), reader.indexed_to()) == (None, RatingSummary(), -1)
    assert reader.reports(SELLER, None, None, 10).rows == ()


def test_a_catalogue_with_other_records_is_made_anew(market: Market) -> None:
    market.apply(listed(1, block=1), *sold(10), rated(10, 5, block=3))
    market.writer.close()

    market.writer = CatalogueWriter.open(market.path, CHAIN_ID, MARKET, Address(b"\x01" * 20))

    assert market.writer.progress().last_indexed is None
    assert market.rows() == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 2**32), cut=st.integers(0, 30))
def test_a_rollback_equals_never_having_seen_it(tmp_path: Path, seed: int, cut: int) -> None:
    """Any history of ratings and answers, cut at any block, leaves the reviews and means of the history up to it."""
    chance = random.Random(seed)
    events: list[ChainEvent] = [listed(1, block=1), listed(2, block=1)]
    orders: list[int] = []
    for block in range(2, 31):
        kind = chance.choice(["buy", "buy", "rate", "rate", "rate", "answer", "refund", "report", "revise"])
        if kind == "buy" or not orders:
            orders.append(block)
            holder = chance.choice([SELLER, person(block)])
            events.append(bought(block, block=block, listing=chance.randint(1, 2), holder=holder))
        elif kind == "rate":
            events.append(rated(chance.choice(orders), chance.randint(1, 5), block=block, text=f"at {block}"))
        elif kind == "answer":
            events.append(answered(chance.choice(orders), chance.choice(["", "thanks"]), block=block))
        elif kind == "refund":
            events.append(refunded(chance.choice(orders), block=block))
        elif kind == "report":
            events.append(Reported(place(block), chance.choice(orders), BUYER, b"sealed"))
        else:
            events.append(revised(1, block=block, version=str(block)))
    folder = tmp_path / os.urandom(8).hex()
    folder.mkdir()
    whole, part = Market(folder / "whole.db"), Market(folder / "part.db")

    for at in range(0, len(events), 7):
        whole.apply(*events[at : at + 7])
    whole.apply(last=cut, rollback_to=cut)
    part.apply(*(event for event in events if event.at.block_number <= cut), last=cut)

    assert _snapshot(whole) == _snapshot(part)
    whole.close()
    part.close()


def _snapshot(market: Market) -> list[object]:
    return [
        [
            (market.rows(number), market.reviews.summary(number), market.catalogue.listing(number))
            for number in (1, 2)
        ],
        [row.id for row in market.catalogue.search(ListingQuery(sorting=Sorting.BEST_RATED)).rows],
        market.reviews.reports(SELLER, None, None, 100),
    ]
