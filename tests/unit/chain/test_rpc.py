"""The JSON-RPC client against real hostile servers."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from desktop.chain import rpc
from desktop.chain.errors import (
    AlreadyKnown,
    AnswerTooLarge,
    InvalidNodeUrl,
    NodeRefused,
    NotJsonRpc,
    TooManyResults,
    TransactionInvalid,
    from_rpc,
)
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hex, Quantity, RpcClient
from desktop.core.errors import (
    AppError,
    InsufficientFunds,
    NodeTimeout,
    NodeUnreachable,
    NonceTooLow,
    RateLimited,
    Reverted,
    TransactionUnderpriced,
    WrongChain,
)

Answer = Callable[[dict[str, Any] | list[Any]], tuple[int, dict[str, str], bytes]]


class Hostile:
    """A server that answers whatever the test tells it to, and counts."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.requests: list[Any] = []
        hostile = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                hostile.requests.append(request)
                answer = hostile.answers[min(len(hostile.requests), len(hostile.answers)) - 1]
                status, headers, body = answer(request)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: Any) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def hostile() -> Iterator[Hostile]:
    server = Hostile()
    yield server
    server.close()


_open: list[RpcClient] = []


@pytest.fixture(autouse=True)
def _close_clients() -> Iterator[None]:
    yield
    while _open:
        _open.pop().close()


def connect(url: str, **options: Any) -> RpcClient:
    made = RpcClient(url, **options)
    _open.append(made)
    return made


def client(hostile: Hostile, **options: Any) -> RpcClient:
    return connect(hostile.url, **{"timeout_s": 2.0, "attempts": 3, "backoff_s": 0.001, **options})


def body(status: int, content: bytes, **headers: str) -> Answer:
    return lambda _request: (status, headers, content)


def result(value: Any) -> Answer:
    def answer(request: Any) -> tuple[int, dict[str, str], bytes]:
        return 200, {}, json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": value}).encode()

    return answer


def fault(code: int, message: str, data: Any = None) -> Answer:
    def answer(request: Any) -> tuple[int, dict[str, str], bytes]:
        error = {"code": code, "message": message} | ({} if data is None else {"data": data})
        return 200, {}, json.dumps({"jsonrpc": "2.0", "id": request["id"], "error": error}).encode()

    return answer


PAGE = b"<!doctype html><html><h1>Welcome to the hotel Wi-Fi</h1></html>"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (body(200, PAGE), NotJsonRpc),
        (body(404, PAGE), NotJsonRpc),
        (body(501, PAGE), NotJsonRpc),
        (body(302, b"", Location="https://evil.example/"), NotJsonRpc),
        (body(401, b""), NotJsonRpc),
        (body(429, PAGE), RateLimited),
        (body(503, PAGE), NodeRefused),
        (body(503, b'{"error":"overloaded"}'), NodeRefused),
        (body(429, b'{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}'), RateLimited),
        (
            body(400, b'{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"nonce too low"}}'),
            NonceTooLow,
        ),
        (body(200, b""), NotJsonRpc),
        (body(200, b"null"), NotJsonRpc),
        (body(200, b'{"jsonrpc":"2.0","id":1}'), NotJsonRpc),
        (body(200, b'{"jsonrpc":"2.0","id":999999,"result":"0x1"}'), NotJsonRpc),
        (body(200, b'{"jsonrpc":"2.0","id":1,"result":'), NotJsonRpc),
        (body(200, b"\xff\xfe\x00"), NotJsonRpc),
        (body(200, b"[" * 200_000), NotJsonRpc),
        (result(None), NotJsonRpc),
        (result(5), NotJsonRpc),
        (result("12"), NotJsonRpc),
        (result("0x"), NotJsonRpc),
        (result("0x" + "f" * 65), NotJsonRpc),
        (result({"a": 1}), NotJsonRpc),
        (fault(-32601, "the method does not exist"), NodeRefused),
        (fault(-32000, "Rate limit exceeded, upgrade at https://evil.example"), RateLimited),
        (fault(3, "execution reverted", "0xdeadbeef"), Reverted),
        (fault(3, "execution reverted", "0xnothex"), NotJsonRpc),
    ],
)
def test_each_wrong_answer_has_its_error(hostile: Hostile, answer: Answer, expected: type[AppError]) -> None:
    hostile.answers = [answer]

    with pytest.raises(expected) as caught:
        client(hostile).call("eth_blockNumber", [], Quantity)

    told = f"{caught.value!r} {vars(caught.value)}"
    assert "hotel" not in told
    assert "evil" not in told


