"""Opening a model on the device that was asked for, proving that it runs there, and falling back to the processor."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core.devices import CPU, CRASHED, FAILED, NOT_STARTED, SELF_TEST
from desktop.core.errors import ChildDied, ChildTimeout, EnvironmentFault
from desktop.core.runs import DeviceReport
from desktop.services.opening import LoadedModel

log = logging.getLogger("licet.devices")


class DeviceRules(Protocol):
    """``services.devices.DeviceService``, as far as opening goes."""

    def device_of(self, identity: bytes, asked: str = "") -> str: ...
    def failed(self, identity: bytes, device: str, reason: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """A model that is loaded, and where; ``device.reason`` says why it is not where it was wanted."""

    loaded: LoadedModel
    device: DeviceReport


def place(identity: bytes, asked: str, rules: DeviceRules, load: Callable[[str], LoadedModel]) -> Placed:
    """Load a model where it should run.

    On another device than the processor nothing is believed: the engine's own report of the provider in use must name
    it, and the package's test vectors must come out there. Else the failure is remembered for this version and device,
    and the model is loaded for the processor.

    Args:
        identity: Of the version.
        asked: The device of the settings; the version's own choice goes first.
        rules: Which device to ask for.
        load: Unseals and loads, in a fresh worker.
    """
    wanted = rules.device_of(identity, asked)
    if wanted == CPU:
        return Placed(load(CPU), DeviceReport(CPU, CPU))
    reason = ""
    try:
        loaded = load(wanted)
    except (ChildDied, ChildTimeout):
        reason = CRASHED
    except EnvironmentFault as error:
        log.info("loading on %s: %s", wanted, type(error).__name__)
        reason = FAILED
    else:
        report, reason = loaded.device, _trouble(loaded, wanted)
        if not reason:
            return Placed(loaded, report)
        loaded.close()
    placed = Placed(load(CPU), DeviceReport(wanted, CPU, reason))
    rules.failed(
        identity, wanted, reason
    )  # kept only once the processor has shown that the model itself is sound
    return placed


def _trouble(loaded: LoadedModel, wanted: str) -> str:
    """Why a loaded model cannot be trusted on its device; empty where it can."""
    report = loaded.device
    if report.used != wanted:
        return report.reason or NOT_STARTED
    try:
        return "" if loaded.self_test().ok else SELF_TEST
    except (ChildDied, ChildTimeout):
        return CRASHED
    except EnvironmentFault as error:
        log.info("self-test on %s: %s", wanted, type(error).__name__)
        return FAILED
