"""Fetching a version: every chunk verified on arrival, sources changed when they lie or die, kills survived.

No state file: the parts themselves are the state. After a restart the parts are verified from the first chunk on
(faster than any network), and the fetch goes on behind the last right chunk. Nothing wrong is ever written into
the payload, and nothing that a crash or a disk did to a part can be believed.
"""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop.content.errors import InvalidSource, SourceFault
from desktop.content.files import Reader
from desktop.content.parts import Intake, Part
from desktop.content.sealing import SealedPaths
from desktop.content.sources import Source, open_source
from desktop.content.store import ContentStore
from desktop.content.verifying import (
    ChunkVerifier,
    read_chunk_list,
    verified_prefix,
    verify_chunk_list,
    verify_public,
)
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, PUBLIC, Commitments
from desktop.core.errors import ContentMismatch, ContentUnavailable
from desktop.core.keeping import Kind
from desktop.core.packages import MAX_PUBLIC_BYTES

log = logging.getLogger("licet.content")

_REPORT_CHUNKS = 8
_LEAVES_STEP_BYTES = 1 << 14


@dataclass(eq=False)
class SourcesFailed(ContentUnavailable):
    """No source gave the content; ``reasons`` says of each fault, in order, which source and why."""

    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchReport:
    """How a fetch went: bytes taken from each source, and every fault met on the way."""

    bytes_from: dict[str, int] = field(default_factory=dict)
    faults: tuple[SourceFault, ...] = ()


class Fetcher:
    """Fetches versions into a store, one fetch of a version at a time.

    Args:
        store: Where the files go.
        retries: How often a source may fail in a row, without a right chunk between, before the next one is tried.
        pause_s: First pause before it is asked again; it doubles each time.
    """

    def __init__(self, store: ContentStore, *, retries: int = 3, pause_s: float = 0.5) -> None:
        self._store = store
        self._retries = retries
        self._pause_s = pause_s
        self._free = threading.Condition()
        self._running: set[bytes] = set()

    def fetch(
        self,
        content: Commitments,
        sources: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None] = lambda _: None,
        *,
        key: str = "",
        added: Sequence[str] = (),
        recheck: bool = False,
    ) -> FetchReport:
        """Return when all four files are there and verified.

        Args:
            content: What the listing committed to.
            sources: Base addresses of the card: a stranger's, so only web addresses count.
            cancel: Asked at each chunk; what was verified stays for the next call.
            progress: Called in this thread with the step "fetch", or "verify" for parts found
                on disk; in bytes of the sealed content.
            key: Goes into the progress.
            added: Base addresses that the person added, folders too; they are tried first.
            recheck: Believe no stored file: read them all again, and fetch anew what is damaged.

        Raises:
            ContentUnavailable: No source gave right bytes (``SourcesFailed``).
            DiskFull: There is too little room; what is there stays.
            Cancelled: By the token.
        """
        with self._alone(content.identity, cancel), ExitStack() as stack:
            run = _Fetch(self._store, content, cancel, progress, key)
            if recheck:
                run.distrust()
            if self._store.is_complete(content.identity):
                return run.report()
            self._open_sources(run, stack, sources, added)
            run.make_room()
            for step in (run.fetch_public, run.fetch_chunk_list, run.fetch_sealed):
                self._from_any(run, step)
            return run.report()

    def fetch_public(
        self,
        content: Commitments,
        sources: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None] = lambda _: None,
        *,
        key: str = "",
        added: Sequence[str] = (),
    ) -> Path:
        """The small public part alone, verified; for the rest see ``fetch``."""
        with self._alone(content.identity, cancel), ExitStack() as stack:
            run = _Fetch(self._store, content, cancel, progress, key)
            self._store.prepare(content.identity)
            if not self._store.path(content.identity, PUBLIC).is_file():
                self._open_sources(run, stack, sources, added)
                self._from_any(run, run.fetch_public)
            return self._store.public(content.identity)

    def adopt(self, content: Commitments, folder: Path, cancel: CancelToken) -> None:
        """Put the verified sealed files of ``folder``, on the store's own disk, in place of what is there."""
        with self._alone(content.identity, cancel):
            self._store.prepare(content.identity)
            for file in (PAYLOAD, LEAVES, CHUNKS):
                (folder / file).replace(self._store.part(content.identity, file))
                self._store.complete(content.identity, file)

    def remove(self, identity: bytes, kind: Kind, may_go: Callable[[], bool], cancel: CancelToken) -> bool:
        """Delete something of a version while nobody fetches it, if ``may_go`` says so then; whether it went."""
        with self._alone(identity, cancel):
            if not may_go():
                return False
            self._store.drop(identity, kind)
            return True

    def _open_sources(
        self, run: "_Fetch", stack: ExitStack, sources: Sequence[str], added: Sequence[str]
    ) -> None:
        for base, allow_folders in [(base, True) for base in added] + [(base, False) for base in sources]:
            try:
                source = open_source(base, allow_folders=allow_folders)
            except InvalidSource:
                run.note(SourceFault(base, "address", is_final=True))
                continue
            stack.callback(source.close)
            run.sources.append(source)

    def _from_any(self, run: "_Fetch", step: Callable[[Source], None]) -> None:
        """Do a step with the first source that manages it; liars are not asked again."""
        for source in list(run.sources):
            failures = 0
            while failures <= self._retries:
                run.cancel.raise_if_cancelled()
                before = run.right_bytes
                try:
                    step(source)
                except SourceFault as fault:
                    run.note(fault)
                    if fault.is_final:
                        run.sources.remove(source)
                        break
                    failures = failures + 1 if run.right_bytes == before else 1
                    run.cancel.wait(min(self._pause_s * 2 ** (failures - 1), 30.0))
                else:
                    return
        raise SourcesFailed(
            tuple(dict.fromkeys(fault.source for fault in run.faults)),
            tuple(f"{fault.source}: {fault.reason}" for fault in run.faults),
        )

    @contextmanager
    def _alone(self, identity: bytes, cancel: CancelToken) -> Iterator[None]:
        with self._free:
            while identity in self._running:
                self._free.wait(0.1)
                cancel.raise_if_cancelled()
            self._running.add(identity)
        try:
            yield
        finally:
            with self._free:
                self._running.discard(identity)
                self._free.notify_all()


