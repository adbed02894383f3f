"""Reading the catalogue: search, listings and how far the index is. Never writes, and bears the file's absence."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.cards import parse_card
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.listings import Count, FacetCounts, IndexStatus, Listing, ListingPage, ListingQuery
from desktop.core.reviews import LEAST_FOR_MEAN
from desktop.services.catalogue import SellerHistory
from desktop.store.catalogue_file import CatalogueFile
from desktop.store.facets import choices, count_facets
from desktop.store.finding import read_rows, search
from desktop.store.interrupting import interruptible
from desktop.store.suggesting import suggest

MAX_PAGE = 500
MAX_PAYING = 1000
"""Anybody may name anybody as payee: a flood of such listings must not become a flood of requests."""


class CatalogueReader:
    """Fits ``services.catalogue.CatalogueReader``. Usable from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = CatalogueFile(path)

    def search(self, query: ListingQuery, cancel: CancelToken | None = None) -> ListingPage:
        """Listings on offer that fit, one page of them; ends with ``Cancelled`` when the token is set."""
        limit = min(query.limit, MAX_PAGE)
        with self._file.connection() as connection:
            if connection is None:
                return ListingPage((), 0)
            with interruptible(connection, cancel):
                found = search(connection, query, limit)
        return ListingPage(
            tuple(map(_listing, found.rows)),
            found.total.number,
            found.total.is_exact,
            found.next,
            found.hidden,
        )

    def facets(
        self, query: ListingQuery, memory_bytes: int, cancel: CancelToken | None = None
    ) -> FacetCounts:
        """How many each filter would leave; ``memory_bytes`` is what this computer has."""
        with self._file.connection() as connection:
            if connection is None:
                return FacetCounts((), (), Count(0), Count(0), Count(0))
            with interruptible(connection, cancel):
                return count_facets(connection, query, memory_bytes)

    def suggest(self, query: ListingQuery, cancel: CancelToken | None = None) -> str | None:
        """Words near those that were typed that are found, when those are not."""
        with self._file.connection() as connection:
            if connection is None:
                return None
            with interruptible(connection, cancel):
                return suggest(connection, query)

    def listing(self, listing_id: int) -> Listing | None:
        """One listing, open or closed."""
        with self._file.connection() as connection:
            if connection is None:
                return None
            rows = read_rows(connection, [listing_id])
        return _listing(rows[0]) if rows else None

    def status(self) -> IndexStatus:
        """How far the catalogue is, and the head that the indexer saw last."""
        with self._file.connection() as connection:
            if connection is None:
                return IndexStatus(-1, None, None)
            meta = {row["name"]: row["value"] for row in connection.execute("SELECT name, value FROM meta")}
        if "indexed_to" not in meta:
            return IndexStatus(-1, None, None)
        return IndexStatus(
            int(meta["indexed_to"]),
            int(meta["head"]),
            int(meta["head_time"]),
            indexed_from=int(meta["indexed_from"]),
            older_left=int(meta["older_left"]),
        )

    def tasks(self) -> tuple[str, ...]:
        """The tasks of listings on offer, the commonest first."""
        return self._choices("task")

    def licenses(self) -> tuple[str, ...]:
        """The licences of listings on offer, the commonest first."""
        return self._choices("license")

    def _choices(self, kind: str) -> tuple[str, ...]:
        with self._file.connection() as connection:
            return () if connection is None else tuple(choice for choice, _count in choices(connection, kind))

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
        query = f"SELECT id FROM listing WHERE payee IN ({marks}) ORDER BY id DESC LIMIT {MAX_PAYING}"  # noqa: S608
        with self._file.connection() as connection:
            if connection is None:
                return []
            return [row["id"] for row in connection.execute(query, [payee.raw for payee in payees])]

    def close(self) -> None:
        """Close every connection; no thread may be reading. Safe to call twice."""
        self._file.close()


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
        payers=row["payers"],
        refunds=row["refunds"],
        popularity_milli=row["popularity_milli"],
        wash_milli=row["wash_milli"],
    )
