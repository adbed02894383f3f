"""Unsealing: payload in, plaintext into memory that a worker inherits; "the leaves decide, not the tags".

Written by ``pwrite``, not through a mapping: filling fresh pages by page faults takes three times as long, running
out of memory is then an error and no SIGBUS, and the memory can be sealed against writing afterwards.
"""

import os
import threading
from collections.abc import Iterator

from desktop.content.chunks import ChunkBuffer, ChunkCipher, ContentKeys, LeafHasher
from desktop.content.files import Reader, write_at
from desktop.content.sealing import REPORT_BYTES, SealedPaths, Step
from desktop.content.verifying import prove_leaf
from desktop.core import trees
from desktop.core.contents import LEAVES, PAYLOAD, Commitments
from desktop.core.errors import ContentMismatch
from desktop.services.opening import Unsealed

_BLOCK_CHUNKS = 16
_MEMORY = "memory"


class _Pass:
    """One pass over the payload; blocks of chunks are taken in order by two threads.

    Hashing 1 KiB leaves holds the interpreter's lock, reading, decrypting and writing do not: two threads overlap
    them. A thread that found a wrong leaf stops the handing out of blocks, and the other one finishes its own, so
    every leaf before the reported one was compared: it is the first.
    """

    def __init__(
        self, paths: SealedPaths, content: Commitments, key: bytes, memory_fd: int, step: Step, *, check: bool
    ) -> None:
        keys = ContentKeys.derive(key, content.nonce)
        self._paths, self._content, self._fd, self._step = paths, content, memory_fd, step
        self._cipher = ChunkCipher(keys, content.chunks)
        self._hasher = LeafHasher(keys.leaf_salt)
        self._check = check
        self._lock = threading.Lock()
        self._next_block = 0
        self._done_bytes = 0
        self._stopped = False
        self.wrong_leaf: int | None = None
        self.spoilt_tags = 0
        self.failure: BaseException | None = None

    def work(self) -> None:
        """Take blocks until there are none; a failure is kept for the thread that asked."""
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread, which raises it
            with self._lock:
                self.failure = self.failure or error
                self._stopped = True

    def _work(self) -> None:
        buffer, sealed = ChunkBuffer(), ChunkBuffer()
        with self._open_payload() as payload, self._open_leaves() as leaves:
            for chunk in self._chunks():
                start, end = trees.chunk_span(self._content.size_bytes, chunk)
                payload.into(start, sealed.bytes(end - start))
                plain = buffer.bytes(end - start - trees.TAG_BYTES)
                wrong = self._open_chunk(chunk, sealed.bytes(end - start), plain, buffer, leaves)
                if wrong is not None:
                    with self._lock:
                        self._stopped = True
                        self.wrong_leaf = wrong if self.wrong_leaf is None else min(wrong, self.wrong_leaf)
                    return
                write_at(self._fd, chunk * trees.CHUNK_BYTES, plain, _MEMORY)

    def _open_chunk(
        self, chunk: int, sealed: memoryview, plain: memoryview, buffer: ChunkBuffer, leaves: Reader | None
    ) -> int | None:
        """Decrypt one chunk; the index of its first wrong leaf, or None."""
        tag_is_right = self._cipher.open(chunk, sealed, plain)
        if tag_is_right and not self._check:
            return None
        if not tag_is_right:
            self._cipher.open_without_tag(chunk, sealed, plain)
        if leaves is None:
            raise ContentMismatch(PAYLOAD, f"chunk {chunk}")
        first = chunk * trees.LEAVES_PER_CHUNK
        found = self._hasher(first, buffer.leaves(len(plain)))
        listed = leaves.at(32 * first, len(found))
        if found != listed:
            pairs = zip(trees.split(found), trees.split(listed), strict=True)
            return first + next(place for place, (a, b) in enumerate(pairs) if a != b)
        if not tag_is_right:
            with self._lock:
                self.spoilt_tags += 1
        return None

    def _chunks(self) -> Iterator[int]:
        """The chunks that this thread shall do, taken block by block."""
        while True:
            with self._lock:
                first = self._next_block * _BLOCK_CHUNKS
                self._next_block += 1
                if self._stopped or first >= self._content.chunks:
                    return
            end = min(first + _BLOCK_CHUNKS, self._content.chunks)
            yield from range(first, end)
            with self._lock:
                before = self._done_bytes
                self._done_bytes += (end - first) * trees.CHUNK_BYTES
                if before // REPORT_BYTES != self._done_bytes // REPORT_BYTES:
                    self._step(min(self._done_bytes, self._content.size_bytes), self._content.size_bytes)

    def _open_payload(self) -> Reader:
        payload = Reader(self._paths.payload, self._content.length_of(PAYLOAD))
        if payload.at(0, trees.NONCE_BYTES) != self._content.nonce:
            payload.__exit__()
            raise ContentMismatch(PAYLOAD, "nonce")
        return payload

    def _open_leaves(self) -> "Reader | _NoLeaves":
        if not self._check and not self._paths.leaves.exists():
            return _NoLeaves()
        return Reader(self._paths.leaves, self._content.length_of(LEAVES))


class _NoLeaves:
    """The leaf list of a final order may be gone; then only the tags can speak."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def unseal(
    paths: SealedPaths,
    content: Commitments,
    key: bytes,
    memory_fd: int,
    *,
    check: bool,
    step: Step = lambda _done, _all: None,
) -> Unsealed:
    """Fill the memory with the plaintext; it is emptied again if a leaf is wrong or anything fails.

    A ``wrong_leaf`` can be proven: the stored files fold to contentRoot there. Otherwise they are damaged.

    Args:
        paths: The stored files; without ``check`` the leaf list may be missing.
        content: What the listing committed to.
        key: The model key K.
        memory_fd: An empty file in memory; it gets the size of the content.
        check: Compare every leaf with the leaf list. Else only tags are compared, and leaves where a tag is wrong.
        step: Told now and then how far it is, from one thread at a time.

    Raises:
        ContentMismatch: The stored files are damaged: another length, a chunk that is not the committed one, or a
            wrong tag without a leaf list to decide.
        ContentUnavailable: A file is missing.
        DiskFull: There is not enough memory.
    """
    os.ftruncate(memory_fd, content.size_bytes)
    run = _Pass(paths, content, key, memory_fd, step, check=check)
    helper = threading.Thread(target=run.work, name="unseal", daemon=True)
    try:
        helper.start()
    except RuntimeError:
        helper = threading.current_thread()  # limits allow no second thread: this one does everything
    run.work()
    if helper is not threading.current_thread():
        helper.join()
    if run.failure is not None or run.wrong_leaf is not None:
        os.ftruncate(memory_fd, 0)
    if run.failure is not None:
        raise run.failure
    if run.wrong_leaf is None:
        step(content.size_bytes, content.size_bytes)
    else:
        prove_leaf(paths, content, run.wrong_leaf)  # raises where the disk is at fault and not the seller
    return Unsealed(run.wrong_leaf, run.spoilt_tags)
