"""The parts of a version while its chunks come in any order: nothing that is wrong is ever written into them.

The bitmap of the verified chunks is not a file of its own, which could say more than the disk holds. A chunk's part
of the leaf list is written behind its bytes, and no leaf is zero: where the leaf list is not zero, a chunk may be.
After a restart each such chunk is verified again before it counts, so neither a kill nor a power cut nor a bad disk
can make a wrong one count, and no write has to wait for the disk (ADR 0019).
"""

import os
import threading
from pathlib import Path

from desktop.content.chunks import ChunkBuffer
from desktop.content.errors import SourceFault
from desktop.content.files import Reader, open_part, write_at
from desktop.content.flushing import Flusher
from desktop.content.planning import Plan
from desktop.content.sealing import REPORT_BYTES, Step
from desktop.content.store import ContentStore
from desktop.content.verifying import ChunkVerifier
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import LEAVES, PAYLOAD
from desktop.core.errors import Cancelled, ContentMismatch


class Landing:
    """Payload and leaf list of one version, being filled by several threads.

    Args:
        store: Where they lie.
        verifier: Holds the verified chunk list.
    """

    def __init__(self, store: ContentStore, verifier: ChunkVerifier) -> None:
        self.content = verifier.content
        self.plan = Plan(self.content.chunks)
        self._store, self._verifier = store, verifier
        self._lock = threading.Lock()
        self._paths = {file: store.part(self.content.identity, file) for file in (PAYLOAD, LEAVES)}
        self._fds: dict[str, int] = {}
        self._flusher: Flusher | None = None

    def open(self, step: Step, cancel: CancelToken) -> None:
        """Verify what earlier transfers left, and be ready for the rest.

        Args:
            step: Told how many bytes were looked at.
            cancel: Asked at each chunk.
        """
        for file in (PAYLOAD, LEAVES):
            # A whole file whose sibling is missing is a part again.
            self._store.reopen(self.content.identity, file)
        if all(path.is_file() for path in self._paths.values()):
            self._find(step, cancel)
        for file, path in self._paths.items():
            self._fds[file] = open_part(path)
            if path.stat().st_size > self.content.length_of(file):
                os.ftruncate(self._fds[file], self.content.length_of(file))
        self._flusher = Flusher(self._fds[PAYLOAD])
        write_at(self._fds[PAYLOAD], 0, self.content.nonce, str(self._paths[PAYLOAD]))

    def _find(self, step: Step, cancel: CancelToken) -> None:
        content, buffer = self.content, ChunkBuffer()
        with Reader(self._paths[PAYLOAD]) as payload, Reader(self._paths[LEAVES]) as leaves:
            for chunk in range(content.chunks):
                cancel.raise_if_cancelled()
                if chunk % (REPORT_BYTES // trees.CHUNK_BYTES) == 0:
                    step(chunk * trees.CHUNK_BYTES, content.size_bytes)
                start, end = trees.chunk_span(content.size_bytes, chunk)
                first, stop = self._verifier.leaves_span(chunk)
                if end > payload.length or stop > leaves.length:
                    break
                listed = leaves.at(first, stop - first)
                if not any(listed[:32]):
                    continue
                try:
                    self._verifier.hashes(chunk, listed, payload.into(start, buffer.bytes(end - start)))
                except ContentMismatch:
                    continue
                self.plan.mark(chunk)
        step(content.size_bytes, content.size_bytes)

    @property
    def folder(self) -> Path:
        """Where the parts lie."""
        return self._store.folder(self.content.identity)

    @property
    def done_bytes(self) -> int:
        """Bytes of the sealed content that are verified and kept."""
        return min((self.plan.chunks - self.plan.left) * trees.CHUNK_BYTES, self.content.size_bytes)

    @property
    def left_bytes(self) -> int:
        """What the disk must still take, at most."""
        return self.plan.left * (trees.CHUNK_BYTES + trees.TAG_BYTES + 32 * trees.LEAVES_PER_CHUNK)

    def leaves_span(self, first: int, stop: int) -> tuple[int, int]:
        """First and end offset of the leaf list for chunks ``first`` to ``stop``."""
        return self._verifier.leaves_span(first)[0], self._verifier.leaves_span(stop - 1)[1]

    def land(self, source: str, chunk: int, listed: bytes, sealed: memoryview) -> None:
        """Verify a chunk and write it; the caller marks it.

        Raises:
            SourceFault: It is wrong; ``source`` sent both its bytes and its leaves, so it lies.
            DiskFull: There was no room.
            Cancelled: The landing was closed meanwhile.
        """
        try:
            self._verifier.hashes(chunk, listed, sealed)
        except ContentMismatch:
            raise SourceFault(source, "chunk", is_final=True, detail=str(chunk)) from None
        places = {PAYLOAD: trees.chunk_span(self.content.size_bytes, chunk)[0]}
        places[LEAVES] = self._verifier.leaves_span(chunk)[0]
        with self._lock:
            for file, data in ((PAYLOAD, sealed), (LEAVES, listed)):
                if file not in self._fds:
                    raise Cancelled
                write_at(self._fds[file], places[file], data, str(self._paths[file]))
            if self._flusher is not None:
                self._flusher.wrote(len(sealed))

    def close(self) -> None:
        """No chunk lands any more; safe to call twice."""
        with self._lock:
            if self._flusher is not None:
                self._flusher.stop()
                self._flusher = None
            while self._fds:
                os.close(self._fds.popitem()[1])

    def complete(self) -> None:
        """All chunks are there: give both files their names."""
        self.close()
        for file in (LEAVES, PAYLOAD):
            self._store.complete(self.content.identity, file)
