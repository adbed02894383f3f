"""Which networks there are to choose from, setting one up, choosing it, and handing it on as a link."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.endpoints import EndpointLook
from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.core.network_links import MOST_CHARS, NetworkOffer, read_link, write_link
from desktop.core.networks import (
    KNOWN_NETWORKS,
    MOST_ENDPOINTS,
    KnownNetwork,
    is_on_this_machine,
    known_network,
    may_hold_key,
)
from desktop.services.network import NetworkInfo


class NoEndpoint(UserError):
    """No endpoint was chosen, or none of the chosen ones answered."""


@dataclass(eq=False)
class TooManyEndpoints(UserError):
    """More endpoints than anybody needs."""

    most: int


@dataclass(eq=False)
class EndpointsDiffer(UserError):
    """The chosen endpoints serve different chains."""

    origin: str
    found: int
    expected: int


@dataclass(eq=False)
class NetworkInUse(UserError):
    """The network that the app is connected to cannot be forgotten."""

    name: str


class NothingToShare(UserError):
    """Everything about this network is on this computer: a link would lead nobody anywhere."""


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """A network that can be chosen: the demo, one that was set up, or one that is known and nothing more."""

    info: NetworkInfo
    known: KnownNetwork | None = None
    is_set_up: bool = False
    is_current: bool = False


class NetworkShelf(Protocol):
    """The networks that the person set up, and the one that is used at the next opening."""

    def all(self) -> tuple[NetworkInfo, ...]: ...
    def keep(self, info: NetworkInfo) -> None:
        """Add it, or put it in place of the one with its chain id."""

    def forget(self, chain_id: int) -> None: ...
    def use(self, info: NetworkInfo | None) -> None:
        """Open this one from now on; None is the demo network."""


class Look(Protocol):
    """Asks one address who answers there; tells faults and raises none."""

    def __call__(self, url: str, market: Address, /) -> EndpointLook: ...


class NetworksService:
    """The networks of the settings. Nothing is asked of any endpoint but by ``look``."""

    def __init__(
        self,
        *,
        current: NetworkInfo,
        demo: NetworkInfo,
        shelf: NetworkShelf,
        look: Look,
        usual_market: Callable[[], Address],
        publish: Callable[[Change], None],
    ) -> None:
        """Make it.

        Args:
            current: The network that the app is connected to.
            demo: How the demo network is called.
            shelf: The settings.
            look: Asks one endpoint.
            usual_market: Where the market stands on every public network that has it (CREATE2).
            publish: Tells that another network was chosen.
        """
        self._current = current
        self._demo = demo
        self._shelf = shelf
        self._look = look
        self._usual_market = usual_market
        self._publish = publish

    @property
    def current(self) -> NetworkInfo:
        return self._current

    def usual_market(self) -> Address:
        """Where the market stands on every public network that has it."""
        return self._usual_market()

    def choices(self) -> tuple[NetworkChoice, ...]:
        """The demo, what was set up, and what is known and could be."""
        now = self._current
        kept = {info.chain_id: info for info in self._shelf.all()}
        if not now.is_demo:
            kept.setdefault(now.chain_id, now)
        found = [NetworkChoice(self._demo, is_set_up=True, is_current=now.is_demo)]
        for info in kept.values():
            is_current = not now.is_demo and info.chain_id == now.chain_id
            shown = now if is_current else info
            found.append(
                NetworkChoice(shown, known_network(info.chain_id), is_set_up=True, is_current=is_current)
            )
        for known in KNOWN_NETWORKS:
            if known.chain_id not in kept:
                empty = NetworkInfo(known.name, known.chain_id, (), None, coin=known.coin)
                found.append(NetworkChoice(empty, known))
        return tuple(found)

    def look(self, urls: Sequence[str], market: Address | None = None) -> tuple[EndpointLook, ...]:
        """Ask these addresses, and no others, who answers there.

        Raises:
            NoEndpoint: There is none.
            TooManyEndpoints: There are too many.
        """
        wanted = tuple(dict.fromkeys(url.strip() for url in urls if url.strip()))
        if not wanted:
            raise NoEndpoint
        if len(wanted) > MOST_ENDPOINTS:
            raise TooManyEndpoints(MOST_ENDPOINTS)
        place = market or self._usual_market()
        with ThreadPoolExecutor(max_workers=len(wanted), thread_name_prefix="look") as pool:
            return tuple(pool.map(lambda url: self._look(url, place), wanted))

    def settle(self, wished: NetworkInfo, looks: Sequence[EndpointLook]) -> NetworkInfo:
        """The network as it may be used, after its endpoints were looked at.

        An endpoint that did not answer now is kept where another did: it may answer later. One of another chain is not.

        Args:
            wished: As the person set it up; a chain id of 0 takes what the endpoints say.
            looks: Of its endpoints.

        Raises:
            NoEndpoint: None of them answered.
            EndpointsDiffer: One serves another chain.
        """
        answered = [look for look in looks if look.chain_id is not None]
        if not answered:
            raise NoEndpoint
        expected = wished.chain_id or answered[0].chain_id or 0
        for look in answered:
            if look.chain_id != expected:
                raise EndpointsDiffer(look.origin, look.chain_id or 0, expected)
        known = known_network(expected)
        coin = known.coin if known else wished.coin
        name = known.name if known else wished.name or f"chain {expected}"
        return replace(
            wished, name=name, chain_id=expected, coin=coin, rpc_urls=tuple(look.url for look in looks)
        )

    def keep(self, info: NetworkInfo) -> None:
        """Keep a network to be chosen later."""
        if not info.rpc_urls:
            raise NoEndpoint
        self._shelf.keep(info)
        if info.chain_id == self._current.chain_id and not self._current.is_demo:
            self._shelf.use(info)
            self._publish(Change(Topic.CONNECTION))
        else:
            self._publish(Change(Topic.SETTINGS))

    def use(self, info: NetworkInfo) -> None:
        """Go over to a network: from now on, and at the next start.

        Raises:
            NoEndpoint: Nobody was chosen to ask about it.
        """
        if info.is_demo:
            self._shelf.use(None)
        else:
            if not info.rpc_urls:
                raise NoEndpoint
            self._shelf.keep(info)
            self._shelf.use(info)
        self._publish(Change(Topic.CONNECTION))

    def forget(self, chain_id: int) -> None:
        """Forget a network and its endpoints; orders and activity on it stay.

        Raises:
            NetworkInUse: The app is connected to it.
        """
        if chain_id == self._current.chain_id and not self._current.is_demo:
            raise NetworkInUse(self._current.name)
        self._shelf.forget(chain_id)
        self._publish(Change(Topic.SETTINGS))

    def link(self, info: NetworkInfo, *, with_keys: bool = False) -> str:
        """The network as a link. Addresses on this computer are left out, and those that may hold a key too.

        Args:
            info: Which.
            with_keys: Leave none out for its key: whoever has the link can use it.

        Raises:
            NothingToShare: Nothing is left that could lead anybody there.
        """
        urls = [
            url
            for url in info.rpc_urls
            if not is_on_this_machine(url) and (with_keys or not may_hold_key(url))
        ]
        if info.is_demo or (not urls and known_network(info.chain_id) is None):
            raise NothingToShare
        while True:
            link = write_link(NetworkOffer(info.chain_id, info.name, info.coin, info.market, tuple(urls)))
            if len(link) <= MOST_CHARS or not urls:
                return link
            urls.pop()

    def offer(self, text: str) -> NetworkInfo:
        """What a link proposes, as a network that nobody was asked about yet.

        Raises:
            InvalidNetworkLink: It is none.
        """
        read = read_link(text)
        return NetworkInfo(read.name, read.chain_id, read.rpc_urls, read.market, coin=read.coin)
