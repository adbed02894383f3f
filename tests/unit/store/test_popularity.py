"""Popularity in the catalogue: each account counts once, the seller's own never, whatever the batches were."""

import os
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.cards import make_card
from desktop.core.events import (
    BondWithdrawn,
    Bought,
    ChainEvent,
    EventBatch,
    Listed,
    LogPlace,
    OperatorSet,
    Rated,
    Refunded,
    RefundReason,
    Revised,
    Withdrawn,
)
from desktop.core.identity import ZERO_ADDRESS, Address, keccak256
from desktop.core.listings import Card, Listing, ListingQuery, Sorting
from desktop.core.popularity import DOUBTFUL_WASH, Sign, findings
from desktop.core.reviews import Exclusion
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.popularity import PopularityReader
from desktop.store.reviews import ReviewReader
from tests.helpers.samples import CHAIN_ID, ETHER, MARKET, SELLER, make_order, make_terms

PAYEE = Address(b"\x77" * 20)
DERIVED = ("patron", "demand", "review")


class Market:
    """A catalogue on disk, and the events that fill it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writer = CatalogueWriter.open(path, CHAIN_ID, MARKET)
        self.catalogue, self.popularity = CatalogueReader(path), PopularityReader(path)
        self.reviews = ReviewReader(path)

    def close(self) -> None:
        for part in (self.catalogue, self.popularity, self.reviews, self.writer):
            part.close()

    def apply(self, *events: ChainEvent, last: int = 0, rollback_to: int | None = None) -> None:
        highest = max([last, *(event.at.block_number for event in events)])
        self.writer.apply(EventBatch(0, highest, highest, 1_800_000_000, events, {}, rollback_to))

    def apply_older(self, *events: ChainEvent) -> None:
        self.writer.apply(EventBatch(0, 0, 0, 1_800_000_000, events, {}, is_older=True))

    def listing(self, number: int = 1) -> Listing:
        found = self.catalogue.listing(number)
        assert found is not None
        return found

    def tables(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything that follows from the events."""
        columns = (
            "id, sales, payers, refunds, popularity_milli, wash_milli, ratings, stars, rank_milli, mean_milli"
        )
        with sqlite3.connect(self.path) as connection:
            found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in DERIVED}
            return found | {"listing": connection.execute(f"SELECT {columns} FROM listing").fetchall()}


@pytest.fixture
def market(tmp_path: Path) -> Iterator[Market]:
    opened = Market(tmp_path / "catalogue-31337.db")
    yield opened
    opened.close()


def place(block: int, index: int = 0) -> LogPlace:
    return LogPlace(block, block.to_bytes(32, "big"), 1_700_000_000 + 900 * block, b"\x11" * 32, index)


def person(number: int) -> Address:
    return Address(keccak256(b"person %d" % number)[12:])


def listed(
    listing: int = 1,
    *,
    block: int = 1,
    price: int = ETHER,
    seller: Address = SELLER,
    payee: Address | None = None,
) -> Listed:
    card = make_card(
        Card(format=1, name=f"Model {listing}", version="1", task="forecast", summary="", license="MIT", sources=[], public_bytes=1)
    )  # fmt: skip
    terms = replace(make_terms(salt=listing, seller=seller, card=card, price=price), payee=payee or seller)
    return Listed(place(block, listing - 1), listing, seller, terms.hash, terms.encode(), card)


def revised(listing: int = 1, *, block: int, payee: Address | None = None, price: int = ETHER) -> Revised:
    event = listed(listing, block=block, payee=payee, price=price)
    return Revised(event.at, listing, event.seller, event.terms_hash, event.encoded_terms, event.card)


def bought(
    order_id: int, payer: Address, *, block: int, listing: int = 1, holder: Address | None = None
) -> Bought:
    at = place(block, 1)
    order = replace(make_order(listing=listing), holder=holder or payer, payer=payer, bought_at=at.timestamp)
    return Bought(at, order_id, listing, order.holder, b"\x01" * 32, order)


def refunded(order_id: int, reason: RefundReason, *, block: int) -> Refunded:
    return Refunded(place(block, 4), order_id, SELLER, ZERO_ADDRESS, 1, 0, reason)


def withdrawn(account: Address, to: Address, *, block: int) -> Withdrawn:
    return Withdrawn(place(block, 5), account, ZERO_ADDRESS, 1, to)


def rated(order_id: int, stars: int, holder: Address, *, block: int) -> Rated:
    return Rated(place(block, 2), order_id, holder, stars, b"")


