"""The private row: what is kept of a person, and what each of it says."""

import msgspec

from desktop.core.tastes import DAY_S, MOST_LISTINGS, Opened, TasteRow, taste

DAY = 20_000


def test_a_day_counts_once_however_often_a_page_is_opened() -> None:
    row = TasteRow()
    for now in (DAY * DAY_S, DAY * DAY_S + 5, (DAY + 1) * DAY_S):
        row = row.with_opened(7, now)

    assert row.opened == {7: Opened(2, DAY + 1)}


def test_the_oldest_are_forgotten_when_there_are_very_many() -> None:
    row = TasteRow()
    for listing in range(MOST_LISTINGS + 3):
        row = row.with_opened(listing, DAY * DAY_S).with_disliked(listing, is_disliked=True)

    assert len(row.opened) == len(row.disliked) == MOST_LISTINGS
    assert 0 not in row.opened
    assert row.disliked[-1] == MOST_LISTINGS + 2


def test_a_dislike_is_taken_back() -> None:
    row = TasteRow().with_disliked(7, is_disliked=True).with_disliked(7, is_disliked=False)

    assert row == TasteRow()


def test_a_model_that_is_used_says_more_than_one_that_was_bought_and_that_more_than_one_that_was_looked_at() -> (
    None
):
    row = TasteRow().with_opened(3, DAY * DAY_S)

    weights = taste(row, {1: 0, 2: 20}, watched={4}).weights

    assert weights[2] > weights[1] > weights[4] > weights[3] > 0


def test_what_is_owned_or_not_wanted_is_never_suggested() -> None:
    found = taste(TasteRow().with_disliked(5, is_disliked=True), {1: 0}, watched=())

    assert found.never == {1, 5}
    assert found.weights[5] < 0


def test_the_row_survives_writing() -> None:
    row = TasteRow().with_opened(2**40, DAY * DAY_S).with_disliked(3, is_disliked=True)

    assert msgspec.json.decode(msgspec.json.encode(row), type=TasteRow) == row
