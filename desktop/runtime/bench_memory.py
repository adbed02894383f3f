"""What a large sealed model costs in memory, before and after it is prepacked behind the first answer."""

import os
import time

from desktop.core.cancel import CancelToken
from desktop.core.runs import RunInput, SeriesInput
from desktop.runtime.bench import SealedOpener
from desktop.runtime.host import ModelHost
from desktop.runtime.workers import peak_bytes

_RUNS = 3
_PREPACKED_WITHIN_S = 20.0
_LOOK_S = 0.1


def sealed_memory(host: ModelHost, opener: SealedOpener, width: int, sealed_bytes: int) -> dict[str, float]:
    """Open the prepared model once and look at its worker's memory.

    Args:
        host: Gives a worker without a model, to compare with.
        opener: Has sealed the model already.
        width: Numbers that the model's input ``x`` takes.
        sealed_bytes: Size of the sealed part.

    Returns:
        ``sealed_load_peak_ratio``: growth of the worker's peak up to the first result, over the size;
        ``prepacked_peak_ratio``: the same after the prepacked session took its place, which it may only where memory
        suffices for both; ``prepacked_run_vs_first``: a run after over the runs before.

    Raises:
        TimeoutError: The prepacked session did not come.
    """
    empty = _resting_bytes(host)
    model = opener.start()()
    values: dict[str, RunInput] = {"x": SeriesInput((1.0,) * width)}
    try:
        before = [model.run(values, {}, CancelToken()).seconds for _ in range(_RUNS)]
        peak = peak_bytes(model.pid)
        deadline = time.monotonic() + _PREPACKED_WITHIN_S
        while peak_bytes(model.pid) < peak + sealed_bytes // 2:
            if time.monotonic() > deadline:
                raise TimeoutError("no prepacked session")
            time.sleep(_LOOK_S)
        time.sleep(1.0)
        after = [model.run(values, {}, CancelToken()).seconds for _ in range(_RUNS)]
        return {
            "sealed_load_peak_ratio": (peak - empty) / sealed_bytes,
            "prepacked_peak_ratio": (peak_bytes(model.pid) - empty) / sealed_bytes,
            "prepacked_run_vs_first": min(after) / min(before),
        }
    finally:
        model.close()


def _resting_bytes(host: ModelHost) -> int:
    """The peak of a worker that is ready and has no model."""
    memory = os.memfd_create("licet-bench", os.MFD_CLOEXEC)
    try:
        worker = host.warm(memory)
    finally:
        os.close(memory)
    try:
        worker.wait_ready()
        return peak_bytes(worker.pid)
    finally:
        worker.close()
