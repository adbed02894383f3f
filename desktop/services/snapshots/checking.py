"""Comparing a catalogue that came as a snapshot with the chain: a random part at once, all of it at leisure."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, EnvironmentFault
from desktop.core.fact_checks import Verdict, WrongRow, compare
from desktop.core.snapshots import SnapshotHead, SnapshotState
from desktop.services.snapshots.ports import (
    Book,
    FactSource,
    NodesDisagree,
    Range,
    SnapshotAhead,
    SnapshotOffChain,
)

SAMPLE_ROWS: Final = 688
"""Of rows drawn at random, so many show one in a hundred wrong ones with 99.9 % (``core.snapshots.certainty``)."""
ALL_ROWS: Final = 3_000
ALL_BLOCKS: Final = 100_000
"""A snapshot of no more rows and blocks is compared as a whole at once."""
_WIDEST_GAP: Final = 2_000
_RANGES_AT_ONCE: Final = 20
_FIRST_SPAN, _WIDEST_SPAN, _MANY_FACTS = 2_000, 50_000, 2_000

Chance = random.Random


@dataclass(frozen=True, slots=True)
class Sample:
    """What a first check came to: ``rows`` of ``of_rows`` were compared; wrong ones are named."""

    rows: int
    of_rows: int
    is_complete: bool
    wrong: tuple[WrongRow, ...]


class Step(Enum):
    """What one step of the check at leisure did."""

    NOTHING_LEFT = "nothing left"
    CHECKED = "checked"
    FOUND_WRONG = "found wrong"


def require_block(head: SnapshotHead, sources: Sequence[FactSource]) -> None:
    """Make sure that every node that answers has the snapshot's own block.

    Raises:
        SnapshotAhead: One does not have a block of this number yet.
        SnapshotOffChain: One has another.
        EnvironmentFault: None answered.
    """
    fault: EnvironmentFault | None = None
    answered = False
    for source in sources:
        try:
            found = source.block(head.block)
        except EnvironmentFault as error:
            fault = error
            continue
        answered = True
        if found is None:
            raise SnapshotAhead(source.origin, head.block)
        if (found[0].hex(), found[1]) != (head.block_hash, head.block_time):
            raise SnapshotOffChain(source.origin, head.block)
    if not answered and fault is not None:
        raise fault


def sample(
    book: Book,
    head: SnapshotHead,
    sources: Sequence[FactSource],
    chance: Chance,
    cancel: CancelToken,
    told: Callable[[int, int], None],
) -> Sample:
    """Compare rows that are drawn at random, each with the gap before it; what is right is noted in the book.

    Numbers of listings that are left out need no node: the contract counts them.

    Raises:
        NodesDisagree: One node confirms what another contradicts.
        AppError: A node failed.
    """
    total = book.count()
    is_complete = total <= ALL_ROWS and head.block <= ALL_BLOCKS
    if is_complete:
        ranges = [
            (first, min(first + _WIDEST_GAP - 1, head.block))
            for first in range(0, head.block + 1, _WIDEST_GAP)
        ]
    else:
        drawn = [chance.randrange(total) for _ in range(SAMPLE_ROWS)] if total else []
        gaps = {(max(first, last - _WIDEST_GAP), last) for first, last in book.blocks_at(drawn)}
        ranges = sorted(gaps)
    wrong = [WrongRow(Verdict.MISSING, "revision", listing, 0) for listing in book.missing_listings()]
    wrong += check(book, sources, ranges, cancel, told)
    compared = total if is_complete else min(SAMPLE_ROWS, total)
    return Sample(compared, total, is_complete, tuple(wrong))


def check(
    book: Book,
    sources: Sequence[FactSource],
    ranges: Sequence[Range],
    cancel: CancelToken,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[WrongRow]:
    """Compare these blocks with what the first source says; what is right is noted, what is wrong is named.

    Raises:
        NodesDisagree: Another source confirms what the first contradicts.
    """
    wrong: list[WrongRow] = []
    for start in range(0, len(ranges), _RANGES_AT_ONCE):
        cancel.raise_if_cancelled()
        part = ranges[start : start + _RANGES_AT_ONCE]
        right: list[Range] = []
        for one, truth in zip(part, sources[0].facts(part), strict=True):
            rows = compare(book.facts(*one), truth, book.listing_of_order)
            if rows:
                _require_no_dissent(book, sources, one)
                wrong += rows
            else:
                right.append(one)
        book.note_checked(right)
        told(min(start + len(part), len(ranges)), len(ranges))
    return wrong


def _require_no_dissent(book: Book, sources: Sequence[FactSource], one: Range) -> None:
    """Raise ``NodesDisagree`` if another source says just what the snapshot says."""
    for other in sources[1:]:
        try:
            truth = other.facts([one])[0]
        except AppError:
            continue  # one that does not answer confirms nothing
        if not compare(book.facts(*one), truth):
            raise NodesDisagree(sources[0].origin, other.origin, one[0])


class LeisurelyCheck:
    """Compares a snapshot from the beginning to its block, a few blocks at each step, until all of it is known."""

    def __init__(self, book: Book, sources: Callable[[], Sequence[FactSource]]) -> None:
        self._book, self._sources = book, sources
        self._span = _FIRST_SPAN

    def step(self) -> Step:
        """Compare the next blocks.

        Raises:
            AppError: A node failed, or two contradict each other; the same blocks are tried again.
        """
        if self._book.state() is not SnapshotState.CHECKING:
            return Step.NOTHING_LEFT
        blocks = self._book.next_unchecked(self._span)
        if blocks is None:
            return Step.NOTHING_LEFT
        size = len(self._book.facts(*blocks))
        wrong = check(self._book, self._sources(), [blocks], CancelToken())
        if wrong:
            self._book.note_wrong(wrong)
            return Step.FOUND_WRONG
        if size < _MANY_FACTS // 2:
            self._span = min(2 * self._span, _WIDEST_SPAN)
        elif size > _MANY_FACTS:
            self._span = max(1, self._span // 2)
        return Step.CHECKED
