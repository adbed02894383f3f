"""Points of secp256k1 as the contract sees them: (x, parity) with 0 < x < n (EXCHANGE.md section 3)."""

from coincurve import PrivateKey, PublicKey

from desktop.core.errors import InvalidPoint
from desktop.core.exchange import SECP256K1_ORDER
from desktop.core.identity import Address, keccak256


def read_point(x: int, parity: int, what: str) -> PublicKey:
    """The point with this horizontal coordinate and parity.

    Raises:
        InvalidPoint: Out of range or not on the curve; ``what`` names whose point it is.
    """
    if not 0 < x < SECP256K1_ORDER or parity not in {0, 1}:
        raise InvalidPoint(what)
    try:
        return PublicKey(bytes([2 + parity]) + x.to_bytes(32, "big"))
    except ValueError as error:
        raise InvalidPoint(what) from error


def coordinates(point: PublicKey) -> tuple[int, int]:
    """(x, parity) of a point."""
    compressed = point.format(compressed=True)
    return int.from_bytes(compressed[1:], "big"), compressed[0] - 2


def address_of(point: PublicKey) -> Address:
    """The address of a public key: the last 20 bytes of keccak256(x || y)."""
    return Address(keccak256(point.format(compressed=False)[1:])[12:])


def shared_address(scalar: int, x: int, parity: int, what: str) -> Address:
    """The address of ``scalar`` times a point: the shared secret S of a delivery."""
    return address_of(read_point(x, parity, what).multiply(scalar.to_bytes(32, "big")))


def public_point(scalar: int) -> tuple[int, int]:
    """(x, parity) of ``scalar`` * G.

    Raises:
        InvalidPoint: x is not below n, which the contract refuses (a chance of 2**-128).
    """
    x, parity = coordinates(PrivateKey(scalar.to_bytes(32, "big")).public_key)
    if not 0 < x < SECP256K1_ORDER:
        raise InvalidPoint("own point")
    return x, parity


def scalar_of(digest: bytes) -> int:
    """A scalar in 1 .. n - 1 from a digest: 1 + (digest mod (n - 1))."""
    return 1 + int.from_bytes(digest, "big") % (SECP256K1_ORDER - 1)
