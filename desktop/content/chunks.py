"""One 64 KiB chunk: its keys, its STREAM nonce, its leaves (age-encryption.org/v1, "Payload"; EXCHANGE.md 2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.core.trees import CHUNK_BYTES, LEAF_BYTES, NONCE_BYTES, TAG_BYTES

KEY_BYTES = 16
_LOW_BYTES = tuple(bytes([value]) for value in range(256))


@dataclass(frozen=True, slots=True)
class ContentKeys:
    """What the model key K gives together with the listed nonce."""

    payload_key: bytes = field(repr=False)
    leaf_salt: bytes = field(repr=False)

    @classmethod
    def derive(cls, key: bytes, nonce: bytes) -> "ContentKeys":
        """Payload key HKDF-SHA256(K, nonce, "payload") and leaf salt s, the first half of "licet leaf"."""
        if len(key) != KEY_BYTES or len(nonce) != NONCE_BYTES:
            raise ValueError("key and nonce have 16 bytes each")
        return cls(_hkdf(key, nonce, b"payload"), _hkdf(key, nonce, b"licet leaf")[:16])


def _hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def chunk_nonce(chunk: int, *, is_last: bool) -> bytes:
    """STREAM nonce: the chunk number in 11 bytes, big-endian, and the last flag."""
    return chunk.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")


class ChunkCipher:
    """Encrypts and decrypts the chunks of one payload, each into memory that the caller owns."""

    def __init__(self, keys: ContentKeys, chunks: int) -> None:
        self._aead = ChaCha20Poly1305(keys.payload_key)
        self._key = keys.payload_key
        self._last = chunks - 1

    def nonce(self, chunk: int) -> bytes:
        return chunk_nonce(chunk, is_last=chunk == self._last)

    def seal(self, chunk: int, plaintext: memoryview, into: memoryview) -> None:
        """Encrypt into ``len(plaintext) + 16`` bytes."""
        self._aead.encrypt_into(self.nonce(chunk), plaintext, None, into)

    def open(self, chunk: int, sealed: memoryview, into: memoryview) -> bool:
        """Decrypt; False, with the contents of ``into`` undefined, if the tag is wrong."""
        try:
            self._aead.decrypt_into(self.nonce(chunk), sealed, None, into)
        except InvalidTag:
            return False
        return True

    def open_without_tag(self, chunk: int, sealed: memoryview, into: memoryview) -> None:
        """Decrypt by the key stream alone (RFC 8439, 2.8: the data begin at block 1)."""
        self.keystream(chunk, 0).update_into(sealed[:-TAG_BYTES], into)

    def keystream(self, chunk: int, leaf: int) -> "StreamCipher":
        """The bare ChaCha20 of a chunk, beginning at leaf ``leaf`` of it: 16 blocks of 64 bytes per leaf."""
        block = 1 + leaf * (LEAF_BYTES // 64)
        algorithm = algorithms.ChaCha20(self._key, block.to_bytes(4, "little") + self.nonce(chunk))
        return StreamCipher(Cipher(algorithm, None))


class StreamCipher:
    """A running ChaCha20: encryption and decryption are the same."""

    def __init__(self, cipher: Cipher[None]) -> None:
        self._context = cipher.decryptor()

    def update_into(self, data: memoryview, into: memoryview) -> None:
        self._context.update_into(data, into)


class LeafHasher:
    """The plain leaves of whole chunks, as fast as single SHA-256 calls allow.

    The prefix 0x00 || s || the upper seven bytes of the index is the same for 256 leaves; it is hashed once and
    its state is copied (measured: 0.95 us for each leaf against 1.18 us without).
    """

    def __init__(self, leaf_salt: bytes) -> None:
        self._prefix = b"\x00" + leaf_salt

    def __call__(self, first: int, leaves: Sequence[memoryview]) -> bytes:
        """plainLeaf of each of ``leaves`` (at most 64, of one chunk), joined; ``first`` is a multiple of 64."""
        common = sha256(self._prefix + (first >> 8).to_bytes(7, "big"))
        low = first & 255
        digests = []
        for last_byte, leaf in zip(_LOW_BYTES[low : low + len(leaves)], leaves, strict=True):
            digest = common.copy()
            digest.update(last_byte)
            digest.update(leaf)
            digests.append(digest.digest())
        return b"".join(digests)


class ChunkBuffer:
    """Memory for one chunk and, where it is sealed, its tag; views are cut once, because cutting costs time.

    Args:
        memory: 64 KiB for a chunk without tag; by default memory of its own.
    """

    def __init__(self, memory: memoryview | None = None) -> None:
        self._view = memoryview(bytearray(CHUNK_BYTES + TAG_BYTES)) if memory is None else memory
        self._leaves = self._cut(CHUNK_BYTES)

    def bytes(self, length: int) -> memoryview:
        return self._view[:length]

    def leaves(self, length: int) -> list[memoryview]:
        """The leaves of the first ``length`` bytes."""
        return self._leaves if length == CHUNK_BYTES else self._cut(length)

    def _cut(self, length: int) -> list[memoryview]:
        view = self._view[:length]
        return [view[start : start + LEAF_BYTES] for start in range(0, length, LEAF_BYTES)]
