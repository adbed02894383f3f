"""What a query asks for, as SQL: which rows fit, from which index they are read, and in which order.

There are three ways to the rows that fit. By words, the full-text index gives places, and rows are looked up only where
a filter needs them. By a range, an index of one filter gives rows, and their words are tried one by one. By an order, an
index gives rows in the order that is asked for until a page is full. Which is the cheapest depends on how many there
are; ``finding`` decides. Every part of the SQL is a constant of this package; what a person typed is bound.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from desktop.core.listings import ListingQuery, Sorting
from desktop.core.reviews import LEAST_FOR_MEAN
from desktop.store import terms
from desktop.store.catalogue_schema import LARGEST_INTEGER, PRICE_DIGITS, digits
from desktop.store.ranking import RANKED
from desktop.store.searching import Word, match_expression, parse_words, squeezed
from desktop.store.word_rows import FREE, fact, listing_at

Values = tuple[Any, ...]
Statement = tuple[str, Values]

_TEXTS = "' ' || " + " || ' ' || ".join(f"found.{column}" for column in RANKED)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on ``listing`` and what is bound in it.

    ``index`` can read the rows that fulfil it; empty for the table itself, None if nothing can.
    """

    sql: str
    values: Values
    index: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Rows that fit: ``given`` by an index or by words, and of those the ones that pass the tests."""

    tables: str
    given: tuple[Condition, ...]
    tests: tuple[Condition, ...] = ()

    def select(self, columns: str, rest: str = "", *more: Condition) -> Statement:
        """The rows that fit and fulfil ``more``; ``rest`` is the order and the limit."""
        conditions = (*self.given, *self.tests, *more)
        return f"SELECT {columns} FROM {self.tables} WHERE {_all(conditions)} {rest}", _values(conditions)  # noqa: S608

    def select_of_first(self, most: int, columns: str, rest: str = "", *more: Condition) -> Statement:
        """Those that fit of the first ``most`` rows that are given; ``rest`` is their order."""
        given = (*self.given, *more)
        inner = f"SELECT {columns}, {_all(self.tests)} AS fits FROM {self.tables} WHERE {_all(given)} {rest} LIMIT {most}"  # noqa: S608
        return f"SELECT * FROM ({inner}) WHERE fits", (*_values(self.tests), *_values(given))  # noqa: S608


@dataclass(frozen=True, slots=True)
class Order:
    """Columns that put the rows in one order, all in the same direction; the last one is unique."""

    columns: tuple[str, ...]
    index: str
    is_descending: bool = True

    @property
    def clause(self) -> str:
        way = "DESC" if self.is_descending else "ASC"
        return "ORDER BY " + ", ".join(f"{column} {way}" for column in self.columns)

    def beyond(self, keys: Values) -> tuple[Condition, ...]:
        """The rows after the one with these values in the columns; all rows if there are none."""
        if not keys:
            return ()
        marks = ", ".join("?" * len(self.columns))
        return (
            Condition(f"({', '.join(self.columns)}) {'<' if self.is_descending else '>'} ({marks})", keys),
        )


_OFFERED = Condition("is_offered = 1", ())

# Listings whose card cannot be read come last; among equals the newer one first.
ORDERS = {
    Sorting.RELEVANCE: Order(("is_readable", "popularity_milli", "id"), "listing_relevant"),
    Sorting.NEWEST: Order(("revised_at", "id"), "listing_newest"),
    Sorting.CHEAPEST: Order(("price", "id"), "listing_cheapest", is_descending=False),
    Sorting.POPULAR: Order(("popularity_milli", "id"), "listing_popular"),
    Sorting.BEST_RATED: Order(("rank_milli", "id"), "listing_best"),
}


@dataclass(frozen=True)
class Match:
    """The rows that fit a query.

    Attributes:
        name: What was typed, as a whole name (``squeezed``).
        words: The same, word by word.
        facts: Filters that the full-text index knows too, each as its words there and as a condition.
        ranges: Filters that only the rows know.
    """

    name: str
    words: tuple[Word, ...]
    facts: tuple[tuple[str, Condition], ...]
    ranges: tuple[Condition, ...]

    @classmethod
    def of(cls, query: ListingQuery) -> "Match":
        return cls(squeezed(query.text), parse_words(query.text), tuple(_facts(query)), tuple(_ranges(query)))

    def completed(self, connection: sqlite3.Connection) -> "Match":
        """The same, with the words that the catalogue has for what was begun."""
        return replace(self, words=tuple(terms.complete(connection, word) for word in self.words))

    @property
    def is_indexed(self) -> bool:
        """Whether the full-text index knows anything of it."""
        return bool(self.words or self.facts)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """All filters, as conditions on rows."""
        return (*self.ranges, *(condition for _words, condition in self.facts))

    def by_words(self, *, with_rows: bool = False) -> Source:
        """From the full-text index: ``found.rowid`` is the place. Rows are joined if a filter needs them, or if asked."""
        words = f"({match_expression(self.words)})" if self.words else ""
        return self._found(words, with_rows=with_rows)

    def by_name(self) -> Source:
        """Those whose name is just what was typed."""
        return self._found(f'"{fact("name", self.name)}"')

    def by_rows(self, index: str, given: Condition | None = None) -> Source:
        """From an index of ``listing`` (empty: the table), which gives the rows that fulfil one of the filters or all."""
        tables = f"listing INDEXED BY {index}" if index else "listing"
        tests = tuple(condition for condition in self.conditions if condition != given)
        if self.words:
            # The words of a row: the index's own texts, folded as the query is.
            tables += " CROSS JOIN listing_fts AS found ON found.rowid = listing.place"
            tests += tuple(
                Condition(" OR ".join([f"{_TEXTS} GLOB ?"] * len(w.patterns)), w.patterns) for w in self.words
            )
        return Source(tables, (_OFFERED, *([given] if given else [])), tests)

    def _found(self, words: str, *, with_rows: bool = False) -> Source:
        expression = " AND ".join(filter(None, [words, *(words for words, _condition in self.facts)]))
        tables = "listing_fts AS found"
        if self.ranges or with_rows:
            tables += f" CROSS JOIN listing ON listing.id = {listing_at('found.rowid')}"
        return Source(tables, (Condition("found.listing_fts MATCH ?", (expression,)),), self.ranges)


def in_name(word: Word) -> Condition:
    """Whether a word stands in the name, of ``listing_fts AS found``."""
    return Condition(" OR ".join(["' ' || found.name GLOB ?"] * len(word.patterns)), word.patterns)


def _all(conditions: Sequence[Condition]) -> str:
    return " AND ".join(f"({condition.sql})" for condition in conditions) or "1"


def _values(conditions: Iterable[Condition]) -> Values:
    return tuple(value for condition in conditions for value in condition.values)


def _facts(query: ListingQuery) -> Iterable[tuple[str, Condition]]:
    for kind, chosen in (("task", query.tasks), ("license", query.licenses)):
        if chosen:
            tokens = " OR ".join(f'"{fact(kind, value)}"' for value in sorted(chosen))
            marks = ", ".join("?" * len(chosen))
            yield f"({tokens})", Condition(f"listing.{kind} IN ({marks})", tuple(sorted(chosen)))
    if query.only_free:
        yield f'"{FREE}"', Condition("price = ?", (digits(0),))
    if query.seller is not None:
        seller = Condition("listing.seller = ?", (query.seller.raw,), "listing_seller")
        yield f'{{seller}} : "0x{query.seller.raw.hex()}"', seller


def _ranges(query: ListingQuery) -> Iterable[Condition]:
    if query.max_price is not None:
        most = digits(min(max(query.max_price, 0), 10**PRICE_DIGITS - 1))
        yield Condition("price <= ?", (most,), "listing_cheapest")
    if query.min_stars is not None:
        # The partial index is read only where it is said that there are ratings.
        sql = f"ratings > 0 AND ratings >= {LEAST_FOR_MEAN} AND mean_milli >= ?"
        yield Condition(sql, (1000 * query.min_stars,), "listing_rated")
    for column, size in (("size_bytes", query.max_bytes), ("peak_rss_bytes", query.max_memory_bytes)):
        if size is not None:
            value = min(max(size, 0), LARGEST_INTEGER)
            yield Condition(f"{column} <= ?", (value,), f"listing_{column}")
    for condition in hidden(query):
        yield Condition(f"NOT ({condition.sql})", condition.values)


def hidden(query: ListingQuery) -> Iterable[Condition]:
    """What the person does not want to see: sellers, and listings by number."""
    sellers = tuple(one.raw for one in query.hidden if not isinstance(one, int))
    if sellers:
        yield Condition(f"listing.seller IN ({', '.join('?' * len(sellers))})", sellers, "listing_seller")
    numbers = [one for one in query.hidden if isinstance(one, int) and 0 <= one <= LARGEST_INTEGER]
    if numbers:
        # One value: the lists of a person may name more listings than a statement may have values.
        yield Condition("listing.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers)),), "")
