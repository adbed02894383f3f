"""A chain in memory, as a model of what nodes do: it grows, loses blocks to another branch, and limits what it serves."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from desktop.chain.errors import TooManyResults
from desktop.chain.events import TOPICS
from desktop.chain.market import address_word, word
from desktop.chain.rpc import RpcClient
from desktop.core.identity import Address, keccak256
from tests.helpers.samples import CHAIN_ID, MARKET

FINAL_DEPTH = 8


@dataclass(frozen=True)
class ModelBlock:
    hash: bytes
    parent: bytes
    logs: tuple[dict[str, Any], ...]


class ModelChain:
    """Blocks with logs. ``most_blocks`` and ``most_logs`` are what one request may ask for; silent, it hangs up."""

    def __init__(self) -> None:
        self.blocks = [ModelBlock(keccak256(b"genesis"), bytes(32), ())]
        self.most_blocks = 10**9
        self.most_logs = 10**9
        self.requests = 0
        self.is_silent = False
        self._branch = 0

    @property
    def head(self) -> int:
        return len(self.blocks) - 1

    def mine(self, *logs: tuple[Sequence[bytes], bytes]) -> None:
        """One block with these logs: topics and data."""
        number, parent = len(self.blocks), self.blocks[-1].hash
        block_hash = keccak256(
            parent + b"%d %d" % (number, self._branch) + b"".join(data for _, data in logs)
        )
        told = tuple(
            {
                "address": str(MARKET), "topics": ["0x" + topic.hex() for topic in topics], "data": "0x" + data.hex(),
                "blockNumber": hex(number), "blockHash": "0x" + block_hash.hex(),
                "blockTimestamp": hex(1_700_000_000 + number), "removed": False,
                "transactionHash": "0x" + keccak256(block_hash + bytes([index])).hex(), "logIndex": hex(index),
            }
            for index, (topics, data) in enumerate(logs)
        )  # fmt: skip
        self.blocks.append(ModelBlock(block_hash, parent, told))

    def reorganise(self, depth: int) -> None:
        """Drop the newest blocks; what is mined from now on differs from them."""
        self._branch += 1
        del self.blocks[len(self.blocks) - min(depth, self.head) :]

    def answer(self, method: str, params: Sequence[Any]) -> Any:
        self.requests += 1
        match method:
            case "eth_chainId":
                return hex(CHAIN_ID)
            case "eth_blockNumber":
                return hex(self.head)
            case "eth_getCode":
                return "0x00"
            case "eth_getBlockByNumber":
                return self._header(params[0])
            case "eth_getLogs":
                return self._logs(params[0])
        raise KeyError(method)

    def _header(self, tag: str) -> dict[str, str] | None:
        named = {"latest": self.head, "finalized": max(0, self.head - FINAL_DEPTH)}
        number = named[tag] if tag in named else int(tag, 16)
        if number > self.head:
            return None
        block = self.blocks[number]
        return {
            "number": hex(number), "hash": "0x" + block.hash.hex(), "parentHash": "0x" + block.parent.hex(),
            "timestamp": hex(1_700_000_000 + number),
        }  # fmt: skip

    def _logs(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        first, last = int(query["fromBlock"], 16), int(query["toBlock"], 16)
        found = [entry for block in self.blocks[first : last + 1] for entry in block.logs]
        if last - first + 1 > self.most_blocks or len(found) > self.most_logs:
            raise TooManyResults("http://model")
        return found


class ModelClient(RpcClient):
    """An endpoint that answers from a model, without a network."""

    def __init__(self, chain: ModelChain, name: str = "model") -> None:
        super().__init__(f"http://{name}", attempts=1)
        self.chain = chain

    def call(self, method: str, params: Sequence[Any], result: Any) -> Any:
        return msgspec.convert(self.chain.answer(method, params), result)

    def find(self, method: str, params: Sequence[Any], result: Any) -> Any:
        return msgspec.convert(self.chain.answer(method, params), result | None)

    def glance(self, method: str, params: Sequence[Any], result: Any) -> Any:
        return self.call(method, params, result)

    def find_all(self, requests: Sequence[Any], result: Any) -> list[Any]:
        return [self.find(method, params, result) for method, params in requests]

    def try_all(self, requests: Sequence[Any], result: Any) -> list[Any]:
        return self.find_all(requests, result)


@contextmanager
def served(chain: ModelChain) -> Iterator[str]:
    """The model as a node over HTTP; its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_POST(self) -> None:
            if chain.is_silent:
                self.close_connection = True
                return
            request = msgspec.json.decode(self.rfile.read(int(self.headers["Content-Length"])))
            many = request if isinstance(request, list) else [request]
            answers = [self._one(one) for one in many]
            body = msgspec.json.encode(answers if isinstance(request, list) else answers[0])
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @staticmethod
        def _one(request: dict[str, Any]) -> dict[str, Any]:
            told: dict[str, Any] = {"jsonrpc": "2.0", "id": request["id"]}
            try:
                return {**told, "result": chain.answer(request["method"], request["params"])}
            except TooManyResults:
                return {**told, "error": {"code": -32005, "message": "query returned more than 10 results"}}
            except KeyError:
                return {**told, "error": {"code": -32601, "message": "no method"}}

        def log_message(self, *_: Any) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None: ...  # who is killed hangs up

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def bond_log(number: int, seller: Address) -> tuple[list[bytes], bytes]:
    """A small event of the market that tells which one it is."""
    return [TOPICS["BondDeposited"], address_word(seller)], word(number)


def listed_log(listing: int, terms: Any, card: bytes) -> tuple[list[bytes], bytes]:
    """The log of a listing."""
    head = terms.encode()
    data = head + word(len(head) + 32) + word(len(card)) + card + bytes(-len(card) % 32)
    return [TOPICS["Listed"], word(listing), address_word(terms.seller), terms.hash], data
