"""Unsealing: payload in, plaintext into memory that a worker inherits; "the leaves decide, not the tags".

Written by ``pwrite``, not through a mapping: filling fresh pages by page faults takes three times as long, running
out of memory is then an error and no SIGBUS, and the memory can be sealed against writing afterwards.

Two threads in both modes, each in its own way. Decrypting holds the interpreter's lock (cryptography's AEAD does not
give it up), reading and writing do not. Comparing tags takes about as long as reading and writing: the threads take
turns at batches of chunks, each read and written by one call, so that one computes while the other one is in the
kernel. Comparing leaves takes longer, because hashing 1 KiB holds the lock too: one thread decrypts and hashes, the
other one reads ahead and writes behind. A second processor is used by a second process (``team.py``).
"""

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from queue import SimpleQueue

from desktop.content.chunks import ChunkBuffer, ChunkCipher, ContentKeys, LeafHasher
from desktop.content.files import Reader, write_at
from desktop.content.sealing import REPORT_BYTES, SealedPaths, Step
from desktop.content.verifying import prove_leaf
from desktop.core import trees
from desktop.core.contents import LEAVES, PAYLOAD, Commitments
from desktop.core.errors import ContentMismatch
from desktop.services.opening import Unsealed

_SEALED_BYTES = trees.CHUNK_BYTES + trees.TAG_BYTES
_BATCH_CHUNKS = 16
_BATCHES = 4
_LISTED_BYTES = 32 * trees.LEAVES_PER_CHUNK
_MEMORY = "memory"


class _Files:
    """The stored payload and leaf list of one version; each thread has its own."""

    def __init__(self, paths: SealedPaths, content: Commitments, *, check: bool) -> None:
        self._size_bytes = content.size_bytes
        with ExitStack() as files:
            self._payload = files.enter_context(Reader(paths.payload, content.length_of(PAYLOAD)))
            if self._payload.at(0, trees.NONCE_BYTES) != content.nonce:
                raise ContentMismatch(PAYLOAD, "nonce")
            self._leaves: Reader | None = None
            if check or paths.leaves.exists():
                self._leaves = files.enter_context(Reader(paths.leaves, content.length_of(LEAVES)))
            self._close = files.pop_all().close

    def __enter__(self) -> "_Files":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def sealed(self, first: int, last: int, view: memoryview) -> memoryview:
        """The chunks from ``first`` to ``last``, tags included; they lie behind each other."""
        start = trees.chunk_span(self._size_bytes, first)[0]
        end = trees.chunk_span(self._size_bytes, last)[1]
        return self._payload.into(start, view[: end - start])

    def listed(self, first: int, last: int) -> bytes | None:
        """The part of the leaf list for these chunks; None if there is no list."""
        if self._leaves is None:
            return None
        start = trees.chunk_leaves(self._size_bytes, first).start
        stop = trees.chunk_leaves(self._size_bytes, last).stop
        return self._leaves.at(32 * start, 32 * (stop - start))


class _Opener:
    """Opens single chunks, each into memory of the caller, and keeps what it found."""

    def __init__(self, content: Commitments, keys: ContentKeys) -> None:
        self._cipher = ChunkCipher(keys, content.chunks)
        self._hasher = LeafHasher(keys.leaf_salt)
        self.spoilt_tags = 0
        self.wrong_leaf: int | None = None

    def compare_tag(self, chunk: int, sealed: memoryview, into: ChunkBuffer) -> bool:
        """Decrypt a chunk; whether its tag is right. If not, what it decrypts to must be compared."""
        plain = into.bytes(len(sealed) - trees.TAG_BYTES)
        if self._cipher.open(chunk, sealed, plain):
            return True
        self._cipher.open_without_tag(chunk, sealed, plain)
        return False

    def compare_leaves(self, chunk: int, into: ChunkBuffer, length: int, listed: bytes) -> bool:
        """Whether the leaves of a decrypted chunk are the listed ones; else ``wrong_leaf`` is the first other one."""
        first = chunk * trees.LEAVES_PER_CHUNK
        found = self._hasher(first, into.leaves(length))
        if found == listed:
            return True
        pairs = zip(trees.split(found), trees.split(listed), strict=True)
        self.wrong_leaf = first + next(place for place, (a, b) in enumerate(pairs) if a != b)
        return False


