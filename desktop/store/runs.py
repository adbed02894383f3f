"""The history of runs: when, how long, on what, and digests; never the data itself."""

from desktop.services.running import RunRecord
from desktop.store.database import Database


class RunStore:
    """Fits ``services.running.RunBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, record: RunRecord) -> None:
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO run (purchase, time, seconds, device, input_digest, output_digest, summary)
                   VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (
                    record.purchase_id,
                    record.time,
                    record.seconds,
                    record.device,
                    record.input_digest,
                    record.output_digest,
                    record.summary,
                ),
            )

    def history(self, purchase_id: str, limit: int = 100) -> list[RunRecord]:
        """The newest runs of a purchase, newest first."""
        query = "SELECT * FROM run WHERE purchase = ? ORDER BY time DESC, id DESC LIMIT ?"
        with self._database.read() as connection:
            return [
                RunRecord(
                    purchase_id=row["purchase"],
                    time=row["time"],
                    seconds=row["seconds"],
                    device=row["device"],
                    input_digest=row["input_digest"],
                    output_digest=row["output_digest"],
                    summary=row["summary"],
                )
                for row in connection.execute(query, (purchase_id, limit))
            ]
