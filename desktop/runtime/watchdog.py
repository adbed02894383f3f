"""Watches one worker while it works: time, memory and the person's wish to stop; asks first, then kills."""

import logging
import mmap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

from desktop.core.cancel import CancelToken
from desktop.processes import Child

log = logging.getLogger("licet.runtime")

Reason: TypeAlias = Literal["time", "memory", "cancel"]

_TICK_S = 0.02
_IDLE_TICKS = 50
GRACE_S = 1.0


class Watch:
    """One piece of work under watch; ``reason`` says why it was stopped, if it was."""

    def __init__(self, timeout_s: float, cancel: CancelToken | None) -> None:
        self.deadline = time.monotonic() + timeout_s
        self.cancel = cancel
        self.reason: Reason | None = None
        self.asked_at: float | None = None


class Watchdog:
    """A thread of its own for each worker, asleep while the worker is idle."""

    def __init__(self, child: Child, stop: Callable[[], None], memory_bytes: int) -> None:
        """Watch a child.

        Args:
            child: What is killed.
            stop: Asks it to end what it does.
            memory_bytes: The most that may be resident.
        """
        self._child = child
        self._stop = stop
        self._memory_bytes = memory_bytes
        self._pages = Path(f"/proc/{child.pid}/statm")
        self._changed = threading.Condition()
        self._watch: Watch | None = None
        self._closed = False
        self._asleep = False
        threading.Thread(target=self._work, name="watchdog", daemon=True).start()

    @contextmanager
    def guard(self, timeout_s: float, cancel: CancelToken | None) -> Iterator[Watch]:
        """Watch the worker for the length of the block."""
        watch = Watch(timeout_s, cancel)
        with self._changed:
            self._watch = watch
            if self._asleep:
                self._changed.notify()
        try:
            yield watch
        finally:
            with self._changed:
                self._watch = None

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _work(self) -> None:
        idle = 0
        while True:
            with self._changed:
                # Awake for a while after each run: waking a thread costs a run of a small model a tenth of its time.
                if self._watch is None and idle > _IDLE_TICKS:
                    self._asleep = True
                    while self._watch is None and not self._closed:
                        self._changed.wait()
                    self._asleep = False
                if self._closed:
                    return
                watch = self._watch
            idle = idle + 1 if watch is None else 0
            if watch is not None:
                self._look(watch)
            time.sleep(_TICK_S)

    def _look(self, watch: Watch) -> None:
        now = time.monotonic()
        if watch.asked_at is None:
            if watch.cancel is not None and watch.cancel.is_cancelled:
                self._ask(watch, "cancel", now)
            elif now >= watch.deadline:
                self._ask(watch, "time", now)
        elif now < watch.asked_at + GRACE_S:
            # Again: the first time it may have been reading the input, when there was no run to end yet.
            self._stop()
        else:
            self._kill(watch)
        if watch.reason != "memory" and self.resident_bytes > self._memory_bytes:
            watch.reason = "memory"
            self._kill(watch)

    def _ask(self, watch: Watch, reason: Reason, now: float) -> None:
        watch.reason, watch.asked_at = reason, now
        self._stop()

    def _kill(self, watch: Watch) -> None:
        with self._changed:
            # The work may have ended since: then the worker is innocent.
            if self._watch is watch:
                log.info("worker %s killed: %s", self._child.pid, watch.reason)
                self._child.kill()

    @property
    def resident_bytes(self) -> int:
        """What is resident now, shared pages included; 0 where the system does not say."""
        try:
            return int(self._pages.read_bytes().split()[1]) * mmap.PAGESIZE
        except (OSError, IndexError):
            # No procfs, or the worker is gone; the limits that it set itself still hold.
            return 0
