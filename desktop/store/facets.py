"""How many listings each filter would leave, beside the other filters that are set.

The first few thousand rows that fit are counted by all filters at once. If that was not all of them, the choices that
are rare among them are counted one by one where the index can, those with the most rows first, until ``_PATIENCE_S`` is over.
What is not counted then, and all of it where a range is set that only the rows know, is said to be at least so many.
"""

import sqlite3
import time
from collections import Counter
from dataclasses import replace

from desktop.core.listings import COUNT_LIMIT, Count, FacetCounts, ListingQuery
from desktop.core.reviews import LEAST_FOR_MEAN
from desktop.store.catalogue_schema import LARGEST_INTEGER, digits
from desktop.store.counting import count, few
from desktop.store.matching import Match
from desktop.store.searching import Word

MOST_CHOICES = 100
_SAMPLE = 2_500
_PATIENCE_S = 0.015
"""Of words that half of a large market has, each count may walk through a hundred thousand rows."""
_COMMON = 24
"""So many of the market's commonest tasks or licences are counted although the first rows show none."""


def choices(connection: sqlite3.Connection, kind: str) -> list[tuple[str, int]]:
    """The tasks or licences of listings on offer with their numbers, the commonest first."""
    query = """SELECT value, offered FROM choice WHERE kind = ? AND value != '' ORDER BY offered DESC, value LIMIT ?"""
    return [(row["value"], row["offered"]) for row in connection.execute(query, (kind, MOST_CHOICES))]


def count_facets(connection: sqlite3.Connection, query: ListingQuery, memory_bytes: int) -> FacetCounts:
    """How many each filter would leave."""
    query = replace(query, after=None)
    words = Match.of(query).completed(connection).words
    if query.text.strip() and not words:
        return FacetCounts((), (), Count(0), Count(0), Count(0))
    counter = _FacetCounter(connection, words, memory_bytes)
    most = query.max_memory_bytes
    free = counter.one("free", query, replace(query, only_free=True))
    rated = counter.one("rated", query, replace(query, min_stars=query.min_stars or 0))
    fits = counter.one(
        "fits", query, replace(query, max_memory_bytes=min(most or memory_bytes, memory_bytes))
    )
    return FacetCounts(
        tasks=counter.choices("task", replace(query, tasks=frozenset())),
        licenses=counter.choices("license", replace(query, licenses=frozenset())),
        free=free,
        rated=rated,
        fits=fits,
    )


class _Sample:
    """The first rows that fit, counted by every filter; ``is_all`` if there are no more."""

    def __init__(self, connection: sqlite3.Connection, match: Match, memory_bytes: int) -> None:
        source = few(connection, match)
        if source is None:
            source = match.by_words(with_rows=True) if match.is_indexed else match.by_rows("listing_newest")
        tests = ", ".join((
            "listing.task", "listing.license", f"price = '{digits(0)}' AS free",
            f"ratings >= {LEAST_FOR_MEAN} AS rated", f"peak_rss_bytes <= {min(memory_bytes, LARGEST_INTEGER)} AS fits",
        ))  # fmt: skip
        rows = connection.execute(*source.select(tests, f"LIMIT {_SAMPLE}")).fetchall()
        self.is_all = len(rows) < _SAMPLE
        self.counts = {
            "task": Counter(row[0] for row in rows),
            "license": Counter(row[1] for row in rows),
            **{
                name: Counter({"": sum(row[at] for row in rows)})
                for at, name in enumerate(("free", "rated", "fits"), 2)
            },
        }


class _FacetCounter:
    def __init__(self, connection: sqlite3.Connection, words: tuple[Word, ...], memory_bytes: int) -> None:
        self._connection = connection
        self._words = words
        self._memory_bytes = memory_bytes
        self._until = time.perf_counter() + _PATIENCE_S
        self._samples: dict[Match, _Sample] = {}

    def choices(self, kind: str, query: ListingQuery) -> tuple[tuple[str, Count], ...]:
        """Each task or licence with its number, the commonest first."""
        market = choices(self._connection, kind)
        if query == ListingQuery(sorting=query.sorting, limit=query.limit):
            return tuple((value, _capped(offered)) for value, offered in market)
        sample = self._sample(query)
        values = {value for value in sample.counts[kind] if value}
        if not sample.is_all:
            values |= {value for value, _offered in market[:_COMMON]}
        counted = {
            value: self._count(kind, value, sample, _chosen(query, kind, value))
            for value in sorted(values, key=lambda value: -sample.counts[kind][value])
        }
        found = [(value, number) for value, number in counted.items() if number.number]
        return tuple(sorted(found, key=lambda choice: (-choice[1].number, choice[0]))[:MOST_CHOICES])

    def one(self, name: str, query: ListingQuery, narrowed: ListingQuery) -> Count:
        """A filter that is on or off."""
        return self._count(name, "", self._sample(query), narrowed)

    def _count(self, kind: str, value: str, sample: _Sample, narrowed: ListingQuery) -> Count:
        number = sample.counts[kind][value]
        if sample.is_all or number > COUNT_LIMIT:
            return _capped(number)
        match = self._match(narrowed)
        if time.perf_counter() > self._until:
            return Count(number, is_exact=False)
        if match.ranges and few(self._connection, match) is None:
            return Count(number, is_exact=False)
        return count(self._connection, match)

    def _match(self, query: ListingQuery) -> Match:
        return replace(Match.of(query), words=self._words)

    def _sample(self, query: ListingQuery) -> _Sample:
        match = self._match(query)
        if match not in self._samples:
            self._samples[match] = _Sample(self._connection, match, self._memory_bytes)
        return self._samples[match]


def _chosen(query: ListingQuery, kind: str, value: str) -> ListingQuery:
    chosen = frozenset({value})
    return replace(query, tasks=chosen) if kind == "task" else replace(query, licenses=chosen)


def _capped(number: int) -> Count:
    return Count(min(number, COUNT_LIMIT), is_exact=number <= COUNT_LIMIT)
