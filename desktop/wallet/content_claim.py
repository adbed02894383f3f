"""Whether a leaf of sealed content is wrong, judged by the vault's own code before it gives a model key away.

A second implementation beside the content room's, on purpose: a complaint publishes K for everybody, so the vault
does not take another process's word for it. EXCHANGE.md section 2; ChaCha20 is RFC 8439.
"""

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20

from desktop.core import trees
from desktop.wallet.hkdf import hkdf

BLOCKS_PER_LEAF = trees.LEAF_BYTES // 64


def leaf_is_wrong(
    key: bytes, nonce: bytes, size_bytes: int, index: int, cipher: bytes, plain_leaf: bytes
) -> bool:
    """Whether the sealed bytes of leaf ``index`` decrypt to something else than ``plain_leaf`` promises.

    Args:
        key: K, 16 bytes.
        nonce: Of the payload, 16 bytes.
        size_bytes: Of the whole plaintext.
        index: Of the leaf; must be below the number of leaves.
        cipher: The leaf's bytes in the payload, with the tag if it is the last of its chunk.
        plain_leaf: The promised hash, 32 bytes.
    """
    length = min(trees.LEAF_BYTES, size_bytes - index * trees.LEAF_BYTES)
    if length <= 0 or not length <= len(cipher) <= length + trees.TAG_BYTES:
        raise ValueError("leaf")
    chunk, leaf = divmod(index, trees.LEAVES_PER_CHUNK)
    is_last = chunk == trees.chunk_count(size_bytes) - 1
    stream_nonce = chunk.to_bytes(11, "big") + bytes([is_last])
    block = (1 + leaf * BLOCKS_PER_LEAF).to_bytes(4, "little")
    payload_key = hkdf(key, b"payload", salt=nonce)
    plaintext = Cipher(ChaCha20(payload_key, block + stream_nonce), None).decryptor().update(cipher[:length])
    salt = hkdf(key, b"licet leaf", salt=nonce)[:16]
    return trees.plain_leaf(salt, index, plaintext) != plain_leaf
