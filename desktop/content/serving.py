"""A small web server for the files of a content store, with ranges: seeding from the app, ``licet seller``, the demo.

It knows the four names below 64 hex digits and nothing else, and sends whole files of the store only. No client can
hold it up: a connection that waits for nothing gives way to a new one, one address gets a few connections, a
request head has a deadline however its bytes drip, and whoever takes the bytes too slowly is left.
"""

import logging
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from desktop.content.places import Place, Places
from desktop.content.store import ContentStore
from desktop.core.contents import FILES

log = logging.getLogger("licet.content.serving")

REQUEST_S = 10.0
"""A request head must be whole in this time, however its bytes drip; an idle connection ends after it too."""
SEND_S = 30.0
LEAST_BYTES_PER_S = 1 << 10
"""Whoever takes less, over ``SEND_S``, holds a connection that others want."""
_STEP_BYTES = 1 << 17
_RETRY_S = 5
_STOP_POLL_S = 0.1

_PATH = re.compile(r"/([0-9a-f]{64})/(" + "|".join(re.escape(name) for name in FILES) + r")\Z")
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z")


class Pace(Protocol):
    """The upload's speed limit."""

    def take(self, length: int, stop: Callable[[], None]) -> None:
        """Return when ``length`` bytes may be sent; ``stop`` is asked meanwhile and may raise."""


class _Unlimited:
    def take(self, length: int, stop: Callable[[], None]) -> None:
        """Nobody waits."""


class _Unsatisfiable(Exception):
    """The range begins behind the end of the file."""


class _Stopped(Exception):
    """The server ends, or the client has gone."""


