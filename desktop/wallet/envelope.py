"""A model key on its way to the sealer: HPKE (RFC 9180), so that the app's process only carries it."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

INFO: Final = b"licet sealer 1"


def seal_for_sealer(key: bytes, sealer_public_key: bytes) -> bytes:
    """The key for the sealer's ephemeral X25519 public key (32 bytes): enc || ciphertext, base mode.

    Suite: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
    """
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    return suite.encrypt(key, X25519PublicKey.from_public_bytes(sealer_public_key), info=INFO)
