"""JSON-RPC over HTTP to one node: time-outs, bounded retries, a size cap, strict decoding.

Only reads are asked again after a failure; a raw transaction is repeated only as the same bytes, which no chain
mines twice. A node's words never leave this module: errors come from the table in ``desktop.chain.errors``.
"""

import itertools
import logging
import random
import ssl
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec

from desktop.chain.errors import (
    AnswerTooLarge,
    InvalidNodeUrl,
    NotJsonRpc,
    from_httpx,
    from_rpc,
    from_status,
    is_retryable,
)
from desktop.core.errors import AppError, NodeTimeout, RateLimited, Reverted
from desktop.core.nesting import cap_recursion

log = logging.getLogger("licet.chain.rpc")

T = TypeVar("T")

Hex = Annotated[str, msgspec.Meta(pattern="^0x([0-9a-fA-F]{2})*$")]
Quantity = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]{1,64}$")]
Hash = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]{64}$")]
HexAddress = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]{40}$")]

MAX_ANSWER_BYTES = 32 << 20
_REVERT_CODE = 3
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_MAX_BACKOFF_S = 4.0
GLANCE_S = 4.0

RevertDecoder = Callable[[bytes], Reverted]
Request = tuple[str, Sequence[Any]]


class _Fault(msgspec.Struct):
    code: int = 0
    message: str = ""
    data: Any = None


class _Answer(msgspec.Struct):
    """One JSON-RPC 2.0 response; a result of null differs from none at all."""

    id: int | str | None = None
    result: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    error: _Fault | None = None


_decode_one = msgspec.json.Decoder(_Answer).decode
_decode_batch = msgspec.json.Decoder(list[_Answer]).decode


def _plain_revert(_data: bytes) -> Reverted:
    return Reverted("")


