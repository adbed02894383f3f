"""``licet network`` as scripts use it: over real nodes that are honest, broken or lie."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.rpc import Hash, RpcClient
from desktop.commands.choosing_networks import network
from desktop.core.errors import AppError, WrongChain
from desktop.core.identity import Address
from desktop.services.networks import EndpointsDiffer, NoEndpoint
from tests.helpers.nodes import BadNode, bad_node

HOLDER = Address(b"\x31" * 20)
HELD = 10**19


@pytest.fixture(scope="module")
def nodes() -> Iterator[list[BadNode]]:
    with ExitStack() as stack:
        server = stack.enter_context(running(None))
        faucet = RpcClient(server.url)
        stack.callback(faucet.close)
        faucet.send("licet_faucet", [str(HOLDER)], Hash)
        yield [stack.enter_context(bad_node(server.url)) for _ in range(3)]


@pytest.fixture(autouse=True)
def _well_again(nodes: list[BadNode]) -> None:
    for node in nodes:
        node.recover()


def run(data_dir: Path, *arguments: str) -> Any:
    """The one JSON object; a known error is raised."""
    result = CliRunner().invoke(network, [*arguments, "--json"], obj=data_dir, catch_exceptions=True)
    if isinstance(result.exception, AppError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def balances(tmp_path: Path, nodes: list[BadNode]) -> Any:
    urls = [part for node in nodes for part in ("--rpc", node.url)]
    return run(tmp_path, "balances", str(HOLDER), "--chain", str(CHAIN_ID), *urls)


def test_listing_the_networks_asks_nobody(tmp_path: Path, nodes: list[BadNode]) -> None:
    run(tmp_path, "use", "--rpc", nodes[0].url)
    nodes[0].heard.clear()

    found = run(tmp_path, "list")["networks"]

    assert nodes[0].heard == []
    assert [one["name"] for one in found if one["current"]] == [f"chain {CHAIN_ID}"]
    assert {one["name"] for one in found} >= {
        "Ethereum",
        "Sepolia",
        "Base",
        "Optimism",
        "Arbitrum One",
        "Polygon",
    }
    assert all(len(one["known_nodes"]) >= 4 for one in found if not one["set_up"])


def test_a_network_is_used_kept_left_and_forgotten(tmp_path: Path, nodes: list[BadNode]) -> None:
    run(
        tmp_path,
        "use",
        "--rpc",
        nodes[0].url,
        "--rpc",
        nodes[1].url,
        "--name",
        "Mine",
        "--coin",
        "MIN",
        "--together",
    )
    used = next(one for one in run(tmp_path, "list")["networks"] if one["current"])
    assert (used["name"], used["coin"], used["accounts_together"]) == ("Mine", "MIN", True)

    run(tmp_path, "use", "demo")
    run(tmp_path, "use", "Mine")
    run(tmp_path, "use", "demo")
    run(tmp_path, "forget", str(CHAIN_ID))

    assert [one["name"] for one in run(tmp_path, "list")["networks"] if one["set_up"]] == ["Demo network"]


@pytest.mark.parametrize(("mood", "error"), [("page", NoEndpoint), ("alien", EndpointsDiffer)])
def test_a_network_whose_nodes_are_wrong_is_not_used(
    tmp_path: Path, nodes: list[BadNode], mood: str, error: type[AppError]
) -> None:
    nodes[1].mood = mood
    urls = ["--rpc", nodes[1].url] + (["--rpc", nodes[0].url] if mood == "alien" else [])

    with pytest.raises(error):
        run(tmp_path, "use", *urls)

    assert [one["name"] for one in run(tmp_path, "list")["networks"] if one["current"]] == ["Demo network"]


def test_looking_tells_each_node_apart(tmp_path: Path, nodes: list[BadNode]) -> None:
    nodes[1].mood, nodes[2].mood = "limited", "page"

    found = run(tmp_path, "look", *(node.url for node in nodes))["nodes"]

    assert [(one["chain_id"], one["fault"]) for one in found] == [
        (CHAIN_ID, None),
        (None, "RateLimited"),
        (None, "NotJsonRpc"),
    ]
    assert found[0]["market_is_there"] is False


def test_a_link_goes_round(tmp_path: Path) -> None:
    link = "licet:network?chain=77123&name=Company%20chain&coin=CMP&rpc=https://rpc.company.example"

    found = run(tmp_path, "open", link)

    assert (found["chain_id"], found["name"], found["rpc"]) == (
        77_123,
        "Company chain",
        ["https://rpc.company.example"],
    )
    assert not (tmp_path / "settings.json").exists()  # looking keeps nothing


@pytest.mark.parametrize("fault", ["limited", "alien", "page", "null"])
def test_one_broken_node_of_three_is_marked_and_changes_no_amount(
    tmp_path: Path, nodes: list[BadNode], fault: str
) -> None:
    nodes[0].mood = fault

    found = balances(tmp_path, nodes)

    assert found["holdings"][0] == {
        "currency": str(Address(bytes(20))),
        "amount": str(HELD),
        "trust": "agreed",
        "others": [],
    }
    assert found["nodes"][0]["condition"] == ("wrong-chain" if fault == "alien" else "rests")
    assert found["nodes"][0]["fault"] is not None


def test_a_lying_node_of_three_is_outvoted_and_named(tmp_path: Path, nodes: list[BadNode]) -> None:
    def lie(method: str, _params: list[Any], result: Any) -> Any:
        return result[: 2 + 64] + f"{7:064x}" if method == "eth_call" else result

    nodes[0].lie = lie

    found = balances(tmp_path, nodes)

    held = found["holdings"][0]
    assert (held["amount"], held["trust"]) == (str(HELD), "outvoted")
    assert held["others"] == [{"node": nodes[0].url, "amount": "7"}]
    assert found["nodes"][0]["condition"] == "contradicted"


def test_a_stale_node_of_three_is_marked_and_asked_last(tmp_path: Path, nodes: list[BadNode]) -> None:
    def stand_still(method: str, params: list[Any], result: Any) -> Any:
        if method == "eth_getBlockByNumber" and params[0] == "latest":
            return {**result, "timestamp": hex(int(result["timestamp"], 16) - 4_000)}
        return result

    nodes[0].lie = stand_still

    found = balances(tmp_path, nodes)

    assert found["nodes"][0]["condition"] == "behind"
    assert found["holdings"][0]["trust"] == "agreed"


def test_a_node_that_changes_its_chain_tells_nothing(tmp_path: Path, nodes: list[BadNode]) -> None:
    nodes[1].mood = "alien"

    with pytest.raises(WrongChain):
        balances(tmp_path, nodes[1:2])
