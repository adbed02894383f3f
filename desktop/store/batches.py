"""Batches in the user's database: what was asked for, and its state."""

import msgspec

from desktop.core.batches import Batch
from desktop.core.errors import Bug
from desktop.store.database import Database


class BatchStore:
    """Fits ``services.batches.ports.BatchBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, batch: Batch) -> None:
        """Keep it, or its new state."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO batch (id, purchase, created_at, record) VALUES (?, ?, ?, ?)
                   ON CONFLICT (id) DO UPDATE SET record = excluded.record""",
                (batch.id, batch.purchase_id, batch.created_at, msgspec.json.encode(batch).decode()),
            )

    def get(self, batch_id: str) -> Batch:
        with self._database.read() as connection:
            found = connection.execute("SELECT record FROM batch WHERE id = ?", (batch_id,)).fetchone()
        if found is None:
            raise Bug("no such batch")
        return msgspec.json.decode(found["record"], type=Batch)

    def all(self, purchase_id: str = "") -> list[Batch]:
        """Newest first; of one purchase, or of all."""
        query = "SELECT record FROM batch WHERE ? IN ('', purchase) ORDER BY created_at DESC, rowid DESC"
        with self._database.read() as connection:
            return [
                msgspec.json.decode(row["record"], type=Batch)
                for row in connection.execute(query, (purchase_id,))
            ]

    def remove(self, batch_id: str) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM batch WHERE id = ?", (batch_id,))
