"""The same suite against two nodes: our embedded chain and Foundry's anvil."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.chain.rpc import RpcClient
from desktop.core.errors import NodeUnreachable
from tests.helpers.chain import Wallet

COINS_WEI = 50 * 10**18
_TOOLS = Path(__file__).parents[3] / "contracts" / "node_modules"


def find_anvil() -> Path | None:
    """npm's anvil: the linked command, or the platform package's own binary."""
    names = [_TOOLS / ".bin" / "anvil", *_TOOLS.glob("@foundry-rs/anvil-*/bin/anvil*")]
    found = next((path for path in names if path.exists()), None)
    if found is not None:
        return found
    system = shutil.which("anvil")
    return Path(system) if system else None


@dataclass
class TestNode:
    """A node and the few things that each does in its own way."""

    __test__ = False

    name: str
    url: str
    rpc: RpcClient

    def fund(self, wallet: Wallet) -> None:
        if self.name == "anvil":
            self.rpc.send("anvil_setBalance", [str(wallet.address), hex(COINS_WEI)], object)
        else:
            self.rpc.send("licet_faucet", [str(wallet.address), hex(COINS_WEI)], str)

    def travel(self, seconds: int) -> None:
        self.rpc.send("evm_increaseTime", [seconds], object)
        self.mine()

    def mine(self) -> None:
        self.rpc.send("evm_mine", [], object)

    def automine(self, on: bool) -> None:
        self.rpc.send("evm_setAutomine", [on], object)

    def rewind(self, blocks: int) -> None:
        self.rpc.send("anvil_rollback" if self.name == "anvil" else "licet_rewind", [blocks], object)
        self.rpc.send("evm_increaseTime", [100], object)

    def ask(self, method: str, *params: Any) -> Any:
        return self.rpc.call(method, params, object)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _anvil() -> Iterator[TestNode]:
    binary = find_anvil()
    if binary is None:
        pytest.skip("anvil is not installed: scripts/test.py fetches it with npm into contracts/node_modules")
    port = _free_port()
    process = subprocess.Popen(
        [
            binary, "--port", str(port), "--chain-id", str(CHAIN_ID), "--hardfork", "prague", "--silent",
            "--accounts", "1", "--gas-limit", "30000000", "--slots-in-an-epoch", "1",
        ],
        env={**os.environ},
        stdout=sys.stderr,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    rpc = RpcClient(url, attempts=1)
    deadline = time.monotonic() + 30
    while True:
        try:
            rpc.call("eth_chainId", [], str)
            break
        except NodeUnreachable:
            assert process.poll() is None, "anvil ended"
            assert time.monotonic() < deadline, "anvil does not answer"
            time.sleep(0.05)
    yield TestNode("anvil", url, rpc)
    rpc.close()
    process.terminate()
    process.wait()


def _embedded() -> Iterator[TestNode]:
    with running(None) as server:
        rpc = RpcClient(server.url, attempts=1)
        yield TestNode("embedded", server.url, rpc)
        rpc.close()


@pytest.fixture(params=["embedded", "anvil"])
def node(request: pytest.FixtureRequest) -> Iterator[TestNode]:
    yield from _anvil() if request.param == "anvil" else _embedded()


@pytest.fixture
def both() -> Iterator[tuple[TestNode, TestNode]]:
    embedded, anvil = _embedded(), _anvil()
    nodes = next(embedded), next(anvil)
    yield nodes
    for nodes_of in (embedded, anvil):
        next(nodes_of, None)


def open_market(node: TestNode) -> ChainGateway:
    """Deploy the market and return a gateway to it."""
    assets = Assets.find()
    deployed = market_deployment(assets, DEMO_BOUNDS)
    market = deployed.address
    gateway = ChainGateway.connect([node.url], CHAIN_ID, market, reverts=revert_names(assets))
    deployer = Wallet.number(0)
    node.fund(deployer)
    assert deployer.execute(gateway, deployed.call).succeeded
    gateway.check_contract()
    return gateway


@pytest.fixture
def gateway(node: TestNode) -> Iterator[ChainGateway]:
    gateway = open_market(node)
    yield gateway
    gateway.close()


@pytest.fixture
def seller(node: TestNode) -> Wallet:
    wallet = Wallet.number(1)
    node.fund(wallet)
    return wallet


@pytest.fixture
def buyer(node: TestNode) -> Wallet:
    wallet = Wallet.number(2)
    node.fund(wallet)
    return wallet
