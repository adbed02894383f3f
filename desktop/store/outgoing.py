"""Sent transactions, kept raw before they are sent: acts by chain, account and nonce, with their attempts."""

import sqlite3
from collections.abc import Callable, Iterable

from desktop.core.errors import NoSuchRecord
from desktop.core.identity import Address
from desktop.core.outgoing import Attempt, AttemptKind, Fate, MinedNonce, Outgoing, Reception, Situation
from desktop.core.records import dump, load
from desktop.core.transactions import UnsignedTransaction
from desktop.store.database import Database


class OutgoingStore:
    """Fits ``services.outgoing.OutgoingBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, act: Outgoing, also: Callable[[], object] = lambda: None) -> int:
        """Keep a new act (its ``id`` is ignored) with its attempts, and what ``also`` writes, or nothing of it."""
        with self._database.write() as connection:
            cursor = connection.execute(
                "INSERT INTO outgoing (chain_id, account, nonce, is_watched, fate) VALUES (?, ?, ?, 1, ?)",
                (str(act.chain_id), act.account.raw.hex(), str(act.nonce), dump(act.fate)),
            )
            identifier = int(cursor.lastrowid or 0)
            for attempt in act.attempts:
                _insert(connection, identifier, attempt)
            also()
        return identifier

    def add_attempt(self, act_id: int, attempt: Attempt, fate: Fate) -> None:
        """Keep one more attempt of an act, which is watched again with this fate."""
        with self._database.write() as connection:
            _insert(connection, act_id, attempt)
            query = "UPDATE outgoing SET fate = ?, is_watched = 1 WHERE id = ?"
            if connection.execute(query, (dump(fate), act_id)).rowcount != 1:
                raise NoSuchRecord("outgoing", str(act_id))

    def set_reception(self, transaction_hash: bytes, reception: Reception) -> None:
        """What the endpoints said of an attempt."""
        with self._database.write() as connection:
            query = "UPDATE outgoing_attempt SET reception = ? WHERE hash = ?"
            if connection.execute(query, (reception.value, transaction_hash)).rowcount != 1:
                raise NoSuchRecord("outgoing", transaction_hash.hex())

    def set_fate(self, act_id: int, fate: Fate, *, is_watched: bool) -> None:
        """What was seen of an act; one that is over is watched no longer."""
        with self._database.write() as connection:
            query = "UPDATE outgoing SET fate = ?, is_watched = ? WHERE id = ?"
            if connection.execute(query, (dump(fate), is_watched, act_id)).rowcount != 1:
                raise NoSuchRecord("outgoing", str(act_id))

    def find(self, transaction_hash: bytes) -> Outgoing | None:
        """The act that a transaction is an attempt of."""
        query = "SELECT o.* FROM outgoing o JOIN outgoing_attempt a ON a.act = o.id WHERE a.hash = ?"
        return next(iter(self._acts(query, transaction_hash)), None)

    def at(self, chain_id: int, account: Address, nonce: int) -> list[Outgoing]:
        """The acts that were signed for a nonce, oldest first; of several at most one can be mined."""
        query = "SELECT * FROM outgoing WHERE chain_id = ? AND account = ? AND nonce = ? ORDER BY id"
        return self._acts(query, str(chain_id), account.raw.hex(), str(nonce))

    def watched(self, chain_id: int) -> list[Outgoing]:
        """The acts on a chain that are not over, oldest first."""
        query = "SELECT * FROM outgoing WHERE chain_id = ? AND is_watched ORDER BY id"
        return self._acts(query, str(chain_id))

    def newest(self, chain_id: int, limit: int) -> list[Outgoing]:
        """The acts on a chain that were kept last, the newest first."""
        query = "SELECT * FROM outgoing WHERE chain_id = ? ORDER BY id DESC LIMIT ?"
        return self._acts(query, str(chain_id), limit)

    def highest_mined(self, chain_id: int, account: Address) -> MinedNonce | None:
        """The highest nonce of an account that was seen mined, and by which of the transactions for it."""
        query = """SELECT * FROM outgoing WHERE chain_id = ? AND account = ?
                   AND json_extract(fate, '$.situation') = ? ORDER BY length(nonce) DESC, nonce DESC LIMIT 1"""
        found = self._acts(query, str(chain_id), account.raw.hex(), Situation.MINED.value)
        mined = found[0].mined if found else None
        return None if mined is None else MinedNonce(found[0].nonce, mined.hash, mined.made_at)

    def _acts(self, query: str, *values: object) -> list[Outgoing]:
        with self._database.read() as connection:
            rows = connection.execute(query, values).fetchall()
            return [_act(row, _attempts(connection, row["id"])) for row in rows]


def _insert(connection: sqlite3.Connection, act_id: int, attempt: Attempt) -> None:
    connection.execute(
        """INSERT INTO outgoing_attempt (hash, act, kind, signed, raw, made_at, reception)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            attempt.hash,
            act_id,
            attempt.kind.value,
            dump(attempt.transaction),
            attempt.raw,
            attempt.made_at,
            attempt.reception.value,
        ),
    )


def _attempts(connection: sqlite3.Connection, act_id: int) -> Iterable[sqlite3.Row]:
    return connection.execute("SELECT * FROM outgoing_attempt WHERE act = ? ORDER BY rowid", (act_id,))


def _act(row: sqlite3.Row, attempts: Iterable[sqlite3.Row]) -> Outgoing:
    return Outgoing(
        id=row["id"],
        chain_id=int(row["chain_id"]),
        account=Address(bytes.fromhex(row["account"])),
        nonce=int(row["nonce"]),
        attempts=tuple(_attempt(each) for each in attempts),
        fate=load(Fate, row["fate"]),
    )


def _attempt(row: sqlite3.Row) -> Attempt:
    return Attempt(
        kind=AttemptKind(row["kind"]),
        transaction=load(UnsignedTransaction, row["signed"]),
        raw=row["raw"],
        hash=row["hash"],
        made_at=row["made_at"],
        reception=Reception(row["reception"]),
    )
