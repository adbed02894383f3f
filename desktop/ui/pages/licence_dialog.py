"""What can be taken out of a purchase: model file, licence, back-up, identity; and how to open them without Licet."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from desktop.core.changes import Progress
from desktop.core.errors import WalletLocked
from desktop.text import describe, mark, size, tr
from desktop.ui.dialogs import Dialog, choose_new_file
from desktop.ui.jobs import Job, JobControl
from desktop.ui.page import PageTools, Route
from desktop.ui.pages.identity_dialogs import IDENTITY_FILE, show_identity
from desktop.ui.secret_clipboard import SecretClipboard
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CopyButton, Label, Rule, Scroll, column, row
from desktop.ui.widgets.states import Banner, progress_text, show_progress

if TYPE_CHECKING:
    from desktop.services.licences import LicenceExporter, LicenceOffer

_HEIGHT = 80
STEPS = {
    "check": mark("Checking every byte"),
    "save": mark("Writing the file"),
    "verify": mark("Reading it back"),
    "copy": mark("Copying the file"),
}


class LicenceDialog(Dialog):
    """One row for each thing that can be saved, the progress of the large one, and the commands to open it."""

    def __init__(
        self,
        parent: QWidget,
        tools: PageTools,
        exporting: "LicenceExporter",
        purchase_id: str,
        clipboard: SecretClipboard,
    ) -> None:
        super().__init__(parent, tr("Licence files"))
        self.setObjectName("licence-dialog")
        self.setMinimumWidth(92 * GRID)
        self._tools, self._exporting, self._id, self._clipboard = tools, exporting, purchase_id, clipboard
        self._name = f"licet-{purchase_id}"
        self._job: Job | None = None
        self.model = SaveRow(tr("Model in one file"), tr("Save model…"), "licence-model", self._choose_model)
        self.licence = SaveRow(
            tr("Licence alone"), tr("Save licence…"), "licence-header", self._choose_licence
        )
        self.backup = SaveRow(tr("Back-up"), tr("Save back-up…"), "licence-backup", self._choose_backup)
        self.identity = SaveRow(tr("Age identity"), tr("Show…"), "licence-identity", self._show_identity)
        self.backup.say(
            tr(
                "With it the model file runs on another machine of yours, without a network. It holds what nodes may forget."
            )
        )
        self.identity.say(
            tr("The secret by which age tools open every licence file of this wallet. Rarely needed.")
        )
        self.progress = SavingBar(self.stop)
        self.note = Banner("success")
        self.note.button.clicked.connect(lambda _=False: self._unlock())
        self.help = OpeningHelp()
        body = QWidget()
        lines = column(body, spacing=2 * GRID)
        lines.setContentsMargins(0, 0, GRID, 0)
        lines.addWidget(
            Label(
                tr("They are yours to keep: with them the model can be opened without Licet."),
                "muted",
                wrap=True,
            )
        )
        for part in (self.model, self.licence, self.backup, self.identity, Rule(), self.help):
            lines.addWidget(part)
        lines.addStretch(1)
        self.parts = Scroll(body)
        self.lines.addWidget(self.parts, 1)
        for widget in (self.progress, self.note):
            widget.hide()
            self.lines.addWidget(widget)
        self.lines.addLayout(row(1, Button(tr("Close"), name="licence-close", clicked=self.accept)))
        self._wait()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        tools: PageTools,
        exporting: "LicenceExporter",
        purchase_id: str,
        clipboard: SecretClipboard,
    ) -> "LicenceDialog":
        """Open it, and read what there is to save."""
        dialog = cls(parent, tools, exporting, purchase_id, clipboard)
        dialog.resize(dialog.minimumWidth(), min(_HEIGHT * GRID, parent.window().height() - 4 * GRID))
        dialog.open()
        return dialog

    def save_model(self, path: Path) -> None:
        """Write licence and payload as one file; goes on, in the job drawer, if the dialog is closed."""
        self._start(
            lambda job: self._exporting.save_model(self._id, path, job.cancel, job.report),
            path,
            tr("Saving a model file"),
        )

    def save_licence(self, path: Path) -> None:
        """Write the age header."""
        self._start(lambda _job: self._exporting.save_licence(self._id, path), path)

    def save_backup(self, path: Path) -> None:
        """Write the purchase's back-up file."""
        self._start(lambda _job: self._exporting.save_backup(self._id, path), path)

    def stop(self) -> None:
        """End the saving; nothing stays under the file's name."""
        if self._job is not None:
            self._job.cancel()
        self._set_busy(busy=False)

    def _wait(self) -> None:
        for part in (self.model, self.licence):
            part.forbid("")
        self._tools.jobs.start(
            lambda _job: self._exporting.offer(self._id),
            lane="db",
            owner=self,
            done=self._offer,
            failed=self._nothing,
        )

    def _offer(self, offer: "LicenceOffer") -> None:
        self._name = offer.name
        self.licence.say(
            tr(
                "The age header of {size}. It opens the sealed file, wherever that comes from.",
                size=size(offer.licence_bytes),
            )
        )
        if offer.model_bytes is None:
            self.model.forbid(tr("The sealed file is not on this computer yet."))
        else:
            self.model.say(
                tr(
                    "Licence and model together, {size}. Any age tool opens it, also in years.",
                    size=size(offer.model_bytes),
                )
            )
        self.help.show_names(offer.name)

    def _nothing(self, error: BaseException) -> None:
        for part in (self.model, self.licence):
            part.forbid(describe(error).body)

    def _start(self, work: "Callable[[JobControl], object]", path: Path, title: str = "") -> None:
        self.note.hide()
        self._set_busy(busy=True)
        self.progress.begin(path.name, visible=bool(title))
        tools = self._tools

        def done(_: object) -> None:
            words = tr("Saved: {file}", file=path.name)
            if shiboken6.isValid(self):
                self._set_busy(busy=False)
                self._say("success", words)
            else:
                tools.toast("success", words)

        def failed(error: BaseException) -> None:
            if shiboken6.isValid(self):
                self._set_busy(busy=False)
                self._fail(error)
            else:
                tools.jobs.error_occurred.emit(error)

        def progressed(progress: Progress) -> None:
            if shiboken6.isValid(self):
                self.progress.report(progress)

        # Owned by nobody: a large file goes on being written when the dialog is closed, and says so at its end.
        self._job = tools.jobs.start(work, title=title, done=done, failed=failed, progressed=progressed)

    def _fail(self, error: BaseException) -> None:
        words = describe(error)
        self._say("danger", words.title, "\n".join(filter(None, (words.body, words.remedy))))
        if isinstance(error, WalletLocked):
            self.note.button.set_text(tr("Unlock"))
            self.note.button.show()

    def _say(self, tone: str, title: str, body: str = "") -> None:
        self.note.button.hide()
        self.note.say(tone, title, body)
        self.note.show()

    def _set_busy(self, *, busy: bool) -> None:
        for part in (self.model, self.licence, self.backup, self.identity):
            part.set_busy(busy=busy)
        if not busy:
            self.progress.hide()

    def _unlock(self) -> None:
        self.accept()
        self._tools.navigate(Route("unlock", f"order/{self._id}"))

    def _choose_model(self) -> None:
        self._choose(tr("Save the model file"), f"{self._name}.zip.age", self.save_model)

    def _choose_licence(self) -> None:
        self._choose(tr("Save the licence"), f"{self._name}.licence.age", self.save_licence)

    def _choose_backup(self) -> None:
        self._choose(tr("Save back-up"), f"{self._name}.licet.json", self.save_backup)

    def _choose(self, title: str, suggestion: str, then: Callable[[Path], None]) -> None:
        path = choose_new_file(self, title, suggestion)
        if path is not None:
            then(path)

    def _show_identity(self) -> None:
        show_identity(self, self._tools, self._exporting, self._clipboard)


