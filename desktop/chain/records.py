"""The records contract beside a market: ratings, answers, reports and anchors, as calldata and as events."""

from collections.abc import Callable

from desktop.chain.events import MalformedLog, RpcLog, Topics, decode_with
from desktop.chain.market import PRESENTED, bytes_tail, word
from desktop.core.events import Anchored, Answered, LogPlace, Rated, RecordEvent, Reported
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address, keccak256
from desktop.core.reports import MAX_SEALED_BYTES
from desktop.core.reviews import MAX_REVIEW_BYTES
from desktop.core.transactions import Call

SIGNATURES = {
    "rate": "rate(uint256,uint8,bytes)",
    "answer": f"answer({PRESENTED},bytes)",
    "report": "report(uint256,bytes)",
    "anchor": "anchor(bytes32)",
}
"""Method name to Solidity signature, of every function that changes something."""

_SELECTORS = {name: keccak256(signature.encode())[:4] for name, signature in SIGNATURES.items()}

EVENT_SIGNATURES = {
    "Rated": "Rated(uint256,address,uint8,bytes)",
    "Answered": "Answered(uint256,address,bytes)",
    "Reported": "Reported(uint256,address,bytes)",
    "Anchored": "Anchored(address,bytes32)",
}
TOPICS = {name: keccak256(text.encode()) for name, text in EVENT_SIGNATURES.items()}


class RecordCalls:
    """Makes the calls of one records contract; nothing is sent here."""

    def __init__(self, records: Address) -> None:
        self.records = records

    def _call(self, name: str, *parts: bytes) -> Call:
        return Call(self.records, _SELECTORS[name] + b"".join(parts), 0)

    def rate(self, token_id: int, stars: int, text: bytes) -> Call:
        return self._call("rate", word(token_id), word(stars), word(96), bytes_tail(text))

    def answer(self, terms: Terms, order: Order, delivery: Delivery, text: bytes) -> Call:
        structs = terms.encode() + order.encode() + delivery.encode()
        return self._call("answer", structs, word(len(structs) + 32), bytes_tail(text))

    def report(self, token_id: int, sealed_report: bytes) -> Call:
        return self._call("report", word(token_id), word(64), bytes_tail(sealed_report))

    def anchor(self, root: bytes) -> Call:
        return self._call("anchor", root)


def _text(data: bytes, offset: int, maximum: int) -> bytes:
    """The bytes whose length stands at ``offset``, behind the words of fixed size."""
    length = int.from_bytes(data[offset : offset + 32], "big")
    if len(data) < offset + 32 or length > maximum or len(data) < offset + 32 + length:
        raise MalformedLog("text")
    return data[offset + 32 : offset + 32 + length]


def _named(topics: Topics) -> tuple[int, Address]:
    return int.from_bytes(topics[1], "big"), Address(topics[2][12:])


def _rated(at: LogPlace, topics: Topics, data: bytes) -> Rated:
    if len(data) < 64:
        raise MalformedLog("data too short")
    return Rated(at, *_named(topics), data[31], _text(data, 64, MAX_REVIEW_BYTES))


def _answered(at: LogPlace, topics: Topics, data: bytes) -> Answered:
    return Answered(at, *_named(topics), _text(data, 32, MAX_REVIEW_BYTES))


def _reported(at: LogPlace, topics: Topics, data: bytes) -> Reported:
    return Reported(at, *_named(topics), _text(data, 32, MAX_SEALED_BYTES))


def _anchored(at: LogPlace, topics: Topics, _data: bytes) -> Anchored:
    return Anchored(at, Address(topics[1][12:]), topics[2])


_DECODERS: dict[bytes, Callable[[LogPlace, Topics, bytes], RecordEvent]] = {
    TOPICS["Rated"]: _rated,
    TOPICS["Answered"]: _answered,
    TOPICS["Reported"]: _reported,
    TOPICS["Anchored"]: _anchored,
}


def decode_record(log: RpcLog, timestamp: int) -> RecordEvent | None:
    """The event, or None for a log of a kind that this version does not know.

    Raises:
        MalformedLog: The log breaks the layout of its event.
    """
    return decode_with(_DECODERS, log, timestamp)
