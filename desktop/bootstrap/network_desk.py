"""Networks and balances for commands: without a window, a wallet or an indexer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop.bootstrap.networks import demo_network, usual_market
from desktop.bootstrap.settings import NetworkSettings, current_network
from desktop.chain.balances import ChainBalances
from desktop.chain.gateway import chain_id_of
from desktop.chain.looking import look_at
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import RpcClient
from desktop.config import SettingsFile
from desktop.core.balances import BalanceSheet
from desktop.core.endpoints import EndpointStanding
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.paths import OwnerLock, Paths
from desktop.services.networks import NetworksService


@contextmanager
def networks_of(data_dir: Path | None) -> Iterator[NetworksService]:
    """The networks of a data directory, while this process owns it; nobody is asked."""
    paths = Paths.choose(data_dir)
    paths.create()
    with OwnerLock(paths.lock):
        file = SettingsFile(paths.settings)
        yield NetworksService(
            current=current_network(file) or demo_network(),
            demo=demo_network(),
            shelf=NetworkSettings(file),
            look=look_at,
            usual_market=usual_market,
            publish=lambda _change: None,
        )


def read_balances(
    urls: Sequence[str], account: Address, tokens: Sequence[Address], *, chain_id: int | None, compare: bool
) -> tuple[BalanceSheet, tuple[EndpointStanding, ...]]:
    """What an account holds, by these endpoints alone, and how each of them stands afterwards.

    Without a chain id, the chain is the one that the first endpoint serves that answers.

    Raises:
        AppError: None of them answered.
    """
    nodes = Nodes(chain_id or _chain_of(urls), [RpcClient(url, attempts=2) for url in urls])
    try:
        sheet = ChainBalances(nodes).read(account, tokens, compare=compare)
        return sheet, nodes.standings()
    finally:
        nodes.close()


def _chain_of(urls: Sequence[str]) -> int:
    fault: AppError | None = None
    for url in urls:
        try:
            return chain_id_of(url)
        except AppError as error:
            fault = fault or error
    raise fault or ValueError("no endpoint")
