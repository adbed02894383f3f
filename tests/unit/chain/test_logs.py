"""Following logs on a real chain: ranges, restarts, reorganisations, and nodes that contradict themselves."""

import dataclasses
import itertools
from typing import Any

import pytest

from desktop.chain.embedded import methods
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import ChainServer
from desktop.chain.errors import LyingNode, TooManyResults
from desktop.chain.gateway import ChainGateway
from desktop.chain.logs import LogFollower
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import RpcClient
from desktop.core.events import BondDeposited, Closed, EventBatch, Listed, MarketEvent
from tests.helpers.chain import SAMPLE_CARD, Wallet, list_model, sample_terms


class Index:
    """What the store room does with the batches, in a dict."""

    def __init__(self, follower: LogFollower) -> None:
        self.follower = follower
        self.events: dict[tuple[int, int], MarketEvent] = {}
        self.last = -1
        self.hashes: dict[int, bytes] = {}

    def run(self) -> list[EventBatch]:
        batches = []
        while True:
            batch = self.follower.poll()
            batches.append(batch)
            if batch.rollback_to is not None:
                self.events = {at: e for at, e in self.events.items() if at[0] <= batch.rollback_to}
            for event in batch.events:
                at = (event.at.block_number, event.at.log_index)
                assert at not in self.events, "an event came twice"
                self.events[at] = event
            self.last, self.hashes = batch.last, dict(batch.block_hashes)
            if batch.is_caught_up:
                return batches

    @property
    def kinds(self) -> list[str]:
        return [type(event).__name__ for _, event in sorted(self.events.items())]


def mine(gateway: ChainGateway, blocks: int) -> None:
    for _ in range(blocks):
        gateway._nodes.call("evm_mine", [], str)


def rewind(gateway: ChainGateway, blocks: int, *, keep: bool = False) -> None:
    gateway._nodes.call("licet_rewind", [blocks, keep], str)
    # Blocks of a test run ahead of the clock; the new branch must differ in time.
    gateway._nodes.call("evm_increaseTime", [100], int)


def test_events_come_in_order_with_their_block_and_time(gateway: ChainGateway, seller: Wallet) -> None:
    terms = sample_terms(gateway, seller.address)
    seller.execute(gateway, gateway.calls.deposit_bond(10**16))
    receipt = seller.execute(gateway, gateway.calls.create_listing(terms, SAMPLE_CARD))
    seller.execute(gateway, gateway.calls.close(1, terms))
    index = Index(gateway.follow(None, {}))

    index.run()

    assert index.kinds == ["BondDeposited", "Listed", "Closed"]
    listed = sorted(index.events.items())[1][1]
    assert isinstance(listed, Listed)
    assert (listed.terms, listed.card, listed.terms_hash) == (terms, SAMPLE_CARD, terms.hash)
    assert listed.at.block_hash == receipt.block_hash
    assert listed.at.transaction_hash == receipt.hash
    block = gateway._nodes.call("eth_getBlockByNumber", [hex(receipt.block_number), False], dict)
    assert listed.at.timestamp == int(block["timestamp"], 16)


def test_nothing_new_is_an_empty_batch(gateway: ChainGateway) -> None:
    index = Index(gateway.follow(None, {}))
    index.run()

    (batch,) = index.run()

    assert (batch.events, batch.rollback_to, batch.last) == ((), None, batch.head)
    assert batch.block_hashes == index.hashes


def test_a_follower_goes_on_after_a_restart(gateway: ChainGateway, seller: Wallet) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    index = Index(gateway.follow(None, {}))
    index.run()
    seller.execute(gateway, gateway.calls.deposit_bond(2))

    index.follower = gateway.follow(index.last, index.hashes)
    batches = index.run()

    assert [e.amount_wei for b in batches for e in b.events if isinstance(e, BondDeposited)] == [2]


