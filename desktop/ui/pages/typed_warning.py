"""What may be gone for ever once it is done: opens only for a typed sentence and the wallet's password."""

from abc import abstractmethod

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.text import tr
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Label, column
from desktop.ui.widgets.states import Banner


class TypedWarning(PasswordDialog):
    """Subclasses say what is to be typed, and what follows."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        super().__init__(parent, title, sentence, confirm, keychain=keychain)
        self.setMinimumWidth(66 * GRID)
        self.wanted = self.sentence_to_type()
        self.typed = QLineEdit()
        self.typed.setObjectName("typed-sentence")
        self.typed.setPlaceholderText(self.wanted)
        self.typed.setAccessibleName(tr("Type: {sentence}", sentence=self.wanted))
        at = self.lines.indexOf(self.password)
        for widget in (Banner("danger", *self.warning()), Label(self.note(), "muted", wrap=True)):
            self.lines.insertWidget(at, widget)
            at += 1
        block = column(spacing=4)
        block.addWidget(Label(tr("To go on, type “{sentence}”", sentence=self.wanted), "strong", wrap=True))
        block.addWidget(self.typed)
        self.lines.insertLayout(at, block)
        for edit in (self.typed, self.password):
            edit.textChanged.connect(self.check)
        self.check()
        self.typed.setFocus()

    @abstractmethod
    def sentence_to_type(self) -> str:
        """What the person types to show that the warning was read."""

    @abstractmethod
    def warning(self) -> tuple[str, str]:
        """(title, body) of what follows."""

    @abstractmethod
    def note(self) -> str:
        """What does not follow, or who never needs it."""

    def is_complete(self) -> bool:
        """Whether everything else that the dialog asks for is there."""
        return True

    def done(self, result: int) -> None:
        self.password.clear()
        super().done(result)

    def check(self) -> None:
        """Offer to go on once everything is there."""
        is_typed = " ".join(self.typed.text().split()).casefold() == self.wanted.casefold()
        self.confirm.setEnabled(is_typed and bool(self.password.text()) and self.is_complete())
