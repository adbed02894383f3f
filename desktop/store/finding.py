"""Finding listings: one page of what a query asks for, whatever it matches, at the cost of a page.

A page goes on where the last one ended by the place of its last row in the order, never by a number of rows. What must be
counted is counted once, for the first page, up to ``COUNT_LIMIT``; the cursor carries it on.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.core.listings import Count, Cursor, ListingQuery, Sorting
from desktop.store.counting import count, count_hidden, few, number_of
from desktop.store.matching import ORDERS, Match, Order
from desktop.store.relevance import rank_page

Keys = tuple[int | float | str, ...]


@dataclass(frozen=True, slots=True)
class _Effort:
    """When rows are sorted, and when the order's own index is gone through.

    Attributes:
        many: More rows that fit are not sorted: they are not rare in the index.
        tried: Rows of the index that are tried before it is given up: then what fits stands far down.
    """

    many: int
    tried: int


_WITH_WORDS = _Effort(many=20_000, tried=3_000)
_WITHOUT = _Effort(many=8_000, tried=20_000)


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of ``listing`` with terms and card, and what a page says beside them."""

    rows: list[sqlite3.Row]
    total: Count
    next: Cursor | None
    hidden: int


def search(connection: sqlite3.Connection, query: ListingQuery, limit: int) -> Found:
    """One page of the listings on offer that fit."""
    match = Match.of(query).completed(connection)
    if query.text.strip() and not match.words:
        return Found([], Count(0), None, 0)
    keys: Keys = query.after.keys if query.after else ()
    total: Count | None = None
    hidden = 0
    if keys:
        total, hidden, keys = Count(int(keys[0]), bool(keys[1])), int(keys[2]), keys[3:]
    if match.words and query.sorting is Sorting.RELEVANCE:
        listings, after, counted = rank_page(connection, match, keys, limit)
        total = total or counted
    else:
        listings, after = _ordered(connection, match, ORDERS[query.sorting], keys, limit)
    if query.after is None:
        hidden = count_hidden(connection, query, match)
    total = total or count(connection, match)
    following = Cursor((total.number, total.is_exact, hidden, *after)) if after else None
    return Found(read_rows(connection, listings), total, following, hidden)


def read_rows(connection: sqlite3.Connection, listings: Sequence[int]) -> list[sqlite3.Row]:
    """The rows of these listings with their terms and cards, in this order; one that is not there is left out."""
    marks = ", ".join("?" * len(listings))
    query = f"""SELECT listing.*, revision.terms, revision.card FROM listing JOIN revision
                ON revision.block = listing.revision_block AND revision.log_index = listing.revision_index
                WHERE listing.id IN ({marks})"""  # noqa: S608 - marks
    rows = {row["id"]: row for row in connection.execute(query, tuple(listings))}
    return [rows[listing] for listing in listings if listing in rows]


def _ordered(
    connection: sqlite3.Connection, match: Match, order: Order, keys: Keys, limit: int
) -> tuple[list[int], Keys]:
    """Listings in an order that an index has, and where the next page begins."""
    columns, beyond = (
        ", ".join(f"listing.{column} AS {column}" for column in order.columns),
        order.beyond(keys),
    )
    source = few(connection, match)
    if source is None and match.is_indexed:
        source = match.by_words(with_rows=True)
        effort = _WITH_WORDS if match.words else _WITHOUT
        if number_of(connection, match.by_words(), effort.many) == effort.many:
            by_order = match.by_rows(order.index)
            statement = by_order.select_of_first(effort.tried, columns, order.clause, *beyond)
            rows = connection.execute(f"{statement[0]} LIMIT {limit + 1}", statement[1]).fetchall()
            left = replace(by_order, tests=beyond)
            if len(rows) > limit or number_of(connection, left, effort.tried) < effort.tried:
                return _page(rows, order, limit)
    source = source or match.by_rows(order.index)
    rows = connection.execute(
        *source.select(columns, f"{order.clause} LIMIT {limit + 1}", *beyond)
    ).fetchall()
    return _page(rows, order, limit)


def _page(rows: Sequence[sqlite3.Row], order: Order, limit: int) -> tuple[list[int], Keys]:
    after = tuple(rows[limit - 1][column] for column in order.columns) if len(rows) > limit else ()
    return [row["id"] for row in rows[:limit]], after
