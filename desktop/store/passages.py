"""Embeddings of a folder's passages: a matrix on disk, and beside it where each of its rows lies in which file.

A folder of its own for each model and folder: ``index.db`` (SQLite) and ``vectors.f32``, rows of little-endian float32.
Rows are written and synced before the database says that they count, and never over rows that count: whatever ends the
process, the index is the one before a file or the one after it.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from desktop.core.documents import FileStamp, LeftOut
from desktop.core.passages import Passage
from desktop.paths import PRIVATE_DIRECTORY, PRIVATE_FILE, disk_faults
from desktop.services.folder_search import Place, Row, Standing, WrongEmbedding

Numbers: TypeAlias = np.ndarray[Any, Any]

_FORMAT = 1
_BLOCK_ROWS = 1 << 16
_SCHEMA = """
CREATE TABLE about (
    format INTEGER NOT NULL, width INTEGER NOT NULL, updated_at INTEGER NOT NULL, holes INTEGER NOT NULL, folder TEXT NOT NULL);
CREATE TABLE file (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    digest BLOB NOT NULL, encoding TEXT NOT NULL, is_guess INTEGER NOT NULL, left_out TEXT);
CREATE TABLE passage (
    row INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL);
CREATE INDEX passage_file ON passage (file);
"""


class PassageIndexes:
    """Fits ``services.folder_search.Indexes``; ``root`` is made when it is first needed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def open(self, identity: bytes, folder: Path) -> "PassageIndexFile":
        """The index of this model and folder; a new one where there is none, or where it is damaged."""
        path = self._path(identity, folder)
        path.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
        return PassageIndexFile(path, folder)

    def forget(self, identity: bytes, folder: Path) -> None:
        shutil.rmtree(self._path(identity, folder), ignore_errors=True)

    def _path(self, identity: bytes, folder: Path) -> Path:
        name = hashlib.sha256(identity + b"\x00" + os.fsencode(folder.absolute())).hexdigest()[:32]
        return self._root / name


