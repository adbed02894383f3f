"""What a catalogue knows of the snapshot it began with: its facts, which blocks are compared, and what was wrong."""

import contextlib
import heapq
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Self

import msgspec

from desktop.core.fact_checks import WrongRow
from desktop.core.facts import (
    KINDS,
    Answer,
    BadKey,
    Closure,
    Fact,
    Rating,
    Refund,
    Report,
    Revision,
    Sale,
    Tie,
    place,
)
from desktop.core.identity import Address
from desktop.core.snapshots import SnapshotHead, SnapshotStanding, SnapshotState
from desktop.store.database import connect, transaction, translated

MOST_WRONG = 200
"""Wrong rows that are kept by name: one is enough to believe the snapshot no more."""

_COLUMNS: dict[type[Fact], tuple[str, str]] = {
    Revision: ("revision", "block, log_index, listing, time, transaction_hash, terms, card"),
    Closure: ("closure", "block, log_index, listing"),
    Sale: ("sale", "block, log_index, order_id, listing, time, payer, holder"),
    Refund: ("refund", "block, order_id, reason"),
    BadKey: ("bad_key", "block, key_hash"),
    Rating: ("rating", "block, log_index, order_id, time, holder, stars, text"),
    Answer: ("answer", "block, log_index, order_id, time, text"),
    Report: ("report", "block, log_index, order_id, time, holder, sealed"),
    Tie: ("tie", "block, log_index, account, other"),
}
_KEYED = {Refund: "order_id", BadKey: "key_hash"}


def facts_between(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Fact]:
    """The facts of these blocks, in their order; a transaction of the caller's keeps them of one moment."""
    return heapq.merge(*(_of_kind(connection, kind, first, last) for kind in KINDS), key=place)


def _of_kind(connection: sqlite3.Connection, kind: type[Fact], first: int, last: int) -> Iterator[Fact]:
    table, columns = _COLUMNS[kind]
    query = f"""SELECT {columns} FROM {table} WHERE block BETWEEN ? AND ?
                ORDER BY block, {_KEYED.get(kind, "log_index")}"""  # noqa: S608 - our names
    return (kind(*row) for row in connection.execute(query, (first, last)))