class SaveRow(QWidget):
    """What it is, what for, and its button."""

    def __init__(self, title: str, action: str, name: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        self.text = Label("", "muted", wrap=True)
        self.button = Button(action, name=name, clicked=clicked)
        self.button.setMinimumWidth(18 * GRID)
        self._is_possible = True
        words = column(spacing=2)
        words.addWidget(Label(title, "strong"))
        words.addWidget(self.text)
        line = row(words, self.button, spacing=3 * GRID)
        line.setStretch(0, 1)
        self.setLayout(line)

    def say(self, text: str) -> None:
        """What for; it can be done."""
        self.text.setText(text)
        self._is_possible = True
        self.button.setEnabled(True)

    def forbid(self, text: str) -> None:
        """Why it cannot be done now."""
        self.text.setText(text)
        self._is_possible = False
        self.button.setEnabled(False)

    def set_busy(self, *, busy: bool) -> None:
        """While one thing is saved, no other can be."""
        self.button.setEnabled(self._is_possible and not busy)


class SavingBar(QWidget):
    """Which step, how much of it, and a way to stop."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self.step = Label("", "strong")
        self.amount = Label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of this step"))
        self.cancel = Button(tr("Cancel"), name="licence-cancel", clicked=stop)
        words = column(spacing=GRID)
        words.addLayout(row(self.step, 1, self.amount))
        words.addWidget(self.bar)
        line = row(words, self.cancel, spacing=3 * GRID)
        line.setStretch(0, 1)
        self.setLayout(line)

    def begin(self, name: str, *, visible: bool) -> None:
        """A file is being saved or added."""
        self.step.setText(name)
        self.amount.setText("")
        self.bar.setRange(0, 0)
        self.setVisible(visible)
        if visible and not self.cancel.hasFocus():
            self.cancel.setFocus()

    def report(self, progress: Progress) -> None:
        """How far it is."""
        if progress.step in STEPS:
            self.step.setText(tr(STEPS[progress.step]))
        self.amount.setText(progress_text(progress))
        show_progress(self.bar, progress)


class OpeningHelp(QWidget):
    """The commands that open the files with age, to be read and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.model, self.licence = Commands(), Commands()
        lines = column(self, spacing=GRID)
        lines.addWidget(Label(tr("Opening it without Licet"), "h3"))
        lines.addWidget(
            Label(
                tr(
                    "With age (age-encryption.org) or any tool that reads its files, and the age identity saved as {file}:",
                    file=IDENTITY_FILE,
                ),
                "muted",
                wrap=True,
            )
        )
        lines.addWidget(self.model)
        lines.addWidget(
            Label(
                tr("From the licence alone and the sealed file, {file}:", file="payload.age"),
                "muted",
                wrap=True,
            )
        )
        lines.addWidget(self.licence)
        self.show_names("model")

    def show_names(self, name: str) -> None:
        """The commands for files of this name."""
        opened = f"age -d -i {IDENTITY_FILE} -o sealed.zip"
        self.model.say(f"{opened} {name}.zip.age")
        self.licence.say(f"cat {name}.licence.age payload.age | {opened}")


class Commands(QFrame):
    """A line for a terminal, with its copy button."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("code")
        self.text = Label("", "mono", wrap=True, selectable=True)
        copy = CopyButton(self.text.text, tr("command"))
        line = row(self.text, copy)
        line.setStretch(0, 1)
        line.setContentsMargins(GRID + 4, 4, GRID, 4)
        self.setLayout(line)

    def say(self, command: str) -> None:
        """Show this one."""
        self.text.setText(command)
