"""Verifying stored or arriving bytes against what a listing committed to; a wrong one is found within its chunk."""

from hashlib import sha256
from pathlib import Path

from desktop.content.chunks import ChunkBuffer
from desktop.content.files import Reader
from desktop.content.sealing import REPORT_BYTES, SealedPaths, Step
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, PUBLIC, Commitments, LeafProof
from desktop.core.errors import ContentMismatch
from desktop.core.packages import MAX_PUBLIC_BYTES


def verify_public(path: Path, public_digest: bytes) -> None:
    """Compare the public part with its digest.

    Raises:
        ContentMismatch: It is another file, or larger than any public part may be.
    """
    with Reader(path) as reader:
        if reader.length > MAX_PUBLIC_BYTES:
            raise ContentMismatch(PUBLIC, f"{reader.length} bytes")
        digest = sha256()
        view = memoryview(bytearray(1 << 20))
        for offset in range(0, reader.length, len(view)):
            digest.update(reader.into(offset, view[: reader.length - offset]))
    if digest.digest() != public_digest:
        raise ContentMismatch(PUBLIC, "digest")


def verify_chunk_list(data: bytes, content: Commitments) -> list[bytes]:
    """The nodes of a chunk list that has the right length and folds to contentRoot.

    Raises:
        ContentMismatch: It does not.
    """
    if len(data) != content.length_of(CHUNKS):
        raise ContentMismatch(CHUNKS, "length")
    if trees.root_of_chunks(data, content.leaves) != content.content_root:
        raise ContentMismatch(CHUNKS, "root")
    return trees.split(data)


class ChunkVerifier:
    """Knows the node of each chunk, once the chunk list has been verified."""

    def __init__(self, content: Commitments, chunk_list: bytes) -> None:
        self.content = content
        self.nodes = verify_chunk_list(chunk_list, content)
        self._levels = trees.chunk_levels(content.leaves)

    def leaves_span(self, chunk: int) -> tuple[int, int]:
        """First and end offset of a chunk's part of the leaf list."""
        leaves = trees.chunk_leaves(self.content.size_bytes, chunk)
        return 32 * leaves.start, 32 * leaves.stop

    def hashes(self, chunk: int, plain_leaves: bytes, sealed: bytes | memoryview) -> list[bytes]:
        """The leaves of a chunk, if its bytes and its part of the leaf list are the committed ones.

        Raises:
            ContentMismatch: One of them is wrong; which cannot be told, so both come from one source.
        """
        hashes = trees.sealed_leaves(chunk * trees.LEAVES_PER_CHUNK, plain_leaves, sealed)
        if trees.fold(hashes, self._levels) != self.nodes[chunk]:
            raise ContentMismatch(PAYLOAD, f"chunk {chunk}")
        return hashes


def read_chunk_list(path: Path, content: Commitments) -> bytes:
    """The stored chunk list, not yet verified but for its length."""
    with Reader(path, content.length_of(CHUNKS)) as reader:
        return reader.at(0, reader.length)


def verify_sealed_files(
    paths: SealedPaths,
    content: Commitments,
    step: Step = lambda _done, _all: None,
    cancel: CancelToken | None = None,
) -> None:
    """Payload and leaf list fold to contentRoot, and the chunk list with them; every byte is read.

    Raises:
        ContentMismatch: A wrong byte or length, with the first chunk where it shows.
        ContentUnavailable: A file is missing.
    """
    verifier = ChunkVerifier(content, read_chunk_list(paths.chunks, content))
    right = verified_prefix(paths, verifier, step, cancel, whole=True)
    if right < content.chunks:
        raise ContentMismatch(PAYLOAD, f"chunk {right}")


def verified_prefix(
    paths: SealedPaths,
    verifier: ChunkVerifier,
    step: Step = lambda _done, _all: None,
    cancel: CancelToken | None = None,
    *,
    whole: bool = False,
) -> int:
    """How many chunks, from the first on, are right in payload and leaf list.

    Args:
        paths: The files; with ``whole`` their lengths must be the final ones.
        verifier: Holds the verified chunk list.
        step: Told now and then how many bytes were read.
        cancel: Asked at each chunk.
        whole: Refuse files of another length; else they are parts that may be shorter.
    """
    content = verifier.content
    payload_bytes = content.length_of(PAYLOAD) if whole else None
    leaves_bytes = content.length_of(LEAVES) if whole else None
    buffer = ChunkBuffer()
    with Reader(paths.payload, payload_bytes) as payload, Reader(paths.leaves, leaves_bytes) as leaves:
        if payload.length < trees.NONCE_BYTES or payload.at(0, trees.NONCE_BYTES) != content.nonce:
            return _refuse_nonce(whole=whole)
        for chunk in range(content.chunks):
            if cancel is not None:
                cancel.raise_if_cancelled()
            start, end = trees.chunk_span(content.size_bytes, chunk)
            first, stop = verifier.leaves_span(chunk)
            if end > payload.length or stop > leaves.length:
                return chunk
            sealed = payload.into(start, buffer.bytes(end - start))
            try:
                verifier.hashes(chunk, leaves.at(first, stop - first), sealed)
            except ContentMismatch:
                return chunk
            if chunk % (REPORT_BYTES // trees.CHUNK_BYTES) == 0:
                step(chunk * trees.CHUNK_BYTES, content.size_bytes)
    step(content.size_bytes, content.size_bytes)
    return content.chunks


def _refuse_nonce(*, whole: bool) -> int:
    if whole:
        raise ContentMismatch(PAYLOAD, "nonce")
    return 0


def prove_leaf(paths: SealedPaths, content: Commitments, index: int) -> LeafProof:
    """The proof of one leaf from the stored files; of payload and leaf list only its chunk is read.

    Raises:
        ContentMismatch: The stored files do not fold to contentRoot: they must be fetched again first.
        IndexError: There is no such leaf.
    """
    if not 0 <= index < content.leaves:
        raise IndexError(index)
    verifier = ChunkVerifier(content, read_chunk_list(paths.chunks, content))
    chunk, place = divmod(index, trees.LEAVES_PER_CHUNK)
    start, end = trees.chunk_span(content.size_bytes, chunk)
    first, stop = verifier.leaves_span(chunk)
    with (
        Reader(paths.payload, content.length_of(PAYLOAD)) as payload,
        Reader(paths.leaves, content.length_of(LEAVES)) as leaves,
    ):
        sealed, plain_leaves = payload.at(start, end - start), leaves.at(first, stop - first)
    hashes = verifier.hashes(chunk, plain_leaves, sealed)
    levels = trees.chunk_levels(content.leaves)
    siblings = trees.proof(hashes, place, levels)
    siblings += trees.proof(verifier.nodes, chunk, trees.depth(content.leaves) - levels)
    leaf_start, leaf_end = trees.leaf_span(content.size_bytes, index)
    return LeafProof(
        index,
        plain_leaves[32 * place : 32 * place + 32],
        sealed[leaf_start - start : leaf_end - start],
        tuple(siblings),
    )