class ContentServer:
    """Serves a store on one address from a thread of its own.

    Args:
        store: Whose whole files are served.
        host: Address to listen on.
        port: 0 for any free one; see ``address``.
        offers: Whether a version is served at all; asked at each request.
        pace: Shared by all connections.
        places: How many connections there may be, and who gives way.
    """

    def __init__(
        self,
        store: ContentStore,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        offers: Callable[[bytes], bool] = lambda _identity: True,
        pace: Pace | None = None,
        places: Places | None = None,
    ) -> None:
        self._server = _Server(
            (host, port), store, offers, pace or _Unlimited(), Places() if places is None else places
        )
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_STOP_POLL_S,), name="content-server", daemon=True
        )

    def __enter__(self) -> "ContentServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def address(self) -> tuple[str, int]:
        host, port = self._server.server_address[:2]
        return str(host), port

    @property
    def base_url(self) -> str:
        """What goes into a card's sources, if the address can be reached by its readers."""
        host, port = self.address
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    @property
    def connections(self) -> int:
        """How many there are now."""
        return len(self._server.places)

    def take_given(self) -> dict[bytes, int]:
        """Bytes of bodies sent since the last call, by version."""
        return self._server.take_given()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; transfers under way are cut."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        self._server.places.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(
        self,
        address: tuple[str, int],
        store: ContentStore,
        offers: Callable[[bytes], bool],
        pace: Pace,
        places: Places,
    ) -> None:
        self.store, self.offers, self.pace, self.places = store, offers, pace, places
        self._given: Counter[bytes] = Counter()
        self._counting = threading.Lock()
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    def count(self, identity: bytes, length: int) -> None:
        with self._counting:
            self._given[identity] += length

    def take_given(self) -> dict[bytes, int]:
        with self._counting:
            given, self._given = dict(self._given), Counter()
        return given

    def process_request(self, request: Any, client_address: Any) -> None:
        place = self.places.enter(request, str(client_address[0]))
        if place is None:
            _turn_away(request)
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.places.leave(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the base class names them
        """Called while an error is handled: a client that went away is no event, and its address is not kept."""
        log.debug("connection ended", exc_info=True)  # noqa: LOG014 - see above


def _turn_away(request: socket.socket) -> None:
    """Say when to come again, without ever waiting for the client."""
    answer = f"HTTP/1.1 503 Busy\r\nRetry-After: {_RETRY_S}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    request.setblocking(False)
    try:
        request.send(answer.encode())
    except OSError:
        log.debug("a client that was turned away had gone")


class _DeadlineReader:
    """The request's bytes, with one deadline for all of them: a time-out for each recv lets a client drip for ever."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._rest = b""
        self._deadline = 0.0
        self.closed = False

    def restart(self) -> None:
        self._deadline = time.monotonic() + REQUEST_S

    def readline(self, limit: int = -1) -> bytes:
        while b"\n" not in self._rest and (limit < 0 or len(self._rest) < limit):
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._connection.settimeout(left)
            data = self._connection.recv(4096)
            if not data:
                break
            self._rest += data
        end = self._rest.find(b"\n") + 1 or len(self._rest)
        end = end if limit < 0 else min(end, limit)
        line, self._rest = self._rest[:end], self._rest[end:]
        return line

    def close(self) -> None:
        self.closed = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "licet", ""
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self.rfile = self._reader = _DeadlineReader(self.connection)  # type: ignore[assignment]
        self._place: Place | None = self.server.places.of(self.connection)

    def handle_one_request(self) -> None:
        self._reader.restart()
        if self._place is not None:
            self._place.wait()
        super().handle_one_request()

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        log.debug(format, *args)

    def _answer(self, *, with_body: bool) -> None:
        if self._place is not None:
            self._place.work()
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        match = _PATH.match(self.path)
        identity = b"" if match is None else bytes.fromhex(match[1])
        if match is None or not self.server.offers(identity):
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        path = self.server.store.path(identity, match[2])
        try:
            with path.open("rb") as stream:
                self._send(stream, path, identity, with_body=with_body)
        except (FileNotFoundError, IsADirectoryError):
            self._refuse(HTTPStatus.NOT_FOUND)

    def _send(self, stream: BinaryIO, path: Path, identity: bytes, *, with_body: bool) -> None:
        total, etag = path.stat().st_size, f'"{identity.hex()}"'
        try:
            span = self._range(total, etag)
        except _Unsatisfiable:
            self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, f"bytes */{total}")
            return
        first, end = span or (0, total)
        self.send_response(HTTPStatus.OK if span is None else HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("ETag", etag)
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("Content-Length", str(end - first))
        if span is not None:
            self.send_header("Content-Range", f"bytes {first}-{end - 1}/{total}")
        self.connection.settimeout(SEND_S)
        self.end_headers()
        if with_body and end > first:
            try:
                self._send_body(stream, identity, first, end)
            except (OSError, _Stopped):
                self.close_connection = True  # the client went away, or took nothing for too long

    def _send_body(self, stream: BinaryIO, identity: bytes, first: int, end: int) -> None:
        """Send in steps, each when the pace allows; whoever takes them too slowly is left."""
        patience = _Patience()
        while first < end:
            step = min(_STEP_BYTES, end - first)
            self.server.pace.take(step, self._stop_if_gone)
            with patience:
                sent = self.connection.sendfile(stream, first, step)
            if not sent:
                raise _Stopped  # the file became shorter
            self.server.count(identity, sent)
            patience.had(sent)
            first += sent

    def _stop_if_gone(self) -> None:
        """While the pace makes it wait, a client that went away or gave way must not hold its place."""
        if self._place is None or self._place.is_over:
            raise _Stopped

    def _range(self, total: int, etag: str) -> tuple[int, int] | None:
        """The asked part as (first, end), or None for the whole file (RFC 9110, 14.2: what is not understood)."""
        match = _RANGE.match(self.headers.get("Range", ""))
        if match is None or not (match[1] or match[2]) or self.headers.get("If-Range", etag) != etag:
            return None
        if not match[1]:
            first, end = max(total - int(match[2]), 0), total
        else:
            first, end = int(match[1]), min(int(match[2]) + 1, total) if match[2] else total
            if match[2] and int(match[2]) < first:
                return None
        if first >= total or first == end:
            raise _Unsatisfiable
        return first, end

    def _refuse(self, status: HTTPStatus, content_range: str | None = None) -> None:
        self.connection.settimeout(SEND_S)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if content_range is not None:
            self.send_header("Content-Range", content_range)
        self.end_headers()


class _Patience:
    """How long one client kept us waiting, and what it took in that time."""

    def __init__(self) -> None:
        self._waited_s = self._began = 0.0
        self._bytes = 0

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._waited_s += time.monotonic() - self._began

    def had(self, length: int) -> None:
        """Judge it now and then.

        Raises:
            _Stopped: It takes less than ``LEAST_BYTES_PER_S``.
        """
        self._bytes += length
        if self._waited_s > SEND_S:
            if self._bytes < LEAST_BYTES_PER_S * self._waited_s:
                raise _Stopped
            self._waited_s, self._bytes = 0.0, 0
