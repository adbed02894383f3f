"""Several endpoints of one chain: reads fail over from one to the next, sends go to all."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from desktop.chain.errors import AlreadyKnown, is_retryable
from desktop.chain.rpc import Quantity, Request, RpcClient, to_int
from desktop.core.errors import AppError, Bug, WrongChain

T = TypeVar("T")


class Nodes:
    """The endpoints, the preferred one first. Each is asked for its chain id once, before anything else."""

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

    @property
    def origin(self) -> str:
        """The endpoint that answers at present, as it may be shown."""
        return self._answering.origin

    def close(self) -> None:
        for client in self.clients:
            client.close()

    def call(self, method: str, params: Sequence[Any], result: type[T]) -> T:
        """``RpcClient.call`` at the first endpoint that answers."""
        return self._first(lambda client: client.call(method, params, result))

    def find(self, method: str, params: Sequence[Any], result: type[T]) -> T | None:
        return self._first(lambda client: client.find(method, params, result))

    def find_all(self, requests: Sequence[Request], result: type[T]) -> list[T | None]:
        return self._first(lambda client: client.find_all(requests, result))

    def try_all(self, requests: Sequence[Request], result: type[T]) -> list[T | AppError]:
        return self._first(lambda client: client.try_all(requests, result))

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
            self._check(client)
            client.send_raw(raw)
        except AlreadyKnown:
            return None
        except AppError as error:
            return error
        return None

    def _first(self, read: Callable[[RpcClient], T]) -> T:
        fault: AppError | None = None
        for client in sorted(self.clients, key=lambda client: client is not self._answering):
            try:
                self._check(client)
                answer = read(client)
            except AppError as error:
                if not is_retryable(error):
                    raise
                fault = fault or error
            else:
                self._answering = client  # the next read begins where this one succeeded
                return answer
        raise fault or Bug("no endpoint")

    def _check(self, client: RpcClient) -> None:
        if client in self._checked:
            return
        found = to_int(client.call("eth_chainId", [], Quantity))
        if found != self.chain_id:
            raise WrongChain(self.chain_id, found)
        self._checked.add(client)
