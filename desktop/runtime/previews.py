"""A person's own pictures made small for showing, by a worker that has no model: nothing decodes them outside."""

import threading
from pathlib import Path

from desktop.core.areas import TrueMask
from desktop.core.runs import AudioInput, ImageInput, Picture, RunInput
from desktop.runtime import messages
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.items.folders import read_file
from desktop.runtime.workers import Limits, Worker

_TIMEOUT_S = 10.0
MAX_CODES = 8


class Previews:
    """Starts its worker with the first picture; one that has died is started again with the next."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits(memory_bytes=1 << 30)
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._closed = False

    def show(self, path: Path, side: int) -> Picture:
        """The picture, no wider or higher than ``side`` pixels.

        Raises:
            BadInput: It is no picture, or cannot be read.
            ChildDied, ChildTimeout, ModelOutOfMemory: Decoding it failed badly.
        """
        return self.draw(read_file(path, "image"), side)

    def draw(self, value: RunInput, side: int) -> Picture:
        """A picture, no wider or higher than ``side`` pixels, or the wave of a sound; raises as ``show``."""
        if not isinstance(value, ImageInput | AudioInput):
            raise BadInput("input", "there is nothing to show")
        worker = self._ready()
        with worker.lock, worker.exchange.turn():
            packed = messages.pack_input(value, worker.exchange)
            answer = worker.call("preview", _TIMEOUT_S, value=packed, side=side)
            return messages.unpack_picture(answer, worker.exchange)

    def mask(self, value: ImageInput) -> TrueMask:
        """A mask of one channel as numbers of classes.

        Raises:
            BadInput: It is no such picture.
            ChildDied, ChildTimeout, ModelOutOfMemory: Decoding it failed badly.
        """
        worker = self._ready()
        with worker.lock, worker.exchange.turn():
            packed = messages.pack_input(value, worker.exchange)
            match worker.call("mask", _TIMEOUT_S, value=packed):
                case {"width": int(width), "height": int(height)} as mask:
                    values = bytes(worker.exchange.get(mask))
                    if width > 0 and height > 0 and len(values) == width * height:
                        return TrueMask(width, height, values)
        raise RunFailed("no mask")

    def codes(self, data: bytes) -> tuple[str, ...]:
        """The texts of the QR codes in a picture file, at most a handful.

        Raises:
            BadInput: It is no picture.
            ChildDied, ChildTimeout, ModelOutOfMemory: Decoding it failed badly.
        """
        worker = self._ready()
        with worker.lock, worker.exchange.turn():
            packed = messages.pack_input(ImageInput(data), worker.exchange)
            answer = worker.call("codes", _TIMEOUT_S, value=packed)
        if not isinstance(answer, list) or not all(isinstance(text, str) for text in answer):
            raise RunFailed("no codes")
        return tuple(answer[:MAX_CODES])

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            self._closed = True
            if self._worker is not None:
                self._worker.close()
                self._worker = None

    def _ready(self) -> Worker:
        with self._lock:
            if self._closed:
                raise BadInput("", "the app is closing")
            if self._worker is not None and not self._worker.is_alive:
                self._worker.close()
                self._worker = None
            if self._worker is None:
                self._worker = Worker(self._limits)
            return self._worker
