"""Where an open model runs, why there, what to do about it, and how it does beside what was estimated."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.core.devices import CPU, DeviceFailure, DeviceStanding
from desktop.core.fit import FitHistory
from desktop.core.runs import DeviceReport
from desktop.text import tr
from desktop.ui.device_words import device_name, placement_text, reason_text
from desktop.ui.fit_words import compared_text, worst_text
from desktop.ui.page import PageTools
from desktop.ui.phrases import date_time
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Choice, ElidedLabel, Label, column, plain_tip, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.devices import DeviceService
    from desktop.services.fitting import FitService
    from desktop.services.running import OpenModel


class RunPlace(QWidget):
    """A line below the tabs, and a banner where the model is not where it was wanted."""

    reopen_asked = Signal()
    """The model must be loaded again: another device was chosen, or one is to be tried again."""

    def __init__(self, tools: PageTools, devices: "DeviceService", fitting: "FitService") -> None:
        super().__init__()
        self._tools, self._devices, self._fitting = tools, devices, fitting
        self._identity = b""
        self._report = DeviceReport(CPU, CPU)
        self._failure: DeviceFailure | None = None
        self.choice = Choice(tr("Run this model on"), "run-device")
        self.choice.setMinimumWidth(26 * GRID)
        self.choice.activated.connect(lambda _: self._choose())
        self.seen = ElidedLabel("", "small")
        self.seen.setObjectName("run-seen")
        self.banner = Banner("warning", action=tr("Try again"))
        self.banner.button.clicked.connect(lambda _=False: self._try_again())
        lines = column(self, spacing=GRID)
        line = row(Label(tr("Runs on"), "muted"), self.choice, self.seen, spacing=GRID + 4)
        line.setStretch(2, 1)
        lines.addLayout(line)
        lines.addWidget(self.banner)
        self.hide()
        tools.bus.changed.connect(self._changed)

    def show_model(self, model: "OpenModel") -> None:
        """The model that was just opened."""
        self._identity = bytes.fromhex(model.identity)
        self._report = model.device
        self.seen.setText("")
        self.banner.hide()
        self.show()
        self._reload()

    def _changed(self, change: Change) -> None:
        if change.topic in {Topic.FIT, Topic.DEVICES} and change.key in {"", self._identity.hex()}:
            self._reload()

    def _reload(self) -> None:
        wanted = self._identity
        if wanted:
            self._tools.jobs.start(
                lambda _job: (self._devices.standing(wanted), self._fitting.history(wanted)),
                lane="db",
                owner=self,
                done=lambda found: self._draw(*found) if wanted == self._identity else None,
            )

    def _draw(self, standing: DeviceStanding, history: FitHistory) -> None:
        self.choice.clear()
        self.choice.addItem(tr("As in the settings"), "")
        for device in (CPU, *standing.usable):
            self.choice.addItem(device_name(device), device)
        if standing.choice and self.choice.findData(standing.choice) < 0:
            self.choice.addItem(device_name(standing.choice), standing.choice)
        self.choice.setCurrentIndex(max(self.choice.findData(standing.choice), 0))
        words = [tr("now on {device}", device=device_name(self._report.used))]
        words += filter(None, [placement_text(self._report)])
        if history.last is not None:
            words.append(compared_text(history.last))
            self.seen.setToolTip(plain_tip(worst_text(history)))
        self.seen.setText("  ·  ".join(words))
        self._warn(standing)

    def _warn(self, standing: DeviceStanding) -> None:
        """Not where it was wanted, now or since an earlier failure."""
        report = self._report
        self._failure = next((one for one in standing.failures if one.device != report.used), None)
        if report.reason:
            used, asked = device_name(report.used), device_name(report.asked)
            title = tr("Runs on {used}, not on {asked}", used=used, asked=asked)
            self.banner.say("warning", title, reason_text(report.reason))
        elif self._failure is not None:
            title = tr("{device} is not tried for this model", device=device_name(self._failure.device))
            words = tr("It failed on {time}.", time=date_time(self._failure.time))
            self.banner.say("info", title, "\n".join((words, reason_text(self._failure.reason))))
        self.banner.button.setVisible(self._failure is not None)
        self.banner.setVisible(bool(report.reason) or self._failure is not None)

    def _choose(self) -> None:
        wanted, device = self._identity, str(self.choice.currentData())
        self._tools.jobs.start(
            lambda _job: self._devices.choose(wanted, device),
            lane="db",
            owner=self,
            done=lambda _: self.reopen_asked.emit(),
        )

    def _try_again(self) -> None:
        wanted, failure = self._identity, self._failure
        if failure is not None:
            self._tools.jobs.start(
                lambda _job: self._devices.try_again(wanted, failure.device),
                lane="db",
                owner=self,
                done=lambda _: self.reopen_asked.emit(),
            )
