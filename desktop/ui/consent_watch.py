"""Shows what the vault asks about a signature, one question at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.text import tr
from desktop.text.signing import reason_sentence, told_act
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Icon, Label, column, row

if TYPE_CHECKING:
    from desktop.services.consenting import ConsentDesk, Question


class ConsentDialog(PasswordDialog):
    """What would be signed, in the vault's own words, and why it asks; the password is the answer."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        super().__init__(parent, title, sentence, confirm, keychain=keychain)
        self.setObjectName("consent-dialog")
        self.confirm.setObjectName("consent-confirm")

    def show_question(self, question: "Question") -> None:
        """The act and its reasons, above the password."""
        needed, block = question.needed, QWidget()
        lines = column(block, spacing=GRID)
        if needed.act:
            lines.addWidget(Label(told_act(needed.act, dict(needed.facts)), "strong", wrap=True))
        for reason in needed.reasons:
            text = Label(reason_sentence(reason), "body", wrap=True)
            line = row(Icon("triangle-alert", "warning", 18), text)
            line.setStretch(1, 1)
            lines.addLayout(line)
        self.lines.insertWidget(1, block)
        if question.was_wrong:
            self.refuse(
                tr("Wrong password"), tr("Nothing was signed. Look at the capital letters and try again.")
            )


class ConsentWatch(QObject):
    """Keeps the dialog of the oldest question open until it is answered here, or no longer waited for."""

    def __init__(self, desk: "ConsentDesk", window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._question: Question | None = None
        self._dialog: ConsentDialog | None = None
        desk.attend()

    def look(self) -> None:
        """The desk has a question more, or one less."""
        if self._question is not None and self._question.is_open:
            return
        if self._dialog is not None:
            self._dialog.succeed()
        question = self._desk.question
        if question is not None:
            self._open(question)

    def decline(self) -> None:
        """The wallet was locked, or the window goes: nothing is signed."""
        if self._question is not None:
            self._question.decline()
        self.look()

    def close(self) -> None:
        """The window goes: whatever waits is declined."""
        self._desk.close()
        self.decline()

    def _open(self, question: "Question") -> None:
        self._question = question
        self._dialog = ConsentDialog.ask(
            QApplication.activeModalWidget() or self._window,
            title=tr("Sign this?"),
            sentence=tr(
                "The vault signs it only with your password. If you did not start this yourself, do not enter it."
            ),
            confirm=tr("Sign"),
            submit=lambda dialog, password: self._agree(dialog, question, password),
        )
        self._dialog.show_question(question)
        self._dialog.finished.connect(lambda _code: self._closed(question))

    def _agree(self, dialog: ConsentDialog, question: "Question", password: str) -> None:
        question.agree(password)
        dialog.succeed()

    def _closed(self, question: "Question") -> None:
        """Closed without an answer is no."""
        question.decline()
        self._dialog = None
        self.look()
