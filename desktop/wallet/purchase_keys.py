"""The one-time secret d of a purchase, and what it opens (EXCHANGE.md section 3).

d comes from a deterministic signature of the holder's account over the purchase, so that the phrase and the
chain alone bring it back. The signature is never given out, and no other path of the vault makes it.
"""

from dataclasses import dataclass
from typing import Final

from coincurve import PrivateKey

from desktop.core.errors import Bug
from desktop.core.exchange import SECP256K1_ORDER, key_hash, wrap_key
from desktop.core.identity import Address, keccak256
from desktop.wallet.curve import public_point, scalar_of, shared_address

DOMAIN_NAME: Final = "Licet"
DOMAIN_VERSION: Final = "1"
PRIMARY_TYPE: Final = "PurchaseKey"
_DOMAIN_TYPE = b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
_PURCHASE_TYPE = b"PurchaseKey(uint256 listing,address holder,uint64 number)"


@dataclass(frozen=True, slots=True)
class Purchase:
    """What names a purchase before it has an order: chain, market, listing, holder and a random number."""

    chain_id: int
    market: Address
    listing: int
    holder: Address
    number: int


def purchase_digest(purchase: Purchase) -> bytes:
    """The EIP-712 digest of ``PurchaseKey``."""
    domain = keccak256(
        keccak256(_DOMAIN_TYPE)
        + keccak256(DOMAIN_NAME.encode())
        + keccak256(DOMAIN_VERSION.encode())
        + purchase.chain_id.to_bytes(32, "big")
        + purchase.market.raw.rjust(32, b"\0")
    )
    struct = keccak256(
        keccak256(_PURCHASE_TYPE)
        + purchase.listing.to_bytes(32, "big")
        + purchase.holder.raw.rjust(32, b"\0")
        + purchase.number.to_bytes(8, "big").rjust(32, b"\0")
    )
    return keccak256(b"\x19\x01" + domain + struct)


def purchase_secret(account_key: bytes, purchase: Purchase) -> int:
    """d = 1 + (keccak256("licet d" || r || low s) mod (n - 1)) of the RFC 6979 signature."""
    digest = purchase_digest(purchase)
    first = _signature(account_key, digest)
    if first != _signature(account_key, digest):
        # A machine that computes a signature in two ways would lose every licence bought with it.
        raise Bug("two signatures of one purchase differ")
    return scalar_of(keccak256(b"licet d" + first))


def purchase_point(account_key: bytes, purchase: Purchase) -> tuple[int, int]:
    """P = d*G as (x, parity)."""
    return public_point(purchase_secret(account_key, purchase))


def unwrap_key(secret: int, purchase: Purchase, order_id: int, rx: int, parity: int, wrapped: bytes) -> bytes:
    """The 16-byte key of a delivery, right or wrong.

    Raises:
        InvalidPoint: R is no point; the contract lets no such delivery pass.
    """
    shared = shared_address(secret, rx, parity, "delivery")
    return wrap_key(purchase.chain_id, purchase.market, order_id, shared, wrapped)


def is_listed_key(purchase: Purchase, seller: Address, key: bytes, listed_hash: bytes) -> bool:
    """Whether a key is the one that the terms commit to."""
    return key_hash(purchase.chain_id, purchase.market, seller, key) == listed_hash


def _signature(account_key: bytes, digest: bytes) -> bytes:
    # libsecp256k1 draws its nonce by RFC 6979 and gives the low s.
    signature: bytes = PrivateKey(account_key).sign_recoverable(digest, hasher=None)
    r, s = signature[:32], int.from_bytes(signature[32:64], "big")
    return r + min(s, SECP256K1_ORDER - s).to_bytes(32, "big")
