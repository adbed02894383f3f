"""Writing the catalogue: the indexer process alone does it, one transaction per batch of the chain's events."""

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from desktop.core.cards import parse_card
from desktop.core.errors import DatabaseDamaged, InvalidCard
from desktop.core.events import (
    Bought,
    Closed,
    EventBatch,
    KeyProvenBad,
    Listed,
    MarketEvent,
    RecordEvent,
    Refunded,
    Revised,
)
from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.listings import Card
from desktop.store import review_writer
from desktop.store.catalogue_schema import LARGEST_INTEGER, SCHEMA_VERSION, STATEMENTS, digits, price_text
from desktop.store.database import connect, transaction, translated
from desktop.store.review_writer import order_key
from desktop.store.searching import index_text


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """Where a follower goes on: the last block written (None at the beginning) and the hashes kept with it."""

    last_indexed: int | None
    block_hashes: dict[int, bytes]


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
            last = _meta_items(self._connection).get("indexed_to")
        return IndexProgress(int(last) if last is not None else None, hashes)

    def apply(self, batch: EventBatch) -> frozenset[int]:
        """Write a batch, all or nothing; returns the numbers of the listings that changed."""
        with translated(self._path), transaction(self._connection):
            touched: set[int] = set()
            orders: set[bytes] = set()  # whose reviews change
            if batch.rollback_to is not None:
                orders |= review_writer.orders_above(self._connection, batch.rollback_to)
                touched |= self._roll_back(batch.rollback_to)
            for event in batch.events:
                if isinstance(event, RecordEvent):
                    changed, concerned = review_writer.record(self._connection, event)
                    orders |= changed
                    touched |= concerned
                else:
                    touched |= self._record(event)
                    if isinstance(event, Refunded):
                        orders.add(order_key(event.order_id))
            touched |= review_writer.rebuild(self._connection, orders)
            review_writer.rank(self._connection, self._rebuild(touched))
            self._connection.execute("DELETE FROM block")
            self._connection.executemany("INSERT INTO block VALUES (?, ?)", batch.block_hashes.items())
            self._connection.executemany(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [
                    ("indexed_to", str(batch.last)),
                    ("head", str(batch.head)),
                    ("head_time", str(batch.head_timestamp)),
                ],
            )
        return frozenset(touched)

    def _roll_back(self, block: int) -> set[int]:
        """Forget what happened above ``block``; the listings that it touched."""
        query = """SELECT listing FROM revision WHERE block > :block
                   UNION SELECT listing FROM closure WHERE block > :block
                   UNION SELECT listing FROM sale WHERE block > :block
                   UNION SELECT sale.listing FROM refund JOIN sale USING (order_id) WHERE refund.block > :block
                   UNION SELECT listing.id FROM bad_key JOIN listing USING (key_hash) WHERE bad_key.block > :block"""
        touched = {row["listing"] for row in self._connection.execute(query, {"block": block})}
        for table in ("revision", "closure", "sale", "refund", "bad_key", "rating", "answer", "report"):
            self._connection.execute(f"DELETE FROM {table} WHERE block > ?", (block,))  # noqa: S608 - our names
        return touched

    def _record(self, event: MarketEvent) -> set[int]:
        """Keep an event; the listings that change by it. One that is there already changes nothing."""
        at = event.at
        match event:
            case Listed() | Revised():
                self._connection.execute(
                    "INSERT OR IGNORE INTO revision VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (at.block_number, at.log_index, event.listing, at.timestamp, at.transaction_hash,
                     event.terms.encode(), event.card),
                )  # fmt: skip
                return {event.listing}
            case Closed():
                row = (at.block_number, at.log_index, event.listing)
                self._connection.execute("INSERT OR IGNORE INTO closure VALUES (?, ?, ?)", row)
                return {event.listing}
            case Bought():
                order = event.order
                sale = (
                    order_key(event.order_id), at.block_number, at.log_index, event.listing, order.payer.raw, event.holder.raw,
                    order.bought_at, *self._paid(event),
                )  # fmt: skip
                self._connection.execute(
                    "INSERT OR IGNORE INTO sale VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", sale
                )
                return {event.listing}
            case Refunded():
                key = order_key(event.order_id)
                self._connection.execute("INSERT OR IGNORE INTO refund VALUES (?, ?)", (key, at.block_number))
                query = "SELECT listing FROM sale WHERE order_id = ?"
                return {row["listing"] for row in self._connection.execute(query, (key,))}
            case KeyProvenBad():
                bad = (event.key_hash, at.block_number)
                self._connection.execute("INSERT OR IGNORE INTO bad_key VALUES (?, ?)", bad)
                query = "SELECT id FROM listing WHERE key_hash = ?"  # they are not offered any more
                return {row["id"] for row in self._connection.execute(query, (event.key_hash,))}
        return set()  # deliveries, payments, bonds and operators change no listing

    def _paid(self, event: Bought) -> tuple[str, bytes]:
        """Price (``PRICE_DIGITS`` digits) and currency of the terms that were bought; nothing if they are unknown."""
        row = self._connection.execute(
            """SELECT terms FROM revision WHERE listing = ? AND (block, log_index) < (?, ?)
               ORDER BY block DESC, log_index DESC LIMIT 1""",
            (event.listing, event.at.block_number, event.at.log_index),
        ).fetchone()
        if row is None:
            return digits(0), NATIVE.raw
        terms = Terms.decode(row["terms"])
        return digits(terms.price), terms.currency.raw

    def _rebuild(self, listings: Iterable[int]) -> set[int]:
        """Work out the rows of these listings from what the chain said; the ones that are rated."""
        rated: set[int] = set()
        for listing in sorted(listings):
            first, last, closed, sales = self._facts(listing)
            ratings, stars = review_writer.counted(self._connection, listing)
            if ratings:
                rated.add(listing)
            self._connection.execute("DELETE FROM listing_fts WHERE rowid = ?", (listing,))
            if first is None or last is None:
                self._connection.execute("DELETE FROM listing WHERE id = ?", (listing,))
                continue
            terms = Terms.decode(last["terms"])
            card, fault = read_card(last["card"], terms)
            position = (last["block"], last["log_index"])
            is_open = closed is None or position > (closed["block"], closed["log_index"])
            # Not INSERT OR REPLACE: its statement journal makes FTS5 write out what it holds, for each listing anew
            # (measured: 180 us instead of 20).
            self._connection.execute("DELETE FROM listing WHERE id = ?", (listing,))
            is_offered = is_open and not self._is_bad(terms.key_hash)
            self._connection.execute(
                """INSERT INTO listing (
                     id, seller, terms, key_hash, card, card_fault, task, license, price, size_bytes, peak_rss_bytes,
                     is_open, is_offered, is_readable, listed_block, listed_at, revised_at, sales, popularity_milli,
                     ratings, stars)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    listing, terms.seller.raw, last["terms"], terms.key_hash, last["card"], fault,
                    card.task if card else "", card.license if card else "", price_text(terms),
                    min(terms.size_bytes, LARGEST_INTEGER),
                    card.peak_rss_bytes if card else None, is_open, is_offered, card is not None,
                    first["block"], first["time"], last["time"], sales, 1000 * sales, ratings, stars,
                ),
            )  # fmt: skip
            if is_offered:
                self._connection.execute(
                    """INSERT INTO listing_fts (rowid, name, summary, tags, task, publisher, seller)
                       VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    (listing, *_searched(card), f"0x{terms.seller.raw.hex()}"),
                )
        return rated

    def _is_bad(self, key_hash: bytes) -> bool:
        query = "SELECT 1 FROM bad_key WHERE key_hash = ?"
        return self._connection.execute(query, (key_hash,)).fetchone() is not None

    def _facts(self, listing: int) -> tuple[sqlite3.Row | None, sqlite3.Row | None, sqlite3.Row | None, int]:
        """First and last revision, last closure, and number of sales that were not refunded."""
        query = "SELECT * FROM {} WHERE listing = ? ORDER BY block {}, log_index {} LIMIT 1"

        def one(table: str, order: str) -> sqlite3.Row | None:
            row: sqlite3.Row | None = self._connection.execute(
                query.format(table, order, order), (listing,)
            ).fetchone()
            return row

        sales = self._connection.execute(
            "SELECT count(*) FROM sale WHERE listing = ? AND order_id NOT IN (SELECT order_id FROM refund)",
            (listing,),
        ).fetchone()[0]
        return one("revision", "ASC"), one("revision", "DESC"), one("closure", "DESC"), sales


def read_card(data: bytes, terms: Terms) -> tuple[Card | None, str | None]:
    """The card, or None and what is wrong with it."""
    if keccak256(data) != terms.card_hash:
        return None, "not the card that the terms name"
    try:
        card = parse_card(data)
    except InvalidCard as error:
        return None, error.reason
    if terms.is_free and card.key is None:
        return None, "a free model without its key"
    return card, None


def _searched(card: Card | None) -> tuple[str, str, str, str, str]:
    if card is None:
        return "", "", "", "", ""
    texts = (card.name, card.summary, " ".join(card.tags), card.task, card.publisher or "")
    name, summary, tags, task, publisher = map(index_text, texts)
    return name, summary, tags, task, publisher


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
