"""Popularity in whole numbers: who counts, what fades, and what looks staged."""

import math

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.popularity import (
    DOUBTFUL_WASH,
    EPOCH_HOURS,
    FULL_WEIGHT,
    HALF_LIFE_EPOCHS,
    HOUR_S,
    MOST_WASH,
    WASH_RULES,
    Sign,
    Trade,
    buyers_now,
    findings,
    log2_milli,
    popularity_milli,
    price_weight,
    wash_milli,
)

ETHER = 10**18
weights = st.dictionaries(st.integers(500, 900), st.integers(1, 10**6), min_size=1, max_size=20)


def honest(payers: int, **changes: int) -> Trade:
    return Trade(sales=payers, accounts=payers, payers=payers, **changes)


def test_nothing_that_counts_is_no_popularity() -> None:
    assert popularity_milli({}, Trade(sales=5, accounts=1, own=5)) == 0


def test_twice_the_buyers_are_one_binary_digit_more() -> None:
    one, two = popularity_milli({700: 40}, honest(10)), popularity_milli({700: 80}, honest(20))

    assert two - one == 1000


def test_a_purchase_counts_half_after_a_half_life() -> None:
    old = popularity_milli({700: 80}, honest(20))
    young = popularity_milli({700 + HALF_LIFE_EPOCHS: 40}, honest(10))

    assert old == young


@given(first=weights, second=weights, later=st.integers(0, 300))
def test_time_alone_moves_no_listing_past_another(
    first: dict[int, int], second: dict[int, int], later: int
) -> None:
    """Shifting both by the same number of epochs keeps their order, but for what rounding cannot tell apart."""

    def score(found: dict[int, int], shift: int) -> int:
        return popularity_milli({epoch + shift: weight for epoch, weight in found.items()}, honest(9))

    now, then = score(first, 0) - score(second, 0), score(first, later) - score(second, later)

    assert abs(now - then) <= 1


@given(found=weights)
def test_the_logarithm_is_that_of_the_decayed_sum(found: dict[int, int]) -> None:
    newest = max(found)
    total = sum(weight * 2 ** ((epoch - newest) / HALF_LIFE_EPOCHS) for epoch, weight in found.items())

    milli = popularity_milli(found, honest(7))

    assert abs(milli - 1000 * (math.log2(total / FULL_WEIGHT) + newest / HALF_LIFE_EPOCHS)) < 3


@given(st.integers(1, 2**80))
def test_the_whole_logarithm_is_right(value: int) -> None:
    assert abs(log2_milli(value) - 1000 * math.log2(value)) < 2


def test_a_popularity_reads_as_buyers_of_today() -> None:
    now = 700 * EPOCH_HOURS * HOUR_S

    assert round(buyers_now(popularity_milli({700: 12 * FULL_WEIGHT}, honest(12)), now), 1) == 12.0
    assert buyers_now(0, now) == 0.0


def test_a_proven_complaint_weighs_more_than_a_late_delivery_and_that_more_than_goodwill() -> None:
    def score(**refunds: int) -> int:
        return popularity_milli({700: 40}, honest(10, **refunds))

    assert score(proven=2) < score(undelivered=2) < score(refunded=2) == score()


def test_dearer_purchases_weigh_more_but_never_more_than_twice() -> None:
    found = [
        price_weight(price, in_coin=True) for price in (10**12, 10**13, 10**15, 10**16, 10**17, ETHER, 10**24)
    ]

    assert found == [0, 4, 5, 6, 7, 8, 8]
    assert price_weight(10**30, in_coin=False) < FULL_WEIGHT


def test_honest_trade_shows_no_sign() -> None:
    assert findings(Trade(sales=42, accounts=40, payers=40, busiest=3, ratings=12)) == ()


def test_a_seller_that_buys_from_itself_is_called_out() -> None:
    trade = Trade(sales=20, accounts=1, own=20, busiest=1)

    found = {finding.sign: (finding.count, finding.total) for finding in findings(trade)}

    assert found[Sign.OWN_PURCHASES] == (20, 20)
    assert wash_milli(trade) == MOST_WASH


def test_accounts_that_the_seller_paid_are_called_out() -> None:
    trade = Trade(sales=10, accounts=10, payers=2, linked=8, busiest=2)

    assert wash_milli(trade) == 500 >= DOUBTFUL_WASH


def test_many_sales_to_few_accounts_are_called_out() -> None:
    trade = Trade(sales=40, accounts=2, payers=2)

    assert [finding.sign for finding in findings(trade)] == [Sign.REPEATED]


def test_a_burst_of_new_accounts_is_seen_but_no_proof() -> None:
    """A launch looks the same: on its own it never makes the sales doubtful."""
    trade = honest(20, busiest=20)

    assert 0 < wash_milli(trade) < DOUBTFUL_WASH


def test_what_a_stranger_can_do_to_a_seller_never_makes_the_sales_doubtful_by_one_sign() -> None:
    """Gifts to the seller and a rush can be bought by a rival, at the full price; only repeated sales reach the line."""
    for trade in (honest(10, held=5), honest(30, busiest=30), honest(10, ratings=1)):
        assert wash_milli(trade) < DOUBTFUL_WASH


@given(
    counts=st.lists(st.integers(0, 1000), min_size=6, max_size=6), sales=st.integers(0, 1000), accounts=st.integers(0, 1000)
)  # fmt: skip
def test_the_score_is_the_sum_of_the_findings_and_within_bounds(
    counts: list[int], sales: int, accounts: int
) -> None:
    names = ("own", "held", "linked", "dust", "busiest", "own_ratings")
    trade = Trade(sales=sales, accounts=accounts, ratings=500, **dict(zip(names, counts, strict=True)))

    total = sum(finding.points for finding in findings(trade))

    assert wash_milli(trade) == min(MOST_WASH, total) >= 0
    assert {rule.sign for rule in WASH_RULES} == set(Sign)
