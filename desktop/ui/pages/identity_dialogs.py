"""The age identity of the wallet: behind a typed sentence and the password, shown for a while, and forgotten."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.core.changes import Change, Topic
from desktop.text import describe, tr
from desktop.ui.dialogs import Dialog, PasswordDialog, choose_new_file
from desktop.ui.page import PageTools
from desktop.ui.secret_clipboard import CLEARED_AFTER_S, SecretClipboard
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.licences import LicenceExporter

SHOWN_FOR_S = 120
IDENTITY_FILE = "identity.txt"


class IdentityWarning(PasswordDialog):
    """Says what whoever has the identity can do; opens only for a typed sentence and the password."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        super().__init__(parent, title, sentence, confirm, keychain=keychain)
        self.setObjectName("identity-warning")
        self.setMinimumWidth(66 * GRID)
        self.wanted = tr("I keep it secret")
        self.typed = QLineEdit()
        self.typed.setObjectName("identity-sentence")
        self.typed.setPlaceholderText(self.wanted)
        self.typed.setAccessibleName(tr("Type: {sentence}", sentence=self.wanted))
        warning = Banner(
            "danger",
            tr("Whoever has it opens every licence file of this wallet"),
            tr(
                "With it, each licence or model file of this wallet opens: of any of its accounts, of models bought "
                "before or later, and without your password. It cannot be changed or called back."
            ),
        )
        at = self.lines.indexOf(self.password)
        for widget in (
            warning,
            Label(
                tr("It cannot spend your coins or sign anything. Nobody who helps you needs it."),
                "muted",
                wrap=True,
            ),
        ):
            self.lines.insertWidget(at, widget)
            at += 1
        block = column(spacing=4)
        block.addWidget(Label(tr("To go on, type “{sentence}”", sentence=self.wanted), "strong", wrap=True))
        block.addWidget(self.typed)
        self.lines.insertLayout(at, block)
        for edit in (self.typed, self.password):
            edit.textChanged.connect(self._changed)
        self._changed()
        self.typed.setFocus()

    def done(self, result: int) -> None:
        self.password.clear()
        super().done(result)

    def _changed(self) -> None:
        is_typed = " ".join(self.typed.text().split()).casefold() == self.wanted.casefold()
        self.confirm.setEnabled(is_typed and bool(self.password.text()))


class IdentityDialog(Dialog):
    """Shows the identity, to be copied or saved; it is gone from here when the dialog closes, by whatever."""

    def __init__(
        self,
        parent: QWidget,
        identity: str,
        tools: PageTools,
        save: Callable[[str, Path], object],
        clipboard: SecretClipboard,
    ) -> None:
        super().__init__(parent, tr("Age identity of this wallet"))
        self.setObjectName("identity-dialog")
        self.setMinimumWidth(66 * GRID)
        self._identity, self._tools, self._save, self._clipboard = identity, tools, save, clipboard
        self.view = QPlainTextEdit(identity)
        self.view.setObjectName("identity-text")
        self.view.setReadOnly(True)
        self.view.setUndoRedoEnabled(False)
        self.view.setProperty("mono", True)
        self.view.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # its Copy would stay for ever
        self.view.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.view.setAccessibleName(tr("Age identity"))
        self.view.setFixedHeight(8 * GRID)
        self.note = Label("", "small", wrap=True)
        self.copied = Button(tr("Copy"), icon="copy", name="identity-copy", clicked=self._copy)
        self.file = Button(tr("Save as a file…"), icon="download", name="identity-save", clicked=self._choose)
        close = Button(tr("Close"), "primary", name="identity-close", clicked=self.accept)
        closes = tr("This closes by itself after {n} seconds, and when the wallet locks.", n=SHOWN_FOR_S)
        for widget in (
            Label(
                tr("It opens every licence file of this wallet. Keep it where only you can read it."),
                "muted",
                wrap=True,
            ),
            self.view,
            self.note,
        ):
            self.lines.addWidget(widget)
        self.lines.addLayout(row(self.copied, self.file, 1, close))
        self.note.setText(closes)
        tools.bus.changed.connect(self._changed)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self.reject)
        timer.start(SHOWN_FOR_S * 1000)

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        identity: str,
        tools: PageTools,
        save: Callable[[str, Path], object],
        clipboard: SecretClipboard,
    ) -> "IdentityDialog":
        """Open it."""
        dialog = cls(parent, identity, tools, save, clipboard)
        dialog.open()
        return dialog

    def done(self, result: int) -> None:
        self._identity = ""
        self.view.clear()
        super().done(result)

    def save(self, path: Path) -> None:
        """Write the file that ``age -i`` takes."""
        identity, save = self._identity, self._save
        self._tools.jobs.start(
            lambda _job: save(identity, path),
            lane="db",
            owner=self,
            done=lambda _: self.note.setText(
                tr("Saved to {file}, for your eyes only. Delete it when you need it no more.", file=path.name)
            ),
            failed=lambda error: self.note.setText(describe(error).body),
        )

    def _copy(self) -> None:
        self._clipboard.copy(self._identity)
        self.note.setText(tr("Copied. The clipboard is emptied in {n} seconds.", n=CLEARED_AFTER_S))

    def _choose(self) -> None:
        path = choose_new_file(self, tr("Save the age identity"), IDENTITY_FILE)
        if path is not None:
            self.save(path)

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.WALLET:
            self.reject()


def show_identity(
    parent: QWidget, tools: PageTools, exporting: "LicenceExporter", clipboard: SecretClipboard
) -> IdentityWarning:
    """Warn, ask for the sentence and the password, then show the identity."""

    def submit(dialog: IdentityWarning, password: str) -> None:
        def shown(identity: str) -> None:
            dialog.succeed()
            IdentityDialog.ask(parent, identity, tools, exporting.save_identity, clipboard)

        tools.jobs.start(
            lambda _job: exporting.identity(password),
            lane="cpu",
            owner=dialog,
            done=shown,
            failed=dialog.fail,
        )

    return IdentityWarning.ask(
        parent,
        title=tr("Show the age identity?"),
        sentence=tr("It is the secret by which age tools open your licences."),
        confirm=tr("Show it"),
        submit=submit,
    )
