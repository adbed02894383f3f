"""Devices in words: their names, why one was not used, and what stands where."""

from desktop.core.devices import (
    AUTOMATIC,
    CPU,
    CRASHED,
    FAILED,
    NOT_IN_BUILD,
    NOT_INSTALLED,
    NOT_STARTED,
    SELF_TEST,
    UNKNOWN_DEVICE,
    Graphics,
    ProviderPackage,
)
from desktop.core.runs import DeviceReport
from desktop.text import mark, size, tr, trn

_NAMES = {
    CPU: mark("Processor (CPU)"),
    AUTOMATIC: mark("The fastest that works"),
    "cuda": mark("NVIDIA GPU (CUDA)"),
    "directml": mark("GPU (DirectML)"),
    "coreml": mark("Apple GPU (CoreML)"),
    "rocm": mark("AMD GPU (ROCm)"),
}
_REASONS = {
    NOT_IN_BUILD: mark("What this device needs is not installed."),
    NOT_INSTALLED: mark("What this device needs is not installed."),
    NOT_STARTED: mark("The device could not be started: its driver may be missing, or too old."),
    UNKNOWN_DEVICE: mark("Licet knows no such device."),
    SELF_TEST: mark("The model's own test vectors did not come out there, so its answers would be wrong."),
    CRASHED: mark("The model's process ended while it used the device."),
    FAILED: mark("The model could not be loaded or run there."),
}
_MAKERS = {"nvidia": "NVIDIA", "amd": "AMD", "intel": "Intel", "apple": "Apple", "other": ""}
PACKAGE_STATES = {
    "built-in": (mark("Built in"), "success"),
    "installed": (mark("Installed"), "success"),
    "unfinished": (mark("Not finished"), "warning"),
    "absent": (mark("Not installed"), "neutral"),
    "unsupported": (mark("Not for this system"), "neutral"),
}


def device_name(device: str) -> str:
    """A device in words; one that is not known by its id."""
    known = _NAMES.get(device)
    return tr(known) if known else device


def reason_text(reason: str) -> str:
    """Why a model is not run where it was wanted; what is not known, as it is."""
    known = _REASONS.get(reason)
    return tr(known) if known else reason


def placement_text(report: DeviceReport) -> str:
    """Where the operators of a model are computed; empty where all are where they should be, or nobody knows."""
    if not report.on_cpu:
        return ""
    return trn(
        "One of its {all} operators is computed by the processor all the same.",
        "{n} of its {all} operators are computed by the processor all the same.",
        report.on_cpu,
        all=f"{report.nodes:,}",
    )


def graphics_text(graphics: Graphics) -> str:
    """A graphics processor by its maker and name."""
    maker = _MAKERS[graphics.maker]
    name = graphics.name or tr("Graphics processor")
    known = name if not maker or name.lower().startswith(maker.lower()) else f"{maker} {name}"
    return known if graphics.has_driver else tr("{name} (its driver is not loaded)", name=known)


def package_text(package: ProviderPackage) -> str:
    """What a package is and what it takes."""
    match package.state:
        case "built-in":
            return tr("Part of Licet, nothing to install.")
        case "installed":
            return tr(
                "onnxruntime {version}, {size} on the disk.",
                version=package.engine,
                size=size(package.installed_bytes),
            )
        case "unfinished":
            return tr(
                "{done} of {total} are here. Installing goes on from there.",
                done=size(package.installed_bytes),
                total=size(package.download_bytes),
            )
        case "absent":
            return trn(
                "onnxruntime {version}: one file, {size} to fetch.",
                "onnxruntime {version}: {n} files, {size} to fetch.",
                len(package.files),
                version=package.engine,
                size=size(package.download_bytes),
            )
        case "unsupported":
            return tr("There is no package of it for this system.")