def unseal(
    paths: SealedPaths,
    content: Commitments,
    key: bytes,
    memory_fd: int,
    *,
    check: bool,
    chunks: range | None = None,
    step: Step = lambda _done, _all: None,
) -> Unsealed:
    """Fill the memory with the plaintext; it is emptied again if a leaf is wrong or anything fails.

    A ``wrong_leaf`` can be proven: the stored files fold to contentRoot there. Otherwise they are damaged.

    Args:
        paths: The stored files; without ``check`` the leaf list may be missing.
        content: What the listing committed to.
        key: The model key K.
        memory_fd: An empty file in memory; it gets the size of the content.
        check: Compare every leaf with the leaf list, so that the first wrong one is found. Else only tags are
            compared, and leaves where a tag is wrong.
        chunks: Only these; others are done by another process at the same time. None is all.
        step: Told now and then how many bytes of how many it has done, from one thread at a time.

    Raises:
        ContentMismatch: The stored files are damaged: another length, a chunk that is not the committed one, or a
            wrong tag without a leaf list to decide.
        ContentUnavailable: A file is missing.
        DiskFull: There is not enough memory.
    """
    keys = ContentKeys.derive(key, content.nonce)
    os.ftruncate(memory_fd, content.size_bytes)
    share = _Share(content, range(content.chunks) if chunks is None else chunks)
    found: Unsealed | None = None
    try:
        if check:
            with _Files(paths, content, check=True) as files:
                found = _check_leaves(files, share, keys, memory_fd, step)
        else:
            found = _Turns(paths, share, keys, memory_fd, step).run()
    finally:
        if found is None or found.wrong_leaf is not None:
            os.ftruncate(memory_fd, 0)
    if found.wrong_leaf is None:
        step(share.bytes, share.bytes)
    else:
        prove_leaf(paths, content, found.wrong_leaf)  # raises where the disk is at fault and not the seller
    return found


class _Share:
    """The chunks that this process opens, cut into batches."""

    def __init__(self, content: Commitments, chunks: range) -> None:
        self.content = content
        self.chunks = chunks
        self.bytes = self.bytes_before(chunks.stop)

    def batches(self) -> Iterator[range]:
        for first in range(self.chunks.start, self.chunks.stop, _BATCH_CHUNKS):
            yield range(first, min(first + _BATCH_CHUNKS, self.chunks.stop))

    def bytes_before(self, chunk: int) -> int:
        """Plaintext of the share that lies before a chunk of it."""
        return min(chunk * trees.CHUNK_BYTES, self.content.size_bytes) - self.chunks.start * trees.CHUNK_BYTES


