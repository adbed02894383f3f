"""What a person may have meant when nothing was found: the same words, each that does not occur replaced by a near one."""

import sqlite3
from dataclasses import replace

from desktop.core.listings import ListingQuery
from desktop.store import terms
from desktop.store.counting import number_of
from desktop.store.matching import Match
from desktop.store.searching import MAX_TYPED, fold

_TRIED = 12
_COUNTED = 1_000


def suggest(connection: sqlite3.Connection, query: ListingQuery) -> str | None:
    """Words that are found with the same filters, one slip away from what was typed; None if there are none."""
    words = fold(query.text[:MAX_TYPED]).split()
    meant = [word if _occurs(connection, word) else _nearest(connection, word) for word in words]
    if None in meant or meant == words:
        return None
    text = " ".join(filter(None, meant))
    match = Match.of(replace(query, text=text, after=None)).completed(connection)
    return text if number_of(connection, match.by_words(), 1) else None


def _occurs(connection: sqlite3.Connection, word: str) -> bool:
    match = Match.of(ListingQuery(word)).completed(connection)
    return not match.words or number_of(connection, match.by_words(), 1) > 0


def _nearest(connection: sqlite3.Connection, word: str) -> str | None:
    """The near word that most listings have."""
    counted = [
        (number_of(connection, Match.of(ListingQuery(one)).by_words(), _COUNTED), one)
        for one in sorted(terms.near(connection, word))[:_TRIED]
    ]
    number, best = max(counted, default=(0, None))
    return best if number else None
