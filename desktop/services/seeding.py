"""This computer as a source: the ciphertext of own listings, and of licences held if the person wants that too."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.errors import EnvironmentFault
from desktop.core.orders import RUNNABLE, Purchase
from desktop.core.requests import KeyRequest, RequestState
from desktop.core.sales import OwnListing, Sale

log = logging.getLogger("licet.seeding")

_LOOK_S = 5.0
"""What is offered is looked up again after this."""


@dataclass(eq=False)
class CannotServe(EnvironmentFault):
    """Nothing can be served: another program listens on the port, or the address is not this computer's."""

    place: str


@dataclass(frozen=True, slots=True)
class SeedSettings:
    """How the person wants to seed.

    ``host`` and ``port`` are where it listens (port 0: any). ``address`` is what buyers reach it by; it goes into
    cards and is never found out by asking somebody. ``limit_bytes_s`` 0 is no limit.
    """

    is_on: bool = False
    host: str = "127.0.0.1"
    port: int = 0
    address: str = ""
    limit_bytes_s: int = 0
    with_licences: bool = False


@dataclass(frozen=True, slots=True)
class SeedStatus:
    """How it is now; ``base_url`` is empty if nothing is served, ``fault`` says why if it should be."""

    settings: SeedSettings
    base_url: str = ""
    connections: int = 0
    versions: int = 0
    given_bytes: int = 0
    fault: CannotServe | None = None


class Server(Protocol):
    """A running server of ciphertext."""

    @property
    def base_url(self) -> str: ...
    @property
    def connections(self) -> int: ...
    def take_given(self) -> dict[bytes, int]:
        """Bytes given since the last call, by version."""

    def stop(self) -> None: ...


class ServerMaker(Protocol):
    def __call__(
        self, host: str, port: int, offers: Callable[[bytes], bool], limit_bytes_s: Callable[[], int]
    ) -> Server:
        """A started server.

        Raises:
            CannotServe: It cannot listen there.
        """


class SeedKeeper(Protocol):
    """The settings file."""

    def seed_settings(self) -> SeedSettings: ...
    def keep_seed_settings(self, settings: SeedSettings) -> None: ...


class GivenBook(Protocol):
    def add_given(self, given: Mapping[bytes, int]) -> None: ...
    def given(self) -> dict[bytes, int]: ...


class Purchases(Protocol):
    def all(self) -> list[Purchase]: ...


class Requests(Protocol):
    def all(self) -> list[KeyRequest]: ...


class Sales(Protocol):
    def anywhere(self) -> tuple[list[OwnListing], list[Sale]]: ...


class SeedService:
    """Serves while the app, or ``licet seed``, is open. Safe from several threads."""

    def __init__(
        self,
        *,
        serve: ServerMaker,
        keeper: SeedKeeper,
        book: GivenBook,
        purchases: Purchases,
        requests: Requests,
        sales: Sales,
        publish: Callable[[Change], None],
    ) -> None:
        self._serve = serve
        self._keeper = keeper
        self._book = book
        self._purchases = purchases
        self._requests = requests
        self._sales = sales
        self._publish = publish
        self._lock = threading.RLock()
        self._server: Server | None = None
        self._fault: CannotServe | None = None
        self._offered: frozenset[bytes] = frozenset()
        self._looked_at = float("-inf")

    def start(self) -> None:
        """Serve, if the person switched it on; a port that is taken is told by ``status``, not raised."""
        if self._keeper.seed_settings().is_on:
            try:
                self.open()
            except CannotServe as error:
                log.info("seeding: the port is taken")
                self._fault = error

    def open(self) -> str:
        """Serve whatever the switch says; the address it listens at.

        Raises:
            CannotServe: It cannot.
        """
        with self._lock:
            if self._server is None:
                settings = self._keeper.seed_settings()
                self._server = self._serve(settings.host, settings.port, self.offers, self._limit)
                self._fault = None
            return self._server.base_url

    def close(self) -> None:
        """Stop, and keep what was given. Safe to call twice."""
        with self._lock:
            server, self._server = self._server, None
            if server is not None:
                server.stop()
                self._keep_given(server)

    def change(self, settings: SeedSettings) -> SeedStatus:
        """Seed like this from now on.

        Raises:
            CannotServe: It was switched on and cannot listen there; the settings are kept.
        """
        with self._lock:
            before = self._keeper.seed_settings()
            self._keeper.keep_seed_settings(settings)
            self._looked_at, self._fault = float("-inf"), None
            if not settings.is_on or (before.host, before.port) != (settings.host, settings.port):
                self.close()
            try:
                if settings.is_on:
                    self.open()
            except CannotServe as error:
                self._fault = error
                raise
            finally:
                self._publish(Change(Topic.SALES))
            return self.status()

    def status(self) -> SeedStatus:
        """How it is now; keeps what was given since the last look."""
        with self._lock:
            if self._server is not None:
                self._keep_given(self._server)
            return SeedStatus(
                self._keeper.seed_settings(),
                self._server.base_url if self._server is not None else "",
                self._server.connections if self._server is not None else 0,
                len(self._look()),
                sum(self._book.given().values()),
                self._fault,
            )

    def given(self) -> dict[bytes, int]:
        """Bytes given so far, by version."""
        return self._book.given()

    def offers(self, identity: bytes) -> bool:
        """Whether a version is served: nothing but published ciphertext that belongs to this wallet."""
        with self._lock:
            if time.monotonic() - self._looked_at > _LOOK_S:
                self._offered, self._looked_at = self._look(), time.monotonic()
            return identity in self._offered

    def _look(self) -> frozenset[bytes]:
        """Own listings, also closed ones (buyers may lose their copy); a listing that was never sent is nobody's."""
        listings, _sales = self._sales.anywhere()
        offered = {own.terms.identity for own in listings if own.listing}
        if self._keeper.seed_settings().with_licences:
            offered |= {p.terms.identity for p in self._purchases.all() if p.state in RUNNABLE}
            offered |= {r.terms.identity for r in self._requests.all() if r.state is RequestState.INSTALLED}
        return frozenset(offered)

    def _limit(self) -> int:
        return self._keeper.seed_settings().limit_bytes_s

    def _keep_given(self, server: Server) -> None:
        given = server.take_given()
        if given:
            self._book.add_given(given)
