"""One transfer: all sources at once, each in a thread of its own, and one thread that watches over them.

The watching thread is the caller's. It alone ends the transfer, so that a stop is prompt whatever a source is
doing: it cuts the connections and leaves; a thread that still waits for an answer can write nothing any more.
"""

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from desktop.content.errors import SourceFault
from desktop.content.landing import Landing
from desktop.content.planning import Run
from desktop.content.pulling import Meter, Worker
from desktop.content.small_parts import pull_chunk_list, pull_public, write_whole
from desktop.content.sources import Source
from desktop.content.store import ContentStore
from desktop.content.verifying import ChunkVerifier, read_chunk_list
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import CHUNKS, PUBLIC, Commitments
from desktop.core.errors import Cancelled, ContentMismatch
from desktop.core.transfers import (
    SourcesFailed,
    SourceShare,
    SourceState,
    SourceTrouble,
    TransferStatus,
    Trouble,
)

_POLL_S = 0.1
_REPORT_S = 0.2
_ROOM_S = 2.0
_RACE_SMALL_S = 3.0
"""A small file that has not come by then is asked of another source as well."""
_SLEPT_S = 5.0
_JOIN_S = 1.0


class Pace(Protocol):
    """A transfer's part of the bandwidth: ``content.throttling.Share``."""

    def take(self, length: int, stop: Callable[[], None]) -> None: ...


class Steering(Protocol):
    """What is decided about a transfer while it runs, and who is told how it stands."""

    @property
    def pace(self) -> Pace: ...
    def check(self) -> None:
        """Raises what ends the transfer, such as ``DownloadPaused``."""

    def show(self, status: TransferStatus) -> None: ...


class _Small:
    """A small file: whether it is there, and who is fetching it."""

    def __init__(self, *, is_there: bool) -> None:
        self.is_there = is_there
        self.holders: list[Worker] = []
        self.owner: Worker | None = None
        self.since = 0.0

    def is_wanted(self, now: float) -> bool:
        if self.is_there or len(self.holders) > 1:
            return False
        return not self.holders or now - self.since > _RACE_SMALL_S


