"""A web server that lies, breaks off and misbehaves on order."""

import socket
import ssl
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
    endless: bool = False
    pieces: bool = False
    stop: int | None = None
    held: "held_after | None" = None
    pace_s: float = 0.0


Fault = Callable[[Request], None]


class FaultyServer:
    """Serves ``<root>/<identity>/<file>`` truly, unless ``faults[file]`` holds faults: each is used once, in order.

    A fault under the name ``"*"`` is used for every request of every file, one in ``always[file]`` for every request
    of that file.
    """

    def __init__(self, root: Path, tls: ssl.SSLContext | None = None) -> None:
        self.root = root
        self.faults: dict[str, list[Fault]] = {}
        self.always: dict[str, Fault] = {}
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
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
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
        first, _, last = asked.get("range", "bytes=0-")[6:].partition("-")
        start, stop = int(first), int(last) + 1 if last else None
        if path.is_file():
            whole = path.read_bytes()
            code = 206 if "range" in asked else 200
            request = Request(path.name, start, whole[start:stop], code, {}, asked, stop=stop)
            request.headers["ETag"] = '"one"'
            if request.status == 206:
                last_byte = start + len(request.body) - 1
                request.headers["Content-Range"] = f"bytes {start}-{last_byte}/{len(whole)}"
                if start >= len(whole):
                    status(416)(request)
        else:
            request = Request(path.name, start, b"", 404, {}, asked)
        queue = self.faults.get(path.name, [])
        if queue:
            queue.pop(0)(request)
        for fault in self.faults.get("*", []):
            fault(request)
        self.requests.append(request)
        self.always.get(path.name, honest)(request)
        self._send(handler, request)

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, request: Request) -> None:
        handler.send_response(request.status)
        length = {} if request.endless or request.pieces else {"Content-Length": str(len(request.body))}
        if request.pieces or request.endless:
            length["Transfer-Encoding"] = "chunked"
        for name, value in {**length, **request.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        if request.drip_s:
            for place in range(len(request.body)):
                handler.wfile.write(request.body[place : place + 1])
                time.sleep(request.drip_s)
        if request.pieces or request.endless:
            _send_pieces(handler, request)
            return
        if request.pace_s:
            for place in range(0, len(request.body), 1 << 16):
                handler.wfile.write(request.body[place : place + (1 << 16)])
                time.sleep(request.pace_s)
            return
        if request.held is not None:
            request.held.send(handler, request.body)
            return
        handler.wfile.write(request.body[: request.cut_after])
        handler.wfile.flush()
        if request.reset:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if request.reset or request.cut_after is not None:
            handler.close_connection = True
            if not request.reset:
                handler.connection.shutdown(socket.SHUT_RDWR)
            handler.connection.close()


def _send_pieces(handler: BaseHTTPRequestHandler, request: Request) -> None:
    """The body in chunked coding (RFC 9112, 7.1), and behind it, if it is endless, more of it until nobody listens."""
    body = request.body or b"more of the same "
    while True:
        handler.wfile.write(b"%x\r\n%b\r\n" % (len(body), body))
        if not request.endless:
            break
    handler.wfile.write(b"0\r\n\r\n")


def honest(_request: Request) -> None:
    """No fault."""


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


def error_json(request: Request) -> None:
    """200, and an API's error instead of the file."""
    request.status, request.body = 200, b'{"Message": "context deadline exceeded", "Code": 0}'
    request.headers = {"Content-Type": "application/json"}


def disguised_json(request: Request) -> None:
    """The same, called bytes, in pieces without a length."""
    error_json(request)
    request.headers = {"Content-Type": "application/octet-stream"}
    request.pieces = True


def truncated_range(request: Request) -> None:
    """Half of the range, and a header that says so: the next request goes on behind it."""
    if request.status == 206 and len(request.body) > 1:
        total = request.headers["Content-Range"].rpartition("/")[2]
        request.body = request.body[: len(request.body) // 2]
        last = request.start + len(request.body) - 1
        request.headers["Content-Range"] = f"bytes {request.start}-{last}/{total}"


def off_by_one(request: Request) -> None:
    """The header says what was asked for, the bytes begin one later."""
    request.body = request.body[1:] + b"?"


def other_total(request: Request) -> None:
    """A gateway that lies about the size of the file."""
    place, _, _ = request.headers.get("Content-Range", "bytes 0-1/2").rpartition("/")
    if request.status == 206:
        request.headers["Content-Range"] = f"{place}/123456789"
    else:
        request.body += b"more"


def ignoring_ranges(root: Path) -> Fault:
    """200 and the whole of whichever file, whatever was asked."""

    def fault(request: Request) -> None:
        if request.status == 206 or request.status == 416:
            request.status = 200
            request.body = next(root.glob(f"*/{request.file}")).read_bytes()
            request.headers.pop("Content-Range", None)

    return fault


def in_pieces(request: Request) -> None:
    """Chunked coding, without a length."""
    request.pieces = True


def endless(request: Request) -> None:
    """The body, and then again and again."""
    request.endless = True


def after(event: threading.Event) -> Fault:
    """The answer comes when the event is set, and after ten seconds at last."""

    def fault(_request: Request) -> None:
        event.wait(10)

    return fault


def changing(request: Request) -> None:
    """Another file behind the same address: another ETag with each answer, and other bytes from the second on."""
    request.headers["ETag"] = f'"{time.monotonic_ns()}"'
    if request.start > 16:
        request.body = bytes(byte ^ 0x55 for byte in request.body)


def together(*faults: Fault) -> Fault:
    def fault(request: Request) -> None:
        for one in faults:
            one(request)

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


class held_after:  # noqa: N801 - used like the other faults
    """So many bytes of the body at once, the rest when somebody lets go."""

    def __init__(self, length: int) -> None:
        self.reached = threading.Event()
        self._length = length
        self._go = threading.Event()

    @property
    def was_let_go(self) -> bool:
        return self._go.is_set()

    def let_go(self) -> None:
        self._go.set()

    def fault(self, request: Request) -> None:
        request.held = self

    def send(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        handler.wfile.write(body[: self._length])
        handler.wfile.flush()
        self.reached.set()
        self._go.wait(30)
        handler.wfile.write(body[self._length :])


def paced(pause_s: float) -> Fault:
    """A pause after each 64 KiB."""

    def fault(request: Request) -> None:
        request.pace_s = pause_s

    return fault
