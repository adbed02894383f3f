"""The catalogue: what the chain said can be found, undone and rebuilt."""

import contextlib
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.cards import make_card
from desktop.core.errors import Bug
from desktop.core.events import (
    Bought,
    Closed,
    EventBatch,
    KeyProvenBad,
    Listed,
    LogPlace,
    MarketEvent,
    Refunded,
    Revised,
)
from desktop.core.identity import ZERO_ADDRESS, Address
from desktop.core.listings import Card, IndexStatus, Listing, ListingPage, ListingQuery, Sorting
from desktop.services.catalogue import SellerHistory
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_file import CatalogueFile
from desktop.store.catalogue_writer import CatalogueWriter, IndexProgress
from tests.helpers.samples import CHAIN_ID, ETHER, MARKET, SELLER, make_order, make_terms

OTHER_SELLER = Address(b"\x99" * 20)


class Market:
    """A catalogue on disk, and the events that fill it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writer = CatalogueWriter.open(path, CHAIN_ID, MARKET)
        self.reader = CatalogueReader(path)

    def close(self) -> None:
        self.reader.close()
        self.writer.close()

    def apply(self, *events: MarketEvent, last: int = 0, rollback_to: int | None = None) -> frozenset[int]:
        highest = max([last, *(event.at.block_number for event in events)])
        batch = EventBatch(
            0,
            highest,
            highest + 2,
            1_800_000_000,
            events,
            {highest: bytes([highest % 256]) * 32},
            rollback_to,
        )
        return self.writer.apply(batch)

    def find(self, text: str = "", **options: object) -> list[int]:
        page = self.reader.search(ListingQuery(text, **options))  # type: ignore[arg-type]
        return [listing.id for listing in page.rows]

    def pages(self, query: ListingQuery) -> Iterator[ListingPage]:
        while True:
            page = self.reader.search(query)
            yield page
            if page.next is None:
                return
            query = replace(query, after=page.next)


@pytest.fixture
def market(tmp_path: Path) -> Iterator[Market]:
    opened = Market(tmp_path / "catalogue-31337.db")
    yield opened
    opened.close()


def place(block: int, index: int = 0) -> LogPlace:
    return LogPlace(block, block.to_bytes(32, "big"), 1_700_000_000 + block, b"\x11" * 32, index)


def make_listing_card(name: str, **fields: object) -> bytes:
    values: dict[str, object] = {"task": "image-classification", "summary": "", "license": "MIT", **fields}
    return make_card(
        Card(format=1, name=name, version="1", sources=["http://127.0.0.1:9/"], public_bytes=10, **values)  # type: ignore[arg-type]
    )


def listed(
    listing: int, name: str = "Digits", *, block: int | None = None, price: int = ETHER, seller: Address = SELLER,
    card: bytes | None = None, currency: Address = ZERO_ADDRESS, **fields: object,
) -> Listed:  # fmt: skip
    data = make_listing_card(name, **fields) if card is None else card
    terms = replace(make_terms(price=price, salt=listing, seller=seller, card=data), currency=currency)
    return Listed(place(block or listing), listing, seller, terms.hash, terms.encode(), data)


def revised(listing: int, name: str, *, block: int) -> Revised:
    event = listed(listing, name, block=block)
    return Revised(event.at, listing, event.seller, event.terms_hash, event.encoded_terms, event.card)


def bought(listing: int, order_id: int, *, block: int) -> Bought:
    return Bought(
        place(block, 1), order_id, listing, make_order().holder, b"\x01" * 32, make_order(listing=listing)
    )


def refunded(order_id: int, *, block: int) -> Refunded:
    return Refunded(place(block, 2), order_id, SELLER, ZERO_ADDRESS, 1, 0, 0)


def test_a_listing_is_read_back_as_the_chain_said_it(market: Market) -> None:
    event = listed(3, "Digits", price=2**128 - 1)

    changed = market.apply(event)

    assert changed == {3}
    assert market.reader.listing(3) == Listing(
        id=3,
        terms=event.terms,
        card=Card(
            format=1, name="Digits", version="1", task="image-classification", summary="", license="MIT",
            sources=["http://127.0.0.1:9/"], public_bytes=10,
        ),
        card_fault=None,
        is_open=True,
        listed_block=3,
        listed_at=1_700_000_003,
        revised_at=1_700_000_003,
        sales=0,
    )  # fmt: skip


def test_a_revision_replaces_terms_and_card_but_not_the_age(market: Market) -> None:
    market.apply(listed(3, "Old"))

    market.apply(revised(3, "New", block=9))

    listing = market.reader.listing(3)
    assert listing is not None
    assert (listing.title, listing.listed_block, listing.revised_at) == ("New", 3, 1_700_000_009)
    assert (market.find("new"), market.find("old")) == ([3], [])


def test_a_closed_listing_is_not_found_but_can_be_read(market: Market) -> None:
    market.apply(listed(3), Closed(place(5), 3))

    listing = market.reader.listing(3)

    assert market.find() == []
    assert listing is not None
    assert not listing.is_open


def test_a_revision_reopens_a_listing(market: Market) -> None:
    market.apply(listed(3), Closed(place(5), 3), revised(3, "Again", block=6))

    assert market.find("again") == [3]


def test_refunded_sales_do_not_count(market: Market) -> None:
    market.apply(listed(3), bought(3, 2**256 - 1, block=4), bought(3, 12, block=5), refunded(12, block=6))

    listing = market.reader.listing(3)

    assert listing is not None
    assert listing.sales == 1
    assert market.reader.seller(SELLER) == SellerHistory(listings=1, sales=1, since=1_700_000_003)


def test_a_model_whose_key_was_proven_bad_is_not_offered(market: Market) -> None:
    event = listed(3)
    market.apply(event)

    changed = market.apply(KeyProvenBad(place(4), event.terms.key_hash))

    assert changed == {3}
    assert market.find() == []


def test_events_that_come_twice_count_once(market: Market) -> None:
    events = (listed(3), bought(3, 9, block=4))
    market.apply(*events)

    market.apply(*events)

    listing = market.reader.listing(3)
    assert listing is not None
    assert listing.sales == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [1, 2, 3, 4]),
        ("hand", [1]),
        ("HANDWRITTEN dig", [1]),
        ("digits handwritten", [1]),
        ("written", []),
        ("résumé", [2]),
        ("resume", [2]),
        ("vision", [1]),
        ("手写", [3]),
        ("数字识别", [3]),
        ("识", [3]),
        ("写手", []),
        ("模型", [3, 4]),
        ("mnist手写", [3]),
        ("ＭＮＩＳＴ", [3]),
        ("0x5151", [1, 2, 3]),
        ("0x9999", [4]),
        ("---", []),
        ('digits" OR "resume', []),
        ("NEAR(digits)", []),
        ("name:digits", []),
        ("*", []),
        ("'; DROP TABLE listing; --", []),
        ("digits\x00", [1]),
    ],
)
def test_search_finds_words_by_their_beginning_and_chinese_by_its_characters(
    market: Market, text: str, found: list[int]
) -> None:
    market.apply(
        listed(1, "Handwritten digits", tags=["vision"]),
        listed(2, "Résumé reader", task="text-classification"),
        listed(3, "MNIST手写数字识别", summary="一个小模型"),
        listed(4, "预测模型", seller=OTHER_SELLER),
    )

    assert sorted(market.find(text)) == found


def test_filters_narrow_the_answer(market: Market) -> None:
    market.apply(
        listed(1, "A", price=0, key="ab" * 16),
        listed(2, "B", price=ETHER, task="forecast"),
        listed(3, "C", price=3 * ETHER, license="Apache-2.0", seller=OTHER_SELLER),
    )

    assert market.find(only_free=True) == [1]
    assert market.find(tasks=frozenset({"forecast", "none"})) == [2]
    assert market.find(licenses=frozenset({"Apache-2.0"})) == [3]
    assert sorted(market.find(max_price=ETHER)) == [1, 2]
    assert sorted(market.find(max_price=2**200)) == [1, 2, 3]
    assert market.find(seller=OTHER_SELLER) == [3]
    assert set(market.reader.tasks()) == {"image-classification", "forecast"}
    assert set(market.reader.licenses()) == {"MIT", "Apache-2.0"}


def test_a_price_in_tokens_is_neither_cheap_nor_within_a_limit_in_coin(market: Market) -> None:
    """One unit of a worthless token would else be the cheapest offer of all."""
    market.apply(
        listed(1, "A", price=2**127),
        listed(2, "B", price=1, currency=Address(b"\x07" * 20)),
        listed(3, "C", price=0, key="ab" * 16, currency=Address(b"\x07" * 20)),
    )

    assert market.find(sorting=Sorting.CHEAPEST) == [3, 1, 2]
    assert sorted(market.find(max_price=2**128)) == [1, 3]
    assert market.find(only_free=True) == [3]


def test_sortings_order_the_answer(market: Market) -> None:
    """Prices of more digits are larger, whatever their first digit."""
    market.apply(
        listed(1, "A", price=9 * ETHER),
        listed(2, "B", price=2**127),
        listed(3, "C", price=ETHER // 100),
        bought(1, 1, block=4),
        bought(1, 2, block=5),
        bought(3, 3, block=6),
    )

    assert market.find(sorting=Sorting.CHEAPEST) == [3, 1, 2]
    assert market.find(sorting=Sorting.NEWEST) == [3, 2, 1]
    assert market.find(sorting=Sorting.POPULAR) == [1, 3, 2]


def test_a_sale_lifts_a_listing_among_those_that_fit_as_well(market: Market) -> None:
    market.apply(listed(1, "Tumour"), listed(2, "Tumour"), listed(3, "Tumour"))
    before = market.find("tumour")

    market.apply(bought(1, 1, block=4))
    after = market.find("tumour")
    market.apply(last=3, rollback_to=3)

    assert (before, after, market.find("tumour")) == ([3, 2, 1], [1, 3, 2], [3, 2, 1])


def test_a_word_in_the_name_ranks_above_one_in_the_summary(market: Market) -> None:
    market.apply(listed(1, "Forecast", summary="sunspots"), listed(2, "Sunspots", summary="forecast"))

    assert market.find("sunspots") == [2, 1]


def test_an_unreadable_card_is_shown_last_with_its_fault(market: Market) -> None:
    market.apply(listed(1, card=b"<html>"), listed(2, card=make_listing_card("Good")))

    page = market.reader.search(ListingQuery())

    assert [(listing.id, listing.title) for listing in page.rows] == [(2, "Good"), (1, "#1")]
    assert page.rows[1].card is None
    assert page.rows[1].card_fault


def test_a_free_model_must_bring_its_key(market: Market) -> None:
    market.apply(listed(1, price=0))

    listing = market.reader.listing(1)

    assert listing is not None
    assert listing.card_fault == "a free model without its key"


def test_a_card_that_the_terms_do_not_name_is_not_shown(market: Market) -> None:
    event = listed(1)

    market.apply(replace(event, card=make_listing_card("Another")))

    listing = market.reader.listing(1)
    assert listing is not None
    assert listing.card is None


def test_pages_cover_everything_once(market: Market) -> None:
    market.apply(*(listed(number, f"Model {number}") for number in range(1, 8)))

    pages = list(market.pages(ListingQuery("model", limit=3)))

    assert [len(page.rows) for page in pages] == [3, 3, 1]
    assert {(page.total, page.total_is_exact) for page in pages} == {(7, True)}
    assert sorted(listing.id for page in pages for listing in page.rows) == list(range(1, 8))


def test_a_reorganisation_undoes_what_happened_above(market: Market) -> None:
    first = listed(1, "Kept", block=1)
    market.apply(first, bought(1, 5, block=2))
    market.apply(
        revised(1, "Changed", block=10), listed(2, "Vanishes", block=11), Closed(place(12), 1),
        refunded(5, block=13), KeyProvenBad(place(14), first.terms.key_hash),
    )  # fmt: skip

    changed = market.apply(last=9, rollback_to=9)

    kept = market.reader.listing(1)
    assert changed == {1, 2}
    assert kept is not None
    assert (kept.title, kept.is_open, kept.sales) == ("Kept", True, 1)
    assert market.reader.listing(2) is None
    assert (market.find(), market.find("changed"), market.find("vanishes")) == ([1], [], [])


def test_the_follower_goes_on_where_the_catalogue_ends(market: Market) -> None:
    market.apply(last=41)
    market.apply(last=42)
    market.close()

    reopened = CatalogueWriter.open(market.path, CHAIN_ID, MARKET)
    progress = reopened.progress()
    reopened.close()

    assert progress == IndexProgress(42, {42: b"\x2a" * 32}, 0)
    assert CatalogueReader(market.path).status() == IndexStatus(42, 44, 1_800_000_000)


def test_a_batch_is_written_whole_or_not_at_all(market: Market) -> None:
    market.apply(listed(1))
    broken = replace(listed(2, "Second"), listing=2**70)

    with pytest.raises(OverflowError):
        market.apply(listed(3, "Third"), broken)

    assert market.find() == [1]
    assert market.writer.progress().last_indexed == 1


def test_without_a_file_the_catalogue_is_empty(tmp_path: Path) -> None:
    reader = CatalogueReader(tmp_path / "none.db")

    assert (reader.search(ListingQuery()).total, reader.listing(1), reader.status().indexed_to) == (
        0,
        None,
        -1,
    )
    assert (reader.tasks(), reader.seller(SELLER)) == ((), SellerHistory(0, 0, 0))
    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_a_catalogue_that_was_deleted_and_rebuilt(market: Market) -> None:
    market.apply(listed(1, "First"))
    before = market.find()
    market.writer.close()
    for path in market.path.parent.glob(f"{market.path.name}*"):
        path.unlink()
    without = market.find()

    market.writer = CatalogueWriter.open(market.path, CHAIN_ID, MARKET)
    market.apply(listed(2, "Second"))

    assert (before, without, market.find()) == ([1], [], [2])


@pytest.mark.parametrize("damage", ["text", "market", "chain"])
def test_a_useless_catalogue_is_made_anew(market: Market, damage: str) -> None:
    market.apply(listed(1))
    market.writer.close()
    if damage == "text":
        for path in market.path.parent.glob(f"{market.path.name}-*"):
            path.unlink()
        market.path.write_bytes(b"no database" * 1000)
    chain_id = CHAIN_ID + (damage == "chain")

    market.writer = CatalogueWriter.open(market.path, chain_id, SELLER if damage == "market" else MARKET)

    assert market.writer.progress() == IndexProgress(None, {})
    assert market.find() == []


def snapshot(market: Market) -> list[Listing | None]:
    return [market.reader.listing(number) for number in range(1, 5)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), cut=st.integers(0, 20))
def test_a_rollback_equals_never_having_seen_it(tmp_path: Path, seed: int, cut: int) -> None:
    """Any history, cut at any block, leaves the same catalogue as the history up to that block."""
    chance = random.Random(seed)
    events: list[MarketEvent] = []
    orders: list[int] = []
    for block in range(1, 21):
        number = chance.randint(1, 4)
        kind = chance.choice(["list", "revise", "close", "buy", "refund", "spoil"])
        known = {event.listing for event in events if isinstance(event, Listed)}
        if number not in known:
            events.append(listed(number, f"Name {block}", block=block))
        elif kind == "revise":
            events.append(revised(number, f"Name {block}", block=block))
        elif kind == "close":
            events.append(Closed(place(block), number))
        elif kind == "spoil":
            events.append(KeyProvenBad(place(block), make_terms(salt=number).key_hash))
        elif kind == "refund" and orders:
            events.append(refunded(orders.pop(), block=block))
        else:
            orders.append(block)
            events.append(bought(number, block, block=block))
    folder = tmp_path / os.urandom(8).hex()
    folder.mkdir()
    whole, part = Market(folder / "whole.db"), Market(folder / "part.db")

    whole.apply(*events)
    whole.apply(last=cut, rollback_to=cut)
    part.apply(*(event for event in events if event.at.block_number <= cut), last=cut)

    assert snapshot(whole) == snapshot(part)
    assert sorted(whole.find("name")) == sorted(part.find("name"))
    assert set(whole.find("name")) == set(
        whole.find()
    )  # by text and by browsing, the same listings are on offer
    whole.close()
    part.close()


def test_ten_thousand_listings_are_searched_and_paged(market: Market) -> None:
    words = ("digits", "tumour", "forecast", "sunspots", "credit", "denoise", "数字", "预测")
    market.apply(*(
        listed(number, f"{words[number % 8]} {number}", block=number, price=number + 1)
        for number in range(1, 10_001)
    ))  # fmt: skip

    *_, page = market.pages(ListingQuery("di", sorting=Sorting.CHEAPEST, limit=310))

    assert (page.total, page.total_is_exact) == (1000, False)
    assert [listing.id for listing in page.rows] == list(range(9920, 10_001, 8))[-10:]
    assert market.reader.search(ListingQuery("数")).total == 1000
    assert market.reader.search(ListingQuery("sunspots 9")).total == len(
        [n for n in range(1, 10_001) if n % 8 == 3 and str(n).startswith("9")]
    )


def test_a_file_that_only_its_writer_can_repair_reads_as_empty(tmp_path: Path) -> None:
    """A writer that is killed leaves a journal to be rolled back, which a reader may not do."""
    torn, left = tmp_path / "torn.db", tmp_path / "left.db"
    with contextlib.closing(sqlite3.connect(torn, isolation_level=None)) as writer:
        writer.execute("CREATE TABLE listing_fts (card BLOB)")
        writer.execute("INSERT INTO listing_fts VALUES (zeroblob(100000))")
        writer.execute("PRAGMA cache_size=1")
        writer.execute("BEGIN")
        writer.execute("UPDATE listing_fts SET card = randomblob(100000)")
        for suffix in ("", "-journal"):
            shutil.copy(f"{torn}{suffix}", f"{left}{suffix}")

    with contextlib.closing(CatalogueReader(left)) as reader:
        assert reader.status() == IndexStatus(-1, None, None)


class HalfMade:
    """A connection to a database whose writer is at work on the files beside it."""

    def __init__(self, code: int) -> None:
        self._code = code
        self.is_closed = False

    def execute(self, _query: str) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = self._code
        raise error

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHORT_READ])
def test_a_catalogue_that_is_just_being_made_is_empty_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Regression: the window's page failed where the indexer was making the file anew."""
    path = tmp_path / "catalogue.db"
    path.touch()
    made = HalfMade(code)
    monkeypatch.setattr("desktop.store.catalogue_file.connect", lambda *_a, **_k: made)

    with CatalogueFile(path).connection() as connection:
        assert connection is None
    assert made.is_closed


