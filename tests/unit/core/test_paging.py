"""A long answer read page by page by key: every row once, whatever way somebody goes, and in bounded memory."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.listings import COUNT_LIMIT, Cursor, Listing, ListingPage
from desktop.core.paging import KEPT_ROWS, MOST_ROWS, PAGE_ROWS, PageAsk, PagedRows
from tests.helpers.samples import make_terms

ONE = Listing(1, make_terms(), None, "absent", True, 1, 1, 1, 0)


class Market:
    """Rows 1 to ``count``, read as the catalogue gives them."""

    def __init__(self, count: int) -> None:
        self.ids = list(range(1, count + 1))

    def page(self, after: Cursor | None = None, limit: int = PAGE_ROWS) -> ListingPage:
        first = 0 if after is None else int(after.keys[0])
        rest = [number for number in self.ids if number > first]
        rows = tuple(numbered(number) for number in rest[:limit])
        following = Cursor((rows[-1].id,)) if len(rest) > limit else None
        total = len(self.ids)
        return ListingPage(rows, min(total, COUNT_LIMIT), total <= COUNT_LIMIT, following)

    def answer(self, rows: PagedRows, asks: list[PageAsk]) -> None:
        for ask in asks:
            rows.arrive(ask, self.page(ask.after, ask.limit))


def numbered(number: int) -> Listing:
    return replace(ONE, id=number)


def settle(market: Market, rows: PagedRows, first: int, last: int) -> None:
    """Look at these places until nothing more is asked for it."""
    while asks := rows.look(first, min(last, max(0, len(rows) - 1))):
        market.answer(rows, asks)


def test_going_to_the_end_shows_every_row_once_and_in_order() -> None:
    market = Market(3_210)
    rows = PagedRows(1, market.page())
    shown: list[int | None] = []

    while len(shown) < len(rows):
        settle(market, rows, len(shown), len(shown) + 11)
        shown += rows.ids(len(shown), len(shown) + 12)

    assert shown == market.ids
    assert rows.is_complete


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 5_000), st.lists(st.integers(0, 6_000), max_size=12))
def test_wherever_somebody_goes_each_place_holds_its_row(count: int, places: list[int]) -> None:
    market = Market(count)
    rows = PagedRows(1, market.page())

    for place in places:
        first = min(place, max(0, len(rows) - 1))
        settle(market, rows, first, first + 11)
        expected = market.ids[first : first + 12]
        assert rows.ids(first, first + 12)[: len(expected)] == expected
        assert rows.loaded <= KEPT_ROWS + MOST_ROWS


def test_what_is_far_away_is_forgotten_and_read_again() -> None:
    market = Market(10_000)
    rows = PagedRows(1, market.page())
    for first in range(0, 9_000, 100):
        settle(market, rows, first, first + 11)
    assert rows.at(0) is None

    settle(market, rows, 0, 11)

    assert rows.ids(0, 12) == market.ids[:12]
    assert rows.loaded <= KEPT_ROWS + MOST_ROWS


def test_nothing_is_asked_twice_while_it_is_awaited() -> None:
    rows = PagedRows(1, Market(900).page())

    first, again = rows.look(40, 49), rows.look(41, 52)

    assert [ask.number for ask in first] == [1]
    assert again == []


def test_what_failed_is_asked_again() -> None:
    rows = PagedRows(1, Market(900).page())
    rows.look(40, 49)
    assert rows.look(40, 49) == []
    (ask,) = PagedRows(1, Market(900).page()).look(40, 49)

    rows.fail(ask)

    assert [again.after for again in rows.look(40, 49)] == [ask.after]


def test_a_page_of_an_older_answer_changes_nothing() -> None:
    market = Market(900)
    old, new = PagedRows(1, market.page()), PagedRows(2, market.page())
    (ask,) = old.look(40, 49)

    assert new.arrive(ask, market.page(ask.after)) is None
    assert new.loaded == PAGE_ROWS


@pytest.mark.parametrize(("count", "places"), [(0, 0), (7, 7), (800, 800), (5_000, 1_000)])
def test_the_places_are_as_many_as_are_known_to_be_there(count: int, places: int) -> None:
    assert len(PagedRows(1, Market(count).page())) == places


def test_places_beyond_what_is_known_come_in_large_steps() -> None:
    """Else the scroll bar would run away under the hand with every page."""
    market = Market(100_000)
    rows = PagedRows(1, market.page())
    lengths = set()
    for first in range(0, 2_600, 20):
        settle(market, rows, first, first + 11)
        lengths.add(len(rows))

    assert lengths == {1_000, 2_000, 3_000, 4_000}


def test_far_down_rows_are_read_in_large_pages() -> None:
    market = Market(50_000)
    rows = PagedRows(1, market.page())
    asks = rows.look(988, 999)

    assert [ask.limit for ask in asks] == [MOST_ROWS]


def test_a_row_that_moved_while_somebody_reads_is_shown_once() -> None:
    market = Market(200)
    rows = PagedRows(1, market.page())
    (ask,) = rows.look(40, 49)
    moved = market.page(ask.after)

    rows.arrive(ask, replace(moved, rows=(numbered(1), *moved.rows)))

    assert rows.ids(0, 100).count(1) == 1


def test_a_page_that_lost_rows_gives_its_places_back() -> None:
    market = Market(3_000)
    rows = PagedRows(1, market.page())
    for first in range(0, 2_900, 50):
        settle(market, rows, first, first + 11)
    places, ask = len(rows), rows.look(0, 11)[0]
    market.ids = market.ids[3:]

    change = rows.arrive(ask, replace(market.page(), rows=market.page().rows[: ask.limit - 3]))

    assert change is not None
    assert change.added == -3
    assert len(rows) == places - 3


def test_newer_values_take_the_older_ones_place() -> None:
    rows = PagedRows(1, Market(900).page())
    newer = replace(numbered(3), sales=99)

    assert rows.update([newer, numbered(5), numbered(700)]) == [2]
    assert rows.at(2) == newer
