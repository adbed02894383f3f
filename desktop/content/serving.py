"""A small web server for the files of a content store, with ranges: what ``licet seller`` and the demo run.

It knows the four names below 64 hex digits and nothing else, sends whole files of the store only, and gives no
client more than a thread, a deadline for its request and a time-out for each send.
"""

import logging
import re
import socket
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from desktop.content.store import ContentStore
from desktop.core.contents import FILES

log = logging.getLogger("licet.content.serving")

REQUEST_S = 10.0
"""A request head must be whole in this time, however its bytes drip; an idle connection ends after it too."""
SEND_S = 30.0
MAX_CONNECTIONS = 64
_STOP_POLL_S = 0.1

_PATH = re.compile(r"/([0-9a-f]{64})/(" + "|".join(re.escape(name) for name in FILES) + r")\Z")
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z")


class _Unsatisfiable(Exception):
    """The range begins behind the end of the file."""


class ContentServer:
    """Serves a store on one address from a thread of its own.

    Args:
        store: Whose whole files are served.
        host: Address to listen on.
        port: 0 for any free one; see ``address``.
    """

    def __init__(self, store: ContentStore, host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = _Server((host, port), store)
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

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; transfers under way are cut."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], store: ContentStore) -> None:
        self.store = store
        self.slots = threading.BoundedSemaphore(MAX_CONNECTIONS)
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self.slots.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the base class names them
        """Called while an error is handled: a client that went away is no event, and its address is not kept."""
        log.debug("connection ended", exc_info=True)  # noqa: LOG014 - see above


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

    def handle_one_request(self) -> None:
        self._reader.restart()
        super().handle_one_request()

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        log.debug(format, *args)

    def _answer(self, *, with_body: bool) -> None:
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        match = _PATH.match(self.path)
        path = None if match is None else self.server.store.path(bytes.fromhex(match[1]), match[2])
        if match is None or path is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        try:
            with path.open("rb") as stream:
                self._send(stream, path, f'"{match[1]}"', with_body=with_body)
        except (FileNotFoundError, IsADirectoryError):
            self._refuse(HTTPStatus.NOT_FOUND)

    def _send(self, stream: BinaryIO, path: Path, etag: str, *, with_body: bool) -> None:
        total = path.stat().st_size
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
                self.connection.sendfile(stream, first, end - first)
            except OSError:
                self.close_connection = True  # the client went away, or took nothing for too long

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
