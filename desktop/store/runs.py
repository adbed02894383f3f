"""The history of runs: when, how long, on what, and digests; never the data itself."""

import sqlite3

import msgspec

from desktop.core.errors import NoSuchRecord
from desktop.core.run_records import RunDetail, RunRecord
from desktop.services.run_records import RecordPage, RecordQuery
from desktop.store.database import Database

_COUNT = """SELECT count(*) FROM run
            WHERE purchase = ? AND (? = '' OR instr(lower(summary || ' ' || coalesce(record, '')), lower(?)) > 0)
              AND (? = '' OR device = ?)"""
_PAGE = """SELECT * FROM run
           WHERE purchase = ? AND (? = '' OR instr(lower(summary || ' ' || coalesce(record, '')), lower(?)) > 0)
             AND (? = '' OR device = ?) AND (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?"""


class RunStore:
    """Fits ``services.running.RunBook`` and ``services.run_records.RecordBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, record: RunRecord) -> int:
        """Keep it; returns its number."""
        with self._database.write() as connection:
            cursor = connection.execute(
                """INSERT INTO run (purchase, time, seconds, device, input_digest, output_digest, summary, record)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    record.purchase_id,
                    record.time,
                    record.seconds,
                    record.device,
                    record.input_digest,
                    record.output_digest,
                    record.summary,
                    None if record.detail is None else msgspec.json.encode(record.detail).decode(),
                ),
            )
            return int(cursor.lastrowid or 0)

    def history(self, purchase_id: str, limit: int = 100) -> list[RunRecord]:
        """The newest runs of a purchase, newest first."""
        query = "SELECT * FROM run WHERE purchase = ? ORDER BY time DESC, id DESC LIMIT ?"
        with self._database.read() as connection:
            return [_record(row) for row in connection.execute(query, (purchase_id, limit))]

    def counts(self) -> dict[str, int]:
        """How often each purchase was run."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT purchase, count(*) FROM run GROUP BY purchase").fetchall()
        return {row[0]: row[1] for row in rows}

    def record(self, number: int) -> RunRecord:
        """One run.

        Raises:
            NoSuchRecord: There is none of this number.
        """
        with self._database.read() as connection:
            row = connection.execute("SELECT * FROM run WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise NoSuchRecord("run", str(number))
        return _record(row)

    def page(self, query: RecordQuery) -> RecordPage:
        """The newest runs that match, newest first, ``limit`` of those with a lower number than ``before``."""
        matching = (query.purchase_id, query.text, query.text, query.device, query.device)
        with self._database.read() as connection:
            total = connection.execute(_COUNT, matching).fetchone()[0]
            rows = connection.execute(_PAGE, (*matching, query.before, query.before, query.limit)).fetchall()
            devices = connection.execute(
                "SELECT DISTINCT device FROM run WHERE purchase = ? ORDER BY device", (query.purchase_id,)
            ).fetchall()
        return RecordPage(tuple(map(_record, rows)), int(total), tuple(str(row["device"]) for row in devices))


def _record(row: sqlite3.Row) -> RunRecord:
    return RunRecord(
        purchase_id=row["purchase"],
        time=row["time"],
        seconds=row["seconds"],
        device=row["device"],
        input_digest=row["input_digest"],
        output_digest=row["output_digest"],
        summary=row["summary"],
        detail=_detail(row["record"]),
        id=row["id"],
    )


def _detail(text: str | None) -> RunDetail | None:
    """None of runs before it was kept, and of those that another version wrote otherwise."""
    try:
        return None if text is None else msgspec.json.decode(text, type=RunDetail)
    except msgspec.MsgspecError:
        return None
