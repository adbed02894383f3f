"""Batches on their way: a job each, whatever page is open, two models at a time, and how fast they go."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.changes import Progress
from desktop.core.errors import Cancelled
from desktop.text import tr
from desktop.ui.jobs import Job, JobControl, JobRunner

if TYPE_CHECKING:
    from desktop.core.batches import Batch, BatchProgress
    from desktop.services.batches import BatchService

_SEEN = 60
_FIRST_S = 1.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a batch goes, in items per second, and how long it will take; None while too little was seen."""

    per_second: float | None = None
    left_s: float | None = None


class BatchFlow(QObject):
    """Begins what waits, and passes on what people wish; ``updated`` carries a batch's id."""

    updated = Signal(str)

    def __init__(self, batches: "BatchService", jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self.batches = batches
        self._jobs = jobs
        self._running: dict[str, Job] = {}
        self._seen: dict[str, deque[tuple[float, int]]] = {}
        self._is_asking = False
        self._offer: tuple[str, list[Path]] = ("", [])

    @property
    def is_running(self) -> bool:
        """Whether closing the window would interrupt a batch."""
        return any(not job.token.is_cancelled for job in self._running.values())

    def start(self) -> None:
        """Begin the batches whose turn it is."""
        if not self._is_asking:
            self._is_asking = True
            self._jobs.start(
                lambda _job: self.batches.waiting(),
                lane="db",
                owner=self,
                done=self._begin,
                failed=self._unasked,
            )

    def pause(self, batch_id: str) -> None:
        self._wish(batch_id, self.batches.pause)

    def stop(self, batch_id: str) -> None:
        self._wish(batch_id, self.batches.stop)

    def remove(self, batch_id: str) -> None:
        self._wish(batch_id, self.batches.remove)

    def resume(self, batch_id: str) -> None:
        """Back into the queue."""
        self._wish(batch_id, self.batches.resume)

    def unlocked(self) -> None:
        """Go on with what only waited for the wallet."""
        self._jobs.start(
            lambda _job: self.batches.resume_locked(), lane="db", owner=self, done=lambda _: self.start()
        )

    def offer(self, purchase_id: str, paths: list[Path]) -> None:
        """Files that were dropped elsewhere, for the batch page of this model."""
        self._offer = (purchase_id, paths)

    def take_offer(self, purchase_id: str) -> list[Path]:
        """What was offered to this model, once."""
        (wanted, paths), self._offer = self._offer, ("", [])
        return paths if wanted == purchase_id else []

    def progress(self, batch_id: str) -> "BatchProgress | None":
        return self.batches.progress(batch_id)

    def pace(self, batch_id: str) -> Pace:
        """By what the last seconds have brought."""
        seen, now = self._seen.get(batch_id), self.progress(batch_id)
        if not seen or now is None or seen[-1][0] - seen[0][0] < _FIRST_S or seen[-1][1] <= seen[0][1]:
            return Pace()
        per_second = (seen[-1][1] - seen[0][1]) / (seen[-1][0] - seen[0][0])
        return Pace(per_second, max(now.total - now.done, 0) / per_second)

    def _wish(self, batch_id: str, act: Callable[[str], object]) -> None:
        def settled(_result: object) -> None:
            self.updated.emit(batch_id)
            self.start()

        self._jobs.start(lambda _job: act(batch_id), lane="db", owner=self, done=settled)

    def _unasked(self, _error: BaseException) -> None:
        self._is_asking = False

    def _begin(self, waiting: "list[Batch]") -> None:
        self._is_asking = False
        for batch in waiting:
            if batch.id not in self._running:
                self._seen[batch.id] = deque(maxlen=_SEEN)
                self._running[batch.id] = self._job(batch)
                self.updated.emit(batch.id)

    def _job(self, batch: "Batch") -> Job:
        def work(job: JobControl) -> object:
            def report(progress: "BatchProgress") -> None:
                job.report(Progress(batch.id, "batch", progress.done, progress.total))

            try:
                return self.batches.run(batch.id, job.cancel, report)
            except Cancelled:
                return None  # by the list of jobs: it rests where it is, and the next one begins

        return self._jobs.start(
            work,
            lane="batch",
            title=tr("Batch: {name}", name=batch.model),
            owner=self,
            done=lambda _: self._ended(batch.id),
            failed=lambda _: self._ended(batch.id),
            progressed=lambda progress: self._progressed(batch.id, progress),
        )

    def _progressed(self, batch_id: str, progress: Progress) -> None:
        self._seen[batch_id].append((time.monotonic(), progress.done))
        self.updated.emit(batch_id)

    def _ended(self, batch_id: str) -> None:
        self._running.pop(batch_id, None)
        self._seen.pop(batch_id, None)
        self.updated.emit(batch_id)
        self.start()
