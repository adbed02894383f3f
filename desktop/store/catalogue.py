"""Reading the catalogue: search, listings and how far the index is. Never writes, and bears the file's absence."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from desktop.core.cards import parse_card
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.listings import IndexStatus, Listing, ListingPage, ListingQuery, Sorting
from desktop.core.reviews import LEAST_FOR_MEAN
from desktop.services.catalogue import SellerHistory
from desktop.store.catalogue_file import CatalogueFile
from desktop.store.catalogue_schema import PRICE_DIGITS
from desktop.store.searching import match_expression

MAX_PAGE = 500
MAX_PAYING = 1000
"""Anybody may name anybody as payee: a flood of such listings must not become a flood of requests."""

# Listings whose card cannot be read come last; among equals the newer one first.
_ORDERS = {
    Sorting.NEWEST: "revised_at DESC, id DESC",
    Sorting.CHEAPEST: "price ASC, id ASC",
    Sorting.POPULAR: "sales DESC, id DESC",
    Sorting.BEST_RATED: "rank_milli DESC, id DESC",
}
# The commonest search, and the one that must answer between two keystrokes: the full-text index alone.
_COUNT_BY_TEXT = "SELECT count(*) FROM listing_fts WHERE listing_fts MATCH ?"
_PAGE_BY_TEXT = """
    SELECT listing.* FROM (
      SELECT rowid, rank FROM listing_fts WHERE listing_fts MATCH ? ORDER BY rank LIMIT ? OFFSET ?
    ) AS found JOIN listing ON listing.id = found.rowid ORDER BY found.rank"""

_OFFERED = ("is_open = 1", "key_hash NOT IN (SELECT key_hash FROM bad_key)")


class CatalogueReader:
    """Fits ``services.catalogue.CatalogueReader``. Usable from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = CatalogueFile(path)

    def search(self, query: ListingQuery) -> ListingPage:
        """Open listings that fit, one page of them."""
        expression = match_expression(query.text)
        if query.text.strip() and not expression:
            return ListingPage((), 0)
        count, page, values = _statements(query, expression)
        with self._file.connection() as connection:
            if connection is None:
                return ListingPage((), 0)
            total = connection.execute(count, values).fetchone()[0]
            limits = (min(query.limit, MAX_PAGE), query.offset)
            rows = connection.execute(page, (*values, *limits)).fetchall()
        return ListingPage(tuple(map(_listing, rows)), total)

    def listing(self, listing_id: int) -> Listing | None:
        """One listing, open or closed."""
        with self._file.connection() as connection:
            if connection is None:
                return None
            row = connection.execute("SELECT * FROM listing WHERE id = ?", (listing_id,)).fetchone()
        return _listing(row) if row else None

    def indexed_to(self) -> int:
        """The last block in the catalogue; -1 if there is none yet."""
        return self.status().indexed_to

    def status(self) -> IndexStatus:
        """How far the catalogue is, and the head that the indexer saw last."""
        with self._file.connection() as connection:
            if connection is None:
                return IndexStatus(-1, None, None)
            meta = {row["name"]: row["value"] for row in connection.execute("SELECT name, value FROM meta")}
        if "indexed_to" not in meta:
            return IndexStatus(-1, None, None)
        return IndexStatus(int(meta["indexed_to"]), int(meta["head"]), int(meta["head_time"]))

    def tasks(self) -> tuple[str, ...]:
        """The tasks of open listings, the commonest first."""
        query = """SELECT task FROM listing WHERE is_open = 1 AND task != ''
                   GROUP BY task ORDER BY count(*) DESC, task LIMIT 100"""
        with self._file.connection() as connection:
            return () if connection is None else tuple(row["task"] for row in connection.execute(query))

    def licenses(self) -> tuple[str, ...]:
        """The licences of open listings, the commonest first."""
        query = """SELECT license FROM listing WHERE is_open = 1 AND license != ''
                   GROUP BY license ORDER BY count(*) DESC, license LIMIT 100"""
        with self._file.connection() as connection:
            return () if connection is None else tuple(row["license"] for row in connection.execute(query))

    def seller(self, seller: Address) -> SellerHistory:
        """What the chain tells of a seller; sales that were refunded do not count."""
        query = "SELECT count(*), coalesce(sum(sales), 0), coalesce(min(listed_at), 0) FROM listing WHERE seller = ?"
        with self._file.connection() as connection:
            if connection is None:
                return SellerHistory(0, 0, 0)
            listings, sales, since = connection.execute(query, (seller.raw,)).fetchone()
        return SellerHistory(listings, sales, since)

    def paying(self, payees: Sequence[Address]) -> list[int]:
        """The listings whose present terms pay one of these accounts; the newest if there are very many."""
        marks = ", ".join("?" * len(payees))
        # The payee is the second word of the encoded terms.
        query = f"SELECT id FROM listing WHERE substr(terms, 45, 20) IN ({marks}) ORDER BY id DESC LIMIT {MAX_PAYING}"  # noqa: S608
        with self._file.connection() as connection:
            if connection is None:
                return []
            return [row["id"] for row in connection.execute(query, [payee.raw for payee in payees])]

    def close(self) -> None:
        """Close every connection; no thread may be reading. Safe to call twice."""
        self._file.close()


