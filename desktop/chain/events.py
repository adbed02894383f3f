"""The market's logs as core values, read at the fixed offsets of their ABI layout.

Integers are cut to the width of their field, so that whatever a node sends, the values stay in range. eth_abi is the
oracle in the tests; it is thirty times slower.
"""

import struct
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

import msgspec

from desktop.core.events import (
    BondDeposited,
    BondWithdrawn,
    Bought,
    Closed,
    Delivered,
    Finalised,
    KeyAnswered,
    KeyProvenBad,
    KeyRequested,
    Listed,
    LogPlace,
    MarketEvent,
    OperatorSet,
    Refunded,
    RefundReason,
    Renewed,
    Revised,
    Withdrawn,
)
from desktop.core.exchange import TERMS_BYTES, Delivery, Order, are_terms
from desktop.core.identity import Address, keccak256

# One group per 32-byte word; "x" skips padding (Contract ABI specification, "Formal Specification of the Encoding").
_ADDRESS, _UINT8, _UINT40, _UINT64, _BYTES16, _WORD = "12x20s", "31xB", "27x5s", "24xQ", "16s16x", "32s"

_ORDER = struct.Struct(">" + _UINT64 + _ADDRESS * 2 + _UINT40 + _WORD + _UINT8 + _UINT64)
_DELIVERY = struct.Struct(">" + _WORD + _UINT8 + _BYTES16 + _UINT40)

_CARD_LENGTH_AT = TERMS_BYTES + 32
_CARD_AT = _CARD_LENGTH_AT + 32
MAX_CARD_BYTES = 2048

_TERMS_TYPES = (
    "(address,address,address,uint128,uint128,uint128,uint128,uint32,uint32,uint32,uint40,uint8,address,uint16,"
    "uint64,bytes16,bytes32,bytes32,bytes32,bytes32,bytes32)"
)
EVENT_SIGNATURES = {
    "Listed": f"Listed(uint64,address,bytes32,{_TERMS_TYPES},bytes)",
    "Revised": f"Revised(uint64,address,bytes32,{_TERMS_TYPES},bytes)",
    "Closed": "Closed(uint64)",
    "Bought": "Bought(uint256,uint64,address,bytes32,(uint64,address,address,uint40,uint256,uint8,uint64))",
    "Delivered": "Delivered(uint256,(uint256,uint8,bytes16,uint40))",
    "Finalised": "Finalised(uint256,address,address,uint256,bool)",
    "Refunded": "Refunded(uint256,address,address,uint256,uint256,uint8)",
    "KeyProvenBad": "KeyProvenBad(bytes32)",
    "OperatorSet": "OperatorSet(address,address)",
    "BondDeposited": "BondDeposited(address,uint256)",
    "BondWithdrawn": "BondWithdrawn(address,uint256,address)",
    "Withdrawn": "Withdrawn(address,address,uint256,address)",
    "Renewed": "Renewed(uint256,address,address,address,uint256,uint64)",
    "KeyRequested": "KeyRequested(uint256,uint256,address,bytes32,uint256,uint8,uint64,uint256)",
    "KeyAnswered": "KeyAnswered(uint256,address,uint256,uint8,bytes16)",
}
TOPICS = {name: keccak256(text.encode()) for name, text in EVENT_SIGNATURES.items()}


class MalformedLog(ValueError):
    """A log that the market contract cannot have written; the caller says which node sent it."""


class RpcLog(msgspec.Struct, rename="camel"):
    """A log as eth_getLogs gives it; ``block_timestamp`` is there on newer nodes."""

    address: str
    topics: list[str]
    data: str
    block_number: str
    block_hash: str
    transaction_hash: str
    log_index: str
    block_timestamp: str | None = None
    removed: bool = False


def decode_order(data: bytes, at: int = 0) -> Order:
    """``abi.decode`` of the seven words of an Order."""
    listing, payer, holder, bought_at, px, parity, number = _ORDER.unpack_from(data, at)
    return Order(listing, Address(payer), Address(holder), _int(bought_at), _int(px), parity, number)


def decode_delivery(data: bytes) -> Delivery:
    """``abi.decode`` of the four words of a Delivery."""
    rx, parity, wrapped, delivered_at = _DELIVERY.unpack_from(data)
    return Delivery(_int(rx), parity, wrapped, _int(delivered_at))


