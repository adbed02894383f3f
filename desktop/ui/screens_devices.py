"""Pictures of fit before paying, devices and run records."""

import threading
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from desktop.core.devices import DeviceFailure, PackageMismatch
from desktop.core.errors import DatabaseBusy
from desktop.core.fit import Fit
from desktop.core.run_exports import RunRecordAltered
from desktop.core.runs import DeviceReport, SandboxLevel
from desktop.ui import showcase_devices as devices
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_records import history
from desktop.ui.showcase_results import picture_result
from desktop.ui.waiting import wait_until

_LISTING, _RUN, _RECORDS, _SETTINGS = (
    Route("listing", "1"),
    Route("run", "digits"),
    Route("records", "digits"),
    Route("settings"),
)


def device_scenes(full: Prepare, press: Callable[[str], Act]) -> tuple[Scene, ...]:
    """The scenes, over a full library."""

    def on(prepare: Prepare) -> Prepare:
        def both(show: Showcase) -> None:
            full(show)
            prepare(show)

        return both

    return (
        Scene("fit-not-tried", _LISTING, act=_scroll_to("fit-try")),
        Scene("fit-trying", _LISTING, _hold("fitting.try_here"), _then(_scroll_to("fit-try"), press("fit-try")), settles=False),
        Scene("fit-runs", _LISTING, _fit(devices.FIT), _scroll_to("fit-try")),
        Scene("fit-too-large", _LISTING, _fit(Fit("memory")), _scroll_to("fit-try")),
        Scene("fit-unclear", _LISTING, _fit(Fit("unclear", detail="[ONNXRuntimeError] : 2 : INVALID_ARGUMENT")), _scroll_to("fit-try")),
        Scene("fit-compared", _LISTING, _compared, _scroll_to("fit-try")),
        Scene("run-compared", _RUN, on(_compared)),
        Scene("run-fallback", _RUN, on(_fallback)),
        Scene("run-not-tried-again", _RUN, on(_remembered)),
        Scene("run-on-gpu", _RUN, on(_on_gpu)),
        Scene("settings-devices", _SETTINGS, _gpu, _scroll_to("install-cuda")),
        Scene("settings-devices-none", _SETTINGS, act=_scroll_to("install-cuda")),
        Scene("settings-devices-install", _SETTINGS, _gpu, _then(_scroll_to("install-cuda"), press("install-cuda"))),
        Scene("settings-devices-installing", _SETTINGS, _installing, _then(_scroll_to("install-cuda"), _install(press)), settles=False),
        Scene("settings-devices-mismatch", _SETTINGS, _mismatch, _then(_scroll_to("install-cuda"), _install(press))),
        Scene("settings-devices-installed", _SETTINGS, _installed, _scroll_to("remove-cuda")),
        Scene("records", _RECORDS, on(_history), _choose(0)),
        Scene("records-compared", _RECORDS, on(_history), _choose(1, 3)),
        Scene("records-other", _RECORDS, on(_history), _choose(2, 3)),
        Scene("records-pictures", _RECORDS, on(_pictures), _choose(0, 1)),
        Scene("records-old", _RECORDS, on(_history), _choose(4)),
        Scene("records-files", _RECORDS, on(_history), _then(_choose(2), press("record-repeat"))),
        Scene("records-export", _RECORDS, on(_history), _then(_choose(0), press("record-export"))),
        Scene("records-empty", _RECORDS, full),
        Scene("records-error", _RECORDS, on(_fails)),
        Scene("records-altered", _RECORDS, on(_altered), _check),
        Scene("records-200", _RECORDS, on(_history), _choose(0), scale=2.0),
    )  # fmt: skip


def _then(*acts: Act) -> Act:
    def act(window: MainWindow) -> None:
        for one in acts:
            one(window)

    return act


def _hold(name: str) -> Prepare:
    def prepare(show: Showcase) -> None:
        show.gate.held[name] = threading.Event()

    return prepare


