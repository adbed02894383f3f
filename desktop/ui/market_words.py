"""Words of the market page: how many, filters, and how far the catalogue is."""

from desktop.core.listings import Count, IndexStatus, ListingPage
from desktop.core.money import ETHER_DECIMALS
from desktop.text import amount, date_time, mark, tr, trn

_UNIT = 10**ETHER_DECIMALS
_MEGABYTE = 10**6

PRICES = (0, _UNIT // 100, _UNIT // 20, _UNIT // 2)
SIZES: tuple[tuple[int, str], ...] = (
    (10 * _MEGABYTE, mark("Up to 10 MB")),
    (100 * _MEGABYTE, mark("Up to 100 MB")),
    (1000 * _MEGABYTE, mark("Up to 1 GB")),
    (10_000 * _MEGABYTE, mark("Up to 10 GB")),
)
RATINGS: tuple[tuple[int, str], ...] = (
    (4, mark("4 stars and more")),
    (3, mark("3 stars and more")),
)

_BEHIND_BLOCKS = 20
"""Less than this is caught up within moments, and no news."""


def price_options() -> tuple[tuple[int, str], ...]:
    """Highest prices to choose from, each in words."""
    return tuple((wei, tr("Up to {price}", price=amount(wei)) if wei else tr("Free")) for wei in PRICES)


def count_words(count: Count) -> str:
    """``12``, or ``1,000+`` where only so many were counted."""
    return f"{count.number:,}" if count.is_exact else f"{count.number:,}+"


def models_words(count: Count) -> str:
    """``12 models``, ``1,000+ models``."""
    if count.is_exact:
        return trn("{n} model", "{n} models", count.number)
    return tr("{n}+ models", n=f"{count.number:,}")


def total_words(page: ListingPage) -> str:
    """How many models an answer has."""
    return models_words(Count(page.total, page.total_is_exact))


def is_syncing(status: IndexStatus) -> bool:
    """Whether so much of the chain is still to be read that models are missing."""
    if status.fault is not None:
        return False
    behind = 0 if status.head is None else status.head - status.indexed_to
    return status.indexed_to < 0 or behind > _BEHIND_BLOCKS or status.older_left > _BEHIND_BLOCKS


def progress_words(status: IndexStatus) -> str:
    """How far reading the chain is: ``Indexed to block 12 of 90``; the newest blocks are read first."""
    if status.indexed_to < 0 or status.head is None:
        return tr("Reading the market from the chain")
    if status.older_left and status.head - status.indexed_to <= _BEHIND_BLOCKS:
        share = f"{int(100 * status.older_share)} %"
        return tr("Indexed to block {n}, older listings: {share}", n=f"{status.indexed_to:,}", share=share)
    return tr("Indexed to block {n} of {head}", n=f"{status.indexed_to:,}", head=f"{status.head:,}")


def age_words(status: IndexStatus) -> str:
    """Without a node: what is shown, and of when it is."""
    is_whole = status.head is not None and status.indexed_to >= status.head
    if is_whole and status.head_time:
        return tr("What you see is the market of {time}.", time=date_time(status.head_time))
    if status.indexed_to >= 0:
        return tr("What you see is the market up to block {n}.", n=f"{status.indexed_to:,}")
    return ""
