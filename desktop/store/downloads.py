"""Downloads that are under way, paused or just finished: kept, so that a restart shows them as they were."""

from desktop.core.records import dump, load
from desktop.core.transfers import Download
from desktop.store.database import Database


class DownloadStore:
    """Fits ``services.downloads.DownloadBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Download]:
        """Newest first."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM download ORDER BY started_at DESC, identity")
            return [load(Download, row["record"]) for row in rows]

    def put(self, download: Download) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO download (identity, started_at, record) VALUES (?, ?, ?)",
                (download.identity.hex(), download.started_at, dump(download)),
            )

    def drop(self, identity: bytes) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM download WHERE identity = ?", (identity.hex(),))
