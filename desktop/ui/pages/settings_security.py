"""Settings: when the wallet locks, what opens it, and what it signed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.text import describe, tr
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.page import PageTools, Route
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, CheckBox, Choice, Label, Rule, row

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.settings import SettingsService

_LOCK_MINUTES = (1, 5, 15, 60, 0)


class SecurityCard(Card):
    """Each change is saved at once; ``reload`` shows what an open or locked wallet allows."""

    def __init__(self, tools: PageTools, settings: "SettingsService", accounts: "AccountService") -> None:
        super().__init__(spacing=2 * GRID)
        self._tools, self._settings, self._accounts = tools, settings, accounts
        now = settings.get()
        self.auto_lock = _minutes(now.auto_lock_minutes)
        self.auto_lock.activated.connect(lambda _: self._save(auto_lock_minutes=self.auto_lock.currentData()))
        self.on_sleep = _check(tr("Lock when the computer goes to sleep"), "settings-lock-sleep")
        self.on_sleep.setChecked(now.lock_on_sleep)
        self.on_sleep.clicked.connect(lambda _=False: self._save(lock_on_sleep=self.on_sleep.isChecked()))
        self.with_screen = _check(tr("Lock when the screen is locked"), "settings-lock-screen")
        self.with_screen.setChecked(now.lock_with_screen)
        self.with_screen.clicked.connect(
            lambda _=False: self._save(lock_with_screen=self.with_screen.isChecked())
        )
        self.keychain = _check(tr("Unlock with this computer's keychain"), "settings-keychain")
        self.keychain.clicked.connect(self._keychain)
        self.keychain_note = Label("", "small", wrap=True)
        words = tr(
            "Locking ends the process that holds your keys. A model that is open goes on, and so do downloads."
        )
        self.column.addWidget(Label(tr("Security"), "h3"))
        self.column.addLayout(row(Label(tr("Lock the wallet")), 1, self.auto_lock))
        self.column.addWidget(self.on_sleep)
        self.column.addWidget(self.with_screen)
        self.column.addWidget(Label(words, "small", wrap=True))
        self.column.addWidget(Rule())
        self.column.addWidget(self.keychain)
        self.column.addWidget(self.keychain_note)
        self.column.addWidget(Rule())
        self._add_journal()
        self.reload()

    def _add_journal(self) -> None:
        words = tr("Everything that your wallet signs is kept in a journal, which nobody can change unseen.")
        note = Label(words, "small", wrap=True)
        self.journal = Button(
            tr("Journal of signatures"),
            icon="history",
            name="settings-journal",
            clicked=lambda: self._tools.navigate(Route("signatures")),
        )
        line = row(note, self.journal, spacing=2 * GRID)
        line.setStretch(0, 1)
        self.column.addLayout(line)

    def reload(self) -> None:
        """What an open or a locked wallet allows."""
        can, is_open = self._accounts.can_use_keychain, self._accounts.state.value == "unlocked"
        self.keychain.setEnabled(can and is_open)
        self.keychain.setChecked(self._accounts.keychain_enabled)
        if not can:
            self.keychain_note.setText(tr("This computer offers no keychain that Licet can use."))
        elif not is_open:
            self.keychain_note.setText(tr("Unlock the wallet to change this."))
        else:
            self.keychain_note.setText(
                tr(
                    "Whoever can log in to this computer as you can then open the wallet. So can every program that runs as you."
                )
            )

    def _save(self, **values: object) -> None:
        self._tools.jobs.start(
            lambda _job: self._settings.change(**values), lane="db", owner=self, failed=self._toast
        )

    def _toast(self, error: BaseException) -> None:
        self._tools.toast("danger", describe(error).title)

    def _keychain(self) -> None:
        if not self.keychain.isChecked():
            self._keychain_job(self._accounts.disable_keychain, None)
            return
        self.keychain.setChecked(False)
        PasswordDialog.ask(
            self,
            title=tr("Unlock with this computer's keychain"),
            sentence=tr("Enter the password once. The keychain then keeps a secret that opens the wallet."),
            confirm=tr("Allow"),
            submit=lambda dialog, password: self._keychain_job(
                lambda: self._accounts.enable_keychain(password), dialog
            ),
        )

    def _keychain_job(self, act: Callable[[], object], dialog: PasswordDialog | None) -> None:
        def done(_: object) -> None:
            if dialog is not None:
                dialog.succeed()
            self.reload()

        def failed(error: BaseException) -> None:
            if dialog is not None:
                dialog.fail(error)
            else:
                self._toast(error)
            self.reload()

        self._tools.jobs.start(lambda _job: act(), owner=self, done=done, failed=failed)


def _minutes(now: int) -> Choice:
    choice = Choice(tr("Lock the wallet"), "settings-auto-lock")
    for minutes in _LOCK_MINUTES:
        words = tr("after {n} minutes without use", n=minutes)
        if minutes == 1:
            words = tr("after a minute without use")
        choice.addItem(words if minutes else tr("never by itself"), minutes)
    choice.setCurrentIndex(max(choice.findData(now), 0))
    return choice


def _check(words: str, name: str) -> CheckBox:
    box = CheckBox(words)
    box.setObjectName(name)
    box.setAccessibleName(words)
    return box
