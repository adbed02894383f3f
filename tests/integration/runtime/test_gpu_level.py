"""A worker at the level for graphics cards: it works, it names its level, and its driver part cannot be tried here."""

import os
import sys

import numpy as np
import pytest

from desktop import processes
from desktop.runtime.models import PlainModel
from desktop.runtime.worker.child import PROFILE
from desktop.runtime.workers import Limits, Worker
from tests.integration.runtime.conftest import MODELS

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the level is Linux's")


def test_a_worker_with_a_driver_in_reach_runs_models_and_is_not_called_strict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ordinary = processes.child_environment
    monkeypatch.setattr(
        processes, "child_environment", lambda extra=None: {**ordinary(extra), PROFILE: "worker-gpu"}
    )
    path = MODELS / "handwritten-digits" / "model.onnx"
    handle = os.open(path, os.O_RDONLY)
    worker = Worker(Limits(memory_bytes=1 << 30), handle)
    os.close(handle)
    try:
        model = PlainModel(worker, path.stat().st_size, "cpu")
        with np.load(MODELS / "handwritten-digits" / "tests.npz") as stored:
            got = model.run_tensors({"image": stored["image"]})["logits"]
            assert np.allclose(got, stored["logits"], rtol=1e-3, atol=1e-4)
        level = model.level
    finally:
        worker.close()

    if "landlock-files" not in level.active:
        pytest.skip(f"this kernel lacks {level.missing}")
    assert level.level == "gpu"
    assert {"seccomp", "no_new_privs", "no-dumps", "no-core"} <= set(level.active)
