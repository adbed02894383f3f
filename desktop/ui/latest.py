"""One question at a time, of which only the last one's answer counts."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from desktop.core.cancel import CancelToken
from desktop.ui.jobs import Job, JobRunner, Lane

T = TypeVar("T")


class Latest:
    """Asks in jobs; each new question cancels the one before it, and an answer that comes late is dropped."""

    def __init__(self, jobs: JobRunner, owner: QObject, lane: Lane = "search") -> None:
        self._jobs, self._owner, self._lane = jobs, owner, lane
        self._job: Job | None = None

    @property
    def is_asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._job is not None

    def ask(
        self,
        work: Callable[[CancelToken], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Ask, in place of what was asked before; both callbacks run on the GUI thread, and at most one of them."""
        self.drop()
        job: Job

        def settle(then: Callable[[T], object] | Callable[[BaseException], object], value: object) -> None:
            if job is self._job:
                self._job = None
                then(value)  # type: ignore[arg-type]

        job = self._job = self._jobs.start(
            lambda control: work(control.cancel),
            lane=self._lane,
            owner=self._owner,
            done=lambda value: settle(done, value),
            failed=lambda error: settle(failed or _ignore, error),
        )

    def drop(self) -> None:
        """Ask nothing any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _ignore(_error: BaseException) -> None:
    """What was asked is of no weight by itself."""
