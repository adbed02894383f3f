"""One app, two networks: the market is deployed to the first, and the second is gone over to with the wallet open."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.bootstrap.window import Starter
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.errors import NotJsonRpc
from desktop.chain.rpc import Hash, RpcClient
from desktop.config import SettingsFile
from desktop.core.accounts import PathScheme
from desktop.core.activity import ActivityQuery
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.endpoints import Condition
from desktop.core.errors import InsufficientFunds, WalletLocked
from desktop.core.money import coin_name
from desktop.paths import Paths
from desktop.services.network import NetworkInfo
from tests.helpers.app import LOW_COST, PASSWORD
from tests.helpers.nodes import BadNode, bad_node
from tests.helpers.vaults import local_vault

OTHER_CHAIN = 0x539


@dataclass
class World:
    starter: Starter
    settings: SettingsFile
    first: BadNode
    second: BadNode
    heard: list[Change]
    faucet: RpcClient

    def hear(self, change: Change) -> None:
        """What the window hears; asked for consent, the person gives it."""
        self.heard.append(change)
        session = self.starter.session
        if change.topic is Topic.CONSENT and session is not None:
            question = session.services.consent.question
            if question is not None:
                question.agree(PASSWORD)

    def open(self) -> Any:
        services = self.starter(self.hear)
        assert self.starter.session is not None
        return self.starter.session.services if services else None


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    root: Path = tmp_path_factory.mktemp("two networks")
    with ExitStack() as stack:
        stack.callback(coin_name.install, coin_name.symbol)
        server = stack.enter_context(running(None))
        first, second = (stack.enter_context(bad_node(server.url)) for _ in range(2))
        second.mood = "alien"
        faucet = RpcClient(server.url)
        stack.callback(faucet.close)
        paths = Paths(root)
        paths.create()
        settings = SettingsFile(paths.settings)
        settings.change(rpc_urls=[first.url], chain_id=CHAIN_ID, network_name="First")
        starter = Starter(paths, settings, demo=False)
        starter._vault = local_vault(LOW_COST)  # its process has tests of its own
        stack.callback(starter.close)
        yield World(starter, settings, first, second, [], faucet)


def test_the_market_is_deployed_and_then_the_other_network_is_gone_over_to(world: World) -> None:
    """In one test, because an app is opened once: each part says what it shows."""
    services = world.open()
    assert services.network.info.market == services.networks.usual_market()
    assert not services.deploying.market_is_there()
    with pytest.raises(WalletLocked):
        services.deploying.plan()

    # Nothing is sent before all of it can be paid.
    services.consent.attend()
    services.accounts.create(PASSWORD)
    account = services.accounts.active_address()
    poor = services.deploying.plan()
    with pytest.raises(InsufficientFunds):
        services.deploying.deploy(poor, CancelToken(), lambda _: None)
    assert [part.is_there for part in poor.parts] == [False, False, False]

    # Deployed at the addresses that were told before, for no more than was told, once.
    world.faucet.send("licet_faucet", [str(account)], Hash)
    plan = services.deploying.plan()
    steps: list[str] = []
    sent = services.deploying.deploy(plan, CancelToken(), lambda p: steps.append(p.step))
    assert (len(sent), steps) == (3, ["ModelMarket", "ModelRecords", "RevenueSplits", ""])
    after = services.deploying.plan()
    assert after.is_done
    assert plan.balance_wei - after.balance_wei <= plan.fee_most_wei
    assert services.deploying.deploy(after, CancelToken(), lambda _: None) == ()
    assert {line.status for line in services.activity.select(ActivityQuery(), None, 10)} == {"done"}

    # No request names two accounts of the wallet, whatever is looked at.
    second = services.account_list.add_next(PathScheme.BIP44, "Second").address
    world.first.heard.clear()
    for one in (account, second):
        services.balances.read(one)
        services.tracing.look(one)
        services.approvals.list(one)
        services.restoring.find(one)
        services.accounts.choose(one)
        services.selling.earnings()
    services.rights.look((account, second))
    services.collecting.overview()
    services.deadlines.read_credits()
    services.settle_journal()
    bodies = [body.lower() for body in world.first.heard]
    names = [one.raw.hex().encode() for one in (account, second)]
    assert all(any(name in body for body in bodies) for name in names)
    assert not [body for body in bodies if all(name in body for name in names)]

    # The other network: another chain, the same open wallet, and nothing more for the first one's node.
    other = NetworkInfo("Second", OTHER_CHAIN, (world.second.url,), None, coin="SEC")
    looks = services.networks.look([world.second.url])
    services.networks.use(services.networks.settle(other, looks))
    assert Topic.CONNECTION in {change.topic for change in world.heard}
    services = world.open()
    world.first.heard.clear()
    assert (services.network.info.chain_id, services.network.info.coin) == (OTHER_CHAIN, "SEC")
    assert services.accounts.state.value == "unlocked"
    assert services.accounts.active_address() == second
    status = services.network.status()
    assert status.fault is None
    assert status.endpoints[0].condition is Condition.ANSWERS
    assert services.deploying.market_is_there()
    assert world.first.heard == []
    assert b"eth_chainId" in b"".join(world.second.heard)

    # A node that becomes a web page is marked, and the chain is asked for again when it comes back.
    world.second.mood = "page"
    status = services.network.status()
    assert isinstance(status.fault, NotJsonRpc)
    assert status.endpoints[0].condition is Condition.RESTS
    assert status.head is not None  # the last known one, beside the fault

    # The end of the app is the end of the vault.
    world.starter.close()
    assert services.accounts.state.value == "locked"
    assert not [t for t in threading.enumerate() if t.name == "indexer" and t.is_alive()]
