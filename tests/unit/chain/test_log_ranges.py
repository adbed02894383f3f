"""Ranges grow with what an endpoint serves and shrink with what it refuses, each endpoint for itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.chain.backoff import Backoff
from desktop.chain.errors import HistoryPruned, NotJsonRpc, TooManyResults
from desktop.chain.log_ranges import FIRST_SPAN, MAX_SPAN, WANTED_LOGS, LogSource, Span
from desktop.chain.logs import LogFollower
from desktop.chain.nodes import Nodes
from desktop.core.errors import AppError, NodeUnreachable, RateLimited
from tests.helpers.model_chain import ModelChain, ModelClient, bond_log
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER

CLIENT = ModelClient(ModelChain())  # making one takes longer than an example


def chain_of(blocks: int, every: int = 1) -> ModelChain:
    chain = ModelChain()
    for number in range(1, blocks + 1):
        chain.mine(*([bond_log(number, SELLER)] if number % every == 0 else []))
    return chain


def test_empty_ranges_widen_to_the_most() -> None:
    span = Span()

    for _ in range(10):
        span.served(span.blocks, 0)

    assert span.blocks == MAX_SPAN


def test_many_logs_narrow_the_range_before_the_node_must_refuse() -> None:
    span = Span()

    span.served(FIRST_SPAN, 4 * WANTED_LOGS)

    assert span.blocks == FIRST_SPAN // 4


def test_what_a_plan_serves_is_never_exceeded_again() -> None:
    span = Span(blocks=4096)

    span.refused(4096, TooManyResults("", 10, is_fixed=True))
    for _ in range(5):
        span.served(span.blocks, 0)

    assert span.blocks == 10


def test_the_short_end_of_a_chain_does_not_narrow_the_range() -> None:
    span = Span(blocks=1000)

    span.served(3, 1)

    assert span.blocks == 1000


@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 100_000), st.none() | st.integers(1, 10**7), st.booleans()),
        max_size=30,
    )
)
def test_a_span_is_always_at_least_a_block_and_shrinks_when_refused(
    steps: list[tuple[bool, int, int | None, bool]],
) -> None:
    span = Span()
    for is_served, logs, told, is_fixed in steps:
        asked = span.blocks
        if is_served:
            span.served(asked, logs)
        elif asked > 1:
            span.refused(asked, TooManyResults("", told, is_fixed))
            assert span.blocks < asked
        assert 1 <= span.blocks <= span.most <= MAX_SPAN


@given(st.integers(1, 60), st.integers(1, 9), st.integers(1, 40))
def test_all_logs_come_once_whatever_the_node_limits(blocks: int, most_logs: int, most_blocks: int) -> None:
    chain = chain_of(blocks)
    chain.most_logs, chain.most_blocks = most_logs, most_blocks
    CLIENT.chain = chain

    found = LogSource([MARKET]).read(CLIENT, 0, chain.head)

    assert [int(entry.block_number, 16) for entry in found] == list(range(1, blocks + 1))


def test_each_endpoint_keeps_its_own_span() -> None:
    narrow, wide = chain_of(2000, every=500), chain_of(2000, every=500)
    narrow.most_blocks = 3
    source = LogSource([MARKET])

    source.read(ModelClient(narrow, "narrow"), 0, 50)
    source.read(ModelClient(wide, "wide"), 0, 2000)

    assert source.span("http://narrow").blocks <= 3 * 4
    assert source.span("http://wide").blocks > 256


class Failing(ModelClient):
    def call(self, method: str, params: object, result: object) -> object:
        self.chain.requests += 1
        raise NodeUnreachable(self.origin)


def test_an_endpoint_that_failed_rests_and_another_answers() -> None:
    dead, alive = Failing(ModelChain(), "dead"), ModelClient(chain_of(5), "alive")
    nodes = Nodes(CHAIN_ID, [dead, alive])

    heads = [nodes.call("eth_blockNumber", [], str) for _ in range(4)]

    assert heads == ["0x5"] * 4
    assert dead.chain.requests == 1
    assert nodes.origin == "http://alive"


@pytest.mark.parametrize("fault", [NotJsonRpc, HistoryPruned, NodeUnreachable])
def test_the_follower_leaves_an_endpoint_that_is_of_no_use(fault: type[AppError]) -> None:
    class Useless(ModelClient):
        def call(self, method: str, params: object, result: object) -> Any:
            if method == "eth_getLogs":
                raise fault(self.origin)  # type: ignore[call-arg]
            return super().call(method, params, result)  # type: ignore[arg-type]

    chain = chain_of(5)
    follower = LogFollower(Nodes(CHAIN_ID, [Useless(chain, "useless"), ModelClient(chain, "useful")]), MARKET)

    assert len(follower.poll().events) == 5
    assert follower.origin == "http://useful"


def test_an_endpoint_that_lied_is_asked_last() -> None:
    liar, honest = ModelClient(chain_of(9), "liar"), ModelClient(chain_of(5), "honest")
    nodes = Nodes(CHAIN_ID, [liar, honest])
    nodes.distrust("http://liar")

    assert nodes.call("eth_blockNumber", [], str) == "0x5"
    assert nodes.operators() == (honest,)


@given(st.integers(1, 40))
def test_pauses_grow_with_jitter_and_stay_bounded(failures: int) -> None:
    backoff = Backoff(0.5, 60.0)

    pauses = [backoff.next_s() for _ in range(failures)]

    assert all(min(60.0, 0.5 * 2**n) / 2 <= pause <= min(60.0, 0.5 * 2**n) for n, pause in enumerate(pauses))


def test_retry_after_is_honoured() -> None:
    assert Backoff().next_s(RateLimited("", 17.0)) == 17.0