def _check_leaves(files: _Files, share: _Share, keys: ContentKeys, memory_fd: int, step: Step) -> Unsealed:
    """Open chunk after chunk in this thread, and compare all leaves."""
    opener = _Opener(share.content, keys)
    with _Pump(files, share, memory_fd) as pump:
        for batch in pump.batches():
            for place, chunk in enumerate(range(batch.first, batch.last + 1)):
                start = place * (trees.CHUNK_BYTES + trees.TAG_BYTES)
                sealed = batch.sealed[start : start + trees.CHUNK_BYTES + trees.TAG_BYTES]
                tag_is_right = opener.compare_tag(chunk, sealed, batch.buffers[place])
                listed = batch.listed[place * _LISTED_BYTES : (place + 1) * _LISTED_BYTES]
                length = len(sealed) - trees.TAG_BYTES
                if not opener.compare_leaves(chunk, batch.buffers[place], length, listed):
                    return Unsealed(opener.wrong_leaf, opener.spoilt_tags)
                opener.spoilt_tags += not tag_is_right
            if batch.first % (REPORT_BYTES // trees.CHUNK_BYTES) == 0:
                step(share.bytes_before(batch.last + 1), share.bytes)
    return Unsealed(None, opener.spoilt_tags)


class _Batch:
    """A few chunks that lie behind each other: sealed, listed, and the memory for their plaintext."""

    def __init__(self) -> None:
        size = trees.CHUNK_BYTES
        self.first = self.last = 0
        self.listed = b""
        self.sealed = self.sealed_memory = memoryview(bytearray(_BATCH_CHUNKS * (size + trees.TAG_BYTES)))
        self.plain = memoryview(bytearray(_BATCH_CHUNKS * size))
        self.buffers = [ChunkBuffer(self.plain[i * size : (i + 1) * size]) for i in range(_BATCH_CHUNKS)]


class _Pump:
    """Reads batches ahead and writes opened ones behind, in a thread of its own if limits allow a second one.

    Leaving the block waits until everything is written, and raises what went wrong.
    """

    def __init__(self, files: _Files, share: _Share, memory_fd: int) -> None:
        self._files, self._share, self._fd = files, share, memory_fd
        self._ranges = share.batches()
        self._ready: SimpleQueue[_Batch | None] = SimpleQueue()
        self._opened: SimpleQueue[_Batch | None] = SimpleQueue()
        self._failure: Exception | None = None
        self._thread: threading.Thread | None = threading.Thread(target=self._run, name="unseal", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:
            self._thread = None

    def __enter__(self) -> "_Pump":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._thread is not None:
            self._opened.put(None)
            self._thread.join()
        if kind is None and self._failure is not None:
            raise self._failure

    def batches(self) -> Iterator[_Batch]:
        """Every batch in order; one that is asked for the next has opened this one, and it is written."""
        if self._thread is None:
            batch = _Batch()
            while self._read(batch):
                yield batch
                self._write(batch)
            return
        for _ in self._share.batches():
            ready = self._ready.get()
            if ready is None:
                return  # __exit__ raises the failure
            yield ready
            self._opened.put(ready)

    def _run(self) -> None:
        try:
            for _ in range(_BATCHES):
                batch = _Batch()
                if self._read(batch):
                    self._ready.put(batch)
            while (opened := self._opened.get()) is not None:
                self._write(opened)
                if self._read(opened):
                    self._ready.put(opened)
        except Exception as error:  # noqa: BLE001 - raised in the caller's thread, when it leaves the block
            self._failure = error
            self._ready.put(None)

    def _read(self, batch: _Batch) -> bool:
        """Fill a batch with the next chunks; False if there are none."""
        chunks = next(self._ranges, None)
        if chunks is None:
            return False
        batch.first, batch.last = chunks[0], chunks[-1]
        batch.sealed = self._files.sealed(batch.first, batch.last, batch.sealed_memory)
        batch.listed = self._files.listed(batch.first, batch.last) or b""
        return True

    def _write(self, batch: _Batch) -> None:
        start = batch.first * trees.CHUNK_BYTES
        end = min((batch.last + 1) * trees.CHUNK_BYTES, self._share.content.size_bytes)
        write_at(self._fd, start, batch.plain[: end - start], _MEMORY)


class _Turns:
    """Tags only: two threads take turns at batches of chunks.

    A thread that found a wrong leaf stops the handing out of batches, and the other one finishes its own.
    """

    def __init__(
        self, paths: SealedPaths, share: _Share, keys: ContentKeys, memory_fd: int, step: Step
    ) -> None:
        self._paths, self._share, self._keys, self._fd, self._step = paths, share, keys, memory_fd, step
        self._lock = threading.Lock()
        self._ranges = share.batches()
        self._done_bytes = 0
        self._is_stopped = False
        self._wrong_leaves: list[int] = []
        self._spoilt_tags = 0
        self._failure: Exception | None = None

    def run(self) -> Unsealed:
        helper = threading.Thread(target=self._work, name="unseal", daemon=True)
        try:
            helper.start()
        except RuntimeError:
            self._work()  # limits allow no second thread: this one does everything
        else:
            self._work()
            helper.join()
        if self._failure is not None:
            raise self._failure
        return Unsealed(min(self._wrong_leaves, default=None), self._spoilt_tags)

    def _work(self) -> None:
        try:
            with _Files(self._paths, self._share.content, check=False) as files:
                self._open_batches(files)
        except Exception as error:  # noqa: BLE001 - either thread's failure is raised by run
            with self._lock:
                self._failure = self._failure or error
                self._is_stopped = True

    def _open_batches(self, files: _Files) -> None:
        opener, batch = _Opener(self._share.content, self._keys), _Batch()
        for chunks in self._chunks():
            sealed = files.sealed(chunks[0], chunks[-1], batch.sealed_memory)
            for place, chunk in enumerate(chunks):
                part = sealed[place * _SEALED_BYTES : (place + 1) * _SEALED_BYTES]
                if not self._open(opener, chunk, part, batch.buffers[place], files):
                    self._keep(opener)
                    return
            length = len(sealed) - trees.TAG_BYTES * len(chunks)
            write_at(self._fd, chunks[0] * trees.CHUNK_BYTES, batch.plain[:length], _MEMORY)
        self._keep(opener)

    def _open(
        self, opener: _Opener, chunk: int, sealed: memoryview, into: ChunkBuffer, files: _Files
    ) -> bool:
        """Whether the chunk is right: by its tag or, where that is wrong, by its leaves."""
        if opener.compare_tag(chunk, sealed, into):
            return True
        listed = files.listed(chunk, chunk)
        if listed is None:
            raise ContentMismatch(PAYLOAD, f"chunk {chunk}")
        if not opener.compare_leaves(chunk, into, len(sealed) - trees.TAG_BYTES, listed):
            return False
        opener.spoilt_tags += 1
        return True

    def _keep(self, opener: _Opener) -> None:
        with self._lock:
            self._spoilt_tags += opener.spoilt_tags
            if opener.wrong_leaf is not None:
                self._is_stopped = True
                self._wrong_leaves.append(opener.wrong_leaf)

    def _chunks(self) -> Iterator[range]:
        """The chunks that this thread shall do, batch by batch."""
        while True:
            with self._lock:
                chunks = None if self._is_stopped else next(self._ranges, None)
            if chunks is None:
                return
            yield chunks
            with self._lock:
                before = self._done_bytes
                self._done_bytes += len(chunks) * trees.CHUNK_BYTES
                if before // REPORT_BYTES != self._done_bytes // REPORT_BYTES:
                    self._step(min(self._done_bytes, self._share.bytes), self._share.bytes)
