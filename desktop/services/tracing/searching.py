"""In which blocks an account changed: found by halving, because coin leaves no log.

A range of blocks at whose two ends balance and nonce are the same is taken for quiet. That misses nothing that matters: money
can go out without the nonce only where the account runs code (EIP-7702), and even then what is missed comes to nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.core.movements import AccountState
from desktop.services.tracing.ports import ChainMoved

ReadStates = Callable[[Sequence[int]], Sequence[AccountState | None]]


@dataclass(frozen=True, slots=True)
class ChangedBlock:
    """The account changed after ``before`` and not after ``block``: in that block, unless the node forgot what lies between."""

    before: int
    block: int
    old: AccountState
    new: AccountState

    @property
    def is_gap(self) -> bool:
        """Whether it cannot be told in which block."""
        return self.block - self.before > 1


@dataclass(frozen=True, slots=True)
class _Range:
    """Known at both ends and different; ``floor`` is the last block at which the node is known to have forgotten the account."""

    before: int
    block: int
    floor: int


def find_changes(
    read: ReadStates, before: int, opening: AccountState, last: int, hints: Iterable[int] = ()
) -> tuple[list[ChangedBlock], dict[int, AccountState]]:
    """The blocks in ``(before, last]`` in which the account changed, in order, and all states that were read on the way.

    Args:
        read: The states at the ends of blocks, all of one account.
        before: The last block that is explained.
        opening: The state at its end.
        last: The newest block; the node must know the state there.
        hints: Blocks in which own transactions are known to stand: asked for at once, which saves the halving.

    Raises:
        ChainMoved: The node does not know the state at ``last``.
    """
    states = {before: opening}
    wanted = {number for hint in hints for number in (hint - 1, hint)} | {last}
    _fetch(read, states, sorted(number for number in wanted if before < number <= last))
    if last not in states:
        raise ChainMoved
    known = sorted(states)
    open_ranges = [_Range(a, b, a) for a, b in pairwise(known) if states[a] != states[b]]
    found: list[_Range] = []
    while open_ranges:
        found += [part for part in open_ranges if part.block - part.floor <= 1]
        halved = [part for part in open_ranges if part.block - part.floor > 1]
        middles = {part: (part.floor + part.block) // 2 for part in halved}
        _fetch(read, states, sorted(set(middles.values()) - set(states)))
        open_ranges = [half for part in halved for half in _halves(part, middles[part], states)]
    changes = [ChangedBlock(r.before, r.block, states[r.before], states[r.block]) for r in found]
    return sorted(changes, key=lambda change: change.block), states


def first_known(read: ReadStates, forgotten: int, known: int) -> int:
    """The first block after ``forgotten`` whose state the node has; it has that of ``known``."""
    while known - forgotten > 1:
        middle = (forgotten + known) // 2
        if read([middle])[0] is None:
            forgotten = middle
        else:
            known = middle
    return known


def _fetch(read: ReadStates, states: dict[int, AccountState], blocks: list[int]) -> None:
    answers = read(blocks) if blocks else ()
    states |= {block: state for block, state in zip(blocks, answers, strict=True) if state is not None}


def _halves(part: _Range, middle: int, states: dict[int, AccountState]) -> list[_Range]:
    if middle not in states:
        return [_Range(part.before, part.block, middle)]
    lower, upper = _Range(part.before, middle, part.floor), _Range(middle, part.block, middle)
    return [half for half in (lower, upper) if states[half.before] != states[half.block]]
