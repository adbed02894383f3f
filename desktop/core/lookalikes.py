"""Addresses that look alike: what people compare of an address is its beginning and its end."""

from collections.abc import Iterable

from desktop.core.identity import Address

SEEN_BYTES = 2
"""At each end: four digits are what a forger can afford for every address, and about what an eye remembers."""


def look_alike(address: Address, known: Iterable[Address]) -> Address | None:
    """A known address with the same beginning and end that is another one; None if there is none."""
    ends = (address.raw[:SEEN_BYTES], address.raw[-SEEN_BYTES:])
    for other in known:
        if other != address and (other.raw[:SEEN_BYTES], other.raw[-SEEN_BYTES:]) == ends:
            return other
    return None
