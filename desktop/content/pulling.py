"""One source at work: it is given a task, does it piece by piece, and is named when it fails."""

import logging
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import BinaryIO, Protocol

from desktop.content.chunks import ChunkBuffer
from desktop.content.errors import SourceFault
from desktop.content.landing import Landing
from desktop.content.planning import Run
from desktop.content.reading import Intake
from desktop.content.sources import Source
from desktop.core import trees
from desktop.core.contents import LEAVES, PAYLOAD
from desktop.core.errors import Cancelled
from desktop.core.transfers import SourceShare, SourceState, Trouble

log = logging.getLogger("licet.content")

_FIRST_BLOCK, _MOST_BLOCK = 16, 256
"""Chunks whose leaves are asked for at once: 32 KiB at first, so that a slow source begins soon, later 512 KiB."""
_WORTH_SKIPPING = 8
"""So many chunks that came from elsewhere are read over; more are worth a new request."""
_LONGEST_PAUSE_S = 30.0
_HOPELESS_PAUSE_S = 0.25
"""At least so long the transfer has to look whether any source is left that gives hope."""
SILENT_S = 90.0
"""Longer than any time-out of a connection."""
_METER_S, _STALE_S = 0.5, 3.0


class Meter:
    """Bytes per second: a running mean that falls by itself when nothing comes."""

    def __init__(self) -> None:
        self._rate, self._sum, self._since = 0.0, 0, time.monotonic()

    def restart(self) -> None:
        """What lies between two tasks does not count."""
        self._sum, self._since = 0, time.monotonic()

    def add(self, length: int) -> None:
        self._sum += length
        span = time.monotonic() - self._since
        if span >= _METER_S:
            now = self._sum / span
            self._rate = now if not self._rate else 0.6 * self._rate + 0.4 * now
            self.restart()

    @property
    def rate(self) -> float:
        """0 while nothing is known."""
        span = time.monotonic() - self._since
        return min(self._rate, self._sum / span) if span > _STALE_S else self._rate


class Tasks(Protocol):
    """Who gives out the work: ``content.transfer.Transfer``."""

    def next_task(self, worker: "Worker") -> "Callable[[Worker], None] | None":
        """Waits for one; None when there is none any more."""

    def release(self, worker: "Worker") -> None:
        """The worker does nothing at the moment."""

    def landed(self, worker: "Worker", chunk: int) -> bool:
        """A chunk lies on the disk; False if another one was faster."""

    def next_chunk(self, run: Run) -> int | None: ...
    def is_done(self, chunk: int) -> bool: ...
    def pace(self, length: int) -> None:
        """Waits for the throttle; raises ``Cancelled`` when the transfer is over."""

    def noted(self, worker: "Worker", fault: SourceFault) -> None: ...
    def rest(self, seconds: float) -> bool:
        """Waits; False when the transfer is over."""

    def failed(self, error: BaseException) -> None: ...


