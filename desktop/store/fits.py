"""How versions run here: trials by (version, machine, engine, device), and what was seen each time one was open."""

import msgspec

from desktop.core.fit import Fit, FitPlace, Observation
from desktop.store.database import Database

_MOST_SEEN = 200


class FitStore:
    """Fits ``services.fitting.FitBook``. A trial whose record an older or newer Licet wrote otherwise counts as none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fit(self, place: FitPlace) -> Fit | None:
        query = "SELECT record FROM fit WHERE identity = ? AND machine = ? AND engine = ? AND device = ?"
        with self._database.read() as connection:
            row = connection.execute(query, _key(place)).fetchone()
        try:
            return None if row is None else msgspec.json.decode(row["record"], type=Fit)
        except msgspec.MsgspecError:
            return None

    def keep(self, place: FitPlace, fit: Fit, time: int) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO fit (identity, machine, engine, device, time, record) VALUES (?, ?, ?, ?, ?, ?)",
                (*_key(place), time, msgspec.json.encode(fit).decode()),
            )

    def forget(self, place: FitPlace) -> None:
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM fit WHERE identity = ? AND machine = ? AND engine = ? AND device = ?",
                _key(place),
            )

    def observe(self, place: FitPlace, observation: Observation) -> None:
        """Add it, or write over the one of the same place and time."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT OR REPLACE INTO fit_seen (identity, machine, engine, device, time, record)
                   VALUES (?, ?, ?, ?, ?, ?)""",
                (*_key(place), observation.time, msgspec.json.encode(observation).decode()),
            )

    def observations(self, identity: bytes, machine: str) -> list[Observation]:
        """Newest first, on any device and engine."""
        query = "SELECT record FROM fit_seen WHERE identity = ? AND machine = ? ORDER BY time DESC LIMIT ?"
        with self._database.read() as connection:
            rows = connection.execute(query, (identity.hex(), machine, _MOST_SEEN)).fetchall()
        seen = []
        for row in rows:
            try:
                seen.append(msgspec.json.decode(row["record"], type=Observation))
            except msgspec.MsgspecError:
                continue
        return seen

    def elsewhere(self, identity: bytes, machine: str) -> int:
        """How many observations are from other machines."""
        query = "SELECT count(*) AS n FROM fit_seen WHERE identity = ? AND machine <> ?"
        with self._database.read() as connection:
            return int(connection.execute(query, (identity.hex(), machine)).fetchone()["n"])


def _key(place: FitPlace) -> tuple[str, str, str, str]:
    return place.identity.hex(), place.machine, place.engine, place.device
