"""Opening on the device that was asked for: nothing is believed, and the processor is always there."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from desktop.core.devices import CRASHED, FAILED, NOT_STARTED, SELF_TEST
from desktop.core.errors import ChildDied, ChildTimeout
from desktop.core.runs import DeviceReport, SelfTest
from desktop.runtime.errors import ModelOutOfMemory, RunFailed
from desktop.services.placing import place

IDENTITY = bytes(32)


PASSED = SelfTest(ok=True, count=1, worst=0.0)


@dataclass
class Rules:
    wanted: str
    kept: list[tuple[str, str]] = field(default_factory=list)

    def device_of(self, _identity: bytes, _asked: str = "") -> str:
        return self.wanted

    def failed(self, _identity: bytes, device: str, reason: str) -> None:
        self.kept.append((device, reason))


@dataclass
class Model:
    device: DeviceReport
    test: SelfTest | BaseException = PASSED
    closed: bool = False

    def self_test(self) -> SelfTest:
        if isinstance(self.test, BaseException):
            raise self.test
        return self.test

    def close(self) -> None:
        self.closed = True


def load(*answers: Any) -> Any:
    """Gives each answer once, in order; notes what was asked."""
    left = list(answers)

    def loader(device: str) -> Any:
        loader.asked.append(device)  # type: ignore[attr-defined]
        answer = left.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    loader.asked = []  # type: ignore[attr-defined]
    return loader


CPU = Model(DeviceReport("cpu", "cpu"))


def test_the_processor_needs_no_proof() -> None:
    untested = Model(DeviceReport("cpu", "cpu"), test=AssertionError())

    assert place(IDENTITY, "cpu", Rules("cpu"), load(untested)).loaded is untested


def test_a_device_that_is_used_and_passes_the_self_test_is_kept() -> None:
    good, rules = Model(DeviceReport("cuda", "cuda", "", 240, 28)), Rules("cuda")

    placed = place(IDENTITY, "cpu", rules, load(good))

    assert placed.device == good.device
    assert rules.kept == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Model(DeviceReport("cuda", "cpu", NOT_STARTED)), NOT_STARTED),
        (Model(DeviceReport("cuda", "cpu")), NOT_STARTED),
        (Model(DeviceReport("cuda", "cuda"), SelfTest(ok=False, count=2, worst=9.0, missed=1)), SELF_TEST),
        (Model(DeviceReport("cuda", "cuda"), ChildDied("worker", -11)), CRASHED),
        (Model(DeviceReport("cuda", "cuda"), RunFailed("out of GPU memory")), FAILED),
        (ChildDied("worker", -6), CRASHED),
        (ChildTimeout("worker", 120.0), CRASHED),
        (ModelOutOfMemory(1), FAILED),
    ],
)
def test_anything_else_falls_back_to_the_processor_says_why_and_is_remembered(
    answer: Any, reason: str
) -> None:
    rules, loader = Rules("cuda"), load(answer, CPU)

    placed = place(IDENTITY, "cuda", rules, loader)

    assert placed.loaded is CPU
    assert placed.device == DeviceReport("cuda", "cpu", reason)
    assert rules.kept == [("cuda", reason)]
    assert loader.asked == ["cuda", "cpu"]
    assert not isinstance(answer, Model) or answer.closed


def test_a_model_that_fails_on_the_processor_too_is_no_fault_of_the_device() -> None:
    rules = Rules("cuda")

    with pytest.raises(RunFailed):
        place(IDENTITY, "cuda", rules, load(RunFailed("x"), RunFailed("x")))

    assert rules.kept == []
