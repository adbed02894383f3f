"""Leaf list and chunk list made again from a payload, for a file that came without them. Runs where K is, in the sealer.

What they fold to must be the listed ``contentRoot``: that compares every byte of the payload, tags included, so
nothing else needs to be believed about where the file came from.
"""

from desktop.content.chunks import ChunkBuffer, ChunkCipher, ContentKeys, LeafHasher
from desktop.content.files import Reader
from desktop.content.sealing import REPORT_BYTES, Output, SealedPaths, Step
from desktop.core import trees
from desktop.core.contents import PAYLOAD, Commitments
from desktop.core.errors import ContentMismatch


def relist(
    paths: SealedPaths, content: Commitments, key: bytes, step: Step = lambda _done, _all: None
) -> None:
    """Write the two lists of ``paths.payload``; they must not exist yet.

    Raises:
        ContentMismatch: The payload is not the listed one, with the first chunk whose tag is wrong, if one is.
        DiskFull: There was no room.
    """
    size = content.size_bytes
    keys = ContentKeys.derive(key, content.nonce)
    cipher, hasher = ChunkCipher(keys, content.chunks), LeafHasher(keys.leaf_salt)
    sealed_buffer, plain_buffer = ChunkBuffer(), ChunkBuffer()
    levels = trees.chunk_levels(content.leaves)
    nodes: list[bytes] = []
    first_wrong: int | None = None
    with Reader(paths.payload, content.length_of(PAYLOAD)) as payload, Output(paths.leaves) as leaves:
        if payload.at(0, trees.NONCE_BYTES) != content.nonce:
            raise ContentMismatch(PAYLOAD, "nonce")
        for chunk in range(content.chunks):
            start, end = trees.chunk_span(size, chunk)
            sealed = payload.into(start, sealed_buffer.bytes(end - start))
            plain = plain_buffer.bytes(end - start - trees.TAG_BYTES)
            if not cipher.open(chunk, sealed, plain):
                first_wrong = chunk if first_wrong is None else first_wrong
                cipher.open_without_tag(chunk, sealed, plain)
            first = chunk * trees.LEAVES_PER_CHUNK
            listed = hasher(first, plain_buffer.leaves(len(plain)))
            nodes.append(trees.fold(trees.sealed_leaves(first, listed, sealed), levels))
            leaves.append(listed)
            if chunk % (REPORT_BYTES // trees.CHUNK_BYTES) == 0:
                step(chunk * trees.CHUNK_BYTES, size)
    if trees.root_of_chunks(b"".join(nodes), content.leaves) != content.content_root:
        raise ContentMismatch(PAYLOAD, "root" if first_wrong is None else f"chunk {first_wrong}")
    with Output(paths.chunks) as chunks:
        chunks.append(b"".join(nodes))
    step(size, size)
