"""Reading a kept version again, every byte of it, at the disk's leisure: which chunks are wrong, and where to go on."""

import time
from collections.abc import Callable

from desktop.content.chunks import ChunkBuffer
from desktop.content.files import Reader
from desktop.content.store import ContentStore
from desktop.content.verifying import ChunkVerifier, read_chunk_list, verify_public
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.checks import MOST_CHUNKS_NAMED, CheckPoint
from desktop.core.contents import CHUNKS, FILES, LEAVES, PAYLOAD, PUBLIC, Commitments
from desktop.core.errors import ContentMismatch, ContentUnavailable

_STEP_CHUNKS = 64
"""4 MiB between two rests."""


def check_version(
    store: ContentStore,
    content: Commitments,
    point: CheckPoint,
    cancel: CancelToken,
    told: Callable[[CheckPoint], None] = lambda _point: None,
    *,
    rest: float = 0.0,
) -> CheckPoint:
    """Read a version from a point on; nothing is changed.

    Args:
        store: Where it lies.
        content: What the listing committed to.
        point: Where an earlier check was interrupted, or a new one.
        cancel: Asked at each step; what was told last is where to go on.
        told: Called with how far it is, now and then, and at the end.
        rest: So many times as long as it works, it waits after each step: others want the disk and the processor.
    """
    if point.next_chunk == 0:
        point = _check_small_files(store, content)
    if {CHUNKS, PAYLOAD, LEAVES} & set(point.wrong_files):
        point = CheckPoint(content.chunks, content.chunks, (), point.wrong_files)
        told(point)
        return point
    folder = store.folder(content.identity)
    verifier = ChunkVerifier(content, read_chunk_list(folder / CHUNKS, content))
    with Reader(folder / PAYLOAD) as payload, Reader(folder / LEAVES) as leaves:
        chunks = _Chunks(payload, leaves, verifier)
        while point.next_chunk < content.chunks:
            cancel.raise_if_cancelled()
            began = time.monotonic()
            stop = min(point.next_chunk + _STEP_CHUNKS, content.chunks)
            wrong = [chunk for chunk in range(point.next_chunk, stop) if not chunks.is_right(chunk)]
            named = (*point.wrong_chunks, *wrong)[:MOST_CHUNKS_NAMED]
            point = CheckPoint(stop, point.wrong + len(wrong), named, point.wrong_files)
            told(point)
            if rest and stop < content.chunks:
                cancel.wait(rest * (time.monotonic() - began))
    return point


def _check_small_files(store: ContentStore, content: Commitments) -> CheckPoint:
    """The public part and the chunk list, and whether the other two are there at all."""
    wrong = [file for file in FILES if not store.path(content.identity, file).is_file()]
    if PUBLIC not in wrong and not _is_right(
        lambda: verify_public(store.public(content.identity), content.public_digest)
    ):
        wrong.append(PUBLIC)
    path = store.path(content.identity, CHUNKS)
    if CHUNKS not in wrong and not _is_right(lambda: ChunkVerifier(content, read_chunk_list(path, content))):
        wrong.append(CHUNKS)
    return CheckPoint(wrong_files=tuple(wrong))


def _is_right(look: Callable[[], object]) -> bool:
    try:
        look()
    except (ContentMismatch, ContentUnavailable, OSError):  # a bad sector is damage too
        return False
    return True


class _Chunks:
    """The chunks of a payload with their leaves, read one by one."""

    def __init__(self, payload: Reader, leaves: Reader, verifier: ChunkVerifier) -> None:
        self._payload, self._leaves, self._verifier = payload, leaves, verifier
        self._buffer = ChunkBuffer()

    def is_right(self, chunk: int) -> bool:
        return _is_right(lambda: self._read(chunk))

    def _read(self, chunk: int) -> None:
        content = self._verifier.content
        start, end = trees.chunk_span(content.size_bytes, chunk)
        first, stop = self._verifier.leaves_span(chunk)
        # The nonce stands before the first chunk and is part of no leaf.
        if chunk == 0 and self._payload.at(0, trees.NONCE_BYTES) != content.nonce:
            raise ContentMismatch(PAYLOAD, "nonce")
        if chunk == content.chunks - 1 and (self._payload.length, self._leaves.length) != (
            content.length_of(PAYLOAD),
            content.length_of(LEAVES),
        ):
            raise ContentMismatch(PAYLOAD, "length")
        sealed = self._payload.into(start, self._buffer.bytes(end - start))
        self._verifier.hashes(chunk, self._leaves.at(first, stop - first), sealed)
