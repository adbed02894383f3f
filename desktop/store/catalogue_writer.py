"""Writing the catalogue: the indexer process alone does it, one transaction per batch of the chain's events."""

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from desktop.core.errors import DatabaseDamaged
from desktop.core.events import EventBatch
from desktop.core.identity import Address
from desktop.store import chain_facts, listing_rows, review_writer, word_rows
from desktop.store.catalogue_schema import SCHEMA_VERSION, STATEMENTS
from desktop.store.chain_facts import Touched
from desktop.store.database import connect, transaction, translated


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """Where a follower goes on: the blocks that are written, and the hashes kept with the last of them.

    Blocks ``first_indexed`` to ``last_indexed`` are in the catalogue; both are None at the beginning.
    """

    last_indexed: int | None
    block_hashes: dict[int, bytes]
    first_indexed: int | None = None


class CatalogueWriter:
    """The one writer of a catalogue."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, chain_id: int, market: Address, records: Address | None = None) -> Self:
        """Open the catalogue of this market and its records.

        A damaged file, or one of other contracts or of another version, is made anew.
        """
        identity = {
            "schema": str(SCHEMA_VERSION),
            "chain_id": str(chain_id),
            "market": market.raw.hex(),
            "records": records.raw.hex() if records is not None else "",
        }
        with translated(path):
            try:
                connection = _open(path)
                if _meta(connection) >= identity.items():
                    return cls(path, connection)
                connection.close()
            except DatabaseDamaged:
                pass  # it is a cache: the chain has everything
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            connection = _open(path)
            with transaction(connection):
                for statement in STATEMENTS:
                    connection.execute(statement)
                connection.executemany("INSERT INTO meta VALUES (?, ?)", identity.items())
        return cls(path, connection)

    def close(self) -> None:
        self._connection.close()

    def progress(self) -> IndexProgress:
        """Where the follower goes on."""
        with translated(self._path):
            hashes = {row["number"]: row["hash"] for row in self._connection.execute("SELECT * FROM block")}
            meta = _meta_items(self._connection)
        if "indexed_to" not in meta:
            return IndexProgress(None, hashes)
        first, last = int(meta["indexed_from"]), int(meta["indexed_to"])
        # After a rollback of everything that was there, nothing is.
        return IndexProgress(last, hashes, first) if first <= last else IndexProgress(None, {})

    def apply(self, batch: EventBatch) -> frozenset[int]:
        """Write a batch, all or nothing; returns the numbers of the listings that changed."""
        connection = self._connection
        with translated(self._path), transaction(connection):
            undone = (
                Touched()
                if batch.rollback_to is None
                else chain_facts.roll_back(connection, batch.rollback_to)
            )
            kept = chain_facts.keep(connection, batch.events, older=batch.is_older)
            touched = undone.listings | kept.listings
            touched |= review_writer.rebuild(connection, undone.orders | kept.orders)
            new = [event for event in kept.new if event.listing not in touched]
            listing_rows.add(connection, new)
            rebuilt = listing_rows.rebuild(connection, touched)
            review_writer.rank(connection, rebuilt.rated)
            word_rows.settle(connection, rebuilt.words, rebuilt.gone)
            self._keep_progress(batch)
        return frozenset(touched | {event.listing for event in new})

    def _keep_progress(self, batch: EventBatch) -> None:
        kept = _meta_items(self._connection)
        told = {
            "head": str(batch.head),
            "head_time": str(batch.head_timestamp),
            "older_left": str(batch.older_left),
        }
        if not batch.is_older:
            told["indexed_to"] = str(batch.last)
        begins = "indexed_from" not in kept or (
            batch.rollback_to is not None and batch.rollback_to < int(kept["indexed_from"])
        )
        if batch.is_older or begins:
            told["indexed_from"] = str(batch.first)
        self._connection.execute("DELETE FROM block")
        self._connection.executemany("INSERT INTO block VALUES (?, ?)", batch.block_hashes.items())
        self._connection.executemany(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            told.items(),
        )


def _open(path: Path) -> sqlite3.Connection:
    with translated(path):
        connection = connect(path)
        connection.execute("PRAGMA synchronous=NORMAL")  # a lost tail is read from the chain again
    return connection


def _meta(connection: sqlite3.Connection) -> "set[tuple[str, str]]":
    return set(_meta_items(connection).items())


def _meta_items(connection: sqlite3.Connection) -> dict[str, str]:
    with contextlib.suppress(sqlite3.OperationalError):  # a new file has no tables
        return {row["name"]: row["value"] for row in connection.execute("SELECT name, value FROM meta")}
    return {}
