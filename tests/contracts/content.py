"""Content for tests of complainContent: one chunk sealed by the app's own code, in a tree as large as it must be."""

from dataclasses import dataclass
from typing import Any

from desktop.content.chunks import ChunkBuffer, ChunkCipher, ContentKeys, LeafHasher
from desktop.core import trees
from desktop.core.contents import LeafProof
from desktop.core.identity import keccak256

NONCE = keccak256(b"nonce")[:16]


@dataclass(slots=True)
class Chunk:
    """The plain leaves and the sealed bytes of one chunk of content with ``size`` bytes."""

    size: int
    number: int
    plain_leaves: list[bytes]
    sealed: bytearray

    @property
    def leaves(self) -> list[bytes]:
        first = self.number * trees.LEAVES_PER_CHUNK
        return trees.sealed_leaves(first, b"".join(self.plain_leaves), self.sealed)

    def spoil(self, place: int) -> None:
        """Change one sealed byte of a leaf: it no longer decrypts to what was promised."""
        self.sealed[place * trees.LEAF_BYTES] ^= 0x40

    def tree(self, index: int) -> tuple[bytes, LeafProof]:
        """contentRoot and the proof of a leaf; what stands beside this chunk in the tree are hashes of nothing."""
        first = self.number * trees.LEAVES_PER_CHUNK
        levels = trees.chunk_levels(trees.leaf_count(self.size))
        node = trees.fold(self.leaves, levels)
        siblings = trees.proof(self.leaves, index - first, levels)
        for level in range(trees.depth(trees.leaf_count(self.size)) - levels):
            sibling = keccak256(b"sibling %d" % level)
            is_right = self.number >> level & 1
            node = trees.node(sibling, node) if is_right else trees.node(node, sibling)
            siblings.append(sibling)
        start, end = trees.leaf_span(self.size, index)
        base = trees.chunk_span(self.size, self.number)[0]
        cipher = bytes(self.sealed[start - base : end - base])
        return node, LeafProof(index, self.plain_leaves[index - first], cipher, tuple(siblings))


def seal_chunk(size: int, number: int, key: bytes, nonce: bytes = NONCE) -> Chunk:
    """Chunk ``number`` of content with ``size`` bytes, with bytes that depend on both."""
    start, end = trees.chunk_span(size, number)
    length = end - start - trees.TAG_BYTES
    keys = ContentKeys.derive(key, nonce)
    plain, sealed = ChunkBuffer(), ChunkBuffer()
    seed = keccak256(b"plain %d %d" % (size, number))
    plain.bytes(length)[:] = bytes(seed[i % 32] ^ (i >> 5 & 255) for i in range(length))
    ChunkCipher(keys, trees.chunk_count(size)).seal(number, plain.bytes(length), sealed.bytes(end - start))
    hashes = LeafHasher(keys.leaf_salt)(number * trees.LEAVES_PER_CHUNK, plain.leaves(length))
    return Chunk(size, number, trees.split(hashes), bytearray(sealed.bytes(end - start)))


def shown(key: bytes, proof: LeafProof) -> tuple[Any, ...]:
    """The arguments of complainContent after the three structs."""
    return key, proof.index, proof.cipher, proof.plain_leaf, list(proof.siblings)
