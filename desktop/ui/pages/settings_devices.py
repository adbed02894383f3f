"""Settings, devices: what this machine has, what is installed for it, and what models run on by default."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from desktop.core.changes import Change, Progress, Topic
from desktop.core.devices import AUTOMATIC, CPU, DeviceOverview, ProviderPackage
from desktop.text import describe, size, tr, trn
from desktop.ui.device_words import PACKAGE_STATES, device_name, graphics_text, package_text
from desktop.ui.dialogs import ConfirmDialog, Dialog, choose_folder
from desktop.ui.jobs import Job, JobControl
from desktop.ui.page import PageTools
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, Choice, Label, Rule, clear, column, row
from desktop.ui.widgets.states import Banner, progress_text, show_progress

if TYPE_CHECKING:
    from desktop.services.devices import DeviceService
    from desktop.services.settings import SettingsService


class DevicesCard(Card):
    """Nothing is fetched before the person says yes to its size and origin."""

    def __init__(self, tools: PageTools, devices: "DeviceService", settings: "SettingsService") -> None:
        super().__init__(spacing=2 * GRID)
        self._tools, self._devices, self._settings = tools, devices, settings
        self.overview: DeviceOverview | None = None
        self._job: Job | None = None
        self._busy = ""
        self.device = Choice(tr("Run models on"), "settings-device")
        self.device.setMinimumWidth(26 * GRID)
        self.device.activated.connect(lambda _: self._save())
        self.machine = Label("", "muted", wrap=True)
        self.machine.setObjectName("devices-machine")
        self.rows = column(spacing=2 * GRID)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.progress = Label("", "small")
        self.stop = Button(tr("Stop"), name="devices-stop", clicked=self._stop)
        self.working = QWidget()
        work_line = row(self.bar, self.progress, self.stop, spacing=GRID + 4)
        work_line.setStretch(0, 1)
        self.working.setLayout(work_line)
        self.working.hide()
        self.note = Banner("danger")
        self.note.hide()
        words = tr(
            "Models run on the processor, in the strictest sandbox. A graphics processor may be faster; its driver is then in reach of the model, so the walls are lower."
        )
        self.column.addWidget(Label(tr("Devices"), "h3"))
        self.column.addWidget(Label(words, "muted", wrap=True))
        self.column.addLayout(row(Label(tr("Run models on")), 1, self.device))
        self.column.addWidget(Rule())
        self.column.addWidget(Label(tr("This computer has"), "strong"))
        self.column.addWidget(self.machine)
        self.column.addLayout(self.rows)
        self.column.addWidget(self.working)
        self.column.addWidget(self.note)
        tools.bus.changed.connect(self._changed)
        self.reload()

    def reload(self) -> None:
        """Look again."""
        self._tools.jobs.start(
            lambda _job: self._devices.overview(),
            owner=self,
            done=self._draw,
            failed=self.note.show_error,
        )

    def _changed(self, change: Change) -> None:
        if change.topic in {Topic.DEVICES, Topic.SETTINGS}:
            self.reload()

    def _draw(self, overview: DeviceOverview) -> None:
        self.overview = overview
        found = [graphics_text(graphics) for graphics in overview.graphics]
        self.machine.setText(
            "\n".join(found) if found else tr("No graphics processor that models could run on.")
        )
        self.device.clear()
        for device in dict.fromkeys((CPU, AUTOMATIC, *overview.usable, overview.chosen)):
            self.device.addItem(device_name(device), device)
        self.device.setCurrentIndex(max(self.device.findData(overview.chosen), 0))
        clear(self.rows)
        wanted = {provider for graphics in overview.graphics for provider in graphics.providers}
        for package in overview.packages:
            if package.state != "unsupported":
                self.rows.addWidget(self._row(package, is_wanted=package.provider in wanted))

    def _row(self, package: ProviderPackage, *, is_wanted: bool) -> QWidget:
        words = column(spacing=2)
        badge = Badge(tr(PACKAGE_STATES[package.state][0]), PACKAGE_STATES[package.state][1])
        words.addLayout(row(Label(device_name(package.provider), "strong"), badge, 1))
        told = package_text(package)
        if not is_wanted and not package.is_usable:
            told = tr("{package} This computer has no such device.", package=told)
        words.addWidget(Label(told, "muted", wrap=True))
        line = row(words, spacing=2 * GRID)
        line.setStretch(0, 1)
        is_busy = self._job is not None
        if package.state in {"absent", "unfinished"}:
            text = tr("Install") if package.state == "absent" else tr("Go on")
            button = Button(text, "secondary" if is_wanted else "ghost", name=f"install-{package.provider}")
            button.clicked.connect(lambda _=False, package=package: self._ask_install(package))
            button.setEnabled(not is_busy)
            line.addWidget(button)
        if package.state in {"installed", "unfinished"}:
            button = Button(tr("Remove"), icon="trash-2", name=f"remove-{package.provider}")
            button.clicked.connect(lambda _=False, package=package: self._ask_remove(package))
            button.setEnabled(not is_busy)
            line.addWidget(button)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _save(self) -> None:
        device = str(self.device.currentData())
        self._tools.jobs.start(
            lambda _job: self._settings.change(device=device),
            lane="db",
            owner=self,
            failed=lambda error: self._tools.toast("danger", describe(error).title),
        )

    def _ask_install(self, package: ProviderPackage) -> None:
        origin = self.overview.origin if self.overview is not None else ""
        InstallDialog.ask_for(
            self,
            package,
            origin,
            lambda named: self._install(package.provider, named if named != origin else None),
        )

    def _install(self, provider: str, origin: str | None) -> None:
        """``origin`` is another one than before."""

        def work(job: JobControl) -> None:
            if origin is not None:
                self._devices.set_origin(origin)
            self._devices.install(provider, job.cancel, job.report)

        self.note.hide()
        self._job = self._tools.jobs.start(
            work,
            title=tr("Installing {device}", device=device_name(provider)),
            owner=self,
            done=lambda _: self._settled(),
            failed=self._failed,
            progressed=self._progressed,
        )
        self.bar.setRange(0, 0)
        self.progress.setText("")
        self.working.show()
        if self.overview is not None:
            self._draw(self.overview)

    def _progressed(self, progress: Progress) -> None:
        show_progress(self.bar, progress)
        words = progress_text(progress)
        self.progress.setText(tr("Unpacking {part}", part=words) if progress.step == "unpack" else words)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._settled()

    def _settled(self) -> None:
        self._job = None
        self.working.hide()
        self.reload()

    def _failed(self, error: BaseException) -> None:
        self._settled()
        self.note.show_error(error)

    def _ask_remove(self, package: ProviderPackage) -> None:
        provider = package.provider
        words = tr(
            "{size} are given back. Models run on the processor until it is installed again.",
            size=size(package.installed_bytes),
        )
        ConfirmDialog.ask(
            self,
            tr("Remove {device}?", device=device_name(provider)),
            (words,),
            confirm=tr("Remove"),
            then=lambda: self._tools.jobs.start(
                lambda _job: self._devices.remove(provider), owner=self, failed=self._failed
            ),
        )


class InstallDialog(Dialog):
    """Size and origin in words, before a byte is fetched."""

    def __init__(self, parent: QWidget, package: ProviderPackage, origin: str) -> None:
        super().__init__(parent, tr("Install {device}?", device=device_name(package.provider)))
        self.setObjectName("install-dialog")
        self.origin = QLineEdit(origin)
        self.origin.setObjectName("install-origin")
        self.origin.setAccessibleName(tr("Fetched from"))
        self.origin.setPlaceholderText(tr("Address of a Python package index, or a folder"))
        self.confirm = Button(tr("Fetch and install"), "primary", name="install-confirm", clicked=self.accept)
        self.folder = Button(
            tr("Choose a folder"), "ghost", icon="folder-open", name="install-folder", clicked=self._choose
        )
        sentences = (
            trn(
                "One file, {size}, is fetched and unpacked into Licet's data folder. Nothing else on this computer is changed.",
                "{n} files, {size} together, are fetched and unpacked into Licet's data folder. Nothing else on this computer is changed.",
                len(package.files),
                size=size(package.download_bytes - package.installed_bytes),
            ),
            tr(
                "They are onnxruntime {version} and what it needs, as their makers published them: {list}. Each must have the fingerprint that came with Licet; whatever has not is thrown away.",
                version=package.engine,
                list=", ".join(dict.fromkeys(pin.project for pin in package.files)),
            ),
            tr("The driver itself is not in it: it is part of your system."),
        )
        for sentence in sentences:
            self.lines.addWidget(Label(sentence, "body", wrap=True))
        self.lines.addWidget(Label(tr("Fetched from"), "strong"))
        self.lines.addWidget(self.origin)
        self.lines.addLayout(row(self.folder, 1, Button(tr("Cancel"), clicked=self.reject), self.confirm))
        self.origin.textChanged.connect(lambda _: self._look())
        self._look()

    @classmethod
    def ask_for(
        cls, parent: QWidget, package: ProviderPackage, origin: str, then: Callable[[str], object]
    ) -> "InstallDialog":
        """Open it; ``then`` gets the origin if the person agrees."""
        dialog = cls(parent, package, origin)
        dialog.accepted.connect(lambda: then(dialog.origin.text().strip()))
        dialog.open()
        return dialog

    def _look(self) -> None:
        self.confirm.setEnabled(bool(self.origin.text().strip()))

    def _choose(self) -> None:
        if folder := choose_folder(self, tr("Choose a folder")):
            self.take_folder(folder)

    def take_folder(self, folder: Path) -> None:
        """A folder with the files, fetched elsewhere."""
        self.origin.setText(str(folder))
