"""Devices through real workers: an engine of its own from a managed folder, asked and used compared, and falling back."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.content.wheels import WheelSource
from desktop.core.cancel import CancelToken
from desktop.core.devices import CRASHED, NOT_IN_BUILD, NOT_STARTED, SELF_TEST
from desktop.core.runs import DeviceReport
from desktop.runtime.environments import System, WorkerEnvironments
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PackageModel
from desktop.runtime.packing import PackedModel, open_packed
from desktop.services.placing import place
from tests.helpers.wheels import (
    CRASH,
    ENGINE_FILE,
    RIGHT,
    SILENT_FALLBACK,
    WRONG_ANSWERS,
    engine_wheel,
    write_lock,
)

Pack = Callable[[str], PackedModel]
IDENTITY = bytes(32)


class Rules:
    """Asks for CUDA until it failed."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, str]] = []

    def device_of(self, _identity: bytes, _asked: str = "") -> str:
        return "cpu" if self.kept else "cuda"

    def failed(self, _identity: bytes, device: str, reason: str) -> None:
        self.kept.append((device, reason))


@pytest.fixture
def digits(pack: Pack) -> PackedModel:
    return pack("handwritten-digits")


def host_with(folder: Path, behaviour: str) -> ModelHost:
    wheel = engine_wheel(behaviour)
    write_lock(folder / "locks", {ENGINE_FILE: wheel})
    (folder / ENGINE_FILE).write_bytes(wheel)
    environments = WorkerEnvironments(
        folder / "workers",
        folder / "locks",
        WheelSource(lambda: str(folder)),
        System("linux", "x86_64", "cp311"),
    )
    environments.install("cuda", CancelToken(), lambda _told: None)
    return ModelHost(engine_for=environments.engine_for)


def placed(host: ModelHost, digits: PackedModel) -> tuple[DeviceReport, Rules, PackageModel]:
    rules = Rules()
    found = place(IDENTITY, "", rules, lambda device: open_packed(digits, host, device))
    model = found.loaded
    assert isinstance(model, PackageModel)
    return found.device, rules, model


def test_the_worker_is_driven_by_the_engine_of_the_managed_folder(
    tmp_path: Path, digits: PackedModel
) -> None:
    report, rules, model = placed(host_with(tmp_path, RIGHT), digits)

    assert (report.asked, report.used, rules.kept) == ("cuda", "cuda", [])
    # This stand-in computes on the processor, which the engine itself says of each operator.
    assert report.nodes == report.on_cpu > 0
    assert model.level.level in {"gpu", "reduced"}
    model.close()


@pytest.mark.parametrize(
    ("behaviour", "reason"), [(SILENT_FALLBACK, NOT_STARTED), (WRONG_ANSWERS, SELF_TEST), (CRASH, CRASHED)]
)
def test_an_engine_that_does_not_do_what_it_says_is_found_out(
    tmp_path: Path, digits: PackedModel, behaviour: str, reason: str
) -> None:
    report, rules, model = placed(host_with(tmp_path, behaviour), digits)

    assert report == DeviceReport("cuda", "cpu", reason)
    assert rules.kept == [("cuda", reason)]
    assert model.self_test().ok
    model.close()


def test_without_the_environment_the_processor_is_used_and_that_is_said(digits: PackedModel) -> None:
    report, _, model = placed(ModelHost(), digits)

    assert report == DeviceReport("cuda", "cpu", NOT_IN_BUILD)
    model.close()


def test_a_device_that_nobody_knows_is_said(digits: PackedModel, host: ModelHost) -> None:
    model = open_packed(digits, host, "abacus")

    assert model.device == DeviceReport("abacus", "cpu", "unknown-device")
    model.close()


@pytest.mark.skipif(
    not os.environ.get("LICET_CUDA_WHEELS"), reason="on demand: a folder with the pinned CUDA wheels"
)
@pytest.mark.timeout(600)
@pytest.mark.expects_log(r"^worker: ")  # the engine says on stderr which library it lacks
def test_the_real_cuda_engine_refuses_to_start_without_a_gpu_and_the_processor_takes_over(
    tmp_path: Path, digits: PackedModel
) -> None:
    """1.6 GB: ``LICET_CUDA_WHEELS=FOLDER pytest -k real_cuda``. On a machine with a GPU it must be used instead."""
    root = Path(__file__).resolve().parents[3]
    folder = os.environ["LICET_CUDA_WHEELS"]
    environments = WorkerEnvironments(tmp_path, root / "packaging" / "workers", WheelSource(lambda: folder))
    environments.install("cuda", CancelToken(), lambda _told: None)

    report, rules, model = placed(ModelHost(engine_for=environments.engine_for), digits)

    if Path("/dev/nvidiactl").exists():
        assert report.used == "cuda"
        assert report.on_cpu < report.nodes
    else:
        assert report == DeviceReport("cuda", "cpu", NOT_STARTED)
        assert rules.kept == [("cuda", NOT_STARTED)]
    assert model.self_test().ok
    model.close()
