"""Where a market begins is found without reading the chain, also from nodes that have forgotten it."""

from typing import Any

import pytest

from desktop.chain.birth import Birth, find_birth
from desktop.chain.errors import HistoryPruned, TooManyResults
from desktop.chain.nodes import Nodes
from tests.helpers.model_chain import ModelChain, ModelClient, bond_log, listed_log
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER, make_terms

HEAD, FINAL, DEPLOYED, FIRST_LISTING = 40, 32, 13, 20


class Node(ModelClient):
    """Knows the market's code from ``DEPLOYED`` on, and forgets states below ``oldest``."""

    def __init__(
        self, chain: ModelChain, *, oldest: int = 0, most_blocks: int = 10**9, deployed: int = DEPLOYED
    ) -> None:
        super().__init__(chain, f"node-{oldest}-{most_blocks}")
        self._oldest, self._most, self._deployed = oldest, most_blocks, deployed
        self.asked: list[str] = []

    def call(self, method: str, params: Any, result: Any) -> Any:
        self.asked.append(method)
        if method == "eth_getCode":
            if int(params[1], 16) < self._oldest:
                raise HistoryPruned(self.origin)
            return "0x60" if int(params[1], 16) >= self._deployed else "0x"
        if method == "eth_getLogs":
            if self.chain.head > self._most:
                raise TooManyResults(self.origin)
            listed = [e for block in self.chain.blocks for e in block.logs if len(e["topics"]) == 4]
            return super().call(method, [{"fromBlock": "0x0", "toBlock": "0x0"}], result) + [
                entry
                for entry in super().call(method, params, result)
                if entry.topics in [e["topics"] for e in listed]
            ]
        return super().call(method, params, result)


@pytest.fixture
def chain() -> ModelChain:
    made = ModelChain()
    for number in range(1, HEAD + 1):
        made.mine(
            *(
                [listed_log(1, make_terms(salt=1), b"{}")]
                if number == FIRST_LISTING
                else [bond_log(1, SELLER)]
            )
        )
    return made


def birth(*clients: Node) -> Birth:
    return find_birth(Nodes(CHAIN_ID, clients), MARKET, HEAD, FINAL)


def test_the_block_of_the_deployment_is_found_by_halves(chain: ModelChain) -> None:
    node = Node(chain)

    assert birth(node) == Birth(DEPLOYED, is_final=True)
    assert node.asked.count("eth_getCode") <= 8


def test_an_endpoint_that_keeps_old_states_is_asked_after_one_that_does_not(chain: ModelChain) -> None:
    pruned, archive = Node(chain, oldest=30, most_blocks=5), Node(chain)

    assert birth(pruned, archive) == Birth(DEPLOYED, is_final=True)


def test_without_old_states_the_first_listing_tells_where_to_begin(chain: ModelChain) -> None:
    assert birth(Node(chain, oldest=30)) == Birth(FIRST_LISTING, is_final=True)


def test_where_nobody_can_tell_all_blocks_are_read(chain: ModelChain) -> None:
    assert birth(Node(chain, oldest=30, most_blocks=5)) == Birth(0, is_final=False)


def test_a_market_deployed_a_moment_ago_is_looked_for_again(chain: ModelChain) -> None:
    assert birth(Node(chain, deployed=HEAD - 2)) == Birth(HEAD - 2, is_final=False)


def test_before_the_market_is_there_nothing_old_is_read_and_nothing_is_kept(chain: ModelChain) -> None:
    assert birth(Node(chain, deployed=HEAD + 5)) == Birth(0, is_final=False)