def _int(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _words(data: bytes, count: int) -> list[bytes]:
    if len(data) < 32 * count:
        raise MalformedLog("data too short")
    return [data[32 * i : 32 * i + 32] for i in range(count)]


def _address(word: bytes) -> Address:
    return Address(word[12:])


def _terms(data: bytes) -> bytes:
    """The 21 words of the terms as they are: the contract writes nothing outside their fields."""
    terms = data[:TERMS_BYTES]
    if not are_terms(terms):
        raise MalformedLog("terms")
    return terms


def _card(data: bytes) -> bytes:
    length = _int(data[_CARD_LENGTH_AT:_CARD_AT])
    if length > MAX_CARD_BYTES or len(data) < _CARD_AT + length:
        raise MalformedLog("card")
    return data[_CARD_AT : _CARD_AT + length]


Topics = list[bytes]
Event = TypeVar("Event")


def _listed(at: LogPlace, topics: Topics, data: bytes) -> Listed:
    return Listed(at, _int(topics[1][24:]), _address(topics[2]), topics[3], _terms(data), _card(data))


def _revised(at: LogPlace, topics: Topics, data: bytes) -> Revised:
    return Revised(at, _int(topics[1][24:]), _address(topics[2]), topics[3], _terms(data), _card(data))


def _closed(at: LogPlace, topics: Topics, _data: bytes) -> Closed:
    return Closed(at, _int(topics[1][24:]))


def _bought(at: LogPlace, topics: Topics, data: bytes) -> Bought:
    order = decode_order(data, 32)
    return Bought(at, _int(topics[1]), _int(topics[2][24:]), _address(topics[3]), data[:32], order)


def _delivered(at: LogPlace, topics: Topics, data: bytes) -> Delivered:
    return Delivered(at, _int(topics[1]), decode_delivery(data))


def _finalised(at: LogPlace, topics: Topics, data: bytes) -> Finalised:
    currency, amount, by_holder = _words(data, 3)
    return Finalised(
        at, _int(topics[1]), _address(topics[2]), _address(currency), _int(amount), bool(_int(by_holder))
    )


def _refunded(at: LogPlace, topics: Topics, data: bytes) -> Refunded:
    currency, amount, bond_paid, reason = _words(data, 4)
    return Refunded(
        at,
        _int(topics[1]),
        _address(topics[2]),
        _address(currency),
        _int(amount),
        _int(bond_paid),
        RefundReason(_int(reason)),
    )


def _key_proven_bad(at: LogPlace, topics: Topics, _data: bytes) -> KeyProvenBad:
    return KeyProvenBad(at, topics[1])


def _operator_set(at: LogPlace, topics: Topics, _data: bytes) -> OperatorSet:
    return OperatorSet(at, _address(topics[1]), _address(topics[2]))


def _bond_deposited(at: LogPlace, topics: Topics, data: bytes) -> BondDeposited:
    return BondDeposited(at, _address(topics[1]), _int(_words(data, 1)[0]))


def _bond_withdrawn(at: LogPlace, topics: Topics, data: bytes) -> BondWithdrawn:
    amount, to = _words(data, 2)
    return BondWithdrawn(at, _address(topics[1]), _int(amount), _address(to))


def _withdrawn(at: LogPlace, topics: Topics, data: bytes) -> Withdrawn:
    amount, to = _words(data, 2)
    return Withdrawn(at, _address(topics[1]), _address(topics[2]), _int(amount), _address(to))


def _renewed(at: LogPlace, topics: Topics, data: bytes) -> Renewed:
    currency, amount, until = _words(data, 3)
    return Renewed(
        at, _int(topics[1]), _address(topics[2]), _address(topics[3]), _address(currency), _int(amount),
        _int(until[24:]),
    )  # fmt: skip


def _key_requested(at: LogPlace, topics: Topics, data: bytes) -> KeyRequested:
    terms_hash, px, parity, number, key_fee = _words(data, 5)
    return KeyRequested(
        at, _int(topics[1]), _int(topics[2]), _address(topics[3]), terms_hash, _int(px), parity[31],
        _int(number[24:]), _int(key_fee),
    )  # fmt: skip


def _key_answered(at: LogPlace, topics: Topics, data: bytes) -> KeyAnswered:
    rx, parity, wrapped = _words(data, 3)
    return KeyAnswered(at, _int(topics[1]), _address(topics[2]), _int(rx), parity[31], wrapped[:16])


_DECODERS: dict[bytes, Callable[[LogPlace, Topics, bytes], MarketEvent]] = {
    TOPICS["Listed"]: _listed,
    TOPICS["Revised"]: _revised,
    TOPICS["Closed"]: _closed,
    TOPICS["Bought"]: _bought,
    TOPICS["Delivered"]: _delivered,
    TOPICS["Finalised"]: _finalised,
    TOPICS["Refunded"]: _refunded,
    TOPICS["KeyProvenBad"]: _key_proven_bad,
    TOPICS["OperatorSet"]: _operator_set,
    TOPICS["BondDeposited"]: _bond_deposited,
    TOPICS["BondWithdrawn"]: _bond_withdrawn,
    TOPICS["Withdrawn"]: _withdrawn,
    TOPICS["Renewed"]: _renewed,
    TOPICS["KeyRequested"]: _key_requested,
    TOPICS["KeyAnswered"]: _key_answered,
}


@lru_cache(maxsize=256)
def _hash(text: str) -> bytes:
    """Many logs share a block, and several a transaction."""
    return bytes.fromhex(text[2:])


def decode_log(log: RpcLog, timestamp: int) -> MarketEvent | None:
    """The event, or None for a log of a kind that this version does not know.

    Raises:
        MalformedLog: The log breaks the layout of its event.
    """
    return decode_with(_DECODERS, log, timestamp)


def decode_with(
    decoders: Mapping[bytes, Callable[[LogPlace, Topics, bytes], Event]], log: RpcLog, timestamp: int
) -> Event | None:
    """The same with the decoders of another contract, by first topic."""
    try:
        topics = [bytes.fromhex(topic[2:]) for topic in log.topics]
        decoder = decoders.get(topics[0]) if topics else None
        at = LogPlace(
            int(log.block_number, 16),
            _hash(log.block_hash),
            timestamp,
            _hash(log.transaction_hash),
            int(log.log_index, 16),
        )
        return None if decoder is None else decoder(at, topics, bytes.fromhex(log.data[2:]))
    except (ValueError, IndexError, struct.error) as error:
        raise MalformedLog(str(log.topics[:1])) from error
