"""The ONNX backend suite through our worker: what raw onnxruntime passes, the worker passes with the same result."""

import os
from collections.abc import Callable

import numpy as np
import pytest

from desktop.core.errors import AppError
from desktop.runtime.models import PlainModel
from desktop.runtime.workers import Limits, Worker
from tests.helpers.backend_suite import Case, cases, raw

LEAST = 1_350
"""1,361 cases pass with onnxruntime 1.31.1 and onnx 1.23.2; a processor with other vector units may lose a few."""

MODELS_PER_WORKER = 200


class Runner:
    """Workers that each serve many models one after the other: a memory that they inherited is written anew.

    The app gives every model a fresh worker; here that would be fourteen hundred starts of half a second.
    """

    def __init__(self) -> None:
        self._limits = Limits(load_s=60.0, run_s=60.0)
        self._memory = os.memfd_create("backend-suite")
        self._worker: Worker | None = None
        self._served = 0

    def run(self, case: Case) -> dict[str, np.ndarray]:
        """The outputs by the worker."""
        if self._worker is None or not self._worker.is_alive or self._served == MODELS_PER_WORKER:
            self.close_worker()
            self._worker, self._served = Worker(self._limits, self._memory), 0
        self._served += 1
        os.ftruncate(self._memory, 0)
        os.pwrite(self._memory, case.model, 0)
        return PlainModel(self._worker, len(case.model), "cpu").run_tensors(case.feed)

    def close_worker(self) -> None:
        if self._worker is not None:
            self._worker.close()

    def close(self) -> None:
        self.close_worker()
        os.close(self._memory)


@pytest.mark.slow
def test_whatever_raw_onnxruntime_passes_the_worker_passes_with_the_same_result(
    record_property: Callable[[str, object], None],
) -> None:
    runner = Runner()
    passed, wrong = 0, {}
    try:
        for case in cases():
            expected = raw(case)
            if expected is None:
                continue
            try:
                got = runner.run(case)
            except AppError as error:
                wrong[case.name] = f"{type(error).__name__}: {error}"
                continue
            if difference := _difference(got, expected):
                wrong[case.name] = difference
            else:
                passed += 1
    finally:
        runner.close()

    record_property(
        "figure", f"ONNX backend suite: {passed} of {passed + len(wrong)} cases as raw onnxruntime"
    )
    assert wrong == {}
    assert passed >= LEAST


def _difference(got: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> str:
    if got.keys() != expected.keys():
        return f"outputs {sorted(got)}"
    for name, raw_value in expected.items():
        value = np.asarray(raw_value)
        if got[name].dtype != value.dtype or got[name].shape != value.shape:
            return f"{name}: {got[name].dtype} {got[name].shape} for {value.dtype} {value.shape}"
        if not np.array_equal(got[name], value, equal_nan=value.dtype.kind == "f"):
            return f"{name}: other numbers"
    return ""
