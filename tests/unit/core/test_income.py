"""Income over time: nothing is lost between the bars, and currencies stay apart."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.identity import NATIVE, Address
from desktop.core.income import MOST_BARS, MOST_DAYS, Income, by_listing, over_time, totals

TOKEN = Address(b"\x70" * 20)
NOW = 1_800_000_000
DAY = 86_400
incomes = st.lists(
    st.builds(
        Income, st.integers(0, 99), st.integers(1, 4), st.just(TOKEN), st.sampled_from([NATIVE, TOKEN]),
        st.integers(0, 2**128), st.integers(NOW - 2000 * DAY, NOW),
    )
)  # fmt: skip


@given(incomes)
def test_the_bars_sum_to_the_total_of_their_currency(found: list[Income]) -> None:
    for currency, total in totals(found).items():
        bars = over_time(found, currency, NOW)

        assert sum(bar.amount for bar in bars) == total
        assert 0 < len(bars) <= max(MOST_BARS, MOST_DAYS)
        assert [bar.start for bar in bars] == sorted({bar.start for bar in bars})


@given(incomes)
def test_listings_sum_to_the_total_of_their_currency(found: list[Income]) -> None:
    for currency, total in totals(found).items():
        assert sum(amount for _listing, amount in by_listing(found, currency)) == total


def test_a_few_days_are_shown_by_day_and_a_year_by_month() -> None:
    def sold(days_ago: int) -> Income:
        return Income(1, 1, TOKEN, NATIVE, 5, NOW - days_ago * DAY)

    days = over_time([sold(3)], NATIVE, NOW)
    months = over_time([sold(3), sold(200)], NATIVE, NOW)

    assert [(bar.amount, bar.is_month) for bar in days] == [(5, False), (0, False), (0, False), (0, False)]
    assert all(bar.is_month for bar in months)
    assert len(months) in {7, 8}


def test_without_income_there_is_nothing_to_draw() -> None:
    assert over_time([], NATIVE, NOW) == []
