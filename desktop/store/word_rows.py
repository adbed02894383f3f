"""The words of the listings on offer, in the full-text index: written, moved and removed with their rows.

A listing's place in the index (its rowid there) says how popular it is and, among equals, how new: the index gives what
it finds in that order, so that the first page of a search that matches half of the market reads only its best rows.
Popularity is a logarithm; the place keeps whole steps of it, so that a row moves when its popularity has doubled.
"""

import sqlite3
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from desktop.core.listings import Card
from desktop.store.searching import index_text, squeezed
from desktop.store.terms import TermRows

ID_BITS = 48
ID_MASK = (1 << ID_BITS) - 1
_STEP_MILLI = 1000
_MOST_STEPS = (1 << 63 - ID_BITS) - 1

COLUMNS = ("name", "tags", "task", "publisher", "summary", "seller", "facts")
_TEXTS = 5
"""The first of them are what people wrote."""
Words = tuple[str, ...]
"""The texts of ``COLUMNS``."""
Placed = tuple[int, Words]
"""Words, behind the place where they stand."""

# A private letter opens each fact: no word that a person types has one (``searching`` takes letters and digits).
FREE = "\ue000"
_FACT_PLANE = 0xF0000
_FACT_DIGITS = struct.Struct(">4H")

ADD = f"INSERT INTO listing_fts (rowid, {', '.join(COLUMNS)}) VALUES ({', '.join('?' * (1 + len(COLUMNS)))})"  # noqa: S608
_REMOVE = "DELETE FROM listing_fts WHERE rowid = ?"


def place_of(listing: int, popularity_milli: int) -> int:
    """Where a listing stands in the index; the greater, the earlier it is found."""
    steps = min(max(popularity_milli, 0) // _STEP_MILLI, _MOST_STEPS)
    return steps << ID_BITS | listing


def has_place(listing: int) -> bool:
    """Whether the number leaves room for the popularity; the market counts from one, a false node from anywhere."""
    return 1 <= listing <= ID_MASK


def listing_at(place: str) -> str:
    """SQL for the listing whose place is this expression."""
    return f"({place} & {ID_MASK})"


@lru_cache(maxsize=1 << 10)
def fact(kind: str, value: str) -> str:
    """The token of a task, licence or whole name: four private letters, alike for what is exactly alike."""
    digest = blake2b(f"{kind}\0{value}".encode(), digest_size=8).digest()
    return "".join([chr(_FACT_PLANE + digit) for digit in _FACT_DIGITS.unpack(digest)])


def words_of(card: Card | None, seller: bytes, *, is_free: bool) -> Words:
    """What a listing is found by."""
    account = f"0x{seller.hex()}"
    free = (FREE,) if is_free else ()
    if card is None:
        return "", "", "", "", "", account, "".join(free)
    name = fact("name", squeezed(card.name))
    facts = " ".join((fact("task", card.task), fact("license", card.license), name, *free))
    return (
        index_text(card.name), index_text(" ".join(card.tags)), index_text(card.task),
        index_text(card.publisher or ""), index_text(card.summary), account, facts,
    )  # fmt: skip


def _add(connection: sqlite3.Connection, rows: Iterable[Placed], term_rows: TermRows) -> None:
    # From the lowest place on: FTS5 writes out what it holds when a place comes that is below the last one.
    ordered = sorted(rows)
    connection.executemany(ADD, [(place, *words) for place, words in ordered])
    term_rows.add(connection, (text for _place, words in ordered for text in words[:_TEXTS]))


def settle(
    connection: sqlite3.Connection,
    words: Mapping[int, Words],
    term_rows: TermRows,
    gone: Iterable[int] = (),
    new: Sequence[Placed] = (),
) -> None:
    """Bring words to where they belong; what stands there already is not written again.

    Args:
        connection: In the transaction that wrote the listings' rows, whose ``place`` is where the words were until now
            (0: nowhere).
        words: By listing, those on offer.
        term_rows: Keeps the words themselves.
        gone: Places whose listings are not offered any more.
        new: Words of other listings, whose rows name these places already; nothing stands there.
    """
    left, added, moved = list(gone), list(new), []
    for listing, texts in words.items():
        query = "SELECT place, popularity_milli FROM listing WHERE id = ?"
        before, popularity = connection.execute(query, (listing,)).fetchone()
        place = place_of(listing, popularity)
        if place == before and _words_at(connection, before) == texts:
            continue
        if before:
            left.append(before)
        added.append((place, texts))
        if place != before:
            moved.append((place, listing))
    connection.executemany(_REMOVE, [(place,) for place in sorted(left)])
    _add(connection, added, term_rows)
    connection.executemany("UPDATE listing SET place = ? WHERE id = ?", moved)


def follow(connection: sqlite3.Connection, listings: Iterable[int]) -> None:
    """Move words whose listings have become more or less popular, and changed in nothing else."""
    places = (
        connection.execute(
            "SELECT id, place, popularity_milli FROM listing WHERE id = ?", (listing,)
        ).fetchone()
        for listing in sorted(listings)
    )
    moving = [
        row
        for row in places
        if row and row["place"] and row["place"] != place_of(row["id"], row["popularity_milli"])
    ]
    settle(connection, {row["id"]: _words_at(connection, row["place"]) for row in moving}, TermRows())


def _words_at(connection: sqlite3.Connection, place: int) -> Words:
    row = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM listing_fts WHERE rowid = ?",  # noqa: S608 - our own names
        (place,),
    ).fetchone()
    return tuple(row) if row else ()
