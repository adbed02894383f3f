"""Writing a growing file to the disk beside the work that makes it grow, so that the end has little to wait for."""

import os
import threading

_EVERY_BYTES = 32 << 20


class Flusher:
    """A thread that has the system write a file out, each time 32 MiB more are in it.

    Args:
        fd: Of the file; a descriptor of its own is made, so that the caller may close this one at any time.
    """

    def __init__(self, fd: int) -> None:
        self._fd = os.dup(fd)
        self._turn = threading.Condition()
        self._waiting = 0
        self._is_over = False
        self._thread = threading.Thread(target=self._work, name="content-flush", daemon=True)
        self._thread.start()

    def wrote(self, length: int) -> None:
        """More is in the file."""
        with self._turn:
            self._waiting += length
            if self._waiting >= _EVERY_BYTES:
                self._turn.notify()

    def stop(self) -> None:
        """No more is written out; what is being written now does not hold the caller up."""
        with self._turn:
            self._is_over = True
            self._turn.notify()

    def _work(self) -> None:
        try:
            while self._wait():
                os.fsync(self._fd)
        except OSError:
            return  # whoever gives the file its name flushes it again, and is told then
        finally:
            os.close(self._fd)

    def _wait(self) -> bool:
        with self._turn:
            self._turn.wait_for(lambda: self._is_over or self._waiting >= _EVERY_BYTES)
            self._waiting = 0
            return not self._is_over
