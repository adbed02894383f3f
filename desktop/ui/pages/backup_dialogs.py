"""Back-ups tried out: some words retyped, all of them, or a file; and what was found."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.core.errors import WrongPassword
from desktop.text import tr, trn
from desktop.ui.dialogs import Dialog, PasswordDialog
from desktop.ui.jobs import JobRunner
from desktop.ui.pages.welcome_words import CheckForm
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, row
from desktop.ui.widgets.money import AddressView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.core.rehearsals import Rehearsal
    from desktop.services.backing_up import BackupService

_MOST_BYTES = 4 << 20
_MOST_NAMED = 8


class WordsCheckDialog(Dialog):
    """Three words by their places, for a look at the paper."""

    def __init__(
        self,
        parent: QWidget,
        backups: "BackupService",
        jobs: JobRunner,
        count: int,
        others: Callable[[], object],
    ) -> None:
        super().__init__(parent, tr("Check your recovery words"))
        self.setObjectName("words-check-dialog")
        self._backups, self._jobs = backups, jobs
        self.form = CheckForm()
        self.form.ask(count)
        self.form.submitted.connect(self._check)
        self.fault = Banner("danger")
        self.fault.hide()
        self.confirm = Button(tr("Check"), "primary", name="words-check", clicked=self._check)
        self.lines.addWidget(
            Label(
                tr("Take your paper and type these three words. They stay on this computer."),
                "muted",
                wrap=True,
            )
        )
        self.lines.addWidget(self.form)
        self.lines.addWidget(self.fault)
        everything = Button(tr("Type all of them instead"), "ghost", name="words-check-all")
        everything.clicked.connect(self.reject)
        everything.clicked.connect(lambda _=False: others())
        self.lines.addLayout(row(everything, 1, Button(tr("Cancel"), clicked=self.reject), self.confirm))
        self.form.focus_first()

    def done(self, result: int) -> None:
        self.form.ask(0)
        super().done(result)

    def _check(self) -> None:
        typed = self.form.words()
        self.confirm.setEnabled(False)
        self._jobs.start(
            lambda _job: self._backups.confirm_words(typed),
            owner=self,
            done=self._checked,
            failed=self._failed,
        )

    def _checked(self, right: bool) -> None:
        self.confirm.setEnabled(True)
        if right:
            self.accept()
        else:
            self.fault.say(
                "danger",
                tr("That is not right yet"),
                tr("At least one word differs. Look at your paper again."),
            )
            self.fault.show()

    def _failed(self, error: BaseException) -> None:
        self.confirm.setEnabled(True)
        self.fault.show_error(error)


class PhraseCheckDialog(Dialog):
    """All words as they stand on paper, and the extra passphrase if there is one."""

    def __init__(
        self,
        parent: QWidget,
        backups: "BackupService",
        jobs: JobRunner,
        then: "Callable[[Rehearsal], object]",
    ) -> None:
        super().__init__(parent, tr("Try the restore with your words"))
        self.setObjectName("phrase-check-dialog")
        self._backups, self._jobs, self._then = backups, jobs, then
        self.phrase = QPlainTextEdit()
        self.phrase.setObjectName("phrase-check")
        self.phrase.setAccessibleName(tr("All words, with spaces between them"))
        self.phrase.setPlaceholderText(tr("All words, with spaces between them"))
        self.phrase.setFixedHeight(11 * GRID)
        self.phrase.setTabChangesFocus(True)
        self.passphrase = QLineEdit()
        self.passphrase.setObjectName("phrase-check-passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(tr("Extra passphrase, if you chose one"))
        self.passphrase.setPlaceholderText(tr("Extra passphrase, if you chose one"))
        self.fault = Banner("danger")
        self.fault.hide()
        self.confirm = Button(tr("Try"), "primary", name="phrase-check-confirm", clicked=self._try)
        sentence = tr(
            "As on a new computer: Licet makes the accounts from what you type, in memory, compares them with this "
            "wallet, and forgets them again."
        )
        for widget in (Label(sentence, "muted", wrap=True), self.phrase, self.passphrase, self.fault):
            self.lines.addWidget(widget)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), self.confirm))
        self.phrase.setFocus()

    def done(self, result: int) -> None:
        self.phrase.setPlainText("")
        self.passphrase.clear()
        super().done(result)

    def _try(self) -> None:
        phrase, passphrase = self.phrase.toPlainText(), self.passphrase.text()
        self.fault.hide()
        self.confirm.setEnabled(False)

        def tried(found: "Rehearsal") -> None:
            self.accept()
            self._then(found)

        self._jobs.start(
            lambda _job: self._backups.rehearse_phrase(phrase, passphrase),
            lane="cpu",
            owner=self,
            done=tried,
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self.confirm.setEnabled(True)
        self.fault.show_error(error)


class FilePasswordDialog(PasswordDialog):
    """The password that a back-up file opens by, which may be an older one."""

    def fail(self, error: BaseException) -> None:
        if isinstance(error, WrongPassword):
            self.refuse(
                tr("Wrong password"),
                tr("The file opens by the password that the wallet had when the file was saved."),
            )
        else:
            super().fail(error)


class RehearsalDialog(Dialog):
    """What a back-up was found to bring back."""

    def __init__(
        self, parent: QWidget, found: "Rehearsal", accounts: "tuple[Account, ...]", licences: str
    ) -> None:
        super().__init__(parent, tr("What this back-up brings back"))
        self.setObjectName("rehearsal-dialog")
        self.verdict = Banner(*_verdict(found))
        self.lines.addWidget(self.verdict)
        if found.same_phrase:
            for words in (trn("{n} account", "{n} accounts", len(found.restored)), licences):
                if words:
                    self.lines.addWidget(Label(words, "body", wrap=True))
        if found.same_phrase and found.missing:
            self.lines.addWidget(Label(tr("Not in this back-up:"), "strong"))
            names = {account.address: account.name for account in accounts}
            for address in found.missing[:_MOST_NAMED]:
                self.lines.addWidget(AddressView(address, name=names.get(address, "")))
            if len(found.missing) > _MOST_NAMED:
                more = len(found.missing) - _MOST_NAMED
                self.lines.addWidget(Label(trn("and {n} more", "and {n} more", more), "muted"))
        self.lines.addLayout(
            row(1, Button(tr("Close"), "primary", name="rehearsal-close", clicked=self.accept))
        )

    @classmethod
    def ask(cls, parent: QWidget, found: "Rehearsal", accounts: "tuple[Account, ...]") -> "RehearsalDialog":
        """Open it."""
        licences = trn("{n} licence opens with it", "{n} licences open with it", found.licences)
        dialog = cls(parent, found, accounts, licences if found.licences else "")
        dialog.open()
        return dialog


def _verdict(found: "Rehearsal") -> tuple[str, str, str]:
    if not found.same_phrase:
        return (
            "danger",
            tr("This is the back-up of another wallet"),
            tr(
                "None of its keys are those of this wallet. If you typed words: was there an extra passphrase?"
            ),
        )
    if found.missing:
        return (
            "warning",
            tr("It brings back a part of this wallet"),
            tr(
                "Imported keys are in no recovery words, and in no file that was saved before them. Save a new back-up file."
            ),
        )
    return (
        "success",
        tr("It brings back everything"),
        tr("Each key was made from it and compared. Nothing of it was kept."),
    )


def read_backup(path: Path) -> bytes:
    """A file, up to a little more than the largest back-up."""
    with path.open("rb") as stream:
        return stream.read(_MOST_BYTES + 1)
