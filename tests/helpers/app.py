"""The app without its window, in this process: the services of ``desktop.bootstrap`` over a data directory."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desktop.bootstrap.application import open_services
from desktop.bootstrap.composition import Connection, Services
from desktop.config import SettingsFile
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import Cancelled
from desktop.core.identity import Address
from desktop.core.orders import Purchase
from desktop.paths import OwnerLock, Paths
from desktop.services.network import NetworkInfo
from desktop.wallet.client import VaultClient

PASSWORD = "correct horse battery"
LOW_COST = 2**12
CATCH_UP_S = 60.0


@contextmanager
def open_app(
    root: Path,
    rpc_url: str,
    chain_id: int,
    market: Address,
    *,
    sources: tuple[str, ...] = (),
    vault: VaultClient | None = None,
) -> Iterator[Services]:
    """The services, with a vault whose files cost little to open, in its process if none is given; everything is closed again."""
    paths = Paths(root)
    paths.create()
    info = NetworkInfo("test", chain_id, (rpc_url,), market, is_demo=True)
    with ExitStack() as stack:
        stack.enter_context(OwnerLock(paths.lock))
        vault = vault or VaultClient(scrypt_n=LOW_COST)
        stack.callback(vault.lock)
        yield open_services(
            paths,
            SettingsFile(paths.settings),
            Connection(info, market, own_node=True, sources=sources),
            lambda _change: None,
            stack,
            vault,
        )


def catch_up(services: Services) -> None:
    """Wait until the catalogue has followed the chain to where it is now."""
    deadline = time.monotonic() + CATCH_UP_S
    head = services.network.status().head
    assert head is not None
    while services.catalogue.status().indexed_to < head.number:
        assert time.monotonic() < deadline, head
        time.sleep(0.1)


def begin(services: Services, listing: int) -> Purchase:
    """Click Buy, once the catalogue has the listing."""
    catch_up(services)
    return services.purchases.begin(services.purchases.quote(listing))


def advance(services: Services, purchase_id: str) -> Purchase:
    return services.purchases.advance(purchase_id, CancelToken(), lambda _: None)


def advance_until(services: Services, purchase_id: str, step: str, then: Callable[[], object]) -> None:
    """Go on until a step begins, do ``then`` and stop, as a person who closes the app."""

    def report(progress: Progress) -> None:
        if progress.step == step:
            then()
            raise Cancelled

    try:
        services.purchases.advance(purchase_id, CancelToken(), report)
    except Cancelled:
        return
    raise AssertionError(f"the step {step} never came")
