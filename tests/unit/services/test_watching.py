"""Being told of what changes: once, whatever is restarted, killed, rebuilt or reorganised meanwhile."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.changes import Topic
from desktop.core.listings import ListingQuery
from desktop.core.telling import Said, Told
from desktop.core.watches import MOST_NEWS, NewsKind, PriceLimit
from desktop.services.watching import NewsSummary
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.watches import WatchStore
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER
from tests.helpers.watching import NOT_FINAL, Do, Rate, Watcher
from tests.unit.store.test_catalogue import OTHER_SELLER

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[Watcher]:
    made = Watcher(tmp_path)
    made.mine(Do(1, 100), Do(2, 200, "Cats", OTHER_SELLER))
    made.follow()
    yield made
    made.close()


def told(watcher: Watcher) -> list[NewsSummary]:
    watcher.follow()
    watcher.service.look()
    return watcher.service.take_untold()


def kinds(found: list[NewsSummary]) -> list[tuple[NewsKind, bool]]:
    return [(one.newest.news.kind, one.newest.is_there) for one in found]


def test_a_price_change_is_told_once_and_listed_until_it_was_read(watcher: Watcher) -> None:
    watcher.service.watch_listing(watcher.listing(1))
    watcher.mine(Do(1, 80))

    [summary] = told(watcher)

    news = summary.newest.news
    assert (news.kind, news.old_price, news.price, summary.count) == (NewsKind.PRICE, 100, 80, 1)
    assert told(watcher) == []
    [view] = watcher.service.views()
    assert (view.unread, view.listing) == (1, watcher.listing(1))
    watcher.service.mark_read()
    assert watcher.service.unread() == 0
    assert Topic.WATCHES in {change.topic for change in watcher.changes}


def test_the_listings_that_are_watched_are_known_apart_from_sellers_and_searches(watcher: Watcher) -> None:
    watcher.service.watch_seller(SELLER)
    watcher.service.watch_search(ListingQuery("digits"))
    watcher.service.watch_listing(watcher.listing(2))

    assert watcher.service.listings() == {2}


def test_what_was_there_before_is_no_news(watcher: Watcher) -> None:
    watcher.mine(Do(1, 80))
    watcher.follow()

    watcher.service.watch_listing(watcher.listing(1))
    watcher.service.watch_seller(SELLER)
    watcher.service.watch_search(ListingQuery("digits"))

    assert told(watcher) == []
    watcher.mine()
    assert told(watcher) == []
    assert watcher.service.unread() == 0


def test_a_closed_listing_a_new_version_and_a_reopened_one_are_told(watcher: Watcher) -> None:
    watcher.service.watch_listing(watcher.listing(1))

    watcher.mine(Do(1, None))
    first = kinds(told(watcher))
    watcher.mine(Do(1, 100, version=1))
    [second] = told(watcher)

    assert first == [(NewsKind.CLOSED, True)]
    assert second.count == 2
    assert {one.news.kind for one in watcher.service.views()[0].news} == {
        NewsKind.CLOSED, NewsKind.REOPENED, NewsKind.VERSION,
    }  # fmt: skip


def test_of_what_happens_at_once_what_matters_most_is_told_by_name(watcher: Watcher) -> None:
    watcher.service.watch_listing(watcher.listing(1))
    watcher.mine(Do(1, 80, version=1))

    [summary] = told(watcher)

    assert (summary.newest.news.kind, summary.count) == (NewsKind.PRICE, 2)


def test_a_sellers_new_listing_is_told_and_nobody_elses(watcher: Watcher) -> None:
    watcher.service.watch_seller(SELLER)
    watcher.mine(Do(3, 50, "Dogs", OTHER_SELLER), Do(4, 60, "Birds"))

    [summary] = told(watcher)

    assert (summary.newest.news.kind, summary.newest.news.listing, summary.count) == (NewsKind.LISTED, 4, 1)


def test_a_new_listing_that_fits_a_search_is_told_and_others_are_not(watcher: Watcher) -> None:
    watcher.service.watch_search(ListingQuery("bir", max_price=70))
    watcher.mine(Do(3, 50, "Dogs"), Do(4, 60, "Birds"), Do(5, 90, "Birds, larger"))

    [summary] = told(watcher)

    assert (summary.newest.news.listing, summary.count) == (4, 1)


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [
        (ListingQuery("digits", max_price=70), Do(3, 90), Do(3, 60)),
        (ListingQuery("unet"), Do(3, 60, "Another name"), Do(3, 60, "U-Net")),
        (ListingQuery("手写"), Do(3, 60, "Digits"), Do(3, 60, "识别手写数字")),
        (ListingQuery(only_free=True), Do(3, 60), Do(3, 0)),
        (ListingQuery("digits"), Do(3, None), Do(3, 60)),
    ],
)  # fmt: skip
def test_a_listing_that_comes_to_fit_a_search_is_told(
    watcher: Watcher, query: ListingQuery, before: Do, after: Do
) -> None:
    watcher.mine(Do(3, 60, "Other") if before.price is None else before)
    watcher.mine(before)
    watcher.follow()
    watcher.service.watch_search(query)
    watcher.mine(after)

    [summary] = told(watcher)

    news = summary.newest.news
    assert (news.kind, news.listing, news.price, summary.count) == (NewsKind.FITS, 3, after.price, 1)
    for _ in range(NOT_FINAL + 1):
        watcher.mine()
        assert told(watcher) == []


def test_a_listing_that_fitted_all_the_time_is_no_news_when_it_changes(watcher: Watcher) -> None:
    watcher.service.watch_search(ListingQuery("digits", max_price=200))

    watcher.mine(Do(1, 90))
    watcher.mine(Do(1, 300, version=1), Do(1, 80, version=1))

    assert [one.newest.news.kind for one in told(watcher)] == [NewsKind.FITS]  # it was too dear in between
    watcher.mine(Do(1, 70))
    assert told(watcher) == []


def test_what_came_to_fit_and_was_taken_back_is_told_to_be_gone(watcher: Watcher) -> None:
    watcher.service.watch_search(ListingQuery("digits", max_price=70))
    watcher.mine(Do(1, 60))
    assert kinds(told(watcher)) == [(NewsKind.FITS, True)]

    watcher.drop(1)
    watcher.mine()

    assert kinds(told(watcher)) == [(NewsKind.FITS, False)]


def test_what_came_to_fit_and_was_changed_again_was_not_taken_back(watcher: Watcher) -> None:
    watcher.service.watch_search(ListingQuery("digits", max_price=70))
    watcher.mine(Do(1, 60))
    told(watcher)
    watcher.mine(Do(1, 300))
    told(watcher)

    watcher.drop(1)
    watcher.mine(Do(1, None))
    watcher.mine()

    assert told(watcher) == []


def test_a_rating_that_is_shown_differently_is_told_and_one_that_is_not_is_none(watcher: Watcher) -> None:
    watcher.mine(*(Rate(1, account, 3) for account in range(3)))
    watcher.follow()
    watcher.service.watch_listing(watcher.listing(1))

    watcher.mine(Rate(1, 10, 3))
    assert told(watcher) == []  # four ratings have no mean
    watcher.mine(Rate(1, 11, 3))
    [first] = told(watcher)
    watcher.mine(Rate(1, 12, 5))
    [second] = told(watcher)

    news = first.newest.news
    assert (news.kind, news.old_mean_milli, news.mean_milli, news.ratings) == (NewsKind.RATED, None, 3000, 5)
    news = second.newest.news
    assert news.kind is NewsKind.RATED
    assert news.mean_milli == watcher.listing(1).mean_milli
    watcher.mine()
    assert told(watcher) == []


def test_a_rating_that_was_taken_back_is_told_to_be_gone(watcher: Watcher) -> None:
    watcher.mine(*(Rate(1, account, 3) for account in range(4)))
    watcher.follow()
    watcher.service.watch_listing(watcher.listing(1))
    watcher.mine(Rate(1, 10, 3))
    assert kinds(told(watcher)) == [(NewsKind.RATED, True)]

    watcher.drop(1)
    watcher.mine()

    assert kinds(told(watcher)) == [(NewsKind.RATED, False)]


def test_a_listing_that_fitted_and_was_closed_was_not_taken_back(watcher: Watcher) -> None:
    watcher.service.watch_search(ListingQuery("birds"))
    watcher.mine(Do(4, 60, "Birds"))
    assert len(told(watcher)) == 1

    watcher.mine(Do(4, None))
    told(watcher)
    watcher.drop(1)
    watcher.mine(Do(4, None))
    watcher.mine()

    assert told(watcher) == []


def test_a_limit_tells_only_of_prices_that_come_to_it(watcher: Watcher) -> None:
    watcher.service.watch_listing(watcher.listing(1), PriceLimit(50))

    watcher.mine(Do(1, 80))
    assert told(watcher) == []
    watcher.mine(Do(1, 50))
    [summary] = told(watcher)

    assert summary.newest.news.is_reached
    assert watcher.service.views()[0].unread == 2  # both are listed


def test_a_muted_watch_lists_its_news_and_tells_nothing(watcher: Watcher) -> None:
    watch = watcher.service.watch_listing(watcher.listing(1))
    watcher.service.set_muted(watch.id, muted=True)
    watcher.mine(Do(1, 80))

    assert told(watcher) == []

    assert watcher.service.views()[0].unread == 1


def test_the_same_thing_is_watched_once(watcher: Watcher) -> None:
    first = watcher.service.watch_search(ListingQuery(" digits  x"))
    second = watcher.service.watch_search(ListingQuery("digits x", limit=3))

    assert first.id == second.id
    assert watcher.service.of_search(ListingQuery("digits x")) == first
    assert watcher.service.of_seller(SELLER) is None


def test_the_watched_listings_are_those_alone(watcher: Watcher) -> None:
    watcher.service.watch_listing(watcher.listing(2))
    watcher.service.watch_seller(SELLER)

    assert watcher.service.listings() == {2}


def test_what_is_watched_no_more_tells_nothing_and_leaves_nothing(watcher: Watcher) -> None:
    watch = watcher.service.watch_listing(watcher.listing(1))
    watcher.mine(Do(1, 80))
    told(watcher)

    watcher.service.stop(watch.id)

    assert watcher.service.views() == ()
    with watcher.database.read() as connection:
        assert connection.execute("SELECT count(*) FROM watch_news").fetchone()[0] == 0


def test_a_change_that_was_taken_back_is_told_to_be_gone(watcher: Watcher) -> None:
    watcher.service.watch_listing(watcher.listing(1))
    watcher.mine(Do(1, 80))
    assert kinds(told(watcher)) == [(NewsKind.PRICE, True)]

    watcher.drop(1)
    watcher.mine()
    watcher.mine()

    assert kinds(told(watcher)) == [(NewsKind.PRICE, False)]
    assert told(watcher) == []


def test_a_change_that_moves_to_another_block_is_not_told_again(watcher: Watcher) -> None:
    watcher.service.watch_listing(watcher.listing(1))
    watcher.mine(Do(1, 80))
    told(watcher)

    watcher.drop(1)
    watcher.mine()
    watcher.mine(Do(1, 80))

    assert told(watcher) == []


def test_a_number_that_becomes_another_listing_is_told(watcher: Watcher) -> None:
    watcher.mine(Do(3, 50, "Dogs"))
    watcher.follow()
    watcher.service.watch_listing(watcher.listing(3))

    watcher.drop(1)
    watcher.mine(Do(3, 70, "Wolves", OTHER_SELLER))

    [summary] = told(watcher)
    assert summary.count == 2  # the one is gone, another is there
    watcher.mine()
    assert told(watcher) == []


def test_a_catalogue_that_is_made_anew_is_no_news(watcher: Watcher) -> None:
    watcher.service.watch_listing(watcher.listing(1))
    watcher.service.watch_search(ListingQuery())
    for price in (90, 80, 70, 60, 50, 40):
        watcher.mine(Do(1, price))
    told(watcher)

    watcher.rebuild()
    for last in range(len(watcher.blocks.acts) + 1):
        watcher.follow(last)
        watcher.service.look()
        assert watcher.service.take_untold() == []


def test_a_search_begun_while_the_catalogue_is_behind_is_not_told_of_old_listings(watcher: Watcher) -> None:
    watcher.mine(Do(3, 50, "Digits two"))
    watcher.mine(Do(4, 50, "Digits three"))
    watcher.follow(2)

    watcher.service.watch_search(ListingQuery("digits"))

    assert told(watcher) == []
    watcher.mine(Do(5, 50, "Digits four"))
    assert [one.newest.news.listing for one in told(watcher)] == [5]


def test_a_flood_of_listings_is_one_notice(watcher: Watcher) -> None:
    """Thousands of new listings that fit: one thing to tell, with a number, and no more kept than is worth it."""
    watcher.service.watch_search(ListingQuery("digits"))
    watcher.mine(*(Do(number, 50) for number in range(10, 3_010)))

    [summary] = told(watcher)

    assert summary.count == MOST_NEWS
    assert watcher.service.views()[0].unread == MOST_NEWS
    assert len(watcher.service.views()[0].news) < 100
    assert told(watcher) == []


# Whatever happens.

acts = st.builds(
    Do,
    st.integers(1, 3),
    st.sampled_from([None, 60, 80, 100]),
    st.just("Digits"),
    st.sampled_from([SELLER, OTHER_SELLER]),
    st.integers(0, 1),
)
steps = st.one_of(
    st.tuples(st.just("mine"), st.lists(acts, max_size=3)),
    st.tuples(
        st.just("reorg"),
        st.tuples(
            st.integers(1, NOT_FINAL - 1), st.lists(st.lists(acts, max_size=2), min_size=1, max_size=5)
        ),
    ),
    st.tuples(st.sampled_from(["look", "read", "tell", "restart", "rebuild", "lost"]), st.none()),
)


class _Killed(Exception):
    """The process ends here."""


@settings(max_examples=20)
@given(st.lists(steps, min_size=1, max_size=25))
def test_whatever_happens_the_person_knows_what_the_chain_says_and_was_told_it_once(
    ops: list[tuple[str, object]],
) -> None:
    """Random histories with reorganisations, restarts, lost transactions and rebuilt catalogues.

    Each piece of news is told in turns: there, gone, there again. At the end exactly what the chain says was last told
    to be there.
    """
    with tempfile.TemporaryDirectory() as root:
        watcher = Watcher(Path(root))
        watcher.mine(Do(1, 100), Do(2, 200, "Digits", OTHER_SELLER))
        watcher.follow()
        watcher.service.watch_listing(watcher.listing(1))
        watcher.service.watch_seller(OTHER_SELLER)
        watcher.service.watch_search(ListingQuery("digits"))
        known = _kept(watcher)
        said: dict[tuple[int, bytes], Said] = dict.fromkeys(known, Said.THERE)
        for name, value in ops:
            _do(watcher, name, value, said)
        watcher.mine()
        watcher.follow()
        watcher.service.look()
        _tell(watcher, said)
        there = {key for key, one in _kept(watcher).items() if one.is_there}
        truth = _truth(watcher)
        assert {key for key, last in said.items() if last is Said.THERE} == there
        assert truth <= there
        watcher.close()


def _do(watcher: Watcher, name: str, value: object, said: dict[tuple[int, bytes], Said]) -> None:
    match name:
        case "mine":
            watcher.mine(*value)  # type: ignore[misc]
            watcher.follow()
        case "reorg":
            depth, blocks = value  # type: ignore[misc]
            watcher.drop(min(depth, len(watcher.blocks.acts) - 1))
            for block in blocks:
                watcher.mine(*block)
            watcher.follow()
        case "look":
            watcher.service.look()
        case "read":
            for watch in watcher.service.views():
                watcher.service.mark_read(watch.watch.id)
            for key, one in _kept(watcher).items():
                said[key] = Said.THERE if one.is_there else Said.GONE
            for key in [key for key in said if key not in _kept(watcher)]:
                said[key] = Said.GONE
        case "tell":
            _tell(watcher, said)
        case "restart":
            watcher.restart()
        case "rebuild":
            watcher.rebuild()
            watcher.follow()
        case "lost":
            _lose_a_look(watcher)


def _lose_a_look(watcher: Watcher) -> None:
    """Killed in the middle of writing what a look found: the transaction is not there."""
    apply = WatchStore.apply

    def dying(self: WatchStore, *args: object) -> None:
        with self._database.write():
            apply(self, *args)  # type: ignore[arg-type]
            raise _Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WatchStore, "apply", dying)
        try:
            watcher.service.look()
        except _Killed:
            watcher.restart()


def _tell(watcher: Watcher, said: dict[tuple[int, bytes], Said]) -> None:
    before = _kept(watcher)
    watcher.service.take_untold()
    for key, one in _kept(watcher).items():
        if before[key].told is not one.told:  # it was told just now
            last = said.get(key, Said.NOTHING)
            assert one.told is not last, "told twice"
            assert one.told is Said.THERE or last is Said.THERE, "told to be gone what was never there"
            said[key] = one.told


def _kept(watcher: Watcher) -> dict[tuple[int, bytes], Told]:
    book = WatchStore(watcher.database, CHAIN_ID, MARKET)
    return {
        (watch.id, key): told for watch in book.watches() for key, told in book.news(watch.id, -1).items()
    }


def _truth(watcher: Watcher) -> set[tuple[int, bytes]]:
    """What the watched listing's history alone says, worked out from the whole chain at once."""
    from desktop.core.watches import news_of_listing
    from desktop.services.watching import Wanted

    [watch] = [one.watch for one in watcher.service.views() if one.watch.listing == 1]
    with watcher.chronicle._file.connection() as connection:
        assert connection is not None
        from desktop.store.chronicle import _history

        history = _history(connection, 1, -1)
    del Wanted
    return {(watch.id, news.key) for news in news_of_listing(history, None)}


