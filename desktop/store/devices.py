"""On which device a version is run by choice, and on which it did not work."""

from desktop.core.devices import DeviceFailure
from desktop.store.database import Database


class DeviceStore:
    """Fits ``services.devices.DeviceBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def choice(self, identity: bytes) -> str:
        """Empty: as in the settings."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT device FROM device_choice WHERE identity = ?", (identity.hex(),)
            ).fetchone()
        return "" if row is None else str(row["device"])

    def choose(self, identity: bytes, device: str) -> None:
        with self._database.write() as connection:
            if device:
                connection.execute(
                    "INSERT OR REPLACE INTO device_choice (identity, device) VALUES (?, ?)",
                    (identity.hex(), device),
                )
            else:
                connection.execute("DELETE FROM device_choice WHERE identity = ?", (identity.hex(),))

    def failures(self, identity: bytes) -> tuple[DeviceFailure, ...]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT device, time, reason FROM device_failure WHERE identity = ? ORDER BY device",
                (identity.hex(),),
            ).fetchall()
        return tuple(DeviceFailure(row["device"], row["time"], row["reason"]) for row in rows)

    def keep_failure(self, identity: bytes, failure: DeviceFailure) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO device_failure (identity, device, time, reason) VALUES (?, ?, ?, ?)",
                (identity.hex(), failure.device, failure.time, failure.reason),
            )

    def forget_failure(self, identity: bytes, device: str) -> None:
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM device_failure WHERE identity = ? AND device = ?", (identity.hex(), device)
            )

    def forget_failures_of(self, device: str) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM device_failure WHERE device = ?", (device,))
