"""Whatever is asked, the chain answers and lives on."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.chain.embedded.chain import EmbeddedChain
from desktop.chain.embedded.genesis import CHAIN_ID, FAUCET_ADDRESS
from desktop.chain.embedded.methods import Methods
from desktop.chain.embedded.server import ChainServer

METHODS = sorted(Methods(EmbeddedChain.open(None))._table)

hexes = st.binary(max_size=70).map(lambda raw: "0x" + raw.hex())
quantities = st.integers(0, 2**260).map(hex)
addresses = st.sampled_from(["0x" + FAUCET_ADDRESS.raw.hex(), "0x" + "00" * 20, "0x" + "00" * 19 + "05"])
tags = st.sampled_from(["latest", "pending", "safe", "finalized", "earliest", "0x0", "0x1", "0x7"])
scalars = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | hexes | quantities | addresses | tags
)
fields = st.sampled_from(
    ["from", "to", "data", "input", "value", "gas", "gasPrice", "maxFeePerGas", "maxPriorityFeePerGas", "fromBlock",
     "toBlock", "blockHash", "address", "topics", "balance", "code", "state", "stateDiff", "nonce", "blockNumber"]
)  # fmt: skip
objects = st.dictionaries(
    fields | addresses,
    scalars | st.lists(scalars, max_size=3) | st.dictionaries(fields, scalars, max_size=3),
    max_size=4,
)
values = scalars | objects | st.lists(scalars | st.lists(scalars, max_size=2), max_size=3)


@pytest.fixture(scope="module")
def server() -> Iterator[ChainServer]:
    chain = EmbeddedChain.open(None)
    server = ChainServer(chain, 0)
    yield server
    server.server_close()
    chain.close()


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(METHODS), st.lists(values, max_size=4))
def test_no_parameters_make_an_internal_error(server: ChainServer, method: str, params: list[Any]) -> None:
    request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}

    answer = json.loads(server.answer(json.dumps(request).encode()))

    assert ("result" in answer) is not ("error" in answer)
    assert answer.get("error", {}).get("code") != -32603


@given(st.binary(max_size=200))
def test_no_bytes_make_an_internal_error(server: ChainServer, body: bytes) -> None:
    answer = json.loads(server.answer(body))

    assert "error" in answer or isinstance(answer, list)


@pytest.mark.filterwarnings("ignore:SELFDESTRUCT:DeprecationWarning")
@settings(max_examples=200)
@given(st.binary(max_size=60) | st.binary(max_size=60).map(lambda raw: b"\x02" + raw))
def test_no_code_makes_an_internal_error(server: ChainServer, code: bytes) -> None:
    call = {"data": "0x" + code.hex(), "gas": hex(200_000)}
    request = {"jsonrpc": "2.0", "id": 1, "method": "eth_call", "params": [call, "latest"]}

    answer = json.loads(server.answer(json.dumps(request).encode()))

    assert answer.get("error", {}).get("code") in {None, 3, -32000}


def test_it_still_knows_its_name(server: ChainServer) -> None:
    request = b'{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}'

    assert json.loads(server.answer(request))["result"] == hex(CHAIN_ID)
