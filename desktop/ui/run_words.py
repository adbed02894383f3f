"""A run in words: how long it took, and on which device."""

from desktop.core.runs import DeviceReport, RunResult
from desktop.text import duration, tr
from desktop.ui.widgets.states import Banner


def run_time(seconds: float) -> str:
    """How long a run took, with as many digits as mean something."""
    return tr("{n} ms", n=f"{seconds * 1000:.3g}") if seconds < 1 else duration(seconds)


def took(result: RunResult) -> str:
    """How long a run took, and where."""
    return tr("{time} on {device}", time=run_time(result.seconds), device=result.device.used.upper())


def device_banner(report: DeviceReport) -> Banner:
    """Says that another device than the one asked for was used, and why."""
    asked, used = report.asked.upper(), report.used.upper()
    return Banner("warning", tr("Ran on {used}, not on {asked}", used=used, asked=asked), report.reason)