def sold(*orders: int, block: int = 2, listing: int = 1) -> list[Bought]:
    return [bought(order, person(order), block=block + order, listing=listing) for order in orders]


def test_each_paying_account_counts_once(market: Market) -> None:
    market.apply(listed(), *sold(1, 2, 3), bought(4, person(3), block=9), bought(5, person(3), block=10))

    assert (market.listing().sales, market.listing().payers) == (5, 3)


def test_more_accounts_make_a_listing_more_popular_than_more_purchases(market: Market) -> None:
    again = [bought(20 + number, person(9), block=20 + number, listing=2) for number in range(6)]
    market.apply(listed(1), listed(2), *sold(1, 2, 3), *again)

    page = market.catalogue.search(ListingQuery(sorting=Sorting.POPULAR))

    assert [row.id for row in page.rows] == [1, 2]


def test_purchases_by_the_seller_or_for_its_payee_count_for_nothing(market: Market) -> None:
    market.apply(
        listed(payee=PAYEE), bought(1, SELLER, block=2), bought(2, PAYEE, block=3),
        bought(3, person(1), block=4, holder=SELLER),
    )  # fmt: skip

    trade = market.popularity.view(1).trade
    assert (market.listing().payers, market.listing().popularity_milli) == (0, 0)
    assert (trade.own, trade.held) == (2, 1)
    assert market.listing().wash_milli >= DOUBTFUL_WASH


def test_a_payee_that_is_named_later_was_an_own_account_all_the_time(market: Market) -> None:
    market.apply(listed(), bought(1, PAYEE, block=2))
    before = market.listing().payers

    market.apply(revised(block=3, payee=PAYEE))

    assert (before, market.listing().payers) == (1, 0)


@pytest.mark.parametrize(
    "tie",
    [
        withdrawn(SELLER, person(1), block=9),
        BondWithdrawn(place(9), SELLER, 1, person(1)),
        OperatorSet(place(9), SELLER, person(1)),
    ],
)
def test_an_account_that_the_seller_paid_or_lets_deliver_does_not_count(
    market: Market, tie: ChainEvent
) -> None:
    market.apply(listed(), *sold(1, 2))

    market.apply(tie)

    assert market.listing().payers == 1
    assert [finding.sign for finding in findings(market.popularity.view(1).trade)] == [Sign.LINKED_PAYERS]


def test_money_that_a_buyer_sends_to_the_seller_is_not_held_against_the_seller(market: Market) -> None:
    """Anybody can do that to a rival: the buyer counts no longer, but nothing is said of the seller."""
    market.apply(listed(), *sold(1, 2), withdrawn(person(1), SELLER, block=9))

    assert (market.listing().payers, market.listing().wash_milli) == (1, 0)


def test_dust_counts_for_nothing(market: Market) -> None:
    market.apply(listed(price=1000), *sold(*range(1, 11)))

    assert (market.listing().sales, market.listing().payers) == (10, 0)
    assert Sign.DUST in [finding.sign for finding in findings(market.popularity.view(1).trade)]


def test_a_refunded_purchase_counts_no_more_and_its_reason_is_kept(market: Market) -> None:
    reasons = [RefundReason.BY_SELLER, RefundReason.NOT_DELIVERED, RefundReason.WRONG_CONTENT]
    market.apply(listed(), *sold(1, 2, 3, 4))

    market.apply(
        *(refunded(order, reason, block=20 + order) for order, reason in enumerate(reasons, start=1))
    )

    trade = market.popularity.view(1).trade
    assert (market.listing().payers, market.listing().refunds) == (1, 3)
    assert (trade.refunded, trade.undelivered, trade.proven) == (1, 1, 1)


def test_the_ratings_of_an_account_count_once_and_those_of_linked_ones_never(market: Market) -> None:
    market.apply(
        listed(), bought(1, person(1), block=2), bought(2, person(1), block=3), bought(3, person(3), block=4),
        rated(1, 5, person(1), block=5), rated(2, 1, person(1), block=6), rated(3, 4, person(3), block=7),
        withdrawn(SELLER, person(3), block=8),
    )  # fmt: skip

    rows = market.reviews.of_listing(1, None, 10).rows
    assert {row.order_id: row.exclusion for row in rows} == {
        1: Exclusion.REPEATED, 2: Exclusion.NONE, 3: Exclusion.LINKED
    }  # fmt: skip
    assert market.listing().ratings == 1


