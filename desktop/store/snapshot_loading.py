"""Making a catalogue from a snapshot, and a snapshot from a catalogue.

A catalogue is made beside the present one, through the one writer: ranks, reviews and search are worked out here from
the facts, as they are from the chain.
"""

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from desktop.core.events import ChainEvent, EventBatch
from desktop.core.fact_checks import WrongRow, wrong_row
from desktop.core.facts import Fact, Revision, event_of, listing_of, place
from desktop.core.snapshots import (
    OtherMarket,
    SnapshotDifference,
    SnapshotHead,
    SnapshotMarket,
    SnapshotOrigin,
)
from desktop.store.catalogue_swap import drop_staged, staged_path
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.snapshot_book import SnapshotBook
from desktop.store.snapshot_files import open_head, read_facts, write_body

T = TypeVar("T")

_CHUNKS_AT_ONCE = 8
"""Chunks that are written in one transaction."""


def load(
    file: Path,
    catalogue: Path,
    market: SnapshotMarket,
    told: Callable[[int, int], None],
    give_up_rights: Callable[[], object] = lambda: None,
) -> SnapshotHead:
    """Build the catalogue of a snapshot under ``staged_path(catalogue)``; the one in place is not touched.

    Args:
        file: The snapshot; its signature is checked elsewhere.
        catalogue: The catalogue in whose place it may be put later.
        market: Which one it must be of.
        told: Gets (bytes read, bytes in all).
        give_up_rights: Called when the new file is open and before a chunk is read: from then on only the snapshot
            is opened, and what is open is written.

    Raises:
        NotASnapshot: A rule is broken; nothing is left behind.
        OtherMarket: It is of another market.
        DiskFull: No room.
    """
    head = open_head(file).head
    market.require(head)
    size = file.stat().st_size
    drop_staged(catalogue)
    staged = staged_path(catalogue)
    try:
        with closing(CatalogueWriter.open(staged, market.chain_id, market.market, market.records)) as writer:
            writer.hurry()
            give_up_rights()
            last, events_of = 0, _Events()
            bundles = _bundles(read_facts(file, lambda done: told(done, size)))
            for block, events in _ahead(map(events_of.bundle, bundles)):
                writer.apply(EventBatch(last, block, head.block, head.block_time, events))
                last = block
            hashes = {head.block: bytes.fromhex(head.block_hash)}
            writer.apply(EventBatch(last, head.block, head.block, head.block_time, (), hashes))
    except BaseException:
        with contextlib.suppress(OSError):  # who gave up the right to leaves it to whoever asked
            drop_staged(catalogue)
        raise
    return head


def make_body(catalogue: Path, origin: SnapshotOrigin, body: Path) -> SnapshotHead:
    """Write the facts of a catalogue up to the origin's block as the body of a snapshot."""
    with SnapshotBook.open(catalogue, read_only=True) as book, book.all_facts(origin.block) as facts:
        return write_body(facts, origin, body)


def difference(first: Path, second: Path, most: int = 100) -> SnapshotDifference:
    """Compare two snapshots of one market, row by row; the second one is taken for the truth in the words.

    Raises:
        NotASnapshot: One of them is none.
        OtherMarket: They are of two markets.
    """
    one, other = open_head(first).head, open_head(second).head
    if (one.chain_id, one.market, one.records) != (other.chain_id, other.market, other.records):
        raise OtherMarket
    up_to = min(one.block, other.block)
    if one.digest == other.digest:
        return SnapshotDifference(up_to, 0, ())
    count = 0
    rows: list[WrongRow] = []
    for said, truth in _pairs(_flat(first, up_to), _flat(second, up_to)):
        if said != truth:
            count += 1
            if len(rows) < most:
                rows.append(wrong_row(said, truth))
    return SnapshotDifference(up_to, count, tuple(rows))


class _Events:
    """Makes events of facts in chain order. The market numbers its listings one after the other."""

    def __init__(self) -> None:
        self._highest = 0

    def bundle(self, facts: list[Fact]) -> tuple[int, tuple[ChainEvent, ...]]:
        """The events of some facts, and the last block of them."""
        return facts[-1].block, tuple(map(self._of, facts))

    def _of(self, fact: Fact) -> ChainEvent:
        opens = isinstance(fact, Revision) and fact.listing > self._highest
        if opens:
            self._highest = listing_of(fact)
        return event_of(fact, opens=opens)


def _ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items, each made in a thread while the one before is used: SQLite writes without Python's lock."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading") as reading:
        coming = reading.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = reading.submit(next, items, None)
            yield item


def _bundles(chunks: Iterator[list[Fact]]) -> Iterator[list[Fact]]:
    bundle: list[Fact] = []
    for number, chunk in enumerate(chunks, 1):
        bundle += chunk
        if number % _CHUNKS_AT_ONCE == 0:
            yield bundle
            bundle = []
    if bundle:
        yield bundle


def _flat(file: Path, up_to: int) -> Iterator[Fact]:
    for facts in read_facts(file):
        yield from (fact for fact in facts if fact.block <= up_to)


def _pairs(first: Iterator[Fact], second: Iterator[Fact]) -> Iterator[tuple[Fact | None, Fact | None]]:
    """Facts of one place side by side, as two sorted rows are merged."""
    one, other = next(first, None), next(second, None)
    while one is not None or other is not None:
        if other is None or (one is not None and place(one) < place(other)):
            yield one, None
            one = next(first, None)
        elif one is None or place(other) < place(one):
            yield None, other
            other = next(second, None)
        else:
            yield one, other
            one, other = next(first, None), next(second, None)
