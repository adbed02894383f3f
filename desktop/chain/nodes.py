"""Several endpoints of one chain: reads fail over from one to the next, sends go to all."""

import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import urlsplit

from desktop.chain.errors import AlreadyKnown, LyingNode, NotJsonRpc, is_retryable
from desktop.chain.rpc import Quantity, Request, RpcClient, to_int
from desktop.chain.standings import BEHIND_S, Standing, newest_of, standing_of
from desktop.core.endpoints import EndpointStanding, Matter
from desktop.core.errors import AppError, Bug, EnvironmentFault, WrongChain
from desktop.core.transactions import Head

log = logging.getLogger("licet.chain.nodes")

T = TypeVar("T")

_OWN_FAULTS = (NotJsonRpc, LyingNode, WrongChain)
"""What says something about the endpoint and nothing about the question: another is asked instead."""


class Nodes:
    """The endpoints, the preferred one first. Each is asked for its chain id before anything else, and after each fault.

    One that failed, serves another chain or is a web page rests for a while, longer each time, and is asked meanwhile
    only if no other answers. One that was caught with a lie (``distrust``) is asked last.
    """

    def __init__(
        self, chain_id: int, clients: Sequence[RpcClient], *, compares_accounts: bool = False
    ) -> None:
        """Make the set; nothing is sent yet.

        Args:
            chain_id: The chain that every endpoint must serve.
            clients: At least one.
            compares_accounts: Whether a second operator may learn which accounts the person has, to say whether the
                first told the truth about them (docs/adr/0028).
        """
        if not clients:
            raise Bug("a chain needs an endpoint")
        self.chain_id = chain_id
        self.compares_accounts = compares_accounts
        self.clients = tuple(clients)
        self._checked: set[RpcClient] = set()
        self._answering = self.clients[0]
        self._standings = {client: Standing() for client in self.clients}

    @property
    def origin(self) -> str:
        """The endpoint that answers at present, as it may be shown."""
        return self._answering.origin

    def distrust(self, origin: str) -> None:
        """Ask an endpoint only if no other answers, because it told what is not on the chain."""
        for client in self.clients:
            if client.origin == origin:
                self._standings[client].is_distrusted = True
                self._standings[client].untruths += 1

    def standings(self) -> tuple[EndpointStanding, ...]:
        """How each endpoint stands now; asks nobody."""
        newest = newest_of(self._standings.values())
        preferred = self._in_turn()[0]
        return tuple(
            standing_of(client.origin, standing, newest, is_preferred=client is preferred)
            for client, standing in self._standings.items()
        )

    def saw(self, client: RpcClient, head: Head) -> None:
        """Remember the newest block that an endpoint told."""
        self._standings[client].head = head

    def trusted(self) -> tuple[RpcClient, ...]:
        """The endpoints that were not caught with a lie."""
        return tuple(client for client in self.clients if not self._standings[client].is_distrusted)

    def operators(self) -> tuple[RpcClient, ...]:
        """One trusted endpoint for each operator: an operator's second address is no second opinion."""
        found: dict[str, RpcClient] = {}
        for client in self.trusted():
            found.setdefault(_operator(client), client)
        return tuple(found.values())

    def awake(self) -> tuple[RpcClient, ...]:
        """Those of the operators that did not fail just now; all of them where each did."""
        found = tuple(client for client in self.operators() if not self._standings[client].rests)
        return found or self.operators()

    def others(self, than: RpcClient) -> tuple[RpcClient, ...]:
        """Those to ask for a second opinion on what one told: one for each other operator that does not rest."""
        return tuple(client for client in self.awake() if _operator(client) != _operator(than))

    def has_others(self, than: RpcClient) -> bool:
        """Whether there is another operator at all, also where it does not answer just now."""
        return any(_operator(client) != _operator(than) for client in self.operators())

    def hear(
        self,
        read: Callable[[RpcClient], T],
        agree: Callable[[Sequence[T]], bool],
        known: Mapping[RpcClient, T] | None = None,
    ) -> dict[RpcClient, T]:
        """What the first says that answers, and another operator; all of them where two differ.

        Args:
            read: Asks one endpoint.
            agree: Whether answers are such as honest endpoints give at one time.
            known: What others than the first told a moment ago, which stands instead of asking them again.

        Raises:
            AppError: No endpoint answered. A second one that fails has no voice.
        """
        first, answer = self.first(lambda client: (client, read(client)))
        told = {first: answer}
        for client in self.others(first):
            if len(told) > 1 and agree(list(told.values())):
                break
            if known is not None and client in known:
                told[client] = known[client]
                continue
            try:
                told[client] = self.ask(client, read, blame_any=True)
            except AppError as error:
                log.debug("%s gives no second opinion: %s", client.origin, type(error).__name__)
        return told

    def compared(
        self, matter: Matter, asked: Collection[RpcClient], differing: Collection[RpcClient]
    ) -> None:
        """Remember who said otherwise in a matter; who was asked and did not is clear of it."""
        for client in asked:
            differs_in = self._standings[client].differs_in
            if client in differing:
                log.info("%s tells another %s than others", client.origin, matter.value)
                differs_in.add(matter)
            else:
                differs_in.discard(matter)

    def close(self) -> None:
        for client in self.clients:
            client.close()

    def call(self, method: str, params: Sequence[Any], result: type[T]) -> T:
        """``RpcClient.call`` at the first endpoint that answers."""
        return self.first(lambda client: client.call(method, params, result))

    def find(self, method: str, params: Sequence[Any], result: type[T]) -> T | None:
        return self.first(lambda client: client.find(method, params, result))

    def find_all(self, requests: Sequence[Request], result: type[T]) -> list[T | None]:
        return self.first(lambda client: client.find_all(requests, result))

    def try_all(self, requests: Sequence[Request], result: type[T]) -> list[T | AppError]:
        return self.first(lambda client: client.try_all(requests, result))

    def send_raw(self, raw: bytes) -> None:
        """Send the same signed bytes to every endpoint; one that takes them is enough.

        Raises:
            WrongChain: An endpoint serves another chain; nothing was sent there.
            AppError: No endpoint took them: what the first said that reached a verdict.
        """
        with ThreadPoolExecutor(max_workers=len(self.clients)) as pool:
            faults = [
                fault
                for fault in pool.map(lambda client: self._send(client, raw), self.clients)
                if fault is not None
            ]
        if len(faults) < len(self.clients):
            return
        raise next((fault for fault in faults if not is_retryable(fault)), faults[0])

    def _send(self, client: RpcClient, raw: bytes) -> AppError | None:
        try:
            self.check(client)
            client.send_raw(raw)
        except AlreadyKnown:
            return None
        except AppError as error:
            return error
        return None

    def first(self, read: Callable[[RpcClient], T], *, leave_any: bool = False) -> T:
        """What the first endpoint says that answers; all of ``read`` is asked of one and the same.

        With ``leave_any`` the next one is asked after any fault of an endpoint, also one that will not pass by itself: a
        web page, a pruned history, logs that fit no chain.
        """
        fault: AppError | None = None
        for client in self._in_turn():
            try:
                answer = self.ask(client, read, blame_any=leave_any)
            except AppError as error:
                if not _is_blamed(error, any_fault=leave_any):
                    raise
                fault = fault or error
            else:
                self._answering = client  # the next read begins where this one succeeded
                return answer
        raise fault or Bug("no endpoint")

    def ask(self, client: RpcClient, read: Callable[[RpcClient], T], *, blame_any: bool = False) -> T:
        """What one certain endpoint says; how it behaved is remembered, any fault of it if ``blame_any``.

        Raises:
            WrongChain: It serves another chain; nothing else was asked of it.
            AppError: It failed, or gave a verdict.
        """
        standing = self._standings[client]
        began = time.monotonic()
        try:
            self.check(client)
            answer = read(client)
        except AppError as error:
            if _is_blamed(error, any_fault=blame_any):
                self._checked.discard(client)  # what answers there next may be another
                standing.failed(error)
            raise
        standing.answered(time.monotonic() - began)
        return answer

    def _in_turn(self) -> list[RpcClient]:
        newest = newest_of(self._standings.values())

        def place(client: RpcClient) -> tuple[bool, bool, bool, bool]:
            standing = self._standings[client]
            is_last = client is not self._answering
            return standing.is_distrusted, standing.rests, standing.behind_s(newest) > BEHIND_S, is_last

        return sorted(self.clients, key=place)

    def check(self, client: RpcClient) -> None:
        """Make sure, once, that an endpoint serves this chain.

        Raises:
            WrongChain: It serves another.
            AppError: It failed.
        """
        if client in self._checked:
            return
        # One that does not say at once who it is is not waited for where there are others.
        told = (client.call if len(self.clients) == 1 else client.glance)("eth_chainId", [], Quantity)
        if told is None:
            raise NotJsonRpc(client.origin)
        found = to_int(told)
        if found != self.chain_id:
            raise WrongChain(self.chain_id, found)
        self._checked.add(client)


def _is_blamed(error: AppError, *, any_fault: bool) -> bool:
    """Whether a fault is the endpoint's own, and no answer to the question."""
    is_own = is_retryable(error) or isinstance(error, _OWN_FAULTS)
    return is_own or (any_fault and isinstance(error, EnvironmentFault))


def _operator(client: RpcClient) -> str:
    """The host that answers; on this machine the port too, where each is a program of its own."""
    parts = urlsplit(client.origin)
    host = (parts.hostname or "").rstrip(".")
    return f"{host}:{parts.port}" if host in {"localhost", "127.0.0.1", "::1"} else host