def test_a_disk_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "catalogue.db"
    path.touch()
    monkeypatch.setattr(
        "desktop.store.catalogue_file.connect", lambda *_a, **_k: HalfMade(sqlite3.SQLITE_IOERR_READ)
    )

    with pytest.raises(Bug, match="disk I/O error"), CatalogueFile(path).connection():
        pass


def test_a_sale_keeps_the_price_of_the_terms_that_were_bought(market: Market) -> None:
    token = Address(b"\x07" * 20)
    market.apply(
        listed(1, "A", price=5, currency=token), bought(1, 1, block=2), listed(2, "B", price=2**128 - 1, block=3),
        revised(1, "A", block=4), bought(1, 2, block=5), bought(2, 3, block=6),
    )  # fmt: skip

    with contextlib.closing(sqlite3.connect(market.path)) as connection:
        sales = connection.execute("SELECT time, price, currency FROM sale ORDER BY block").fetchall()

    at = make_order().bought_at
    assert sales == [
        (at, f"{5:039d}", token.raw),
        (at, f"{ETHER:039d}", ZERO_ADDRESS.raw),
        (at, f"{2**128 - 1:039d}", ZERO_ADDRESS.raw),
    ]


def test_a_size_beyond_sqlite_s_integers_stops_nothing(market: Market) -> None:
    event = listed(1)
    terms = replace(event.terms, size_bytes=2**64 - 1)
    market.apply(replace(event, encoded_terms=terms.encode()), listed(2))

    assert market.find() == [2, 1]
    assert market.find(max_bytes=2**64) == [2, 1]
