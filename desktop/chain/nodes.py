"""Several endpoints of one chain: reads fail over from one to the next, sends go to all."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from desktop.chain.backoff import Backoff
from desktop.chain.errors import AlreadyKnown, is_retryable
from desktop.chain.rpc import Quantity, Request, RpcClient, to_int
from desktop.core.errors import AppError, Bug, EnvironmentFault, WrongChain

T = TypeVar("T")


@dataclass(slots=True)
class _Standing:
    """How an endpoint has behaved: until when it is left alone, and how long the next time."""

    backoff: Backoff
    rests_until: float = 0.0
    is_distrusted: bool = False


class Nodes:
    """The endpoints, the preferred one first. Each is asked for its chain id once, before anything else.

    One that failed rests for a while, longer each time, and is asked meanwhile only if no other answers. One that was
    caught with a lie (``distrust``) is asked last.
    """

    def __init__(self, chain_id: int, clients: Sequence[RpcClient]) -> None:
        """Make the set; nothing is sent yet.

        Args:
            chain_id: The chain that every endpoint must serve.
            clients: At least one.
        """
        if not clients:
            raise Bug("a chain needs an endpoint")
        self.chain_id = chain_id
        self.clients = tuple(clients)
        self._checked: set[RpcClient] = set()
        self._answering = self.clients[0]
        self._standings = {client: _Standing(Backoff()) for client in self.clients}

    @property
    def origin(self) -> str:
        """The endpoint that answers at present, as it may be shown."""
        return self._answering.origin

    def distrust(self, origin: str) -> None:
        """Ask an endpoint only if no other answers, because it told what is not on the chain."""
        for client in self.clients:
            if client.origin == origin:
                self._standings[client].is_distrusted = True

    def trusted(self) -> tuple[RpcClient, ...]:
        """The endpoints that were not caught with a lie."""
        return tuple(client for client in self.clients if not self._standings[client].is_distrusted)

    def operators(self) -> tuple[RpcClient, ...]:
        """One trusted endpoint for each operator: an operator's second address is no second opinion."""
        found: dict[str, RpcClient] = {}
        for client in self.trusted():
            found.setdefault(_operator(client), client)
        return tuple(found.values())

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
            standing = self._standings[client]
            try:
                self.check(client)
                answer = read(client)
            except AppError as error:
                if not is_retryable(error) and not (leave_any and isinstance(error, EnvironmentFault)):
                    raise
                standing.rests_until = time.monotonic() + standing.backoff.next_s(error)
                fault = fault or error
            else:
                standing.rests_until = 0.0
                standing.backoff.reset()
                self._answering = client  # the next read begins where this one succeeded
                return answer
        raise fault or Bug("no endpoint")

    def _in_turn(self) -> list[RpcClient]:
        now = time.monotonic()

        def place(client: RpcClient) -> tuple[bool, bool, bool]:
            standing = self._standings[client]
            return standing.is_distrusted, standing.rests_until > now, client is not self._answering

        return sorted(self.clients, key=place)

    def check(self, client: RpcClient) -> None:
        """Make sure, once, that an endpoint serves this chain.

        Raises:
            WrongChain: It serves another.
            AppError: It failed.
        """
        if client in self._checked:
            return
        found = to_int(client.call("eth_chainId", [], Quantity))
        if found != self.chain_id:
            raise WrongChain(self.chain_id, found)
        self._checked.add(client)


def _operator(client: RpcClient) -> str:
    """The host that answers; on this machine the port too, where each is a program of its own."""
    parts = urlsplit(client.origin)
    host = (parts.hostname or "").rstrip(".")
    return f"{host}:{parts.port}" if host in {"localhost", "127.0.0.1", "::1"} else host
