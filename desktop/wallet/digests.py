"""Signatures of 32-byte digests: made in the one form that is accepted, and who made one."""

from coincurve import PrivateKey, PublicKey

from desktop.core.exchange import SECP256K1_ORDER
from desktop.core.identity import Address, keccak256

SIGNATURE_BYTES = 65


def sign_digest(digest: bytes, account_key: bytes) -> bytes:
    """r || s || v, with the lower s of the two (EIP-2), as every wallet makes and takes it."""
    signature = PrivateKey(account_key).sign_recoverable(digest, hasher=None)
    s, parity = int.from_bytes(signature[32:64], "big"), signature[64]
    if s > SECP256K1_ORDER // 2:
        s, parity = SECP256K1_ORDER - s, parity ^ 1
    return signature[:32] + s.to_bytes(32, "big") + bytes((27 + parity,))


def signer_of(digest: bytes, signature: bytes) -> Address | None:
    """The account whose signature this is; None if it is none, or another form of one than is accepted."""
    if len(signature) != SIGNATURE_BYTES:
        return None
    s, v = int.from_bytes(signature[32:64], "big"), signature[64]
    if v not in {27, 28} or s > SECP256K1_ORDER // 2:
        return None
    try:
        key = PublicKey.from_signature_and_message(signature[:64] + bytes((v - 27,)), digest, hasher=None)
    except Exception:  # noqa: BLE001 - coincurve raises bare exceptions for numbers that are no signature
        return None
    return Address(keccak256(key.format(compressed=False)[1:])[12:])