class _Fetch:
    """One fetch of one version."""

    def __init__(
        self,
        store: ContentStore,
        content: Commitments,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
    ) -> None:
        self.cancel = cancel
        self.sources: list[Source] = []
        self.faults: list[SourceFault] = []
        self.right_bytes = 0
        self._store, self._content, self._identity = store, content, content.identity
        self._progress, self._key = progress, key
        self._bytes_from: dict[str, int] = {}
        self._verifier: ChunkVerifier | None = None
        self._prefix: int | None = None
        self._leaves_from: Source | None = None

    def report(self) -> FetchReport:
        return FetchReport(dict(self._bytes_from), tuple(self.faults))

    def note(self, fault: SourceFault) -> None:
        log.info("source %s: %s", fault.source, fault.reason)
        self.faults.append(fault)

    def make_room(self) -> None:
        """Refuse before the first byte what cannot end well."""
        folder = self._store.prepare(self._identity)
        needed = sum(self._content.length_of(file) for file in (PAYLOAD, LEAVES, CHUNKS))
        present = self._store.presence(self._identity).bytes_used if folder.exists() else 0
        self._store.require_room(needed - present)

    def distrust(self) -> None:
        """Take the whole files for parts again: the public one is judged now, the others when they are fetched."""
        if self._store.path(self._identity, PUBLIC).is_file():
            try:
                verify_public(self._store.public(self._identity), self._content.public_digest)
            except ContentMismatch:
                self._store.quarantine(self._identity, PUBLIC)
        for file in (PAYLOAD, LEAVES):
            self._store.reopen(self._identity, file)

    def fetch_public(self, source: Source) -> None:
        """The public part: its length is not committed to, so it is capped and judged at its end."""
        if self._store.path(self._identity, PUBLIC).is_file():
            return
        digest = hashlib.sha256()
        part = self._store.part(self._identity, PUBLIC)
        with source.open(self._identity, PUBLIC, 0, None) as stream, Part(part, 0) as output:
            for data in stream:
                self.cancel.raise_if_cancelled()
                if output.offset + len(data) > MAX_PUBLIC_BYTES:
                    raise SourceFault(source.name, "length", is_final=True)
                digest.update(data)
                output.append(data)
        if digest.digest() != self._content.public_digest:
            raise SourceFault(source.name, f"{PUBLIC} is wrong", is_final=True)
        self._store.complete(self._identity, PUBLIC)
        self._count(source, output.offset)

    def fetch_chunk_list(self, source: Source) -> None:
        """The chunk list comes first: everything else is judged by it."""
        path = self._store.path(self._identity, CHUNKS)
        if path.is_file():
            try:
                self._verifier = ChunkVerifier(self._content, read_chunk_list(path, self._content))
            except ContentMismatch:
                self._store.quarantine(self._identity, CHUNKS)
            else:
                return
        length = self._content.length_of(CHUNKS)
        with source.open(self._identity, CHUNKS, 0, length) as stream:
            data = Intake(source, stream).take(length)
        try:
            verify_chunk_list(data, self._content)
        except ContentMismatch:
            raise SourceFault(source.name, f"{CHUNKS} is wrong", is_final=True) from None
        with Part(self._store.part(self._identity, CHUNKS), 0) as output:
            output.append(data)
        self._store.complete(self._identity, CHUNKS)
        self._verifier = ChunkVerifier(self._content, data)
        self._count(source, length)

    def fetch_sealed(self, source: Source) -> None:
        """The leaf list behind the verified prefix, then the payload, chunk by chunk, both from one source.

        A chunk that does not fold to its node cannot tell whether payload or leaf list is wrong: whoever sent both
        sent a wrong one.
        """
        assert self._verifier is not None  # noqa: S101 - the step before sets it
        paths = SealedPaths(
            self._store.part(self._identity, PAYLOAD), self._store.part(self._identity, LEAVES), Path()
        )
        if self._prefix is None:
            self._prefix = self._find_prefix(paths)
        self._fetch_leaves(source, paths.leaves, self._prefix)
        self._fetch_payload(source, paths, self._verifier)
        self._store.complete(self._identity, LEAVES)
        self._store.complete(self._identity, PAYLOAD)

    def _find_prefix(self, paths: SealedPaths) -> int:
        """How many chunks of the parts on disk are right; a whole file whose sibling is missing is a part again."""
        assert self._verifier is not None  # noqa: S101 - see fetch_sealed
        for file in (PAYLOAD, LEAVES):
            self._store.reopen(self._identity, file)
        if not (paths.payload.is_file() and paths.leaves.is_file()):
            return 0
        return verified_prefix(
            paths,
            self._verifier,
            lambda done, total: self._progress(Progress(self._key, "verify", done, total)),
            self.cancel,
        )

    def _fetch_leaves(self, source: Source, part: Path, prefix: int) -> None:
        length = self._content.length_of(LEAVES)
        start = min(32 * trees.LEAVES_PER_CHUNK * prefix, length)
        if self._leaves_from is source:
            start = max(start, part.stat().st_size)  # it was interrupted: it goes on where it was
        self._leaves_from = source
        with Part(part, start) as output:
            if output.offset == length:
                return
            with source.open(self._identity, LEAVES, start, length) as stream:
                intake = Intake(source, stream)
                while output.offset < length:
                    self.cancel.raise_if_cancelled()
                    data = intake.take(min(_LEAVES_STEP_BYTES, length - output.offset))
                    output.append(data)
                    self._count(source, len(data))

    def _fetch_payload(self, source: Source, paths: SealedPaths, verifier: ChunkVerifier) -> None:
        content = self._content
        prefix = self._prefix or 0
        total = content.length_of(PAYLOAD)
        start = trees.chunk_span(content.size_bytes, prefix)[0] if prefix < content.chunks else total
        start = start if prefix else 0
        with Part(paths.payload, start) as output, Reader(paths.leaves) as leaves:
            if start == total:
                return
            with source.open(self._identity, PAYLOAD, start, total) as stream:
                intake = Intake(source, stream)
                if start == 0:
                    self._take_nonce(source, intake, output)
                for chunk in range(prefix, content.chunks):
                    self.cancel.raise_if_cancelled()
                    first, end = trees.chunk_span(content.size_bytes, chunk)
                    sealed = intake.take(end - first)
                    leaf_start, leaf_stop = verifier.leaves_span(chunk)
                    try:
                        verifier.hashes(chunk, leaves.at(leaf_start, leaf_stop - leaf_start), sealed)
                    except ContentMismatch:
                        raise SourceFault(source.name, f"chunk {chunk} is wrong", is_final=True) from None
                    output.append(sealed)
                    self._prefix = chunk + 1
                    is_due = (chunk + 1) % _REPORT_CHUNKS == 0 or chunk + 1 == content.chunks
                    self._count(source, len(sealed), report=is_due)

    def _take_nonce(self, source: Source, intake: Intake, output: Part) -> None:
        nonce = intake.take(trees.NONCE_BYTES)
        if nonce != self._content.nonce:
            raise SourceFault(source.name, "nonce is wrong", is_final=True)
        output.append(nonce)

    def _count(self, source: Source, length: int, *, report: bool = True) -> None:
        """Bytes arrived that bring the end nearer: never the same ones twice, so failing for ever ends."""
        self.right_bytes += length
        self._bytes_from[source.name] = self._bytes_from.get(source.name, 0) + length
        if report:
            size = self._content.size_bytes
            done = min(trees.CHUNK_BYTES * (self._prefix or 0), size)
            self._progress(Progress(self._key, "fetch", done, size))
