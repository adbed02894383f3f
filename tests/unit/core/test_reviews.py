"""The mean of ratings: exact, between the own mean and the market's, and hard to move with few."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.reviews import PRIOR_WEIGHT, MarketRatings, mean_milli, rank_milli

counts = st.integers(1, 10**6)


@st.composite
def ratings(draw: st.DrawFn) -> tuple[int, int, MarketRatings]:
    """(count, stars) of a listing, within a market that holds them."""
    count = draw(counts)
    stars = draw(st.integers(count, 5 * count))
    others = draw(st.integers(0, 10**7))
    other_stars = draw(st.integers(others, 5 * others))
    return count, stars, MarketRatings(count + others, stars + other_stars)


@given(ratings())
def test_the_mean_is_the_exact_one_rounded_half_up(case: tuple[int, int, MarketRatings]) -> None:
    count, stars, market = case
    exact = 1000 * (PRIOR_WEIGHT * Fraction(market.stars, market.count) + stars) / (PRIOR_WEIGHT + count)

    assert -Fraction(1, 2) < mean_milli(count, stars, market) - exact <= Fraction(1, 2)


@given(ratings())
def test_the_mean_lies_between_the_own_one_and_the_markets(case: tuple[int, int, MarketRatings]) -> None:
    count, stars, market = case
    own, all_of_them = Fraction(1000 * stars, count), Fraction(1000 * market.stars, market.count)

    found = mean_milli(count, stars, market)

    assert min(own, all_of_them) - 1 < found < max(own, all_of_them) + 1
    assert 1000 <= found <= 5000


@given(ratings(), st.integers(1, 5))
def test_a_listing_with_more_stars_never_ranks_lower(case: tuple[int, int, MarketRatings], more: int) -> None:
    count, stars, market = case

    better = min(stars + more, 5 * count)

    assert rank_milli(count, better, market) >= rank_milli(count, stars, market)
    assert mean_milli(count, better, market) >= mean_milli(count, stars, market)


@given(ratings())
def test_ranks_and_means_tell_the_same(case: tuple[int, int, MarketRatings]) -> None:
    count, stars, market = case
    distance = mean_milli(count, stars, market) - Fraction(1000 * market.stars, market.count)

    assert abs(rank_milli(count, stars, market) - distance) <= 1


@given(ratings())
def test_a_listing_without_ratings_ranks_as_the_market(case: tuple[int, int, MarketRatings]) -> None:
    assert rank_milli(0, 0, case[2]) == 0


def test_many_ratings_outweigh_the_market() -> None:
    market = MarketRatings(1000, 3000)

    one, many = mean_milli(1, 5, market), mean_milli(200, 1000, market)

    assert (one, many) == (3333, 4951)
