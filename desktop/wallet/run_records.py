"""Signing run records, and finding out who signed one. The message is EIP-712, of a type that nothing else has."""

from coincurve import PrivateKey, PublicKey

from desktop.core.exchange import SECP256K1_ORDER
from desktop.core.identity import Address, keccak256
from desktop.core.run_exports import ExportedRun, RunRecordAltered, signing_digest


def sign(run: ExportedRun, account_key: bytes) -> bytes:
    """r || s || v, with the lower s of the two (EIP-2), as every wallet makes and takes it."""
    signature = PrivateKey(account_key).sign_recoverable(signing_digest(run), hasher=None)
    s, parity = int.from_bytes(signature[32:64], "big"), signature[64]
    if s > SECP256K1_ORDER // 2:
        s, parity = SECP256K1_ORDER - s, parity ^ 1
    return signature[:32] + s.to_bytes(32, "big") + bytes((27 + parity,))


def recover(digest: bytes, signature: bytes) -> Address:
    """The account whose signature this is, if it is the one form of it that is accepted.

    Raises:
        RunRecordAltered: It is no signature, or another form of one.
    """
    s, v = int.from_bytes(signature[32:64], "big"), signature[64]
    if v not in {27, 28} or s > SECP256K1_ORDER // 2:
        raise RunRecordAltered
    try:
        key = PublicKey.from_signature_and_message(signature[:64] + bytes((v - 27,)), digest, hasher=None)
    except Exception as error:
        # coincurve raises bare exceptions for numbers that are no signature.
        raise RunRecordAltered from error
    return Address(keccak256(key.format(compressed=False)[1:])[12:])