class PassageIndexFile:
    """Fits ``services.folder_search.PassageIndex``."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._database, self._matrix, self._folder = path / "index.db", path / "vectors.f32", folder
        try:
            sound = self._is_sound()
        except sqlite3.DatabaseError:
            sound = False
        if not sound:
            self._begin()

    def rows(self) -> dict[str, Row]:
        with self._connected() as connection:
            return {row["name"]: _row(row) for row in connection.execute("SELECT * FROM file")}

    def put(self, row: Row, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> None:
        """A file in place of what was known of it.

        Raises:
            WrongEmbedding: The vectors are not as long as those that are there.
            DiskFull: There is no room; the index is as it was.
        """
        with self._connected() as connection:
            width = self._width(connection, vectors)
            places = self._free(connection, len(passages))
            self._write(places, vectors, width)
            _delete(connection, row.stamp.name)
            cursor = connection.execute(
                "INSERT INTO file (name, size, modified_ns, digest, encoding, is_guess, left_out) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    row.stamp.name, row.stamp.size_bytes, row.stamp.modified_ns, row.digest, row.encoding,
                    row.is_guess, row.left_out.value if row.left_out is not None else None,
                ),
            )  # fmt: skip
            connection.executemany(
                "INSERT INTO passage (row, file, start, end) VALUES (?, ?, ?, ?)",
                [(at, cursor.lastrowid, p.start, p.end) for at, p in zip(places, passages, strict=True)],
            )

    def touch(self, stamp: FileStamp) -> None:
        with self._connected() as connection:
            connection.execute(
                "UPDATE file SET size = ?, modified_ns = ? WHERE name = ?",
                (stamp.size_bytes, stamp.modified_ns, stamp.name),
            )

    def drop(self, name: str) -> None:
        with self._connected() as connection:
            _delete(connection, name)

    def finish(self, now: int) -> None:
        with self._connected() as connection:
            connection.execute("UPDATE about SET updated_at = ?", (now,))

    def standing(self) -> Standing:
        with self._connected() as connection:
            files = connection.execute("SELECT count(*) FROM file WHERE left_out IS NULL").fetchone()[0]
            count = connection.execute("SELECT count(*) FROM passage").fetchone()[0]
            updated = connection.execute("SELECT updated_at FROM about").fetchone()[0]
            out = connection.execute(
                "SELECT name, left_out FROM file WHERE left_out IS NOT NULL ORDER BY name"
            )
            left_out = tuple((row["name"], LeftOut(row["left_out"])) for row in out)
            guesses = connection.execute("SELECT name, encoding FROM file WHERE is_guess ORDER BY name")
            guessed = tuple((row["name"], row["encoding"]) for row in guesses)
        return Standing(files, count, updated, left_out, guessed)

    def nearest(self, vector: Sequence[float], most: int) -> list[Place]:
        """Every row is compared, a block at a time, so that memory does not grow with their number."""
        with self._connected() as connection:
            width = connection.execute("SELECT width FROM about").fetchone()[0]
            alive = np.fromiter(
                (row[0] for row in connection.execute("SELECT row FROM passage ORDER BY row")), np.int64
            )
            if not len(alive):
                return []
            if width != len(vector):
                raise WrongEmbedding
            best = self._best(np.asarray(vector, dtype=np.float32), alive, width, most)
            return [_place(connection, row, score) for row, score in best]

    def _best(self, vector: Numbers, alive: Numbers, width: int, most: int) -> list[tuple[int, float]]:
        matrix = np.memmap(self._matrix, dtype="<f4", mode="r").reshape(-1, width)
        found: list[tuple[int, float]] = []
        for begin in range(0, int(alive[-1]) + 1, _BLOCK_ROWS):
            block = matrix[begin : begin + _BLOCK_ROWS]
            rows = alive[(alive >= begin) & (alive < begin + len(block))]
            scores = (block @ vector)[rows - begin]
            order = np.argsort(-scores, kind="stable")[:most]
            found += zip(rows[order].tolist(), scores[order].tolist(), strict=True)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection for one piece of work, which is whole or not there."""
        with disk_faults(self._database, 1 << 20):
            connection = sqlite3.connect(self._database, isolation_level=None)
            try:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()

    def _is_sound(self) -> bool:
        """Whether the two files belong together."""
        if not self._database.exists():
            return False
        with self._connected() as connection:
            about = connection.execute("SELECT * FROM about").fetchone()
            last = connection.execute("SELECT max(row) FROM passage").fetchone()[0]
        if about is None or about["format"] != _FORMAT:
            return False
        needed = 0 if last is None else (last + 1) * about["width"] * 4
        return not needed or (self._matrix.exists() and self._matrix.stat().st_size >= needed)

    def _begin(self) -> None:
        for path in (self._database, self._database.with_name("index.db-journal"), self._matrix):
            path.unlink(missing_ok=True)
        os.close(os.open(self._database, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))
        with self._connected() as connection:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO about VALUES (?, 0, 0, 0, ?)", (_FORMAT, str(self._folder)))

    def _width(self, connection: sqlite3.Connection, vectors: Sequence[Sequence[float]]) -> int:
        width = int(connection.execute("SELECT width FROM about").fetchone()[0])
        lengths = {len(vector) for vector in vectors}
        if not lengths:
            return width
        if not width and len(lengths) == 1:
            width = lengths.pop()
            connection.execute("UPDATE about SET width = ?", (width,))
            return width
        if lengths != {width}:
            raise WrongEmbedding
        return width

    def _free(self, connection: sqlite3.Connection, count: int) -> list[int]:
        """Rows that no committed passage has, the lowest first."""
        holes = connection.execute("SELECT holes FROM about").fetchone()[0]
        if not holes:  # the usual case: nobody looks for holes in a million rows
            last = connection.execute("SELECT max(row) FROM passage").fetchone()[0]
            begin = 0 if last is None else last + 1
            return list(range(begin, begin + count))
        connection.execute("UPDATE about SET holes = max(holes - ?, 0)", (count,))
        free: list[int] = []
        at = 0
        for (taken,) in connection.execute("SELECT row FROM passage ORDER BY row"):
            if len(free) + taken - at >= count:
                break
            free += range(at, taken)
            at = taken + 1
        return [*free, *range(at, at + count - len(free))][:count]

    def _write(self, rows: Sequence[int], vectors: Sequence[Sequence[float]], width: int) -> None:
        if not rows:
            return
        handle = os.open(self._matrix, os.O_CREAT | os.O_RDWR, PRIVATE_FILE)
        try:
            for row, vector in zip(rows, vectors, strict=True):
                os.pwrite(handle, np.asarray(vector, dtype="<f4").tobytes(), row * width * 4)
            os.fsync(handle)
        finally:
            os.close(handle)


def _delete(connection: sqlite3.Connection, name: str) -> None:
    """Take a file out; its rows may be written over by a later change."""
    count = connection.execute(
        "SELECT count(*) FROM passage JOIN file ON file.id = passage.file WHERE name = ?", (name,)
    ).fetchone()[0]
    connection.execute("UPDATE about SET holes = holes + ?", (count,))
    connection.execute("DELETE FROM file WHERE name = ?", (name,))


def _row(row: sqlite3.Row) -> Row:
    return Row(
        FileStamp(row["name"], row["size"], row["modified_ns"]),
        row["digest"],
        row["encoding"],
        bool(row["is_guess"]),
        LeftOut(row["left_out"]) if row["left_out"] is not None else None,
    )


def _place(connection: sqlite3.Connection, row: int, score: float) -> Place:
    found = connection.execute(
        "SELECT name, digest, start, end FROM passage JOIN file ON file.id = passage.file WHERE row = ?",
        (row,),
    ).fetchone()
    return Place(found["name"], found["digest"], Passage(found["start"], found["end"]), score)
