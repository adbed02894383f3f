"""Which chain and market the app speaks to."""

from dataclasses import dataclass
from typing import Protocol

from desktop.core.endpoints import EndpointStanding
from desktop.core.errors import AppError, EnvironmentFault, WrongChain
from desktop.core.identity import Address
from desktop.core.transactions import FeeQuote, Head
from desktop.services.ports import Clock, Transactor

SCAN_S = 60


@dataclass(frozen=True, slots=True)
class NetworkInfo:
    """A network as the settings keep it.

    Attributes:
        name: As the person calls it.
        chain_id: Bound into every signature.
        rpc_urls: The endpoints that the person chose, the preferred one first; no other is ever asked.
        market: None where the person named none; the app then looks where ours would be.
        is_demo: Whether it lives inside this app.
        own_node: Whether the person vouches for the endpoint (EXCHANGE.md section 8).
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
    own_node: bool = False


@dataclass(frozen=True, slots=True)
class NetworkStatus:
    """What the node said at ``read_at`` (unix time); on a fault, head and fees are the last known or None."""

    info: NetworkInfo
    head: Head | None
    fees: FeeQuote | None
    fault: AppError | None
    read_at: int
    endpoints: tuple[EndpointStanding, ...] = ()


class Endpoints(Protocol):
    """The endpoints of the network, as the answers of this session show them."""

    def standings(self) -> tuple[EndpointStanding, ...]:
        """How each one stands; asks nobody."""

    def scan(self) -> None:
        """Ask each operator for its newest block, which tells them nothing about the person; faults are remembered."""


class NetworkService:
    """The network that the app is connected to: what its node says, and how its endpoints stand."""

    def __init__(self, *, info: NetworkInfo, chain: Transactor, endpoints: Endpoints, clock: Clock) -> None:
        self._info = info
        self._chain = chain
        self._endpoints = endpoints
        self._clock = clock
        self._last: NetworkStatus | None = None
        self._scanned_at: int | None = None

    @property
    def info(self) -> NetworkInfo:
        return self._info

    def status(self) -> NetworkStatus:
        """The node's head and fees; on a fault the last known ones with the fault beside them."""
        try:
            head, fees = self._chain.head(), self._chain.fees()
        except (EnvironmentFault, WrongChain) as error:
            self._scan_now_and_then()
            last = self._last
            return NetworkStatus(
                self._info,
                last.head if last else None,
                last.fees if last else None,
                error,
                last.read_at if last else 0,
                self._endpoints.standings(),
            )
        self._scan_now_and_then()
        self._last = NetworkStatus(
            self._info, head, fees, None, self._clock.now(), self._endpoints.standings()
        )
        return self._last

    def endpoints(self) -> tuple[EndpointStanding, ...]:
        """How each endpoint stands, after asking all of them for their newest block."""
        self._endpoints.scan()
        return self._endpoints.standings()

    def _scan_now_and_then(self) -> None:
        """One that lags or is gone is found by asking it; nobody is asked more often than once a minute."""
        now = self._clock.now()
        if len(self._info.rpc_urls) < 2 or (self._scanned_at is not None and now - self._scanned_at < SCAN_S):
            return
        self._scanned_at = now
        self._endpoints.scan()
