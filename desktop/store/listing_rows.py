"""The rows of the catalogue that follow from what the chain said: one for each listing, and its words for searching."""

import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from desktop.core.cards import parse_card
from desktop.core.errors import InvalidCard
from desktop.core.events import ChainEvent, Listed
from desktop.core.identity import NATIVE, keccak256
from desktop.core.listings import Card
from desktop.store import review_writer, word_rows
from desktop.store.catalogue_schema import LARGEST_INTEGER, price_text
from desktop.store.word_rows import Placed, Words

Row = tuple[int | str | bytes | None, ...]
Choice = tuple[str, str]
Choices = Counter[Choice]

# Of the 21 words of the terms: seller, payee, currency, price, size, key hash, card hash.
_TERMS = struct.Struct(">12x20s 12x20s 12x20s 16x16s 320x 24xQ 32x 32s 64x 32s 32x")

_COLUMNS = (
    "id", "place", "task", "license", "price", "size_bytes", "peak_rss_bytes", "is_offered", "is_readable",
    "ratings", "stars", "revised_at", "seller", "payee", "key_hash", "card_fault", "is_open",
    "listed_block", "listed_at", "sales", "revision_block", "revision_index",
)  # fmt: skip
_ADD = f"INSERT INTO listing ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608


class _Facts(NamedTuple):
    """What the row of a listing is made from; ``terms`` and ``card`` are those of the last revision, at ``revision``."""

    terms: bytes
    card: bytes
    revision: tuple[int, int]
    listed_block: int
    listed_at: int
    revised_at: int
    is_open: bool = True
    sales: int = 0
    ratings: int = 0
    stars: int = 0


@dataclass(slots=True)
class Rebuilt:
    """What is left to do when rows were made anew.

    Attributes:
        rated: The listings whose means must be set.
        words: What the listings on offer are found by.
        gone: Places in the index whose listings are not offered any more.
    """

    rated: set[int] = field(default_factory=set)
    words: dict[int, Words] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadListing:
    """What the bytes of a listing's event say, as its row keeps it; reading them takes as long as writing the rows.

    ``fault`` says what is wrong with the card; task and licence are then empty.
    """

    seller: bytes
    payee: bytes
    price: str
    size_bytes: int
    key_hash: bytes
    task: str
    license: str
    peak_rss_bytes: int
    fault: str | None
    words: Words


Readings = Mapping[tuple[int, int], ReadListing]
"""By block and place in the block."""


def read(events: Iterable[ChainEvent]) -> Readings:
    """Read the new listings among events; in any thread, while another batch is written."""
    return {
        (event.at.block_number, event.at.log_index): _read(event.encoded_terms, event.card)
        for event in events
        if isinstance(event, Listed)
    }


def _read(terms: bytes, data: bytes) -> ReadListing:
    seller, payee, currency, packed_price, size_bytes, key_hash, card_hash = _TERMS.unpack(terms)
    price = int.from_bytes(packed_price, "big")
    card, fault = read_card(data, card_hash, is_free=price == 0)
    words = word_rows.words_of(card, seller, is_free=price == 0)
    task, license_ = (card.task, card.license) if card else ("", "")
    return ReadListing(
        seller, payee, price_text(price, currency == NATIVE.raw), min(size_bytes, LARGEST_INTEGER), key_hash,
        task, license_, (card and card.peak_rss_bytes) or 0, fault, words,
    )  # fmt: skip


def add(connection: sqlite3.Connection, events: Sequence[Listed], readings: Readings) -> list[Placed]:
    """Add listings of which nothing is known but these events: many rows at once, and no reads.

    Returns what those on offer are found by, which is left to ``word_rows.settle``.
    """
    rows, words = [], []
    choices: list[Choice] = []
    bad_keys = _bad_keys(connection)
    for event in sorted(events, key=attrgetter("listing")):
        at = event.at
        revision = (at.block_number, at.log_index)
        facts = _Facts(event.encoded_terms, event.card, revision, at.block_number, at.timestamp, at.timestamp)
        found = readings.get(revision) or _read(event.encoded_terms, event.card)
        row, searched, chosen = _row(event.listing, facts, found, bad_keys)
        rows.append(row)
        if searched is not None:
            words.append((word_rows.place_of(event.listing, 0), searched))
            choices += chosen
    connection.executemany(_ADD, rows)
    _count_choices(connection, Counter(choices))
    return words


def rebuild(connection: sqlite3.Connection, listings: Iterable[int]) -> Rebuilt:
    """Work out the rows of these listings from what the chain said; their words are left to ``word_rows.settle``."""
    rebuilt = Rebuilt()
    choices: Choices = Counter()
    bad_keys = _bad_keys(connection)
    for listing in sorted(listings):
        facts = _facts(connection, listing)
        # Not INSERT OR REPLACE: its statement journal makes FTS5 write out what it holds, for each listing anew
        # (measured: 180 us instead of 20).
        query = "DELETE FROM listing WHERE id = ? RETURNING place, is_offered, task, license"
        before = connection.execute(query, (listing,)).fetchone()
        place = before["place"] if before else 0
        if before and before["is_offered"]:
            choices.subtract((("task", before["task"]), ("license", before["license"])))
        row, searched, chosen = (
            (None, None, ())
            if facts is None
            else _row(listing, facts, _read(facts.terms, facts.card), bad_keys, place)
        )
        if row is not None:
            connection.execute(_ADD, row)
        if facts is not None and facts.ratings:
            rebuilt.rated.add(listing)
        if searched is not None:
            rebuilt.words[listing] = searched
            choices.update(chosen)
        elif place:
            rebuilt.gone.append(place)
    _count_choices(connection, choices)
    return rebuilt


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


def _row(
    listing: int, facts: _Facts, found: ReadListing, bad_keys: frozenset[bytes], place: int | None = None
) -> tuple[Row, Words | None, tuple[Choice, ...]]:
    """The row of a listing; and what it is found by, if it is offered.

    Its words stand at ``place`` (0: nowhere); None for a new listing, whose words are added where they belong.
    """
    is_offered = facts.is_open and found.key_hash not in bad_keys and word_rows.has_place(listing)
    if place is None:
        place = word_rows.place_of(listing, 0)
    row = (
        listing, place if is_offered else 0, found.task, found.license, found.price,
        found.size_bytes, found.peak_rss_bytes, is_offered, found.fault is None,
        facts.ratings, facts.stars, facts.revised_at, found.seller, found.payee, found.key_hash, found.fault,
        facts.is_open, facts.listed_block, facts.listed_at, facts.sales, *facts.revision,
    )  # fmt: skip
    if not is_offered:
        return row, None, ()
    return row, found.words, (("task", found.task), ("license", found.license))


def _count_choices(connection: sqlite3.Connection, changes: Choices) -> None:
    connection.executemany(
        """INSERT INTO choice VALUES (?, ?, ?)
           ON CONFLICT (kind, value) DO UPDATE SET offered = offered + excluded.offered""",
        [(*choice, change) for choice, change in changes.items() if change],
    )
    connection.executemany(
        "DELETE FROM choice WHERE kind = ? AND value = ? AND offered = 0",
        [choice for choice, change in changes.items() if change < 0],
    )


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
        last["terms"], last["card"], position, first["block"], first["time"], last["time"],
        closed is None or position > (closed["block"], closed["log_index"]), sales,
        *review_writer.counted(connection, listing),
    )  # fmt: skip
