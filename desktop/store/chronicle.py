"""What happened on the market above a block, out of the catalogue that the indexer writes; all from one moment."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.listings import Listing, ListingQuery, Sorting
from desktop.core.matching import matches
from desktop.core.reviews import LEAST_FOR_MEAN, mean_milli
from desktop.core.watches import (
    MOST_NEWS,
    History,
    Position,
    RatingChange,
    Revision,
    came_to_fit,
    rebuild_from,
)
from desktop.services.watching import Reading, Wanted
from desktop.store.catalogue_file import CatalogueFile
from desktop.store.finding import search
from desktop.store.listing_rows import read_card
from desktop.store.review_writer import of_market
from desktop.store.searching import parse_words
from desktop.store.word_rows import words_of

_CHANGED = """SELECT listing FROM revision WHERE block > :above UNION SELECT listing FROM closure WHERE block > :above
              UNION SELECT listing.id FROM bad_key JOIN listing USING (key_hash) WHERE bad_key.block > :above"""
_SINCE = "SELECT min(time) AS time FROM revision WHERE block > :above"
_RATED = "SELECT EXISTS (SELECT 1 FROM review WHERE listing = ? AND exclusion = '' AND block > ?)"
_PAGE_ROWS = 500


class ChronicleReader:
    """Fits ``services.watching.ports.Chronicle``. Usable from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = CatalogueFile(path)

    def close(self) -> None:
        """Close every connection; no thread may be reading. Safe to call twice."""
        self._file.close()

    def read(self, kept: Position | None, wanted: Wanted) -> Reading | None:
        """What is new since ``kept``; None while the catalogue is behind it. Without ``kept`` all that is not final."""
        with self._file.connection() as connection:
            if connection is None:
                return None
            with _one_moment(connection):
                position = _position(connection)
                if position is None:
                    return None
                above = (
                    min(position.hashes, default=position.indexed_to + 1) - 1
                    if kept is None
                    else rebuild_from(kept, position)
                )
                if above is None or (position.older_left and kept is not None):
                    return None
                if position.older_left:
                    return Reading(position, above)  # half a history would be told as another one
                return _reading(connection, position, above, wanted)


