"""The back-ups of the wallet in one card: the words, the file, when each was tried, and what no back-up holds."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.text import describe, tr, trn
from desktop.ui.account_words import days_ago, file_check_words
from desktop.ui.dialogs import choose_file, choose_new_file
from desktop.ui.page import PageTools
from desktop.ui.pages.account_secrets import show_words
from desktop.ui.pages.backup_dialogs import (
    FilePasswordDialog,
    PhraseCheckDialog,
    RehearsalDialog,
    WordsCheckDialog,
    read_backup,
)
from desktop.ui.pages.key_dialogs import ChangePasswordDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Icon, Label, Rule, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.rehearsals import Rehearsal
    from desktop.services.account_list import AccountList
    from desktop.services.accounts import AccountService
    from desktop.services.backing_up import BackupService, BackupStatus


class BackupCard(Card):
    """Saved is not tried: only what was opened and compared counts."""

    def __init__(
        self, tools: PageTools, wallet: "AccountService", accounts: "AccountList", backups: "BackupService"
    ) -> None:
        super().__init__()
        self._wallet = wallet
        self._tools, self._accounts, self._backups = tools, accounts, backups
        self.column.addWidget(Label(tr("Back-up and password"), "h3"))
        self.gap = Banner("warning")
        self.gap.hide()
        self.column.addWidget(self.gap)
        self.words = Label("", "muted", wrap=True)
        self.words_icon = Icon("circle-dashed", "muted", 20)
        self.column.addLayout(
            _line(
                self.words_icon,
                tr("Recovery words"),
                self.words,
                Button(tr("Show them…"), "ghost", name="backup-show", clicked=self._show_words),
                Button(tr("Check them…"), icon="check", name="backup-check", clicked=self.check_words),
            )
        )
        self.column.addWidget(Rule())
        self.file = Label("", "muted", wrap=True)
        self.file_icon = Icon("circle-dashed", "muted", 20)
        self.column.addLayout(
            _line(
                self.file_icon,
                tr("Back-up file"),
                self.file,
                Button(tr("Try one…"), "ghost", name="backup-try", clicked=self._choose),
                Button(tr("Save…"), icon="download", name="backup-save", clicked=self._choose_new),
            )
        )

        self.column.addWidget(Rule())
        self.column.addLayout(
            _line(
                Icon("key-round", "muted", 20),
                tr("Password"),
                Label(
                    tr(
                        "It opens the wallet on this computer. Back-up files keep the one they were saved under."
                    ),
                    "muted",
                    wrap=True,
                ),
                Button(tr("Change…"), name="password-change", clicked=self._change_password),
            )
        )

    def load(self) -> None:
        """Read when what was tried."""
        self._tools.jobs.start(
            lambda _job: self._backups.status(),
            lane="db",
            owner=self,
            done=self.show_status,
            failed=self.gap.show_error,
        )

    def show_status(self, status: "BackupStatus") -> None:
        """Put it into words."""
        now = int(time.time())
        if status.words is not None:
            stale = status.words.is_stale(now)
            when = days_ago(status.words.at)
            self.words.setText(
                tr("Checked {when}. Look again whether the paper is still there.", when=when)
                if stale
                else tr("Checked {when}.", when=when)
            )
        elif status.words_confirmed:
            stale = False
            self.words.setText(tr("Typed by you when the wallet came to this computer."))
        else:
            stale = True
            self.words.setText(
                tr("Not checked yet. Without them, a lost computer means lost coins and licences.")
            )
        self.words_icon.show_icon(*(("triangle-alert", "warning") if stale else ("circle-check", "success")))
        self._show_file(status, now)
        self._show_gap(status)

    def check_words(self) -> None:
        """Ask for three words."""
        self._tools.jobs.start(
            lambda _job: self._backups.word_count(),
            owner=self,
            done=lambda count: WordsCheckDialog(
                self, self._backups, self._tools.jobs, count, self.check_phrase
            ).open(),
        )

    def check_phrase(self) -> None:
        """Ask for all of them."""
        PhraseCheckDialog(self, self._backups, self._tools.jobs, self._tried).open()

    def save(self, path: Path) -> None:
        """Put a copy of the wallet file there, then try it out."""
        self._tools.jobs.start(
            lambda _job: self._backups.save(path),
            lane="db",
            owner=self,
            done=lambda _: self.rehearse(path, saved=True),
            failed=lambda error: self._tools.toast("danger", describe(error).title),
        )

    def rehearse(self, path: Path, *, saved: bool = False) -> None:
        """Ask for the password of a back-up file and open it in memory."""

        def submit(dialog: FilePasswordDialog, password: str) -> None:
            def tried(found: "Rehearsal") -> None:
                dialog.succeed()
                self._tried(found)

            self._tools.jobs.start(
                lambda _job: self._backups.rehearse_file(read_backup(path), password),
                lane="cpu",
                title=tr("Trying the back-up"),
                owner=dialog,
                done=tried,
                failed=dialog.fail,
            )

        FilePasswordDialog.ask(
            self,
            title=tr("Saved. Does it open?") if saved else tr("Try a back-up file"),
            sentence=tr(
                "The password opens {file} in memory. Its keys are compared with this wallet and forgotten again.",
                file=path.name,
            ),
            confirm=tr("Try"),
            submit=submit,
        )

    def _change_password(self) -> None:
        def submit(dialog: ChangePasswordDialog, new: str) -> None:
            old = dialog.present.text()

            def changed(_: object) -> None:
                dialog.succeed()
                self._tools.toast("success", tr("The wallet has a new password."))

            self._tools.jobs.start(
                lambda _job: self._wallet.change_password(old, new),
                lane="cpu",
                title=tr("Changing the password"),
                owner=dialog,
                done=changed,
                failed=dialog.fail,
            )

        ChangePasswordDialog.ask(
            self,
            title=tr("Change the password"),
            sentence=tr(
                "Accounts and recovery words stay the same. The system's keychain forgets the wallet."
            ),
            confirm=tr("Change"),
            submit=submit,
        )

    def _tried(self, found: "Rehearsal") -> None:
        RehearsalDialog.ask(self, found, self._accounts.all)

    def _show_words(self) -> None:
        show_words(self, self._tools, self._accounts)

    def _choose_new(self) -> None:
        path = choose_new_file(
            self, tr("Save a back-up file"), f"licet-wallet-{time.strftime('%Y-%m-%d')}.json"
        )
        if path is not None:
            self.save(path)

    def _choose(self) -> None:
        filters = tr("Back-up files") + " (*.json);;" + tr("All files") + " (*)"
        if path := choose_file(self, tr("Try a back-up file"), filters):
            self.rehearse(path)

    def _show_file(self, status: "BackupStatus", now: int) -> None:
        if status.file is None:
            self.file.setText(
                tr("None was tried yet. It also holds names, imported keys and watched accounts.")
            )
            self.file_icon.show_icon("circle-dashed", "muted")
            return
        stale = status.file.is_stale(now)
        self.file.setText(file_check_words(status.file))
        self.file_icon.show_icon(*(("triangle-alert", "warning") if stale else ("circle-check", "success")))

    def _show_gap(self, status: "BackupStatus") -> None:
        imported = [account.name for account in status.uncovered if account.kind == "imported"]
        self.gap.setVisible(bool(imported))
        if imported:
            self.gap.say(
                "warning",
                trn(
                    "{n} imported key is in no back-up that was tried",
                    "{n} imported keys are in no back-up that was tried",
                    len(imported),
                ),
                tr(
                    "Your recovery words do not bring back: {names}. Save a back-up file.",
                    names=", ".join(imported[:5]),
                ),
            )


def _line(icon: QWidget, title: str, words: QWidget, *buttons: QWidget) -> QHBoxLayout:
    block = column(spacing=2)
    block.addWidget(Label(title, "strong"))
    block.addWidget(words)
    line = row(icon, block, *buttons, spacing=2 * GRID)
    line.setStretch(1, 1)
    return line
