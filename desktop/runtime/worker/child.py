"""``--child worker``: import everything, rehearse, give up all rights, and only then listen."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.core.devices import CPU
from desktop.runtime.worker.library import prefer

# What the host says to a worker when it starts it: numbers, names, and for a device of its own the folder of the engine
# that drives it (``desktop.runtime.environments``). No secret.
EXCHANGE_FD = "LICET_WORKER_EXCHANGE_FD"
FILE_FD = "LICET_WORKER_FILE_FD"
STOP_FD = "LICET_WORKER_STOP_FD"
MEMORY_BYTES = "LICET_WORKER_MEMORY_BYTES"
PROFILE = "LICET_WORKER_PROFILE"
DEVICE = "LICET_WORKER_DEVICE"
LIBRARY = "LICET_WORKER_LIBRARY"
STOP_BYTES = 4
"""A stop is the number of the request that shall end, big-endian."""
PACKS_FDS = (
    "LICET_WORKER_PACKS_FDS"  # set, if only to nothing, in a worker that packs: files beside the model
)


def main() -> None:
    """Run the worker until its host closes the pipe."""
    # numpy's BLAS would start threads on import, and Landlock confines the calling thread only.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = (
        "false"  # it would start threads, which a thread-limited worker lacks
    )
    # onnxruntime takes session options from a model's metadata where this is set.
    os.environ.pop("ORT_LOAD_CONFIG_FROM_MODEL", None)

    device, readable = os.environ.pop(DEVICE, CPU), []
    if library := os.environ.pop(LIBRARY, ""):
        readable.append(Path(library))
        prefer(readable[0])

    from desktop.core.errors import Bug
    from desktop.processes import Channel
    from desktop.runtime.exchange import Exchange
    from desktop.runtime.threads import inference_threads
    from desktop.runtime.worker.modelling import ModelDesk
    from desktop.runtime.worker.place import Place
    from desktop.runtime.worker.reading import ReadingDesk
    from desktop.runtime.worker.rehearsal import rehearse, rehearse_device
    from desktop.runtime.worker.server import Server
    from desktop.sandbox import confine

    channel = Channel()
    exchange = Exchange(_number(EXCHANGE_FD))
    memory_bytes = _number(MEMORY_BYTES)
    file_fd, stop_fd = _number(FILE_FD), _number(STOP_FD)
    if stop_fd is None:
        raise Bug("a worker that cannot be stopped")
    threads = inference_threads()
    packs = os.environ.pop(PACKS_FDS, None)
    rehearse()
    place = Place(exchange, file_fd, threads, memory_bytes or 0, channel.event)
    desks: dict[str, Callable[..., Any]] = {**ReadingDesk(place).handlers, **ModelDesk(place).handlers}
    if packs is not None:
        from desktop.runtime.worker.packing import PackingDesk, inherited

        desks |= PackingDesk(place, inherited(packs)).handlers
    # What a stranger's numbers make numpy warn of is no news for the log.
    warnings.simplefilter("ignore")
    if device != CPU:
        rehearse_device(device)
    _forget_peak()
    level = confine(os.environ.pop(PROFILE, "worker"), readable=readable, memory_bytes=memory_bytes)
    Server(channel, level, place, stop_fd, desks).serve()


def _forget_peak() -> None:
    """Start the peak of resident memory anew (proc(5), ``clear_refs``): what the rehearsal took is no model's."""
    try:
        Path("/proc/self/clear_refs").write_bytes(b"5")
    except OSError:
        return  # no such file on other systems, or on kernels without page monitoring


def _number(name: str) -> int | None:
    text = os.environ.pop(name, "")
    return int(text) if text else None
