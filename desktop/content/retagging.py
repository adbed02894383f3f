"""The tags that a seller spoilt, made right again, so that any age tool opens the file (EXCHANGE.md section 2).

An age tool knows no leaves: one spoilt tag, and it refuses everything. Runs where K is, in the sealer.
"""

from desktop.content.chunks import ChunkBuffer, ChunkCipher, ContentKeys, LeafHasher
from desktop.content.files import Reader
from desktop.content.sealing import REPORT_BYTES, SealedPaths, Step
from desktop.core import trees
from desktop.core.contents import LEAVES, PAYLOAD, Commitments
from desktop.core.errors import ContentMismatch


def right_tags(
    paths: SealedPaths, content: Commitments, key: bytes, step: Step = lambda _done, _all: None
) -> dict[int, bytes]:
    """The right tag of each chunk whose stored one is wrong though all its leaves are right; every byte is read.

    Raises:
        ContentMismatch: A leaf is wrong, or a file has another length: no age tool could open this as promised.
    """
    size = content.size_bytes
    keys = ContentKeys.derive(key, content.nonce)
    cipher, hasher = ChunkCipher(keys, content.chunks), LeafHasher(keys.leaf_salt)
    sealed_buffer, plain_buffer = ChunkBuffer(), ChunkBuffer()
    found: dict[int, bytes] = {}
    with (
        Reader(paths.payload, content.length_of(PAYLOAD)) as payload,
        Reader(paths.leaves, content.length_of(LEAVES)) as leaves,
    ):
        for chunk in range(content.chunks):
            start, end = trees.chunk_span(size, chunk)
            sealed = payload.into(start, sealed_buffer.bytes(end - start))
            plain = plain_buffer.bytes(end - start - trees.TAG_BYTES)
            if not cipher.open(chunk, sealed, plain):
                cipher.open_without_tag(chunk, sealed, plain)
                indices = trees.chunk_leaves(size, chunk)
                listed = leaves.at(32 * indices.start, 32 * len(indices))
                if hasher(indices.start, plain_buffer.leaves(len(plain))) != listed:
                    raise ContentMismatch(PAYLOAD, f"chunk {chunk}")
                cipher.seal(chunk, plain, sealed)
                found[chunk] = bytes(sealed[-trees.TAG_BYTES :])
            if chunk % (REPORT_BYTES // trees.CHUNK_BYTES) == 0:
                step(chunk * trees.CHUNK_BYTES, size)
    step(size, size)
    return found
