"""The worker's end of the pipe: one operation at a time; a second thread hears "stop" and the host's end meanwhile."""

import os
import threading
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import onnxruntime

from desktop.core.errors import Bug
from desktop.core.runs import SandboxLevel
from desktop.processes import BrokenFrame, Channel, Message
from desktop.runtime.errors import ModelOutOfMemory
from desktop.runtime.worker.child import STOP_BYTES
from desktop.runtime.worker.place import Place


class Server:
    """Hands each request to the desk that knows its operation, until the host's end of the pipe closes."""

    def __init__(
        self,
        channel: Channel,
        level: SandboxLevel,
        place: Place,
        stop_fd: int,
        desks: Mapping[str, Callable[..., Any]],
    ) -> None:
        self._channel = channel
        self._level = level
        self._place = place
        self._stop_fd = stop_fd
        self._number = 0
        self._handlers: Mapping[str, Callable[..., Any]] = {"hello": self._hello, **desks}

    def serve(self) -> None:
        """Answer until the host closes the pipe.

        This thread reads its requests itself: to be handed them by another one would cost each run two switches of
        threads. What must be heard during a run comes by a pipe of its own.
        """
        threading.Thread(target=self._hear_stops, name="stops", daemon=True).start()
        try:
            while (request := self._channel.receive()) is not None:
                op, self._number = str(request.pop("op", "")), request.pop("number", 0)
                self._channel.answer(lambda op=op, request=request: self._answer(op, request))  # type: ignore[misc]
        except BrokenFrame:
            os._exit(70)
        os._exit(0)

    def _hear_stops(self) -> None:
        """Stop the run whose number is said; when the host closes this pipe or dies, end whatever runs."""
        while number := os.read(self._stop_fd, STOP_BYTES):
            # One that was meant for a run which has ended meanwhile must not stop the next.
            if int.from_bytes(number, "big") == self._number and (engine := self._place.engine) is not None:
                engine.cancel()
        os._exit(0)

    def _answer(self, op: str, request: Message) -> Any:
        handler = self._handlers.get(op)
        if handler is None:
            raise Bug(f"no operation {op[:40]}")
        try:
            return handler(**request)
        except (MemoryError, ModelOutOfMemory):
            raise ModelOutOfMemory(self._place.memory_bytes) from None

    def _hello(self) -> Message:
        return {"level": msgspec.to_builtins(self._level), "onnxruntime": onnxruntime.__version__}
