"""A node that lies, fails or forgets: nothing of it is kept as if it were true, and no question names two accounts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.bootstrap.clock import SystemClock
from desktop.chain.account_history import ChainAccounts
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.errors import LyingNode, NotJsonRpc
from desktop.chain.gateway import ChainGateway
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import RpcClient
from desktop.core.cancel import CancelToken
from desktop.core.errors import EnvironmentFault
from desktop.core.tokens import unread_currency
from desktop.core.transactions import Call
from desktop.services.tracing.service import TracingService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.traces import TraceStore
from tests.helpers.chain import Wallet
from tests.helpers.nodes import BadNode, bad_node
from tests.integration.chain.conftest import TestNode, open_market
from tests.integration.chain.conftest import _embedded as embedded_node

MINE, OTHER, FRIEND = Wallet.number(61), Wallet.number(62), Wallet.number(63)


class Bench:
    def __init__(self, node: TestNode, gateway: ChainGateway, bad: BadNode, folder: Path) -> None:
        self.gateway, self.bad, self.node = gateway, bad, node
        self.database = Database.open(folder / "licet.db", user_database)
        self.book, self.traces = ActivityStore(self.database), TraceStore(self.database)
        self.client = RpcClient(bad.url, attempts=1, timeout_s=5.0)
        self.tracing = TracingService(
            chain=ChainAccounts(Nodes(CHAIN_ID, [self.client])), book=self.book, traces=self.traces,
            currency_of=unread_currency, contacts=lambda: (), own_accounts=lambda: (), own_tokens=(),
            attempts_of=lambda _: (), clock=SystemClock(), publish=lambda _: None,
        )  # fmt: skip

    def amounts(self) -> list[int]:
        return [line.amount for line in self.book.lines_of(MINE.address, CHAIN_ID)]


@pytest.fixture(scope="module")
def chain() -> Iterator[tuple[TestNode, ChainGateway]]:
    nodes = embedded_node()
    node = next(nodes)
    gateway = open_market(node)
    for wallet in (MINE, OTHER, FRIEND):
        node.fund(wallet)
    for amount in (11, 12, 13):
        assert FRIEND.execute(gateway, Call(MINE.address, value_wei=amount)).succeeded
    yield node, gateway
    gateway.close()
    next(nodes, None)


@pytest.fixture
def bench(chain: tuple[TestNode, ChainGateway], tmp_path: Path) -> Iterator[Bench]:
    with bad_node(chain[0].url) as bad:
        made = Bench(*chain, bad, tmp_path)
        yield made
        made.client.close()
        made.database.close()


def other_block(method: str, params: list[Any], result: Any) -> Any:
    is_whole = method == "eth_getBlockByNumber" and params[1] is True
    return {**result, "number": "0x1"} if is_whole and result else result


def no_receipts(method: str, _params: list[Any], result: Any) -> Any:
    return None if method == "eth_getTransactionReceipt" else result


def alien_receipts(method: str, _params: list[Any], result: Any) -> Any:
    if method == "eth_getTransactionReceipt" and result:
        return {**result, "transactionHash": "0x" + "77" * 32}
    return result


def logs_from_elsewhere(method: str, _params: list[Any], result: Any) -> Any:
    if method != "eth_getLogs":
        return result
    word = "0x" + MINE.address.raw.rjust(32, b"\0").hex()
    topics = ["0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", word, word]
    log = {"address": "0x" + "11" * 20, "topics": topics, "data": "0x" + "00" * 32, "blockNumber": "0xffffff",
           "blockHash": "0x" + "22" * 32, "transactionHash": "0x" + "33" * 32, "logIndex": "0x0"}  # fmt: skip
    return [log]


def nonsense_logs(method: str, params: list[Any], result: Any) -> Any:
    told = logs_from_elsewhere(method, params, result)
    return [{**told[0], "blockNumber": "soon", "data": "0xzz"}] if method == "eth_getLogs" else told


@pytest.mark.parametrize(
    "lie", [other_block, no_receipts, alien_receipts, logs_from_elsewhere, nonsense_logs]
)
def test_answers_that_do_not_fit_together_are_refused_as_a_whole(bench: Bench, lie: Any) -> None:
    bench.bad.lie = lie

    with pytest.raises((LyingNode, NotJsonRpc)):
        bench.tracing.look(MINE.address)

    assert [amount for amount in bench.amounts() if amount in {11, 12, 13}] == []


@pytest.mark.parametrize("mood", ["page", "limited", "null"])
def test_a_node_that_fails_changes_nothing_that_was_read(bench: Bench, mood: str) -> None:
    bench.tracing.look(MINE.address)
    before, trace = bench.amounts(), bench.tracing.trace(MINE.address)
    bench.bad.mood = mood

    with pytest.raises(EnvironmentFault):
        bench.tracing.look(MINE.address)

    assert bench.amounts() == before
    assert bench.tracing.trace(MINE.address) == trace


def test_a_node_that_forgot_leaves_one_sum_for_what_it_cannot_tell(bench: Bench) -> None:
    head = bench.gateway.head().number

    def forgetful(method: str, params: list[Any], result: Any) -> Any:
        is_state = method in {"eth_getBalance", "eth_getTransactionCount"}
        return None if is_state and int(params[1], 16) < head - 1 else result

    bench.bad.lie = forgetful
    with pytest.raises(EnvironmentFault):  # null is no refusal: it is not taken for a forgotten state
        bench.tracing.look(MINE.address)

    assert bench.amounts() == []


def test_no_question_names_two_accounts(bench: Bench) -> None:
    for wallet in (MINE, OTHER):
        bench.tracing.look(wallet.address)
        bench.tracing.look_back(wallet.address, CancelToken())

    mine, other = (wallet.address.raw.hex().encode() for wallet in (MINE, OTHER))
    heard = [body.lower() for body in bench.bad.heard]
    assert any(mine in body for body in heard)
    assert any(other in body for body in heard)
    assert not any(mine in body and other in body for body in heard)