def test_nobody_listening_is_unreachable() -> None:
    with pytest.raises(NodeUnreachable) as caught:
        connect("http://127.0.0.1:1", attempts=1).call("eth_blockNumber", [], Quantity)

    assert caught.value.url == "http://127.0.0.1:1"


def test_a_server_that_breaks_off_is_unreachable(hostile: Hostile) -> None:
    hostile.answers = [lambda _r: (200, {"Content-Length": "1000", "Connection": "close"}, b"{")]

    with pytest.raises((NodeUnreachable, NodeTimeout)):
        client(hostile, timeout_s=0.5, attempts=1).call("eth_blockNumber", [], Quantity)


def test_silence_is_a_time_out(hostile: Hostile) -> None:
    def silent(_request: Any) -> tuple[int, dict[str, str], bytes]:
        time.sleep(1.0)
        return 200, {}, b""

    hostile.answers = [silent]

    with pytest.raises(NodeTimeout):
        client(hostile, timeout_s=0.1, attempts=1).call("eth_blockNumber", [], Quantity)


def test_a_server_that_drips_for_ever_is_a_time_out() -> None:
    import socket

    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not stop.wait(0.02):
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        with pytest.raises(NodeTimeout):
            connect(f"http://127.0.0.1:{listener.getsockname()[1]}", timeout_s=0.3, attempts=1).call(
                "eth_blockNumber", [], Quantity
            )
    finally:
        stop.set()
        thread.join()
        listener.close()


def test_a_giant_answer_is_not_read_to_its_end(hostile: Hostile) -> None:
    hostile.answers = [body(200, b'{"jsonrpc":"2.0","id":1,"result":"0x' + b"0" * 3_000_000 + b'"}')]

    with pytest.raises(AnswerTooLarge) as caught:
        client(hostile, max_answer_bytes=1_000_000).call("eth_call", [], Hex)

    assert caught.value.limit_bytes == 1_000_000
    assert len(hostile.requests) == 1


def test_a_read_is_asked_again_until_it_succeeds(hostile: Hostile) -> None:
    hostile.answers = [body(503, b""), body(429, b"", **{"Retry-After": "0"}), result("0x10")]

    assert client(hostile).call("eth_blockNumber", [], Quantity) == "0x10"
    assert len(hostile.requests) == 3


def test_a_read_is_not_asked_for_ever(hostile: Hostile) -> None:
    hostile.answers = [body(503, b"")]

    with pytest.raises(NodeRefused):
        client(hostile).call("eth_blockNumber", [], Quantity)

    assert len(hostile.requests) == 3


def test_a_node_that_asks_for_half_a_minute_is_not_asked_again_before(hostile: Hostile) -> None:
    """Waiting less is in vain and rude, and another endpoint may answer at once."""
    hostile.answers = [body(429, b"", **{"Retry-After": "30"}), result("0x10")]

    with pytest.raises(RateLimited) as limited:
        client(hostile).call("eth_blockNumber", [], Quantity)

    assert limited.value.retry_after_s == 30
    assert len(hostile.requests) == 1


def test_a_verdict_is_not_asked_again(hostile: Hostile) -> None:
    hostile.answers = [fault(3, "execution reverted", "0x")]

    with pytest.raises(Reverted):
        client(hostile).call("eth_call", [], Hex)

    assert len(hostile.requests) == 1


def test_a_send_is_made_once(hostile: Hostile) -> None:
    hostile.answers = [body(503, b"")]

    with pytest.raises(NodeRefused):
        client(hostile).send_raw(b"\x02")

    assert len(hostile.requests) == 1


def test_the_answers_of_a_batch_are_matched_by_their_ids(hostile: Hostile) -> None:
    def backwards(requests: Any) -> tuple[int, dict[str, str], bytes]:
        answers = [{"jsonrpc": "2.0", "id": r["id"], "result": r["params"][0]} for r in reversed(requests)]
        return 200, {}, json.dumps(answers).encode()

    hostile.answers = [backwards]

    assert client(hostile).find_all([("a", ["0x1"]), ("b", [None]), ("c", ["0x3"])], Quantity) == [
        "0x1",
        None,
        "0x3",
    ]
    assert client(hostile).find_all([], Quantity) == []


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b'{"jsonrpc":"2.0","id":null,"result":"0x1"}',
        b'[{"jsonrpc":"2.0","id":77,"result":"0x1"}]',
        b"[1]",
    ],
)
def test_a_batch_with_answers_missing_is_no_json_rpc(hostile: Hostile, content: bytes) -> None:
    hostile.answers = [body(200, content)]

    with pytest.raises(NotJsonRpc):
        client(hostile).find_all([("a", [])], Quantity)


