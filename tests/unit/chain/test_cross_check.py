"""An endpoint that hides, alters or invents a listing is named, by the receipts of the block or by most of the others."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from desktop.chain.cross_check import CrossCheck, Finding
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import ChainServer
from desktop.chain.gateway import ChainGateway
from desktop.chain.log_ranges import LogRange, LogSource
from desktop.chain.logs import LogDecoder
from desktop.chain.nodes import Nodes
from desktop.chain.receipt_proofs import prove_logs
from desktop.chain.rpc import RpcClient
from desktop.core.events import ChainEvent
from desktop.core.listings import Disagreement, DisagreementKind
from tests.helpers.chain import Wallet, list_model, sample_terms
from tests.helpers.nodes import BadNode, bad_node

NO_RECEIPTS = "eth_getBlockReceipts"


@pytest.fixture
def listed(gateway: ChainGateway, seller: Wallet) -> int:
    """One listing; the block that it is in."""
    list_model(gateway, seller, sample_terms(gateway, seller.address))
    return gateway.head().number


@pytest.fixture
def spawn(server: ChainServer) -> Iterator[Callable[[], BadNode]]:
    with ExitStack() as stack:
        yield lambda: stack.enter_context(bad_node(server.url))


class Watch:
    """Endpoints over one chain; the first is the one that the catalogue is read from."""

    def __init__(self, market: Any, urls: list[str]) -> None:
        self.clients = [RpcClient(url, attempts=1) for url in urls]
        self.nodes = Nodes(CHAIN_ID, self.clients)
        self.check = CrossCheck(self.nodes, market)
        self._decoder = LogDecoder(market, None)
        self._market = market

    def compare(self, block: int) -> list[Finding]:
        first = self.clients[0]
        logs = LogSource([self._market]).read(first, 0, block)
        events: tuple[ChainEvent, ...] = self._decoder.decode(
            first, LogRange(0, block, logs, first.origin), {}
        )
        return self.check.compare(first.origin, 0, block, events)

    def close(self) -> None:
        for client in self.clients:
            client.close()


@pytest.fixture
def watch(gateway: ChainGateway) -> Iterator[Callable[..., Watch]]:
    made: list[Watch] = []

    def make(*urls: str) -> Watch:
        made.append(Watch(gateway.market, list(urls)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def hide(method: str, _params: Any, result: Any) -> Any:
    return [e for e in result if len(e["topics"]) != 4] if method == "eth_getLogs" else result


def alter(method: str, _params: Any, result: Any) -> Any:
    if method == "eth_getLogs":
        for entry in (e for e in result if len(e["topics"]) == 4):
            entry["data"] = entry["data"].replace(b'{"name":"sample"}'.hex(), b'{"name":"stolen"}'.hex())
    return result


def invent(method: str, _params: Any, result: Any) -> Any:
    if method == "eth_getLogs":
        result += [
            {**e, "logIndex": hex(77), "topics": [e["topics"][0], "0x" + "00" * 31 + "09", *e["topics"][2:]]}
            for e in result
            if len(e["topics"]) == 4
        ]
    return result


def without_receipts(lie: Callable[[str, Any, Any], Any]) -> Callable[[str, Any, Any], Any]:
    return lambda method, params, result: None if method == NO_RECEIPTS else lie(method, params, result)


def same(_method: str, _params: Any, result: Any) -> Any:
    return result


def test_honest_endpoints_disagree_about_nothing(
    server: ChainServer, spawn: Callable[[], BadNode], watch: Callable[..., Watch], listed: int
) -> None:
    assert watch(server.url, spawn().url).compare(listed) == []


@pytest.mark.parametrize(
    ("lie", "kind", "listing"),
    [
        (hide, DisagreementKind.HIDDEN, 1),
        (alter, DisagreementKind.ALTERED, 1),
        (invent, DisagreementKind.INVENTED, 9),
    ],
)
@pytest.mark.parametrize("is_ours", [True, False])
def test_the_receipts_of_the_block_prove_who_lied(
    server: ChainServer, spawn: Callable[[], BadNode], watch: Callable[..., Watch], listed: int, lie: Any,
    kind: DisagreementKind, listing: int, is_ours: bool,
) -> None:  # fmt: skip
    liar = spawn()
    liar.lie = lie
    watching = watch(liar.url, server.url) if is_ours else watch(server.url, liar.url)

    found = watching.compare(listed)

    assert found == [Finding(Disagreement(listing, liar.url, kind, listed, is_proven=True), is_ours)]


def test_without_receipts_most_of_three_operators_decide(
    spawn: Callable[[], BadNode], watch: Callable[..., Watch], listed: int
) -> None:
    liar, second, third = spawn(), spawn(), spawn()
    liar.lie, second.lie, third.lie = without_receipts(hide), without_receipts(same), without_receipts(same)

    found = watch(liar.url, second.url, third.url).compare(listed)

    assert found == [Finding(Disagreement(1, liar.url, DisagreementKind.HIDDEN, listed), is_ours=True)]


def test_of_two_without_receipts_the_difference_is_told_and_nobody_is_left(
    spawn: Callable[[], BadNode], watch: Callable[..., Watch], listed: int
) -> None:
    ours, other = spawn(), spawn()
    ours.lie, other.lie = without_receipts(same), without_receipts(hide)

    found = watch(ours.url, other.url).compare(listed)

    assert found == [Finding(Disagreement(1, other.url, DisagreementKind.HIDDEN, listed), is_ours=False)]


def test_an_endpoint_that_lags_hides_nothing(
    server: ChainServer, spawn: Callable[[], BadNode], watch: Callable[..., Watch], listed: int
) -> None:
    behind = spawn()

    def lag(method: str, params: Any, result: Any) -> Any:
        if method == "eth_getBlockByNumber" and params[0] == "latest":
            return {**result, "number": hex(listed - 1)}
        return hide(method, params, result)

    behind.lie = lag

    assert watch(server.url, behind.url).compare(listed) == []


def test_a_second_address_at_one_host_is_no_second_opinion(
    server: ChainServer, watch: Callable[..., Watch], listed: int
) -> None:
    assert watch(server.url, server.url + "/key").compare(listed) == []


@pytest.mark.parametrize("lie", ["logs", "header"])
def test_receipts_that_do_not_hash_to_the_block_prove_nothing(
    spawn: Callable[[], BadNode], watch: Callable[..., Watch], listed: int, lie: str
) -> None:
    liar = spawn()

    def forge(method: str, _params: Any, result: Any) -> Any:
        if method == NO_RECEIPTS and lie == "logs":
            result[0]["logs"] = []
        if method == "eth_getBlockByNumber" and lie == "header":
            result["receiptsRoot"] = "0x" + "11" * 32
        return result

    (client,) = watch(liar.url).clients
    true_hash = bytes.fromhex(client.call("eth_getBlockByNumber", [hex(listed), False], dict)["hash"][2:])
    assert prove_logs(client, listed, true_hash) is not None
    liar.lie = forge

    assert prove_logs(client, listed, true_hash) is None