def test_hashes_are_kept_for_the_blocks_that_are_not_final(gateway: ChainGateway) -> None:
    mine(gateway, 10)
    index = Index(gateway.follow(None, {}))

    index.run()

    head, final = gateway.head().number, gateway.head("finalized").number
    assert sorted(index.hashes) == list(range(final, head + 1))


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("restart", [True, False])
def test_a_reorganisation_rolls_back_to_the_fork(
    gateway: ChainGateway, seller: Wallet, keep: bool, restart: bool
) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    mine(gateway, 1)
    index = Index(gateway.follow(None, {}))
    seller.execute(gateway, gateway.calls.deposit_bond(2))
    index.run()
    fork = index.last - 1
    rewind(gateway, 1, keep=keep)
    if restart:
        index.follower = gateway.follow(index.last, index.hashes)
    mine(gateway, 2)

    batches = index.run()

    assert batches[0].rollback_to == fork
    amounts = [e.amount_wei for _, e in sorted(index.events.items()) if isinstance(e, BondDeposited)]
    assert amounts == ([1, 2] if keep else [1])
    assert index.hashes[index.last] == gateway.head().hash


def test_a_node_that_is_behind_changes_nothing(gateway: ChainGateway, seller: Wallet) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    index = Index(gateway.follow(None, {}))
    index.run()
    before, last = dict(index.events), index.last
    rewind(gateway, 1)

    (batch,) = index.run()

    assert (batch.rollback_to, batch.events, batch.last) == (None, (), last)
    assert (index.events, index.hashes[last]) == (before, batch.block_hashes[last])


def test_a_chain_that_became_shorter_is_noticed_with_its_next_block(
    gateway: ChainGateway, seller: Wallet
) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    index = Index(gateway.follow(None, {}))
    index.run()
    rewind(gateway, 1)
    index.run()
    mine(gateway, 1)

    batch = index.follower.poll()

    assert batch.rollback_to == index.last - 1
    assert batch.events == ()
    assert batch.is_caught_up


def test_a_chain_that_began_anew_is_read_from_the_beginning(gateway: ChainGateway, seller: Wallet) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    foreign = {number: bytes([number]) * 32 for number in range(3)}
    index = Index(gateway.follow(2, foreign))

    batches = index.run()

    assert batches[0].rollback_to == -1
    assert index.kinds == ["BondDeposited"]


def test_a_chain_that_began_anew_is_noticed_also_while_it_is_short(
    gateway: ChainGateway, seller: Wallet
) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    index = Index(gateway.follow(1002, {number: bytes(32) for number in range(998, 1003)}))

    batches = index.run()

    assert batches[0].rollback_to == -1
    assert index.kinds == ["BondDeposited"]


