"""What a worker has: the memory it shares with its host, the file it inherited, its limits, and the model it loaded."""

import mmap
import threading
from collections.abc import Callable
from dataclasses import dataclass

from desktop.runtime.errors import UnreadableModel
from desktop.runtime.exchange import Exchange
from desktop.runtime.worker.engine import Engine

PREPACK_AFTER_S = 0.3


@dataclass(eq=False, slots=True)
class Place:
    """Shared by the desks of one worker; ``engine`` is the loaded model, which a stop ends.

    Attributes:
        exchange: The memory that it shares with its host.
        file_fd: The inherited file or memory.
        threads: Within an operator.
        memory_bytes: What may be added to what is mapped.
        tell: Sends the host an event by its name.
    """

    exchange: Exchange
    file_fd: int | None
    threads: int
    memory_bytes: int
    tell: Callable[..., None]
    engine: Engine | None = None
    _is_prepacking: bool = False

    def file(self, size: int) -> memoryview:
        """The inherited file or memory, mapped for reading."""
        return mapped(self.file_fd, size)

    def use(self, engine: Engine) -> Engine:
        """This is the loaded model from now on."""
        self.engine = engine
        return engine

    def report(self, done: int, total: int, text: str = "") -> None:
        """Tell the host of a step of the run, and what was written since the last one."""
        self.tell("progress", done=done, total=total, text=text)

    def prepack_later(self, engine: Engine) -> None:
        """After the first answer of a large model, make the next ones faster; the person reads meanwhile.

        Both copies together may take half of the worker's memory, the rest is for running.
        """
        fits = 4 * engine.weights_bytes <= self.memory_bytes
        if fits and not engine.is_prepacked and not self._is_prepacking:
            self._is_prepacking = True
            later = threading.Timer(PREPACK_AFTER_S, engine.prepack)
            later.daemon = True
            later.start()


def mapped(fd: int | None, size: int) -> memoryview:
    """An inherited file, mapped for reading.

    Raises:
        UnreadableModel: There is none, or it is shorter.
    """
    if fd is None or size <= 0:
        raise UnreadableModel("it is empty")
    try:
        return memoryview(mmap.mmap(fd, size, prot=mmap.PROT_READ))
    except (OSError, ValueError) as error:
        raise UnreadableModel("it became shorter while it was read") from error
