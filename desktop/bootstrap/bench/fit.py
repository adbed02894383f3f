"""How near a trial with empty weights comes to the real model: the same package, tried and run in turns."""

import statistics
import tempfile
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.bench.sampling import PAIRS
from desktop.core import zips
from desktop.core.cancel import CancelToken
from desktop.core.fit import Figures
from desktop.core.runs import SampleInput
from desktop.runtime.errors import RunFailed
from desktop.runtime.fitting import FitTrial
from desktop.runtime.host import ModelHost
from desktop.runtime.packing import PackedModel, open_packed, pack_directory

MODEL = "image-denoiser"
_RUNS = 9


def measure_fit(host: ModelHost) -> dict[str, float]:
    """``fit_time_ratio`` and ``fit_memory_ratio``: real over estimated, of a convolutional network on its own sample."""
    packed = pack_directory(Assets.find().resource("models", MODEL), host)
    times, memories = [], []
    with tempfile.TemporaryDirectory(prefix="licet-bench-") as name:
        public = Path(name, "public.zip")
        public.write_bytes(zips.build(packed.public_files, zips.PUBLIC_PROFILE))
        for _ in range(PAIRS):
            fit = FitTrial().measure(public, "cpu", CancelToken())
            if fit.figures is None:
                raise RunFailed(fit.detail)
            real = _really(packed, host, fit.sample)
            times.append(real.run_ms / fit.figures.run_ms)
            memories.append(real.memory_bytes / fit.figures.memory_bytes)
    return {"fit_time_ratio": statistics.median(times), "fit_memory_ratio": statistics.median(memories)}


def _really(packed: PackedModel, host: ModelHost, sample: str) -> Figures:
    model = open_packed(packed, host)
    try:
        name = next(port.name for port in model.spec.inputs if port.source is None)
        taken = [
            model.run({name: SampleInput(sample)}, {}, CancelToken()).seconds * 1000 for _ in range(_RUNS + 1)
        ]
        return Figures(model.load_s * 1000, taken[0], statistics.median(taken[1:]), model.added_bytes)
    finally:
        model.close()
