"""Signing a digest with an account's key, and finding the account of a signature: 65 bytes, r || s || v."""

from coincurve import PrivateKey, PublicKey

from desktop.core.exchange import SECP256K1_ORDER
from desktop.core.identity import Address, keccak256


def sign_digest(digest: bytes, key: bytes) -> bytes:
    """r || s || v (27 or 28), with the lower s of the two (EIP-2), as every wallet makes and takes it."""
    signature = PrivateKey(key).sign_recoverable(digest, hasher=None)
    s, parity = int.from_bytes(signature[32:64], "big"), signature[64]
    if s > SECP256K1_ORDER // 2:
        s, parity = SECP256K1_ORDER - s, parity ^ 1
    return signature[:32] + s.to_bytes(32, "big") + bytes((27 + parity,))


def signer_of(digest: bytes, signature: bytes) -> Address | None:
    """The account whose signature this is, if it is one, and in the one form that is accepted."""
    if len(signature) != 65 or signature[64] not in {27, 28}:
        return None
    if int.from_bytes(signature[32:64], "big") > SECP256K1_ORDER // 2:
        return None
    try:
        recoverable = signature[:64] + bytes((signature[64] - 27,))
        key = PublicKey.from_signature_and_message(recoverable, digest, hasher=None)
    except Exception:  # noqa: BLE001 - coincurve raises bare exceptions for numbers that are no signature
        return None
    return Address(keccak256(key.format(compressed=False)[1:])[12:])