class Worker(threading.Thread):
    """The thread of one source.

    Args:
        source: Used by this thread alone, and closed by it.
        tasks: Gives out the work.
        retries: How often it may fail in a row, without a right byte between, before it counts as exhausted. It is
            still asked again, as long as another source gives the transfer a reason to go on.
        pause_s: First pause before it is asked again; it doubles each time.
    """

    def __init__(self, source: Source, tasks: Tasks, retries: int, pause_s: float) -> None:
        super().__init__(name="content-source", daemon=True)
        self.source, self.meter = source, Meter()
        self.run_held: Run | None = None
        self.has_ranges = True
        self.is_exhausted = self.is_forgiven = False
        self.state = SourceState.WAITING
        self.bytes = 0
        self._trouble: Trouble | None = None
        self._tasks, self._retries, self._pause_s = tasks, retries, pause_s
        self._failures = 0
        self._heard_at = time.monotonic()

    @property
    def share(self) -> SourceShare:
        rate = self.meter.rate if self.state is SourceState.WORKING else 0.0
        return SourceShare(self.source.name, self.state, self.bytes, rate, self._trouble)

    @property
    def is_hopeless(self) -> bool:
        """Whether nothing can be expected of it; also where a read hangs that no time-out ends, as a dead disk's."""
        is_silent = self.state is SourceState.WORKING and time.monotonic() - self._heard_at > SILENT_S
        return self.is_exhausted or is_silent or self.state is SourceState.DROPPED

    def run(self) -> None:
        """Do tasks until there are none, or until the source is found to lie."""
        try:
            self._serve()
        except Cancelled:
            return
        except BaseException as error:  # noqa: BLE001 - the boundary of a thread: every error goes to the transfer
            self._tasks.failed(error)
        finally:
            self.source.close()
            if self.state is SourceState.WORKING:
                self.state = SourceState.WAITING

    def gave(self, length: int) -> None:
        """Right bytes came: whatever failed before is forgiven."""
        self.bytes += length
        self._failures = 0
        self.is_exhausted = False

    def pace(self, length: int) -> None:
        """Bytes came, right or wrong."""
        self.meter.add(length)
        self._heard_at = float("inf")  # what it waits for now is not its source
        self._tasks.pace(length)
        self._heard_at = time.monotonic()

    def forgive(self) -> None:
        """Its connections are cut for another reason than its own: the machine slept."""
        self.is_forgiven = True
        self.source.interrupt()

    def _serve(self) -> None:
        while (task := self._tasks.next_task(self)) is not None:
            self.meter.restart()
            self._heard_at = time.monotonic()
            try:
                task(self)
            except SourceFault as fault:
                self._tasks.release(self)
                if not self._goes_on_after(fault):
                    return
            finally:
                self._tasks.release(self)

    def _goes_on_after(self, fault: SourceFault) -> bool:
        if self.is_forgiven and not fault.is_final:
            self.is_forgiven, self._failures = False, 0
            return self._tasks.rest(self._pause_s)
        self._trouble = Trouble(fault.reason, fault.detail)
        log.info("source %s: %s %s", fault.source, fault.reason, fault.detail)
        # Before this source is seen to be hopeless: what is refused then names its fault.
        self._tasks.noted(self, fault)
        self._failures += 1
        self.is_exhausted = self._failures > self._retries
        self.state = SourceState.DROPPED if fault.is_final else SourceState.RETRYING
        if fault.is_final:
            return False
        pause_s = min(self._pause_s * 2 ** min(self._failures - 1, 10), _LONGEST_PAUSE_S)
        return self._tasks.rest(max(pause_s, _HOPELESS_PAUSE_S if self.is_exhausted else 0.0))

    def pull_run(self, run: Run, landing: Landing) -> None:
        """Fetch the chunks of a run, from its front."""
        with ExitStack() as stack:
            leaves = _LeafFeed(self, landing, stack)
            buffer = ChunkBuffer()
            while (chunk := self._tasks.next_chunk(run)) is not None:
                self._read_on(run, chunk, landing, leaves, buffer)

    def _read_on(
        self, run: Run, chunk: int, landing: Landing, leaves: "_LeafFeed", buffer: ChunkBuffer
    ) -> None:
        """One request, from ``chunk`` to the end of the run or to a stretch that others have fetched."""
        content = landing.content
        first = trees.chunk_span(content.size_bytes, chunk)[0]
        stop = trees.chunk_span(content.size_bytes, run.stop - 1)[1]
        total = content.length_of(PAYLOAD)
        with self.source.open(content.identity, PAYLOAD, first, stop, total) as body:
            self.has_ranges = self.has_ranges and body.first == first
            intake, passed = Intake(self.source.name, body, first, self.pace), 0
            # A server without ranges sends all of it anyway: what others hold may then as well be taken.
            while chunk < (run.stop if self.has_ranges else content.chunks) and passed < _WORTH_SKIPPING:
                run.at = min(chunk, run.stop)
                start, end = trees.chunk_span(content.size_bytes, chunk)
                if self._tasks.is_done(chunk):
                    passed += self.has_ranges
                    intake.skip(end - start)
                else:
                    passed = 0
                    listed = leaves.of(chunk, run)
                    sealed = intake.into(buffer.bytes(end - start))
                    landing.land(self.source.name, chunk, listed, sealed)
                    if self._tasks.landed(self, chunk):
                        self.gave(len(sealed) + len(listed))
                chunk += 1
        run.at = min(chunk, run.stop)


class _LeafFeed:
    """The leaf list of the chunks to come, block by block: at most 512 KiB of it in memory, however long it is.

    A server without ranges gives the whole list once; it then lies in a file without a name.
    """

    def __init__(self, worker: Worker, landing: Landing, stack: ExitStack) -> None:
        self._worker, self._landing, self._stack = worker, landing, stack
        self._first, self._block, self._blocks = 0, b"", _FIRST_BLOCK
        self._whole: BinaryIO | None = None

    def of(self, chunk: int, run: Run) -> bytes:
        start, end = self._landing.leaves_span(chunk, chunk + 1)
        if self._whole is None and not self._first <= start <= end <= self._first + len(self._block):
            stop = max(min(chunk + self._blocks, run.stop), chunk + 1)
            self._whole = self._fetch(*self._landing.leaves_span(chunk, stop))
            self._blocks = min(2 * self._blocks, _MOST_BLOCK)
        return self._spooled(start, end) or self._block[start - self._first : end - self._first]

    def _spooled(self, start: int, end: int) -> bytes:
        if self._whole is None:
            return b""
        self._whole.seek(start)
        return self._whole.read(end - start)

    def _fetch(self, start: int, stop: int) -> BinaryIO | None:
        """Read this part of the list; or, where no part can be had, all of it into a file."""
        source, content = self._worker.source, self._landing.content
        total = content.length_of(LEAVES)
        with source.open(content.identity, LEAVES, start, stop, total) as body:
            if body.first == start:
                intake = Intake(source.name, body, start, self._worker.pace)
                self._first, self._block = start, intake.take(stop - start)
                return None
            self._worker.has_ranges = False
            spool = tempfile.TemporaryFile(dir=self._landing.folder)  # noqa: SIM115 - the stack closes it
            whole = self._stack.enter_context(spool)
            intake, left = Intake(source.name, body, 0, self._worker.pace), total
            while left:
                data = intake.take(min(left, 1 << 16))
                whole.write(data)
                left -= len(data)
        return whole
