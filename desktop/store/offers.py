"""Who listed what, for the lists that name sellers and keys."""

import json
from pathlib import Path

from desktop.core.identity import Address
from desktop.store.catalogue_file import CatalogueFile


class OfferReader:
    """Fits ``services.block_lists.ports.Offers``. Usable from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = CatalogueFile(path)

    def close(self) -> None:
        """Close every connection; no thread may be reading. Safe to call twice."""
        self._file.close()

    def position(self) -> int:
        with self._file.connection() as connection:
            if connection is None:
                return -1
            row = connection.execute("SELECT value FROM meta WHERE name = 'indexed_to'").fetchone()
        return int(row["value"]) if row else -1

    def with_keys(self, keys: frozenset[bytes]) -> frozenset[int]:
        return self._listings("key_hash", keys)

    def of_sellers(self, sellers: frozenset[Address]) -> frozenset[int]:
        return self._listings("seller", frozenset(seller.raw for seller in sellers))

    def sellers_of(self, listings: frozenset[int]) -> frozenset[Address]:
        query = "SELECT DISTINCT seller FROM listing WHERE id IN (SELECT value FROM json_each(?))"
        with self._file.connection() as connection:
            if connection is None or not listings:
                return frozenset()
            rows = connection.execute(query, (json.dumps(sorted(listings)),))
            return frozenset(Address(row["seller"]) for row in rows)

    def _listings(self, column: str, values: frozenset[bytes]) -> frozenset[int]:
        """Looked up one by one: a list has more entries than a statement may have values."""
        query = f"SELECT id FROM listing WHERE {column} = ?"  # noqa: S608 - our own names
        with self._file.connection() as connection:
            if connection is None:
                return frozenset()
            return frozenset(row["id"] for value in values for row in connection.execute(query, (value,)))