def test_errors_never_show_the_key_in_an_address() -> None:
    rpc = connect("https://node.example:8545/v3/SECRETKEY?token=SECRETTOO", attempts=1)

    assert rpc.origin == "https://node.example:8545"


@pytest.mark.parametrize(
    "text",
    ["", "node.example", "ftp://node.example", "http://", "http://user:pass@node.example", "http://a:port"],
)
def test_what_is_no_address_of_a_node_is_refused(text: str) -> None:
    with pytest.raises(InvalidNodeUrl):
        connect(text)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("already known", AlreadyKnown),
        ("transaction already imported", AlreadyKnown),
        ("nonce too low: next nonce 5, tx nonce 4", NonceTooLow),
        ("replacement transaction underpriced", TransactionUnderpriced),
        ("max fee per gas less than block base fee: address 0x1, maxFeePerGas: 1", TransactionUnderpriced),
        ("invalid chain id for signer: have 1 want 2", TransactionInvalid),
        ("query returned more than 10000 results", TooManyResults),
        ("exceed maximum block range: 5000", TooManyResults),
        ("daily request limit reached", RateLimited),
        ("out of gas", Reverted),
        ("gas required exceeds allowance (100)", Reverted),
        ("something nobody ever said", NodeRefused),
    ],
)
def test_the_words_of_nodes_are_understood(message: str, expected: type[AppError]) -> None:
    assert type(from_rpc(-32000, message, "http://node")) is expected


def test_missing_money_is_told_in_numbers() -> None:
    words = "insufficient funds for gas * price + value: balance 7, tx cost 21000000000000, overshot 20999999999993"

    error = from_rpc(-32000, words, "http://node")

    assert isinstance(error, InsufficientFunds)
    assert (error.needed_wei, error.available_wei) == (21_000_000_000_000, 7)


def test_reads_go_to_the_next_endpoint_and_stay_there(hostile: Hostile) -> None:
    hostile.answers = [result("0x5")]
    dead = connect("http://127.0.0.1:1", attempts=1)
    nodes = Nodes(5, [dead, client(hostile)])

    assert nodes.call("eth_blockNumber", [], Quantity) == "0x5"
    assert nodes.call("eth_blockNumber", [], Quantity) == "0x5"
    assert [request["method"] for request in hostile.requests] == [
        "eth_chainId",
        "eth_blockNumber",
        "eth_blockNumber",
    ]


def test_an_endpoint_of_another_chain_is_named_and_not_used(hostile: Hostile) -> None:
    hostile.answers = [result("0x1")]
    nodes = Nodes(5, [client(hostile)])

    with pytest.raises(WrongChain) as caught:
        nodes.call("eth_blockNumber", [], Quantity)
    with pytest.raises(WrongChain):
        nodes.send_raw(b"\x02")

    assert (caught.value.expected, caught.value.found) == (5, 1)
    assert {request["method"] for request in hostile.requests} == {"eth_chainId"}


def test_one_endpoint_that_takes_a_transaction_is_enough(hostile: Hostile) -> None:
    hostile.answers = [result("0x5"), result("0x" + "11" * 32)]
    nodes = Nodes(5, [connect("http://127.0.0.1:1", attempts=1), client(hostile)])

    nodes.send_raw(b"\x02")

    assert hostile.requests[-1]["method"] == "eth_sendRawTransaction"


def test_a_verdict_outweighs_an_endpoint_that_is_down(hostile: Hostile) -> None:
    hostile.answers = [result("0x5"), fault(-32000, "nonce too low")]
    nodes = Nodes(5, [connect("http://127.0.0.1:1", attempts=1), client(hostile)])

    with pytest.raises(NonceTooLow):
        nodes.send_raw(b"\x02")


def test_the_public_roots_are_loaded_once_and_for_no_plain_node(monkeypatch: pytest.MonkeyPatch) -> None:
    """They took 20 ms of each client, and the app has many, most of them without TLS."""
    loaded: list[object] = []
    real = httpx.create_ssl_context
    rpc._trust.cache_clear()

    def load(**given: Any) -> ssl.SSLContext:
        loaded.append(given)
        return real(**given)

    monkeypatch.setattr(httpx, "create_ssl_context", load)

    RpcClient("http://127.0.0.1:9").close()
    assert loaded == []
    RpcClient("https://one.example").close()
    RpcClient("https://two.example").close()

    assert loaded == [{"trust_env": True}]


def test_a_plain_node_is_never_trusted_by_tls() -> None:
    context = rpc._trust("http", trust_env=True)

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.get_ca_certs() == []
