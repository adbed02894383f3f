"""The market's calls that concern secrets, read word by word (EXCHANGE.md sections 4 and 5).

All their fields are static, so arguments stand one after the other, 32 bytes each. Padding must be right:
what the vault checked is then what the contract reads.
"""

from dataclasses import dataclass
from typing import Final

from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address, keccak256
from desktop.wallet.errors import InvalidTransaction

TERMS: Final = (
    "(address,address,address,uint128,uint128,uint128,uint128,uint32,uint32,uint32,uint40,uint8,"
    "address,uint16,uint64,bytes16,bytes32,bytes32,bytes32,bytes32,bytes32)"
)
ORDER: Final = "(uint64,address,address,uint40,uint256,uint8,uint64)"
DELIVERY: Final = "(uint256,uint8,bytes16,uint40)"


def selector(signature: str) -> bytes:
    """The first four bytes of keccak256 of a canonical signature."""
    return keccak256(signature.encode())[:4]


DELIVER: Final = selector(f"deliver({TERMS},{ORDER},uint256,uint8,bytes16)")
COMPLAIN_KEY: Final = selector(f"complainKey({TERMS},{ORDER},{DELIVERY},uint256)")
SETTLE: Final = selector(f"settle(({TERMS},{ORDER},{DELIVERY})[])")
ANSWER_KEY: Final = selector("answerKey(uint256,uint256,uint8,bytes16)")


@dataclass(frozen=True, slots=True)
class DeliverCall:
    """Arguments of ``deliver``."""

    terms: Terms
    order: Order
    rx: int
    parity: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class ComplainKeyCall:
    """Arguments of ``complainKey``; ``secret`` is d."""

    terms: Terms
    order: Order
    delivery: Delivery
    secret: int


@dataclass(frozen=True, slots=True)
class AnswerKeyCall:
    """Arguments of ``answerKey``."""

    request_id: int
    rx: int
    parity: int
    wrapped: bytes


def read_deliver(data: bytes) -> DeliverCall:
    """Decode a call of ``deliver``.

    Raises:
        InvalidTransaction: Another call, another length, or a value that its type cannot hold.
    """
    words = _Words(data, DELIVER, 31)
    terms, order = read_terms(words.raw(21)), _order(words)
    return DeliverCall(terms, order, words.uint(256), words.uint(8), words.left(16))


def read_complain_key(data: bytes) -> ComplainKeyCall:
    """Decode a call of ``complainKey``; raises as ``read_deliver``."""
    words = _Words(data, COMPLAIN_KEY, 33)
    terms, order = read_terms(words.raw(21)), _order(words)
    delivery = Delivery(words.uint(256), words.uint(8), words.left(16), words.uint(40))
    return ComplainKeyCall(terms, order, delivery, words.uint(256))


def read_answer_key(data: bytes) -> AnswerKeyCall:
    """Decode a call of ``answerKey``; raises as ``read_deliver``."""
    words = _Words(data, ANSWER_KEY, 4)
    return AnswerKeyCall(words.uint(256), words.uint(256), words.uint(8), words.left(16))


def read_terms(data: bytes) -> Terms:
    """Decode ``Terms.encode()``; raises as ``read_deliver``."""
    try:
        return Terms.decode(data)
    except (ValueError, OverflowError) as error:
        raise InvalidTransaction("data") from error


class _Words:
    """Reads the arguments of one call in order."""

    def __init__(self, data: bytes, selector_: bytes, count: int) -> None:
        if not data.startswith(selector_) or len(data) != len(selector_) + 32 * count:
            raise InvalidTransaction("data")
        self._data = data
        self._at = len(selector_)

    def raw(self, words: int = 1) -> bytes:
        self._at += 32 * words
        return self._data[self._at - 32 * words : self._at]

    def uint(self, bits: int) -> int:
        value = int.from_bytes(self.raw(), "big")
        if value >> bits:
            raise InvalidTransaction("data")
        return value

    def address(self) -> Address:
        return Address(self.uint(160).to_bytes(20, "big"))

    def left(self, size: int) -> bytes:
        word = self.raw()
        if any(word[size:]):
            raise InvalidTransaction("data")
        return word[:size]


def _order(words: _Words) -> Order:
    return Order(
        listing=words.uint(64),
        payer=words.address(),
        holder=words.address(),
        bought_at=words.uint(40),
        px=words.uint(256),
        parity=words.uint(8),
        number=words.uint(64),
    )
