"""The catalogue's file as readers open it: never written, and possibly not there, or another one than before."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from desktop.core.errors import DatabaseDamaged
from desktop.store.database import connect, translated

_HALF_MADE = {
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_IOERR_FSTAT,
    sqlite3.SQLITE_CANTOPEN,
}
"""What a reader is told that meets the files beside the database while the writer makes or removes them."""


class CatalogueFile:
    """Usable from any thread, each on a connection of its own.

    The indexer may delete and rebuild the file at any time: the next read finds the new one, and until there is one
    the catalogue is empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: list[sqlite3.Connection] = []

    def close(self) -> None:
        """Close every connection; no thread may be reading. Safe to call twice."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
            self._local = threading.local()

    @contextlib.contextmanager
    def connection(self) -> Iterator[sqlite3.Connection | None]:
        """This thread's connection to the file as it is now, or None while there is no usable one."""
        try:
            with translated(self._path):
                yield self._current()
        except DatabaseDamaged:
            self._forget()  # the indexer makes it anew; the next read opens that one
            raise

    def _current(self) -> sqlite3.Connection | None:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        file = self._identity()
        if connection is not None and self._local.file == file:
            return connection
        self._forget()
        if file is None:
            return None
        try:
            connection = _opened(self._path)
        except sqlite3.DatabaseError:
            if self._identity() != file:
                return (
                    None  # half of the file before and half of the log of the one after it: damage of neither
                )
            raise
        if connection is None:
            return None
        if self._identity() != file:
            connection.close()
            return None
        with self._lock:
            self._open.append(connection)
        self._local.connection, self._local.file = connection, file
        return connection

    def _identity(self) -> tuple[int, int] | None:
        """Which file stands there now; None for none."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino

    def _forget(self) -> None:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            with self._lock:
                if connection in self._open:
                    self._open.remove(connection)
            connection.close()
            self._local.connection = None


def _opened(path: Path) -> sqlite3.Connection | None:
    """A connection, if there are tables, and if the writer left nothing that only it can repair."""
    connection = None
    try:
        connection = connect(path, read_only=True)
        # The first read opens the files beside the database.
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'listing_fts'").fetchone()
    except sqlite3.DatabaseError as error:
        if connection is not None:
            connection.close()
        # The writer was killed: rolling back or recovering its file is a write, which the next writer does at once.
        # Or it is just making the files beside the database, which a reader may find half made.
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY or error.sqlite_errorcode in _HALF_MADE:
            return None
        raise
    if found is None:
        connection.close()
        return None
    return connection
