"""A batch over a long CSV: how much memory it takes at each length, and how fast it is against bare onnxruntime.

Each side runs in a process of its own, whose peak memory the system tells. The model is a demo model with thirty
columns of numbers; the rows are its sample's over and over.
"""

import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.assets import Assets
from desktop.bootstrap.batch_desk import Asked, PackageOpener, batch_desk
from desktop.bootstrap.bench.sampling import interleaved, ratio
from desktop.content.publishing import write_public_zip, write_sealed_zip
from desktop.processes import child_environment
from desktop.runtime.host import ModelHost
from desktop.runtime.packing import pack_directory
from desktop.runtime.threads import inference_threads
from desktop.services.running import OpenModel

MILLION = 1_000_000
SHORT = 10_000
RACE = 50_000
_PAIRS = 3
_CHUNK = 1024
_MODEL = "tumour-diagnosis"
_SELF = "import sys; from desktop.bootstrap.bench import batches; batches.{side}(*sys.argv[1:])"

Figures = dict[str, float | str]


def measure(rows: int) -> Figures:
    """The keys of the group ``batch``; ``rows`` is the length of the long file."""
    source = Assets.find().resource("models") / _MODEL
    with tempfile.TemporaryDirectory(prefix="licet-bench-") as name:
        folder = Path(name)
        _pack(source, folder)
        short, long = (_table(source, folder / f"{count}.csv", count) for count in (SHORT, rows))
        race = _table(source, folder / "race.csv", min(RACE, rows))
        small, large = (_run("ours", folder, path, folder / path.stem) for path in (short, long))
        ours, raw = interleaved(
            lambda: float(_run("ours", folder, race, folder / f"race-{time.time_ns()}")["seconds"]),
            lambda: float(_run("raw", source / "model.onnx", race, folder / "raw.csv")["seconds"]),
            pairs=_PAIRS,
        )
        count = min(RACE, rows)
    return {
        "csv_rss_app_ratio": large["app_bytes"] / small["app_bytes"],
        "csv_rss_worker_ratio": large["worker_bytes"] / small["worker_bytes"],
        "csv_vs_raw": ratio(raw, ours),
        "csv_rows_per_s": rows / large["seconds"],
        "csv_raw_rows_per_s": count / statistics.median(raw),
        "csv_rss_app_bytes": large["app_bytes"],
        "csv_rss_worker_bytes": large["worker_bytes"],
        "csv_rows": rows,
    }


def ours(package: str, source: str, out: str) -> None:
    """One batch in this process; says its seconds, and the peak memory of both processes, as JSON."""
    opener = _Watched(Path(package))
    with batch_desk(Path(out), opener) as desk:
        desk.open(Asked("package", Path(source), {}))
        started = time.perf_counter()
        desk.run(Asked("package", Path(source), {}), lambda _progress: None)
        seconds = time.perf_counter() - started
        worker = opener.model.memory_bytes if opener.model is not None else 0
        _tell(seconds=seconds, app_bytes=_peak_bytes(), worker_bytes=worker)


def raw(model: str, source: str, out: str) -> None:
    """The loop that a script would write: DictReader, chunks, ``InferenceSession.run``, one CSV of answers."""
    import numpy as np
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = inference_threads()
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    port = session.get_inputs()[0].name
    spec = json.loads((Path(model).parent / "spec.json").read_bytes())
    names = [column["name"] for column in spec["inputs"][0]["columns"]]
    started = time.perf_counter()
    with Path(source).open(newline="") as file, Path(out).open("w", newline="") as into:
        reader, writer = csv.DictReader(file), csv.writer(into)
        while chunk := list(islice(reader, _CHUNK)):
            values = np.array([[float(row[name]) for name in names] for row in chunk], dtype=np.float32)
            scores = session.run(["probabilities"], {port: values})[0]
            best = scores.argmax(axis=1)
            writer.writerows((int(at), float(row[at])) for at, row in zip(best, scores, strict=True))
    _tell(seconds=time.perf_counter() - started)


class _Watched(PackageOpener):
    """Keeps hold of what it opened."""

    model: OpenModel | None = None

    def open(self, purchase_id: str, device: str = "cpu") -> OpenModel:
        self.model = super().open(purchase_id, device)
        return self.model


def _run(side: str, *arguments: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _SELF.format(side=side), *map(str, arguments)],
        capture_output=True,
        check=True,
        env=child_environment(),
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _pack(source: Path, folder: Path) -> None:
    packed = pack_directory(source, ModelHost())
    (folder / "public.zip").write_bytes(write_public_zip(packed.public_files))
    write_sealed_zip(packed.sealed_files, folder / "sealed.zip")


def _table(source: Path, path: Path, count: int) -> Path:
    """The lines of the model's sample until there are as many."""
    sample = next((source / "samples").glob("*.csv")).read_text("utf-8").splitlines()
    with path.open("w", encoding="utf-8") as file:
        file.write(sample[0] + "\n")
        for number in range(count):
            file.write(sample[1 + number % (len(sample) - 1)] + "\n")
    return path


def _peak_bytes() -> int:
    """The most memory that was resident in this process so far; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def _tell(**found: float) -> None:
    os.write(1, json.dumps(found).encode())
