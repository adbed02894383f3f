"""The follower against a model of the chain: whatever is mined, lost and limited, what was written is what is there."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop.chain.log_ranges import Span
from desktop.chain.logs import LogFollower
from desktop.chain.nodes import Nodes
from desktop.core.events import BondDeposited
from tests.helpers.model_chain import FINAL_DEPTH, ModelChain, ModelClient, bond_log
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER

CLIENT = ModelClient(ModelChain())  # making one takes longer than an example


class Following(RuleBasedStateMachine):
    """Batches are written into a dict as the store does it; a restart goes on from what was written."""

    @initialize(blocks=st.integers(0, 40), first=st.integers(0, 10), span=st.integers(1, 12))
    def begin(self, blocks: int, first: int, span: int) -> None:
        self.chain = CLIENT.chain = ModelChain()
        self.first, self.span, self.count = first, span, 0
        self.written: dict[tuple[int, int], int] = {}
        self.last: int | None = None
        self.lowest: int | None = None
        self.hashes: dict[int, bytes] = {}
        self.is_told_all = False
        for _ in range(blocks):
            self.mine(1)
        self.restart()

    @rule(logs=st.integers(0, 3))
    def mine(self, logs: int) -> None:
        numbers = range(self.count, self.count + logs)
        self.count += logs
        self.chain.mine(*(bond_log(number, SELLER) for number in numbers))
        self.is_told_all = False

    @rule(depth=st.integers(1, FINAL_DEPTH), grows=st.integers(1, 3))
    def reorganise(self, depth: int, grows: int) -> None:
        depth = min(depth, self.chain.head)
        self.chain.reorganise(depth)
        for _ in range(depth + grows - 1):
            self.mine(self.count % 2)

    @rule(most=st.integers(1, 9))
    def limit(self, most: int) -> None:
        self.chain.most_blocks = most

    @rule()
    def restart(self) -> None:
        self.follower = LogFollower(
            Nodes(CHAIN_ID, [CLIENT]), MARKET, first_block=self.first,
            first_indexed=self.lowest, last_indexed=self.last, block_hashes=self.hashes,
        )  # fmt: skip
        self.follower._source._spans["http://model"] = Span(self.span, self.span)

    @rule(batches=st.integers(1, 3))
    def poll(self, batches: int) -> None:
        for _ in range(batches):
            self.write()

    @rule()
    def catch_up(self) -> None:
        while not self.write():
            pass
        self.is_told_all = True

    def write(self) -> bool:
        batch = self.follower.poll()
        if batch.rollback_to is not None:
            self.written = {at: v for at, v in self.written.items() if at[0] <= batch.rollback_to}
            if self.lowest is not None and batch.rollback_to < self.lowest:
                self.lowest = None
        for event in batch.events:
            assert isinstance(event, BondDeposited)
            at = (event.at.block_number, event.at.log_index)
            assert at not in self.written, "an event came twice"
            self.written[at] = event.amount_wei
        if batch.is_older or self.lowest is None:
            self.lowest = batch.first
        if not batch.is_older:
            self.last = batch.last
        self.hashes = dict(batch.block_hashes)
        return batch.is_caught_up

    @invariant()
    def what_was_written_is_what_is_there(self) -> None:
        if not getattr(self, "is_told_all", False):
            return
        there = {
            (number, index): int(entry["data"], 16)
            for number, block in enumerate(self.chain.blocks)
            for index, entry in enumerate(block.logs)
            if number >= self.first
        }
        assert {at: value for at, value in self.written.items() if at[0] >= self.first} == there

    def teardown(self) -> None:
        if hasattr(self, "follower"):
            self.follower.close()


Following.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestFollowing = Following.TestCase


def test_a_chain_that_is_shorter_than_the_markets_birth_is_followed_after_a_reorganisation() -> None:
    """Its only block was taken for one that is still there, and every later one for a lie."""
    state = Following()
    state.begin(blocks=1, first=2, span=1)
    state.catch_up()
    state.reorganise(depth=1, grows=2)

    state.catch_up()

    state.what_was_written_is_what_is_there()
    assert state.last == state.chain.head
    state.teardown()
