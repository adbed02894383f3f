"""More accounts: from the words at a path, by a private key, or only watched."""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.accounts import MAX_NAME_CHARS, MAX_PATH_CHARS, PathScheme
from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.text import describe, tr
from desktop.ui.account_words import SCHEMES, default_name
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import JobRunner
from desktop.ui.latest import Latest
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, Label, column, row
from desktop.ui.widgets.money import grouped
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.services.account_list import AccountList

Then = Callable[[str], object]
"""Takes the name of the account that was added."""


class AccountDialog(Dialog):
    """A short form for one account; stays open, with the reason, while something is wrong."""

    def __init__(
        self, parent: QWidget, title: str, sentence: str, confirm: str, jobs: JobRunner, then: Then
    ) -> None:
        super().__init__(parent, title)
        self.setObjectName("account-dialog")
        self._jobs, self._then = jobs, then
        self.lines.addWidget(Label(sentence, "muted", wrap=True))
        self.form = column(spacing=2 * GRID)
        self.lines.addLayout(self.form)
        self.fault = Banner("danger")
        self.fault.hide()
        self.lines.addWidget(self.fault)
        self.confirm = Button(confirm, "primary", name="account-confirm", clicked=self._submit)
        self.confirm.setDefault(True)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), self.confirm))
        self.name = self.field(tr("Name"), "account-name", limit=MAX_NAME_CHARS)

    def field(
        self, label: str, name: str, *, hint: str = "", limit: int = 200, secret: bool = False
    ) -> QLineEdit:
        """A labelled line of text."""
        edit = QLineEdit()
        edit.setObjectName(name)
        edit.setAccessibleName(label)
        edit.setPlaceholderText(hint)
        edit.setMaxLength(limit)
        if secret:
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        block = column(spacing=4)
        block.addWidget(Label(label, "strong"))
        block.addWidget(edit)
        self.form.addLayout(block)
        return edit

    @abstractmethod
    def work(self) -> "Callable[[], Account | None]":
        """What adds the account, with the values of the fields as they are now.

        Raises:
            UserError: A field is wrong.
        """

    def forget(self) -> None:
        """Empty the fields that hold secrets."""

    def done(self, result: int) -> None:
        self.forget()
        super().done(result)

    def _submit(self) -> None:
        self.fault.hide()
        try:
            work = self.work()
        except InvalidAddress as error:
            self._failed(error)
            return
        name = self.name.text().strip()
        self.confirm.setEnabled(False)

        def added(account: "Account | None") -> None:
            self.accept()
            self._then(account.name if account is not None else name)

        self._jobs.start(lambda _job: work(), lane="cpu", owner=self, done=added, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        words = describe(error)
        self.fault.say("danger", words.title, words.remedy or words.body)
        self.fault.show()
        self.confirm.setEnabled(True)


class WordsAccountDialog(AccountDialog):
    """An account of the recovery words: the next of a scheme, or the one at a path; its address is shown before."""

    def __init__(self, parent: QWidget, accounts: "AccountList", jobs: JobRunner, then: Then) -> None:
        super().__init__(
            parent,
            tr("Another account of your recovery words"),
            tr("It comes back with your words. Wallets number their accounts in different ways."),
            tr("Add the account"),
            jobs,
            then,
        )
        self._accounts, self._latest = accounts, Latest(jobs, self)
        self.scheme = Choice(tr("Numbered as in"), "account-scheme")
        for scheme, words in SCHEMES.items():
            self.scheme.addItem(tr(words), scheme)
        self.scheme.addItem(tr("A path of your own"), None)
        block = column(spacing=4)
        block.addWidget(Label(tr("Numbered as in"), "strong"))
        block.addWidget(self.scheme)
        self.form.insertLayout(0, block)
        self.path = QLineEdit()
        self.path.setObjectName("account-path")
        self.path.setAccessibleName(tr("Path"))
        self.path.setMaxLength(MAX_PATH_CHARS)
        self.path.setProperty("mono", True)
        self.form.insertWidget(1, self.path)
        self.preview = Label("", "mono", wrap=True, selectable=True)
        self.preview.setMinimumHeight(3 * GRID)
        self.form.insertWidget(2, self.preview)
        self.scheme.currentIndexChanged.connect(lambda _: self._changed())
        self.path.textEdited.connect(lambda _: self._look())
        self._changed()

    @classmethod
    def ask(
        cls, parent: QWidget, accounts: "AccountList", jobs: JobRunner, then: Then
    ) -> "WordsAccountDialog":
        """Open it."""
        dialog = cls(parent, accounts, jobs, then)
        dialog.open()
        return dialog

    def work(self) -> "Callable[[], Account | None]":
        path, name = self.path.text().strip(), self.name.text().strip() or self.name.placeholderText()

        def add() -> None:
            self._accounts.add_at([(path, name)])

        return add

    def _changed(self) -> None:
        scheme = self.scheme.currentData()
        self.path.setReadOnly(scheme is not None)
        if scheme is not None:
            index = self._free_index(scheme)
            self.path.setText(scheme.path(index))
            self.name.setPlaceholderText(default_name(scheme, index))
        else:
            self.name.setPlaceholderText(tr("Account {n}", n=len(self._accounts.all) + 1))
            self.path.setFocus()
        self._look()

    def _free_index(self, scheme: PathScheme) -> int:
        """The first number whose path no account has; the first account belongs to two schemes."""
        taken = {account.path for account in self._accounts.all}
        return next(index for index in range(len(taken) + 1) if scheme.path(index) not in taken)

    def _look(self) -> None:
        path = self.path.text().strip()
        self.confirm.setEnabled(False)
        self._latest.ask(
            lambda _cancel: self._accounts.address_at(path),
            self._show,
            lambda _error: self.preview.setText(tr("This is no path yet. One looks like m/44'/60'/0'/0/0.")),
        )

    def _show(self, address: Address) -> None:
        known = next((a for a in self._accounts.all if a.address == address and not a.is_watched), None)
        if known is not None:
            self.preview.setText(tr("This account is here already: {name}", name=known.name))
            return
        self.preview.setText(grouped(address))
        self.confirm.setEnabled(True)


class KeyAccountDialog(AccountDialog):
    """A single private key in hex."""

    def __init__(self, parent: QWidget, accounts: "AccountList", jobs: JobRunner, then: Then) -> None:
        super().__init__(
            parent,
            tr("Import a private key"),
            tr(
                "The key is kept in this wallet. Your recovery words do not bring it back: save a back-up file afterwards."
            ),
            tr("Import"),
            jobs,
            then,
        )
        self._accounts = accounts
        self.key = self.field(tr("Private key"), "account-key", hint=tr("64 hex digits"), secret=True)
        self.name.setText(tr("Imported account"))
        self.key.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, accounts: "AccountList", jobs: JobRunner, then: Then) -> "KeyAccountDialog":
        """Open it."""
        dialog = cls(parent, accounts, jobs, then)
        dialog.open()
        return dialog

    def work(self) -> "Callable[[], Account | None]":
        key, name = self.key.text(), self.name.text()
        return lambda: self._accounts.import_private_key(key, name)

    def forget(self) -> None:
        self.key.clear()


class WatchDialog(AccountDialog):
    """An address that is looked at only."""

    def __init__(self, parent: QWidget, accounts: "AccountList", jobs: JobRunner, then: Then) -> None:
        super().__init__(
            parent,
            tr("Watch an account"),
            tr("You see what it holds, without its key. Your node is asked about it from then on."),
            tr("Watch this address"),
            jobs,
            then,
        )
        self._accounts = accounts
        self.address = self.field(tr("Address"), "account-address", hint="0x…")
        self.address.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, accounts: "AccountList", jobs: JobRunner, then: Then) -> "WatchDialog":
        """Open it."""
        dialog = cls(parent, accounts, jobs, then)
        dialog.open()
        return dialog

    def work(self) -> "Callable[[], Account | None]":
        address, name = Address.parse(self.address.text()), self.name.text()

        def add() -> None:
            self._accounts.watch(address, name)

        return add
