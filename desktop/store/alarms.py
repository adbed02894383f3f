"""Which alarms were put away or told, so that none is repeated without end; and when the app was last open."""

from desktop.core.deadlines import Level
from desktop.store.database import Database


class AlarmStore:
    """Fits ``services.deadlines.AlarmBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_away(self) -> dict[str, Level]:
        """Alarms that the person has closed, each with its level then."""
        return self._levels("put_away")

    def told(self) -> dict[str, Level]:
        """Alarms that were told on the desktop, each with its level then."""
        return self._levels("told")

    def set_put_away(self, key: str, level: Level, time: int) -> None:
        self._set("put_away", key, level, time)

    def set_told(self, key: str, level: Level, time: int) -> None:
        self._set("told", key, level, time)

    def last_open(self) -> int | None:
        """The chain's time at which the app last said that it is open."""
        with self._database.read() as connection:
            row = connection.execute("SELECT time FROM watched WHERE name = 'open'").fetchone()
        return None if row is None else row["time"]

    def set_open(self, time: int) -> None:
        """The app is open at this time of the chain."""
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO watched (name, time) VALUES ('open', ?)", (time,))

    def _levels(self, column: str) -> dict[str, Level]:
        query = f"SELECT key, {column} AS level FROM alarm WHERE {column} IS NOT NULL"  # noqa: S608 - fixed names
        with self._database.read() as connection:
            return {row["key"]: Level[row["level"]] for row in connection.execute(query)}

    def _set(self, column: str, key: str, level: Level, time: int) -> None:
        query = f"""INSERT INTO alarm (key, {column}, time) VALUES (?, ?, ?)
                    ON CONFLICT (key) DO UPDATE SET {column} = excluded.{column}, time = excluded.time"""  # noqa: S608
        with self._database.write() as connection:
            connection.execute(query, (key, level.name, time))
