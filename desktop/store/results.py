"""The results of batches: for each a folder with one SQLite file and its pictures.

Results and checkpoint are written in one transaction, so that whatever kills the app, the file holds exactly the items
before its checkpoint: none is lost, none is there twice.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlite_utils import Migrations

from desktop.core.batches import Checkpoint, Outcome
from desktop.core.errors import Bug
from desktop.paths import PRIVATE_DIRECTORY, PRIVATE_FILE
from desktop.services.batches.ports import ResultQuery
from desktop.store.database import Database

if TYPE_CHECKING:
    from sqlite_utils import Database as SqliteUtils

results_file = Migrations("licet-batch")
_ORDERS = {"number": "number", "name": "name", "label": "label", "score": "score"}
_PAGE = 1000


@results_file(name="0001_results")
def results(db: "SqliteUtils") -> None:
    """One row per item, and the checkpoint."""
    db.execute(
        """CREATE TABLE result (
             number INTEGER PRIMARY KEY, name TEXT NOT NULL, truth TEXT NOT NULL, label TEXT NOT NULL, score REAL,
             fault TEXT NOT NULL, body BLOB NOT NULL) STRICT"""
    )
    db.execute("CREATE INDEX result_failed ON result (number) WHERE fault <> ''")
    db.execute("CREATE TABLE checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), record BLOB NOT NULL) STRICT")


class _Body(msgspec.Struct):
    """What is only read, never searched."""

    value: object = None
    pictures: tuple[str, ...] = ()
    frame: tuple[int, int] = (0, 0)


class ResultFile:
    """Fits ``services.batches.ports.Results``."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._database = database

    def checkpoint(self) -> Checkpoint:
        with self._database.read() as connection:
            found = connection.execute("SELECT record FROM checkpoint").fetchone()
        return Checkpoint() if found is None else msgspec.json.decode(found["record"], type=Checkpoint)

    def append(self, outcomes: Sequence[Outcome], checkpoint: Checkpoint) -> None:
        rows = [
            (
                outcome.number, outcome.name, outcome.truth, outcome.label, outcome.score, outcome.fault,
                msgspec.json.encode(_Body(outcome.value, outcome.pictures, outcome.frame)),
            )
            for outcome in outcomes
        ]  # fmt: skip
        with self._database.write() as connection:
            connection.executemany("INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            connection.execute(
                "INSERT OR REPLACE INTO checkpoint VALUES (1, ?)", (msgspec.json.encode(checkpoint),)
            )

    def count(self, query: ResultQuery) -> int:
        where, values = _where(query)
        with self._database.read() as connection:
            return int(connection.execute(f"SELECT count(*) FROM result{where}", values).fetchone()[0])  # noqa: S608 - our own words

    def page(self, query: ResultQuery, offset: int, limit: int) -> list[Outcome]:
        where, values = _where(query)
        order = _ORDERS[query.order]
        way = " DESC" if query.descending else ""
        # Nothing is not the lowest score: what has none comes last either way.
        first = f"{order} IS NULL, " if order == "score" else ""
        statement = f"SELECT * FROM result{where} ORDER BY {first}{order}{way}, number LIMIT ? OFFSET ?"  # noqa: S608 - our own words
        with self._database.read() as connection:
            return [_outcome(row) for row in connection.execute(statement, (*values, limit, offset))]

    def outcomes(self) -> Iterator[Outcome]:
        last = 0
        while True:
            with self._database.read() as connection:
                query = "SELECT * FROM result WHERE number > ? ORDER BY number LIMIT ?"
                rows = connection.execute(query, (last, _PAGE)).fetchall()
            if not rows:
                return
            for row in rows:
                yield _outcome(row)
            last = rows[-1]["number"]

    def labels(self, limit: int) -> list[str]:
        with self._database.read() as connection:
            query = "SELECT DISTINCT label FROM result WHERE label <> '' ORDER BY label LIMIT ?"
            return [row["label"] for row in connection.execute(query, (limit,))]

    def settle(self) -> None:
        with self._database.write() as connection:
            connection.execute("CREATE INDEX IF NOT EXISTS result_label ON result (label, number)")
            connection.execute(
                "CREATE INDEX IF NOT EXISTS result_score ON result (score IS NULL, score, number)"
            )

    def save_picture(self, name: str, png: bytes) -> None:
        """A picture of an item that is not in the results yet: whole, or not there."""
        target = self._picture_path(name)
        target.parent.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
        fresh = target.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE), "wb") as file:
            file.write(png)
        fresh.replace(target)

    def picture(self, name: str) -> bytes:
        return self._picture_path(name).read_bytes()

    def _picture_path(self, name: str) -> Path:
        if Path(name).name != name:
            raise Bug("a picture outside its folder")
        return self._folder / "pictures" / name


class ResultFolder:
    """Fits ``services.batches.ports.ResultShelf``: one folder for each batch."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def open(self, batch_id: str) -> Iterator[ResultFile]:
        folder = self._folder(batch_id)
        folder.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
        database = Database.open(folder / "results.db", results_file)
        try:
            yield ResultFile(folder, database)
        finally:
            database.close()

    def remove(self, batch_id: str) -> None:
        shutil.rmtree(self._folder(batch_id), ignore_errors=True)

    def _folder(self, batch_id: str) -> Path:
        if not batch_id.isalnum():
            raise Bug("a batch outside its folder")
        return self._root / batch_id


def _where(query: ResultQuery) -> tuple[str, tuple[str, ...]]:
    if query.only_failed:
        return " WHERE fault <> ''", ()
    return (" WHERE label = ?", (query.label,)) if query.label else ("", ())


def _outcome(row: sqlite3.Row) -> Outcome:
    body = msgspec.json.decode(row["body"], type=_Body)
    return Outcome(
        row["number"], row["name"], row["truth"], row["label"], row["score"], body.value, row["fault"],
        body.pictures, body.frame,
    )  # fmt: skip
