"""Lowering an approval or taking it back: what it does, what it costs, and then how it went."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import InvalidAmount
from desktop.core.identity import Address
from desktop.text import tr
from desktop.ui.activity_words import Names
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import JobRunner
from desktop.ui.pages.approval_row import allowed_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, clear, column, row
from desktop.ui.widgets.confirmation import ConfirmationView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.effects import Preview
    from desktop.services.approvals import Approval, ApprovalChange, ApprovalService


class ApprovalDialog(Dialog):
    """Shows the confirmation first; what is sent is what was shown."""

    def __init__(
        self,
        parent: QWidget,
        jobs: JobRunner,
        approvals: "ApprovalService",
        account: Address,
        approval: "Approval",
        then: Callable[[str], object],
        *,
        is_lowering: bool,
        names: Names,
    ) -> None:
        super().__init__(parent, tr("Lower this approval") if is_lowering else tr("Take this approval back"))
        self.setObjectName("approval-dialog")
        self.setMinimumWidth(72 * GRID)
        self._jobs, self._approvals, self._account = jobs, approvals, account
        self._approval, self._then, self._is_lowering = approval, then, is_lowering
        self._names = names
        self._planned: tuple[ApprovalChange, Preview] | None = None
        self.lines.addWidget(Label(tr("Now: {words}", words=allowed_text(approval)), "muted", wrap=True))
        self.amount = QLineEdit()
        self.amount.setObjectName("approval-amount")
        self.amount.setAccessibleName(tr("New limit"))
        self.amount.setPlaceholderText(tr("New limit, in {unit}", unit=approval.currency.unit))
        self.amount.setVisible(is_lowering)
        self.amount.textEdited.connect(lambda _: self._forget())
        self.fault = Banner("danger")
        self.fault.hide()
        self.note = Label("", "muted", wrap=True)
        self.note.hide()
        self.place = column(spacing=GRID)
        self.go = Button("", "primary", name="approval-go", clicked=self._go)
        self.cancel = Button(tr("Cancel"), name="approval-cancel", clicked=self.reject)
        for widget in (self.amount, self.fault, self.note):
            self.lines.addWidget(widget)
        self.lines.addLayout(self.place)
        self.lines.addLayout(row(1, self.cancel, self.go))
        self._forget()
        if not is_lowering:
            self._look(0)

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        jobs: JobRunner,
        approvals: "ApprovalService",
        account: Address,
        approval: "Approval",
        then: Callable[[str], object],
        *,
        is_lowering: bool,
        names: Names,
    ) -> "ApprovalDialog":
        """Open it; ``then`` gets a sentence when it is done."""
        dialog = cls(parent, jobs, approvals, account, approval, then, is_lowering=is_lowering, names=names)
        dialog.open()
        return dialog

    def _forget(self) -> None:
        self._planned = None
        clear(self.place)
        self.fault.hide()
        self.note.hide()
        self.go.set_text(tr("Continue"))
        self.go.setEnabled(True)

    def _go(self) -> None:
        if self._planned is not None:
            self._send(*self._planned)
            return
        try:
            amount = self._approval.currency.parse(self.amount.text()) if self._is_lowering else 0
        except InvalidAmount as error:
            self.fault.show_error(error)
            self.fault.show()
            return
        self._look(amount)

    def _look(self, amount: int) -> None:
        self._busy(tr("Trying it at the node…"))

        def work() -> "tuple[ApprovalChange, Preview]":
            change = self._approvals.plan(self._account, self._approval, amount)
            return change, self._approvals.preview(change)

        self._jobs.start(
            lambda _job: work(), owner=self, done=lambda found: self._show(*found), failed=self._failed
        )

    def _show(self, change: "ApprovalChange", preview: "Preview") -> None:
        self._planned = change, preview
        clear(self.place)
        self.place.addWidget(ConfirmationView(preview, name_of=self._name_of))
        self.note.setText(
            tr("This token wants its approval at zero first: two transactions are sent, one after the other.")
        )
        self.note.setVisible(len(change.calls) > 1)
        self.go.set_text(tr("Lower") if change.amount else tr("Take back"))
        self.go.setEnabled(True)
        self.amount.setEnabled(True)

    def _name_of(self, address: Address) -> str:
        return self._names.person(address) if self._names.known(address) else ""

    def _send(self, change: "ApprovalChange", shown: "Preview") -> None:
        self._busy(tr("Sent; waiting for its block. You may close this: it goes on."))
        self.cancel.set_text(tr("Close"))
        sentence = tr("The approval is lowered.") if change.amount else tr("The approval is taken back.")

        def done(_: object) -> None:
            self.accept()
            self._then(sentence)

        self._jobs.start(
            lambda control: self._approvals.carry_out(change, control.cancel, shown),
            title=tr("Changing an approval"),
            owner=self,
            done=done,
            failed=self._failed,
        )

    def _busy(self, words: str) -> None:
        self.fault.hide()
        self.note.setText(words)
        self.note.show()
        self.go.setEnabled(False)
        self.amount.setEnabled(False)

    def _failed(self, error: BaseException) -> None:
        self._forget()
        self.cancel.set_text(tr("Cancel"))
        self.amount.setEnabled(True)
        self.fault.show_error(error)
        self.fault.show()
