"""The best answers to what was typed, page by page: a head of a few hundred that are weighed, then the rest as it comes.

In the head are the rows that people bought most, those whose names have the words, and every name that is just what was
typed. The rest follows in the order of the index, by popularity and age. Whether a row belongs to the head is told by
its place, below the marks that the first page sets: a row that comes later changes no other row's part.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import cast

from desktop.core.popularity import one_buyer_milli
from desktop.store.counting import few
from desktop.store.matching import Condition, Match, Source
from desktop.store.ranking import RANKED, Candidate, Ranking
from desktop.store.word_rows import ID_MASK

Keys = tuple[int | float | str, ...]

_POPULAR = 120
_IN_NAME = 80
_SAME_NAME = 50
_NAMES_AMONG = 6_000
_MARKS = 5
_BY_PLACE = "ORDER BY found.rowid DESC"
_COLUMNS = ", ".join((
    "found.rowid AS place", *(f"found.{column}" for column in RANKED), "listing.popularity_milli", "listing.rank_milli"
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the first page found out.

    In the head are the places from ``top`` to ``floor``, those whose names have the words down to ``name_floor``, and
    those whose name is what was typed down to ``same_floor``.
    ``one_buyer_milli`` is what rows are weighed by, for all pages alike.
    """

    top: int
    floor: int
    name_floor: int
    same_floor: int
    one_buyer_milli: int


def rank_page(connection: sqlite3.Connection, match: Match, keys: Keys, limit: int) -> tuple[list[int], Keys]:
    """A page of the listings that have the words, and where the next one begins."""
    return _Pages(connection, match).page(keys, limit)


class _Pages:
    def __init__(self, connection: sqlite3.Connection, match: Match) -> None:
        self._connection = connection
        self._match = match
        self._source = few(connection, match) or match.by_words(with_rows=True)
        self._named = match.by_words(in_name=True, with_rows=True)

    def page(self, keys: Keys, limit: int) -> tuple[list[int], Keys]:
        numbers = cast("tuple[int, ...]", keys)
        ranked: list[tuple[int, int]] = []
        if not numbers:
            marks, ranked = self._first()
        else:
            marks = _Marks(*numbers[:_MARKS])
            if len(numbers) > _MARKS + 1:  # else the head is behind us
                ranked = [at for at in self._head(marks) if at < numbers[_MARKS:]]
        shown = [place for _score, place in ranked[:limit]]
        if len(ranked) > limit:
            return _listings(shown), (*astuple(marks), *ranked[limit - 1])
        below = numbers[_MARKS] if len(numbers) == _MARKS + 1 else marks.floor
        rest = self._rest(marks, below, limit - len(shown) + 1)
        if len(rest) <= limit - len(shown):
            return _listings(shown + rest), ()
        rest = rest[: limit - len(shown)]
        return _listings(shown + rest), (*astuple(marks), rest[-1] if rest else below)

    def _first(self) -> tuple[_Marks, list[tuple[int, int]]]:
        """The marks, and the head that they give."""
        one_buyer = self._one_buyer_milli()
        popular = self._rows(self._source, _POPULAR + 1)
        if len(popular) <= _POPULAR:
            top = popular[0]["place"] if popular else 0
            marks = _Marks(top, 0, 0, 0, one_buyer)
            same = self._rows(self._match.by_name(), _SAME_NAME, _between(0, top))
            return marks, self._ranked(marks, popular, same)
        del popular[_POPULAR:]
        top, floor = popular[0]["place"], popular[-1]["place"]
        # Names are looked for among the first thousands that have the words: for common ones there are hundreds.
        deepest = self._places(self._source, f"LIMIT 1 OFFSET {_NAMES_AMONG}", _between(0, floor - 1))
        lowest = deepest[0] if deepest else 1
        named = self._rows(self._named, _IN_NAME, _between(lowest, floor - 1))
        same = self._rows(self._match.by_name(), _SAME_NAME, _between(0, top))
        marks = _Marks(
            top,
            floor,
            named[-1]["place"] if len(named) == _IN_NAME else lowest,
            same[-1]["place"] if len(same) == _SAME_NAME else 1,
            one_buyer,
        )
        return marks, self._ranked(marks, [*popular, *named], same)

    def _one_buyer_milli(self) -> int:
        """Counted from the time of the last block: the same catalogue ranks the same on every computer."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'head_time'").fetchone()
        return one_buyer_milli(int(row["value"]) if row else 0)

    def _head(self, marks: _Marks) -> list[tuple[int, int]]:
        """Score and place of the rows of the head, the best first."""
        rows = self._rows(self._source, -1, _between(marks.floor, marks.top))
        if marks.floor:
            rows += self._rows(self._named, -1, _between(marks.name_floor, marks.floor - 1))
        same = self._rows(self._match.by_name(), -1, _between(marks.same_floor, marks.top))
        return self._ranked(marks, rows, same)

    def _ranked(
        self, marks: _Marks, rows: Sequence[sqlite3.Row], same: Sequence[sqlite3.Row]
    ) -> list[tuple[int, int]]:
        exact = {row["place"] for row in same}
        ranking = Ranking(self._match.words, marks.one_buyer_milli)
        last = len(RANKED)
        scores = {
            place: ranking.score(Candidate(place in exact, row[:last], row[last], row[last + 1]))
            for place, *row in map(tuple, {row["place"]: row for row in (*rows, *same)}.values())
        }
        return sorted(((score, place) for place, score in scores.items()), reverse=True)

    def _rest(self, marks: _Marks, below: int, number: int) -> list[int]:
        """Places below one, without those that the head has."""
        if not marks.floor:
            return []
        named = self._match.by_words(in_name=True)
        shown = self._places(named, "", _between(marks.name_floor, marks.floor - 1))
        shown += self._places(self._match.by_name(), "", _between(marks.same_floor, marks.floor - 1))
        others = Condition(f"found.rowid NOT IN ({', '.join('?' * len(shown))})", tuple(shown))
        return self._places(self._source, f"LIMIT {number}", _between(0, below - 1), others)

    def _places(self, source: Source, limit: str, *more: Condition) -> list[int]:
        statement = source.select("found.rowid", f"{_BY_PLACE} {limit}", *more)
        return [row[0] for row in self._connection.execute(*statement)]

    def _rows(self, source: Source, number: int, *more: Condition) -> list[sqlite3.Row]:
        statement = source.select(_COLUMNS, f"{_BY_PLACE} LIMIT {number}", *more)
        return self._connection.execute(*statement).fetchall()


def _between(lowest: int, highest: int) -> Condition:
    return Condition("found.rowid BETWEEN ? AND ?", (lowest, highest))


def _listings(places: Sequence[int]) -> list[int]:
    return [place & ID_MASK for place in places]
