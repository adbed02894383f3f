"""The chain's SQLite file: py-evm's key-value pairs, and an index of transactions and logs beside them.

A block is written in one SQLite transaction together with its index rows, so that after ``kill -9`` the file
holds the whole block or none of it.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from eth.db.atomic import AtomicDB
from eth.db.backends.base import BaseDB

from desktop.chain.embedded.rows import LogRow, TransactionRow
from desktop.chain.errors import ChainFileBusy, ChainFileDamaged
from desktop.core.errors import Bug, DataDirectoryUnusable

_SCHEMA = """
CREATE TABLE IF NOT EXISTS pairs (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS transactions (
    hash BLOB PRIMARY KEY, block INTEGER NOT NULL, position INTEGER NOT NULL, sender BLOB NOT NULL,
    status INTEGER NOT NULL, gas_used INTEGER NOT NULL, cumulative_gas INTEGER NOT NULL,
    gas_price TEXT NOT NULL, contract BLOB, first_log INTEGER NOT NULL, raw BLOB NOT NULL) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS transactions_by_block ON transactions (block, position);
CREATE TABLE IF NOT EXISTS logs (
    block INTEGER NOT NULL, log INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL,
    address BLOB NOT NULL, topic0 BLOB, topic1 BLOB, topic2 BLOB, topic3 BLOB, data BLOB NOT NULL,
    PRIMARY KEY (block, log)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS logs_by_address ON logs (address, block);
"""

_LOG_COLUMNS = "block, log, position, hash, address, topic0, topic1, topic2, topic3, data"
_TRANSACTION_COLUMNS = (
    "hash, block, position, sender, status, gas_used, cumulative_gas, gas_price, contract, first_log, raw"
)
_CACHE_ENTRIES = 50_000
_LOCK_WAIT_S = 0.5


class PairStore(BaseDB):
    """py-evm's key-value view of the file; writes stay in memory until ``ChainFile.commit``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cache: dict[bytes, bytes] = {}
        self.pending: dict[bytes, bytes | None] = {}

    def __getitem__(self, key: bytes) -> bytes:
        value = self.pending[key] if key in self.pending else self._cache.get(key) or self._read(key)
        if value is None:
            raise KeyError(key)
        return value

    def _read(self, key: bytes) -> bytes | None:
        row = self._connection.execute("SELECT value FROM pairs WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        value = bytes(row[0])
        self._remember(key, value)
        return value

    def _remember(self, key: bytes, value: bytes) -> None:
        if len(self._cache) >= _CACHE_ENTRIES:
            # Dropping everything once in a while costs less than ordering each access.
            self._cache.clear()
        self._cache[key] = value

    def __setitem__(self, key: bytes, value: bytes) -> None:
        self.pending[key] = value

    def __delitem__(self, key: bytes) -> None:
        if not self._exists(key):
            raise KeyError(key)
        self.pending[key] = None

    def _exists(self, key: bytes) -> bool:
        try:
            self[key]
        except KeyError:
            return False
        return True

    def settle(self) -> None:
        """Turn the pending writes, now on disk, into cached reads."""
        for key, value in self.pending.items():
            if value is None:
                self._cache.pop(key, None)
            else:
                self._remember(key, value)
        self.pending.clear()


class ChainFile:
    """One open chain file. Not thread-safe by itself: the chain's lock serialises all use."""

    def __init__(self, path: Path | None) -> None:
        """Open ``path``, making it if it is not there; None keeps the chain in memory.

        Raises:
            ChainFileBusy: Another process has it open.
            ChainFileDamaged: It is no SQLite database.
            DataDirectoryUnusable: It can be neither opened nor made.
        """
        try:
            self._connection = sqlite3.connect(
                ":memory:" if path is None else path,
                isolation_level=None,
                check_same_thread=False,
                timeout=_LOCK_WAIT_S,
            )
        except sqlite3.OperationalError as error:
            raise DataDirectoryUnusable(str(path), "it cannot be opened") from error
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            if error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise ChainFileBusy(str(path)) from error
            raise ChainFileDamaged(str(path)) from error
        self.pairs = PairStore(self._connection)
        self.evm_db = AtomicDB(self.pairs)

    def _prepare(self) -> None:
        # Two writers would each extend a head of their own; the lock goes with the process, however it ends.
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL in WAL survives the death of the process; only a power cut may lose the last blocks, never halve one.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript("BEGIN IMMEDIATE;" + _SCHEMA + "COMMIT;")

    def close(self) -> None:
        self._connection.close()

    def commit(
        self,
        transactions: Iterable[TransactionRow] = (),
        logs: Iterable[LogRow] = (),
        settings: Iterable[tuple[str, str]] = (),
        drop_above: int | None = None,
    ) -> None:
        """Write the pending pairs and these rows in one SQLite transaction.

        Args:
            transactions: New rows of the block being written.
            logs: New rows of the block being written.
            settings: Name and value pairs to set.
            drop_above: Remove the index rows of all blocks above this number first (a rewind).
        """
        sql = self._connection
        written = [(key, value) for key, value in self.pairs.pending.items() if value is not None]
        removed = [(key,) for key, value in self.pairs.pending.items() if value is None]
        sql.execute("BEGIN IMMEDIATE")
        try:
            if drop_above is not None:
                sql.execute("DELETE FROM transactions WHERE block > ?", (drop_above,))
                sql.execute("DELETE FROM logs WHERE block > ?", (drop_above,))
            sql.executemany("INSERT OR REPLACE INTO pairs VALUES (?, ?)", written)
            sql.executemany("DELETE FROM pairs WHERE key = ?", removed)
            sql.executemany(
                f"INSERT INTO transactions ({_TRANSACTION_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",  # noqa: S608 - constant
                [row.as_sql() for row in transactions],
            )
            sql.executemany(
                f"INSERT INTO logs ({_LOG_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)",  # noqa: S608 - constant
                [row.as_sql() for row in logs],
            )
            sql.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", list(settings))
            sql.execute("COMMIT")
        except BaseException:
            if sql.in_transaction:  # a full disk has rolled it back already
                sql.execute("ROLLBACK")
            self.pairs.pending.clear()
            raise
        self.pairs.settle()

    def discard(self) -> None:
        """Forget the pending pairs of a block that failed."""
        self.pairs.pending.clear()

    def setting(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def transaction(self, tx_hash: bytes) -> TransactionRow | None:
        row = self._connection.execute(
            f"SELECT {_TRANSACTION_COLUMNS} FROM transactions WHERE hash = ?",  # noqa: S608 - constant
            (tx_hash,),
        ).fetchone()
        return None if row is None else TransactionRow.from_sql(row)

    def transactions_in(self, block: int) -> list[TransactionRow]:
        """The transactions of a block in their order."""
        rows = self._connection.execute(
            f"SELECT {_TRANSACTION_COLUMNS} FROM transactions WHERE block = ? ORDER BY position",  # noqa: S608
            (block,),
        )
        return [TransactionRow.from_sql(row) for row in rows]

    def transactions_above(self, block: int) -> list[TransactionRow]:
        """The transactions of all later blocks in chain order."""
        rows = self._connection.execute(
            f"SELECT {_TRANSACTION_COLUMNS} FROM transactions WHERE block > ? ORDER BY block, position",  # noqa: S608
            (block,),
        )
        return [TransactionRow.from_sql(row) for row in rows]

    def logs_of(self, transaction: TransactionRow) -> list[LogRow]:
        rows = self._connection.execute(
            f"SELECT {_LOG_COLUMNS} FROM logs WHERE block = ? AND position = ? ORDER BY log",  # noqa: S608
            (transaction.block, transaction.position),
        )
        return [LogRow.from_sql(row) for row in rows]

    def find_logs(
        self,
        first: int,
        last: int,
        addresses: Sequence[bytes],
        topics: Sequence[Sequence[bytes]],
        limit: int,
    ) -> list[LogRow]:
        """Logs of blocks ``first`` to ``last``, both included, in chain order.

        Args:
            first: Lowest block number.
            last: Highest block number.
            addresses: Emitting contracts; empty means any.
            topics: For each position the accepted topics; an empty one means any, also none at all.
            limit: Return at most this many.

        Raises:
            Bug: More than four topic positions; the caller checks the request.
        """
        if len(topics) > 4:
            raise Bug("a log has at most four topics")
        clauses, values = ["block BETWEEN ? AND ?"], [first, last]
        bound: list[int | bytes] = list(values)
        if addresses:
            clauses.append(f"address IN ({','.join('?' * len(addresses))})")
            bound.extend(addresses)
        for position, accepted in enumerate(topics):
            column = f"topic{position}"
            if accepted:
                clauses.append(f"{column} IN ({','.join('?' * len(accepted))})")
                bound.extend(accepted)
            else:
                # A null topic means "anything here", but a filter longer than the log does not match it.
                clauses.append(f"{column} IS NOT NULL")
        rows = self._connection.execute(
            f"SELECT {_LOG_COLUMNS} FROM logs WHERE {' AND '.join(clauses)} ORDER BY block, log LIMIT ?",  # noqa: S608 - columns are ours, values are bound
            (*bound, limit),
        )
        return [LogRow.from_sql(row) for row in rows]
