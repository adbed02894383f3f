"""EXCHANGE.md section 2 and the age format once more: slow, by the book, and without a line of the code under test.

ChaCha20 and Poly1305 by RFC 8439, HKDF by RFC 5869, age by https://age-encryption.org/v1.
"""

import base64
import hmac
import os
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

MASK = 0xFFFFFFFF


def _rotate(value: int, by: int) -> int:
    return ((value << by) | (value >> (32 - by))) & MASK


def _quarter(state: list[int], a: int, b: int, c: int, d: int) -> None:
    for first, second, third, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[first] = (state[first] + state[second]) & MASK
        state[third] = _rotate(state[third] ^ state[first], by)


def chacha20_block(key: bytes, counter: int, nonce: bytes) -> bytes:
    """RFC 8439 section 2.3."""
    words = b"expand 32-byte k" + key + counter.to_bytes(4, "little") + nonce
    start = [int.from_bytes(words[i : i + 4], "little") for i in range(0, 64, 4)]
    state = list(start)
    for _ in range(10):
        _quarter(state, 0, 4, 8, 12)
        _quarter(state, 1, 5, 9, 13)
        _quarter(state, 2, 6, 10, 14)
        _quarter(state, 3, 7, 11, 15)
        _quarter(state, 0, 5, 10, 15)
        _quarter(state, 1, 6, 11, 12)
        _quarter(state, 2, 7, 8, 13)
        _quarter(state, 3, 4, 9, 14)
    return b"".join(((a + b) & MASK).to_bytes(4, "little") for a, b in zip(state, start, strict=True))


def chacha20(key: bytes, counter: int, nonce: bytes, data: bytes) -> bytes:
    """RFC 8439 section 2.4."""
    stream = b"".join(chacha20_block(key, counter + i, nonce) for i in range(-(-len(data) // 64)))
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream[: len(data)], "big")).to_bytes(
        len(data), "big"
    )


def poly1305(key: bytes, message: bytes) -> bytes:
    """RFC 8439 section 2.5."""
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for i in range(0, len(message), 16):
        total = (total + int.from_bytes(message[i : i + 16] + b"\x01", "little")) * r % (2**130 - 5)
    return ((total + int.from_bytes(key[16:], "little")) % 2**128).to_bytes(16, "little")


def aead_seal(key: bytes, nonce: bytes, plaintext: bytes, extra: bytes = b"") -> bytes:
    """RFC 8439 section 2.8."""
    sealed = chacha20(key, 1, nonce, plaintext)
    message = extra + bytes(-len(extra) % 16) + sealed + bytes(-len(sealed) % 16)
    message += len(extra).to_bytes(8, "little") + len(sealed).to_bytes(8, "little")
    return sealed + poly1305(chacha20_block(key, 0, nonce)[:32], message)


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    """RFC 5869 for 32 bytes."""
    extracted = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


@dataclass
class Book:
    """A version as the specification says it, whole in memory."""

    payload: bytes
    leaf_list: bytes
    chunk_list: bytes
    content_root: bytes
    leaves: list[bytes]


def seal(plaintext: bytes, key: bytes, nonce: bytes) -> Book:
    payload_key = hkdf(key, nonce, b"payload")
    salt = hkdf(key, nonce, b"licet leaf")[:16]
    chunks = [plaintext[i : i + 65536] for i in range(0, len(plaintext), 65536)]
    payload, plain_leaves, leaves, index = nonce, [], [], 0
    for number, chunk in enumerate(chunks):
        last = number == len(chunks) - 1
        stream_nonce = number.to_bytes(11, "big") + bytes([last])
        sealed = aead_seal(payload_key, stream_nonce, chunk)
        payload += sealed
        for start in range(0, len(chunk), 1024):
            plain = chunk[start : start + 1024]
            encrypted = sealed[start : start + len(plain)]
            if start + 1024 >= len(chunk):
                encrypted += sealed[-16:]
            plain_leaf = sha256(b"\x00" + salt + index.to_bytes(8, "big") + plain).digest()
            cipher_leaf = sha256(b"\x02" + index.to_bytes(8, "big") + encrypted).digest()
            plain_leaves.append(plain_leaf)
            leaves.append(sha256(b"\x04" + plain_leaf + cipher_leaf).digest())
            index += 1
    depth = 0
    while 2**depth < len(leaves):
        depth += 1
    level = min(6, depth)
    nodes = [subtree(leaves, start, level) for start in range(0, len(leaves), 64)]
    return Book(payload, b"".join(plain_leaves), b"".join(nodes), subtree(leaves, 0, depth), leaves)


def subtree(leaves: list[bytes], start: int, depth: int) -> bytes:
    """The node over ``2**depth`` places from ``start``; without leaves it is 32 zero bytes, unhashed."""
    if start >= len(leaves):
        return bytes(32)
    if depth == 0:
        return leaves[start]
    half = 2 ** (depth - 1)
    return sha256(
        b"\x01" + subtree(leaves, start, depth - 1) + subtree(leaves, start + half, depth - 1)
    ).digest()


def age_header(key: bytes, recipient: str) -> bytes:
    """A header with one X25519 stanza that wraps the file key ``key``."""
    public = bech32_payload(recipient)
    ephemeral = X25519PrivateKey.from_private_bytes(os.urandom(32))
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    wrap_key = hkdf(shared, share + public, b"age-encryption.org/v1/X25519")
    body = aead_seal(wrap_key, bytes(12), key)
    head = b"age-encryption.org/v1\n-> X25519 " + _base64(share) + b"\n" + _base64(body) + b"\n---"
    return head + b" " + _base64(hmac.digest(hkdf(key, b"", b"header"), head, "sha256")) + b"\n"


def bech32_payload(text: str) -> bytes:
    """The data of a Bech32 string (BIP 173); its checksum is left to whoever made it."""
    alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    digits = text[text.rindex("1") + 1 : -6]
    bits = "".join(f"{alphabet.index(digit):05b}" for digit in digits)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) - 7, 8))


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
