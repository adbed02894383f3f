"""What a seller keeps: every version of the own listings' terms, and the answers to orders, market by market."""

import sqlite3
from dataclasses import dataclass

from desktop.core.errors import Bug
from desktop.core.exchange import order_id
from desktop.core.identity import Address
from desktop.core.records import dump, load
from desktop.core.sales import OwnListing, Sale
from desktop.store.database import Database


@dataclass(eq=False)
class DeliveryChanged(Bug):
    """A delivery that was fixed was to be replaced by another one. Nothing was written."""

    order_id: int


class SaleStore:
    """Fits ``services.selling.ports.SaleBook`` for one market on one chain; what is on another is not seen.

    Rows from before the tables named their market are adopted when a store is made: an order by its id, which is a
    hash over chain and market; a listing with its orders, and one without any by the first market that is opened.
    """

    def __init__(self, database: Database, chain_id: int, market: Address) -> None:
        self._database = database
        self._chain_id = chain_id
        self._market = market
        self._place = (str(chain_id), market.raw.hex())
        self._adopt()

    def listings(self) -> list[OwnListing]:
        """Every version of every own listing on this market, oldest first."""
        query = "SELECT record FROM own_listing WHERE chain_id = ? AND market = ? ORDER BY created_at, rowid"
        with self._database.read() as connection:
            return [load(OwnListing, row["record"]) for row in connection.execute(query, self._place)]

    def put_listing(self, listing: OwnListing) -> None:
        """Insert or replace, by the hash of the terms, whose key hash binds them to the market."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO own_listing (terms_hash, listing, created_at, record, chain_id, market)
                   VALUES (?, ?, ?, ?, ?, ?)
                   ON CONFLICT (terms_hash) DO UPDATE SET listing = excluded.listing, record = excluded.record""",
                (
                    listing.terms.hash.hex(),
                    str(listing.listing),
                    listing.created_at,
                    dump(listing),
                    *self._place,
                ),
            )

    def sales(self) -> list[Sale]:
        """Every order on own listings on this market, in the order in which they were seen."""
        query = "SELECT record FROM sale WHERE chain_id = ? AND market = ? ORDER BY seen_at, rowid"
        with self._database.read() as connection:
            return [load(Sale, row["record"]) for row in connection.execute(query, self._place)]

    def sale(self, order_id: int) -> Sale | None:
        with self._database.read() as connection:
            query = "SELECT record FROM sale WHERE order_id = ? AND chain_id = ? AND market = ?"
            row = connection.execute(query, (f"{order_id:064x}", *self._place)).fetchone()
            return load(Sale, row["record"]) if row else None

    def put_sale(self, sale: Sale) -> None:
        """Insert or replace, by order id.

        Raises:
            DeliveryChanged: ``rx``, ``parity`` or ``wrapped`` were set before and differ: every re-sent delivery
                is the same delivery (EXCHANGE.md section 3).
        """
        key = f"{sale.order_id:064x}"
        with self._database.write() as connection:
            row = connection.execute("SELECT record FROM sale WHERE order_id = ?", (key,)).fetchone()
            kept = load(Sale, row["record"]) if row else None
            if kept is not None and kept.wrapped and _delivery(kept) != _delivery(sale):
                raise DeliveryChanged(sale.order_id)
            connection.execute(
                """INSERT INTO sale (order_id, listing, state, seen_at, record, chain_id, market)
                   VALUES (?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (order_id) DO UPDATE SET state = excluded.state, record = excluded.record""",
                (key, str(sale.listing), sale.state.value, sale.seen_at, dump(sale), *self._place),
            )

    def _adopt(self) -> None:
        with self._database.write() as connection:
            unplaced = connection.execute("SELECT order_id, record FROM sale WHERE market IS NULL").fetchall()
            elsewhere = set()
            for row in unplaced:
                sale = load(Sale, row["record"])
                if self._is_here(sale):
                    self._place_row(connection, "sale", "order_id", row["order_id"])
                else:
                    elsewhere.add(sale.terms.hash.hex())
            for row in connection.execute(
                "SELECT terms_hash FROM own_listing WHERE market IS NULL"
            ).fetchall():
                if row["terms_hash"] not in elsewhere:
                    self._place_row(connection, "own_listing", "terms_hash", row["terms_hash"])

    def _is_here(self, sale: Sale) -> bool:
        order = sale.order
        found = order_id(
            self._chain_id, self._market, order.listing, order.payer, order.holder, order.px, order.parity
        )
        return found == sale.order_id

    def _place_row(self, connection: sqlite3.Connection, table: str, column: str, key: str) -> None:
        query = f"UPDATE {table} SET chain_id = ?, market = ? WHERE {column} = ?"  # noqa: S608 - fixed names
        connection.execute(query, (*self._place, key))


class AllSales:
    """Own listings and orders on every market of every chain: the content store knows no markets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def anywhere(self) -> tuple[list[OwnListing], list[Sale]]:
        """All of them, in no order."""
        with self._database.read() as connection:
            listings = connection.execute("SELECT record FROM own_listing").fetchall()
            sales = connection.execute("SELECT record FROM sale").fetchall()
        return (
            [load(OwnListing, row["record"]) for row in listings],
            [load(Sale, row["record"]) for row in sales],
        )


def _delivery(sale: Sale) -> tuple[int, int, bytes]:
    return sale.rx, sale.parity, sale.wrapped
