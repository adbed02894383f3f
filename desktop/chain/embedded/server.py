"""JSON-RPC over HTTP on loopback, closed to web pages."""

import contextlib
import ipaddress
import logging
import socket
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec

from desktop.chain.embedded import faults
from desktop.chain.embedded.chain import EmbeddedChain
from desktop.chain.embedded.faults import RpcFault
from desktop.chain.embedded.methods import Methods

log = logging.getLogger("licet.chain.embedded")

MAX_BODY_BYTES = 2 << 20
MAX_BATCH = 1000
_IDLE_S = 60.0
_EVM_STACK_BYTES = 64 << 20
"""Contracts calling contracts nest Python calls, and the default differs by system (512 KiB on macOS)."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_S
    wbufsize = -1  # headers and body leave in one packet
    server: "ChainServer"

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)

    def do_POST(self) -> None:
        """Answer one JSON-RPC request or batch."""
        if not _is_loopback_host(self.headers.get("Host", "")) or self.headers.get("Origin") is not None:
            # A page in a browser sends Origin, and one that rebinds its own name to 127.0.0.1 a foreign Host.
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        try:
            length = int(self.headers.get("Content-Length", ""))
        except ValueError:
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
            return
        if not 0 <= length <= MAX_BODY_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        answer = self.server.answer(self.rfile.read(length))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Requests are not logged: they tell which listings a person looks at."""


class ChainServer(ThreadingHTTPServer):
    """One chain behind one port; a broken request never ends it."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, chain: EmbeddedChain, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self._methods = Methods(chain)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the base class's signature
        """A connection that broke; the client notices by itself."""
        log.debug("a connection broke")

    def answer(self, body: bytes) -> bytes:
        """The JSON answer to a JSON body, whatever the body is."""
        try:
            message = _decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return _encode(_failure(None, RpcFault(faults.PARSE_ERROR, "parse error")))
        if not isinstance(message, list):
            return _encode(self._one(message))
        if not message or len(message) > MAX_BATCH:
            return _encode(_failure(None, RpcFault(faults.INVALID_REQUEST, "batch is empty or too large")))
        return _encode([self._one(item) for item in message])

    def _one(self, message: Any) -> dict[str, Any]:
        if not isinstance(message, dict) or not isinstance(message.get("method"), str):
            return _failure(None, RpcFault(faults.INVALID_REQUEST, "invalid request"))
        identifier = message.get("id")
        parameters = message.get("params")
        if parameters is not None and not isinstance(parameters, list):
            return _failure(identifier, faults.bad_params("non-array args"))
        try:
            result = self._methods.answer(message["method"], parameters or [])
        except RpcFault as fault:
            return _failure(identifier, fault)
        except Exception:  # The process boundary: one bad request must not end the chain
            log.exception("the method %s failed", message["method"][:64])
            return _failure(identifier, RpcFault(faults.INTERNAL_ERROR, "internal error"))
        return {"jsonrpc": "2.0", "id": identifier, "result": result}


def _failure(identifier: Any, fault: RpcFault) -> dict[str, Any]:
    error: dict[str, Any] = {"code": fault.code, "message": fault.message}
    if fault.data is not None:
        error["data"] = fault.data
    return {"jsonrpc": "2.0", "id": identifier, "error": error}


def _is_loopback_host(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if host.count(":") == 1 or "]" in host else host
    name = name.strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _tick(chain: EmbeddedChain, block_time_s: float, stop: threading.Event) -> None:
    """Make a block each ``block_time_s``, so that time passes and ``safe`` moves also when nobody sends anything."""
    while not stop.wait(block_time_s):
        try:
            with chain.lock:
                # Blocks made in quick succession run ahead of the clock; let it catch up.
                if chain.time() > chain.head().timestamp:
                    chain.mine()
        except Exception:  # A full disk now is no reason to make no blocks later
            log.exception("the timer made no block")


@contextlib.contextmanager
def running(
    data_file: Path | None, port: int = 0, *, block_time_s: float | None = None, automine: bool = True
) -> Iterator[ChainServer]:
    """The chain and its server in threads of this process, until the block is left.

    Args:
        data_file: The chain's file, made if it is not there; None keeps the chain in memory.
        port: Port on 127.0.0.1, 0 for a free one.
        block_time_s: Seconds between the timer's blocks; None for no timer.
        automine: Make a block for each transaction at once.

    Raises:
        OSError: The port is taken.
        ChainFileBusy: Another process runs this chain.
        ChainFileDamaged: The file is no chain.
    """
    chain = EmbeddedChain.open(data_file, automine=automine)
    try:
        server = ChainServer(chain, port)
    except OSError:
        chain.close()
        raise
    stop = threading.Event()
    previous = threading.stack_size(_EVM_STACK_BYTES)
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,), name="chain-server", daemon=True)]
    if block_time_s is not None:
        threads.append(
            threading.Thread(target=_tick, args=(chain, block_time_s, stop), name="chain-timer", daemon=True)
        )
    try:
        for thread in threads:
            thread.start()
        yield server
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join()
        threading.stack_size(previous)
        chain.close()
