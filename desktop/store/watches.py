"""Watches and their news in licet.db."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from desktop.core.identity import Address, keccak256
from desktop.core.records import dump, load
from desktop.core.telling import Said, Told
from desktop.core.watches import MOST_NEWS, News, NewsKind, Position, Watch
from desktop.services.watching import NewsSummary
from desktop.store.database import Database

_NEWEST = "ORDER BY block DESC, place, listing DESC, key"
_PLACES = {kind: place for place, kind in enumerate(NewsKind)}


class WatchStore:
    """Fits ``services.watching.ports.WatchBook``, for one market."""

    def __init__(self, database: Database, chain_id: int, market: Address) -> None:
        self._database = database
        self._here = (chain_id, market.raw.hex())

    def watches(self) -> list[Watch]:
        query = "SELECT id, record FROM watch WHERE chain = ? AND market = ? ORDER BY id DESC"
        with self._database.read() as connection:
            return [_watch(row) for row in connection.execute(query, self._here)]

    def add(self, watch: Watch, news: Mapping[bytes, Told]) -> Watch:
        subject = _subject(watch)
        with self._database.write() as connection:
            row = connection.execute(
                "SELECT id, record FROM watch WHERE chain = ? AND market = ? AND subject = ?",
                (*self._here, subject),
            ).fetchone()
            if row is not None:
                return _watch(row)
            cursor = connection.execute(
                "INSERT INTO watch (chain, market, subject, record) VALUES (?, ?, ?, ?)",
                (*self._here, subject, dump(watch)),
            )
            number = int(cursor.lastrowid or 0)
            for told in news.values():
                _put(connection, number, told)
            row = connection.execute("SELECT id, record FROM watch WHERE id = ?", (number,)).fetchone()
        return _watch(row)

    def put(self, watch: Watch) -> None:
        with self._database.write() as connection:
            connection.execute("UPDATE watch SET record = ? WHERE id = ?", (dump(watch), watch.id))

    def remove(self, watch_id: int) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM watch WHERE id = ?", (watch_id,))  # its news follows

    def position(self) -> Position | None:
        query = "SELECT indexed_to, hashes FROM watch_position WHERE chain = ? AND market = ?"
        with self._database.read() as connection:
            row = connection.execute(query, self._here).fetchone()
        if row is None:
            return None
        hashes = {int(number): bytes.fromhex(text) for number, text in json.loads(row["hashes"]).items()}
        return Position(row["indexed_to"], hashes)

    def listings_above(self, block: int) -> frozenset[int]:
        query = "SELECT DISTINCT listing FROM watch_news WHERE block > ?"
        with self._database.read() as connection:
            return frozenset(row["listing"] for row in connection.execute(query, (block,)))

    def news(self, watch_id: int, above: int) -> dict[bytes, Told]:
        query = "SELECT * FROM watch_news WHERE watch = ? AND (block > ? OR is_there = 0)"
        with self._database.read() as connection:
            found = map(_told, connection.execute(query, (watch_id, above)))
            return {told.news.key: told for told in found}

    def apply(self, position: Position, changes: Mapping[int, Mapping[bytes, Told | None]]) -> None:
        hashes = json.dumps({str(number): value.hex() for number, value in position.hashes.items()})
        with self._database.write() as connection:
            for watch_id, changed in changes.items():
                for key, told in changed.items():
                    if told is None:
                        connection.execute(
                            "DELETE FROM watch_news WHERE watch = ? AND key = ?", (watch_id, key)
                        )
                    else:
                        _put(connection, watch_id, told)
                if changed:
                    _prune(connection, watch_id)
            connection.execute(
                "INSERT OR REPLACE INTO watch_position (chain, market, indexed_to, hashes) VALUES (?, ?, ?, ?)",
                (*self._here, position.indexed_to, hashes),
            )

    def unread(self, watch_id: int, limit: int) -> tuple[list[Told], int]:
        where = "FROM watch_news WHERE watch = ? AND is_unread = 1"
        with self._database.read() as connection:
            count = connection.execute(f"SELECT count(*) {where}", (watch_id,)).fetchone()[0]
            rows = connection.execute(f"SELECT * {where} {_NEWEST} LIMIT ?", (watch_id, limit)).fetchall()
        return list(map(_told, rows)), int(count)

    def take_untold(self) -> list[NewsSummary]:
        query = f"SELECT * FROM watch_news WHERE watch = ? AND is_untold = 1 {_NEWEST}"  # noqa: S608 - our own text
        found = []
        with self._database.write() as connection:
            for watch in self.watches():
                rows = [] if watch.is_muted else connection.execute(query, (watch.id,)).fetchall()
                untold = list(map(_told, rows))
                for told in untold:
                    _put(connection, watch.id, told.is_told())
                if untold:
                    found.append(NewsSummary(watch, untold[0], len(untold)))
        return found

    def mark_read(self, watch_id: int | None) -> bool:
        query = "SELECT * FROM watch_news WHERE watch = ? AND is_unread = 1"
        has_any = False
        with self._database.write() as connection:
            for watch in self.watches():
                if watch_id is None or watch.id == watch_id:
                    for told in map(_told, connection.execute(query, (watch.id,)).fetchall()):
                        has_any = True
                        _put(connection, watch.id, told.is_read())
        return has_any


def _put(connection: sqlite3.Connection, watch_id: int, told: Told) -> None:
    """Keep it, or forget it where it is not worth keeping."""
    news = told.news
    if not told.is_worth_keeping:
        connection.execute("DELETE FROM watch_news WHERE watch = ? AND key = ?", (watch_id, news.key))
        return
    connection.execute(
        """INSERT OR REPLACE INTO watch_news (watch, key, place, listing, block, is_there, told, read, is_quiet,
             is_unread, is_untold, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            watch_id, news.key, _PLACES[news.kind], news.listing, news.block, int(told.is_there), told.told.value, told.read.value,
            int(told.is_quiet), int(told.is_unread), int(told.is_untold), dump(news),
        ),
    )  # fmt: skip


def _prune(connection: sqlite3.Connection, watch_id: int) -> None:
    connection.execute(
        f"""DELETE FROM watch_news WHERE watch = :watch AND key NOT IN (
              SELECT key FROM watch_news WHERE watch = :watch {_NEWEST} LIMIT :most)""",  # noqa: S608 - our own text
        {"watch": watch_id, "most": MOST_NEWS},
    )


def _subject(watch: Watch) -> str:
    """What makes two watches the same."""
    if watch.search is not None:
        return f"search:{keccak256(dump(watch.search).encode()).hex()}"
    return f"seller:{watch.seller.raw.hex()}" if watch.seller is not None else f"listing:{watch.listing}"


def _watch(row: sqlite3.Row) -> Watch:
    return replace(load(Watch, row["record"]), id=row["id"])


def _told(row: sqlite3.Row) -> Told:
    return Told(
        load(News, row["record"]),
        bool(row["is_there"]),
        Said(row["told"]),
        Said(row["read"]),
        bool(row["is_quiet"]),
    )
