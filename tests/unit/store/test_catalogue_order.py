"""The same events give the same catalogue: in one batch or many, the newest first or last, told once or twice."""

import os
import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.events import (
    Answered,
    Bought,
    ChainEvent,
    Closed,
    EventBatch,
    KeyProvenBad,
    Listed,
    LogPlace,
    Rated,
    Refunded,
    Reported,
    Revised,
)
from desktop.core.identity import ZERO_ADDRESS, Address
from desktop.core.listings import Disagreement, DisagreementKind, IndexStatus, ListingQuery
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter, IndexProgress
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER, make_order, make_terms

CARD = (
    '{"format":1,"license":"MIT","name":"NAME","public_bytes":1,"sources":["https://x.org"],"summary":"words",'
    '"task":"image-classification","version":"VERSION"}'
)
LAST = 30
FACTS = ("revision", "closure", "sale", "refund", "bad_key", "rating", "answer", "report", "review")


def place(block: int, index: int = 0) -> LogPlace:
    return LogPlace(block, block.to_bytes(32, "big"), 1_700_000_000 + block, b"\x11" * 32, index)


def opened(kind: type[Listed] | type[Revised], listing: int, block: int, *, valid: bool) -> ChainEvent:
    text = CARD.replace("NAME", f"Name{listing} seen{block}").replace("VERSION", str(block))
    card = text.encode() if valid else b"[]"
    terms = make_terms(price=block, salt=listing, card=card)
    return kind(place(block), listing, SELLER, terms.hash, terms.encode(), card)


def history(seed: int) -> list[ChainEvent]:
    """What a market may emit in ``LAST`` blocks, one event in each."""
    chance = random.Random(seed)
    events: list[ChainEvent] = []
    listings, sold, refunded = 0, [], set()
    for block in range(1, LAST + 1):
        kind = chance.choice(
            ["list", "list", "revise", "close", "buy", "buy", "refund", "spoil", "rate", "answer", "report"]
        )
        listing = chance.randint(1, max(1, listings))
        order = chance.choice(sold) if sold else 0
        if kind == "list" or not listings:
            listings += 1
            events.append(opened(Listed, listings, block, valid=chance.random() < 0.8))
        elif kind == "revise":
            events.append(opened(Revised, listing, block, valid=True))
        elif kind == "close":
            events.append(Closed(place(block), listing))
        elif kind == "buy":
            sold.append(block)
            holder = Address(bytes([block]) * 20)
            order_of = replace(make_order(listing=listing), holder=holder, payer=holder)
            events.append(Bought(place(block), block, listing, holder, bytes(32), order_of))
        elif kind == "spoil":
            events.append(KeyProvenBad(place(block), make_terms(salt=listing).key_hash))
        elif order and kind == "refund" and order not in refunded:
            refunded.add(order)
            events.append(Refunded(place(block), order, SELLER, ZERO_ADDRESS, 1, 0, 0))
        elif order and kind == "rate":
            events.append(Rated(place(block), order, SELLER, 1 + block % 5, b"good"))
        elif order and kind == "answer":
            events.append(Answered(place(block), order, SELLER, b"thanks"))
        elif order and kind == "report":
            events.append(Reported(place(block), order, SELLER, b"sealed"))
    return events


