"""The host's end of a worker process: started, watched, and never believed."""

import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from desktop.core.cancel import CancelToken
from desktop.core.devices import CPU
from desktop.core.errors import Cancelled, ChildDied, ModelCrashed, ModelTooSlow
from desktop.core.runs import RunProgress, SandboxLevel
from desktop.processes import Child
from desktop.runtime.errors import ModelOutOfMemory, RunFailed
from desktop.runtime.exchange import AREA_BYTES, Exchange, create_area
from desktop.runtime.machine import physical_bytes
from desktop.runtime.progress import ProgressSink
from desktop.runtime.watchdog import Watchdog
from desktop.runtime.worker.child import (
    DEVICE,
    EXCHANGE_FD,
    FILE_FD,
    LIBRARY,
    MEMORY_BYTES,
    PACKS_FDS,
    PROFILE,
    STOP_BYTES,
    STOP_FD,
)

log = logging.getLogger("licet.runtime")

_SHARE_OF_MEMORY = 0.75
_LEAST_MEMORY = 2 << 30
_VERIFIED_PER_SECOND = 32 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a worker may take and how much memory it may add, in seconds and bytes, and when it is renewed."""

    start_s: float = 60.0
    verify_s: float = 8.0
    load_s: float = 120.0
    run_s: float = 120.0
    memory_bytes: int = 0
    growth_bytes: int = 256 << 20
    growth_factor: float = 1.0

    @property
    def memory(self) -> int:
        """The limit in force: three quarters of this machine's memory unless one was set."""
        return self.memory_bytes or max(_LEAST_MEMORY, int(physical_bytes() * _SHARE_OF_MEMORY))

    def verify_for(self, size_bytes: int) -> float:
        """How long reading and judging a file may take: what is small and takes long was made to."""
        return self.verify_s + size_bytes / _VERIFIED_PER_SECOND

    def is_grown(self, first_bytes: int, now_bytes: int) -> bool:
        """Whether a worker should be renewed: grown since its first run by ``growth_bytes``, and by as much again.

        A second copy of the weights, made for speed after the first answer, does not count as growth.
        """
        allowed = max(self.growth_bytes, int(self.growth_factor * first_bytes))
        return 0 < first_bytes < now_bytes - allowed


@dataclass(frozen=True, slots=True)
class EnginePlace:
    """The device to drive, and the folder of the engine's build that can; None for the app's own build."""

    device: str = CPU
    library: Path | None = None


class Worker:
    """One worker process with the memory it shares with us. Safe from several threads, one call at a time."""

    def __init__(
        self,
        limits: Limits,
        file_fd: int | None = None,
        packs: Sequence[int] | None = None,
        engine: EnginePlace | None = None,
    ) -> None:
        """Start it; it confines itself while the caller goes on.

        Args:
            limits: Its limits.
            file_fd: A memfd or file that it inherits; the caller may close its own descriptor afterwards.
            packs: The files beside a model from elsewhere, for a worker that packs it; None for every other worker.
            engine: What drives the device, if it is not the app's own for the processor.
        """
        self.limits = limits
        self.lock = threading.RLock()
        self._stopping = threading.Lock()
        area = create_area()
        self.exchange = Exchange(area)
        stop_read, self._stop_fd = os.pipe()
        self._number = 0
        inherited = [fd for fd in (area, file_fd, stop_read, *(packs or ())) if fd is not None]
        env = {MEMORY_BYTES: str(limits.memory), STOP_FD: str(stop_read), PROFILE: "worker"}
        if engine is not None and engine.device != CPU:
            env |= {PROFILE: "worker-gpu", DEVICE: engine.device}
            env |= {LIBRARY: str(engine.library)} if engine.library is not None else {}
        if area is not None:
            env[EXCHANGE_FD] = str(area)
        if file_fd is not None:
            env[FILE_FD] = str(file_fd)
        if packs is not None:
            env[PACKS_FDS] = ",".join(map(str, packs))
        # One thread for numpy's BLAS: it would start its threads before the worker is confined.
        env |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        try:
            self._child = Child("worker", pass_fds=inherited, env=env)
        except BaseException:
            os.close(self._stop_fd)
            raise
        finally:
            os.close(stop_read)
            if area is not None:
                os.close(area)
        self._watchdog = Watchdog(self._child, self._stop, limits.memory + AREA_BYTES)
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
        return peak_bytes(self.pid)

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
    def resident_bytes(self) -> int:
        """What is resident now, shared pages included; 0 where the system does not say."""
        return self._watchdog.resident_bytes

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

    def wait_ready(self) -> None:
        """Wait until it is confined: what a busy machine takes to start it is no fault of what it will read.

        Raises:
            ChildDied: It could not start.
        """
        self.level  # noqa: B018 - asking waits

    def call(
        self,
        op: str,
        timeout_s: float,
        cancel: CancelToken | None = None,
        progress: Callable[[RunProgress], None] | None = None,
        **arguments: Any,
    ) -> Any:
        """One operation under watch.

        Args:
            op: The operation.
            timeout_s: Longest time until it ends, or until it is one step further where it reports steps.
            cancel: Ends it.
            progress: Told of each step, in this thread.
            **arguments: The operation's.

        Raises:
            ModelCrashed: The worker ended.
            ModelTooSlow: It took too long. It may live on, if it stopped when asked.
            ModelOutOfMemory: It grew too large.
            Cancelled: The token was set.
            AppError: What the worker raised.
        """
        with self.lock:
            if cancel is not None:
                cancel.raise_if_cancelled()
            with self._watchdog.guard(timeout_s, cancel) as watch:
                self._number = (self._number + 1) % (1 << 31)
                try:
                    steps = ProgressSink(watch, timeout_s, progress)
                    return self._child.call(op, on_event=steps.take, number=self._number, **arguments)
                except (ChildDied, Cancelled) as error:
                    match watch.reason:
                        case "time":
                            raise ModelTooSlow("worker", timeout_s) from None
                        case "memory":
                            raise ModelOutOfMemory(self.limits.memory) from None
                        case "cancel":
                            raise Cancelled from None
                        case None if isinstance(error, Cancelled):
                            raise RunFailed("it says that it was stopped, which nobody asked for") from None
                        case None if isinstance(error, ChildDied):
                            raise ModelCrashed(error.child, error.exit_code) from None
                        case None:
                            raise

    def close(self) -> None:
        """End the process and give its memory back; safe to call twice."""
        self._watchdog.close()
        with self._stopping:
            handle, self._stop_fd = self._stop_fd, -1
            if handle >= 0:
                os.close(handle)  # ends the worker even in the midst of a run
        self._child.close(grace_s=1.0)
        self.exchange.close()

    def _stop(self) -> None:
        """Ask the run in progress to end."""
        with self._stopping:
            try:
                if self._stop_fd >= 0:
                    os.write(self._stop_fd, self._number.to_bytes(STOP_BYTES, "big"))
            except OSError:
                log.debug("the worker ended before it could be asked to")


def peak_bytes(pid: int) -> int:
    """The most memory of a process that was resident so far (VmHWM, proc(5)); 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


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
