"""Reading what the indexer noted about endpoints that contradict each other."""

import sqlite3
from pathlib import Path

from desktop.core.listings import Disagreement, DisagreementKind
from desktop.store.catalogue_file import CatalogueFile

MOST = 1_000


class DisagreementReader:
    """Fits ``services.disagreements.DisagreementBook``. Usable from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = CatalogueFile(path)

    def close(self) -> None:
        """Close every connection; no thread may be reading. Safe to call twice."""
        self._file.close()

    def all(self) -> list[Disagreement]:
        """The newest blocks first, at most ``MOST``."""
        return self._rows("SELECT * FROM disagreement ORDER BY block DESC, listing, origin LIMIT ?", MOST)

    def of_listing(self, listing: int) -> list[Disagreement]:
        """What was noted about one listing."""
        return self._rows(
            "SELECT * FROM disagreement WHERE listing = ? ORDER BY block DESC LIMIT 100", listing
        )

    def _rows(self, query: str, value: int) -> list[Disagreement]:
        with self._file.connection() as connection:
            return [] if connection is None else [_read(row) for row in connection.execute(query, (value,))]


def _read(row: sqlite3.Row) -> Disagreement:
    return Disagreement(
        row["listing"], row["origin"], DisagreementKind(row["kind"]), row["block"], bool(row["is_proven"])
    )
