"""Work outside the GUI thread, and the one bridge back into it."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress
from desktop.core.errors import Cancelled

log = logging.getLogger("licet.jobs")

Lane = Literal["db", "net", "cpu", "batch", "search"]
LANE_WIDTHS: dict[Lane, int] = {"db": 1, "net": 8, "cpu": 1, "batch": 2, "search": 2}
_JOIN_S = 2.0


@dataclass(frozen=True, slots=True)
class JobControl:
    """What a running job may use: its cancel token, and a callable that reports progress."""

    cancel: CancelToken
    report: Callable[[Progress], None]


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work as the window sees it; only the GUI thread reads or writes it, but for ``cancel``."""

    title: str
    lane: Lane
    work: Callable[[JobControl], Any]
    done: Callable[[Any], object] | None
    failed: Callable[[BaseException], object] | None
    progressed: Callable[[Progress], object] | None
    owner: QObject | None
    token: CancelToken = field(default_factory=CancelToken)
    progress: Progress | None = None
    is_settled: bool = False

    def cancel(self) -> None:
        """Ask the work to stop; it settles as cancelled, silently."""
        self.token.cancel()

    def let_go(self) -> None:
        """Forget what was to be called: its thread may hold the job last, and must not be the one that frees a widget."""
        self.work = _settled
        self.done = self.failed = self.progressed = self.owner = None


def _settled(_control: JobControl) -> None:
    """Work that was done."""


class JobRunner(QObject):
    """Runs jobs on lanes of threads and settles each on the GUI thread, in which it must be made.

    It alone crosses threads. A callback whose ``owner`` was deleted meanwhile is dropped. A job without ``failed``
    reports to ``error_occurred``, the one error sink.
    """

    error_occurred = Signal(object)
    jobs_changed = Signal()
    _settling = Signal(object)
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queues: dict[Lane, queue.SimpleQueue[Job | None]] = {}
        self._threads: list[threading.Thread] = []
        self._running: list[Job] = []
        self._settling.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        for lane, width in LANE_WIDTHS.items():
            self._queues[lane] = queue.SimpleQueue()
            for index in range(width):
                thread = threading.Thread(
                    target=self._work, args=(lane,), name=f"licet-{lane}-{index}", daemon=True
                )
                thread.start()
                self._threads.append(thread)

    def start(
        self,
        work: Callable[[JobControl], Any],
        *,
        lane: Lane = "net",
        title: str = "",
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progressed: Callable[[Progress], object] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Queue ``work``; a job with a ``title`` is shown in the job drawer.

        ``done``, ``failed`` and ``progressed`` run on the GUI thread. ``Cancelled`` reaches neither of the first two.
        """
        job = Job(title, lane, work, done, failed, progressed, owner)
        self._running.append(job)
        self._queues[lane].put(job)
        self.jobs_changed.emit()
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs with a title that have not settled."""
        return tuple(job for job in self._running if job.title)

    @property
    def is_idle(self) -> bool:
        return not self._running

    def drop(self) -> None:
        """Cancel everything; none of it settles any more. What is started from now on does."""
        self._cancel_all()
        self.jobs_changed.emit()

    def close(self) -> None:
        """Cancel everything and end the threads; nothing settles any more."""
        self._cancel_all()
        for lane, width in LANE_WIDTHS.items():
            for _ in range(width):
                self._queues[lane].put(None)
        for thread in self._threads:
            thread.join(_JOIN_S)

    def _cancel_all(self) -> None:
        for job in self._running:
            job.cancel()
        self._running.clear()

    def _work(self, lane: Lane) -> None:
        """The life of one lane's thread."""
        while (job := self._queues[lane].get()) is not None:
            try:
                job.token.raise_if_cancelled()
                result: Any = job.work(JobControl(job.token, partial(self._post, job)))
                outcome: tuple[Job, Any, BaseException | None] = (job, result, None)
            except BaseException as error:  # noqa: BLE001  the boundary of a job: every error goes to its settling
                outcome = (job, None, error)
            self._emit(self._settling, outcome)
            del job, outcome

    def _post(self, job: Job, progress: Progress) -> None:
        self._emit(self._reported, (job, progress))

    def _emit(self, signal: Any, value: object) -> None:
        # Late results of a closing application have nowhere to go: its Qt side is gone.
        if shiboken6.isValid(self):
            signal.emit(value)

    def _progress(self, pair: tuple[Job, Progress]) -> None:
        job, progress = pair
        if job.is_settled:
            return
        job.progress = progress
        if job.progressed is not None and _alive(job.owner):
            job.progressed(progress)
        if job.title:
            self.jobs_changed.emit()

    def _settle(self, outcome: tuple[Job, Any, BaseException | None]) -> None:
        job, result, error = outcome
        try:
            self._tell(job, result, error)
        finally:
            job.let_go()

    def _tell(self, job: Job, result: Any, error: BaseException | None) -> None:
        if job not in self._running:
            return
        self._running.remove(job)
        job.is_settled = True
        self.jobs_changed.emit()
        if not _alive(job.owner) or isinstance(error, Cancelled):
            return
        if error is None:
            if job.done is not None:
                job.done(result)
            return
        log.info("job failed: %s", type(error).__name__)
        if job.failed is not None:
            job.failed(error)
        else:
            self.error_occurred.emit(error)


def _alive(owner: QObject | None) -> bool:
    return owner is None or shiboken6.isValid(owner)


class ChangeBus(QObject):
    """Carries change sets from any thread to the pages; ``changed`` is emitted on the GUI thread."""

    changed = Signal(object)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    def publish(self, change: Change) -> None:
        """Tell every page; may be called from any thread, also after the window has gone."""
        if shiboken6.isValid(self):
            self._posted.emit(change)