def test_ranges_shrink_until_the_node_serves_them(
    gateway: ChainGateway, seller: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for amount in range(1, 8):
        seller.execute(gateway, gateway.calls.deposit_bond(amount))
    monkeypatch.setattr(methods, "MAX_LOGS", 2)
    index = Index(gateway.follow(None, {}))

    batches = index.run()

    assert len(batches) > 2
    assert [e.amount_wei for _, e in sorted(index.events.items()) if isinstance(e, BondDeposited)] == list(
        range(1, 8)
    )
    assert all(later.last == earlier.first - 1 for earlier, later in itertools.pairwise(batches))


def test_a_block_with_more_logs_than_the_node_serves_is_an_error(
    gateway: ChainGateway, seller: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    monkeypatch.setattr(methods, "MAX_LOGS", 0)

    with pytest.raises(TooManyResults):
        Index(gateway.follow(None, {})).run()


class Twisting(RpcClient):
    """A node that tells the truth but for one thing."""

    def __init__(self, url: str, twist: Any) -> None:
        super().__init__(url, attempts=1)
        self._twist = twist

    def call(self, method: str, params: Any, result: Any) -> Any:
        return self._twist(method, super().call(method, params, result))


def forge(**changes: Any) -> Any:
    def twist(method: str, value: Any) -> Any:
        if method == "eth_getLogs":
            for log in value:
                for name, replacement in changes.items():
                    setattr(log, name, replacement)
        return value

    return twist


@pytest.mark.parametrize(
    "changes",
    [
        {"block_hash": "0x" + "66" * 32},
        {"removed": True},
        {"data": "0x"},
        {"data": "0xzz"},
        {"topics": ["0x" + "00" * 31]},
        {"log_index": "many"},
        {"log_index": "0x" + "f" * 64},
        {"log_index": "-0x1"},
        {"block_number": "0xffffffffffff"},
        {"block_timestamp": "0x" + "f" * 64},
    ],
)
def test_logs_that_do_not_fit_the_chain_are_not_used(
    server: ChainServer, gateway: ChainGateway, seller: Wallet, changes: dict[str, Any]
) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    rpc = Twisting(server.url, forge(**changes))
    follower = LogFollower(Nodes(CHAIN_ID, [rpc]), gateway.market)

    if "topics" in changes:
        assert follower.poll().events == ()  # an event of another kind, passed over
    else:
        with pytest.raises(LyingNode):
            follower.poll()

    rpc.close()


@pytest.mark.parametrize("number", [2**63, 2**64 - 1])
def test_a_listing_that_no_market_can_have_reached_is_a_lie_and_no_crash(
    server: ChainServer, gateway: ChainGateway, seller: Wallet, number: int
) -> None:
    list_model(gateway, seller, sample_terms(gateway, seller.address))

    def twist(method: str, value: Any) -> Any:
        if method == "eth_getLogs":
            for log in (entry for entry in value if len(entry.topics) == 4):
                log.topics[1] = f"0x{number:064x}"
        return value

    rpc = Twisting(server.url, twist)

    with pytest.raises(LyingNode):
        LogFollower(Nodes(CHAIN_ID, [rpc]), gateway.market).poll()

    rpc.close()


def test_a_block_that_is_replaced_while_it_is_read_is_read_again(
    server: ChainServer, gateway: ChainGateway, seller: Wallet
) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    seller.execute(gateway, gateway.calls.deposit_bond(2))
    moved = []

    def twist(method: str, value: Any) -> Any:
        if method == "eth_getLogs" and not moved:
            moved.append(True)
            rewind(gateway, 1)
            mine(gateway, 1)
        return value

    rpc = Twisting(server.url, twist)
    batch = LogFollower(Nodes(CHAIN_ID, [rpc]), gateway.market).poll()

    assert [e.amount_wei for e in batch.events if isinstance(e, BondDeposited)] == [1]
    assert batch.block_hashes[batch.last] == gateway.head().hash
    rpc.close()


def test_logs_of_another_contract_are_passed_over(
    server: ChainServer, gateway: ChainGateway, seller: Wallet
) -> None:
    seller.execute(gateway, gateway.calls.deposit_bond(1))
    rpc = Twisting(server.url, forge(address="0x" + "12" * 20))

    assert LogFollower(Nodes(CHAIN_ID, [rpc]), gateway.market).poll().events == ()

    rpc.close()


def test_times_are_asked_for_where_the_logs_do_not_tell_them(
    server: ChainServer, gateway: ChainGateway, seller: Wallet
) -> None:
    terms = sample_terms(gateway, seller.address)
    seller.execute(gateway, gateway.calls.deposit_bond(10**16))
    seller.execute(gateway, gateway.calls.create_listing(terms, SAMPLE_CARD))
    seller.execute(gateway, gateway.calls.close(1, terms))
    mine(gateway, 10)
    told, asked = Index(gateway.follow(None, {})), None
    told.run()
    rpc = Twisting(server.url, forge(block_timestamp=None))
    asked = Index(LogFollower(Nodes(CHAIN_ID, [rpc]), gateway.market))

    asked.run()

    assert asked.events == told.events
    assert isinstance(dataclasses.asdict(asked.events[max(asked.events)])["at"]["timestamp"], int)
    assert any(isinstance(event, Closed) for event in asked.events.values())
    rpc.close()