def _fit(fit: Fit) -> Prepare:
    def prepare(show: Showcase) -> None:
        show.fitting.fit = fit

    return prepare


def _compared(show: Showcase) -> None:
    show.fitting.fit = devices.FIT
    show.fitting.seen = (devices.seen(19.1, 214_000_000), devices.seen(33.8, 252_000_000, 86400))


def _gpu(show: Showcase) -> None:
    show.devices.graphics = (devices.RTX,)


def _installing(show: Showcase) -> None:
    _gpu(show)
    show.devices.origin = "https://packages.example.org/simple"
    show.gate.held["devices.install"] = threading.Event()


def _mismatch(show: Showcase) -> None:
    _gpu(show)
    show.devices.origin = "https://packages.example.org/simple"
    show.gate.faults["devices.install"] = PackageMismatch(
        "onnxruntime_gpu-1.31.1.whl", "packages.example.org"
    )


def _installed(show: Showcase) -> None:
    _gpu(show)
    show.devices.packages = (devices.cuda("installed"), *devices.NONE, devices.ROCM)


def _fallback(show: Showcase) -> None:
    _installed(show)
    show.running.device = DeviceReport("cuda", "cpu", "not-started")
    show.devices.failures = (DeviceFailure("cuda", values.NOW - 20, "not-started"),)


def _remembered(show: Showcase) -> None:
    _installed(show)
    show.devices.failures = (DeviceFailure("cuda", values.NOW - 86400 * 3, "self-test"),)


def _on_gpu(show: Showcase) -> None:
    _installed(show)
    show.devices.choice = "cuda"
    show.running.device = DeviceReport("cuda", "cuda", "", 240, 28)
    show.running.level = SandboxLevel("gpu", ("landlock-files", "seccomp", "no_new_privs"))


def _history(show: Showcase) -> None:
    history(show.records)


def _pictures(show: Showcase) -> None:
    from desktop.ui.showcase_records import detail, record

    one = picture_result("depth")
    pixels = bytearray(one.pictures[-1].rgba)
    for at in range(0, len(pixels), 4 * 37):
        pixels[at] ^= 24
    other = replace(one, pictures=(*one.pictures[:-1], replace(one.pictures[-1], rgba=bytes(pixels))))
    note = detail(model="Depth", params={})
    show.records.add(record(1, one, detail=note), one)
    show.records.add(record(2, other, detail=note, device="cuda"), other)


def _fails(show: Showcase) -> None:
    show.gate.faults["run_records.page"] = DatabaseBusy("licet.db")


def _altered(show: Showcase) -> None:
    history(show.records)
    show.gate.faults["run_records.check"] = RunRecordAltered()


def _choose(*rows: int) -> Act:
    def act(window: MainWindow) -> None:
        from desktop.ui.pages.records import RecordsPage

        page = window.page
        if isinstance(page, RecordsPage):
            page.select(list(rows))
            quiet = 0

            def is_shown() -> bool:
                nonlocal quiet
                quiet += 1
                return quiet > 8 and page.jobs.is_idle

            wait_until(is_shown, "the record")

    return act


def _check(window: MainWindow) -> None:
    from pathlib import Path

    from desktop.ui.pages.records import RecordsPage

    if isinstance(window.page, RecordsPage):
        window.page.check_file(Path(__file__))


def _install(press: Callable[[str], Act]) -> Act:
    def act(window: MainWindow) -> None:
        press("install-cuda")(window)
        button = window.findChild(QPushButton, "install-confirm")
        if button is not None:
            button.click()

    return act


def _scroll_to(name: str) -> Act:
    """Bring a part of the page into sight."""

    def act(window: MainWindow) -> None:
        from desktop.ui.widgets.basic import Scroll

        page = window.page
        button = page.findChild(QPushButton, name) if page is not None else None
        if page is None or button is None:
            return
        for scroll in page.findChildren(Scroll):
            if scroll.isAncestorOf(button):
                scroll.ensureWidgetVisible(button, 0, 240)

    return act
