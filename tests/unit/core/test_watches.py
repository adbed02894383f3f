"""What is news of a listing: worked out from what happened, in the order in which it happened."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE, Address
from desktop.core.listings import ListingQuery, Sorting
from desktop.core.records import dump, load
from desktop.core.telling import Said, Told, reconcile
from desktop.core.watches import (
    MOST_NEWS,
    History,
    News,
    NewsKind,
    Position,
    PriceLimit,
    Revision,
    SavedSearch,
    Watch,
    WatchKind,
    key_of,
    news_of_listing,
    news_of_seller,
    rebuild_from,
)
from tests.helpers.samples import ETHER, SELLER, make_terms

TOKEN = Address(b"\x70" * 20)
BASE = make_terms(price=100)


def revision(number: int, block: int, terms: Terms = BASE, version: str = "1") -> Revision:
    return Revision(7, number, block, 0, 1_700_000_000 + block, terms, "Digits", version)


FIRST = revision(0, 1)


def news(
    *revisions: Revision, before: Revision | None = FIRST, limit: PriceLimit | None = None, **more: object
) -> list[News]:
    return list(news_of_listing(History(revisions, before, **more), limit))  # type: ignore[arg-type]


def kinds(found: list[News]) -> list[NewsKind]:
    return [one.kind for one in found]


def test_a_price_change_is_told_with_both_prices_and_currencies() -> None:
    [one] = news(revision(1, 5, replace(BASE, price=80, currency=TOKEN)))

    assert (one.kind, one.old_price, one.old_currency, one.price, one.currency) == (
        NewsKind.PRICE,
        100,
        NATIVE,
        80,
        TOKEN,
    )
    assert (one.listing, one.block, one.time, one.title) == (7, 5, 1_700_000_005, "Digits")


def test_a_new_version_is_told_with_both_versions() -> None:
    [one] = news(revision(1, 5, replace(BASE, content_root=b"\x01" * 32), "2.0"))

    assert (one.kind, one.old_version, one.version) == (NewsKind.VERSION, "1", "2.0")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"bond_wei": 1}, "bond_wei"),
        ({"dispute_in_s": 1}, "dispute_in_s"),
        ({"deliver_in_s": 1}, "deliver_in_s"),
        ({"period_s": 60}, "period_s"),
        ({"flags": 1}, "is_bound"),
        ({"payee": TOKEN}, "payee"),
        ({"key_fee": 5}, "key_fee"),
    ],
)
def test_changed_terms_are_told_by_their_names(change: dict[str, object], name: str) -> None:
    [one] = news(revision(1, 5, replace(BASE, **change)))  # type: ignore[arg-type]

    assert (one.kind, one.terms) == (NewsKind.TERMS, (name,))


def test_a_revision_that_changes_nothing_for_a_buyer_is_no_news() -> None:
    assert news(revision(1, 5, replace(BASE, salt=b"\x09" * 32))) == []


def test_one_revision_may_be_several_pieces_of_news() -> None:
    changed = replace(BASE, price=1, content_root=b"\x01" * 32, bond_wei=2)

    assert set(kinds(news(revision(1, 5, changed)))) == {NewsKind.PRICE, NewsKind.VERSION, NewsKind.TERMS}


def test_closing_and_reopening_are_told_in_their_order() -> None:
    found = news(revision(1, 8), closures=((5, 3), (9, 0)))

    assert [(one.kind, one.block) for one in found] == [
        (NewsKind.CLOSED, 5),
        (NewsKind.REOPENED, 8),
        (NewsKind.CLOSED, 9),
    ]


def test_a_listing_that_was_closed_before_is_reopened_by_a_revision() -> None:
    assert kinds(news(revision(1, 8), was_closed=True)) == [NewsKind.REOPENED]


def test_a_key_that_was_proven_bad_is_told() -> None:
    assert kinds(news(bad=((6, BASE.key_hash),))) == [NewsKind.BAD_KEY]


def test_a_sellers_news_are_listings_that_come_and_go() -> None:
    history = History((FIRST, revision(1, 5, replace(BASE, price=1))), None, ((6, 0),))

    assert kinds(list(news_of_seller(history))) == [NewsKind.LISTED, NewsKind.CLOSED]


@pytest.mark.parametrize(
    ("old", "new", "currency", "is_reached"),
    [
        (100, 50, NATIVE, True),
        (100, 51, NATIVE, False),
        (50, 40, NATIVE, False),
        (40, 100, NATIVE, False),
        (100, 50, TOKEN, False),
    ],
)
def test_a_price_limit_is_reached_when_the_price_comes_to_it_in_its_own_currency(
    old: int, new: int, currency: Address, is_reached: bool
) -> None:
    before = revision(0, 1, replace(BASE, price=old))
    after = revision(1, 5, replace(BASE, price=new, currency=currency))

    assert news(after, before=before, limit=PriceLimit(50))[0].is_reached is is_reached


def test_the_same_change_has_the_same_key_in_another_block_and_a_repeated_one_has_not() -> None:
    there, moved = revision(1, 5, replace(BASE, price=80)), revision(1, 6, replace(BASE, price=80))
    back, again = revision(2, 7), revision(3, 8, replace(BASE, price=80))

    assert news(there)[0].key == news(moved)[0].key
    assert len({one.key for one in news(there, back, again)}) == 3


@given(
    st.sampled_from(NewsKind),
    st.integers(0, 2**63),
    st.lists(st.integers(0, 2**64) | st.binary(min_size=32, max_size=32), max_size=3),
)
def test_keys_have_sixteen_bytes(kind: NewsKind, listing: int, parts: list[int | bytes]) -> None:
    assert len(key_of(kind, listing, *parts)) == 16


def test_a_watch_is_written_and_read_back() -> None:
    query = ListingQuery(
        "  digits  hand ",
        frozenset({"b", "a"}),
        max_price=2**100,
        seller=SELLER,
        sorting=Sorting.CHEAPEST,
        limit=3,
    )
    watch = Watch(1, WatchKind.SEARCH, 5, "x", search=SavedSearch.of(query), limit=PriceLimit(ETHER, TOKEN))

    assert load(Watch, dump(watch)) == watch
    assert SavedSearch.of(query).query == ListingQuery(
        "digits hand", frozenset({"a", "b"}), max_price=2**100, seller=SELLER
    )


# Where to look again from.


def at(block: int, **hashes: bytes) -> Position:
    return Position(block, {int(name[1:]): value for name, value in hashes.items()})


def test_where_the_newest_block_is_still_the_chains_only_what_came_after_it_is_looked_at() -> None:
    assert rebuild_from(at(5, b4=b"4", b5=b"5"), at(7, b5=b"5", b7=b"7")) == 5


def test_after_a_reorganisation_everything_that_was_not_final_is_looked_at_again() -> None:
    assert rebuild_from(at(5, b4=b"4", b5=b"5"), at(6, b4=b"4", b5=b"x", b6=b"6")) == 3


def test_after_a_long_time_everything_that_was_not_final_is_looked_at_again() -> None:
    assert rebuild_from(at(5, b4=b"4", b5=b"5"), at(900, b899=b"a", b900=b"b")) == 3


def test_a_catalogue_that_is_behind_is_not_looked_at() -> None:
    assert rebuild_from(at(5, b5=b"5"), at(4, b4=b"4")) is None


def test_a_chain_that_has_become_shorter_is_looked_at_when_all_of_it_is_there() -> None:
    shorter = Position(4, {3: b"3", 4: b"x"}, head=4)

    assert rebuild_from(at(5, b3=b"3", b5=b"5"), shorter) == 2


# What was told.

ONE = News(b"k" * 16, NewsKind.PRICE, 7, 10, 0, "Digits")


def step(told: Told | None, found: list[News], above: int = 9) -> Told | None:
    changes = reconcile({ONE.key: told} if told else {}, found, above)
    return changes.get(ONE.key, told)


def test_news_that_nobody_knew_of_goes_without_a_word() -> None:
    assert step(step(None, [ONE]), []) is None


def test_news_that_was_told_and_taken_back_is_told_to_be_gone_and_told_again_if_it_comes_back() -> None:
    told = step(None, [ONE])
    assert told is not None
    assert told.is_untold

    gone = step(told.is_told(), [])
    assert gone is not None
    assert (gone.is_untold, gone.is_unread) == (True, True)

    back = step(gone.is_told(), [ONE])
    assert back is not None
    assert (back.is_untold, back.is_unread) == (True, True)


def test_what_was_read_and_told_to_be_gone_is_listed_again_when_it_comes_back() -> None:
    gone = step(Told(ONE).is_read(), [])
    assert gone is not None

    back = step(gone.is_told(), [ONE])

    assert back is not None
    assert back.is_unread


def test_what_was_gone_for_a_moment_that_nobody_saw_is_not_told_again() -> None:
    read = Told(ONE).is_read()

    back = step(step(read, []), [replace(ONE, block=12)])

    assert back is not None
    assert (back.is_untold, back.is_unread, back.news.block) == (False, False, 12)


def test_who_has_read_that_it_is_gone_has_forgotten_it() -> None:
    gone = step(Told(ONE).is_read(), [])
    assert gone is not None

    assert not gone.is_read().is_worth_keeping


def test_what_stands_in_a_final_block_cannot_go() -> None:
    assert step(Told(ONE, told=Said.THERE), [], above=10) == Told(ONE, told=Said.THERE)


def test_of_a_flood_what_was_not_looked_at_has_not_gone() -> None:
    many = [replace(ONE, key=number.to_bytes(16, "big"), block=20) for number in range(MOST_NEWS)]

    assert ONE.key not in reconcile({ONE.key: Told(ONE).is_read()}, many, 9)
