"""Devices that models run on: what a machine has, what is installed for it, what was chosen, and what failed."""

from dataclasses import dataclass
from typing import Literal

from desktop.core.errors import EnvironmentFault

CPU = "cpu"
AUTOMATIC = "automatic"
PROVIDERS = ("cuda", "directml", "coreml", "rocm")
"""Beside the processor: NVIDIA; any GPU under Windows; Apple; AMD under Linux (by MIGraphX). In order of preference."""

Maker = Literal["nvidia", "amd", "intel", "apple", "other"]

NOT_IN_BUILD = "not-in-build"
NOT_STARTED = "not-started"
NOT_INSTALLED = "not-installed"
UNKNOWN_DEVICE = "unknown-device"
SELF_TEST = "self-test"
CRASHED = "crashed"
FAILED = "failed"
REASONS = (NOT_IN_BUILD, NOT_STARTED, NOT_INSTALLED, UNKNOWN_DEVICE, SELF_TEST, CRASHED, FAILED)
"""Why a model runs on the processor although another device was asked for (``DeviceReport.reason``)."""


@dataclass(frozen=True, slots=True)
class Graphics:
    """A graphics processor that this machine has, as the system tells without any driver being loaded."""

    maker: Maker
    name: str
    has_driver: bool

    @property
    def providers(self) -> tuple[str, ...]:
        """What could drive it, whatever the system."""
        return {
            "nvidia": ("cuda", "directml"),
            "amd": ("rocm", "directml"),
            "intel": ("directml",),
            "apple": ("coreml",),
            "other": (),
        }[self.maker]


@dataclass(frozen=True, slots=True)
class WheelPin:
    """One file of a worker environment: an exact wheel, by its SHA-256 in hex."""

    project: str
    version: str
    file: str
    size: int
    sha256: str


@dataclass(eq=False)
class PackageMismatch(EnvironmentFault):
    """A file is not the one that its pin names, or not what such a file must be; it was thrown away."""

    file: str
    origin: str


@dataclass(eq=False)
class PackageUnavailable(EnvironmentFault):
    """Nothing was named to fetch from, or it has not the files."""

    origin: str


PackageState = Literal["built-in", "installed", "unfinished", "absent", "unsupported"]


@dataclass(frozen=True, slots=True)
class ProviderPackage:
    """A provider as this app can have it here.

    Attributes:
        provider: One of ``PROVIDERS``.
        state: ``built-in``: nothing need be installed. ``unfinished``: part of it was fetched. ``unsupported``: there
            is no package for this system.
        engine: The version of onnxruntime in it.
        files: What would be fetched.
        installed_bytes: On the disk now.
    """

    provider: str
    state: PackageState
    engine: str = ""
    files: tuple[WheelPin, ...] = ()
    installed_bytes: int = 0

    @property
    def download_bytes(self) -> int:
        return sum(pin.size for pin in self.files)

    @property
    def is_usable(self) -> bool:
        return self.state in {"built-in", "installed"}


@dataclass(frozen=True, slots=True)
class DeviceFailure:
    """A version that did not run on a device: since when (Unix time) and why (one of ``REASONS``)."""

    device: str
    time: int
    reason: str


@dataclass(frozen=True, slots=True)
class DeviceOverview:
    """Everything that Settings shows; ``origin`` is the index or folder that packages are fetched from, if one is named."""

    graphics: tuple[Graphics, ...]
    packages: tuple[ProviderPackage, ...]
    chosen: str
    origin: str = ""

    @property
    def usable(self) -> tuple[str, ...]:
        """Providers that could be asked for now, best first."""
        return tuple(package.provider for package in self.packages if package.is_usable)


@dataclass(frozen=True, slots=True)
class DeviceStanding:
    """How a version stands with devices: the choice for it (empty: as in the settings), what that comes to, failures."""

    choice: str
    device: str
    usable: tuple[str, ...] = ()
    failures: tuple[DeviceFailure, ...] = ()
