"""Snapshots: the same from any client at a block, and the same catalogue again for whoever loads one."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.events import ChainEvent
from desktop.core.fact_checks import Verdict
from desktop.core.facts import Revision, event_of, fact_of, facts_of, place
from desktop.core.snapshots import OtherMarket, SnapshotHead, SnapshotMarket, SnapshotState
from desktop.store.catalogue_swap import declare_whole, finish_swap, staged_path
from desktop.store.snapshot_book import SnapshotBook, merged_ranges
from desktop.store.snapshot_files import open_head, read_facts
from desktop.store.snapshot_loading import difference, load
from tests.helpers.samples import CHAIN_ID, MARKET
from tests.helpers.snapshots import OF, RECORDS, block_hash, file_of, history, snapshot, sync, tables


@pytest.fixture(scope="module")
def events() -> list[ChainEvent]:
    return history(120)


@pytest.fixture(scope="module")
def last(events: list[ChainEvent]) -> int:
    return events[-1].at.block_number


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, events: list[ChainEvent], last: int) -> Path:
    return snapshot(tmp_path_factory.mktemp("made"), events, last)


def test_a_loaded_catalogue_is_the_synced_one_table_by_table(
    made: Path, events: list[ChainEvent], last: int, tmp_path: Path
) -> None:
    sync(tmp_path / "synced.db", events, last)

    load(made, tmp_path / "loaded.db", OF, lambda _done, _all: None)
    declare_whole(tmp_path / "loaded.db")
    finish_swap(tmp_path / "loaded.db")

    assert tables(tmp_path / "loaded.db") == tables(tmp_path / "synced.db")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 999), step=st.integers(1, 60), behind=st.integers(0, 40))
def test_two_clients_at_a_block_make_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, seed: int, step: int, behind: int
) -> None:
    """Whatever batches they read in, and however far each has read beyond the block."""
    folder, happened = tmp_path_factory.mktemp("two"), history(12, seed=seed)
    block = max(1, happened[-1].at.block_number - behind)

    one = snapshot(
        folder, [event for event in happened if event.at.block_number <= block] or happened, block, "one"
    )
    sync(folder / "two.db", happened, happened[-1].at.block_number, step=step)
    two = snapshot(folder, happened, block, "two")

    assert one.read_bytes() == two.read_bytes()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 9999))
def test_a_fact_is_the_same_again_through_its_event(seed: int) -> None:
    for fact in facts_of(history(6, seed=seed)):
        assert fact_of(event_of(fact)) == fact == fact_of(event_of(fact, opens=True))


def test_a_file_gives_back_the_facts_in_their_order(made: Path, events: list[ChainEvent]) -> None:
    read = [fact for chunk in read_facts(made) for fact in chunk]

    assert read == sorted(facts_of(events), key=place)


def test_the_head_names_market_block_and_counts(made: Path, events: list[ChainEvent], last: int) -> None:
    head = open_head(made).head

    assert (head.chain_id, head.market, head.block) == (CHAIN_ID, MARKET.raw.hex(), last)
    assert head.block_hash == block_hash(last).hex()
    assert head.counts.revisions == sum(isinstance(fact, Revision) for fact in facts_of(events))
    assert head.counts.total == len(list(facts_of(events)))


def test_a_snapshot_of_another_market_is_not_loaded(made: Path, tmp_path: Path) -> None:
    other = SnapshotMarket(CHAIN_ID + 1, MARKET, RECORDS)

    with pytest.raises(OtherMarket):
        load(made, tmp_path / "loaded.db", other, lambda _done, _all: None)

    assert not staged_path(tmp_path / "loaded.db").exists()


def test_the_difference_of_two_makers_names_the_row(made: Path, last: int, tmp_path: Path) -> None:
    facts = [fact for chunk in read_facts(made) for fact in chunk]
    at = next(number for number, fact in enumerate(facts) if isinstance(fact, Revision))
    lie = event_of(facts[at])
    changed = fact_of(_cheaper(lie))
    other = file_of(tmp_path, [*facts[:at], changed, *facts[at + 1 :]], last)

    found = difference(other, made)

    assert found.count == 1
    assert found.rows[0].verdict is Verdict.ALTERED
    assert [one.field for one in found.rows[0].differences] == ["price_wei"]


def test_a_snapshot_does_not_differ_from_itself(made: Path) -> None:
    assert difference(made, made).count == 0


def test_rows_above_the_lower_block_are_not_compared(
    made: Path, events: list[ChainEvent], last: int, tmp_path: Path
) -> None:
    earlier = snapshot(tmp_path, events, last // 2)

    assert (difference(earlier, made).count, difference(earlier, made).up_to) == (0, last // 2)


def test_the_digest_is_that_of_what_is_said_whoever_signs(made: Path) -> None:
    head = open_head(made).head

    assert head.digest == SnapshotHead(**{f: getattr(head, f) for f in head.__struct_fields__}).digest


def _cheaper(event: ChainEvent) -> ChainEvent:
    from dataclasses import replace

    terms = event.terms  # type: ignore[union-attr]
    return replace(event, encoded_terms=replace(terms, price=terms.price + 1).encode())  # type: ignore[call-arg, type-var]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=12))
def test_ranges_are_merged_into_the_same_blocks(spans: list[tuple[int, int]]) -> None:
    ranges = [(first, first + length) for first, length in spans]

    merged = merged_ranges(ranges)

    assert blocks_of(merged) == blocks_of(ranges)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(merged))


def blocks_of(ranges: list[tuple[int, int]]) -> set[int]:
    return {block for first, last in ranges for block in range(first, last + 1)}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 200)), max_size=8), st.integers(1, 300))
def test_comparing_in_any_order_ends_with_every_block_compared_once(
    book: SnapshotBook, made: Path, spans: list[tuple[int, int]], span: int
) -> None:
    """Whatever was sampled before, what is left is found, never twice, and only the last step makes it whole."""
    book.begin(open_head(made).head, None, 0)
    highest = open_head(made).head.block
    seen = {block for first, length in spans for block in range(first, min(first + length, highest + 1))}
    book.note_checked(
        [(first, min(first + length - 1, highest)) for first, length in spans if first <= highest]
    )

    while (blocks := book.next_unchecked(span)) is not None:
        assert book.state() is SnapshotState.CHECKING
        assert not seen & set(range(blocks[0], blocks[1] + 1))
        seen |= set(range(blocks[0], blocks[1] + 1))
        book.note_checked([blocks])

    assert seen == set(range(highest + 1))
    assert book.state() is SnapshotState.WHOLE


@pytest.fixture(scope="module")
def book(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnapshotBook]:
    catalogue = tmp_path_factory.mktemp("book") / "catalogue.db"
    load(made, catalogue, OF, lambda _done, _all: None)
    with SnapshotBook.open(staged_path(catalogue)) as opened:
        yield opened
