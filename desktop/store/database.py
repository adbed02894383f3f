"""One SQLite file: a writer behind a lock, a read-only connection per thread, and errors in our own words."""

import contextlib
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from desktop.core.errors import AppError, Bug, DatabaseBusy, DatabaseDamaged, DatabaseTooNew, DiskFull

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

BUSY_MS = 5000
NEEDED_BYTES = 1 << 20
"""Said when the disk is full: SQLite does not tell how much it wanted, and with this it can go on."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class Database:
    """The user's database. Usable from any thread; writers wait for each other.

    A commit is on the disk when it returns (``synchronous=FULL``): a signed transaction is kept before it is sent.
    """

    def __init__(self, path: Path, writer: sqlite3.Connection) -> None:
        self.path = path
        self._writer = writer
        self._writing = threading.RLock()
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._closed = False

    @classmethod
    def open(cls, path: Path, migrations: "Migrations") -> Self:
        """Open or create the file and bring it to the present schema, after a backup of the old one.

        Raises:
            DatabaseDamaged: Not a database, or broken.
            DatabaseTooNew: It has migrations that this version does not know.
            DiskFull: No space for the file or for its backup.
        """
        with translated(path):
            writer = connect(path)
            try:
                writer.execute("PRAGMA synchronous=FULL")
                migrate(path, writer, migrations)
            except BaseException:
                writer.close()
                raise
        return cls(path, writer)

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end, rolled back on any error."""
        with self._writing, translated(self.path), transaction(self._writer):
            yield self._writer

    def erase(self, statement: str) -> None:
        """Delete rows so that their bytes are gone as well: overwritten in the file, and the journal beside it emptied.

        ``write`` leaves deleted bytes where they were until something else needs the space.

        Raises:
            DatabaseBusy: The rows are deleted, but a reader held the journal: call it again.
        """
        with self._writing, translated(self.path):
            self._writer.execute("PRAGMA secure_delete=ON")
            try:
                with transaction(self._writer):
                    self._writer.execute(statement)
            finally:
                self._writer.execute("PRAGMA secure_delete=OFF")
            if self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise DatabaseBusy(str(self.path))

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """This thread's read-only connection."""
        with translated(self.path):
            reader: sqlite3.Connection | None = getattr(self._local, "reader", None)
            if reader is None:
                reader = connect(self.path, read_only=True)
                with self._writing:
                    if self._closed:
                        reader.close()
                        raise Bug("the database is closed")
                    self._readers.append(reader)
                self._local.reader = reader
            yield reader

    def close(self) -> None:
        """Close every connection; no thread may be reading. Safe to call twice."""
        with self._writing:
            self._closed = True
            for connection in (*self._readers, self._writer):
                connection.close()
            self._readers.clear()


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in WAL mode without implicit transactions; a new file is readable by its person alone."""
    if read_only:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    else:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA trusted_schema=OFF")
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and alone: the write lock is taken at the beginning."""
    is_nested = connection.in_transaction  # then the outer one decides
    if not is_nested:
        connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        if not is_nested:
            connection.execute("COMMIT")
    except BaseException:
        if not is_nested and connection.in_transaction:  # SQLite ends it itself on some errors
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(path, error) from error


def _translate(path: Path, error: sqlite3.Error) -> AppError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        return DatabaseDamaged(str(path))
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(str(path.parent), NEEDED_BYTES, shutil.disk_usage(path.parent).free)
    if code in _BUSY:
        return DatabaseBusy(str(path))
    # The message names tables and columns, never values.
    return Bug(f"{path.name}: {error}")


def migrate(path: Path, connection: sqlite3.Connection, migrations: "Migrations") -> None:
    """Apply what is pending, each in its own transaction with its record.

    A file that had a schema before is copied first, as ``<name>-<its last migration>.backup``.
    """
    import sqlite_utils  # late: not needed to show a window

    database = sqlite_utils.Database(connection)
    applied = [migration.name for migration in migrations.applied(database)]
    pending = [migration.name for migration in migrations.pending(database)]
    with contextlib.closing(sqlite_utils.Database(memory=True)) as empty:
        known = {migration.name for migration in migrations.pending(empty)}
    if not set(applied) <= known:
        raise DatabaseTooNew(str(path))
    if not pending:
        return
    if applied:
        back_up(path, connection, applied[-1])
    migrations.apply(database)


def back_up(path: Path, connection: sqlite3.Connection, version: str) -> Path:
    """Copy the database as it is now, complete or not at all.

    An older copy of the same version stays as it is beside it, numbered by the time.
    """
    target = path.with_name(f"{path.stem}-{version}.backup")
    if target.exists():
        target.rename(target.with_name(f"{target.stem}.{time.time_ns()}.backup"))
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT, 0o600))
    with contextlib.closing(sqlite3.connect(fresh)) as copy:
        connection.backup(copy)
    fresh.replace(target)
    return target
