"""Block lists in licet.db: what is kept of each, its last versions as they were signed, and its entries."""

import sqlite3
from collections.abc import Iterable, Sequence

from desktop.core.block_lists import Entry
from desktop.core.errors import NoSuchRecord
from desktop.core.identity import Address
from desktop.core.records import dump, load
from desktop.services.block_lists import KeptList, ListVersion
from desktop.store.database import Database

KEPT_VERSIONS = 4
"""Enough to see what the last changes were; a list may have 4 MiB."""
_IN_ORDER = "ORDER BY chain, market, kind, subject"


class BlockListStore:
    """Fits ``services.block_lists.ports.ListBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lists(self) -> list[KeptList]:
        query = "SELECT record FROM block_list ORDER BY is_own DESC, added_at, id"
        with self._database.read() as connection:
            return [load(KeptList, row["record"]) for row in connection.execute(query)]

    def get(self, list_id: str) -> KeptList:
        with self._database.read() as connection:
            row = connection.execute("SELECT record FROM block_list WHERE id = ?", (list_id,)).fetchone()
        if row is None:
            raise NoSuchRecord("block list", list_id)
        return load(KeptList, row["record"])

    def put(self, kept: KeptList, now: int) -> None:
        with self._database.write() as connection:
            _put(connection, kept, now)

    def put_version(self, kept: KeptList, document: bytes, entries: Sequence[Entry], now: int) -> None:
        with self._database.write() as connection:
            _put(connection, kept, now)
            connection.execute(
                "INSERT OR REPLACE INTO block_list_version (list, version, added_at, document) VALUES (?, ?, ?, ?)",
                (kept.id, kept.version, now, document),
            )
            connection.execute(
                """DELETE FROM block_list_version WHERE list = :list AND version NOT IN (
                     SELECT version FROM block_list_version WHERE list = :list ORDER BY version DESC LIMIT :kept)""",
                {"list": kept.id, "kept": KEPT_VERSIONS},
            )
            connection.execute("DELETE FROM block_entry WHERE list = ?", (kept.id,))
            _insert(connection, kept.id, entries)

    def remove(self, list_id: str) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM block_list WHERE id = ?", (list_id,))  # its parts follow

    def entries(self, list_id: str) -> tuple[Entry, ...]:
        with self._database.read() as connection:
            rows = connection.execute(f"SELECT * FROM block_entry WHERE list = ? {_IN_ORDER}", (list_id,))  # noqa: S608
            return tuple(map(_entry, rows))

    def entries_at(self, chain_id: int, market: Address) -> list[tuple[str, Entry]]:
        query = f"SELECT * FROM block_entry WHERE chain = ? AND market = ? {_IN_ORDER}"  # noqa: S608 - our own text
        with self._database.read() as connection:
            rows = connection.execute(query, (chain_id, f"0x{market.raw.hex()}"))
            return [(row["list"], _entry(row)) for row in rows]

    def add_entry(self, kept: KeptList, entry: Entry) -> None:
        with self._database.write() as connection:
            _put(connection, kept, kept.date)
            _delete(connection, kept.id, entry)
            _insert(connection, kept.id, (entry,))

    def remove_entry(self, kept: KeptList, entry: Entry) -> None:
        with self._database.write() as connection:
            _put(connection, kept, kept.date)
            _delete(connection, kept.id, entry)

    def versions(self, list_id: str) -> list[ListVersion]:
        query = "SELECT version, added_at FROM block_list_version WHERE list = ? ORDER BY version DESC"
        with self._database.read() as connection:
            rows = connection.execute(query, (list_id,))
            return [ListVersion(list_id, row["version"], row["added_at"]) for row in rows]

    def document(self, list_id: str, version: int) -> bytes:
        query = "SELECT document FROM block_list_version WHERE list = ? AND version = ?"
        with self._database.read() as connection:
            row = connection.execute(query, (list_id, version)).fetchone()
        if row is None:
            raise NoSuchRecord("block list", f"{list_id}/{version}")
        return bytes(row["document"])


def _put(connection: sqlite3.Connection, kept: KeptList, now: int) -> None:
    connection.execute(
        """INSERT INTO block_list (id, record, is_own, added_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET record = excluded.record, is_own = excluded.is_own""",
        (kept.id, dump(kept), int(kept.is_own), now),
    )


def _insert(connection: sqlite3.Connection, list_id: str, entries: Iterable[Entry]) -> None:
    connection.executemany(
        "INSERT INTO block_entry (list, chain, market, kind, subject, category, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((list_id, *entry.place, entry.category, entry.reason) for entry in entries),
    )


def _delete(connection: sqlite3.Connection, list_id: str, entry: Entry) -> None:
    connection.execute(
        "DELETE FROM block_entry WHERE list = ? AND chain = ? AND market = ? AND kind = ? AND subject = ?",
        (list_id, *entry.place),
    )


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(row["chain"], row["market"], row["kind"], row["subject"], row["category"], row["reason"])
