"""A read that nobody waits for any more ends."""

import sqlite3
import threading
from contextlib import closing

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.store.interrupting import interruptible

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def test_a_running_query_ends_when_its_token_is_set() -> None:
    token = CancelToken()
    with closing(sqlite3.connect(":memory:")) as connection:
        threading.Timer(0.05, token.cancel).start()

        with pytest.raises(Cancelled), interruptible(connection, token):
            connection.execute(ENDLESS).fetchone()

        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_query_that_was_overtaken_before_it_began_does_not_begin() -> None:
    token = CancelToken()
    token.cancel()
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(Cancelled),
        interruptible(connection, token),
    ):
        connection.execute(ENDLESS)


def test_other_faults_stay_what_they_are() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError),
        interruptible(connection, CancelToken()),
    ):
        connection.execute("SELECT * FROM nowhere")
