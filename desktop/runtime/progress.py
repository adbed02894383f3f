"""How far a worker says it is: each step that is one gives it time for the next, and nothing else does."""

import time
from collections.abc import Callable

from desktop.core.runs import RunProgress
from desktop.processes import Message
from desktop.runtime.heads.texts import clean_text
from desktop.runtime.watchdog import Watch

MAX_STEPS = 1_000_000
MAX_RESTARTS = 16
MAX_STEP_CHARS = 10_000


class ProgressSink:
    """Hears the events of one operation. A model that has broken its worker may say anything.

    Work may begin again from its first step, with smaller tiles, a few times; a step that was told before gives no time.
    """

    def __init__(self, watch: Watch, step_s: float, progress: Callable[[RunProgress], None] | None) -> None:
        self._watch, self._step_s, self._progress = watch, step_s, progress
        self._done = 0
        self._restarts = 0

    def take(self, event: Message) -> None:
        """One event frame."""
        match event:
            case {"event": "progress", "done": int(done), "total": int(total), "text": str(text)} if (
                0 < done <= total <= MAX_STEPS
            ):
                if done == 1 and self._done and self._restarts < MAX_RESTARTS:
                    self._done, self._restarts = 0, self._restarts + 1
                if done > self._done:
                    self._done = done
                    self._go_on(RunProgress(done, total, clean_text(text, MAX_STEP_CHARS)))

    def _go_on(self, step: RunProgress) -> None:
        if self._watch.asked_at is None:
            self._watch.deadline = time.monotonic() + self._step_s
        if self._progress is not None:
            self._progress(step)
