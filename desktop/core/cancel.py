"""The token by which a person stops long work."""

import threading

from desktop.core.errors import Cancelled


class CancelToken:
    """Set once, from any thread; the work asks it at each step."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise ``Cancelled`` once the token is set."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, timeout_s: float) -> None:
        """Sleep, but end at once (with ``Cancelled``) when the token is set."""
        self._event.wait(timeout_s)
        self.raise_if_cancelled()
