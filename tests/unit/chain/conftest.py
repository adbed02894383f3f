"""A real embedded chain per test, and one with a market on it per module."""

from collections.abc import Iterator

import pytest

from desktop.assets import Assets
from desktop.chain.artifacts import RevertNames
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import ChainServer, running
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.chain.rpc import RpcClient
from tests.helpers.chain import Wallet


@pytest.fixture(scope="session")
def reverts() -> RevertNames:
    return revert_names(Assets.find())


@pytest.fixture
def server() -> Iterator[ChainServer]:
    with running(None) as server:
        yield server


@pytest.fixture
def rpc(server: ChainServer) -> Iterator[RpcClient]:
    client = RpcClient(server.url, attempts=1)
    yield client
    client.close()


@pytest.fixture
def gateway(server: ChainServer, reverts: RevertNames) -> Iterator[ChainGateway]:
    """A gateway to a chain on which the market is deployed."""
    deployed = market_deployment(Assets.find(), DEMO_BOUNDS)
    market = deployed.address
    gateway = ChainGateway.connect([server.url], CHAIN_ID, market, reverts=reverts)
    deployer = Wallet.number(0)
    gateway.faucet(deployer.address)
    assert deployer.execute(gateway, deployed.call).succeeded
    yield gateway
    gateway.close()


@pytest.fixture
def seller(gateway: ChainGateway) -> Wallet:
    wallet = Wallet.number(1)
    gateway.faucet(wallet.address)
    return wallet


@pytest.fixture
def buyer(gateway: ChainGateway) -> Wallet:
    wallet = Wallet.number(2)
    gateway.faucet(wallet.address)
    return wallet
