"""Dialogs: each opens over its window without blocking it, through a classmethod ``ask``."""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from desktop.text import describe, tr
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, row
from desktop.ui.widgets.states import Banner


class Dialog(QDialog):
    """A titled column with its buttons below."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setMinimumWidth(56 * GRID)
        self.lines = column(self, padding=3 * GRID, spacing=2 * GRID)
        self.lines.addWidget(Label(title, "h2", wrap=True))


class GrowingDialog(Dialog):
    """As high as what it shows at the moment: nothing is squeezed when more comes, and no hole stays when it goes."""

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            needed = self.lines.totalHeightForWidth(self.width())
            if needed > 0 and needed != self.height():
                self.resize(self.width(), needed)
        return handled


class ConfirmDialog(Dialog):
    """Says exactly what will happen, and asks once."""

    def __init__(
        self, parent: QWidget, title: str, sentences: tuple[str, ...], confirm: str, *, danger: bool
    ) -> None:
        super().__init__(parent, title)
        self.setObjectName("confirm-dialog")
        for sentence in sentences:
            self.lines.addWidget(Label(sentence, "body", wrap=True, selectable=True))
        kind = "danger" if danger else "primary"
        self.confirm = Button(confirm, kind, name="confirm", clicked=self.accept)
        cancel = Button(tr("Cancel"), name="confirm-cancel", clicked=self.reject)
        self.lines.addLayout(row(1, cancel, self.confirm))

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        title: str,
        sentences: tuple[str, ...],
        *,
        confirm: str,
        then: Callable[[], object],
        danger: bool = False,
    ) -> "ConfirmDialog":
        """Open it; ``then`` runs if the person agrees."""
        dialog = cls(parent, title, sentences, confirm, danger=danger)
        dialog.accepted.connect(then)
        dialog.open()
        return dialog


class PasswordDialog(Dialog):
    """Asks for the wallet's password; stays open, with the reason, while it is wrong."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        super().__init__(parent, title)
        self.setObjectName("password-dialog")
        self.password = QLineEdit()
        self.password.setObjectName("password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(tr("Password"))
        self.password.setPlaceholderText(tr("Password"))
        self.fault = Banner("danger")
        self.fault.hide()
        self.by_keychain = Button(
            tr("Use the system's keychain"), "ghost", icon="key-round", name="use-keychain"
        )
        self.by_keychain.setVisible(keychain)
        self.confirm = Button(confirm, "primary", name="unlock-confirm")
        cancel = Button(tr("Cancel"), clicked=self.reject)
        self.confirm.setDefault(True)
        for widget in (Label(sentence, "muted", wrap=True), self.password, self.fault):
            self.lines.addWidget(widget)
        self.lines.addLayout(row(self.by_keychain, 1, cancel, self.confirm))
        self.password.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        *,
        title: str,
        sentence: str,
        confirm: str,
        submit: Callable[[Self, str], object],
        by_keychain: Callable[[Self], object] | None = None,
    ) -> Self:
        """Open it; ``submit`` gets the dialog and the password, and ends it with ``succeed`` or ``fail``."""
        dialog = cls(parent, title, sentence, confirm, keychain=by_keychain is not None)

        def hand_over() -> None:
            password = dialog.password.text()
            if password and dialog.confirm.isEnabled() and dialog.accepts(password):
                dialog.confirm.setEnabled(False)
                submit(dialog, password)

        dialog.confirm.clicked.connect(lambda _=False: hand_over())
        if by_keychain is not None:
            dialog.by_keychain.clicked.connect(lambda _=False: by_keychain(dialog))
        dialog.open()
        return dialog

    def accepts(self, password: str) -> bool:  # noqa: ARG002  what asks for a new password looks at it
        """Whether to hand it over; a dialog that says no says why."""
        return True

    def succeed(self) -> None:
        """The password was right: forget it and close."""
        self.password.clear()
        self.accept()

    def fail(self, error: BaseException) -> None:
        """Say why, and let the person try again."""
        words = describe(error)
        self.refuse(words.title, words.remedy or words.body)

    def refuse(self, title: str, sentence: str) -> None:
        """Say in these words why not."""
        self.fault.say("danger", title, sentence)
        self.fault.show()
        self.confirm.setEnabled(True)
        self.password.selectAll()
        self.password.setFocus()


class TextDialog(Dialog):
    """Shows a long plain text, such as a receipt; with a ``sentence`` about it, it is there to be copied."""

    def __init__(self, parent: QWidget, title: str, text: str, sentence: str = "") -> None:
        super().__init__(parent, title)
        self.resize(88 * GRID, 72 * GRID)
        self.copy = Button(tr("Copy"), "primary", icon="copy", name="text-copy", clicked=self._copy)
        self.copy.setVisible(bool(sentence))
        if sentence:
            self.lines.addWidget(Label(sentence, "body", wrap=True))
        self.view = QPlainTextEdit(text)
        self.view.setReadOnly(True)
        self.view.setProperty("mono", True)
        self.view.setAccessibleName(title)
        self.lines.addWidget(self.view, 1)
        self.lines.addLayout(row(1, Button(tr("Close"), clicked=self.accept), self.copy))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.view.toPlainText())
        self.copy.set_text(tr("Copied"))

    @classmethod
    def ask(cls, parent: QWidget, title: str, text: str, *, sentence: str = "") -> "TextDialog":
        """Open it."""
        dialog = cls(parent, title, text, sentence)
        dialog.open()
        return dialog


def choose_file(parent: QWidget, title: str, filters: str) -> Path | None:
    """The system's dialog for one file to read."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", filters)
    return Path(name) if name else None


def choose_files(parent: QWidget, title: str, filters: str) -> list[Path]:
    """The system's dialog for files to read."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", filters)
    return [Path(name) for name in names]


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """The system's dialog for one folder."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def choose_new_file(parent: QWidget, title: str, suggestion: str) -> Path | None:
    """The system's dialog for one file to write."""
    name, _ = QFileDialog.getSaveFileName(parent, title, suggestion)
    return Path(name) if name else None