class SnapshotBook:
    """One connection to a catalogue's file, for one thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path, self._connection = path, connection

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a catalogue that is there."""
        with translated(path):
            return cls(path, connect(path, read_only=read_only))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def is_usable(self) -> bool:
        """Whether a writer of this version has made the tables, and left nothing that only it can repair."""
        try:
            found = self._connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'snapshot_wrong'"
            ).fetchone()
        except sqlite3.OperationalError:
            return False
        return found is not None

    def facts(self, first: int, last: int) -> list[Fact]:
        """The facts of these blocks, in order."""
        with self._reading():
            return list(facts_between(self._connection, first, last))

    @contextlib.contextmanager
    def all_facts(self, last: int) -> Iterator[Iterator[Fact]]:
        """The facts up to a block as they are now, whatever a writer does meanwhile."""
        with self._reading():
            yield facts_between(self._connection, 0, last)

    def indexed(self) -> tuple[int, dict[int, bytes]]:
        """The last block of the catalogue (-1: none), and the hashes kept with it."""
        with self._reading():
            row = self._connection.execute("SELECT value FROM meta WHERE name = 'indexed_to'").fetchone()
            hashes = {row["number"]: row["hash"] for row in self._connection.execute("SELECT * FROM block")}
        return (-1 if row is None else int(row["value"])), hashes

    def complete_to(self) -> int:
        """The last block up to which everything is there; -1 while older blocks are still to come."""
        with self._reading():
            meta = dict(self._connection.execute("SELECT name, value FROM meta").fetchall())
        return -1 if int(meta.get("older_left", 0)) else int(meta.get("indexed_to", -1))

    def listing_of_order(self, order: bytes) -> int:
        """The listing that an order is of; 0 for none that is known."""
        row = self._connection.execute("SELECT listing FROM sale WHERE order_id = ?", (order,)).fetchone()
        return 0 if row is None else int(row["listing"])

    def count(self) -> int:
        """How many facts there are."""
        with self._reading():
            return sum(self._count(kind) for kind in KINDS)

    def blocks_at(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """For facts by number (0 to ``count`` - 1, all kinds behind each other): the block of each, with the gap before it.

        A gap reaches back to the block behind the one that has facts before; so a missing row lies in one.
        """
        found: list[tuple[int, int]] = []
        wanted = sorted(numbers)
        with self._reading():
            for kind in KINDS:
                size = self._count(kind)
                here = [number for number in wanted if 0 <= number < size]
                wanted = [number - size for number in wanted if number >= size]
                found += [self._gap(block) for block in self._blocks_of(kind, here)]
        return found

    def missing_listings(self, most: int = MOST_WRONG) -> list[int]:
        """Numbers that no revision opens although a higher one is there: the contract counts listings from 1."""
        query = """SELECT listing FROM revision GROUP BY listing ORDER BY listing"""
        missing: list[int] = []
        expected = 1
        with self._reading():
            for (listing,) in self._connection.execute(query):
                while expected < listing and len(missing) < most:
                    missing.append(expected)
                    expected += 1
                expected = listing + 1
                if len(missing) >= most:
                    break
        return missing

    def forget(self) -> None:
        """The catalogue holds nothing of a snapshot."""
        with translated(self._path), transaction(self._connection):
            for table in ("snapshot", "snapshot_checked", "snapshot_wrong"):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our names

    def begin(self, head: SnapshotHead, maker: Address | None, now: int) -> None:
        """The catalogue holds this snapshot and nothing else."""
        row = (head.digest, msgspec.json.encode(head).decode(), maker.raw if maker else None, now)
        with translated(self._path), transaction(self._connection):
            self.forget()
            self._connection.execute(
                "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?, ?)",
                (*row, SnapshotState.CHECKING.value, head.block),
            )

    def standing(self) -> SnapshotStanding | None:
        """What is known of the snapshot; None for a catalogue that began without one."""
        with self._reading():
            row = self._connection.execute("SELECT * FROM snapshot").fetchone()
            if row is None:
                return None
            head = msgspec.json.decode(row["head"], type=SnapshotHead)
            wrong = [
                msgspec.json.decode(one["record"], type=WrongRow)
                for one in self._connection.execute("SELECT record FROM snapshot_wrong ORDER BY number")
            ]
            state = SnapshotState(row["state"])
            milli = self._checked_milli(row["highest"]) if state is not SnapshotState.WHOLE else 1000
        maker = Address(row["maker"]) if row["maker"] is not None else None
        return SnapshotStanding(head, maker, row["loaded_at"], state, milli, tuple(wrong))

    def state(self) -> SnapshotState | None:
        """The state alone."""
        with self._reading():
            row = self._connection.execute("SELECT state FROM snapshot").fetchone()
        return None if row is None else SnapshotState(row["state"])

    def set_state(self, state: SnapshotState) -> None:
        with translated(self._path), transaction(self._connection):
            self._connection.execute("UPDATE snapshot SET state = ?", (state.value,))

    def cut(self, block: int) -> None:
        """What stands above a block was read from the chain: the snapshot is asked for nothing there any more."""
        with translated(self._path), transaction(self._connection):
            self._connection.execute("UPDATE snapshot SET highest = min(highest, ?)", (block,))

    def note_checked(self, ranges: Sequence[tuple[int, int]]) -> None:
        """These blocks (first, last) are as the chain says; all of them makes the snapshot whole."""
        with translated(self._path), transaction(self._connection):
            kept = [
                tuple(row) for row in self._connection.execute("SELECT first, last FROM snapshot_checked")
            ]
            merged = merged_ranges([*kept, *ranges])
            self._connection.execute("DELETE FROM snapshot_checked")
            self._connection.executemany("INSERT INTO snapshot_checked VALUES (?, ?)", merged)
            row = self._connection.execute("SELECT highest FROM snapshot").fetchone()
            if row is not None and merged and merged[0][0] == 0 and merged[0][1] >= row["highest"]:
                self._connection.execute(
                    "UPDATE snapshot SET state = ? WHERE state = ?",
                    (SnapshotState.WHOLE.value, SnapshotState.CHECKING.value),
                )

    def note_wrong(self, rows: Sequence[WrongRow]) -> None:
        """These rows are not what the chain says; the snapshot is believed no more."""
        with translated(self._path), transaction(self._connection):
            there = self._connection.execute("SELECT count(*) FROM snapshot_wrong").fetchone()[0]
            self._connection.executemany(
                "INSERT INTO snapshot_wrong (block, record) VALUES (?, ?)",
                [
                    (row.block, msgspec.json.encode(asdict(row)).decode())
                    for row in rows[: MOST_WRONG - there]
                ],
            )
            self._connection.execute("UPDATE snapshot SET state = ?", (SnapshotState.BAD.value,))

    def next_unchecked(self, span: int) -> tuple[int, int] | None:
        """The lowest blocks that were not compared yet, at most so many; None if all were."""
        with self._reading():
            row = self._connection.execute("SELECT highest FROM snapshot").fetchone()
            if row is None:
                return None
            first, stop = 0, int(row["highest"])
            for low, high in self._connection.execute(
                "SELECT first, last FROM snapshot_checked ORDER BY first"
            ):
                if low > first:
                    stop = min(stop, low - 1)
                    break
                first = max(first, high + 1)
        return None if first > stop else (first, min(stop, first + span - 1))

    def checked_up_to(self) -> int:
        """The last block of those that were compared from the beginning on without a gap; -1 for none."""
        gap = self.next_unchecked(1)
        if gap is not None:
            return gap[0] - 1
        row = self._connection.execute("SELECT highest FROM snapshot").fetchone()
        return -1 if row is None else int(row["highest"])

    def _checked_milli(self, highest: int) -> int:
        """Share of the rows that lie in compared blocks; below 1000 while a block is left."""
        total = sum(self._count(kind, "WHERE block <= ?", (highest,)) for kind in KINDS)
        ranges = self._connection.execute("SELECT first, last FROM snapshot_checked").fetchall()
        rows = sum(
            self._count(kind, "WHERE block BETWEEN ? AND ?", tuple(one)) for kind in KINDS for one in ranges
        )
        return 0 if not total else min(999, 1000 * rows // total)

    def _count(self, kind: type[Fact], where: str = "", values: Sequence[int] = ()) -> int:
        query = f"SELECT count(*) FROM {_COLUMNS[kind][0]} {where}"  # noqa: S608 - our names
        return int(self._connection.execute(query, tuple(values)).fetchone()[0])

    def _blocks_of(self, kind: type[Fact], numbers: Sequence[int]) -> Iterator[int]:
        """The blocks of a kind's facts by their number in order of blocks; ``numbers`` is sorted."""
        if not numbers:
            return
        table = _COLUMNS[kind][0]
        query = f"SELECT block FROM {table} ORDER BY block"  # noqa: S608 - our names
        wanted = iter(numbers)
        number = next(wanted)
        for at, (block,) in enumerate(self._connection.execute(query)):
            while at == number:
                yield block
                number = next(wanted, -1)
            if number < 0:
                return

    def _gap(self, block: int) -> tuple[int, int]:
        before = -1
        for kind in KINDS:
            query = f"SELECT max(block) FROM {_COLUMNS[kind][0]} WHERE block < ?"  # noqa: S608 - our names
            found = self._connection.execute(query, (block,)).fetchone()[0]
            before = before if found is None else max(before, found)
        return before + 1, block

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        with translated(self._path):
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")


def merged_ranges(ranges: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
    """The same blocks as ranges that neither overlap nor touch, in order."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted((one[0], one[1]) for one in ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
