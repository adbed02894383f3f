"""The seller's model keys and deliveries, all derived again whenever they are needed (EXCHANGE.md sections 2, 3, 8)."""

from dataclasses import dataclass, field
from typing import Final

from desktop.core.exchange import key_hash, wrap_key
from desktop.core.identity import Address
from desktop.wallet.accounts import WrappedKey
from desktop.wallet.curve import public_point, scalar_of, shared_address
from desktop.wallet.errors import WrongModelKey
from desktop.wallet.hkdf import hkdf

SALT_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class ModelKeys:
    """The secrets of one version: its key K (16 bytes) and the secret its deliveries are derived from (32 bytes).

    The second is bound to the version, so that an operator who holds some versions learns nothing of others.
    """

    key: bytes = field(repr=False)
    delivery_secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OrderToDeliver:
    """What a delivery is made for; ``px`` and ``parity`` are the buyer's point."""

    chain_id: int
    market: Address
    seller: Address
    order_id: int
    px: int
    parity: int


def model_keys(seller_secret: bytes, salt: bytes) -> ModelKeys:
    """K = first 16 bytes of HKDF-SHA256(seller secret, salt of the terms, "licet model key"), and its sibling."""
    if len(salt) != SALT_BYTES:
        raise ValueError("salt")
    return ModelKeys(
        hkdf(seller_secret, b"licet model key", salt=salt, length=16),
        hkdf(seller_secret, b"licet delivery secret", salt=salt),
    )


def wrap_for_order(keys: ModelKeys, order: OrderToDeliver, listed_hash: bytes) -> WrappedKey:
    """R = e*G and K xor mask, the same each time.

    Raises:
        WrongModelKey: K is not what the terms commit to.
        InvalidPoint: The buyer's point is none.
    """
    if key_hash(order.chain_id, order.market, order.seller, keys.key) != listed_hash:
        raise WrongModelKey(listed_hash)
    secret = _delivery_scalar(keys, order)
    shared = shared_address(secret, order.px, order.parity, "order")
    rx, parity = public_point(secret)
    return WrappedKey(rx, parity, wrap_key(order.chain_id, order.market, order.order_id, shared, keys.key))


def shared_of_order(keys: ModelKeys, order: OrderToDeliver) -> Address:
    """S of the delivery that ``wrap_for_order`` makes: the secret that seller and buyer share.

    Raises:
        InvalidPoint: The buyer's point is none.
    """
    return shared_address(_delivery_scalar(keys, order), order.px, order.parity, "order")


def _delivery_scalar(keys: ModelKeys, order: OrderToDeliver) -> int:
    """e, the same for the same order."""
    salt = order.order_id.to_bytes(32, "big")
    return scalar_of(hkdf(keys.delivery_secret, b"licet delivery", salt=salt, length=48))