class RpcClient:
    """One endpoint. Safe to use from several threads."""

    def __init__(
        self,
        url: str,
        *,
        timeout_s: float = 15.0,
        attempts: int = 3,
        backoff_s: float = 0.25,
        max_answer_bytes: int = MAX_ANSWER_BYTES,
        decode_revert: RevertDecoder = _plain_revert,
    ) -> None:
        """Make a client; nothing is sent yet.

        Args:
            url: http or https address of the node; it may hold a key, so errors name only its origin.
            timeout_s: Longest time of one request, from connecting to the last byte.
            attempts: How often a read is tried at most.
            backoff_s: First pause between attempts; doubled each time, with jitter.
            max_answer_bytes: Longest answer that is read.
            decode_revert: Names a contract's revert from its data.

        Raises:
            InvalidNodeUrl: The text is no http or https address.
        """
        self.origin = _origin(url)
        self.url = url  # never shown and never logged
        self._timeout_s = timeout_s
        self._attempts = attempts
        self._backoff_s = backoff_s
        self._max_bytes = max_answer_bytes
        self._decode_revert = decode_revert
        self._ids = itertools.count(1)
        # A proxy of the environment must not see what is meant for this machine.
        trust_env = urlsplit(url).hostname not in _LOOPBACK
        self._http = httpx.Client(
            verify=_trust(urlsplit(url).scheme, trust_env=trust_env),
            timeout=httpx.Timeout(timeout_s, connect=min(timeout_s, 5.0)),
            limits=httpx.Limits(max_connections=8, max_keepalive_connections=4),
            follow_redirects=False,
            trust_env=trust_env,
            headers={"Content-Type": "application/json", "Accept-Encoding": "identity"},
        )

    def close(self) -> None:
        self._http.close()

    def call(self, method: str, params: Sequence[Any], result: type[T]) -> T:
        """Ask the node to read something, again if that may help.

        Args:
            method: JSON-RPC method without effect.
            params: Its parameters.
            result: The type of the answer, checked strictly.

        Raises:
            AppError: From the table in ``desktop.chain.errors``.
        """
        return self._repeat(lambda: self._single(method, params, result))

    def find(self, method: str, params: Sequence[Any], result: type[T]) -> T | None:
        """Like ``call`` for what may not exist: the node answers null."""
        kind: Any = result
        found: T | None = self._repeat(lambda: self._single(method, params, kind | None))
        return found

    def glance(self, method: str, params: Sequence[Any], result: type[T]) -> T | None:
        """Like ``find``, once and for a moment only: what others may answer meanwhile is not worth waiting for."""
        kind: Any = result
        found: T | None = self._single(method, params, kind | None, min(self._timeout_s, GLANCE_S))
        return found

    def find_all(self, requests: Sequence[Request], result: type[T]) -> list[T | None]:
        """Several reads in one HTTP request; the results, or None, in the order of the requests.

        Raises:
            AppError: The first request that failed, or the whole batch.
        """
        if not requests:
            return []
        kind: Any = result
        found: list[T | None] = self._repeat(lambda: self._many(requests, kind | None))
        return found

    def try_all(self, requests: Sequence[Request], result: type[T]) -> list[T | AppError]:
        """Several reads in one HTTP request, each with its result or its own error: a revert hinders no other.

        Raises:
            AppError: The whole batch failed.
        """
        return self._repeat(lambda: self._each(requests, result)) if requests else []

    def send_raw(self, raw: bytes) -> None:
        """Send a signed transaction once.

        Raises:
            AlreadyKnown: The node has it already.
            AppError: As the table says.
        """
        self.send("eth_sendRawTransaction", ["0x" + raw.hex()], str)

    def send(self, method: str, params: Sequence[Any], result: type[T]) -> T:
        """Ask for something that has an effect: once, whatever happens."""
        return self._single(method, params, result)

    def _repeat(self, read: Callable[[], T]) -> T:
        for attempt in range(1, self._attempts + 1):
            try:
                return read()
            except AppError as error:
                if attempt == self._attempts or not is_retryable(error) or _asks_for_long(error):
                    raise
                pause = self._backoff_s * 2 ** (attempt - 1) * random.uniform(0.5, 1.0)  # noqa: S311 - jitter
                if isinstance(error, RateLimited) and error.retry_after_s is not None:
                    pause = max(pause, error.retry_after_s)
                log.debug("%s failed with %s, asked again", self.origin, type(error).__name__)
                time.sleep(min(pause, _MAX_BACKOFF_S))
        raise AssertionError("attempts is at least 1")

    def _single(
        self, method: str, params: Sequence[Any], result: type[T], timeout_s: float | None = None
    ) -> T:
        identifier = next(self._ids)
        body = self._post({"jsonrpc": "2.0", "id": identifier, "method": method, "params": params}, timeout_s)
        answer = self._parse(body, _decode_one)
        if answer.error is None and answer.id != identifier:
            raise NotJsonRpc(self.origin)
        return self._result(answer, result)

    def _many(self, requests: Sequence[Request], result: type[T]) -> list[T]:
        return [self._result(answer, result) for answer in self._batch(requests)]

    def _each(self, requests: Sequence[Request], result: type[T]) -> list[T | AppError]:
        found: list[T | AppError] = []
        for answer in self._batch(requests):
            try:
                found.append(self._result(answer, result))
            except AppError as error:
                found.append(error)
        return found

    def _batch(self, requests: Sequence[Request]) -> list[_Answer]:
        numbered = {next(self._ids): request for request in requests}
        body = self._post(
            [
                {"jsonrpc": "2.0", "id": identifier, "method": method, "params": params}
                for identifier, (method, params) in numbered.items()
            ]
        )
        if not body.lstrip().startswith(b"["):
            self._result(self._parse(body, _decode_one), object)  # an error for the whole batch
            raise NotJsonRpc(self.origin)
        answers = {answer.id: answer for answer in self._parse(body, _decode_batch)}
        if set(answers) != set(numbered):
            raise NotJsonRpc(self.origin)
        return [answers[identifier] for identifier in numbered]

    def _parse(self, body: bytes, decode: Callable[[bytes], T]) -> T:
        cap_recursion()
        try:
            return decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise NotJsonRpc(self.origin) from error

    def _result(self, answer: _Answer, result: type[T]) -> T:
        if answer.error is not None:
            raise self._fault(answer.error)
        if isinstance(answer.result, msgspec.UnsetType):
            raise NotJsonRpc(self.origin)
        try:
            return msgspec.json.decode(answer.result, type=result)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise NotJsonRpc(self.origin) from error

    def _fault(self, fault: _Fault) -> AppError:
        data = fault.data.get("data") if isinstance(fault.data, dict) else fault.data
        if isinstance(data, str) and data.startswith("0x") and (len(data) > 2 or fault.code == _REVERT_CODE):
            try:
                return self._decode_revert(bytes.fromhex(data[2:]))
            except ValueError:
                return NotJsonRpc(self.origin)
        return from_rpc(fault.code, fault.message, self.origin)

    def _post(self, message: Any, timeout_s: float | None = None) -> bytes:
        limit_s = self._timeout_s if timeout_s is None else timeout_s
        deadline = time.monotonic() + limit_s
        limits = httpx.Timeout(limit_s, connect=min(limit_s, 5.0))
        body = bytearray()
        try:
            content = msgspec.json.encode(message)
            with self._http.stream("POST", self.url, content=content, timeout=limits) as response:
                for chunk in response.iter_raw():
                    body += chunk
                    if len(body) > self._max_bytes:
                        raise AnswerTooLarge(self.origin, self._max_bytes)
                    if time.monotonic() > deadline:
                        # httpx limits the pause between two packets, not their sum.
                        raise NodeTimeout(self.origin)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise from_httpx(error, self.origin) from error
        if response.status_code != httpx.codes.OK and not _is_fault(response.status_code, bytes(body)):
            raise from_status(response.status_code, response.headers.get("Retry-After"), self.origin)
        return bytes(body)


def _asks_for_long(error: AppError) -> bool:
    """Whether it says itself that asking again soon is in vain: another endpoint may answer meanwhile."""
    return isinstance(error, RateLimited) and (error.retry_after_s or 0.0) > _MAX_BACKOFF_S


def _is_fault(status: int, body: bytes) -> bool:
    """Whether an answer that is not 200 carries a JSON-RPC error, which says more than its status."""
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return False
    try:
        return _decode_one(body).error is not None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _origin(url: str) -> str:
    """Scheme, host and port: what may be shown and logged of an address that can hold a key."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InvalidNodeUrl(url[:200]) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        raise InvalidNodeUrl(url[:200])
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


@cache
def _trust(scheme: str, *, trust_env: bool) -> ssl.SSLContext:
    """The public roots; loading them takes 20 ms, so all clients share them, and one without TLS trusts nobody."""
    if scheme == "http":
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.create_ssl_context(trust_env=trust_env)


def to_int(quantity: str) -> int:
    """The value of a checked ``Quantity``."""
    return int(quantity, 16)


def to_bytes(text: str) -> bytes:
    """The bytes of a checked ``Hex``, ``Hash`` or ``HexAddress``."""
    return bytes.fromhex(text[2:])
