"""Trying a public graph with empty weights: the host's side. Every end of the worker is an answer about the model."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from desktop.core.cancel import CancelToken
from desktop.core.devices import CPU
from desktop.core.errors import ChildDied, ChildTimeout
from desktop.core.fit import Figures, Fit
from desktop.core.packages import MAX_PUBLIC_BYTES
from desktop.runtime.errors import ModelOutOfMemory, NoSharedMemory, RunFailed, UnreadableModel
from desktop.runtime.host import EngineFor
from desktop.runtime.machine import available_bytes
from desktop.runtime.messages import unpack_device
from desktop.runtime.rules import harmless
from desktop.runtime.workers import EnginePlace, Limits, Worker

TIMEOUT_S = 60.0
EMPTY_BYTES = 4 << 30
"""As large as a sealed part can be. Sparse: only what the worker reads of it costs memory, as real weights would."""

_F_ADD_SEALS = 1033
_SEALS = 1 | 2 | 4 | 8


class FitTrial:
    """Fits ``services.fitting.Trial``: each try in a fresh worker that ends with it."""

    def __init__(
        self,
        limits: Limits | None = None,
        timeout_s: float = TIMEOUT_S,
        engine_for: EngineFor = EnginePlace,
    ) -> None:
        self._engine_for = engine_for
        self._limits = limits or Limits()
        self._timeout_s = timeout_s

    def measure(self, public: Path, device: str, cancel: CancelToken) -> Fit:
        """How the public part's graph runs here.

        Raises:
            InvalidPackage: It breaks the profile; nothing was run.
            UnreadableModel: The file cannot be read.
            NoSharedMemory: This system has no memory that a worker could inherit.
            Cancelled: The token was set.
        """
        try:
            data = public.read_bytes()
        except OSError as error:
            raise UnreadableModel(os.strerror(error.errno or 0)) from error
        if len(data) > MAX_PUBLIC_BYTES:
            raise UnreadableModel("it is too large")
        worker = _worker(self._limits, self._engine_for(device))
        try:
            return self._try(worker, data, device, cancel)
        except ModelOutOfMemory:
            return Fit("memory")
        except ChildTimeout:
            return Fit("time")
        except ChildDied:
            return Fit("crashed")
        finally:
            worker.close()

    def _try(self, worker: Worker, public: bytes, device: str, cancel: CancelToken) -> Fit:
        worker.level  # noqa: B018 - waits until it is confined
        worker.mark_ready()
        free = min(self._limits.memory, available_bytes())
        with worker.lock:
            worker.exchange.begin()
            portion = worker.exchange.put(public)
            told = worker.call(
                "measure_fit", self._timeout_s, cancel, public=portion, device=device, free_bytes=free
            )
        return _read(told, worker.added_bytes)


def _worker(limits: Limits, engine: EnginePlace) -> Worker:
    """A worker that has inherited nothing but zeros."""
    if not sys.platform.startswith("linux"):
        raise NoSharedMemory(sys.platform)
    import fcntl  # does not exist on Windows

    memory = os.memfd_create("licet-empty", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        os.ftruncate(memory, EMPTY_BYTES)
        fcntl.fcntl(memory, _F_ADD_SEALS, _SEALS)
        return Worker(limits, memory, engine=engine)
    finally:
        os.close(memory)


def _read(told: object, memory_bytes: int) -> Fit:
    """What a worker says; a model that has broken it may say anything.

    Raises:
        RunFailed: Not the shape of it.
    """
    try:
        fit = msgspec.convert(told, Fit)
    except msgspec.ValidationError as error:
        raise RunFailed("no figures") from error
    figures = fit.figures
    if (fit.outcome == "runs") != (figures is not None and min(_times(figures)) >= 0):
        raise RunFailed("no figures")
    device = fit.device and unpack_device(msgspec.to_builtins(fit.device))
    unknown = (*fit.unknown, "gpu-memory") if device and device.used != CPU else fit.unknown
    return replace(
        fit,
        figures=figures and replace(figures, memory_bytes=memory_bytes),
        device=device,
        sample=harmless(fit.sample, 100),
        detail=harmless(fit.detail, 300),
        unknown=tuple(dict.fromkeys(unknown)),
    )


def _times(figures: Figures) -> tuple[float, float, float]:
    return figures.load_ms, figures.first_ms, figures.run_ms
