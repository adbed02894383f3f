"""The showcase's devices and trials: nothing is fetched or run."""

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.devices import (
    CPU,
    DeviceFailure,
    DeviceOverview,
    DeviceStanding,
    Graphics,
    ProviderPackage,
    WheelPin,
)
from desktop.core.fit import Figures, Fit, FitHistory, Observation
from desktop.core.packages import Manifest
from desktop.core.runs import DeviceReport
from desktop.services.fitting import FitLook, FitService
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, SettingsKept

ESTIMATE = Figures(212.0, 24.4, 18.2, 210_000_000)
FIT = Fit("runs", ESTIMATE, DeviceReport(CPU, CPU), "samples/digit-3.png", ("data-dependent",))
RTX = Graphics("nvidia", "NVIDIA GeForce RTX 4070", has_driver=True)
_PINS = tuple(
    WheelPin(project, "1", f"{project}.whl", size, "ab" * 32)
    for project, size in (
        ("onnxruntime-gpu", 255_560_985), ("nvidia-cublas", 444_289_903), ("nvidia-cudnn-cu13", 516_782_127),
        ("nvidia-cufft", 165_072_555), ("nvidia-curand", 77_113_015), ("nvidia-cuda-nvrtc", 58_185_930),
    )
)  # fmt: skip


def cuda(state: str) -> ProviderPackage:
    """CUDA in a state."""
    there = {"installed": 2_521_509_371, "unfinished": 612_000_000}.get(state, 0)
    return ProviderPackage("cuda", state, "1.31.1", _PINS, there)  # type: ignore[arg-type]


ROCM = ProviderPackage(
    "rocm", "absent", "1.27.1", (WheelPin("onnxruntime-migraphx", "1", "x.whl", 21_462_548, ""),)
)
NONE = (ProviderPackage("directml", "unsupported"), ProviderPackage("coreml", "unsupported"))


def seen(run_ms: float, memory_bytes: int, age_s: int = 3600, runs: int = 12) -> Observation:
    """A model that was open some time ago."""
    return Observation(
        values.NOW - age_s, Figures(230.0, run_ms * 1.3, run_ms, memory_bytes), runs, CPU, ESTIMATE
    )


@dataclass
class Fitting:
    gate: Gate
    publish: Publish
    fit: Fit | None = None
    answer: Fit = FIT
    seen: tuple[Observation, ...] = ()
    elsewhere: int = 0
    was_here: bool = False
    tried: list[bytes] = field(default_factory=list)

    def look(self, identity: bytes) -> FitLook:
        self.gate.pass_through("fitting.look")
        return FitLook(self.history(identity), self.was_here)

    def history(self, _identity: bytes) -> FitHistory:
        return FitHistory(self.fit, self.seen, self.elsewhere)

    def tries_unasked(self, look: FitLook, manifest: Manifest) -> bool:
        return FitService.tries_unasked(look, manifest)

    def try_here(self, identity: bytes, cancel: CancelToken) -> Fit:
        self.tried.append(identity)
        self.gate.pass_through("fitting.try_here", cancel)
        self.fit = self.answer
        self.publish(Change(Topic.FIT, identity.hex()))
        return self.fit


@dataclass
class Devices:
    gate: Gate
    settings: SettingsKept
    publish: Publish
    graphics: tuple[Graphics, ...] = ()
    packages: tuple[ProviderPackage, ...] = (cuda("absent"), *NONE, ROCM)
    origin: str = ""
    choice: str = ""
    failures: tuple[DeviceFailure, ...] = ()
    done: list[tuple[str, str]] = field(default_factory=list)

    def overview(self) -> DeviceOverview:
        self.gate.pass_through("devices.overview")
        return DeviceOverview(self.graphics, self.packages, self.settings.get().device, self.origin)

    def standing(self, _identity: bytes) -> DeviceStanding:
        usable = tuple(package.provider for package in self.packages if package.is_usable)
        return DeviceStanding(self.choice, self.choice or CPU, usable, self.failures)

    def choose(self, identity: bytes, device: str) -> None:
        self.choice = device
        self.publish(Change(Topic.DEVICES, identity.hex()))

    def try_again(self, identity: bytes, device: str) -> None:
        self.failures = tuple(one for one in self.failures if one.device != device)
        self.done.append(("try again", device))
        self.publish(Change(Topic.DEVICES, identity.hex()))

    def set_origin(self, origin: str) -> None:
        self.origin = origin

    def install(self, provider: str, cancel: CancelToken, progress: Callable[[Progress], None]) -> None:
        progress(Progress(provider, "fetch", 612_000_000, 1_566_151_030))
        self.gate.pass_through("devices.install", cancel)
        self.packages = (cuda("installed"), *NONE, ROCM)
        self.done.append(("install", provider))
        self.publish(Change(Topic.DEVICES))

    def remove(self, provider: str) -> None:
        self.packages = (cuda("absent"), *NONE, ROCM)
        self.done.append(("remove", provider))
        self.publish(Change(Topic.DEVICES))
