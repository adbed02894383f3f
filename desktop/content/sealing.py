"""Sealing: plaintext in, payload, leaf list, chunk list and contentRoot out; one chunk in memory at a time."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.content.chunks import ChunkBuffer, ChunkCipher, ContentKeys, LeafHasher
from desktop.content.files import write_at
from desktop.core import trees
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD

Step = Callable[[int, int], None]
"""Progress of a pass over the content: bytes done, bytes in all."""

REPORT_BYTES = 8 << 20


class PlainReader(Protocol):
    """Plaintext read at offsets: ``files.Reader``, or memory."""

    length: int

    def into(self, offset: int, view: memoryview) -> memoryview: ...


@dataclass(frozen=True, slots=True)
class SealedPaths:
    """Where the three sealed files of a version lie."""

    payload: Path
    leaves: Path
    chunks: Path

    @classmethod
    def below(cls, folder: Path, suffix: str = "") -> "SealedPaths":
        return cls(folder / (PAYLOAD + suffix), folder / (LEAVES + suffix), folder / (CHUNKS + suffix))


def seal(
    plaintext: PlainReader, key: bytes, nonce: bytes, out: SealedPaths, step: Step = lambda _done, _all: None
) -> bytes:
    """Write the three files and return contentRoot. The files must not exist; they are synced, not renamed.

    Raises:
        ValueError: The plaintext is empty.
        DiskFull: There was no room; what was written so far remains.
        FileExistsError: One of the files is there already.
    """
    size = plaintext.length
    leaves, chunks = trees.leaf_count(size), trees.chunk_count(size)
    keys = ContentKeys.derive(key, nonce)
    cipher, hasher = ChunkCipher(keys, chunks), LeafHasher(keys.leaf_salt)
    plain, sealed = ChunkBuffer(), ChunkBuffer()
    nodes: list[bytes] = []
    with Output(out.payload) as payload_file, Output(out.leaves) as leaves_file:
        payload_file.append(nonce)
        for chunk in range(chunks):
            start, end = trees.chunk_span(size, chunk)
            length = end - start - trees.TAG_BYTES
            plaintext.into(chunk * trees.CHUNK_BYTES, plain.bytes(length))
            cipher.seal(chunk, plain.bytes(length), sealed.bytes(end - start))
            first = chunk * trees.LEAVES_PER_CHUNK
            plain_leaves = hasher(first, plain.leaves(length))
            hashes = trees.sealed_leaves(first, plain_leaves, sealed.bytes(end - start))
            nodes.append(trees.fold(hashes, trees.chunk_levels(leaves)))
            payload_file.append(sealed.bytes(end - start))
            leaves_file.append(plain_leaves)
            if chunk % (REPORT_BYTES // trees.CHUNK_BYTES) == 0:
                step(chunk * trees.CHUNK_BYTES, size)
    with Output(out.chunks) as chunks_file:
        chunks_file.append(b"".join(nodes))
    step(size, size)
    return trees.root_of_chunks(b"".join(nodes), leaves)


class Output:
    """A new file that is written from its beginning to its end and synced when it is closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        self._offset = 0

    def __enter__(self) -> "Output":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                os.fsync(self._fd)
        finally:
            os.close(self._fd)

    def append(self, data: bytes | memoryview) -> None:
        write_at(self._fd, self._offset, data, str(self._path))
        self._offset += len(data)
