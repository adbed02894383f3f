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
        try:
            status = self._path.stat()
        except FileNotFoundError:
            self._forget()
            return None
        file = (status.st_dev, status.st_ino)
        if connection is not None and self._local.file == file:
            return connection
        self._forget()
        try:
            connection = connect(self._path, read_only=True)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in _HALF_MADE:
                return None
            raise
        if not _is_usable(connection):
            connection.close()
            return None
        with self._lock:
            self._open.append(connection)
        self._local.connection, self._local.file = connection, file
        return connection

    def _forget(self) -> None:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            with self._lock:
                if connection in self._open:
                    self._open.remove(connection)
            connection.close()
            self._local.connection = None


def _is_usable(connection: sqlite3.Connection) -> bool:
    """Whether the writer has made its tables, all in one transaction, and left nothing that only it can repair."""
    try:
        return (
            connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'listing_fts'").fetchone()
            is not None
        )
    except sqlite3.OperationalError as error:
        # The writer was killed: rolling back or recovering its file is a write, which the next writer does at once.
        # Or it is just making the files beside the database, which a reader may find half made.
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY or error.sqlite_errorcode in _HALF_MADE:
            return False
        connection.close()
        raise
