"""The rows of the catalogue that follow from what the chain said: one for each listing, and its words for searching."""

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.core.cards import parse_card
from desktop.core.errors import InvalidCard
from desktop.core.events import Listed
from desktop.core.identity import NATIVE, keccak256
from desktop.core.listings import Card
from desktop.store import review_writer
from desktop.store.catalogue_schema import LARGEST_INTEGER, price_text
from desktop.store.searching import index_text

Row = tuple[int | str | bytes | None, ...]

# Of the 21 words of the terms: seller, currency, price, size, key hash, card hash.
_TERMS = struct.Struct(">12x20s 32x 12x20s 16x16s 320x 24xQ 32x 32s 64x 32s 32x")

_ADD = """INSERT INTO listing (
            id, seller, terms, key_hash, card, card_fault, task, license, price, size_bytes, peak_rss_bytes,
            is_open, is_offered, is_readable, listed_block, listed_at, revised_at, sales, popularity_milli,
            ratings, stars)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_ADD_WORDS = """INSERT INTO listing_fts (rowid, name, summary, tags, task, publisher, seller)
                VALUES (?, ?, ?, ?, ?, ?, ?)"""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the row of a listing is made from; ``terms`` and ``card`` are those of the last revision."""

    terms: bytes
    card: bytes
    listed_block: int
    listed_at: int
    revised_at: int
    is_open: bool = True
    sales: int = 0
    ratings: int = 0
    stars: int = 0


def add(connection: sqlite3.Connection, events: Sequence[Listed]) -> None:
    """Add listings of which nothing is known but these events: many rows at once, and no reads."""
    rows, words = [], []
    bad_keys = _bad_keys(connection)
    for event in sorted(events, key=lambda event: event.listing):
        at = event.at
        facts = _Facts(event.encoded_terms, event.card, at.block_number, at.timestamp, at.timestamp)
        row, searched = _row(event.listing, facts, bad_keys)
        rows.append(row)
        if searched is not None:
            words.append(searched)
    connection.executemany(_ADD, rows)
    connection.executemany(_ADD_WORDS, words)


def rebuild(connection: sqlite3.Connection, listings: Iterable[int]) -> set[int]:
    """Work out the rows of these listings from what the chain said; the ones that are rated."""
    rated: set[int] = set()
    bad_keys = _bad_keys(connection)
    for listing in sorted(listings):
        facts = _facts(connection, listing)
        connection.execute("DELETE FROM listing_fts WHERE rowid = ?", (listing,))
        # Not INSERT OR REPLACE: its statement journal makes FTS5 write out what it holds, for each listing anew
        # (measured: 180 us instead of 20).
        connection.execute("DELETE FROM listing WHERE id = ?", (listing,))
        if facts is None:
            continue
        if facts.ratings:
            rated.add(listing)
        row, searched = _row(listing, facts, bad_keys)
        connection.execute(_ADD, row)
        if searched is not None:
            connection.execute(_ADD_WORDS, searched)
    return rated


def read_card(data: bytes, card_hash: bytes, *, is_free: bool) -> tuple[Card | None, str | None]:
    """The card, or None and what is wrong with it."""
    if keccak256(data) != card_hash:
        return None, "not the card that the terms name"
    try:
        card = parse_card(data)
    except InvalidCard as error:
        return None, error.reason
    if is_free and card.key is None:
        return None, "a free model without its key"
    return card, None


def _row(listing: int, facts: _Facts, bad_keys: frozenset[bytes]) -> tuple[Row, Row | None]:
    """The row of a listing, and that of its words if it is offered."""
    seller, currency, packed_price, size_bytes, key_hash, card_hash = _TERMS.unpack(facts.terms)
    price = int.from_bytes(packed_price, "big")
    card, fault = read_card(facts.card, card_hash, is_free=price == 0)
    is_offered = facts.is_open and key_hash not in bad_keys
    row = (
        listing, seller, facts.terms, key_hash, facts.card, fault,
        card.task if card else "", card.license if card else "", price_text(price, currency == NATIVE.raw),
        min(size_bytes, LARGEST_INTEGER), card.peak_rss_bytes if card else None,
        facts.is_open, is_offered, card is not None, facts.listed_block, facts.listed_at, facts.revised_at,
        facts.sales, 1000 * facts.sales, facts.ratings, facts.stars,
    )  # fmt: skip
    return row, (listing, *_searched(card), f"0x{seller.hex()}") if is_offered else None


def _searched(card: Card | None) -> tuple[str, str, str, str, str]:
    if card is None:
        return "", "", "", "", ""
    return (
        index_text(card.name), index_text(card.summary), index_text(" ".join(card.tags)), index_text(card.task),
        index_text(card.publisher or ""),
    )  # fmt: skip


def _bad_keys(connection: sqlite3.Connection) -> frozenset[bytes]:
    """Keys that were proven bad; each proof costs its seller a bond, so they stay few."""
    return frozenset(row["key_hash"] for row in connection.execute("SELECT key_hash FROM bad_key"))


def _facts(connection: sqlite3.Connection, listing: int) -> _Facts | None:
    """What is known of a listing; None if it was never listed (or that is not read yet)."""
    query = "SELECT * FROM {} WHERE listing = ? ORDER BY block {}, log_index {} LIMIT 1"

    def one(table: str, order: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = connection.execute(query.format(table, order, order), (listing,)).fetchone()
        return row

    first, last, closed = one("revision", "ASC"), one("revision", "DESC"), one("closure", "DESC")
    if first is None or last is None:
        return None
    sales = connection.execute(
        "SELECT count(*) FROM sale WHERE listing = ? AND order_id NOT IN (SELECT order_id FROM refund)",
        (listing,),
    ).fetchone()[0]
    position = (last["block"], last["log_index"])
    return _Facts(
        last["terms"], last["card"], first["block"], first["time"], last["time"],
        closed is None or position > (closed["block"], closed["log_index"]), sales,
        *review_writer.counted(connection, listing),
    )  # fmt: skip