def _reading(connection: sqlite3.Connection, position: Position, above: int, wanted: Wanted) -> Reading:
    changed = {row["listing"] for row in connection.execute(_CHANGED, {"above": above})}
    rated = {
        number for number in wanted.listings if connection.execute(_RATED, (number, above)).fetchone()[0]
    }
    found, fitting = _found(connection, wanted.searches.items(), above)
    return Reading(
        position=position,
        above=above,
        listings={
            number: _history(connection, number, above) for number in wanted.listings & (changed | rated)
        },
        sellers=_of_sellers(connection, wanted.sellers, changed, above),
        found=found,
        fitting=fitting,
        beginnings={number: first for number in wanted.known for first in _beginning(connection, number)},
        revised={number: _history(connection, number, above).revisions for number in wanted.known & changed},
    )


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """The indexer writes meanwhile; a transaction that only reads sees nothing of it."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def _position(connection: sqlite3.Connection) -> Position | None:
    meta = {row["name"]: row["value"] for row in connection.execute("SELECT name, value FROM meta")}
    if "indexed_to" not in meta:
        return None
    hashes = {row["number"]: row["hash"] for row in connection.execute("SELECT number, hash FROM block")}
    return Position(int(meta["indexed_to"]), hashes, int(meta["head"]), int(meta.get("older_left", 0)))


def _of_sellers(
    connection: sqlite3.Connection, sellers: frozenset[Address], changed: set[int], above: int
) -> dict[Address, list[History]]:
    """Of each seller the newest listings that changed."""
    found: dict[Address, list[History]] = {}
    if not sellers or not changed:
        return found
    query = """SELECT id, seller FROM listing WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC"""
    for row in connection.execute(query, (json.dumps(sorted(changed)),)).fetchall():
        histories = found.setdefault(Address(row["seller"]), [])
        if Address(row["seller"]) in sellers and len(histories) < MOST_NEWS:
            histories.append(_history(connection, row["id"], above))
    return found


_BySearch = dict[int, list[Revision]]


def _found(
    connection: sqlite3.Connection, searches: Iterable[tuple[int, ListingQuery]], above: int
) -> tuple[_BySearch, _BySearch]:
    """Of each search the newest listings above the block that fit, and the revisions since which older ones do."""
    new: _BySearch = {}
    fitting: _BySearch = {}
    row = connection.execute(_SINCE, {"above": above}).fetchone()
    if row["time"] is None:
        return new, fitting
    for watch, query in searches:
        new[watch], fitting[watch] = [], []
        for number, is_new in _fitting(connection, query, row["time"], above):
            if is_new:
                new[watch] += _beginning(connection, number)
            else:
                history = _history(connection, number, above)
                began = came_to_fit(history, lambda one, query=query: _did_fit(connection, query, one))  # type: ignore[misc]
                fitting[watch] += [began] if began is not None else []
    return new, fitting


def _did_fit(connection: sqlite3.Connection, query: ListingQuery, revision: Revision) -> bool:
    """Whether a listing fitted with this revision. Its stars are those of now: what a rating changes is told as that."""
    row = connection.execute(
        "SELECT card FROM revision WHERE listing = ? AND block = ? AND log_index = ?",
        (revision.listing, revision.block, revision.log_index),
    ).fetchone()
    terms = revision.terms
    card, fault = read_card(row["card"], terms.card_hash, is_free=terms.is_free)
    text = " ".join(words_of(card, terms.seller.raw, is_free=terms.is_free))
    if not all(word.is_in(text) for word in parse_words(query.text)):
        return False
    shown = Listing(revision.listing, terms, card, fault, True, 0, 0, 0, 0)
    return matches(replace(query, text="", min_stars=None), shown)


def _fitting(
    connection: sqlite3.Connection, query: ListingQuery, since: int, above: int
) -> list[tuple[int, bool]]:
    """Listings that fit and were listed or revised above the block, the newest first; and whether they are new."""
    found: list[tuple[int, bool]] = []
    page = replace(query, sorting=Sorting.NEWEST, hidden=frozenset(), after=None)
    while len(found) < MOST_NEWS:
        answer = search(connection, page, _PAGE_ROWS)
        for row in answer.rows:
            if row["revised_at"] < since:
                return found
            if row["revision_block"] > above:
                found.append((row["id"], row["listed_block"] > above))
        if answer.next is None:
            break
        page = replace(page, after=answer.next)
    return found[:MOST_NEWS]


def _beginning(connection: sqlite3.Connection, listing: int) -> list[Revision]:
    """The first revision of a listing, if the chain has it."""
    query = "SELECT * FROM revision WHERE listing = ? ORDER BY block, log_index LIMIT 1"
    return [_revision(row, 0) for row in connection.execute(query, (listing,))]


def _history(connection: sqlite3.Connection, listing: int, above: int) -> History:
    """Of very many revisions the newest, the oldest of which is then taken for the one before."""
    total = connection.execute("SELECT count(*) FROM revision WHERE listing = ?", (listing,)).fetchone()[0]
    rows = connection.execute(
        "SELECT * FROM revision WHERE listing = ? ORDER BY block DESC, log_index DESC LIMIT ?",
        (listing, MOST_NEWS),
    ).fetchall()
    revisions = [_revision(row, total - 1 - place) for place, row in enumerate(rows)][::-1]
    earlier = [one for one in revisions if one.block <= above]
    later = [one for one in revisions if one.block > above]
    if not earlier and later and later[0].number > 0:
        earlier = [later.pop(0)]
    before = earlier[-1] if earlier else None
    closed = [
        (row["block"], row["log_index"])
        for row in connection.execute(
            "SELECT block, log_index FROM closure WHERE listing = ? ORDER BY block, log_index", (listing,)
        )
    ]
    was_closed = before is not None and any(
        place > (before.block, before.log_index) for place in closed if place[0] <= above
    )
    bad = connection.execute(
        """SELECT bad_key.block, key_hash FROM bad_key JOIN listing USING (key_hash)
           WHERE listing.id = ? AND bad_key.block > ?""",
        (listing, above),
    )
    return History(
        revisions=tuple(later),
        before=before,
        closures=tuple(place for place in closed if place[0] > above),
        was_closed=was_closed,
        bad=tuple((row["block"], row["key_hash"]) for row in bad),
        ratings=tuple(_ratings(connection, listing, above)),
    )


def _ratings(connection: sqlite3.Connection, listing: int, above: int) -> Iterator[RatingChange]:
    """The ratings above a block that count, each with what it made of the mean."""
    count, stars = connection.execute(
        "SELECT count(*), coalesce(sum(stars), 0) FROM review WHERE listing = ? AND exclusion = '' AND block <= ?",
        (listing, above),
    ).fetchone()
    rows = connection.execute(
        """SELECT block, time, order_id, stars FROM review WHERE listing = ? AND exclusion = '' AND block > ?
           ORDER BY block, log_index LIMIT ?""",
        (listing, above, MOST_NEWS),
    )
    market = of_market(connection)
    mean: int | None = mean_milli(count, stars, market) if count >= LEAST_FOR_MEAN else None
    for row in rows:
        old, count, stars = mean, count + 1, stars + row["stars"]
        mean = mean_milli(count, stars, market) if count >= LEAST_FOR_MEAN else None
        yield RatingChange(row["block"], row["time"], row["order_id"], row["stars"], old, mean, count)


def _revision(row: sqlite3.Row, number: int) -> Revision:
    terms = Terms.decode(row["terms"])
    card, _fault = read_card(row["card"], terms.card_hash, is_free=terms.is_free)
    return Revision(
        listing=row["listing"],
        number=number,
        block=row["block"],
        log_index=row["log_index"],
        time=row["time"],
        terms=terms,
        title=card.name if card else f"#{row['listing']}",
        version=card.version if card else "",
    )
