"""The structs, ids and commitments of the exchange protocol (EXCHANGE.md sections 3 and 4).

Every field is static, so ``abi.encode`` is the concatenation of 32-byte words (Contract ABI specification,
"Formal Specification of the Encoding"); no ABI library is needed here.
"""

from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from desktop.core.identity import Address, keccak256

FLAG_BOUND = 1
"""Terms.flags: the licence can never be transferred (ERC-5192)."""

SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
_HIGH_248 = ~0xFF & (2**256 - 1)


def _uint(value: int, bits: int) -> bytes:
    if not 0 <= value < 2**bits:
        raise OverflowError(f"{bits}-bit field")
    return value.to_bytes(32, "big")


def _left(data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise ValueError(f"bytes{size} field")
    return data.ljust(32, b"\0")


def _address(value: Address) -> bytes:
    return value.raw.rjust(32, b"\0")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a listing promises; frozen by its hash when it is bought.

    Amounts are in the smallest unit of ``currency`` (the zero address is the native coin), except ``bond``
    and ``lateFee``, which are always wei. Times are seconds.
    """

    seller: Address
    payee: Address
    currency: Address
    price: int
    bond_wei: int
    late_fee_wei: int
    key_fee: int
    deliver_in_s: int
    dispute_in_s: int
    period_s: int
    renew_until: int
    flags: int
    royalty_to: Address
    royalty_bps: int
    size_bytes: int
    nonce: bytes
    key_hash: bytes
    content_root: bytes
    public_digest: bytes
    card_hash: bytes
    salt: bytes

    def encode(self) -> bytes:
        """``abi.encode(Terms)``: 21 words."""
        return b"".join((
            _address(self.seller), _address(self.payee), _address(self.currency),
            _uint(self.price, 128), _uint(self.bond_wei, 128), _uint(self.late_fee_wei, 128), _uint(self.key_fee, 128),
            _uint(self.deliver_in_s, 32), _uint(self.dispute_in_s, 32), _uint(self.period_s, 32),
            _uint(self.renew_until, 40), _uint(self.flags, 8),
            _address(self.royalty_to), _uint(self.royalty_bps, 16), _uint(self.size_bytes, 64),
            _left(self.nonce, 16), _left(self.key_hash, 32), _left(self.content_root, 32),
            _left(self.public_digest, 32), _left(self.card_hash, 32), _left(self.salt, 32),
        ))  # fmt: skip

    @classmethod
    def decode(cls, data: bytes) -> "Terms":
        """The inverse of ``encode``; every word must hold exactly what ``encode`` writes.

        Raises:
            ValueError: Not 21 words, or a word with bits outside its field.
        """
        if len(data) != TERMS_BYTES:
            raise ValueError("terms are 21 words")
        if not are_terms(data):
            raise ValueError("a word of the terms has bits outside its field")
        w = [data[i : i + 32] for i in range(0, len(data), 32)]
        n = [int.from_bytes(word, "big") for word in w]
        return cls(
            Address(w[0][12:]), Address(w[1][12:]), Address(w[2][12:]),
            n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], Address(w[12][12:]), n[13], n[14],
            w[15][:16], w[16], w[17], w[18], w[19], w[20],
        )  # fmt: skip

    @property
    def hash(self) -> bytes:
        """termsHash = keccak256(abi.encode(Terms))."""
        return keccak256(self.encode())

    @property
    def is_bound(self) -> bool:
        return bool(self.flags & FLAG_BOUND)

    @property
    def is_free(self) -> bool:
        return self.price == 0

    @property
    def identity(self) -> bytes:
        """Version identity = SHA-256(0x03 || publicDigest || contentRoot)."""
        return version_identity(self.public_digest, self.content_root)


TERMS_BYTES = 21 * 32
_FIELD_BITS = (*[160] * 3, *[128] * 4, *[32] * 3, 40, 8, 160, 16, 64)
_LEFT_ALIGNED = ((1 << 128) - 1) << 128
_MASKS = (*((1 << bits) - 1 for bits in _FIELD_BITS), _LEFT_ALIGNED, *[(1 << 256) - 1] * 5)
_OUTSIDE_FIELDS = (
    (1 << 8 * TERMS_BYTES) - 1 - int.from_bytes(b"".join(m.to_bytes(32, "big") for m in _MASKS), "big")
)


def are_terms(data: bytes) -> bool:
    """Whether these bytes are what ``Terms.encode`` writes: 21 words, none with bits outside its field."""
    return len(data) == TERMS_BYTES and not int.from_bytes(data, "big") & _OUTSIDE_FIELDS


@dataclass(frozen=True, slots=True)
class Order:
    """The order struct; ``px`` and ``parity`` are the buyer's one-time point P."""

    listing: int
    payer: Address
    holder: Address
    bought_at: int
    px: int
    parity: int
    number: int

    def encode(self) -> bytes:
        """``abi.encode(Order)``: 7 words."""
        return b"".join((
            _uint(self.listing, 64), _address(self.payer), _address(self.holder), _uint(self.bought_at, 40),
            _uint(self.px, 256), _uint(self.parity, 8), _uint(self.number, 64),
        ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Delivery:
    """The delivery struct: the seller's point R and the wrapped model key (16 bytes)."""

    rx: int
    parity: int
    wrapped: bytes
    delivered_at: int

    def encode(self) -> bytes:
        """``abi.encode(Delivery)``: 4 words."""
        return (
            _uint(self.rx, 256)
            + _uint(self.parity, 8)
            + _left(self.wrapped, 16)
            + _uint(self.delivered_at, 40)
        )


NO_DELIVERY = Delivery(0, 0, bytes(16), 0)


class OrderState(IntEnum):
    """State in the low byte of an order's slot."""

    NONE = 0
    OPEN = 1
    DELIVERED = 2
    FINAL = 3
    REFUNDED = 4


class ListingState(IntEnum):
    """State in the low byte of a listing's slot."""

    NONE = 0
    OPEN = 1
    CLOSED = 2


def order_commitment(terms_hash: bytes, order: Order) -> bytes:
    """c1 = keccak256(abi.encode(termsHash, Order))."""
    return keccak256(_left(terms_hash, 32) + order.encode())


def delivery_commitment(c1: bytes, delivery: Delivery) -> bytes:
    """c2 = keccak256(abi.encode(c1, Delivery))."""
    return keccak256(_left(c1, 32) + delivery.encode())


def slot(commitment: bytes, state: int) -> int:
    """A storage slot: the high 248 bits of a commitment, the state in the low byte."""
    return (int.from_bytes(commitment, "big") & _HIGH_248) | state


def is_committed(value: int, c1: bytes, delivery: Delivery) -> bool:
    """Whether an order's slot commits to c1, or to c1 with this delivery: what events tell is one node's word."""
    state = value & 0xFF
    return value in {slot(c1, state), slot(delivery_commitment(c1, delivery), state)}


def order_id(
    chain_id: int, market: Address, listing: int, payer: Address, holder: Address, px: int, parity: int
) -> int:
    """Order id = token id = keccak256(abi.encode(chainId, market, listing, payer, holder, px, parity))."""
    return int.from_bytes(
        keccak256(
            _uint(chain_id, 256) + _address(market) + _uint(listing, 64) + _address(payer) + _address(holder)
            + _uint(px, 256) + _uint(parity, 8)
        ),
        "big",
    )  # fmt: skip


def request_id(
    chain_id: int, market: Address, token_id: int, terms_hash: bytes, holder: Address, px: int, parity: int
) -> int:
    """keccak256(abi.encode("licet request 1", chainId, market, tokenId, termsHash, holder, px, parity))."""
    text = b"licet request 1"
    return int.from_bytes(
        keccak256(
            _uint(8 * 32, 256) + _uint(chain_id, 256) + _address(market) + _uint(token_id, 256) + _left(terms_hash, 32)
            + _address(holder) + _uint(px, 256) + _uint(parity, 8) + _uint(len(text), 256) + text.ljust(32, b"\0")
        ),
        "big",
    )  # fmt: skip


def key_hash(chain_id: int, market: Address, seller: Address, key: bytes) -> bytes:
    """keyHash = keccak256(abi.encode("licet key 1", chainId, market, seller, K)), K as bytes16."""
    text = b"licet key 1"
    return keccak256(
        _uint(5 * 32, 256) + _uint(chain_id, 256) + _address(market) + _address(seller) + _left(key, 16)
        + _uint(len(text), 256) + text.ljust(32, b"\0")
    )  # fmt: skip


def wrap_key(chain_id: int, market: Address, order: int, shared: Address, key: bytes) -> bytes:
    """K xor bytes16(keccak256(abi.encode(chainId, market, orderId, S))); its own inverse."""
    mask = keccak256(_uint(chain_id, 256) + _address(market) + _uint(order, 256) + _address(shared))
    return bytes(a ^ b for a, b in zip(_left(key, 16)[:16], mask[:16], strict=True))


def version_identity(public_digest: bytes, content_root: bytes) -> bytes:
    """Version identity = SHA-256(0x03 || publicDigest || contentRoot)."""
    return sha256(b"\x03" + public_digest + content_root).digest()