# Killed for real.

LOOKING = """
import sys
from pathlib import Path
from tests.helpers.watching import Do, Watcher
watcher = Watcher(Path(sys.argv[1]))
watcher.mine(Do(1, 100))
watcher.follow()
watcher.service.watch_listing(watcher.listing(1))
for number in range(10**9):
    watcher.mine(Do(1, 101 + number))
    watcher.follow()
    watcher.service.look()
    for summary in watcher.service.take_untold():
        print(summary.newest.news.price, flush=True)
"""


def test_killed_while_looking_and_telling_nothing_is_told_twice_and_nothing_is_lost(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LOOKING, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = "".join(process.stdout.readline() for _ in range(25))
        process.kill()
        said += process.stdout.read()
    prices = [int(line) for line in said.split("\n") if line]

    database = Database.open(tmp_path / "licet.db", user_database)
    book = WatchStore(database, CHAIN_ID, MARKET)
    untold = [told for one in book.take_untold() for told in [one.newest]]
    kept = sorted(
        told.news.price for told in book.news(book.watches()[0].id, -1).values() if told.news.price > 100
    )
    database.close()

    assert prices == list(range(101, 101 + len(prices)))
    assert kept == list(range(101, 101 + len(kept)))
    assert not {told.news.price for told in untold} & set(prices)
    assert len(kept) >= len(prices)
