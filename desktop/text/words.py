"""Amounts, sizes and times in words, and the one long text."""

from datetime import datetime

from desktop.core.money import COIN, Currency, Money
from desktop.text.catalog import mark, tr, trn


def amount(value: int, places: int | None = 6, *, currency: Currency = COIN) -> str:
    """An amount with its unit; of the chain's own coin (wei) if no other currency is named."""
    return currency.text(value, places)


def amounts(first: Money, second: Money, places: int | None = 6) -> str:
    """Two amounts of different currencies, as one sum in words; one of nothing is left out."""
    if not second.value:
        return first.text(places)
    if not first.value:
        return second.text(places)
    return tr("{first} and {second}", first=first.text(places), second=second.text(places))


def size(count: int) -> str:
    """A size in binary steps and the units that people know."""
    value = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError


def duration(seconds: float) -> str:
    """A span of time in its largest fitting unit, rounded."""
    whole = round(seconds)
    if whole < 90:
        return trn("{n} second", "{n} seconds", max(whole, 0))
    if whole < 90 * 60:
        return trn("{n} minute", "{n} minutes", round(whole / 60))
    if whole < 36 * 3600:
        return trn("{n} hour", "{n} hours", round(whole / 3600))
    return trn("{n} day", "{n} days", round(whole / 86400))


def date_time(unix: int | None) -> str:
    """Local date and time, in the one order that no one misreads."""
    return datetime.fromtimestamp(unix).astimezone().strftime("%Y-%m-%d %H:%M") if unix else "–"


RECEIPT = mark(
    "RECEIPT\n\n{name}, version {version}\nLicence: {license}\nState: {state}\nBought: {time}\nPrice: {price}\n\n"
    "Chain: {chain_id}\nMarket: {market}\nListing: {listing}\nOrder: {order}\nVersion identity: {identity}\n"
    "Seller: {seller}\nHolder: {holder}\n\n---\n\n{license_text}"
)
"""The receipt of a purchase; plain text."""
