"""A web server that lies, breaks off and misbehaves on order."""

import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType


@dataclass
class Request:
    """What was asked, and what the server is about to say; a fault changes it."""

    file: str
    start: int
    body: bytes
    status: int
    headers: dict[str, str]
    asked: dict[str, str]
    cut_after: int | None = None
    drip_s: float = 0.0
    reset: bool = False


Fault = Callable[[Request], None]


class FaultyServer:
    """Serves ``<root>/<identity>/<file>`` truly, unless ``faults[file]`` holds faults: each is used once, in order.

    A fault under the name ``"*"`` is used for every request of every file.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: dict[str, list[Fault]] = {}
        self.requests: list[Request] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *_: object) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "FaultyServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def starts(self, file: str) -> list[int]:
        """The offsets that were asked of a file, in order."""
        return [request.start for request in self.requests if request.file == file]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = {name.lower(): value for name, value in handler.headers.items()}
        path = self.root / handler.path.lstrip("/")
        start = int(asked.get("range", "bytes=0-")[6:].rstrip("-"))
        if path.is_file():
            whole = path.read_bytes()
            request = Request(path.name, start, whole[start:], 206 if "range" in asked else 200, {}, asked)
            request.headers["ETag"] = '"one"'
            if request.status == 206:
                request.headers["Content-Range"] = f"bytes {start}-{len(whole) - 1}/{len(whole)}"
        else:
            request = Request(path.name, start, b"", 404, {}, asked)
        queue = self.faults.get(path.name, [])
        if queue:
            queue.pop(0)(request)
        for fault in self.faults.get("*", []):
            fault(request)
        self.requests.append(request)
        self._send(handler, request)

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, request: Request) -> None:
        handler.send_response(request.status)
        for name, value in {"Content-Length": str(len(request.body)), **request.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        if request.drip_s:
            for place in range(len(request.body)):
                handler.wfile.write(request.body[place : place + 1])
                time.sleep(request.drip_s)
        handler.wfile.write(request.body[: request.cut_after])
        handler.wfile.flush()
        if request.reset:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if request.reset or request.cut_after is not None:
            handler.close_connection = True
            if not request.reset:
                handler.connection.shutdown(socket.SHUT_RDWR)
            handler.connection.close()


def cut(after: int) -> Fault:
    """The connection ends after so many bytes."""

    def fault(request: Request) -> None:
        request.cut_after = after

    return fault


def reset(after: int) -> Fault:
    """The connection is reset after so many bytes."""

    def fault(request: Request) -> None:
        request.cut_after, request.reset = after, True

    return fault


def drip(pause_s: float) -> Fault:
    """One byte, a pause, the next byte."""

    def fault(request: Request) -> None:
        request.drip_s = pause_s

    return fault


def status(code: int) -> Fault:
    def fault(request: Request) -> None:
        request.status, request.body = code, b""
        request.headers.pop("Content-Range", None)

    return fault


def html(request: Request) -> None:
    """A portal's page instead of the file."""
    request.status, request.body = 200, b"<!DOCTYPE html><title>Log in</title>"
    request.headers = {"Content-Type": "text/html; charset=utf-8"}


def disguised_html(request: Request) -> None:
    request.status, request.body, request.headers = 200, b"<html>" * 1000, {"Transfer-Nothing": "1"}


def compressed(request: Request) -> None:
    request.headers["Content-Encoding"] = "gzip"


def shifted_range(request: Request) -> None:
    """A 206 for another place than the one asked for."""
    first, rest = request.headers.get("Content-Range", "bytes 0-1/2")[6:].split("-")
    request.status = 206
    request.headers["Content-Range"] = f"bytes {int(first) + 1}-{rest}"


def without_range(whole: Path) -> Fault:
    """200 and the whole file, whatever was asked."""

    def fault(request: Request) -> None:
        request.status, request.body = 200, whole.read_bytes()
        request.headers.pop("Content-Range", None)

    return fault


def wrong_byte(offset: int) -> Fault:
    """One byte of the file is another, at this offset of the file."""

    def fault(request: Request) -> None:
        place = offset - request.start
        if 0 <= place < len(request.body):
            body = bytearray(request.body)
            body[place] ^= 1
            request.body = bytes(body)

    return fault


def redirect(target: str) -> Fault:
    def fault(request: Request) -> None:
        request.status, request.body = 302, b""
        request.headers = {"Location": target}

    return fault
