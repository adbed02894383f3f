"""The best answers to what was typed, page by page: a head of a few hundred that are weighed, then the rest as it comes.

In the head are the rows that people bought most, those whose names have the words, and every name that is just what was
typed. The rest follows in the order of the index, by popularity and age. Whether a row belongs to the head is told by
its place, below the marks that the first page sets: a row that comes later changes no other row's part.
"""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from typing import cast

from desktop.core.listings import COUNT_LIMIT, Count
from desktop.core.popularity import one_buyer_milli
from desktop.store.counting import few
from desktop.store.matching import Condition, Match, Source, in_name
from desktop.store.ranking import RANKED, Candidate, Ranking
from desktop.store.word_rows import ID_MASK, listing_at

Keys = tuple[int | float | str, ...]

_POPULAR = 120
_IN_NAME = 80
_SAME_NAME = 50
_WALKED = 1_500
"""So many places are read for a first page: they count, and names are looked for among them."""
_FEW_WALKED = 300
"""Where each must pass the tests of ranges."""
_MARKS = 5
_BY_PLACE = "ORDER BY found.rowid DESC"
_COLUMNS = ", ".join((
    "found.rowid AS place", *(f"found.{column}" for column in RANKED), "listing.popularity_milli", "listing.rank_milli"
))  # fmt: skip
_ROWS = Source(f"listing_fts AS found CROSS JOIN listing ON listing.id = {listing_at('found.rowid')}", ())


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


def rank_page(
    connection: sqlite3.Connection, match: Match, keys: Keys, limit: int
) -> tuple[list[int], Keys, Count | None]:
    """A page of the listings that have the words, where the next one begins, and how many there are if that was seen."""
    pages = _Pages(connection, match)
    listings, after = pages.page(keys, limit)
    return listings, after, pages.total


class _Pages:
    """``total`` is known after a first page, unless ranges had to be tried on many rows."""

    def __init__(self, connection: sqlite3.Connection, match: Match) -> None:
        self._connection = connection
        self._match = match
        self._source = few(connection, match) or match.by_words()
        self._walked = _FEW_WALKED if match.ranges else _WALKED
        self.total: Count | None = None

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
        found = self._places(self._source, f"LIMIT {self._walked}")
        if len(found) < self._walked or not self._match.ranges:
            self.total = Count(min(len(found), COUNT_LIMIT), is_exact=len(found) <= COUNT_LIMIT)
        top = found[0] if found else 0
        same = self._places(self._match.by_name(), f"LIMIT {_SAME_NAME}", _between(0, top))
        if len(found) <= _POPULAR:
            marks = _Marks(top, 0, 0, 0, one_buyer)
            return marks, self._ranked(marks, found, same)
        named = self._with_names(found[_POPULAR:])[:_IN_NAME]
        marks = _Marks(
            top,
            found[_POPULAR - 1],
            named[-1] if len(named) == _IN_NAME else found[-1],
            same[-1] if len(same) == _SAME_NAME else 1,
            one_buyer,
        )
        return marks, self._ranked(marks, [*found[:_POPULAR], *named], same)

    def _one_buyer_milli(self) -> int:
        """Counted from the time of the last block: the same catalogue ranks the same on every computer."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'head_time'").fetchone()
        return one_buyer_milli(int(row["value"]) if row else 0)

    def _head(self, marks: _Marks) -> list[tuple[int, int]]:
        """Score and place of the rows of the head, the best first."""
        popular = self._places(self._source, "", _between(marks.floor, marks.top))
        same = self._places(self._match.by_name(), "", _between(marks.same_floor, marks.top))
        return self._ranked(marks, [*popular, *self._named(marks)], same)

    def _named(self, marks: _Marks) -> list[int]:
        """Places below the floor that are in the head for their names."""
        if not marks.floor:
            return []
        return self._with_names(self._places(self._source, "", _between(marks.name_floor, marks.floor - 1)))

    def _with_names(self, places: Sequence[int]) -> list[int]:
        """Those of the places whose names have all words."""
        names = Source("listing_fts AS found", (_at(places),), tuple(map(in_name, self._match.words)))
        return self._places(names, "")

    def _ranked(self, marks: _Marks, places: Sequence[int], same: Sequence[int]) -> list[tuple[int, int]]:
        exact = frozenset(same)
        ranking = Ranking(self._match.words, marks.one_buyer_milli)
        last = len(RANKED)
        rows = self._connection.execute(*_ROWS.select(_COLUMNS, "", _at(exact.union(places))))
        return sorted(
            (
                (ranking.score(Candidate(place in exact, row[:last], row[last], row[last + 1])), place)
                for place, *row in map(tuple, rows)
            ),
            reverse=True,
        )

    def _rest(self, marks: _Marks, below: int, number: int) -> list[int]:
        """Places below one, without those that the head has."""
        if not marks.floor:
            return []
        shown = self._named(marks)
        shown += self._places(self._match.by_name(), "", _between(marks.same_floor, marks.floor - 1))
        others = Condition(f"found.rowid NOT IN ({', '.join('?' * len(shown))})", tuple(shown))
        return self._places(self._source, f"LIMIT {number}", _between(0, below - 1), others)

    def _places(self, source: Source, limit: str, *more: Condition) -> list[int]:
        statement = source.select("found.rowid", f"{_BY_PLACE} {limit}", *more)
        return [row[0] for row in self._connection.execute(*statement)]


def _at(places: Collection[int]) -> Condition:
    return Condition(f"found.rowid IN ({', '.join('?' * len(places))})", tuple(places))


def _between(lowest: int, highest: int) -> Condition:
    return Condition("found.rowid BETWEEN ? AND ?", (lowest, highest))


def _listings(places: Sequence[int]) -> list[int]:
    return [place & ID_MASK for place in places]
