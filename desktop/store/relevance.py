"""The best answers to what was typed, page by page: a head of a few hundred that are weighed, then the rest as it comes.

In the head are the rows that people bought most, those whose names have the words, and every name that is just what was
typed. The rest follows in the order of the index, by popularity and age. Whether a row belongs to the head is told by
its place, below the marks that the first page sets: a row that comes later changes no other row's part.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import cast

from desktop.store.counting import few
from desktop.store.matching import Condition, Match, Source
from desktop.store.ranking import RANKED, Candidate, Ranking
from desktop.store.word_rows import ID_MASK

Keys = tuple[int | float | str, ...]

_POPULAR = 120
_IN_NAME = 80
_SAME_NAME = 50
_BY_PLACE = "ORDER BY found.rowid DESC"
_COLUMNS = ", ".join((
    "found.rowid AS place", *(f"found.{column}" for column in RANKED), "listing.popularity_milli", "listing.rank_milli"
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the first page found out: in the head are the places from ``top`` to ``floor``, those whose names have the
    words down to ``name_floor``, and those whose name is what was typed down to ``same_floor``.

    ``one_buyer_milli`` is what rows are weighed by, for all pages alike.
    """

    top: int
    floor: int
    name_floor: int
    same_floor: int
    one_buyer_milli: int


def rank_page(
    connection: sqlite3.Connection, match: Match, keys: Keys, limit: int, one_buyer_milli: int
) -> tuple[list[int], Keys]:
    """A page of the listings that have the words, and where the next one begins."""
    return _Pages(connection, match, one_buyer_milli).page(keys, limit)


class _Pages:
    def __init__(self, connection: sqlite3.Connection, match: Match, one_buyer_milli: int) -> None:
        self._connection = connection
        self._match = match
        self._one_buyer_milli = one_buyer_milli
        self._source = few(connection, match) or match.by_words(with_rows=True)

    def page(self, keys: Keys, limit: int) -> tuple[list[int], Keys]:
        if not keys:
            marks, beyond = self._marks(), None
        else:
            numbers = cast("tuple[int, ...]", keys)
            marks, beyond = _Marks(*numbers[:5]), numbers[5:]
        ranked: list[tuple[int, int]] = []
        if beyond is None or len(beyond) == 2:  # else the head is behind us
            ranked = [at for at in self._head(marks) if beyond is None or at < beyond]
        shown = [place for _score, place in ranked[:limit]]
        if len(ranked) > limit:
            return _listings(shown), (*astuple(marks), *ranked[limit - 1])
        below = beyond[0] if beyond is not None and len(beyond) == 1 else marks.floor
        rest = self._rest(marks, below, limit - len(shown) + 1)
        if len(rest) <= limit - len(shown):
            return _listings(shown + rest), ()
        rest = rest[: limit - len(shown)]
        return _listings(shown + rest), (*astuple(marks), rest[-1] if rest else below)

    def _marks(self) -> _Marks:
        popular = self._places(self._source, _POPULAR + 1)
        if len(popular) <= _POPULAR:
            return _Marks(popular[0] if popular else 0, 0, 0, 0, self._one_buyer_milli)
        top, floor = popular[0], popular[_POPULAR - 1]
        below = Condition("found.rowid < ?", (floor,))
        named = self._places(self._match.by_words(in_name=True), _IN_NAME, below)
        same = self._places(self._match.by_name(), _SAME_NAME, below)
        return _Marks(
            top,
            floor,
            named[-1] if len(named) == _IN_NAME else 1,
            same[-1] if len(same) == _SAME_NAME else 1,
            self._one_buyer_milli,
        )

    def _head(self, marks: _Marks) -> list[tuple[int, int]]:
        """Score and place of the rows of the head, the best first."""
        rows = self._rows(self._source, marks.floor, marks.top)
        if marks.floor:
            named = self._match.by_words(in_name=True, with_rows=True)
            rows += self._rows(named, marks.name_floor, marks.floor - 1)
        same = self._rows(self._match.by_name(), marks.same_floor, marks.top)
        exact = {row["place"] for row in same}
        ranking = Ranking(self._match.words, marks.one_buyer_milli)
        scores = {
            row["place"]: ranking.score(
                Candidate(
                    row["place"] in exact,
                    [row[column] for column in RANKED],
                    row["popularity_milli"],
                    row["rank_milli"],
                )
            )
            for row in (*rows, *same)
        }
        return sorted(((score, place) for place, score in scores.items()), reverse=True)

    def _rest(self, marks: _Marks, below: int, number: int) -> list[int]:
        """Places below one, without those that the head has."""
        if not marks.floor:
            return []
        above = Condition("found.rowid BETWEEN ? AND ?", (marks.name_floor, marks.floor - 1))
        shown = self._places(self._match.by_words(in_name=True), -1, above)
        above = Condition("found.rowid BETWEEN ? AND ?", (marks.same_floor, marks.floor - 1))
        shown += self._places(self._match.by_name(), -1, above)
        others = Condition(f"found.rowid NOT IN ({', '.join('?' * len(shown))})", tuple(shown))
        return self._places(self._source, number, Condition("found.rowid < ?", (below,)), others)

    def _places(self, source: Source, number: int, *more: Condition) -> list[int]:
        statement = source.select("found.rowid", f"{_BY_PLACE} LIMIT {number}", *more)
        return [row[0] for row in self._connection.execute(*statement)]

    def _rows(self, source: Source, lowest: int, highest: int) -> list[sqlite3.Row]:
        between = Condition("found.rowid BETWEEN ? AND ?", (lowest, highest))
        return self._connection.execute(*source.select(_COLUMNS, _BY_PLACE, between)).fetchall()


def _listings(places: Sequence[int]) -> list[int]:
    return [place & ID_MASK for place in places]
