"""The JSON-RPC methods of the embedded chain, over real HTTP."""

import time
from typing import Any

import httpx
import pytest
from eth_account import Account

from desktop.chain.embedded import methods
from desktop.chain.embedded import server as server_module
from desktop.chain.embedded.chain import EmbeddedChain
from desktop.chain.embedded.faults import RpcFault
from desktop.chain.embedded.genesis import CHAIN_ID, COIN
from desktop.chain.embedded.server import ChainServer
from tests.helpers.chain import Wallet

ALICE, BOB = Wallet.number(1), Wallet.number(2)

# PUSH1 1 PUSH1 2 LOG.. : emits LOG1 with topic = CALLDATA[0:32] and data = 0x00..2a
LOGGER = bytes.fromhex("602a600052600035602060 00a100".replace(" ", ""))
REVERTER = bytes.fromhex("63deadbeef60e01b60005260046000fd")  # reverts with the four bytes 0xdeadbeef
CALL_SELF = bytes.fromhex("60006000600060006000305af100")
STORE = bytes.fromhex("60005460005260206000f3")  # returns slot 0
CLOCK = bytes.fromhex("4260005260206000f3")  # returns the block's timestamp


class Node:
    """Raw requests, so that the answers are seen as they are."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=30)
        self.nonces: dict[Wallet, int] = {}

    def ask(self, method: str, *params: Any) -> dict[str, Any]:
        body = {"jsonrpc": "2.0", "id": 7, "method": method, "params": list(params)}
        answer = self.http.post("/", json=body).json()
        assert answer["id"] == 7
        return answer

    def get(self, method: str, *params: Any) -> Any:
        answer = self.ask(method, *params)
        assert "error" not in answer, answer
        return answer["result"]

    def fail(self, method: str, *params: Any) -> dict[str, Any]:
        answer = self.ask(method, *params)
        assert "result" not in answer, answer
        return answer["error"]

    def send(self, wallet: Wallet, **fields: Any) -> Any:
        nonce = self.nonces.get(wallet, 0)
        signed = Account.from_key(wallet.key).sign_transaction(
            {
                "type": 2, "chainId": CHAIN_ID, "nonce": nonce, "gas": 1_000_000, "value": 0, "data": b"",
                "maxFeePerGas": 10**10, "maxPriorityFeePerGas": 10**9, **fields,
            }
        )  # fmt: skip
        self.nonces[wallet] = nonce + 1
        return self.get("eth_sendRawTransaction", "0x" + bytes(signed.raw_transaction).hex())

    def deploy(self, wallet: Wallet, runtime: bytes) -> str:
        size = len(runtime)
        init = bytes([0x60, size, 0x60, 12, 0x60, 0, 0x39, 0x60, size, 0x60, 0, 0xF3]) + runtime
        receipt = self.get("eth_getTransactionReceipt", self.send(wallet, data=init))
        assert receipt["status"] == "0x1"
        return str(receipt["contractAddress"])


@pytest.fixture
def node(server: ChainServer):
    node = Node(server.url)
    node.get("licet_faucet", str(ALICE.address))
    yield node
    node.http.close()


def raw(wallet: Wallet, **fields: Any) -> str:
    signed = Account.from_key(wallet.key).sign_transaction(
        {
            "chainId": CHAIN_ID, "nonce": 0, "gas": 21_000, "value": 1, "data": b"", "to": BOB.address.raw,
            "maxFeePerGas": 10**10, "maxPriorityFeePerGas": 10**9, "type": 2, **fields,
        }
    )  # fmt: skip
    return "0x" + bytes(signed.raw_transaction).hex()


def test_it_tells_who_it_is(node: Node) -> None:
    assert node.get("eth_chainId") == hex(CHAIN_ID)
    assert node.get("net_version") == str(CHAIN_ID)
    assert node.get("eth_syncing") is False
    assert "Licet" in node.get("web3_clientVersion")


def test_safe_and_finalized_trail_the_head(node: Node) -> None:
    for _ in range(5):
        node.get("evm_mine")
    numbers = {
        tag: int(node.get("eth_getBlockByNumber", tag, False)["number"], 16)
        for tag in ("earliest", "finalized", "safe", "latest", "pending")
    }

    assert numbers == {"earliest": 0, "finalized": 2, "safe": 4, "latest": 6, "pending": 7}


def test_a_block_is_found_by_its_hash_with_whole_transactions(node: Node) -> None:
    sent = node.send(ALICE, to=BOB.address.raw, gas=21_000, value=5)
    block = node.get("eth_getBlockByNumber", "latest", True)

    found = node.get("eth_getBlockByHash", block["hash"], False)

    assert found["transactions"] == [sent]
    (transaction,) = block["transactions"]
    assert transaction["hash"] == sent
    assert transaction["from"] == "0x" + ALICE.address.raw.hex()
    assert transaction["value"] == "0x5"


def test_unknown_blocks_and_transactions_are_null(node: Node) -> None:
    assert node.get("eth_getBlockByNumber", "0xffff", False) is None
    assert node.get("eth_getBlockByHash", "0x" + "11" * 32, False) is None
    assert node.get("eth_getTransactionByHash", "0x" + "11" * 32) is None
    assert node.get("eth_getTransactionReceipt", "0x" + "11" * 32) is None


def test_state_is_read_at_any_block(node: Node) -> None:
    node.send(ALICE, to=BOB.address.raw, gas=21_000, value=5)

    assert node.get("eth_getBalance", str(BOB.address), "latest") == "0x5"
    assert node.get("eth_getBalance", str(BOB.address), "0x1") == "0x0"
    assert node.fail("eth_getBalance", str(BOB.address), "0x99") == {
        "code": -32000,
        "message": "header not found",
    }


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_each_kind_of_transaction_is_mined(node: Node, kind: int) -> None:
    price = {"maxFeePerGas": 10**10, "maxPriorityFeePerGas": 10**9} if kind == 2 else {"gasPrice": 10**10}
    fields = {"chainId": CHAIN_ID, "nonce": 0, "gas": 30_000, "value": 9, "data": b"", "to": BOB.address.raw}
    typed = {"type": kind} | ({"accessList": []} if kind else {}) if kind else {}
    signed = Account.from_key(ALICE.key).sign_transaction(fields | price | typed)

    sent = node.get("eth_sendRawTransaction", "0x" + bytes(signed.raw_transaction).hex())

    assert sent == "0x" + bytes(signed.hash).hex()
    receipt = node.get("eth_getTransactionReceipt", sent)
    assert (receipt["status"], receipt["type"], receipt["gasUsed"]) == ("0x1", hex(kind), "0x5208")
    transaction = node.get("eth_getTransactionByHash", sent)
    assert Account.recover_transaction(signed.raw_transaction).lower() == transaction["from"]


def test_a_nonce_that_was_used_is_too_low(node: Node) -> None:
    node.send(ALICE, to=BOB.address.raw, gas=21_000)

    fault = node.fail("eth_sendRawTransaction", raw(ALICE, value=2))

    assert fault == {"code": -32000, "message": "nonce too low: next nonce 1, tx nonce 0"}


def test_the_same_bytes_are_known_and_a_rival_must_pay_a_tenth_more(node: Node) -> None:
    node.get("evm_setAutomine", False)
    first = raw(ALICE)
    node.get("eth_sendRawTransaction", first)

    assert node.fail("eth_sendRawTransaction", first)["message"] == "already known"
    rival = raw(ALICE, value=2, maxFeePerGas=11 * 10**9 - 1, maxPriorityFeePerGas=2 * 10**9)
    assert node.fail("eth_sendRawTransaction", rival)["message"] == "replacement transaction underpriced"
    better = node.get(
        "eth_sendRawTransaction",
        raw(ALICE, value=3, maxFeePerGas=11 * 10**9, maxPriorityFeePerGas=11 * 10**8),
    )
    node.get("evm_mine")
    assert node.get("eth_getTransactionReceipt", better)["status"] == "0x1"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": 10**30}, "insufficient funds for gas * price + value"),
        ({"gas": 20_999}, "intrinsic gas too low: have 20999, want 21000"),
        ({"gas": 31_000_000, "maxFeePerGas": 10**9}, "exceeds block gas limit"),
        ({"data": b"\xff" * 1000, "gas": 37_000}, "insufficient gas for floor data gas cost"),
        ({"chainId": 1}, "invalid chain id for signer"),
        ({"maxPriorityFeePerGas": 10**11}, "max priority fee per gas higher than max fee per gas"),
    ],
)
def test_a_transaction_that_can_never_be_mined_is_refused(
    node: Node, fields: dict[str, Any], words: str
) -> None:
    fault = node.fail("eth_sendRawTransaction", raw(ALICE, **fields))

    assert fault["code"] == -32000
    assert words in fault["message"]


def test_a_transaction_without_replay_protection_is_refused(node: Node) -> None:
    fields = {"nonce": 0, "gas": 21_000, "value": 1, "data": b"", "to": BOB.address.raw, "gasPrice": 10**10}
    signed = Account.from_key(ALICE.key).sign_transaction(fields)

    fault = node.fail("eth_sendRawTransaction", "0x" + bytes(signed.raw_transaction).hex())

    assert "replay-protected" in fault["message"]


@pytest.mark.parametrize(
    "text", ["0x", "0x02", "0x03c0", "0xc0", "0x02c0", "0x7f" + "00" * 50, "0x02f86b" + "00" * 9]
)
def test_bytes_that_are_no_transaction_are_refused(node: Node, text: str) -> None:
    assert node.fail("eth_sendRawTransaction", text)["code"] == -32000


def test_the_pending_count_includes_what_waits(node: Node) -> None:
    node.get("evm_setAutomine", False)
    node.get("eth_sendRawTransaction", raw(ALICE))

    assert node.get("eth_getTransactionCount", str(ALICE.address), "latest") == "0x0"
    assert node.get("eth_getTransactionCount", str(ALICE.address), "pending") == "0x1"
    waiting = node.get("eth_getTransactionByHash", node.get("eth_sendRawTransaction", raw(ALICE, nonce=1)))
    assert waiting["blockNumber"] is None


def test_a_failed_transaction_has_status_zero_and_pays_its_gas(node: Node) -> None:
    contract = node.deploy(ALICE, REVERTER)

    receipt = node.get("eth_getTransactionReceipt", node.send(ALICE, to=bytes.fromhex(contract[2:])))

    assert receipt["status"] == "0x0"
    assert int(receipt["gasUsed"], 16) > 21_000


def test_a_revert_comes_back_with_its_data(node: Node) -> None:
    contract = node.deploy(ALICE, REVERTER)

    for method in ("eth_call", "eth_estimateGas"):
        fault = node.fail(method, {"to": contract}, "latest")
        assert fault == {"code": 3, "message": "execution reverted", "data": "0xdeadbeef"}


def test_a_call_sees_the_time_of_its_block(node: Node) -> None:
    contract = node.deploy(ALICE, CLOCK)
    latest = int(node.get("eth_getBlockByNumber", "latest", False)["timestamp"], 16)
    node.get("evm_increaseTime", 86_400)

    assert int(node.get("eth_call", {"to": contract}, "latest"), 16) == latest
    assert int(node.get("eth_call", {"to": contract}, "pending"), 16) >= int(time.time()) + 86_400


def test_a_call_can_pretend_code_balance_and_storage(node: Node) -> None:
    stranger = "0x" + "77" * 20
    slots = {"0x" + "00" * 32: "0x" + "00" * 31 + "2a"}

    for kind in ("state", "stateDiff"):
        overrides = {stranger: {"code": "0x" + STORE.hex(), kind: slots}}
        assert int(node.get("eth_call", {"to": stranger}, "latest", overrides), 16) == 42
    rich = {stranger: {"balance": hex(COIN)}}
    payment = {"from": stranger, "to": str(BOB.address), "value": hex(COIN)}
    assert node.get("eth_call", payment, "latest", rich) == "0x"
    assert "insufficient funds" in node.fail("eth_call", payment, "latest")["message"]
    assert node.get("eth_getCode", stranger, "latest") == "0x"


def test_a_contract_that_calls_itself_without_end_does_not_end_the_chain(node: Node) -> None:
    contract = node.deploy(ALICE, CALL_SELF)

    assert node.get("eth_call", {"to": contract, "gas": hex(2**24)}, "latest") == "0x"
    receipt = node.get(
        "eth_getTransactionReceipt", node.send(ALICE, to=bytes.fromhex(contract[2:]), gas=8_000_000)
    )
    assert receipt["status"] == "0x1"


def test_an_endless_loop_runs_out_of_gas(node: Node) -> None:
    fault = node.fail("eth_call", {"data": "0x5b600056", "gas": hex(500_000)}, "latest")

    assert fault == {"code": -32000, "message": "out of gas"}


def test_an_estimate_is_enough_and_close(node: Node) -> None:
    contract = node.deploy(ALICE, LOGGER)
    data = "0x" + "11" * 32

    estimate = int(
        node.get("eth_estimateGas", {"from": str(ALICE.address), "to": contract, "data": data}), 16
    )

    sent = node.send(ALICE, to=bytes.fromhex(contract[2:]), data=bytes.fromhex(data[2:]), gas=estimate)
    receipt = node.get("eth_getTransactionReceipt", sent)
    assert receipt["status"] == "0x1"
    assert int(receipt["gasUsed"], 16) <= estimate <= int(receipt["gasUsed"], 16) * 1.02
    assert (
        node.get("eth_estimateGas", {"to": str(BOB.address), "value": "0x1", "from": str(ALICE.address)})
        == "0x5208"
    )


def test_fee_history_tells_the_blocks_own_fees_and_the_tips_paid(node: Node) -> None:
    node.send(ALICE, to=BOB.address.raw, gas=21_000)
    node.get("evm_mine")

    history = node.get("eth_feeHistory", "0x3", "latest", [0, 50, 100])

    blocks = [node.get("eth_getBlockByNumber", hex(number), False) for number in (1, 2, 3)]
    assert history["oldestBlock"] == "0x1"
    assert history["baseFeePerGas"][:3] == [block["baseFeePerGas"] for block in blocks]
    node.get("evm_mine")
    assert history["baseFeePerGas"][3] == node.get("eth_getBlockByNumber", "latest", False)["baseFeePerGas"]
    assert history["gasUsedRatio"] == [21_000 / 30_000_000, 21_000 / 30_000_000, 0.0]
    assert history["reward"][1] == [hex(10**9)] * 3
    assert history["reward"][2] == ["0x0"] * 3


@pytest.mark.parametrize("percentiles", [[50, 10], [101], ["a"], "x", [True]])
def test_impossible_percentiles_are_refused(node: Node, percentiles: Any) -> None:
    assert node.fail("eth_feeHistory", "0x1", "latest", percentiles)["code"] == -32602


@pytest.fixture
def logged(node: Node) -> tuple[Node, list[str], str]:
    """Two loggers, each with one log of topic 1 and one of topic 2, a block each."""
    contracts = [node.deploy(ALICE, LOGGER) for _ in range(2)]
    for topic in (1, 2):
        for contract in contracts:
            node.send(ALICE, to=bytes.fromhex(contract[2:]), data=topic.to_bytes(32, "big"))
    return node, contracts, hex(int(node.get("eth_blockNumber"), 16) - 3)


def topic(number: int) -> str:
    return "0x" + number.to_bytes(32, "big").hex()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [(0, 1), (1, 1), (0, 2), (1, 2)]),
        ({"address": 1}, [(1, 1), (1, 2)]),
        ({"topics": [topic(2)]}, [(0, 2), (1, 2)]),
        ({"topics": [[topic(1), topic(2)]], "address": 0}, [(0, 1), (0, 2)]),
        ({"topics": [None]}, [(0, 1), (1, 1), (0, 2), (1, 2)]),
        ({"topics": [None, None]}, []),
        ({"topics": [topic(3)]}, []),
        ({"topics": [[]]}, [(0, 1), (1, 1), (0, 2), (1, 2)]),
    ],
)
def test_logs_are_found_by_address_and_topics(
    logged: tuple[Node, list[str], str], query: dict[str, Any], expected: list[tuple[int, int]]
) -> None:
    node, contracts, first = logged
    if "address" in query:
        query = query | {"address": contracts[query["address"]]}

    logs = node.get("eth_getLogs", query | {"fromBlock": first, "toBlock": "latest"})

    assert [(contracts.index(log["address"]), int(log["topics"][0], 16)) for log in logs] == expected
    assert all(int(log["data"], 16) == 42 for log in logs)


def test_logs_are_found_by_block_and_by_block_hash(logged: tuple[Node, list[str], str]) -> None:
    node, _contracts, first = logged
    block = node.get("eth_getBlockByNumber", first, False)

    by_hash = node.get("eth_getLogs", {"blockHash": block["hash"]})

    assert by_hash == node.get("eth_getLogs", {"fromBlock": first, "toBlock": first})
    (log,) = by_hash
    receipt = node.get("eth_getTransactionReceipt", log["transactionHash"])
    assert receipt["logs"] == [log]
    assert int(receipt["logsBloom"], 16) == int(block["logsBloom"], 16) != 0
    assert log["blockTimestamp"] == block["timestamp"]
    assert node.fail("eth_getLogs", {"blockHash": "0x" + "11" * 32})["message"] == "unknown block"
    assert node.fail("eth_getLogs", {"fromBlock": "0x5", "toBlock": "0x2"})["code"] == -32602
    assert node.get("eth_getLogs", {"fromBlock": "0x500", "toBlock": "0x600"}) == []


def test_too_many_logs_are_refused_with_the_code_for_it(
    logged: tuple[Node, list[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    node, _contracts, first = logged
    monkeypatch.setattr(methods, "MAX_LOGS", 3)

    fault = node.fail("eth_getLogs", {"fromBlock": first, "toBlock": "latest"})

    assert fault == {"code": -32005, "message": "query returned more than 3 results"}


def test_the_faucet_gives_up_to_a_ceiling(node: Node) -> None:
    assert node.get("eth_getBalance", str(ALICE.address), "latest") == hex(methods.FAUCET_GIFT_WEI)

    assert node.fail("licet_faucet", str(ALICE.address), hex(91 * COIN))["code"] == -32000
    assert node.fail("licet_faucet", str(BOB.address), hex(101 * COIN))["code"] == -32000
    for _ in range(9):
        node.get("licet_faucet", str(BOB.address))
    node.get("licet_faucet", str(BOB.address))
    assert node.fail("licet_faucet", str(BOB.address))["code"] == -32000


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("eth_getBalance", []),
        ("eth_getBalance", ["0x12", "latest"]),
        ("eth_getBalance", ["0x" + "zz" * 20, "latest"]),
        ("eth_getBalance", [5, "latest"]),
        ("eth_getBlockByNumber", ["tomorrow", False]),
        ("eth_getBlockByNumber", [None, False]),
        ("eth_getBlockByHash", ["0x11", False]),
        ("eth_call", ["0x"]),
        ("eth_call", [{"value": "0x" + "f" * 65}]),
        ("eth_call", [{"data": "0x123"}]),
        ("eth_call", [{"to": "0x1"}]),
        ("eth_call", [{}, "latest", {"0x" + "11" * 20: {"magic": 1}}]),
        ("eth_getLogs", [[]]),
        ("eth_getLogs", [{"topics": [None] * 5}]),
        ("eth_getLogs", [{"address": ["0x11"]}]),
        ("eth_sendRawTransaction", ["hello"]),
        ("evm_increaseTime", [-1]),
        ("evm_increaseTime", [True]),
        ("eth_feeHistory", ["0x9999999", "latest", []]),
    ],
)
def test_wrong_parameters_are_named_so(node: Node, method: str, params: list[Any]) -> None:
    assert node.fail(method, *params)["code"] == -32602


def test_unknown_methods_and_broken_requests_have_their_codes(node: Node) -> None:
    assert node.fail("eth_mineMeABlock")["code"] == -32601
    assert node.http.post("/", content=b"{").json()["error"]["code"] == -32700
    assert node.http.post("/", content=b"\xff\xfe").json()["error"]["code"] == -32700
    assert node.http.post("/", content=b"[" * 100_000).json()["error"]["code"] == -32700
    assert node.http.post("/", json=[]).json()["error"]["code"] == -32600
    assert node.http.post("/", json=5).json()["error"]["code"] == -32600
    named = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": {"a": 1}}
    assert node.http.post("/", json=named).json()["error"]["code"] == -32602


def test_a_batch_is_answered_in_order_with_each_fault_in_its_place(node: Node) -> None:
    batch = [
        {"jsonrpc": "2.0", "id": "a", "method": "eth_chainId"},
        {"jsonrpc": "2.0", "id": "b", "method": "nope", "params": []},
        17,
    ]

    answers = node.http.post("/", json=batch).json()

    assert answers[0] == {"jsonrpc": "2.0", "id": "a", "result": hex(CHAIN_ID)}
    assert answers[1]["error"]["code"] == -32601
    assert answers[2]["error"]["code"] == -32600


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example:80"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "localhost:1234"}, 200),
        ({"Host": "[::1]:1234"}, 200),
    ],
)
def test_web_pages_are_kept_out(node: Node, headers: dict[str, str], status: int) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId"}

    assert node.http.post("/", json=body, headers=headers).status_code == status


def test_a_body_that_is_too_large_is_refused_unread(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "MAX_BODY_BYTES", 100)

    assert node.http.post("/", content=b"x" * 101).status_code == 413
    assert node.http.get("/").status_code == 501
    assert node.get("eth_chainId") == hex(CHAIN_ID)


def test_a_request_that_waited_while_the_chain_was_closed_is_refused_and_logs_no_fault() -> None:
    chain = EmbeddedChain.open(None)
    asked = methods.Methods(chain)
    chain.close()

    with pytest.raises(RpcFault, match="stopping"):
        asked.answer("eth_getBlockByNumber", ["latest", False])
