"""Changed blocks are found by halving, with few questions, and with gaps where a node has forgotten."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.movements import AccountState
from desktop.services.tracing.ports import ChainMoved
from desktop.services.tracing.searching import ChangedBlock, find_changes, first_known


class Past:
    """An account that gets one more wei in each of these blocks."""

    def __init__(self, blocks: Sequence[int], forgotten_before: int = 0) -> None:
        self.blocks, self.forgotten_before = sorted(blocks), forgotten_before
        self.asked = 0

    def state(self, number: int) -> AccountState:
        return AccountState(sum(block <= number for block in self.blocks), 0)

    def read(self, numbers: Sequence[int]) -> list[AccountState | None]:
        self.asked += len(numbers)
        return [None if number < self.forgotten_before else self.state(number) for number in numbers]


@given(blocks=st.sets(st.integers(1, 300)), hints=st.lists(st.integers(1, 300)))
def test_every_changed_block_is_found_whatever_was_known_before(blocks: set[int], hints: list[int]) -> None:
    past = Past(list(blocks))

    changes, states = find_changes(past.read, 0, past.state(0), 300, hints)

    assert [change.block for change in changes] == sorted(blocks)
    assert not any(change.is_gap for change in changes)
    assert states[300] == past.state(300)


def test_one_change_in_a_million_blocks_costs_some_twenty_questions() -> None:
    past = Past([777_777])

    changes, _ = find_changes(past.read, 0, past.state(0), 1_000_000)

    assert [change.block for change in changes] == [777_777]
    assert past.asked <= 21


def test_a_change_in_a_known_block_costs_two_questions_more() -> None:
    past = Past([777_777])

    find_changes(past.read, 0, past.state(0), 1_000_000, hints=[777_777])

    assert past.asked == 3


@given(blocks=st.sets(st.integers(1, 200)), forgotten=st.integers(1, 200))
def test_what_a_node_forgot_is_one_gap_and_the_rest_is_exact(blocks: set[int], forgotten: int) -> None:
    past = Past(list(blocks), forgotten)

    changes, _ = find_changes(past.read, 0, past.state(0), 200)

    gaps = [change for change in changes if change.is_gap]
    assert sum(c.new.balance_wei - c.old.balance_wei for c in changes) == len(blocks)
    assert all(change.before < forgotten for change in gaps)
    assert [c.block for c in changes if not c.is_gap and c.block > forgotten] == [
        block for block in sorted(blocks) if block > forgotten
    ]


def test_a_node_without_its_own_newest_state_is_not_believed() -> None:
    with pytest.raises(ChainMoved):
        find_changes(lambda blocks: [None] * len(blocks), 0, AccountState(0, 0), 10)


def test_where_a_nodes_memory_begins_is_found() -> None:
    past = Past([], forgotten_before=4_321)

    assert first_known(past.read, 0, 100_000) == 4_321


def test_a_block_that_is_a_change_by_itself_is_no_gap() -> None:
    assert not ChangedBlock(4, 5, AccountState(0, 0), AccountState(1, 0)).is_gap
