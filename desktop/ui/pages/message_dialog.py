"""Signing a message that somebody else wrote: read first, then signed, then copied."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.tokens import unread_currency
from desktop.core.typed_messages import TypedMessage
from desktop.text import tr
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CheckBox, Label, Scroll, clear, column, row
from desktop.ui.widgets.message_view import MessageView
from desktop.ui.widgets.signed_bytes import HexView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.messages import MessageService

_MOST_BYTES = 256 << 10


class MessageDialog(Dialog):
    """One message from a file; the vault asks once more by itself, because such a signature may be worth anything."""

    def __init__(self, parent: QWidget, messages: "MessageService", jobs: JobRunner, data: bytes) -> None:
        super().__init__(parent, tr("Sign a message"))
        self.setObjectName("message-dialog")
        self.resize(88 * GRID, 90 * GRID)
        self._messages, self._jobs, self._data = messages, jobs, data
        self.fault = Banner("danger")
        self.fault.hide()
        inner = QWidget()
        self.body = column(inner, spacing=2 * GRID)
        self.check = CheckBox(tr("I have read every line, and I know who asks for it"))
        self.check.setObjectName("message-read")
        self.check.setEnabled(False)
        self.sign = Button(tr("Sign"), "primary", name="message-sign", clicked=self._sign)
        self.sign.setEnabled(False)
        self.check.toggled.connect(self.sign.setEnabled)
        close = Button(tr("Close"), name="message-close", clicked=self.reject)
        self.lines.addWidget(Scroll(inner), 1)
        for widget in (self.fault, self.check):
            self.lines.addWidget(widget)
        self.lines.addLayout(row(1, close, self.sign))
        jobs.start(lambda _job: messages.read(data), owner=self, done=self._show, failed=self._failed)

    @classmethod
    def ask(cls, parent: QWidget, messages: "MessageService", jobs: JobRunner, file: Path) -> None:
        """Open it for a file, as long as that can be a message at all."""

        def read() -> bytes:
            with file.open("rb") as source:
                return source.read(_MOST_BYTES + 1)

        jobs.start(
            lambda _job: read(),
            owner=parent,
            done=lambda data: cls(parent, messages, jobs, data).open(),
        )

    def _show(self, read: tuple[TypedMessage, dict[Address, Currency]]) -> None:
        message, currencies = read
        clear(self.body)

        def currency_of(token: Address) -> Currency:
            return currencies.get(token, unread_currency(token))

        self.body.addWidget(MessageView(message, self._messages.chain_id, currency_of))
        self.check.setEnabled(True)

    def _sign(self) -> None:
        self.sign.setEnabled(False)
        self.check.setEnabled(False)
        self.fault.hide()
        self._jobs.start(
            lambda _job: self._messages.sign(self._data),
            owner=self,
            done=self._signed,
            failed=self._failed,
        )

    def _signed(self, signature: bytes) -> None:
        clear(self.body)
        words = tr("It is signed. Whoever has the signature can use it: give it only to who asked for it.")
        self.body.addWidget(Label(words, "body", wrap=True))
        self.body.addWidget(HexView(tr("Signature"), signature))
        self.body.addStretch(1)
        self.check.hide()
        self.sign.hide()

    def _failed(self, error: BaseException) -> None:
        self.fault.show_error(error)
        self.check.setChecked(False)
        self.check.setEnabled(self.body.count() > 0)
