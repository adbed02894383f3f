"""The steps of Welcome that are forms: a password and a phrase, restoring, watching."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.accounts import MAX_NAME_CHARS, PHRASE_LANGUAGES, NewPhrase
from desktop.text import tr
from desktop.ui.account_words import LANGUAGES
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, CheckBox, Choice, Icon, Label, column, row
from desktop.ui.widgets.flow import Flow

_WORD_COUNTS = (12, 15, 18, 21, 24)


class Step(QWidget):
    """A heading, a sentence, and what the step asks for."""

    def __init__(self, title: str, body: str) -> None:
        super().__init__()
        self.lines: QVBoxLayout = column(self, spacing=2 * GRID)
        self.title = Label(title, "h1", wrap=True)
        self.body = Label(body, "muted", wrap=True)
        self.lines.addWidget(self.title)
        self.lines.addWidget(self.body)
        self.lines.setAlignment(Qt.AlignmentFlag.AlignTop)

    def forget(self) -> None:
        """Empty the fields that held secrets."""


class ChooseStep(Step):
    """What to begin with."""

    def __init__(self) -> None:
        super().__init__(
            tr("Buy AI models that run on your own computer"),
            tr(
                "You receive exactly the file that was promised, or the contract gives your money back. "
                "No account, no platform, nobody to trust."
            ),
        )
        self.new = Button(tr("Create a wallet"), "large", name="welcome-create")
        self.restore = Button(tr("Restore a wallet"), name="welcome-restore")
        self.watch = Button(tr("Watch an address"), "ghost", icon="eye", name="welcome-watch")
        self.look = Button(tr("Look around first"), "ghost", icon="store", name="welcome-look")
        self.lines.addSpacing(GRID)
        self.lines.addWidget(Flow(self.new, self.restore, self.watch, self.look, spacing=GRID + 4))
        self.lines.addSpacing(2 * GRID)
        card = Card(spacing=2 * GRID)
        for icon, title, body in (
            (
                "shield-check",
                tr("Checked before you pay"),
                tr("Licet downloads and verifies every byte first."),
            ),
            (
                "undo-2",
                tr("Paid into a contract"),
                tr("No key in time, or a wrong one: you take your money back."),
            ),
            ("cpu", tr("Runs here, walled in"), tr("Models run offline, without files or network.")),
        ):
            words = column(spacing=2)
            words.addWidget(Label(title, "strong"))
            words.addWidget(Label(body, "muted", wrap=True))
            line = row(Icon(icon, "accent_text", 24), words, spacing=2 * GRID)
            line.setStretch(1, 1)
            card.column.addLayout(line)
        self.lines.addWidget(card)


class CreateStep(Step):
    """A password, and for who wants it how the phrase is made."""

    def __init__(self) -> None:
        super().__init__(
            tr("Choose a password"),
            tr(
                "It encrypts the wallet on this computer. Nobody can reset it; your recovery words are the way back."
            ),
        )
        self.password = secret_field(tr("Password"), "welcome-password")
        self.again = secret_field(tr("The same password again"), "welcome-password-again")
        self.make = Button(tr("Create the wallet"), "primary", name="welcome-make")
        self.back = Button(tr("Back"), "ghost")
        self.more = Button(tr("More choices"), "ghost", icon="chevron-down", name="welcome-more")
        self.more.clicked.connect(lambda _=False: self._show_more())
        self.choices = QWidget()
        self.choices.hide()
        self.words = Choice(tr("Recovery words"), "welcome-count")
        for count in _WORD_COUNTS:
            self.words.addItem(tr("{n} words", n=count), count)
        self.language = Choice(tr("Language of the words"), "welcome-language")
        for name in PHRASE_LANGUAGES:
            self.language.addItem(tr(LANGUAGES[name]), name)
        self.passphrase = secret_field(tr("Extra passphrase (may stay empty)"), "welcome-extra")
        self.passphrase_again = secret_field(tr("The same passphrase again"), "welcome-extra-again")
        block = column(self.choices, spacing=GRID)
        choices = row(self.words, self.language, 1)
        block.addLayout(choices)
        for widget in (
            self.passphrase,
            self.passphrase_again,
            Label(
                tr(
                    "English words are known to every wallet. An extra passphrase belongs to the words: without it "
                    "they bring back another, empty wallet."
                ),
                "small",
                wrap=True,
            ),
        ):
            block.addWidget(widget)
        for item in (self.password, self.again, self.choices):
            self.lines.addWidget(item)
        self.lines.addWidget(Flow(self.make, self.back, self.more))

    def phrase(self) -> NewPhrase:
        """How the phrase is to be made."""
        return NewPhrase(self.words.currentData(), self.language.currentData(), self.passphrase.text())

    def forget(self) -> None:
        for edit in (self.password, self.again, self.passphrase, self.passphrase_again):
            edit.clear()

    def _show_more(self) -> None:
        self.choices.show()
        self.more.hide()


class RestoreStep(Step):
    """The words as they stand on paper; or a back-up file."""

    def __init__(self) -> None:
        super().__init__(
            tr("Restore a wallet"),
            tr(
                "From 12 to 24 recovery words of any wallet, in nine languages, or from a back-up file of Licet."
            ),
        )
        self.phrase = QPlainTextEdit()
        self.phrase.setObjectName("welcome-phrase")
        self.phrase.setAccessibleName(tr("Your recovery words, with spaces between them"))
        self.phrase.setPlaceholderText(tr("Your recovery words, with spaces between them"))
        self.phrase.setFixedHeight(11 * GRID)
        self.phrase.setTabChangesFocus(True)
        self.passphrase = secret_field(tr("Extra passphrase, if you chose one"), "welcome-passphrase")
        self.password = secret_field(tr("A new password for this computer"), "welcome-new-password")
        self.search = CheckBox(tr("Find my accounts, orders and licences on the network"))
        self.search.setObjectName("welcome-search")
        self.search.setChecked(True)
        note = Label(
            tr(
                "Your node is asked about one address after the other. Whoever runs it could see that they belong "
                "together."
            ),
            "small",
            wrap=True,
        )
        self.restore = Button(tr("Restore"), "primary", name="welcome-restore-now")
        self.file = Button(tr("From a back-up file…"), icon="folder-open", name="welcome-restore-file")
        self.back = Button(tr("Back"), "ghost")
        for widget in (self.phrase, self.passphrase, self.password, self.search, note):
            self.lines.addWidget(widget)
        self.lines.addWidget(Flow(self.restore, self.file, self.back))

    def forget(self) -> None:
        self.phrase.setPlainText("")
        self.passphrase.clear()
        self.password.clear()


class WatchStep(Step):
    """An address without its key."""

    def __init__(self) -> None:
        super().__init__(
            tr("Watch an address"),
            tr(
                "See what an account holds, without keys and without a password. Keys can come later: what you watch stays."
            ),
        )
        self.address = _field(tr("Address"), "welcome-address", "0x…")
        self.name = _field(tr("Name (may stay empty)"), "welcome-address-name", "")
        self.name.setMaxLength(MAX_NAME_CHARS)
        self.watch = Button(tr("Watch this address"), "primary", name="welcome-watch-now")
        self.back = Button(tr("Back"), "ghost")
        for edit in (self.address, self.name):
            edit.setMaximumWidth(56 * GRID)
            self.lines.addWidget(edit)
        self.lines.addLayout(row(self.watch, self.back, 1))


def secret_field(label: str, name: str) -> QLineEdit:
    """A line whose text is not shown."""
    edit = _field(label, name, label)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setMaximumWidth(48 * GRID)
    return edit


def _field(label: str, name: str, hint: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(hint or label)
    return edit
