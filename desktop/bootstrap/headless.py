"""The app's services without a window, for commands: opened by a password over a data directory of their own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.bootstrap.application import open_services
from desktop.bootstrap.composition import Connection, Services
from desktop.bootstrap.networks import usual_market
from desktop.bootstrap.settings import current_network
from desktop.chain.gateway import probe
from desktop.config import SettingsFile
from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.paths import OwnerLock, Paths
from desktop.services.network import NetworkInfo
from desktop.wallet.client import VaultClient


class NoNetwork(UserError):
    """Neither the command nor the settings name a node."""


@dataclass(frozen=True, slots=True)
class Network:
    """Which node and market a command was told to use; None takes the settings'."""

    rpc_url: str | None
    market: str | None
    own_node: bool = False


@contextmanager
def headless(data_dir: Path | None, network: Network, password: str | None) -> Iterator[Services]:
    """Services over the data directory, unlocked if a password is given."""
    paths = Paths.choose(data_dir)
    paths.create()
    with ExitStack() as stack:
        stack.enter_context(OwnerLock(paths.lock))
        settings = SettingsFile(paths.settings)
        connection = connect(settings, network)
        vault = VaultClient()
        stack.callback(vault.lock)
        services = open_services(paths, settings, connection, lambda _change: None, stack, vault)
        if password is not None:
            # Who gives the password with the command agrees to what the vault would ask about.
            vault.ask_consent = lambda _needed, was_wrong: "" if was_wrong else password
            services.accounts.unlock(password)
        yield services


def connect(settings: SettingsFile, network: Network) -> Connection:
    """The connection that a command or the settings name.

    Raises:
        NoNetwork: Neither does.
    """
    kept = settings.settings
    urls = (network.rpc_url,) if network.rpc_url else kept.rpc_urls
    market_text = network.market or kept.market
    if not urls:
        raise NoNetwork
    market = Address.parse(market_text) if market_text else usual_market()
    known = None if network.rpc_url else current_network(settings)
    if known is None:
        chain_id = probe(urls[0], market)
        known = NetworkInfo(f"chain {chain_id}", chain_id, tuple(urls), market)
    own_node = network.own_node or kept.own_node
    info = replace(known, market=market, own_node=own_node)
    return Connection(info, market, info.own_node)
