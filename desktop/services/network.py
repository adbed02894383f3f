"""Which chain and market the app speaks to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError, EnvironmentFault, WrongChain
from desktop.core.identity import Address
from desktop.core.transactions import FeeQuote, Head
from desktop.services.ports import Clock, Transactor


@dataclass(frozen=True, slots=True)
class NetworkInfo:
    """A network as the settings keep it.

    Attributes:
        name: As the person calls it.
        chain_id: Bound into every signature.
        rpc_urls: The endpoints that the person chose, the preferred one first; no other is ever asked.
        market: None where the person named none; the app then looks where ours would be.
        is_demo: Whether it lives inside this app.
        accounts_together: Whether the person let one endpoint know that accounts belong together: only then may one
            request name two of them.
        compares_amounts: Whether what one operator tells of an account is compared with another's, which then
            learns the account's address too.
        coin: Symbol of the chain's own coin.
    """

    name: str
    chain_id: int
    rpc_urls: tuple[str, ...]
    market: Address | None
    is_demo: bool = False
    accounts_together: bool = False
    compares_amounts: bool = True
    coin: str = "ETH"


@dataclass(frozen=True, slots=True)
class NetworkStatus:
    """What the node said at ``read_at`` (unix time); on a fault, head and fees are the last known or None."""

    info: NetworkInfo
    head: Head | None
    fees: FeeQuote | None
    fault: AppError | None
    read_at: int


class Prober(Protocol):
    """Asks a node who it is, and whether the market is there."""

    def __call__(self, url: str, market: Address, /) -> int:
        """The chain id. Raises NodeUnreachable, NotJson, NoContract, ..."""


class NetworkSettings(Protocol):
    def save_network(self, info: NetworkInfo) -> None: ...


class NetworkService:
    """The network page and the status bar."""

    def __init__(
        self,
        *,
        info: NetworkInfo,
        chain: Transactor,
        probe: Prober,
        settings: NetworkSettings,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._info = info
        self._chain = chain
        self._probe = probe
        self._settings = settings
        self._clock = clock
        self._publish = publish
        self._last: NetworkStatus | None = None

    @property
    def info(self) -> NetworkInfo:
        return self._info

    def status(self) -> NetworkStatus:
        """The node's head and fees; on a fault the last known ones with the fault beside them."""
        try:
            head, fees = self._chain.head(), self._chain.fees()
        except (EnvironmentFault, WrongChain) as error:
            last = self._last
            return NetworkStatus(
                self._info,
                last.head if last else None,
                last.fees if last else None,
                error,
                last.read_at if last else 0,
            )
        self._last = NetworkStatus(self._info, head, fees, None, self._clock.now())
        return self._last

    def check(self, rpc_url: str, market: str) -> NetworkInfo:
        """Try a node and a market address that the person typed; changes nothing."""
        address = Address.parse(market)
        chain_id = self._probe(rpc_url, address)
        return NetworkInfo(f"chain {chain_id}", chain_id, (rpc_url,), address)

    def connect(self, info: NetworkInfo) -> None:
        """Save the network; it takes effect at the next start."""
        self._settings.save_network(info)
        self._publish(Change(Topic.SETTINGS))
