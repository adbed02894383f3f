"""Reads that end when nobody waits for them any more."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled

_STEPS = 20_000
"""Instructions of SQLite's machine between two looks at the token: well below a millisecond."""


@contextmanager
def interruptible(connection: sqlite3.Connection, cancel: CancelToken | None) -> Iterator[None]:
    """What runs on ``connection`` here ends with ``Cancelled`` soon after the token is set."""
    if cancel is None:
        yield
        return
    cancel.raise_if_cancelled()
    connection.set_progress_handler(lambda: cancel.is_cancelled, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
