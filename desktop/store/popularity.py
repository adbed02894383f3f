"""Reading who bought: a listing's trade, and the purchases that everybody can see."""

import secrets
import sqlite3
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.identity import Address
from desktop.core.popularity import DOUBTFUL_WASH, EPOCH_HOURS, HOUR_S, Popularity, Trade, by_month
from desktop.core.recommending import MOST_MODELS, CoPurchases, Together
from desktop.store.catalogue_file import CatalogueFile
from desktop.store.popularity_writer import facts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_ENTRIES = 200_000
"""Of more purchases a sample of the accounts is read."""
MOST_NEIGHBOURS = 20_000
_ADDRESS_BYTES = 20
_AT_ONCE = 2_000  # rows fetched between two chances for other threads


class PopularityReader:
    """Fits ``services.recommending.ports.PublicPurchases``. Usable from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = CatalogueFile(path)
        # Which accounts a sample has depends on a place in their address that nobody outside knows.
        self._place = 1 + secrets.randbelow(_ADDRESS_BYTES)

    def close(self) -> None:
        """Close every connection; no thread may be reading. Safe to call twice."""
        self._file.close()

    def indexed_to(self) -> int:
        """The last block in the catalogue; -1 if there is none yet."""
        with self._file.connection() as connection:
            if connection is None:
                return -1
            row = connection.execute("SELECT value FROM meta WHERE name = 'indexed_to'").fetchone()
        return int(row["value"]) if row else -1

    def view(self, listing: int) -> Popularity:
        """A listing's trade."""
        with self._file.connection() as connection:
            if connection is None:
                return Popularity(Trade())
            _, trade = facts(connection, listing)
            row = connection.execute(
                "SELECT popularity_milli FROM listing WHERE id = ?", (listing,)
            ).fetchone()
            query = f"SELECT hour / {EPOCH_HOURS} AS epoch, sum(payers) FROM demand WHERE listing = ? GROUP BY epoch"  # noqa: S608
            months = dict(connection.execute(query, (listing,)).fetchall())
        return Popularity(trade, row["popularity_milli"] if row else 0, by_month(months))

    def together(self, listing: int, ignored: Collection[Address]) -> list[Together]:
        """What the accounts that bought a listing bought beside it."""
        query = """SELECT other.listing, listing.payers, other.payer FROM patron AS this
                   JOIN patron AS other ON other.payer = this.payer AND other.listing != this.listing
                   JOIN listing ON listing.id = other.listing
                   WHERE this.listing = ? AND this.strength > 0 AND other.strength > 0 AND listing.is_offered = 1 LIMIT ?"""
        own = {account.raw for account in ignored}
        with self._file.connection() as connection:
            if connection is None:
                return []
            rows = connection.execute(query, (listing, MOST_NEIGHBOURS)).fetchall()
        payers = {row["listing"]: row["payers"] for row in rows}
        counts = Counter(row["listing"] for row in rows if row["payer"] not in own)
        return [Together(other, count, payers[other]) for other, count in counts.items()]

    def purchases(self, also: Collection[int], ignored: Collection[Address]) -> CoPurchases:
        """Who bought which of the most popular models on offer, and of ``also``.

        Purchases that count for nothing are left out, and those of the accounts ``ignored``.
        """
        import numpy as np

        with self._file.connection() as connection:
            models = [] if connection is None else _models(connection, also)
            rows = [] if connection is None else self._entries(connection, [row["id"] for row in models])
        listings = np.array([row["id"] for row in models], dtype=np.int64)
        sellers = [row["seller"] for row in models]
        own = {account.raw for account in ignored}
        rows = [row for row in rows if row[0] not in own]
        place = {int(listing): index for index, listing in enumerate(listings)}
        return CoPurchases(
            accounts=_numbers([row[0] for row in rows]),
            models=np.array([place[row[1]] for row in rows], dtype=np.int64),
            times=np.array([row[2] for row in rows], dtype=np.int64) * HOUR_S,
            listings=listings,
            sellers=_numbers(sellers),
        )

    def suggestible(self, listings: Collection[int]) -> set[int]:
        """Those on offer with neither doubtful sales nor a proven complaint."""
        query = """SELECT id FROM listing WHERE id IN ({}) AND is_offered = 1 AND is_readable = 1 AND wash_milli < ?
                   AND NOT EXISTS (SELECT 1 FROM demand WHERE demand.listing = listing.id AND proven > 0)"""
        return self._numbers(query, list(listings), (DOUBTFUL_WASH,))

    def sold_by(self, listings: Collection[int], sellers: Collection[Address]) -> set[int]:
        """Those of these sellers."""
        marks = ", ".join("?" * len(sellers))
        query = f"SELECT id FROM listing WHERE id IN ({{}}) AND seller IN ({marks})"  # noqa: S608 - marks
        return self._numbers(query, list(listings), tuple(seller.raw for seller in sellers))

    def _numbers(self, query: str, listings: list[int], values: tuple[object, ...]) -> set[int]:
        with self._file.connection() as connection:
            if connection is None:
                return set()
            asked = query.format(", ".join("?" * len(listings)))
            return {row["id"] for row in connection.execute(asked, (*listings, *values))}

    def _entries(self, connection: sqlite3.Connection, listings: list[int]) -> list[tuple[bytes, int, int]]:
        marks = ", ".join("?" * len(listings))
        chosen = f"FROM patron WHERE strength > 0 AND listing IN ({marks})"
        total = connection.execute(f"SELECT count(*) {chosen}", listings).fetchone()[0]
        share = min(256, max(1, 256 * MOST_ENTRIES // max(total, 1)))
        query = f"SELECT payer, listing, hour {chosen} LIMIT ?"
        sample: list[object] = []
        if share < 256:
            query, sample = (
                f"SELECT payer, listing, hour {chosen} AND substr(payer, ?, 1) < ? LIMIT ?",
                [self._place, bytes([share])],
            )
        cursor = connection.execute(query, (*listings, *sample, MOST_ENTRIES))
        found: list[tuple[bytes, int, int]] = []
        while rows := cursor.fetchmany(_AT_ONCE):
            found.extend((row[0], row[1], row[2]) for row in rows)
        return found


def _models(connection: sqlite3.Connection, also: Collection[int]) -> list[sqlite3.Row]:
    popular = """SELECT id, seller FROM listing WHERE is_offered = 1 AND popularity_milli > 0
                 ORDER BY popularity_milli DESC, id DESC LIMIT ?"""
    found = {row["id"]: row for row in connection.execute(popular, (MOST_MODELS,))}
    for listing in sorted(set(also) - found.keys()):
        row = connection.execute("SELECT id, seller FROM listing WHERE id = ?", (listing,)).fetchone()
        if row is not None:
            found[listing] = row
    return list(found.values())


def _numbers(accounts: list[bytes]) -> "NDArray[np.int64]":
    """The accounts, numbered from 0."""
    import numpy as np

    if not accounts:
        return np.zeros(0, dtype=np.int64)
    words = np.frombuffer(b"".join(accounts), dtype=">u4").reshape(len(accounts), -1)
    found: NDArray[np.int64] = np.unique(words, axis=0, return_inverse=True)[1].reshape(-1)
    return found