class Transfer:
    """Brings one version's files into a store.

    Args:
        store: Where they go; the version's folder exists.
        content: What the listing committed to.
        sources: Asked all at once; each is closed in the end.
        whole: Whether all four files are wanted, or the public part alone.
        steering: Asked while it runs.
        cancel: Asked while it runs.
        retries: See ``Worker``.
        pause_s: See ``Worker``.
        wall: The wall clock, by which a sleep of the machine is noticed.
    """

    def __init__(
        self,
        store: ContentStore,
        content: Commitments,
        sources: Sequence[Source],
        *,
        whole: bool,
        steering: Steering,
        cancel: CancelToken,
        retries: int,
        pause_s: float,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.faults: list[SourceFault] = []
        self._store, self._content, self._whole = store, content, whole
        self._steering, self._cancel = steering, cancel
        self._turn = threading.Condition()
        self._workers = [Worker(source, self, retries, pause_s) for source in sources]
        self._public = _Small(is_there=store.path(content.identity, PUBLIC).is_file())
        self._list = _Small(is_there=not whole)
        self._verifier: ChunkVerifier | None = None
        self._landing: Landing | None = None
        self._is_open = False
        self._is_over = False
        self._error: BaseException | None = None
        self._meter = Meter()
        self._wall, self._drift = wall, wall() - time.monotonic()
        self._reported_at = self._room_at = 0.0

    def go(self, progress: Callable[[TransferStatus], None]) -> None:
        """Return when everything is there and verified.

        Args:
            progress: Told in this thread, a few times a second.

        Raises:
            SourcesFailed: All sources lie, have not got it, or do not answer.
            DiskFull: There is too little room; what is there stays.
            Cancelled: By the token, or whatever the steering raised.
        """
        try:
            if self._whole:
                self._read_list()
                self._open_landing(progress)
            if not self._is_finished:
                for worker in self._workers:
                    worker.start()
            while not self._wait():
                self._cancel.raise_if_cancelled()
                self._steering.check()
                self._open_landing(progress)
                self._look_around()
                self._report(progress)
            self._end()
            if self._landing is not None:
                self._landing.complete()
            self._report(progress, is_last=True)
        finally:
            self._end()

    @property
    def shares(self) -> tuple[SourceShare, ...]:
        return tuple(worker.share for worker in self._workers)

    # --- the watching thread

    @property
    def _is_finished(self) -> bool:
        if not (self._public.is_there and self._list.is_there):
            return False
        return not self._whole or (
            self._is_open and self._landing is not None and not self._landing.plan.left
        )

    def _wait(self) -> bool:
        """Wait a little; True when it is finished."""
        with self._turn:
            if self._error is None and not self._is_finished and not self._has_list_unopened:
                self._refuse_if_hopeless()
                self._turn.wait(_POLL_S)
            if self._error is not None:
                raise self._error
            return self._is_finished

    @property
    def _has_list_unopened(self) -> bool:
        return self._verifier is not None and not self._is_open

    def _refuse_if_hopeless(self) -> None:
        if all(worker.is_hopeless for worker in self._workers):
            silent = [one.source.name for one in self._workers if one.state is SourceState.WORKING]
            self.faults += [SourceFault(name, "timeout") for name in silent]
            raise SourcesFailed(
                tuple(dict.fromkeys(fault.source for fault in self.faults)),
                tuple(SourceTrouble(one.source, Trouble(one.reason, one.detail)) for one in self.faults),
            )

    def _read_list(self) -> None:
        """The chunk list of an earlier transfer, if it is right."""
        path = self._store.path(self._content.identity, CHUNKS)
        if not path.is_file():
            return
        try:
            self._verifier = ChunkVerifier(self._content, read_chunk_list(path, self._content))
        except ContentMismatch:
            self._store.quarantine(self._content.identity, CHUNKS)
        else:
            self._list.is_there = True

    def _open_landing(self, progress: Callable[[TransferStatus], None]) -> None:
        """Once the chunk list is there: verify what earlier transfers left, then let the workers at the rest."""
        if not self._has_list_unopened or self._verifier is None:
            return
        landing = Landing(self._store, self._verifier)

        def step(done: int, total: int) -> None:
            self._steering.check()
            self._tell(progress, TransferStatus(done, total, is_checking=True))

        landing.open(step, self._cancel)
        with self._turn:
            self._landing, self._is_open = landing, True
            self._turn.notify_all()

    def _look_around(self) -> None:
        """Has the disk still room, and has the machine slept?"""
        drift = self._wall() - time.monotonic()
        if drift - self._drift > _SLEPT_S:  # whoever was asked before has forgotten us
            for worker in self._workers:
                worker.forgive()
        self._drift = drift
        now = time.monotonic()
        if self._landing is not None and now - self._room_at > _ROOM_S:
            self._room_at = now
            self._store.require_room(self._landing.left_bytes)

    def _report(self, progress: Callable[[TransferStatus], None], *, is_last: bool = False) -> None:
        now = time.monotonic()
        if not is_last and now - self._reported_at < _REPORT_S:
            return
        self._reported_at = now
        done = 0 if self._landing is None else self._landing.done_bytes
        status = TransferStatus(done, self._content.size_bytes, self._meter.rate, self.shares)
        self._tell(progress, status)

    def _tell(self, progress: Callable[[TransferStatus], None], status: TransferStatus) -> None:
        self._steering.show(status)
        progress(status)

    def _end(self) -> None:
        """Nothing is asked or written any more; safe to call twice."""
        with self._turn:
            was_over, self._is_over = self._is_over, True
            self._turn.notify_all()
        if was_over:
            return
        for worker in self._workers:
            if worker.ident is None:
                worker.source.close()
            else:
                worker.source.interrupt()
        until = time.monotonic() + _JOIN_S
        for worker in self._workers:
            if worker.ident is not None:
                worker.join(max(until - time.monotonic(), 0.0))
        if self._landing is not None:
            self._landing.close()
        self._race_part.unlink(missing_ok=True)

    @property
    def _race_part(self) -> Path:
        part = self._store.part(self._content.identity, PUBLIC)
        return part.with_name(part.name + ".race")

    # --- the workers' threads

    def next_task(self, worker: Worker) -> Callable[[Worker], None] | None:
        with self._turn:
            while not self._is_over:
                task = self._task_for(worker)
                if task is not None:
                    worker.state = SourceState.WORKING
                    return task
                if worker.state is SourceState.WORKING:
                    worker.state = SourceState.WAITING
                self._turn.wait(_POLL_S)
        return None

    def _task_for(self, worker: Worker) -> Callable[[Worker], None] | None:
        now = time.monotonic()
        for small, pull in ((self._public, self._pull_public), (self._list, self._pull_list)):
            if small.is_wanted(now):
                small.holders.append(worker)
                small.since = now
                return pull
        if not self._is_open or self._landing is None or not self._may_run(worker):
            return None
        for other in self._workers:
            if other.run_held is not None:
                other.run_held.rate = other.meter.rate / trees.CHUNK_BYTES
        run = self._landing.plan.take(worker.meter.rate / trees.CHUNK_BYTES, now)
        if run is None:
            return None
        worker.run_held = run
        return partial(Worker.pull_run, run=run, landing=self._landing)

    def _may_run(self, worker: Worker) -> bool:
        """A server without ranges would send everything again: only where no other one can go on."""
        if worker.has_ranges:
            return True
        return all(other.is_hopeless or not other.has_ranges for other in self._workers)

    def release(self, worker: Worker) -> None:
        with self._turn:
            for small in (self._public, self._list):
                if worker in small.holders:
                    small.holders.remove(worker)
                    small.owner = None if small.owner is worker else small.owner
            if worker.run_held is not None and self._landing is not None:
                self._landing.plan.release(worker.run_held)
                worker.run_held = None
            self._turn.notify_all()

    def landed(self, worker: Worker, chunk: int) -> bool:  # noqa: ARG002 - the protocol names who
        assert self._landing is not None  # noqa: S101 - there are no chunks before
        with self._turn:
            is_new = self._landing.plan.mark(chunk)
            if is_new:
                self._meter.add(trees.CHUNK_BYTES)
            if not self._landing.plan.left:
                self._turn.notify_all()
            return is_new

    def next_chunk(self, run: Run) -> int | None:
        assert self._landing is not None  # noqa: S101 - there are no runs before
        with self._turn:
            return self._landing.plan.next_in(run)

    def is_done(self, chunk: int) -> bool:
        assert self._landing is not None  # noqa: S101 - there are no chunks before
        return self._landing.plan.is_done(chunk)

    def pace(self, length: int) -> None:
        self._check_over()
        self._steering.pace.take(length, self._check_over)

    def _check_over(self) -> None:
        if self._is_over:
            raise Cancelled

    def noted(self, worker: Worker, fault: SourceFault) -> None:  # noqa: ARG002 - the protocol names who
        with self._turn:
            told = next((known for known in reversed(self.faults) if known.source == fault.source), None)
            is_news = told is None or (told.reason, told.detail) != (fault.reason, fault.detail)
            if is_news and not self._is_over:
                self.faults.append(fault)
            self._turn.notify_all()

    def rest(self, seconds: float) -> bool:
        with self._turn:
            self._turn.wait_for(lambda: self._is_over, seconds)
            return not self._is_over

    def failed(self, error: BaseException) -> None:
        with self._turn:
            self._error = self._error or error
            self._turn.notify_all()

    def _pull_public(self, worker: Worker) -> None:
        with self._turn:
            is_owner = self._public.owner is None  # the part is filled by one alone
            self._public.owner = self._public.owner or worker
        part = self._store.part(self._content.identity, PUBLIC) if is_owner else self._race_part
        length = pull_public(worker.source, self._content, part, worker.pace)
        with self._turn:
            if self._is_over or self._public.is_there:
                return
            if not is_owner:
                part.replace(self._store.part(self._content.identity, PUBLIC))
            self._store.complete(self._content.identity, PUBLIC)
            self._public.is_there = True
            worker.gave(length)
            self._turn.notify_all()

    def _pull_list(self, worker: Worker) -> None:
        data = pull_chunk_list(worker.source, self._content, worker.pace)
        with self._turn:
            if self._is_over or self._list.is_there:
                return
            write_whole(self._store.part(self._content.identity, CHUNKS), data)
            self._store.complete(self._content.identity, CHUNKS)
            self._verifier = ChunkVerifier(self._content, data)
            self._list.is_there = True
            worker.gave(len(data))
            self._turn.notify_all()
