"""Places a seller publishes to, what each address last gave, and how much this computer gave itself."""

from collections.abc import Mapping, Sequence

from desktop.core.mirrors import Mirror, SourceStanding
from desktop.core.records import dump, load
from desktop.store.database import Database


class MirrorStore:
    """Fits ``services.selling.mirroring.MirrorBook`` and ``services.seeding.GivenBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mirrors(self) -> tuple[Mirror, ...]:
        """The places, in the person's order."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM mirror ORDER BY place").fetchall()
        return tuple(load(Mirror, row["record"]) for row in rows)

    def keep_mirrors(self, mirrors: Sequence[Mirror]) -> None:
        """Replace them all."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM mirror")
            connection.executemany(
                "INSERT INTO mirror (place, record) VALUES (?, ?)",
                [(place, dump(mirror)) for place, mirror in enumerate(mirrors)],
            )

    def standings(self) -> list[SourceStanding]:
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM source_standing").fetchall()
        return [load(SourceStanding, row["record"]) for row in rows]

    def put_standing(self, standing: SourceStanding) -> None:
        """Insert or replace, by version and address."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO source_standing (identity, source, record) VALUES (?, ?, ?)",
                (standing.identity.hex(), standing.source, dump(standing)),
            )

    def add_given(self, given: Mapping[bytes, int]) -> None:
        """Count bytes that were given of versions."""
        with self._database.write() as connection:
            connection.executemany(
                """INSERT INTO given (identity, bytes) VALUES (?, ?)
                   ON CONFLICT (identity) DO UPDATE SET bytes = bytes + excluded.bytes""",
                [(identity.hex(), count) for identity, count in given.items()],
            )

    def given(self) -> dict[bytes, int]:
        """Bytes given so far, by version."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT identity, bytes FROM given").fetchall()
        return {bytes.fromhex(row["identity"]): row["bytes"] for row in rows}
