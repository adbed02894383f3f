"""When back-ups of a wallet were last tried, and what they brought back."""

from desktop.core.records import dump, load
from desktop.core.rehearsals import BackupCheck
from desktop.store.database import Database


class BackupCheckStore:
    """Fits ``services.backing_up.CheckBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, wallet_id: str, check: BackupCheck) -> None:
        """Insert or replace, by wallet and kind."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO backup_check (wallet, kind, record) VALUES (?, ?, ?)",
                (wallet_id, check.kind.value, dump(check)),
            )

    def of(self, wallet_id: str) -> list[BackupCheck]:
        """The last check of each kind."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM backup_check WHERE wallet = ?", (wallet_id,))
            return [load(BackupCheck, row["record"]) for row in rows]
