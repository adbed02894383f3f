"""Recommending over real files: what is shown to whom and why, and that turning it off deletes what was kept."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.core.changes import Topic
from desktop.core.events import Closed, KeyProvenBad, Refunded, RefundReason, Withdrawn
from desktop.core.identity import ZERO_ADDRESS
from desktop.core.listings import Listing
from desktop.core.taste_map import TooLittle
from desktop.core.tastes import TasteRow
from desktop.services.recommending import Shelf
from tests.helpers.tastes import PEOPLE, PER_WORLD, Shop, bought, listed, person, place, seller_of

FIRST = set(range(1, PER_WORLD + 1))
LATE = 10_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with ExitStack() as stack:
        yield Shop(tmp_path, stack).fill()


def test_a_person_of_whom_nothing_is_known_is_shown_what_is_popular(shop: Shop) -> None:
    shelf = shop.service.suggestions(4)

    assert not shelf.is_personal
    assert {row.listing.id for row in shelf.rows} == {1, 2, 9, 10}
    assert {row.because for row in shelf.rows} == {None}


def test_a_purchase_brings_what_its_buyers_bought_and_is_named_as_the_reason(shop: Shop) -> None:
    shop.runs = {3: 12}

    shelf = shop.service.suggestions(4)

    assert shelf.is_personal
    assert {row.listing.id for row in shelf.rows} <= FIRST - {3}
    assert {row.because.id for row in shelf.rows if row.because} == {3}


def test_opening_a_listing_again_and_again_brings_what_is_like_it(shop: Shop) -> None:
    for day in range(5):
        shop.time += 86_400 * day
        shop.service.opened(12)

    assert set(shop.suggested(2)) <= set(range(9, 17))


def test_what_is_watched_counts(shop: Shop) -> None:
    shop.watching = frozenset({12})

    assert set(shop.suggested(2)) <= set(range(9, 17))


def test_what_is_watched_or_hidden_is_not_suggested_to_who_knows_it(shop: Shop) -> None:
    whole = set(shop.suggested(16))
    shop.watching, shop.hiding = frozenset({12, 2}), frozenset({4, seller_of(7)})

    found = set(shop.suggested(16))

    assert {2, 4, 7, 12} <= whole
    assert found == whole - {2, 4, 12} - {number for number in whole if seller_of(number) == seller_of(7)}


def test_what_is_not_wanted_goes_at_once_and_comes_back_when_it_is_taken_back(shop: Shop) -> None:
    shop.service.dislike(1)

    assert 1 not in shop.suggested(16)
    assert [change.topic for change in shop.changes] == [Topic.TASTE]
    shop.service.dislike(1, is_disliked=False)
    assert 1 in shop.suggested(16)


def test_no_model_that_cannot_or_should_not_be_bought_is_suggested(shop: Shop) -> None:
    """Owned, closed, hidden by its number or its seller, key proven bad, complaint upheld, doubtful sales, own listing."""
    shop.runs, shop.hiding, shop.mine = {2: 1}, frozenset({4, seller_of(7)}), frozenset({seller_of(9)})
    payer = person(LATE)
    shop.apply(
        Closed(place(LATE), 1),
        KeyProvenBad(place(LATE, 1), listed(3).terms.key_hash),
        Refunded(place(LATE, 2), _order_of(shop, 5), payer, ZERO_ADDRESS, 1, 0, RefundReason.WRONG_CONTENT),
        *(Withdrawn(place(LATE, 3 + number), seller_of(11), ZERO_ADDRESS, 1, person(number)) for number in range(PEOPLE)),
    )  # fmt: skip

    found = set(shop.suggested(16))

    assert found == {6, 13, 14, 15, 16}


def _order_of(shop: Shop, listing: int) -> int:
    return next(order for order in range(1, 5 * PEOPLE + 1) if _sold(order) == listing)


def _sold(order: int) -> int:
    from tests.helpers.tastes import two_kinds

    return next(event.listing for event in two_kinds() if event.order_id == order)


def test_new_purchases_are_taken_in_but_not_at_every_look(shop: Shop) -> None:
    shop.suggested()
    shop.apply(*(bought(LATE + number, 8, person(number), block=LATE) for number in range(PEOPLE)))

    soon, shop.time = shop.suggested(2), shop.time + 61

    assert 8 not in soon
    assert 8 in shop.suggested(2)


def test_own_purchases_say_nothing_about_the_market(shop: Shop) -> None:
    """They are on the chain like anybody's, and would otherwise only repeat to a person what he did."""
    shop.mine = frozenset(person(number) for number in range(PEOPLE))

    assert shop.suggested() == []


def test_turned_off_it_shows_nothing_and_keeps_nothing(shop: Shop) -> None:
    shop.service.opened(3)

    shop.service.turn(on=False)
    shop.service.opened(4)
    shop.service.dislike(5)

    assert shop.service.suggestions() == Shelf(is_on=False)
    assert shop.book.row() == TasteRow()


@pytest.mark.parametrize("how", ["turn", "forget"])
def test_turning_it_off_leaves_nothing_of_the_row_in_the_files(shop: Shop, how: str) -> None:
    """The bytes themselves are looked for, in the database and in the journal beside it."""
    marker = 918_273_645_546_372
    shop.service.opened(marker)
    shop.service.dislike(marker)
    with shop.database.read() as connection:
        connection.execute("SELECT * FROM taste").fetchall()
    assert _holds(shop, marker)

    if how == "turn":
        shop.service.turn(on=False)
    else:
        shop.service.forget()

    assert not _holds(shop, marker)


def _holds(shop: Shop, number: int) -> bool:
    return any(str(number).encode() in file.read_bytes() for file in shop.folder.glob("licet.db*"))


def test_an_empty_catalogue_suggests_nothing(tmp_path: Path) -> None:
    with ExitStack() as stack:
        assert Shop(tmp_path, stack).service.suggestions() == Shelf(is_on=True)


def test_what_was_bought_together_is_the_same_for_everybody(shop: Shop) -> None:
    before = shop.service.also_bought(3)
    shop.runs = {12: 50}
    shop.service.turn(on=False)

    assert shop.service.also_bought(3) == before
    assert {row.listing.id for row in before} <= FIRST - {3}
    assert all(row.both >= 2 for row in before)


def test_a_small_market_has_no_map(tmp_path: Path) -> None:
    with ExitStack() as stack:
        assert Shop(tmp_path, stack).service.taste_map() == TooLittle(0, 0)


def test_the_map_says_what_is_owned_and_what_a_group_does(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.core.taste_map.LEAST_ACCOUNTS", 20)
    shop.runs = {3: 1}

    view = shop.service.taste_map()

    assert not isinstance(view, TooLittle)
    assert view.owned == {3}
    assert sorted(view.tasks) == ["image-classification", "time-series-forecasting"]
    assert isinstance(view.listings[3], Listing)
