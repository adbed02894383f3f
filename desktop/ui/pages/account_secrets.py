"""Keys and recovery words out of the wallet: behind a typed sentence and the password, shown for a while."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.text import tr
from desktop.ui.dialogs import choose_new_file
from desktop.ui.page import PageTools
from desktop.ui.pages.key_dialogs import MIN_PASSWORD
from desktop.ui.pages.secret_dialog import PassingDialog, SecretDialog
from desktop.ui.pages.typed_warning import TypedWarning
from desktop.ui.pages.welcome_words import WordGrid
from desktop.ui.secret_clipboard import SecretClipboard
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, row

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.services.account_list import AccountList

W = TypeVar("W", bound=TypedWarning)
T = TypeVar("T")


class KeyWarning(TypedWarning):
    """Before a bare private key."""

    def sentence_to_type(self) -> str:
        return tr("I keep it secret")

    def warning(self) -> tuple[str, str]:
        return (
            tr("Whoever has the key has the account"),
            tr(
                "Its coins, its licences and what it sells: all of it, for ever, without your password. A key cannot be changed."
            ),
        )

    def note(self) -> str:
        return tr("Nobody who helps you needs it. Licet never asks for it.")


class KeystoreWarning(TypedWarning):
    """Before a keystore file, which gets a password of its own."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        self.first = _secret(tr("New password for the file"), "file-password")
        self.again = _secret(tr("The same again"), "file-password-again")
        self.problem = Label("", "danger", wrap=True)
        super().__init__(parent, title, sentence, confirm, keychain=keychain)
        self.password.setPlaceholderText(tr("Password of the wallet"))
        self.password.setAccessibleName(tr("Password of the wallet"))
        block = column(spacing=GRID)
        for widget in (self.first, self.again, self.problem):
            block.addWidget(widget)
        self.problem.hide()
        self.lines.insertLayout(self.lines.indexOf(self.password), block)
        for edit in (self.first, self.again):
            edit.textChanged.connect(self.check)

    def sentence_to_type(self) -> str:
        return tr("I keep it secret")

    def warning(self) -> tuple[str, str]:
        return (
            tr("Whoever has file and password has the account"),
            tr(
                "Other wallets open the file by its password. A weak password can be guessed by whoever gets the file."
            ),
        )

    def note(self) -> str:
        return tr("The file holds this one account. Nobody who helps you needs it.")

    def is_complete(self) -> bool:
        first, again = self.first.text(), self.again.text()
        short = bool(first) and len(first) < MIN_PASSWORD
        if short:
            self.problem.setText(
                tr("Use at least {n} characters. A few random words are best.", n=MIN_PASSWORD)
            )
        else:
            self.problem.setText(tr("The two passwords differ"))
        self.problem.setVisible(short or (bool(again) and first != again))
        return len(first) >= MIN_PASSWORD and first == again

    def done(self, result: int) -> None:
        self.first.clear()
        self.again.clear()
        super().done(result)


class WordsWarning(TypedWarning):
    """Before the recovery words."""

    def sentence_to_type(self) -> str:
        return tr("Nobody is watching")

    def warning(self) -> tuple[str, str]:
        return (
            tr("Whoever sees the words has the whole wallet"),
            tr("All accounts of it, also later ones, for ever. Cameras and screen sharing see them too."),
        )

    def note(self) -> str:
        return tr("Nobody who helps you needs them. Licet never asks for them but to restore and to check.")


class WordsDialog(PassingDialog):
    """The recovery words, to be written down; nothing can copy them."""

    def __init__(self, parent: QWidget, words: tuple[str, ...], tools: PageTools) -> None:
        super().__init__(parent, tr("Your recovery words"), tools)
        self.setObjectName("words-dialog")
        self.grid = WordGrid()
        self.grid.show_words(words)
        self.lines.addWidget(Label(tr("On paper, in this order."), "muted", wrap=True))
        self.lines.addWidget(self.grid)
        self.lines.addWidget(Label(self.closes, "small", wrap=True))
        self.lines.addLayout(row(1, Button(tr("Close"), "primary", name="words-close", clicked=self.accept)))

    @classmethod
    def ask(cls, parent: QWidget, words: tuple[str, ...], tools: PageTools) -> "WordsDialog":
        """Open it."""
        dialog = cls(parent, words, tools)
        dialog.open()
        return dialog

    def forget(self) -> None:
        self.grid.show_words(())


def show_words(parent: QWidget, tools: PageTools, accounts: "AccountList") -> WordsWarning:
    """Warn, ask for the sentence and the password, then show the recovery words."""
    return WordsWarning.ask(
        parent,
        title=tr("Show the recovery words?"),
        sentence=tr("They are the key to all accounts that come from them."),
        confirm=tr("Show them"),
        submit=lambda dialog, password: _then(
            tools,
            dialog,
            lambda: accounts.phrase(password),
            lambda words: WordsDialog.ask(parent, words, tools),
        ),
    )


def show_key(
    parent: QWidget, tools: PageTools, accounts: "AccountList", account: "Account", clipboard: SecretClipboard
) -> KeyWarning:
    """Warn, ask for the sentence and the password, then show the private key."""

    def shown(key: str) -> None:
        title = tr("Private key of {name}", name=account.name)
        sentence = tr("Keep it where only you can read it.")
        SecretDialog(parent, title, sentence, key, tools, clipboard).open()

    return KeyWarning.ask(
        parent,
        title=tr("Show the private key of {name}?", name=account.name),
        sentence=str(account.address),
        confirm=tr("Show it"),
        submit=lambda dialog, password: _then(
            tools, dialog, lambda: accounts.export_private_key(account.address, password), shown
        ),
    )


def save_keystore(
    parent: QWidget, tools: PageTools, accounts: "AccountList", account: "Account"
) -> KeystoreWarning:
    """Warn, ask for the sentence and the passwords, then make a V3 keystore and ask where to put it."""

    def made(data: bytes) -> None:
        suggestion = f"keystore-{account.address.short[:8]}.json"
        path = choose_new_file(parent, tr("Save the keystore file"), suggestion)
        if path is not None:
            write_keystore(tools, parent, accounts, path, data)

    def submit(dialog: KeystoreWarning, password: str) -> None:
        theirs = dialog.first.text()
        _then(tools, dialog, lambda: accounts.export_keystore(account.address, password, theirs), made)

    return KeystoreWarning.ask(
        parent,
        title=tr("Save {name} as a keystore file?", name=account.name),
        sentence=str(account.address),
        confirm=tr("Make the file"),
        submit=submit,
    )


def write_keystore(
    tools: PageTools, owner: QWidget, accounts: "AccountList", path: Path, data: bytes
) -> None:
    """Put the file there, for the owner's eyes only."""
    tools.jobs.start(
        lambda _job: accounts.save(path, data),
        lane="db",
        owner=owner,
        done=lambda _: tools.toast("success", tr("Saved to {file}, for your eyes only.", file=path.name)),
    )


def _then(tools: PageTools, dialog: W, work: Callable[[], T], shown: Callable[[T], object]) -> None:
    def done(value: T) -> None:
        dialog.succeed()
        shown(value)

    tools.jobs.start(lambda _job: work(), lane="cpu", owner=dialog, done=done, failed=dialog.fail)


def _secret(label: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(label)
    return edit
