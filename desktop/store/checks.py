"""The checks of kept versions: how far each is, and what was found."""

from desktop.core.checks import VersionCheck
from desktop.core.records import dump, load
from desktop.store.database import Database


class CheckStore:
    """Fits ``services.checking.CheckBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[bytes, VersionCheck]:
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM version_check")
            checks = [load(VersionCheck, row["record"]) for row in rows]
        return {check.identity: check for check in checks}

    def put(self, check: VersionCheck) -> None:
        """Insert or replace, by version."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO version_check (identity, record) VALUES (?, ?)",
                (check.identity.hex(), dump(check)),
            )

    def begin(self, run: int) -> None:
        """A whole check begins at this unix time; 0 ends it."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM library_check")
            connection.execute("INSERT INTO library_check (run) VALUES (?)", (run,))

    def run(self) -> int:
        """When the whole check began that is not over yet; 0 if none is under way."""
        with self._database.read() as connection:
            row = connection.execute("SELECT run FROM library_check").fetchone()
        return 0 if row is None else int(row["run"])
