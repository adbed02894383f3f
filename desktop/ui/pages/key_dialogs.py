"""Passwords of other things than the wallet: of a keystore file, and of a folder that is being made."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import WrongPassword
from desktop.text import tr
from desktop.ui.dialogs import PasswordDialog

MIN_PASSWORD = 8
MOST_KEYSTORE_BYTES = 64 * 1024
"""A keystore file has about 500 bytes; what is far larger is another file."""


class KeystoreDialog(PasswordDialog):
    """The password of a V3 keystore file, and the name that its account gets here."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        super().__init__(parent, title, sentence, confirm, keychain=keychain)
        self.password.setPlaceholderText(tr("Password of the file"))
        self.password.setAccessibleName(tr("Password of the file"))
        self.name = QLineEdit(tr("Imported account"))
        self.name.setObjectName("account-name")
        self.name.setAccessibleName(tr("Name of the account"))
        self.name.setMaxLength(40)
        self.lines.insertWidget(self.lines.indexOf(self.password), self.name)
        self.password.setFocus()

    def fail(self, error: BaseException) -> None:
        if isinstance(error, WrongPassword):
            self.refuse(
                tr("Wrong password"),
                tr("The file does not open with this password. It is the one the file was made with."),
            )
        else:
            super().fail(error)


class NewPasswordDialog(PasswordDialog):
    """A new password, typed twice."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        super().__init__(parent, title, sentence, confirm, keychain=keychain)
        self.again = QLineEdit()
        self.again.setObjectName("password-again")
        self.again.setEchoMode(QLineEdit.EchoMode.Password)
        self.again.setPlaceholderText(tr("The same again"))
        self.again.setAccessibleName(tr("The same again"))
        self.lines.insertWidget(self.lines.indexOf(self.password) + 1, self.again)

    def accepts(self, password: str) -> bool:
        if len(password) < MIN_PASSWORD:
            self.refuse(
                tr("This password is too short"),
                tr("Use at least {n} characters. A few random words are best.", n=MIN_PASSWORD),
            )
            return False
        if password != self.again.text():
            self.refuse(tr("The two passwords differ"), tr("Type the same one twice."))
            return False
        return True

    def succeed(self) -> None:
        self.again.clear()
        super().succeed()


class ChangePasswordDialog(NewPasswordDialog):
    """The present password, and a new one twice."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        super().__init__(parent, title, sentence, confirm, keychain=keychain)
        self.present = QLineEdit()
        self.present.setObjectName("password-present")
        self.present.setEchoMode(QLineEdit.EchoMode.Password)
        self.present.setPlaceholderText(tr("Present password"))
        self.present.setAccessibleName(tr("Present password"))
        self.password.setPlaceholderText(tr("New password"))
        self.password.setAccessibleName(tr("New password"))
        self.lines.insertWidget(self.lines.indexOf(self.password), self.present)
        self.present.setFocus()

    def accepts(self, password: str) -> bool:
        if not self.present.text():
            self.refuse(tr("The present password is missing"), tr("It shows that it is you."))
            return False
        return super().accepts(password)

    def fail(self, error: BaseException) -> None:
        super().fail(error)
        self.present.selectAll()
        self.present.setFocus()

    def done(self, result: int) -> None:
        for edit in (self.present, self.password, self.again):
            edit.clear()
        super().done(result)
