"""The bindings of the records and of the splits: eth_abi is the oracle of every encoding."""

import dataclasses
from typing import Any, cast

import pytest
from eth_abi.abi import encode
from hypothesis import given
from hypothesis import strategies as st

from desktop.assets import Assets
from desktop.chain import records, splits
from desktop.chain.events import MalformedLog, RpcLog
from desktop.chain.gateway import read_artifact
from desktop.chain.nodes import Nodes
from desktop.chain.records import RecordCalls, decode_record
from desktop.core import events as core_events
from desktop.core.events import LogPlace
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address, keccak256
from desktop.core.splits import Share

RECORDS = Address(bytes.fromhex("22" * 20))
CALLS = RecordCalls(RECORDS)
AT = LogPlace(7, b"\x01" * 32, 99, b"\x02" * 32, 3)
VIEWS = {"market()"}

addresses = st.binary(min_size=20, max_size=20).map(Address)
tokens = st.integers(0, 2**256 - 1)
texts = st.binary(max_size=512)


def test_each_function_and_event_of_the_records_is_known() -> None:
    artifact = read_artifact(Assets.find(), "ModelRecords")

    assert set(records.SIGNATURES.values()) == set(artifact.selectors()) - VIEWS
    assert artifact.topics() == {
        name: keccak256(text.encode()) for name, text in records.EVENT_SIGNATURES.items()
    }
    assert {kind.__name__ for kind in core_events.RecordEvent.__args__} == set(records.EVENT_SIGNATURES)


def test_the_calls_of_splits_are_those_of_the_contracts() -> None:
    made = {*read_artifact(Assets.find(), "RevenueSplits").selectors()}
    made |= {*read_artifact(Assets.find(), "RevenueSplit").selectors()}

    assert set(splits.SIGNATURES.values()) <= made


def expected(signature: str, types: list[str], values: list[Any]) -> bytes:
    return keccak256(signature.encode())[:4] + encode(types, values)


@given(tokens, st.integers(0, 255), texts, st.binary(min_size=32, max_size=32))
def test_records_are_encoded_as_eth_abi_does(token: int, stars: int, text: bytes, root: bytes) -> None:
    names = records.SIGNATURES
    assert CALLS.rate(token, stars, text).data == expected(
        names["rate"], ["uint256", "uint8", "bytes"], [token, stars, text]
    )
    assert CALLS.report(token, text).data == expected(names["report"], ["uint256", "bytes"], [token, text])
    assert CALLS.anchor(root).data == expected(names["anchor"], ["bytes32"], [root])


@given(texts)
def test_answers_are_encoded_as_eth_abi_does(text: bytes) -> None:
    terms = Terms(
        RECORDS, RECORDS, Address(bytes(20)), 1, 1, 1, 1, 1, 1, 1, 1, 1, RECORDS, 1, 1, bytes(16),
        bytes(32), bytes(32), bytes(32), bytes(32), bytes(32),
    )  # fmt: skip
    order, delivery = Order(1, RECORDS, RECORDS, 1, 1, 0, 1), Delivery(1, 0, bytes(16), 1)
    types = [*_split(records.SIGNATURES["answer"])]

    values = [_fields(terms), _fields(order), _fields(delivery), text]

    assert CALLS.answer(terms, order, delivery, text).data == expected(
        records.SIGNATURES["answer"], types, values
    )


@given(st.lists(st.tuples(addresses, st.integers(1, 65535)), min_size=1, max_size=8), addresses, addresses)
def test_splits_are_encoded_as_eth_abi_does(
    shares: list[tuple[Address, int]], one: Address, two: Address
) -> None:
    pairs = [("0x" + account.raw.hex(), bps) for account, bps in shares]
    a, b = "0x" + one.raw.hex(), "0x" + two.raw.hex()

    calls = splits.ChainSplits(cast("Nodes", None), RECORDS)  # the calls ask no node
    assert calls.create(tuple(Share(*pair) for pair in shares)).data == expected(
        splits.SIGNATURES["create"], ["(address,uint16)[]"], [pairs]
    )
    assert calls.withdraw(RECORDS, one, two).data == expected(
        splits.SIGNATURES["withdraw"], ["address", "address"], [a, b]
    )
    assert calls.withdraw_for(RECORDS, one, two).data == expected(
        splits.SIGNATURES["withdraw_for"], ["address", "address"], [a, b]
    )


@given(tokens, addresses, st.integers(0, 255), texts, st.binary(min_size=32, max_size=32))
def test_record_events_are_sliced_as_eth_abi_encodes(
    token: int, account: Address, stars: int, text: bytes, root: bytes
) -> None:
    named = [token.to_bytes(32, "big"), account.raw.rjust(32, b"\0")]
    e = core_events

    assert decode_record(_log("Rated", named, ["uint8", "bytes"], [stars, text]), 99) == e.Rated(
        AT, token, account, stars, text
    )
    assert decode_record(_log("Answered", named, ["bytes"], [text]), 99) == e.Answered(
        AT, token, account, text
    )
    assert decode_record(_log("Reported", named, ["bytes"], [text]), 99) == e.Reported(
        AT, token, account, text
    )
    assert decode_record(_log("Anchored", [named[1], root], [], []), 99) == e.Anchored(AT, account, root)


@given(st.sampled_from(sorted(records.EVENT_SIGNATURES)), st.integers(0, 4), st.binary(max_size=700))
def test_any_bytes_give_an_event_or_one_error(name: str, topics: int, data: bytes) -> None:
    log = _log(name, [b"\xff" * 32] * topics, [], [])
    log.data = "0x" + data.hex()

    try:
        event = decode_record(log, 0)
    except MalformedLog:
        return
    assert type(event).__name__ == name


@pytest.mark.parametrize("length", [513, 2**256 - 1, 33])
def test_texts_that_claim_to_be_longer_are_malformed(length: int) -> None:
    log = _log("Answered", [bytes(32), bytes(32)], ["bytes"], [b"text"])
    raw = bytearray(bytes.fromhex(log.data[2:]))
    raw[32:64] = length.to_bytes(32, "big")
    log.data = "0x" + raw.hex()

    with pytest.raises(MalformedLog):
        decode_record(log, 0)


def _split(signature: str) -> list[str]:
    """The top-level types of a signature."""
    types, depth = [""], 0
    for character in signature[signature.index("(") + 1 : -1]:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            types.append("")
        else:
            types[-1] += character
    return types


def _fields(value: Any) -> tuple[Any, ...]:
    raw = [getattr(value, field.name) for field in dataclasses.fields(value)]
    return tuple("0x" + item.raw.hex() if isinstance(item, Address) else item for item in raw)


def _log(name: str, indexed: list[bytes], types: list[str], values: list[Any]) -> RpcLog:
    topics = [keccak256(records.EVENT_SIGNATURES[name].encode()), *indexed]
    return RpcLog(
        address=str(RECORDS),
        topics=["0x" + topic.hex() for topic in topics],
        data="0x" + encode(types, values).hex(),
        block_number="0x7",
        block_hash="0x" + "01" * 32,
        transaction_hash="0x" + "02" * 32,
        log_index="0x3",
    )
