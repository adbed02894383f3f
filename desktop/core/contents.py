"""What a version consists of on disk and on the wire, and what a listing commits to (EXCHANGE.md section 2)."""

from dataclasses import dataclass

from desktop.core import trees
from desktop.core.exchange import Terms, version_identity

PUBLIC = "public.zip"
PAYLOAD = "payload.age"
LEAVES = "leaves.bin"
CHUNKS = "chunks.bin"
FILES = (PUBLIC, PAYLOAD, LEAVES, CHUNKS)


@dataclass(frozen=True, slots=True)
class Commitments:
    """The part of a listing's terms that fixes every byte of its content.

    Raises:
        ValueError: No content can have these: empty, or a nonce, root or digest of another length.
    """

    size_bytes: int
    nonce: bytes
    content_root: bytes
    public_digest: bytes

    def __post_init__(self) -> None:
        if not 0 < self.size_bytes < 2**64:
            raise ValueError("size")
        if (len(self.nonce), len(self.content_root), len(self.public_digest)) != (16, 32, 32):
            raise ValueError("length")

    @classmethod
    def of(cls, terms: Terms) -> "Commitments":
        return cls(terms.size_bytes, terms.nonce, terms.content_root, terms.public_digest)

    @property
    def identity(self) -> bytes:
        """Version identity = SHA-256(0x03 || publicDigest || contentRoot)."""
        return version_identity(self.public_digest, self.content_root)

    @property
    def leaves(self) -> int:
        return trees.leaf_count(self.size_bytes)

    @property
    def chunks(self) -> int:
        return trees.chunk_count(self.size_bytes)

    def length_of(self, file: str) -> int:
        """The only right length of one of the three sealed files, in bytes."""
        lengths = {
            PAYLOAD: trees.payload_length(self.size_bytes),
            LEAVES: 32 * self.leaves,
            CHUNKS: 32 * self.chunks,
        }
        return lengths[file]


@dataclass(frozen=True, slots=True)
class LeafProof:
    """What complainContent shows of one leaf: nothing here is secret.

    ``cipher`` are the leaf's bytes in the payload, with the tag if the leaf is the last of its chunk;
    ``siblings`` go from the leaf up to ``contentRoot``, exactly as many as the tree is deep.
    """

    index: int
    plain_leaf: bytes
    cipher: bytes
    siblings: tuple[bytes, ...]