def test_an_earlier_rating_counts_again_when_the_later_one_is_refunded(market: Market) -> None:
    market.apply(
        listed(), bought(1, person(1), block=2), bought(2, person(1), block=3),
        rated(1, 5, person(1), block=5), rated(2, 1, person(1), block=6),
    )  # fmt: skip

    market.apply(refunded(2, RefundReason.BY_SELLER, block=7))

    assert market.reviews.summary(1).by_stars == (0, 0, 0, 0, 1)


def test_buyers_are_counted_by_month(market: Market) -> None:
    month = 30 * 86_400
    market.apply(listed(), bought(1, person(1), block=2), bought(2, person(2), block=3), bought(3, person(3), block=2 + month // 900))  # fmt: skip

    assert [count for _, count in market.popularity.view(1).by_month] == [2, 1]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 2**32), step=st.integers(4, 30), cut=st.integers(0, 30), begin=st.integers(0, 31))
def test_batches_in_any_order_and_a_reorganisation_come_to_the_same_as_one_reading(
    tmp_path: Path, seed: int, step: int, cut: int, begin: int
) -> None:
    """Any history in batches of any size, the later part first, then another end of the chain: every table as if read
    at once."""
    chance = random.Random(seed)
    first, second = _history(chance, 1, 30), _history(chance, cut + 1, 36)
    folder = tmp_path / os.urandom(8).hex()
    folder.mkdir()
    grown, fresh = Market(folder / "grown.db"), Market(folder / "fresh.db")
    kept = [event for event in first if event.at.block_number <= cut]

    later = [event for event in first if event.at.block_number > begin]
    earlier = [event for event in first if event.at.block_number <= begin]
    for at in range(0, len(later), step):
        grown.apply(*later[at : at + step])
    for at in range(0, len(earlier), step):
        grown.apply_older(*earlier[max(0, len(earlier) - at - step) : len(earlier) - at])
    grown.apply(*second, last=cut, rollback_to=cut)
    fresh.apply(*kept, *second, last=cut)

    assert grown.tables() == fresh.tables()
    grown.close()
    fresh.close()


def _history(chance: random.Random, first: int, last: int) -> list[ChainEvent]:
    people = [SELLER, PAYEE, *map(person, range(5))]
    events: list[ChainEvent] = [listed(1, block=1), listed(2, block=1, price=5)] if first == 1 else []
    orders: list[int] = [100 * first + 1]
    refundable = list(orders)  # the contract refunds an order once
    for block in range(max(first, 2), last + 1):
        someone, other = chance.choice(people), chance.choice(people)
        number = chance.randint(1, 2)
        kind = chance.choice(
            ["buy"] * 6 + ["refund", "refund", "tie", "bond", "operator", "rate", "rate", "revise"]
        )
        if kind == "buy":
            orders.append(100 * first + block)
            refundable.append(orders[-1])
            holder = chance.choice([someone, other])
            events.append(bought(orders[-1], someone, block=block, listing=number, holder=holder))
        elif kind == "refund" and refundable:
            order = refundable.pop(chance.randrange(len(refundable)))
            events.append(refunded(order, chance.choice(list(RefundReason)[1:]), block=block))
        elif kind == "tie":
            events.append(withdrawn(someone, other, block=block))
        elif kind == "bond":
            events.append(BondWithdrawn(place(block, 5), SELLER, 1, other))
        elif kind == "operator":
            events.append(OperatorSet(place(block, 5), SELLER, other))
        elif kind == "rate":
            events.append(rated(chance.choice(orders), chance.randint(1, 5), someone, block=block))
        elif kind == "revise":
            events.append(revised(number, block=block, payee=chance.choice([SELLER, PAYEE, other]), price=chance.choice([5, ETHER])))  # fmt: skip
    return events


def test_a_payee_that_a_reorganisation_takes_back_was_never_an_own_account(market: Market) -> None:
    market.apply(listed(), bought(1, PAYEE, block=2), revised(block=3, payee=PAYEE))

    market.apply(last=2, rollback_to=2)

    assert (market.listing().payers, market.listing().wash_milli) == (1, 0)


def test_a_tie_that_a_reorganisation_takes_back_was_never_there(market: Market) -> None:
    market.apply(listed(), *sold(1), withdrawn(SELLER, person(1), block=9))

    market.apply(last=8, rollback_to=8)

    assert (market.listing().payers, market.listing().wash_milli) == (1, 0)
