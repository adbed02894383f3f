"""What the contract credited for sales: sums per currency and listing, and over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.core.identity import Address

MOST_DAYS = 31
MOST_BARS = 24


@dataclass(frozen=True, slots=True)
class Income:
    """One final sale, as its ``Finalised`` event tells it; ``time`` in Unix seconds."""

    order_id: int
    listing: int
    payee: Address
    currency: Address
    amount: int
    time: int


@dataclass(frozen=True, slots=True)
class Period:
    """A day, or a month that begins with ``start``."""

    start: date
    amount: int
    is_month: bool


def totals(incomes: Iterable[Income]) -> dict[Address, int]:
    """The sum per currency; currencies are never added up."""
    sums: dict[Address, int] = {}
    for income in incomes:
        sums[income.currency] = sums.get(income.currency, 0) + income.amount
    return sums


def by_listing(incomes: Iterable[Income], currency: Address) -> list[tuple[int, int]]:
    """(listing, sum in this currency), the highest first."""
    sums: dict[int, int] = {}
    for income in incomes:
        if income.currency == currency:
            sums[income.listing] = sums.get(income.listing, 0) + income.amount
    return sorted(sums.items(), key=lambda item: (-item[1], item[0]))


def over_time(incomes: Sequence[Income], currency: Address, now: int) -> list[Period]:
    """Sums per local day, or per month where a month of days does not reach back far enough; the last is now's.

    Periods without income are there too. What is older than the bars reach is in the first of them.
    """
    own = [income for income in incomes if income.currency == currency]
    if not own:
        return []
    today = _day(now)
    first = min(today, *(_day(income.time) for income in own))
    is_month = (today - first).days >= MOST_DAYS
    starts = _months(first, today) if is_month else _days(first, today)
    sums = dict.fromkeys(starts, 0)
    for income in own:
        day = _day(income.time)
        start = day.replace(day=1) if is_month else day
        sums[min(max(start, starts[0]), starts[-1])] += income.amount
    return [Period(start, amount, is_month) for start, amount in sums.items()]


def _day(unix: int) -> date:
    return datetime.fromtimestamp(unix).astimezone().date()


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


def _months(first: date, last: date) -> list[date]:
    months = [last.replace(day=1)]
    while months[0] > first and len(months) < MOST_BARS:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return months
