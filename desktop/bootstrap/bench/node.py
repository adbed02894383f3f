"""A local node that serves a made market's logs from memory: ``--child bench-node``.

The embedded chain makes some tens of listings in a second, too few for this benchmark. This node answers as fast
as a process can, so that what is measured is the reader.
"""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from desktop.bootstrap.bench.listings import CHAIN_ID, PER_BLOCK, MadeMarket, block_hash, block_time
from desktop.processes import Channel, serve

FINAL_DEPTH = 64


class MadeNode:
    """The few methods that following needs, over logs that are kept as JSON."""

    def __init__(self, market: MadeMarket) -> None:
        self._head = market.head
        logs = [msgspec.json.encode(market.log(number)) for number in range(1, market.listings + 1)]
        self._blocks = [
            b",".join(logs[start : start + PER_BLOCK]) for start in range(0, len(logs), PER_BLOCK)
        ]
        self._methods: dict[str, Callable[[list[Any]], bytes]] = {
            "eth_chainId": lambda _: msgspec.json.encode(hex(CHAIN_ID)),
            "eth_blockNumber": lambda _: msgspec.json.encode(hex(self._head)),
            "eth_getBlockByNumber": self._header,
            "eth_getLogs": self._logs,
        }

    def answer(self, body: bytes) -> bytes:
        """The answer to one request or to a batch."""
        request = msgspec.json.decode(body)
        if isinstance(request, list):
            return b"[" + b",".join(map(self._one, request)) + b"]"
        return self._one(request)

    def _one(self, request: dict[str, Any]) -> bytes:
        identifier = msgspec.json.encode(request["id"])
        method = self._methods.get(request["method"])
        if method is None:
            return b'{"jsonrpc":"2.0","id":%b,"error":{"code":-32601,"message":"no method"}}' % identifier
        return b'{"jsonrpc":"2.0","id":%b,"result":%b}' % (identifier, method(request["params"]))

    def _header(self, params: list[Any]) -> bytes:
        tags = {"latest": self._head, "finalized": max(0, self._head - FINAL_DEPTH)}
        number = tags[params[0]] if params[0] in tags else int(params[0], 16)
        if number > self._head:
            return b"null"
        return msgspec.json.encode(
            {
                "number": hex(number),
                "hash": "0x" + block_hash(number).hex(),
                "parentHash": "0x" + block_hash(number - 1).hex(),
                "timestamp": hex(block_time(number)),
            }
        )

    def _logs(self, params: list[Any]) -> bytes:
        first, last = int(params[0]["fromBlock"], 16), int(params[0]["toBlock"], 16)
        # Block 0 is empty; list index 0 is block 1.
        return b"[" + b",".join(self._blocks[max(0, first - 1) : max(0, last)]) + b"]"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: "_Server"

    def do_POST(self) -> None:
        """Answer a JSON-RPC request."""
        answer = self.server.node.answer(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, node: MadeNode) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.node = node


def main() -> None:
    """Answer ``start(listings)`` with ``{"url"}``; end at the end of stdin."""

    def start(listings: int) -> dict[str, str]:
        server = _Server(MadeNode(MadeMarket(listings)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return {"url": f"http://127.0.0.1:{server.server_address[1]}"}

    serve(Channel(), {"start": start})
