"""Making a file that a computer without a network signs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import InvalidAddress, InvalidAmount
from desktop.core.identity import Address
from desktop.core.money import COIN, parse_amount
from desktop.core.transactions import Call
from desktop.text import tr
from desktop.ui.dialogs import GrowingDialog, choose_new_file
from desktop.ui.page import PageTools
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, Label, column, restyle, row
from desktop.ui.widgets.fee_choice import FeeChoiceView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.core.transactions import FeeOffer
    from desktop.services.offline import OfflineService


class SignElsewhereDialog(GrowingDialog):
    """Who pays whom how much, then fee and number, then a file. Nothing is signed here."""

    def __init__(
        self,
        parent: QWidget,
        tools: PageTools,
        offline: "OfflineService",
        accounts: "Sequence[Account]",
        active: Address,
    ) -> None:
        super().__init__(parent, tr("Sign elsewhere"))
        self.setObjectName("sign-elsewhere-dialog")
        self.setMinimumWidth(72 * GRID)
        self._tools, self._offline = tools, offline
        self._call: Call | None = None
        self.account = Choice(tr("From"), "make-from")
        for account in accounts:
            self.account.addItem(f"{account.name}  {account.address.short}", account.address)
        self.account.setCurrentIndex([account.address for account in accounts].index(active))
        self.to = _field(tr("To"), "0x…", "make-to")
        self.amount = _field(tr("Amount"), f"0.05 {COIN.unit}", "make-amount")
        self.note = _field(tr("Note"), tr("What it is for; travels in the file"), "make-note")
        self.fees = FeeChoiceView()
        self.fees.hide()
        self.fees.changed.connect(self._fees_changed)
        self.fault = Banner("danger")
        self.fault.hide()
        self.next = Button(tr("Continue"), "primary", name="make-next", clicked=self._next)
        self._furnish()
        self.account.activated.connect(lambda _index: self._changed())

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        tools: PageTools,
        offline: "OfflineService",
        accounts: "Sequence[Account]",
        active: Address,
    ) -> "SignElsewhereDialog":
        """Open it."""
        dialog = cls(parent, tools, offline, accounts, active)
        dialog.open()
        return dialog

    def _furnish(self) -> None:
        sentence = tr(
            "For an account whose keys are on a computer without a network. The file holds chain, number and fee, so that computer asks nobody anything."
        )
        self.lines.addWidget(Label(sentence, "muted", wrap=True))
        for field in (self.account, self.to, self.amount, self.note):
            block = column(spacing=4)
            block.addWidget(Label(field.accessibleName(), "strong"))
            block.addWidget(field)
            self.lines.addLayout(block)
        for edit in (self.to, self.amount):
            edit.textEdited.connect(self._changed)
        self.lines.addWidget(self.fees)
        self.lines.addWidget(self.fault)
        cancel = Button(tr("Cancel"), name="make-cancel", clicked=self.reject)
        self.lines.addLayout(row(1, cancel, self.next))

    def _changed(self) -> None:
        """Another payment has other fees and another number: they are asked anew."""
        self._call = None
        self.fees.hide()
        self.fault.hide()
        self.next.set_text(tr("Continue"))
        self.next.setEnabled(True)
        for edit in (self.to, self.amount):
            edit.setProperty("wrong", False)
            restyle(edit)

    def _next(self) -> None:
        if self._call is not None:
            self._build(self._call)
            return
        try:
            call = Call(
                Address.parse(self.to.text()),
                value_wei=parse_amount(self.amount.text().removesuffix(COIN.unit)),
            )
        except (InvalidAddress, InvalidAmount) as error:
            wrong = self.to if isinstance(error, InvalidAddress) else self.amount
            wrong.setProperty("wrong", True)
            restyle(wrong)
            self.fault.show_error(error)
            return
        account: Address = self.account.currentData()
        self.next.setEnabled(False)
        self._tools.jobs.start(
            lambda _job: self._offline.offer(account, call),
            owner=self,
            done=lambda offer: self._offered(call, offer),
            failed=self._failed,
        )

    def _offered(self, call: Call, offer: "FeeOffer") -> None:
        self._call = call
        self.fees.show_offer(offer)
        self.fees.show()
        self.next.set_text(tr("Save the file"))
        self._fees_changed()

    def _fees_changed(self) -> None:
        self.next.setEnabled(self._call is None or self.fees.is_ready)

    def _build(self, call: Call) -> None:
        fee, nonce, note = self.fees.fee(), self.fees.nonce(), self.note.text()
        path = choose_new_file(self, tr("Save the file"), "transaction-to-sign.json")
        if fee is None or path is None:
            return
        account: Address = self.account.currentData()
        self.next.setEnabled(False)

        def done(_: object) -> None:
            self._tools.toast(
                "success", tr("File saved as {file}. Nothing was signed or sent.", file=path.name)
            )
            self.accept()

        self._tools.jobs.start(
            lambda _job: path.write_bytes(
                self._offline.build(account, call, fees=fee, nonce=nonce, note=note)
            ),
            owner=self,
            done=done,
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self.next.setEnabled(True)
        self.fault.show_error(error)


def _field(label: str, placeholder: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(placeholder)
    return edit
