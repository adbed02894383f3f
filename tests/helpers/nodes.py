"""A node between the app and the real chain that behaves badly when it is told to."""

import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Lie = Callable[[str, list[Any], Any], Any]
"""(method, params, true result) -> what is told instead."""

PAGE = b"<!DOCTYPE html><html><body><h1>Welcome! Please sign in. Traceback</h1></body></html>"


def honest(_method: str, _params: list[Any], result: Any) -> Any:
    return result


class BadNode:
    """Forwards to the chain behind it, and keeps what it was asked.

    ``mood`` is ``honest``, ``page`` (HTML for everything), ``silent``, ``limited`` (429 with a Retry-After), ``null`` (a
    result of null for everything) or ``alien`` (another chain id).
    """

    def __init__(self, behind: str) -> None:
        self._behind = behind
        self.mood = "honest"
        self.lie: Lie = honest
        self.refused = ""
        """A method that this node does not serve."""
        self.url = ""
        self.heard: list[bytes] = []
        self.awake = threading.Event()

    def recover(self) -> None:
        """Honest again, and nothing heard yet."""
        self.mood, self.lie, self.refused = "honest", honest, ""
        self.heard.clear()

    def answer(self, body: bytes) -> bytes:
        request = json.loads(body)
        sent = urllib.request.Request(self._behind, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(sent, timeout=60) as response:
            answer = json.load(response)
        for one, told in zip(_many(request), _many(answer), strict=True):
            if one["method"] == self.refused:
                told.pop("result", None)
                told["error"] = {"code": -32601, "message": "the method does not exist"}
            elif self.mood == "null":
                told.pop("error", None)
                told["result"] = None
            elif self.mood == "alien" and one["method"] == "eth_chainId":
                told["result"] = "0x539"
            elif "result" in told:
                told["result"] = self.lie(one["method"], one["params"], told["result"])
        return json.dumps(answer).encode()


def _many(message: Any) -> list[Any]:
    return message if isinstance(message, list) else [message]


@contextmanager
def bad_node(behind: str) -> Iterator[BadNode]:
    """A node at an address of its own."""
    node = BadNode(behind)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            node.heard.append(body)
            if node.mood == "limited":
                self.send_response(429)
                self.send_header("Retry-After", "30")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if node.mood == "silent":
                node.awake.wait(60.0)
                self.close_connection = True
                return
            answer = PAGE if node.mood == "page" else node.answer(body)
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if node.mood == "page" else "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None: ...

    server = Server(("127.0.0.1", 0), Handler)
    node.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield node
    finally:
        node.awake.set()
        server.shutdown()
        thread.join()
        server.server_close()
