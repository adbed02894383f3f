"""What the accounts did, line by line; amounts are exact text."""

import sqlite3

from desktop.core.errors import NoSuchRecord
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.records import dump, load
from desktop.services.journal import ON_ITS_WAY, Activity
from desktop.store.database import Database


class ActivityStore:
    """Fits ``services.journal.ActivityBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, activity: Activity) -> int:
        """Keep a line (its ``id`` is ignored) and return its id."""
        with self._database.write() as connection:
            cursor = connection.execute(
                """INSERT INTO activity
                     (time, kind, account, amount, fee_wei, hash, status, counterparty, subject, note, token)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    activity.time,
                    activity.kind,
                    activity.account.raw.hex(),
                    str(activity.amount),
                    str(activity.fee_wei),
                    activity.hash.hex() if activity.hash is not None else None,
                    activity.status,
                    activity.counterparty.raw.hex() if activity.counterparty is not None else None,
                    activity.subject,
                    activity.note,
                    None if activity.currency.is_coin else dump(activity.currency),
                ),
            )
            return int(cursor.lastrowid or 0)

    def find(self, transaction_hash: bytes) -> Activity | None:
        """The line of a transaction."""
        query = "SELECT * FROM activity WHERE hash = ?"
        with self._database.read() as connection:
            row = connection.execute(query, (transaction_hash.hex(),)).fetchone()
        return None if row is None else _line(row)

    def set_status(self, activity_id: int, status: str, fee_wei: int) -> None:
        """What became of a line's transaction.

        Raises:
            NoSuchRecord: There is no such line.
        """
        with self._database.write() as connection:
            query = "UPDATE activity SET status = ?, fee_wei = ? WHERE id = ?"
            if connection.execute(query, (status, str(fee_wei), activity_id)).rowcount != 1:
                raise NoSuchRecord("activity", str(activity_id))

    def set_amount(self, activity_id: int, amount: int) -> None:
        """What a line's transaction moved."""
        self._set(activity_id, "amount", str(amount))

    def set_hash(self, activity_id: int, transaction_hash: bytes) -> None:
        """The transaction by which a line's act goes on."""
        self._set(activity_id, "hash", transaction_hash.hex())

    def set_note(self, activity_id: int, note: str) -> None:
        """The person's own words about a line."""
        self._set(activity_id, "note", note)

    def page(self, offset: int, limit: int) -> list[Activity]:
        """Lines from the newest on."""
        query = "SELECT * FROM activity ORDER BY time DESC, id DESC LIMIT ? OFFSET ?"
        with self._database.read() as connection:
            return [_line(row) for row in connection.execute(query, (limit, offset))]

    def pending(self) -> list[Activity]:
        """Lines whose transaction has not been seen mined, oldest first."""
        marks = ", ".join("?" * len(ON_ITS_WAY))
        query = f"SELECT * FROM activity WHERE status IN ({marks}) ORDER BY time, id"  # noqa: S608
        with self._database.read() as connection:
            return [_line(row) for row in connection.execute(query, sorted(ON_ITS_WAY))]

    def _set(self, activity_id: int, column: str, value: str) -> None:
        with self._database.write() as connection:
            query = f"UPDATE activity SET {column} = ? WHERE id = ?"  # noqa: S608 - names of this module
            if connection.execute(query, (value, activity_id)).rowcount != 1:
                raise NoSuchRecord("activity", str(activity_id))

    def has_paid(self, counterparty: Address) -> bool:
        """Whether money ever went from this wallet to that address."""
        query = (
            "SELECT 1 FROM activity WHERE counterparty = ? AND amount LIKE '-%' AND status = 'done' LIMIT 1"
        )
        with self._database.read() as connection:
            return connection.execute(query, (counterparty.raw.hex(),)).fetchone() is not None


def _line(row: sqlite3.Row) -> Activity:
    return Activity(
        id=row["id"],
        time=row["time"],
        kind=row["kind"],
        account=Address(bytes.fromhex(row["account"])),
        amount=int(row["amount"]),
        fee_wei=int(row["fee_wei"]),
        hash=bytes.fromhex(row["hash"]) if row["hash"] is not None else None,
        status=row["status"],
        counterparty=Address(bytes.fromhex(row["counterparty"])) if row["counterparty"] is not None else None,
        subject=row["subject"],
        note=row["note"],
        currency=load(Currency, row["token"]) if row["token"] is not None else COIN,
    )
