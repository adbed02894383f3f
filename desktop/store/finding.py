"""Finding listings: what is asked as SQL over the catalogue, one page at a time, by the last row's place in the order."""

import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from desktop.core.listings import COUNT_LIMIT, Count, Cursor, FacetCounts, ListingQuery, Sorting
from desktop.core.reviews import LEAST_FOR_MEAN
from desktop.store.catalogue_schema import LARGEST_INTEGER, PRICE_DIGITS, digits
from desktop.store.searching import match_expression

Values = list[Any]

MAX_CHOICES = 100


@dataclass(frozen=True, slots=True)
class _Order:
    """Columns that put the rows in one order, all in the same direction; the last one is unique."""

    columns: tuple[str, ...]
    is_descending: bool

    @property
    def clause(self) -> str:
        return ", ".join(f"{column} {'DESC' if self.is_descending else 'ASC'}" for column in self.columns)

    @property
    def beyond(self) -> str:
        """True for the rows after the one whose columns are bound."""
        marks = ", ".join("?" * len(self.columns))
        return f"({', '.join(self.columns)}) {'<' if self.is_descending else '>'} ({marks})"


# Listings whose card cannot be read come last; among equals the newer one first.
_ORDERS = {
    Sorting.RELEVANCE: _Order(("is_readable", "popularity_milli", "id"), is_descending=True),
    Sorting.NEWEST: _Order(("revised_at", "id"), is_descending=True),
    Sorting.CHEAPEST: _Order(("price", "id"), is_descending=False),
    Sorting.POPULAR: _Order(("popularity_milli", "id"), is_descending=True),
    Sorting.BEST_RATED: _Order(("rank_milli", "id"), is_descending=True),
}
_BY_TEXT = _Order(("rank", "id"), is_descending=False)


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of ``listing``, and what a page says beside them."""

    rows: list[sqlite3.Row]
    total: Count
    next: Cursor | None
    hidden: int


def search(connection: sqlite3.Connection, query: ListingQuery, limit: int) -> Found:
    """One page of the listings on offer that fit."""
    expression = match_expression(query.text)
    if query.text.strip() and not expression:
        return Found([], Count(0), None, 0)
    source, where, values = _matches(query, expression)
    total = _count(connection, source, where, values)
    hidden = 0
    if query.hidden:
        everything = _matches(replace(query, hidden=frozenset()), expression)
        hidden = _count(connection, *everything).number - total.number
    order = _BY_TEXT if expression and query.sorting is Sorting.RELEVANCE else _ORDERS[query.sorting]
    if query.after is not None:
        where, values = [*where, order.beyond], [*values, *query.after.keys]
    rank = ", rank" if expression else ""
    statement = (
        f"SELECT listing.*{rank} FROM {source} WHERE {' AND '.join(where)} ORDER BY {order.clause} LIMIT ?"  # noqa: S608
    )
    rows = connection.execute(statement, (*values, limit + 1)).fetchall()
    after = Cursor(tuple(rows[limit - 1][name] for name in order.columns)) if len(rows) > limit else None
    return Found(rows[:limit], total, after, hidden)


def count_facets(connection: sqlite3.Connection, query: ListingQuery, memory_bytes: int) -> FacetCounts:
    """How many each filter would leave."""
    expression = match_expression(query.text)
    if query.text.strip() and not expression:
        return FacetCounts((), (), Count(0), Count(0), Count(0))

    def count(changed: ListingQuery) -> Count:
        return _count(connection, *_matches(changed, expression))

    def choices(column: str, changed: ListingQuery) -> tuple[tuple[str, Count], ...]:
        source, where, values = _matches(changed, expression)
        where = [*where, f"{column} != ''"]
        matches = f"SELECT {column} AS choice FROM {source} WHERE {' AND '.join(where)}"  # noqa: S608
        rows = connection.execute(
            f"SELECT choice, count(*) FROM ({matches}) GROUP BY choice ORDER BY count(*) DESC, choice LIMIT {MAX_CHOICES}",  # noqa: S608
            values,
        ).fetchall()
        return tuple((row[0], _capped(row[1])) for row in rows)

    return FacetCounts(
        tasks=choices("task", replace(query, tasks=frozenset())),
        licenses=choices("license", replace(query, licenses=frozenset())),
        free=count(replace(query, only_free=True)),
        rated=count(replace(query, min_stars=max(query.min_stars or 0, 0))),
        fits=count(replace(query, max_memory_bytes=memory_bytes)),
    )


def _count(connection: sqlite3.Connection, source: str, where: list[str], values: Values) -> Count:
    statement = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {' AND '.join(where)} LIMIT ?)"  # noqa: S608
    return _capped(connection.execute(statement, (*values, COUNT_LIMIT + 1)).fetchone()[0])


def _capped(number: int) -> Count:
    return Count(min(number, COUNT_LIMIT), is_exact=number <= COUNT_LIMIT)


def _matches(query: ListingQuery, expression: str) -> tuple[str, list[str], Values]:
    """Tables, conditions and bound values of what is asked. Every part of the text is a constant of this module."""
    where, values = _conditions(query)
    if not expression:
        return "listing", where, values
    source = "listing_fts JOIN listing ON listing.id = listing_fts.rowid"
    return source, ["listing_fts MATCH ?", *where], [expression, *values]


def _conditions(query: ListingQuery) -> tuple[list[str], Values]:
    where, values = ["is_offered = 1"], list[Any]()
    for column, chosen in (("task", query.tasks), ("license", query.licenses)):
        if chosen:
            where.append(f"listing.{column} IN ({', '.join('?' * len(chosen))})")
            values += sorted(chosen)
    if query.only_free:
        where.append("price = ?")
        values.append(digits(0))
    if query.max_price is not None:
        where.append("price <= ?")
        values.append(digits(min(max(query.max_price, 0), 10**PRICE_DIGITS - 1)))
    if query.min_stars is not None:
        where.append("ratings >= ? AND mean_milli >= ?")
        values += [LEAST_FOR_MEAN, 1000 * query.min_stars]
    for column, most in (("size_bytes", query.max_bytes), ("peak_rss_bytes", query.max_memory_bytes)):
        if most is not None:
            where.append(f"coalesce({column}, 0) <= ?")
            values.append(min(max(most, 0), LARGEST_INTEGER))
    if query.seller is not None:
        where.append("listing.seller = ?")
        values.append(query.seller.raw)
    for column, hidden in (
        ("listing.seller", [one.raw for one in query.hidden if not isinstance(one, int)]),
        ("listing.id", [one for one in query.hidden if isinstance(one, int)]),
    ):
        if hidden:
            where.append(f"{column} NOT IN ({', '.join('?' * len(hidden))})")
            values += hidden
    return where, values
