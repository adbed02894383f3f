"""Words for ratings and reports."""

import re

from desktop.core.listings import Listing
from desktop.core.reviews import Exclusion
from desktop.text import mark, tr, trn

_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = 6

EXCLUSIONS = {
    Exclusion.OWN: mark("Not counted: by the seller's own account"),
    Exclusion.REFUNDED: mark("Not counted: the licence was refunded"),
    Exclusion.LINKED: mark("Not counted: bought by an account that the seller is linked with"),
    Exclusion.REPEATED: mark("Not counted: the same account has rated again later"),
}

FACT_NAMES = {
    "app": mark("Version of Licet"),
    "model": mark("Model and its identity"),
    "self_test": mark("Self-test on this computer"),
    "device": mark("Where it ran last"),
}

_FACT_VALUES = {"passed": mark("passed"), "failed": mark("failed"), "cpu": mark("processor")}


def fact_text(value: str) -> str:
    """A fact's value in words; what is not known stays as it was written."""
    known = _FACT_VALUES.get(value)
    return tr(known) if known else value


def mean_text(milli: int) -> str:
    """A mean with one digit."""
    return f"{milli / 1000:.1f}"


def count_text(count: int) -> str:
    """How many ratings."""
    return trn("{n} rating", "{n} ratings", count)


def stars_text(stars: int) -> str:
    """A rating in words, for screen readers."""
    return tr("{n} of 5 stars", n=stars)


def rating_text(listing: Listing) -> str:
    """A listing's ratings in a few words; empty without any, and without a mean while they are few."""
    if listing.ratings == 0:
        return ""
    if listing.mean_milli is None:
        return count_text(listing.ratings)
    return tr(
        "{mean} of 5, {ratings}", mean=mean_text(listing.mean_milli), ratings=count_text(listing.ratings)
    )


def isolated(text: str) -> str:
    """A stranger's words inside a sentence of ours: letters that run the other way turn nothing around them (UAX 9)."""
    return f"\u2068{text}\u2069" if text else text


def breakable(text: str) -> str:
    """A stranger's words with places to break inside those that no line is long enough for."""

    def split(word: re.Match[str]) -> str:
        whole = word[0]
        return "\u200b".join(whole[at : at + _PIECE] for at in range(0, len(whole), _PIECE))

    return _LONG_WORD.sub(split, text)
