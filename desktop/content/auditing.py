"""The last look before ``list``: the sealed files are read back and judged as the contract would judge them.

Of the sealing code nothing is used but the key derivation: each leaf is decrypted on its own, by the key stream
at its own place (complainContent does the same), and its proof is folded from the files as they lie on disk.
"""

from dataclasses import dataclass

from desktop.content.chunks import ChunkBuffer, ChunkCipher, ContentKeys
from desktop.content.files import Reader
from desktop.content.sealing import REPORT_BYTES, SealedPaths, Step
from desktop.content.verifying import ChunkVerifier, read_chunk_list
from desktop.core import trees
from desktop.core.contents import LEAVES, PAYLOAD, Commitments
from desktop.core.errors import ContentMismatch


@dataclass(frozen=True, slots=True)
class Audit:
    """What the contract would find: the first leaf that a buyer could complain about, and tags that are wrong."""

    wrong_leaf: int | None
    spoilt_tags: int

    @property
    def is_clean(self) -> bool:
        return self.wrong_leaf is None and self.spoilt_tags == 0


def verify_as_contract_would(
    paths: SealedPaths, content: Commitments, key: bytes, step: Step = lambda _done, _all: None
) -> Audit:
    """Run the contract's leaf check on every leaf of the stored files, and compare every tag.

    Raises:
        ContentMismatch: The files are not those of the commitments, so no proof about them could be made.
    """
    size = content.size_bytes
    verifier = ChunkVerifier(content, read_chunk_list(paths.chunks, content))
    keys = ContentKeys.derive(key, content.nonce)
    cipher = ChunkCipher(keys, content.chunks)
    sealed_buffer, plain_buffer = ChunkBuffer(), ChunkBuffer()
    spoilt = 0
    with (
        Reader(paths.payload, content.length_of(PAYLOAD)) as payload,
        Reader(paths.leaves, content.length_of(LEAVES)) as leaves,
    ):
        if payload.at(0, trees.NONCE_BYTES) != content.nonce:
            raise ContentMismatch(PAYLOAD, "nonce")
        for chunk in range(content.chunks):
            start, end = trees.chunk_span(size, chunk)
            sealed = payload.into(start, sealed_buffer.bytes(end - start))
            first, stop = verifier.leaves_span(chunk)
            plain_leaves = leaves.at(first, stop - first)
            verifier.hashes(chunk, plain_leaves, sealed)
            for place, index in enumerate(trees.chunk_leaves(size, chunk)):
                leaf_start, leaf_end = trees.leaf_span(size, index)
                is_last = leaf_end == end
                stop_at = leaf_end - (trees.TAG_BYTES if is_last else 0)
                plain = plain_buffer.bytes(stop_at - leaf_start)
                cipher.keystream(chunk, place).update_into(
                    sealed[leaf_start - start : stop_at - start], plain
                )
                if (
                    trees.plain_leaf(keys.leaf_salt, index, plain)
                    != plain_leaves[32 * place : 32 * place + 32]
                ):
                    return Audit(index, spoilt)
            if not cipher.open(chunk, sealed, plain_buffer.bytes(end - start - trees.TAG_BYTES)):
                spoilt += 1
            if chunk % (REPORT_BYTES // trees.CHUNK_BYTES) == 0:
                step(chunk * trees.CHUNK_BYTES, size)
    step(size, size)
    return Audit(None, spoilt)