def _statements(query: ListingQuery, expression: str) -> tuple[str, str, list[object]]:
    """The statements that count the matches and read a page of them, and their values.

    Every part of the text is a constant of this module; what a person typed is bound.
    """
    where, values = _conditions(query)
    by_relevance = query.sorting is Sorting.RELEVANCE
    if expression and by_relevance and len(where) == len(_OFFERED):
        return _COUNT_BY_TEXT, _PAGE_BY_TEXT, [expression]
    source = "listing"
    if expression:
        source = "listing_fts JOIN listing ON listing.id = listing_fts.rowid"
        where.insert(0, "listing_fts MATCH ?")
        values.insert(0, expression)
    if by_relevance:
        order = f"card_fault IS NOT NULL, {'rank' if expression else 'sales DESC'}, {_ORDERS[Sorting.NEWEST]}"
    else:
        order = _ORDERS[query.sorting]
    matches = f"FROM {source} WHERE {' AND '.join(where)}"
    return (
        f"SELECT count(*) {matches}",
        f"SELECT listing.* {matches} ORDER BY {order} LIMIT ? OFFSET ?",
        values,
    )


def _conditions(query: ListingQuery) -> tuple[list[str], list[object]]:
    """SQL conditions with their values; a listing whose key was proven bad cannot be bought, so it is not shown."""
    where = list(_OFFERED)
    values: list[object] = []
    for column, chosen in (("task", query.tasks), ("license", query.licenses)):
        if chosen:
            where.append(f"listing.{column} IN ({', '.join('?' * len(chosen))})")
            values += sorted(chosen)
    if query.only_free:
        where.append("price = ?")
        values.append("0" * PRICE_DIGITS)
    if query.max_price is not None:
        where.append("price <= ?")
        values.append(f"{min(max(query.max_price, 0), 10**PRICE_DIGITS - 1):0{PRICE_DIGITS}d}")
    if query.seller is not None:
        where.append("listing.seller = ?")
        values.append(query.seller.raw)
    return where, values


def _listing(row: sqlite3.Row) -> Listing:
    return Listing(
        id=row["id"],
        terms=Terms.decode(row["terms"]),
        card=None if row["card_fault"] is not None else parse_card(row["card"]),
        card_fault=row["card_fault"],
        is_open=bool(row["is_open"]),
        listed_block=row["listed_block"],
        listed_at=row["listed_at"],
        revised_at=row["revised_at"],
        sales=row["sales"],
        ratings=row["ratings"],
        mean_milli=row["mean_milli"] if row["ratings"] >= LEAST_FOR_MEAN else None,
    )
