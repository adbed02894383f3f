"""A web server in a process of its own, as fast as it is told: ``--child bench-content``.

It sends files by sendfile with ranges and keep-alive and does nothing else, so that what is measured is the reader.
The limit is one of the whole server, kept by sending small pieces at their time.
"""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from desktop.processes import Channel, serve

_PIECE_BYTES = 1 << 16


class Line:
    """So many bytes in a second for all connections together; 0 for no limit."""

    def __init__(self, bytes_s: int) -> None:
        self._bytes_s = bytes_s
        self._free_at = 0.0
        self._lock = threading.Lock()

    def wait(self, length: int) -> None:
        """Return when the line has carried what came before."""
        if not self._bytes_s:
            return
        with self._lock:
            now = time.monotonic()
            self._free_at = max(self._free_at, now - 0.01) + length / self._bytes_s
            pause = self._free_at - now
        if pause > 0.002:  # shorter ones are made up for by the next
            time.sleep(pause)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        """Send a file or a range of it."""
        path = self.server.root / self.path.lstrip("/")
        with path.open("rb") as stream:
            total = path.stat().st_size
            first, stop = _range(self.headers.get("Range", ""), total)
            self.send_response(206 if "Range" in self.headers else 200)
            self.send_header("Content-Length", str(stop - first))
            if "Range" in self.headers:
                self.send_header("Content-Range", f"bytes {first}-{stop - 1}/{total}")
            self.end_headers()
            self._send(stream, first, stop)

    def _send(self, stream: BinaryIO, first: int, stop: int) -> None:
        step = _PIECE_BYTES if self.server.is_limited else stop - first
        try:
            for place in range(first, stop, max(step, 1)):
                length = min(step, stop - place)
                self.server.line.wait(length)
                self.connection.sendfile(stream, place, length)
        except OSError:
            self.close_connection = True  # the reader went away

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


def _range(asked: str, total: int) -> tuple[int, int]:
    if not asked:
        return 0, total
    first, _, last = asked.removeprefix("bytes=").partition("-")
    return int(first), int(last) + 1 if last else total


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, root: Path, bytes_s: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root, self.line, self.is_limited = root, Line(bytes_s), bytes_s > 0

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection, address


def main() -> None:
    """Answer ``start(root, bytes_s)`` with ``{"url"}``; end at the end of stdin."""

    def start(root: str, bytes_s: int) -> dict[str, str]:
        server = _Server(Path(root), bytes_s)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return {"url": f"http://127.0.0.1:{server.server_address[1]}"}

    serve(Channel(), {"start": start})
