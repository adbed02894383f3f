"""How many listings fit: exactly up to ``COUNT_LIMIT``, and never at the cost of walking through them all."""

import sqlite3
from dataclasses import replace

from desktop.core.listings import COUNT_LIMIT, Count, ListingQuery
from desktop.store.matching import Condition, Match, Source, hidden

FEW = 2_000
"""So many rows are all read, whichever index gives them."""
_TRIED = 20_000
"""Rows that are looked up for one count; if fewer than ``COUNT_LIMIT`` of them fit, it says "at least"."""


def count(connection: sqlite3.Connection, match: Match) -> Count:
    """How many rows fit."""
    source = few(connection, match)
    if source is None and match.is_indexed:
        source = match.by_words()
    if source is None:
        given = next((condition for condition in match.ranges if condition.index), None)
        source = match.by_rows((given and given.index) or "listing_newest", given)
    if not source.tests:
        number = number_of(connection, source, COUNT_LIMIT + 1)
        return Count(min(number, COUNT_LIMIT), is_exact=number <= COUNT_LIMIT)
    statement, values = source.select_of_first(_TRIED, "1")
    number = connection.execute(
        f"SELECT count(*) FROM ({statement} LIMIT {COUNT_LIMIT + 1})",  # noqa: S608 - our own texts
        values,
    ).fetchone()[0]
    if number > COUNT_LIMIT:
        return Count(COUNT_LIMIT, is_exact=False)
    return Count(number, is_exact=number_of(connection, replace(source, tests=()), _TRIED) < _TRIED)


def count_hidden(connection: sqlite3.Connection, query: ListingQuery, match: Match) -> int:
    """How many of the rows that fit are hidden because the person does not want them, at most ``COUNT_LIMIT``."""
    if not query.hidden:
        return 0
    seen = replace(Match.of(replace(query, hidden=frozenset())), words=match.words)
    number = 0
    for condition in hidden(query):
        number += count(connection, replace(seen, ranges=(*seen.ranges, condition))).number
        seen = replace(seen, ranges=(*seen.ranges, Condition(f"NOT ({condition.sql})", condition.values)))
    return min(number, COUNT_LIMIT)


def few(connection: sqlite3.Connection, match: Match) -> Source | None:
    """The rows that fit by way of a filter that few rows pass, if there is one."""
    best, least = None, FEW
    for condition in match.conditions:
        if condition.index is not None:
            number = number_of(connection, Match("", (), (), ()).by_rows(condition.index, condition), least)
            if number < least:
                best, least = condition, number
    return None if best is None else match.by_rows(best.index or "", best)


def number_of(connection: sqlite3.Connection, source: Source, most: int) -> int:
    """How many rows there are, or ``most``."""
    statement, values = source.select("1", f"LIMIT {most}")
    return int(connection.execute(f"SELECT count(*) FROM ({statement})", values).fetchone()[0])  # noqa: S608
