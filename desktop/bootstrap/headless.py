"""The app's services without a window, for commands: opened by a password over a data directory of their own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap.application import open_services
from desktop.bootstrap.composition import Connection, Services
from desktop.chain.gateway import probe
from desktop.config import SettingsFile
from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.paths import OwnerLock, Paths
from desktop.services.network import NetworkInfo
from desktop.wallet.client import VaultClient


class NoNetwork(UserError):
    """Neither the command nor the settings name a node and a market."""


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
    if not urls or not market_text:
        raise NoNetwork
    market = Address.parse(market_text)
    chain_id = probe(urls[0], market) if network.rpc_url or kept.chain_id is None else kept.chain_id
    info = NetworkInfo(kept.network_name or f"chain {chain_id}", chain_id, tuple(urls), market)
    return Connection(info, market, network.own_node or kept.own_node)
