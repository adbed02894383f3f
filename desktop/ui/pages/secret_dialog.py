"""A secret on the screen: for a while, until the wallet locks, copied only for a minute."""

from abc import abstractmethod

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from desktop.core.changes import Change, Topic
from desktop.text import tr
from desktop.ui.dialogs import Dialog
from desktop.ui.page import PageTools
from desktop.ui.secret_clipboard import CLEARED_AFTER_S, SecretClipboard
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, row

SHOWN_FOR_S = 120


class PassingDialog(Dialog):
    """Closes by itself after two minutes, and when the wallet changes or locks; then it has forgotten all."""

    def __init__(self, parent: QWidget, title: str, tools: PageTools) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(66 * GRID)
        self.closes = tr("This closes by itself after {n} seconds, and when the wallet locks.", n=SHOWN_FOR_S)
        tools.bus.changed.connect(self._changed)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self.reject)
        timer.start(SHOWN_FOR_S * 1000)

    @abstractmethod
    def forget(self) -> None:
        """Empty what showed the secret."""

    def done(self, result: int) -> None:
        self.forget()
        super().done(result)

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.WALLET:
            self.reject()


class SecretDialog(PassingDialog):
    """A secret as text that can be copied, by a button alone."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        sentence: str,
        secret: str,
        tools: PageTools,
        clipboard: SecretClipboard,
    ) -> None:
        super().__init__(parent, title, tools)
        self.setObjectName("secret-dialog")
        self.secret, self._clipboard = secret, clipboard
        self.view = QPlainTextEdit(secret)
        self.view.setObjectName("secret-text")
        self.view.setReadOnly(True)
        self.view.setUndoRedoEnabled(False)
        self.view.setProperty("mono", True)
        self.view.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # its Copy would stay for ever
        self.view.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.view.setAccessibleName(title)
        self.view.setFixedHeight(8 * GRID)
        self.note = Label(self.closes, "small", wrap=True)
        self.copied = Button(tr("Copy"), icon="copy", name="secret-copy", clicked=self._copy)
        self.close_button = Button(tr("Close"), "primary", name="secret-close", clicked=self.accept)
        self.lines.addWidget(Label(sentence, "muted", wrap=True))
        self.lines.addWidget(self.view)
        self.lines.addWidget(self.note)
        self.lines.addLayout(self.buttons())

    def buttons(self) -> QHBoxLayout:
        """The row below."""
        return row(self.copied, 1, self.close_button)

    def forget(self) -> None:
        self.secret = ""
        self.view.clear()

    def _copy(self) -> None:
        self._clipboard.copy(self.secret)
        self.note.setText(tr("Copied. The clipboard is emptied in {n} seconds.", n=CLEARED_AFTER_S))
