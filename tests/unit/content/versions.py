"""Versions for tests: sealed by the code under test, and sealed by sellers who cheat."""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desktop.content.files import Reader
from desktop.content.sealing import SealedPaths, seal
from desktop.content.store import ContentStore
from desktop.core import trees
from desktop.core.contents import PUBLIC, Commitments

KEY = bytes(range(16))
NONCE = bytes(range(16, 32))
PUBLIC_BYTES = b"public part " * 1000


@dataclass
class Version:
    folder: Path
    paths: SealedPaths
    content: Commitments
    plaintext: bytes


def make(folder: Path, size: int | bytes, key: bytes = KEY) -> Version:
    """A version in ``folder`` with random plaintext of a size, or this plaintext."""
    plaintext = os.urandom(size) if isinstance(size, int) else size
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "plain"
    source.write_bytes(plaintext)
    paths = SealedPaths.below(folder)
    with Reader(source) as reader:
        root = seal(reader, key, NONCE, paths)
    source.unlink()
    (folder / PUBLIC).write_bytes(PUBLIC_BYTES)
    return Version(
        folder, paths, Commitments(len(plaintext), NONCE, root, sha256(PUBLIC_BYTES).digest()), plaintext
    )


def make_in_store(root: Path, size: int | bytes) -> tuple[ContentStore, Version]:
    """A store that holds one version."""
    store = ContentStore(root)
    version = make(root / "new", size)
    folder = version.folder.rename(store.folder(version.content.identity))
    return store, Version(folder, SealedPaths.below(folder), version.content, version.plaintext)


def flip(path: Path, offset: int) -> None:
    """Change one byte of a file."""
    with path.open("r+b") as stream:
        stream.seek(offset)
        byte = stream.read(1)
        stream.seek(offset)
        stream.write(bytes([byte[0] ^ 0x80]))


def recommit(version: Version) -> Commitments:
    """What a seller would commit to who lists payload and leaf list as they lie there now."""
    size = version.content.size_bytes
    payload, listed = version.paths.payload.read_bytes(), version.paths.leaves.read_bytes()
    leaves = [
        trees.leaf(
            listed[32 * i : 32 * i + 32], trees.cipher_leaf(i, payload[slice(*trees.leaf_span(size, i))])
        )
        for i in range(trees.leaf_count(size))
    ]
    levels = trees.chunk_levels(len(leaves))
    nodes = [trees.fold(leaves[i : i + 64], levels) for i in range(0, len(leaves), 64)]
    version.paths.chunks.write_bytes(b"".join(nodes))
    version.content = Commitments(size, payload[:16], trees.root(leaves), version.content.public_digest)
    return version.content
