"""The host's end of a worker process: started, watched, and never believed."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from desktop.core.cancel import CancelToken
from desktop.core.devices import CPU
from desktop.core.errors import Cancelled, ChildDied, ChildTimeout
from desktop.core.runs import SandboxLevel
from desktop.processes import Child
from desktop.runtime.errors import ModelOutOfMemory, RunFailed
from desktop.runtime.exchange import AREA_BYTES, Exchange, create_area
from desktop.runtime.machine import physical_bytes
from desktop.runtime.watchdog import Watchdog
from desktop.runtime.worker.child import DEVICE, EXCHANGE_FD, FILE_FD, LIBRARY, MEMORY_BYTES, PROFILE

_SHARE_OF_MEMORY = 0.75
_LEAST_MEMORY = 2 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a worker may take and how much memory it may add, in seconds and bytes."""

    start_s: float = 60.0
    verify_s: float = 30.0
    load_s: float = 120.0
    run_s: float = 120.0
    memory_bytes: int = 0

    @property
    def memory(self) -> int:
        """The limit in force: three quarters of this machine's memory unless one was set."""
        return self.memory_bytes or max(_LEAST_MEMORY, int(physical_bytes() * _SHARE_OF_MEMORY))


@dataclass(frozen=True, slots=True)
class EnginePlace:
    """The device to drive, and the folder of the engine's build that can; None for the app's own build."""

    device: str = CPU
    library: Path | None = None


class Worker:
    """One worker process with the memory it shares with us. Safe from several threads, one call at a time."""

    def __init__(self, limits: Limits, file_fd: int | None = None, engine: EnginePlace | None = None) -> None:
        """Start it; it confines itself while the caller goes on.

        Args:
            limits: Its limits.
            file_fd: A memfd or file that it inherits; the caller may close its own descriptor afterwards.
            engine: What drives the device, if it is not the app's own for the processor.
        """
        self.limits = limits
        self.lock = threading.RLock()
        area = create_area()
        self.exchange = Exchange(area)
        inherited = [fd for fd in (area, file_fd) if fd is not None]
        env = {MEMORY_BYTES: str(limits.memory), PROFILE: "worker"}
        if engine is not None and engine.device != CPU:
            env |= {PROFILE: "worker-gpu", DEVICE: engine.device}
            env |= {LIBRARY: str(engine.library)} if engine.library is not None else {}
        if area is not None:
            env[EXCHANGE_FD] = str(area)
        if file_fd is not None:
            env[FILE_FD] = str(file_fd)
        # One thread for numpy's BLAS: it would start its threads before the worker is confined.
        env |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        try:
            self._child = Child("worker", pass_fds=inherited, env=env)
        finally:
            if area is not None:
                os.close(area)
        self._watchdog = Watchdog(self._child, limits.memory + AREA_BYTES)
        self._level: SandboxLevel | None = None
        self._ready_bytes = 0

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def is_alive(self) -> bool:
        return self._child.is_alive

    @property
    def peak_bytes(self) -> int:
        """The most memory that was resident so far, shared pages included; 0 where the system does not say."""
        return self._status_bytes("VmHWM:")

    @property
    def added_bytes(self) -> int:
        """The most memory that was resident so far, less what was resident before it had a model (``mark_ready``)."""
        return max(0, self.peak_bytes - self._ready_bytes)

    def mark_ready(self) -> None:
        """From now on what is added is a model's."""
        self._ready_bytes = self._status_bytes("VmRSS:")

    def _status_bytes(self, name: str) -> int:
        try:
            lines = Path(f"/proc/{self.pid}/status").read_text("ascii", "replace").splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name)), 0)

    @property
    def level(self) -> SandboxLevel:
        """What confines it, by its own report; waits until it is ready.

        Raises:
            ChildDied: It could not start.
        """
        if self._level is None:
            answer = self.call("hello", self.limits.start_s)
            try:
                self._level = msgspec.convert(answer["level"], SandboxLevel)
            except (msgspec.ValidationError, TypeError, KeyError) as error:
                raise RunFailed("no sandbox level") from error
        return self._level

    def call(self, op: str, timeout_s: float, cancel: CancelToken | None = None, **arguments: Any) -> Any:
        """One operation under watch.

        Raises:
            ChildDied: The worker crashed.
            ChildTimeout: It took too long. It may live on, if it stopped when asked.
            ModelOutOfMemory: It grew too large.
            Cancelled: The token was set.
            AppError: What the worker raised.
        """
        with self.lock:
            if cancel is not None:
                cancel.raise_if_cancelled()
            with self._watchdog.guard(timeout_s, cancel) as watch:
                try:
                    return self._child.call(op, **arguments)
                except (ChildDied, Cancelled) as error:
                    match watch.reason:
                        case "time":
                            raise ChildTimeout("worker", timeout_s) from None
                        case "memory":
                            raise ModelOutOfMemory(self.limits.memory) from None
                        case "cancel":
                            raise Cancelled from None
                        case None if isinstance(error, Cancelled):
                            raise RunFailed("it says that it was stopped, which nobody asked for") from None
                        case None:
                            raise

    def close(self) -> None:
        """End the process and give its memory back; safe to call twice."""
        self._watchdog.close()
        self._child.close(grace_s=1.0)
        self.exchange.close()


@contextmanager
def opened(path: Path) -> Iterator[tuple[int, int]]:
    """A regular file's descriptor and size; not a byte of it is read here.

    Raises:
        OSError: It cannot be opened.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(handle)
        yield handle, status.st_size
    finally:
        os.close(handle)
