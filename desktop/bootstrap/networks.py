"""The network that the app is connected to, and those that it could be, composed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.deploying import make_deploying
from desktop.bootstrap.settings import NetworkSettings
from desktop.chain.deployment import DEMO_BOUNDS, PUBLIC_BOUNDS
from desktop.chain.gateway import ChainGateway, market_deployment
from desktop.chain.looking import look_at
from desktop.config import SettingsFile
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.core.money import coin_name
from desktop.core.networks import DEMO_CHAIN_ID
from desktop.services.deploying import DeployService
from desktop.services.network import NetworkInfo, NetworkService
from desktop.services.networks import NetworksService
from desktop.services.transactions import TransactionService
from desktop.text import mark, tr

_DEMO_NAME = mark("Demo network")


@dataclass(frozen=True, slots=True)
class NetworkRoom:
    """The services about networks."""

    network: NetworkService
    networks: NetworksService
    deploying: DeployService


def demo_network(rpc_url: str = "", market: Address | None = None) -> NetworkInfo:
    """The network inside this app; its node is this app too, and may know what the app knows."""
    urls = (rpc_url,) if rpc_url else ()
    return NetworkInfo(
        tr(_DEMO_NAME), DEMO_CHAIN_ID, urls, market, is_demo=True, accounts_together=True, own_node=True
    )


@cache
def usual_market() -> Address:
    """Where the market stands on every public network that has it."""
    return market_deployment(Assets.find(), PUBLIC_BOUNDS).address


def make_networks(
    *,
    info: NetworkInfo,
    gateway: ChainGateway,
    settings: SettingsFile,
    transactions: TransactionService,
    active_account: Callable[[], Address],
    publish: Callable[[Change], None],
) -> NetworkRoom:
    """Compose them, and call the coin as this network does; nothing is asked of it."""
    coin_name.install(info.coin)
    bounds = DEMO_BOUNDS if info.is_demo else PUBLIC_BOUNDS
    return NetworkRoom(
        network=NetworkService(info=info, chain=gateway, endpoints=gateway, clock=SystemClock()),
        networks=NetworksService(
            current=info,
            demo=demo_network(),
            shelf=NetworkSettings(settings),
            look=look_at,
            usual_market=usual_market,
            publish=publish,
        ),
        deploying=make_deploying(gateway, transactions, active_account, Assets.find(), bounds, publish),
    )
