"""The age identity of the wallet: behind a typed sentence and the password, shown for a while, and forgotten."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.text import describe, tr
from desktop.ui.dialogs import choose_new_file
from desktop.ui.page import PageTools
from desktop.ui.pages.secret_dialog import SecretDialog
from desktop.ui.pages.typed_warning import TypedWarning
from desktop.ui.secret_clipboard import SecretClipboard
from desktop.ui.widgets.basic import Button, row

if TYPE_CHECKING:
    from desktop.services.licences import LicenceExporter

IDENTITY_FILE = "identity.txt"


class IdentityWarning(TypedWarning):
    """Says what whoever has the identity can do; opens only for a typed sentence and the password."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        super().__init__(parent, title, sentence, confirm, keychain=keychain)
        self.setObjectName("identity-warning")
        self.typed.setObjectName("identity-sentence")

    def sentence_to_type(self) -> str:
        return tr("I keep it secret")

    def warning(self) -> tuple[str, str]:
        return (
            tr("Whoever has it opens every licence file of this wallet"),
            tr(
                "With it, each licence or model file of this wallet opens: of any of its accounts, of models bought "
                "before or later, and without your password. It cannot be changed or called back."
            ),
        )

    def note(self) -> str:
        return tr("It cannot spend your coins or sign anything. Nobody who helps you needs it.")


class IdentityDialog(SecretDialog):
    """Shows the identity, to be copied or saved; it is gone from here when the dialog closes, by whatever."""

    def __init__(
        self,
        parent: QWidget,
        identity: str,
        tools: PageTools,
        save: Callable[[str, Path], object],
        clipboard: SecretClipboard,
    ) -> None:
        self.file = Button(tr("Save as a file…"), icon="download", name="identity-save", clicked=self._choose)
        super().__init__(
            parent,
            tr("Age identity of this wallet"),
            tr("It opens every licence file of this wallet. Keep it where only you can read it."),
            identity,
            tools,
            clipboard,
        )
        self.setObjectName("identity-dialog")
        self.view.setObjectName("identity-text")
        self.copied.setObjectName("identity-copy")
        self.close_button.setObjectName("identity-close")
        self._tools, self._save = tools, save

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

    def buttons(self) -> QHBoxLayout:
        return row(self.copied, self.file, 1, self.close_button)

    def save(self, path: Path) -> None:
        """Write the file that ``age -i`` takes."""
        identity, save = self.secret, self._save
        self._tools.jobs.start(
            lambda _job: save(identity, path),
            lane="db",
            owner=self,
            done=lambda _: self.note.setText(
                tr("Saved to {file}, for your eyes only. Delete it when you need it no more.", file=path.name)
            ),
            failed=lambda error: self.note.setText(describe(error).body),
        )

    def _choose(self) -> None:
        path = choose_new_file(self, tr("Save the age identity"), IDENTITY_FILE)
        if path is not None:
            self.save(path)


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
