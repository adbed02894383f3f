"""Writing the catalogue: the indexer process alone does it, one transaction per batch of the chain's events."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from desktop.core.errors import DatabaseDamaged
from desktop.core.events import EventBatch
from desktop.core.identity import Address
from desktop.core.listings import UNKNOWN_BLOCK, Disagreement, DisagreementKind
from desktop.store import (
    chain_facts,
    listing_rows,
    popularity_writer,
    review_writer,
    snapshot_schema,
    word_rows,
)
from desktop.store.catalogue_schema import SCHEMA_VERSION, STATEMENTS
from desktop.store.catalogue_swap import finish_swap, new_path, put_new
from desktop.store.chain_facts import Touched
from desktop.store.database import connect, transaction, translated
from desktop.store.listing_rows import Readings
from desktop.store.terms import TermRows

_CACHE_KIB = 64 << 10
_WAL_PAGES = 16_000
_TIDY_PAGES = 300
MOST_MISSING = 100
_LIMITS = "limits "
_HURRIED_CACHE_KIB = 128 << 10


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """Where a follower goes on: the blocks that are written, and the hashes kept with the last of them.

    Blocks ``first_indexed`` to ``last_indexed`` are in the catalogue; both are None at the beginning. ``begins_at`` is
    the block where the market was deployed, if it was found; ``limits`` what endpoints serve at once, by origin.
    """

    last_indexed: int | None
    block_hashes: dict[int, bytes]
    first_indexed: int | None = None
    begins_at: int | None = None
    limits: dict[str, tuple[int, int]] = field(default_factory=dict)


class CatalogueWriter:
    """The one writer of a catalogue."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._terms = TermRows()

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
        finish_swap(path)
        with translated(path):
            if path.exists():
                try:
                    connection = _open(path)
                    if _meta(connection) >= identity.items():
                        return cls(path, connection)
                    connection.close()
                except DatabaseDamaged:
                    pass  # it is a cache: the chain has everything
            # Apart, and then moved: a reader that met a file without tables, or saw it removed under its hands, was told
            # of damage.
            with contextlib.closing(_open(new_path(path))) as connection, transaction(connection):
                for statement in (*STATEMENTS, *snapshot_schema.STATEMENTS):
                    connection.execute(statement)
                connection.executemany("INSERT INTO meta VALUES (?, ?)", identity.items())
            put_new(path)
            return cls(path, _open(path))

    def close(self) -> None:
        self._connection.close()

    def hurry(self) -> None:
        """Write without a journal: for a file that nobody reads yet, and that is thrown away whole when anything fails.

        From here on no other file is opened, and no lock asked for.
        """
        pragmas = (
            "journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY", "locking_mode=EXCLUSIVE",
            f"cache_size=-{_HURRIED_CACHE_KIB}",
        )  # fmt: skip
        with translated(self._path):
            for pragma in pragmas:
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.execute("BEGIN EXCLUSIVE")
            self._connection.execute("COMMIT")

    def progress(self) -> IndexProgress:
        """Where the follower goes on."""
        with translated(self._path):
            hashes = {row["number"]: row["hash"] for row in self._connection.execute("SELECT * FROM block")}
            meta = _meta_items(self._connection)
        begins_at = int(meta["begins_at"]) if "begins_at" in meta else None
        limits = {name.removeprefix(_LIMITS): _two(meta[name]) for name in meta if name.startswith(_LIMITS)}
        first, last = int(meta.get("indexed_from", 0)), int(meta.get("indexed_to", -1))
        # After a rollback of everything that was there, nothing is.
        return (
            IndexProgress(last, hashes, first, begins_at, limits)
            if first <= last
            else IndexProgress(None, {}, None, begins_at, limits)
        )

    def keep_limits(self, limits: Mapping[str, tuple[int, int]]) -> None:
        """Remember what endpoints serve at once."""
        rows = {f"{_LIMITS}{origin}": f"{blocks} {most}" for origin, (blocks, most) in limits.items()}
        with translated(self._path), transaction(self._connection):
            _set_meta(self._connection, rows)

    def keep_beginning(self, block: int) -> None:
        """Remember where the market was deployed."""
        with translated(self._path), transaction(self._connection):
            _set_meta(self._connection, {"begins_at": str(block)})

    def disagree(self, disagreements: Iterable[Disagreement]) -> list[Disagreement]:
        """Keep what endpoints disagree about; the ones that were not known before."""
        new = []
        with translated(self._path), transaction(self._connection):
            for entry in disagreements:
                row = (entry.listing, entry.origin, entry.kind.value, entry.block, entry.is_proven)
                kept = self._connection.execute(
                    "INSERT OR IGNORE INTO disagreement VALUES (?, ?, ?, ?, ?)", row
                )
                if kept.rowcount:
                    new.append(entry)
        return new

    def missing_numbers(self, origin: str) -> list[Disagreement]:
        """Listings that ``origin`` hides: the market numbers from 1 without a gap. At most ``MOST_MISSING``.

        Only of a catalogue that has all older blocks.
        """
        with translated(self._path):
            count, highest = self._connection.execute(
                "SELECT count(*), coalesce(max(id), 0) FROM listing"
            ).fetchone()
            if count >= highest:
                return []
            rows = self._connection.execute(
                """WITH RECURSIVE gap (number) AS (
                     SELECT 1 UNION ALL SELECT number + 1 FROM gap WHERE number < ?)
                   SELECT number FROM gap WHERE number NOT IN (SELECT id FROM listing) LIMIT ?""",
                (highest, MOST_MISSING),
            )
            return [
                Disagreement(row["number"], origin, DisagreementKind.HIDDEN, UNKNOWN_BLOCK) for row in rows
            ]

    def forget_all(self) -> None:
        """Begin anew; what endpoints disagreed about stays known."""
        self._terms.forget()
        with translated(self._path), transaction(self._connection):
            rows = self._connection.execute(
                """SELECT name FROM sqlite_master WHERE type = 'table'
                   AND name NOT LIKE 'listing_fts_%' AND name NOT IN ('meta', 'disagreement')"""
            )
            for row in rows.fetchall():
                self._connection.execute(f"DELETE FROM {row['name']}")  # noqa: S608 - our own tables
            names = ("indexed_to", "indexed_from", "begins_at", "older_left", "ratings")
            self._connection.executemany("DELETE FROM meta WHERE name = ?", [(name,) for name in names])

    def apply(self, batch: EventBatch, readings: Readings | None = None) -> frozenset[int]:
        """Write a batch, all or nothing; returns the numbers of the listings that changed.

        ``readings`` are its new listings, if they were read before (``listing_rows.read``).
        """
        connection = self._connection
        with translated(self._path), self._remembering(), transaction(connection):
            pairs = popularity_writer.pairs_above(connection, batch.rollback_to)
            undone = (
                Touched()
                if batch.rollback_to is None
                else chain_facts.roll_back(connection, batch.rollback_to)
            )
            kept = chain_facts.keep(connection, batch.events, older=batch.is_older)
            touched = undone.listings | kept.listings
            pairs |= popularity_writer.keep(connection, batch.events, touched, older=batch.is_older)
            traded, changed_roles = popularity_writer.rebuild(connection, pairs)
            orders = undone.orders | kept.orders | review_writer.orders_of(connection, changed_roles)
            touched |= traded | review_writer.rebuild(connection, orders)
            new = [event for event in kept.new if event.listing not in touched]
            new_words = listing_rows.add(connection, new, readings or {})
            rebuilt = listing_rows.rebuild(connection, touched)
            review_writer.rank(connection, rebuilt.rated)
            popularity_writer.rank(connection, touched)
            word_rows.settle(connection, rebuilt.words, self._terms, rebuilt.gone, new_words)
            self._keep_progress(batch)
        return frozenset(touched | {event.listing for event in new})

    @contextlib.contextmanager
    def _remembering(self) -> Iterator[None]:
        """What is remembered of the file is what a transaction inside has written, if it has."""
        try:
            yield
        except BaseException:
            self._terms.forget()
            raise
        self._terms.committed()

    def tidy(self) -> bool:
        """Merge a little of the full-text index, which batches leave in pieces; whether there is more to merge."""
        with translated(self._path), transaction(self._connection):
            before = self._connection.total_changes
            self._connection.execute(
                "INSERT INTO listing_fts (listing_fts, rank) VALUES ('merge', ?)", (_TIDY_PAGES,)
            )
            # FTS5: fewer than two changes mean that there was nothing to do.
            return self._connection.total_changes - before >= 2

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
        if begins and "indexed_from" in kept:  # another chain, perhaps
            self._connection.execute("DELETE FROM meta WHERE name = 'begins_at'")
        self._connection.execute("DELETE FROM block")
        self._connection.executemany("INSERT INTO block VALUES (?, ?)", batch.block_hashes.items())
        _set_meta(self._connection, told)


def _open(path: Path) -> sqlite3.Connection:
    with translated(path):
        connection = connect(path)
        connection.execute("PRAGMA synchronous=NORMAL")  # a lost tail is read from the chain again
        # A batch of some ten megabytes is changed in memory and then written once.
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint={_WAL_PAGES}")
    return connection


def _two(text: str) -> tuple[int, int]:
    first, second = text.split()
    return int(first), int(second)


def _set_meta(connection: sqlite3.Connection, values: Mapping[str, str]) -> None:
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        values.items(),
    )


def _meta(connection: sqlite3.Connection) -> "set[tuple[str, str]]":
    return set(_meta_items(connection).items())


def _meta_items(connection: sqlite3.Connection) -> dict[str, str]:
    with contextlib.suppress(sqlite3.OperationalError):  # a new file has no tables
        return {row["name"]: row["value"] for row in connection.execute("SELECT name, value FROM meta")}
    return {}
