"""Asking another operator about what one endpoint told, beside the indexer and never in its way."""

import contextlib
import logging
import queue
import random
import threading
from dataclasses import dataclass

from desktop.chain.cross_check import CrossCheck, Finding
from desktop.core.errors import AppError
from desktop.core.events import EventBatch

log = logging.getLogger("licet.indexer.check")

SHARE_OF_OLDER = 1 / 8
"""How many of the older ranges are asked for twice; which, no endpoint can foresee. New blocks are, each time."""
_WAITING = 4


@dataclass(frozen=True, slots=True)
class _Question:
    origin: str
    batch: EventBatch


class SecondOpinions:
    """A thread that compares; what waits is bounded, and what finds no room is not compared."""

    def __init__(self, check: CrossCheck, share: float = SHARE_OF_OLDER) -> None:
        self._check = check
        self._share = share
        self._random = random.SystemRandom()
        self._asked: queue.Queue[_Question | None] = queue.Queue(_WAITING)
        self._found: queue.SimpleQueue[Finding] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="second-opinions", daemon=True)
        self._thread.start()

    def offer(self, origin: str, batch: EventBatch) -> None:
        """Compare a batch that ``origin`` told, if it is drawn and there is room."""
        if batch.first > batch.last or (batch.older_left and self._random.random() >= self._share):
            return
        with contextlib.suppress(queue.Full):
            self._asked.put_nowait(_Question(origin, batch))

    def found(self) -> list[Finding]:
        """What was found since the last call."""
        findings = []
        with contextlib.suppress(queue.Empty):
            while True:
                findings.append(self._found.get_nowait())
        return findings

    def settle(self) -> None:
        """Wait until all that was asked is answered."""
        self._asked.join()

    def close(self) -> None:
        """End the thread after what it does now."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._asked.get_nowait()
                self._asked.task_done()
        self._asked.put(None)

    def _run(self) -> None:
        while (question := self._asked.get()) is not None:
            batch = question.batch
            try:
                for finding in self._check.compare(question.origin, batch.first, batch.last, batch.events):
                    self._found.put(finding)
            except AppError as error:
                log.debug("no second opinion: %s", type(error).__name__)
            finally:
                self._asked.task_done()