class Catalogue:
    """A catalogue that is filled batch by batch, as a follower hands them out."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{os.urandom(8).hex()}.db"
        self.writer = CatalogueWriter.open(self.path, CHAIN_ID, MARKET)

    def write(
        self,
        events: Sequence[ChainEvent],
        first: int,
        last: int,
        *,
        older_left: int = 0,
        is_older: bool = False,
    ) -> None:
        part = tuple(event for event in events if first <= event.at.block_number <= last)
        batch = EventBatch(
            first,
            last,
            LAST,
            1_800_000_000,
            part,
            {LAST: b"h" * 32},
            is_older=is_older,
            older_left=older_left,
        )
        self.writer.apply(batch)

    def contents(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row that says something about a listing, and what a search finds."""
        found: dict[str, list[tuple[object, ...]]] = {}
        with closing(sqlite3.connect(self.path)) as connection:
            for table in (*FACTS, "listing"):
                names = [
                    row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "place"
                ]
                found[table] = sorted(connection.execute(f"SELECT {', '.join(names)} FROM {table}"), key=repr)
            connection.execute("INSERT INTO listing_fts (listing_fts) VALUES ('integrity-check')")
        with closing(CatalogueReader(self.path)) as reader:
            for text in ("", "name", *(f"seen{block}" for block in (3, 9, 17, 28))):
                page = reader.search(ListingQuery(text, limit=100))
                found[f"search {text}"] = sorted((row.id,) for row in page.rows)
        return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**32),
    cuts=st.lists(st.integers(1, LAST), max_size=6, unique=True),
    top=st.integers(1, LAST),
)
def test_batches_in_any_order_give_the_same_catalogue(
    tmp_path: Path, seed: int, cuts: list[int], top: int
) -> None:
    """All at once; block by block; and as a follower reads: from some block up, and from there down, in turns."""
    events = history(seed)
    at_once, singly, down = Catalogue(tmp_path), Catalogue(tmp_path), Catalogue(tmp_path)

    at_once.write(events, 0, LAST)
    for block in range(LAST + 1):
        singly.write(events, block, block)
    borders = sorted({*cuts, 0, top})
    low = max(border for border in borders if border <= top)
    down.write(events, low, top, older_left=low)
    for border in reversed([b for b in borders if b < low]):
        down.write(events, border, low - 1, older_left=border, is_older=True)
        low = border
    down.write(events, top + 1, LAST)

    expected = at_once.contents()
    assert singly.contents() == expected
    assert down.contents() == expected
    for catalogue in (at_once, singly, down):
        catalogue.writer.close()


def test_newer_blocks_come_between_older_ones(tmp_path: Path) -> None:
    events = history(5)
    at_once, mixed = Catalogue(tmp_path), Catalogue(tmp_path)

    at_once.write(events, 0, LAST)
    mixed.write(events, 15, 20, older_left=15)
    mixed.write(events, 8, 14, older_left=8, is_older=True)
    mixed.write(events, 21, LAST, older_left=8)
    mixed.write(events, 0, 7, is_older=True)

    assert mixed.contents() == at_once.contents()
    assert mixed.writer.progress() == IndexProgress(LAST, {LAST: b"h" * 32}, 0)


def test_what_is_read_and_what_is_left_are_told_as_they_are(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    catalogue.write(history(1), 20, LAST, older_left=20)
    catalogue.write(history(1), 11, 19, older_left=11, is_older=True)

    with closing(CatalogueReader(catalogue.path)) as reader:
        status = reader.status()

    assert status == IndexStatus(LAST, LAST, 1_800_000_000, indexed_from=11, older_left=11)
    assert status.older_share == pytest.approx(20 / 31)
    assert catalogue.writer.progress().first_indexed == 11


def test_a_rollback_of_all_that_was_read_begins_anew(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    catalogue.writer.keep_beginning(5)
    catalogue.write(history(1), 20, LAST, older_left=20)

    catalogue.writer.apply(EventBatch(25, 24, LAST, 1, (), {}, rollback_to=4))

    assert catalogue.writer.progress() == IndexProgress(None, {})


def test_a_disagreement_is_told_once_and_kept(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    entry = Disagreement(7, "https://node", DisagreementKind.HIDDEN, 12, is_proven=True)

    told = [catalogue.writer.disagree([entry]), catalogue.writer.disagree([entry])]
    catalogue.writer.forget_all()

    assert told == [[entry], []]
    assert catalogue.writer.disagree([entry]) == []


def test_numbers_that_are_missing_name_what_an_endpoint_hides(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    events = [opened(Listed, number, number, valid=True) for number in (1, 2, 5)]
    catalogue.write(events, 0, LAST)

    missing = catalogue.writer.missing_numbers("https://node")

    assert [(entry.listing, entry.kind) for entry in missing] == [
        (3, DisagreementKind.HIDDEN),
        (4, DisagreementKind.HIDDEN),
    ]


def test_nothing_is_left_of_what_is_forgotten(tmp_path: Path) -> None:
    catalogue, empty = Catalogue(tmp_path), Catalogue(tmp_path)
    catalogue.write(history(3), 0, LAST)

    catalogue.writer.forget_all()

    assert catalogue.contents() == empty.contents()
    assert catalogue.writer.progress() == IndexProgress(None, {})


def test_tidying_comes_to_an_end_and_changes_no_answer(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    events = history(2)
    for block in range(LAST + 1):
        catalogue.write(events, block, block)
    before = catalogue.contents()

    steps = 0
    while catalogue.writer.tidy():
        steps += 1
        assert steps < 1000

    assert catalogue.contents() == before
