"""Test vectors: ``tests.npz``, read without pickle, and compared with what the model gives here."""

import io
import math
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from desktop.core.packages import Spec
from desktop.core.runs import MAX_MISSES, Miss, SelfTest
from desktop.runtime.errors import UnreadableModel
from desktop.runtime.tensors import Array

MAX_ARRAYS = 256
MAX_TOTAL_BYTES = 256 << 20

Run: TypeAlias = Callable[[Mapping[str, Array]], dict[str, Array]]


def read_vectors(data: bytes | memoryview) -> dict[str, Array]:
    """The arrays of an .npz file by name.

    Raises:
        UnreadableModel: Damaged, too large, or with Python objects inside.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_ARRAYS or sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
                raise UnreadableModel("the test vectors are too large")
            arrays: dict[str, Array] = {}
            for info in infos:
                content = archive.read(info)
                stored = np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)
                if stored.nbytes > len(content):
                    raise UnreadableModel("the test vectors are too large")
                arrays[info.filename.removesuffix(".npy")] = stored
            return arrays
    except (
        zipfile.BadZipFile,
        ValueError,
        OSError,
        EOFError,
        zlib.error,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise UnreadableModel("the test vectors cannot be read") from error


def write_vectors(arrays: Mapping[str, Array]) -> bytes:
    """An .npz file of these arrays, uncompressed."""
    stored = io.BytesIO()
    np.savez(stored, **arrays)  # type: ignore[arg-type]
    return stored.getvalue()


def self_test(spec: Spec, arrays: Mapping[str, Array], run: Run) -> SelfTest:
    """Run every vector by itself and compare all outputs within the spec's tolerance.

    Raises:
        UnreadableModel: The vectors do not fit the spec.
    """
    inputs, outputs = [port.name for port in spec.inputs], [port.name for port in spec.outputs]
    count = spec.tests.count
    if count == 0:
        return SelfTest(ok=True, count=0, worst=0.0)
    for name in (*inputs, *outputs):
        if name not in arrays or arrays[name].ndim < 1 or len(arrays[name]) != count:
            raise UnreadableModel("the test vectors do not fit the spec")
    furthest: list[Miss] = []
    for at in range(count):
        got = run({name: np.ascontiguousarray(arrays[name][at : at + 1]) for name in inputs})
        compared = [
            _compare(at + 1, name, got[name], arrays[name][at : at + 1], spec.tests.rtol, spec.tests.atol)
            for name in outputs
        ]
        furthest.append(max(compared, key=lambda found: found.times))
    worst = max(found.times for found in furthest)
    misses = [found for found in furthest if not found.times <= 1.0]
    return SelfTest(not misses, count, worst, len(misses), tuple(misses[:MAX_MISSES]))


def _compare(vector: int, output: str, got: Array, expected: Array, rtol: float, atol: float) -> Miss:
    """The element with the largest |error| over its tolerance; infinite where shapes or not-a-numbers differ."""
    if got.shape != expected.shape or got.dtype.kind not in "fiub":
        return Miss(vector, output, math.inf)
    if not got.size:
        return Miss(vector, output, 0.0)
    wanted, came = expected.astype(np.float64).ravel(), got.astype(np.float64).ravel()
    with np.errstate(invalid="ignore"):  # infinite on both sides is equal, and is looked at below
        error = np.abs(came - wanted)
    error = np.where(np.isnan(wanted) & np.isnan(came), 0.0, error)
    error = np.where(got.ravel() == expected.ravel(), 0.0, error)
    error = np.where(np.isnan(error), math.inf, error)
    allowed = atol + rtol * np.abs(np.where(np.isfinite(wanted), wanted, 0.0))
    ratio = np.where(error == 0, 0.0, error / np.where(allowed > 0, allowed, np.finfo(np.float64).tiny))
    at = int(ratio.argmax())
    # A tolerance of zero and any error is infinitely wrong, which JSON carries as a large number only.
    times = math.inf if math.isinf(error[at]) else float(min(ratio[at], 1e300))
    return Miss(vector, output, times, float(wanted[at]), float(came[at]), float(allowed[at]))
