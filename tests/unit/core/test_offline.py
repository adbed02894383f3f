"""Files that carry a transaction: read back as written, and nothing else is read at all."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.identity import Address
from desktop.core.offline import (
    MAX_FILE_BYTES,
    MAX_NOTE,
    NotATransactionFile,
    OfflineRequest,
    SignedBytes,
    read_file,
    write_request,
    write_signed,
)
from desktop.core.transactions import SignedTransaction, UnsignedTransaction

ME, YOU = Address(b"\x01" * 20), Address(b"\xab" * 20)
REQUEST = OfflineRequest(
    ME, UnsignedTransaction(11155111, 7, YOU, 10**18, b"\x12\x34", 60_000, 40 * 10**9, 10**9), "Sepolia", "rent", 1_790_000_000
)  # fmt: skip

numbers = st.integers(0, 2**64)
requests = st.builds(
    OfflineRequest,
    st.binary(min_size=20, max_size=20).map(Address),
    st.builds(
        lambda chain, nonce, to, value, data, gas, most, tip: UnsignedTransaction(
            chain, nonce, Address(to), value, data, gas, max(most, tip), min(most, tip)
        ),
        st.integers(1, 2**255),
        st.integers(0, 2**64 - 2),
        st.binary(min_size=20, max_size=20),
        st.integers(0, 2**200),
        st.binary(max_size=300),
        st.integers(1, 2**63),
        st.integers(1, 2**100),
        st.integers(0, 2**100),
    ),
    st.sampled_from(["", "Sepolia", "测试网"]),
    st.sampled_from(["", "rent"]),
    st.integers(0, 2**53 - 1),
)


@given(requests)
def test_what_was_written_is_read_back(request_: OfflineRequest) -> None:
    assert read_file(write_request(request_)) == request_


@given(st.binary(max_size=500))
def test_signed_bytes_are_read_back_from_a_file_and_from_bare_hexadecimal(raw: bytes) -> None:
    written = write_signed(SignedTransaction(raw, bytes(32)), "rent")

    assert read_file(written) == SignedBytes(raw, "rent")
    if raw:
        assert read_file(b" 0x" + raw.hex().encode() + b"\n") == SignedBytes(raw, "")


def changed(**fields: Any) -> bytes:
    """The file of ``REQUEST`` with fields replaced, or removed where they are None."""
    file = json.loads(write_request(REQUEST))
    for name, value in fields.items():
        part = file["transaction"] if name in file["transaction"] else file
        part[name] = value
        if value is None:
            del part[name]
    return json.dumps(file).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"0x123",
        b"[" * 100_000,
        b" " * (MAX_FILE_BYTES + 1),
        changed(version=2),
        changed(kind="licet-signed-transaction"),
        changed(nonce=7),
        changed(nonce="7"),
        changed(nonce="0x"),
        changed(nonce="0x" + "f" * 16),
        changed(nonce=None),
        changed(chainId="0x0"),
        changed(gas="0x0"),
        changed(maxFeePerGas="0x1"),
        changed(value="0x" + "f" * 64),
        changed(value="-0x1"),
        changed(data="0x123"),
        changed(to=None),
        changed(to="0x" + "0" * 39),
        changed(to="vitalik.eth"),
        changed(account="0x" + "aB" * 20),
        changed(type="0x0"),
        changed(accessList=[]),
        changed(made_at=-1),
        changed(note=5),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(NotATransactionFile):
        read_file(data)


def test_a_strangers_words_are_one_short_plain_line() -> None:
    note = "pay\n\u202emoc.live\u2066 me " + "x" * 500

    read = read_file(write_request(replace(REQUEST, note=note, network="a\tb\r\nc")))

    assert isinstance(read, OfflineRequest)
    assert len(read.note) <= MAX_NOTE
    assert read.note.isprintable()
    assert "\u202e" not in read.note
    assert read.network == "a b c"


def test_the_file_names_things_as_json_rpc_does() -> None:
    """So that other wallets can sign it: the names of eth_signTransaction."""
    transaction = json.loads(write_request(REQUEST))["transaction"]

    assert transaction == {
        "type": "0x2", "chainId": "0xaa36a7", "nonce": "0x7", "to": str(YOU), "value": hex(10**18), "data": "0x1234",
        "gas": hex(60_000), "maxFeePerGas": hex(40 * 10**9), "maxPriorityFeePerGas": hex(10**9),
    }  # fmt: skip
