"""What the accounts did, line by line; amounts are exact text."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager

from desktop.core.activity import ActivityPlace, ActivityQuery
from desktop.core.errors import NoSuchRecord
from desktop.core.identity import Address
from desktop.core.spam import HiddenBy
from desktop.services.journal import ON_ITS_WAY, Activity
from desktop.store.activity_query import ORDER, where
from desktop.store.database import Database
from desktop.store.legs import dump_currency, dump_legs, load_currency, load_legs

_COLUMNS = (
    "time", "kind", "account", "amount", "fee_wei", "hash", "status", "counterparty", "subject", "note", "token",
    "chain_id", "block", "mined_at", "legs", "hidden", "found", "words",
)  # fmt: skip
_ACTS = "found = 0"
_BY_HAND = "(found = 0 OR kind = 'sent-elsewhere')"
"""What an account signed: anybody can write a payment by it into a log."""


class ActivityStore:
    """Fits ``services.journal.ActivityBook`` and ``services.tracing.FoundBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def together(self) -> AbstractContextManager[object]:
        """What is written inside is kept as a whole or not at all."""
        return self._database.write()

    def add(self, activity: Activity) -> int:
        """Keep a line (its ``id`` is ignored) and return its id."""
        with self._database.write() as connection:
            query = f"INSERT INTO activity ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
            return int(connection.execute(query, _values(activity)).lastrowid or 0)

    def put(self, activity: Activity) -> None:
        """Write a line that is kept already, but for the person's note.

        Raises:
            NoSuchRecord: There is no such line.
        """
        written = dict(zip(_COLUMNS, _values(activity), strict=True))
        del written["note"], written["words"]
        query = f"UPDATE activity SET {', '.join(f'{name} = ?' for name in written)} WHERE id = ?"  # noqa: S608
        with self._database.write() as connection:
            if connection.execute(query, (*written.values(), activity.id)).rowcount != 1:
                raise NoSuchRecord("activity", str(activity.id))
            self._index_words(connection, activity.id)

    def remove(self, activity_id: int) -> None:
        """Forget a line that the chain took back."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM activity WHERE id = ? AND found = 1", (activity_id,))

    def get(self, activity_id: int) -> Activity:
        """One line.

        Raises:
            NoSuchRecord: There is no such line.
        """
        with self._database.read() as connection:
            row = connection.execute("SELECT * FROM activity WHERE id = ?", (activity_id,)).fetchone()
        if row is None:
            raise NoSuchRecord("activity", str(activity_id))
        return _line(row)

    def find(self, transaction_hash: bytes) -> Activity | None:
        """The act of a transaction."""
        query = f"SELECT * FROM activity WHERE hash = ? AND {_ACTS}"  # noqa: S608 - a constant of this module
        with self._database.read() as connection:
            row = connection.execute(query, (transaction_hash.hex(),)).fetchone()
        return None if row is None else _line(row)

    def lines_of(self, account: Address, chain_id: int, since_block: int = 0) -> list[Activity]:
        """An account's lines on a chain that were mined from a block on, or are not known to be mined; oldest first."""
        query = """SELECT * FROM activity WHERE account = ? AND (chain_id = ? OR chain_id IS NULL)
                     AND (block IS NULL OR block >= ?) ORDER BY time, id"""
        with self._database.read() as connection:
            rows = connection.execute(query, (account.raw.hex(), str(chain_id), since_block))
            return [_line(row) for row in rows]

    def found_on(self, chain_id: int) -> list[Activity]:
        """Everything that was seen on a chain and is no act of this wallet, oldest first."""
        query = "SELECT * FROM activity WHERE found = 1 AND chain_id = ? ORDER BY time, id"
        with self._database.read() as connection:
            return [_line(row) for row in connection.execute(query, (str(chain_id),))]

    def own_tokens(self, chain_id: int) -> frozenset[Address]:
        """Tokens that acts of this wallet were about."""
        query = f"SELECT DISTINCT token FROM activity WHERE token IS NOT NULL AND {_ACTS} AND (chain_id = ? OR chain_id IS NULL)"  # noqa: S608
        with self._database.read() as connection:
            rows = connection.execute(query, (str(chain_id),)).fetchall()
        return frozenset(load_currency(row["token"]).address for row in rows)

    def payees(self) -> frozenset[Address]:
        """Everybody to whom money went from this wallet."""
        query = f"""SELECT DISTINCT counterparty FROM activity
                    WHERE counterparty IS NOT NULL AND amount LIKE '-%' AND status = 'done' AND {_BY_HAND}"""  # noqa: S608
        with self._database.read() as connection:
            return frozenset(Address(bytes.fromhex(row[0])) for row in connection.execute(query))

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

    def set_hidden(self, activity_id: int, hidden: HiddenBy) -> None:
        """Why a line is kept out of the list."""
        self._set(activity_id, "hidden", hidden.value)

    def page(self, offset: int, limit: int) -> list[Activity]:
        """All lines from the newest on."""
        query = f"SELECT * FROM activity ORDER BY {ORDER} LIMIT ? OFFSET ?"  # noqa: S608 - a constant
        with self._database.read() as connection:
            return [_line(row) for row in connection.execute(query, (limit, offset))]

    def select(self, query: ActivityQuery, after: ActivityPlace | None, limit: int) -> list[Activity]:
        """Lines that the query wants, from the newest on, or from below ``after``."""
        condition, values = where(query, after)
        text = f"SELECT * FROM activity WHERE {condition} ORDER BY {ORDER} LIMIT ?"  # noqa: S608 - made of constants
        with self._database.read() as connection:
            return [_line(row) for row in connection.execute(text, (*values, limit))]

    def count(self, query: ActivityQuery) -> int:
        """How many lines there are."""
        condition, values = where(query, None)
        with self._database.read() as connection:
            found = connection.execute(f"SELECT count(*) FROM activity WHERE {condition}", values)  # noqa: S608
            return int(found.fetchone()[0])

    def chains(self) -> list[int]:
        """The chains that there are lines of."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT DISTINCT chain_id FROM activity WHERE chain_id IS NOT NULL")
            return sorted(int(row[0]) for row in rows)

    def oldest_first(self, page_rows: int = 500) -> Iterator[Activity]:
        """Every line, read page by page."""
        query = "SELECT * FROM activity WHERE (time, id) > (?, ?) ORDER BY time, id LIMIT ?"
        last = (-1, -1)
        while True:
            with self._database.read() as connection:
                lines = [_line(row) for row in connection.execute(query, (*last, page_rows))]
            yield from lines
            if len(lines) < page_rows:
                return
            last = (lines[-1].time, lines[-1].id)

    def newest_acts(self, limit: int) -> list[Activity]:
        """The newest acts of this wallet."""
        query = f"SELECT * FROM activity WHERE {_ACTS} ORDER BY {ORDER} LIMIT ?"  # noqa: S608 - constants
        with self._database.read() as connection:
            return [_line(row) for row in connection.execute(query, (limit,))]

    def pending(self) -> list[Activity]:
        """Lines whose transaction has not been seen mined, oldest first."""
        marks = ", ".join("?" * len(ON_ITS_WAY))
        query = f"SELECT * FROM activity WHERE status IN ({marks}) ORDER BY time, id"  # noqa: S608
        with self._database.read() as connection:
            return [_line(row) for row in connection.execute(query, sorted(ON_ITS_WAY))]

    def has_paid(self, counterparty: Address) -> bool:
        """Whether money ever went from this wallet to that address, by a transaction that one of its accounts signed."""
        query = f"""SELECT 1 FROM activity WHERE counterparty = ? AND amount LIKE '-%' AND status = 'done'
                      AND {_BY_HAND} LIMIT 1"""  # noqa: S608 - a constant of this module
        with self._database.read() as connection:
            return connection.execute(query, (counterparty.raw.hex(),)).fetchone() is not None

    def _set(self, activity_id: int, column: str, value: str) -> None:
        with self._database.write() as connection:
            query = f"UPDATE activity SET {column} = ? WHERE id = ?"  # noqa: S608 - names of this module
            if connection.execute(query, (value, activity_id)).rowcount != 1:
                raise NoSuchRecord("activity", str(activity_id))
            self._index_words(connection, activity_id)

    @staticmethod
    def _index_words(connection: sqlite3.Connection, activity_id: int) -> None:
        row = connection.execute("SELECT * FROM activity WHERE id = ?", (activity_id,)).fetchone()
        connection.execute("UPDATE activity SET words = ? WHERE id = ?", (_words(_line(row)), activity_id))


def _values(line: Activity) -> tuple[object, ...]:
    """In the order of ``_COLUMNS``."""
    return (
        line.time,
        line.kind,
        line.account.raw.hex(),
        str(line.amount),
        str(line.fee_wei),
        line.hash.hex() if line.hash is not None else None,
        line.status,
        line.counterparty.raw.hex() if line.counterparty is not None else None,
        line.subject,
        line.note,
        dump_currency(line.currency),
        str(line.chain_id) if line.chain_id is not None else None,
        line.block,
        line.mined_at,
        dump_legs(line.legs),
        line.hidden.value,
        line.is_found,
        _words(line),
    )


def _words(line: Activity) -> str:
    """What a search looks through, in lower case."""
    currencies = [line.currency, *(leg.currency for leg in line.legs or ())]
    people = [line.account, line.counterparty, *(leg.counterparty for leg in line.legs or ())]
    parts = [
        line.subject,
        line.note,
        *(f"{c.symbol} {c.name}" for c in currencies),
        *(str(c.address) for c in currencies if not c.is_coin),
        *(str(person) for person in people if person is not None),
        f"0x{line.hash.hex()}" if line.hash is not None else "",
    ]
    return "\n".join(dict.fromkeys(filter(None, parts))).casefold()


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
        currency=load_currency(row["token"]),
        chain_id=int(row["chain_id"]) if row["chain_id"] is not None else None,
        block=row["block"],
        mined_at=row["mined_at"],
        legs=load_legs(row["legs"]),
        hidden=HiddenBy(row["hidden"]),
        is_found=bool(row["found"]),
    )
