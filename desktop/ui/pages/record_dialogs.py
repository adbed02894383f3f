"""Dialogs of the records: choosing the files of a run again, and what a checked file says."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.run_records import InputNote
from desktop.core.runs import RunInput
from desktop.services.run_records import CheckedRecord, Repeat
from desktop.text import describe, tr
from desktop.ui.device_words import device_name
from desktop.ui.dialogs import Dialog, choose_file
from desktop.ui.phrases import date_time
from desktop.ui.record_words import input_text, short_digest
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Icon, Label, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner

FromFile = Callable[[InputNote, Path], RunInput]


class FilesDialog(Dialog):
    """One line for each file that the run was made on; a file counts only if its digest is the same."""

    def __init__(
        self, parent: QWidget, repeat: Repeat, from_file: FromFile, then: Callable[[Repeat], object]
    ) -> None:
        super().__init__(parent, tr("Choose the input again"))
        self.setObjectName("files-dialog")
        self._from_file, self._then = from_file, then
        self._inputs: dict[str, RunInput] = dict(repeat.inputs)
        self._missing = {note.name: note for note in repeat.missing}
        words = tr("The file itself was not kept. Licet knows its digest, and takes no other file for it.")
        self.lines.addWidget(Label(words, "body", wrap=True))
        self.fault = Banner("danger")
        self.fault.hide()
        for note in repeat.missing:
            self.lines.addLayout(self._line(note))
        self.lines.addWidget(self.fault)
        self.confirm = Button(tr("Repeat"), "primary", name="files-confirm", clicked=self._confirm)
        self.confirm.setEnabled(False)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), self.confirm))

    @classmethod
    def ask_for(
        cls, parent: QWidget, repeat: Repeat, from_file: FromFile, then: Callable[[Repeat], object]
    ) -> "FilesDialog":
        """Open it; ``then`` gets the inputs when all are there."""
        dialog = cls(parent, repeat, from_file, then)
        dialog.open()
        return dialog

    def _line(self, note: InputNote) -> QHBoxLayout:
        tick = Icon("circle-dashed", "muted", 20)
        choose = Button(tr("Choose a file"), icon="folder-open", name=f"file-{note.name}")
        choose.clicked.connect(lambda _=False: self._choose(note, tick))
        line = row(tick, Label(input_text(note), "body", wrap=True), choose, spacing=GRID + 4)
        line.setStretch(1, 1)
        return line

    def _choose(self, note: InputNote, tick: Icon) -> None:
        if path := choose_file(self, tr("Choose a file"), tr("All files") + " (*)"):
            self.take(note, path, tick)

    def take(self, note: InputNote, path: Path, tick: Icon | None = None) -> None:
        """Use a file, if it is the one."""
        try:
            self._inputs[note.name] = self._from_file(note, path)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the file is said in words
            self.fault.show_error(error)
            return
        self.fault.hide()
        self._missing.pop(note.name, None)
        if tick is not None:
            tick.show_icon("circle-check", "success")
        self.confirm.setEnabled(not self._missing)

    def _confirm(self) -> None:
        self.accept()
        self._then(Repeat(self._inputs, ()))


class CheckedDialog(Dialog):
    """What a record file says, or why it is not believed."""

    def __init__(self, parent: QWidget, name: str, checked: CheckedRecord | BaseException) -> None:
        super().__init__(parent, name)
        self.setObjectName("checked-dialog")
        if isinstance(checked, BaseException):
            words = describe(checked)
            self.banner = Banner("danger", words.title, "\n".join(filter(None, (words.body, words.remedy))))
            self.lines.addWidget(self.banner)
        else:
            self.banner = Banner(
                "success",
                tr("Genuine"),
                tr(
                    "Not a byte was changed since this account signed it. What the account says is its own word."
                ),
            )
            self.lines.addWidget(self.banner)
            self.lines.addWidget(_facts(checked))
        self.lines.addLayout(
            row(1, Button(tr("Close"), "primary", name="checked-close", clicked=self.accept))
        )

    @classmethod
    def ask_for(cls, parent: QWidget, name: str, checked: CheckedRecord | BaseException) -> "CheckedDialog":
        """Open it."""
        dialog = cls(parent, name, checked)
        dialog.open()
        return dialog


def _facts(checked: CheckedRecord) -> Facts:
    facts, run = Facts(), checked.run
    facts.add(tr("Signed by"), AddressView(checked.account))
    facts.add(tr("Model"), tr("{name}, version {version}", name=run.model.name, version=run.model.version))
    facts.add(tr("Identity"), short_digest(run.model.identity), role="mono")
    facts.add(tr("Result"), run.summary)
    facts.add(tr("Time"), date_time(run.time))
    facts.add(tr("Device"), device_name(run.device.used))
    facts.add(tr("Digest of the input"), short_digest(run.input_digest), role="mono")
    facts.add(tr("Digest of the answer"), short_digest(run.output_digest), role="mono")
    facts.add(
        tr("Versions"),
        tr("Licet {licet}, onnxruntime {engine}", licet=run.versions.licet, engine=run.versions.engine),
    )
    return facts
