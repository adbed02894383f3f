"""What a seller keeps: every version of the own listings' terms, and the answers to orders."""

from dataclasses import dataclass

from desktop.core.errors import Bug
from desktop.core.records import dump, load
from desktop.core.sales import OwnListing, Sale
from desktop.store.database import Database


@dataclass(eq=False)
class DeliveryChanged(Bug):
    """A delivery that was fixed was to be replaced by another one. Nothing was written."""

    order_id: int


class SaleStore:
    """Fits ``services.selling.ports.SaleBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listings(self) -> list[OwnListing]:
        """Every version of every own listing, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM own_listing ORDER BY created_at, rowid")
            return [load(OwnListing, row["record"]) for row in rows]

    def put_listing(self, listing: OwnListing) -> None:
        """Insert or replace, by the hash of the terms."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO own_listing (terms_hash, listing, created_at, record) VALUES (?, ?, ?, ?)
                   ON CONFLICT (terms_hash) DO UPDATE SET listing = excluded.listing, record = excluded.record""",
                (listing.terms.hash.hex(), str(listing.listing), listing.created_at, dump(listing)),
            )

    def sales(self) -> list[Sale]:
        """Every order on own listings, in the order in which they were seen."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM sale ORDER BY seen_at, rowid")
            return [load(Sale, row["record"]) for row in rows]

    def sale(self, order_id: int) -> Sale | None:
        with self._database.read() as connection:
            query = "SELECT record FROM sale WHERE order_id = ?"
            row = connection.execute(query, (f"{order_id:064x}",)).fetchone()
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
                """INSERT INTO sale (order_id, listing, state, seen_at, record) VALUES (?, ?, ?, ?, ?)
                   ON CONFLICT (order_id) DO UPDATE SET state = excluded.state, record = excluded.record""",
                (key, str(sale.listing), sale.state.value, sale.seen_at, dump(sale)),
            )


def _delivery(sale: Sale) -> tuple[int, int, bytes]:
    return sale.rx, sale.parity, sale.wrapped
