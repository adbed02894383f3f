"""Keeping a contact, and what reading a file of contacts would do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.contacts import MAX_NAME_CHARS, MAX_NOTE_CHARS, Contact
from desktop.core.errors import InvalidAddress
from desktop.text import mark, tr, trn
from desktop.text.contacts import refusal
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import JobRunner
from desktop.ui.pages.paying_tools import PayingTools
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CheckBox, Label, Scroll, column, restyle, row
from desktop.ui.widgets.money import grouped
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.contacts import ImportPlan
    from desktop.services.sending import Payee

_MOST_WHOLE = 4
"""So many lines that are left out stand as they are; more of them scroll."""


class ContactDialog(Dialog):
    """Name, address or ENS name, note; of a contact that exists the address stays."""

    def __init__(
        self, parent: QWidget, paying: PayingTools, jobs: JobRunner, contact: Contact | None, address: str
    ) -> None:
        super().__init__(parent, tr("Edit the contact") if contact else tr("New contact"))
        self.setObjectName("contact-dialog")
        self._paying, self._jobs, self._contact = paying, jobs, contact
        self.name = _field(tr("Name"), "contact-name", MAX_NAME_CHARS)
        self.address = _field(tr("Address or ENS name"), "contact-address", 2048)
        self.note = _field(tr("Note"), "contact-note", MAX_NOTE_CHARS)
        self.here = CheckBox(tr("Only on this network: a contract, or a deposit address of an exchange"))
        self.here.setObjectName("contact-here")
        self.fault = Banner("danger")
        self.fault.hide()
        self.save = Button(tr("Save"), "primary", name="contact-save", clicked=self._save)
        cancel = Button(tr("Cancel"), name="contact-cancel", clicked=self.reject)
        for edit in (self.name, self.address, self.note):
            block = column(spacing=4)
            block.addWidget(Label(edit.accessibleName(), "strong"))
            block.addWidget(edit)
            self.lines.addLayout(block)
        self.lines.addWidget(self.here)
        self.lines.addWidget(self.fault)
        self.lines.addLayout(row(1, cancel, self.save))
        self.address.setText(address)
        if contact is not None:
            self.name.setText(contact.name)
            self.address.setText(grouped(contact.address))
            self.address.setReadOnly(True)
            self.note.setText(contact.note)
            self.here.setChecked(contact.chain_id is not None)

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        paying: PayingTools,
        jobs: JobRunner,
        contact: Contact | None = None,
        *,
        address: str = "",
    ) -> "ContactDialog":
        """Open it, for a new contact or for one that is kept."""
        dialog = cls(parent, paying, jobs, contact, address)
        dialog.open()
        return dialog

    def _save(self) -> None:
        old, name, note = self._contact, self.name.text(), self.note.text()
        text, is_here = self.address.text(), self.here.isChecked()
        self.save.setEnabled(False)

        def keep() -> Contact:
            sending = self._paying.sending
            if old is not None:
                chain = (old.chain_id or sending.chain_id) if is_here else None
                return self._paying.contacts.save(
                    old.address, name, note, chain_id=chain, ens_name=old.ens_name
                )
            payee: Payee = sending.payee(text)
            chain = sending.chain_id if is_here else payee.request.chain_id
            return self._paying.contacts.save(payee.address, name, note, chain_id=chain, ens_name=payee.name)

        self._jobs.start(
            lambda _job: keep(), owner=self, done=lambda _kept: self.accept(), failed=self._failed
        )

    def _failed(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if isinstance(error, InvalidAddress):
            self.address.setProperty("wrong", True)
            restyle(self.address)
        self.fault.show_error(error)
        QTimer.singleShot(0, self, self.adjustSize)


class ImportDialog(Dialog):
    """Says what a file would bring, and keeps it when the person agrees."""

    def __init__(self, parent: QWidget, plan: "ImportPlan", then: Callable[[], object]) -> None:
        super().__init__(parent, tr("Import contacts"))
        self.setObjectName("contacts-import-dialog")
        count = len(plan.added) + len(plan.changed)
        for n, one, many in (
            (len(plan.added), mark("{n} new contact"), mark("{n} new contacts")),
            (len(plan.changed), mark("{n} contact gets another name or note"), mark("{n} contacts get other names or notes")),
            (plan.unchanged, mark("{n} contact is there already"), mark("{n} contacts are there already")),
            (len(plan.refused), mark("{n} line is left out"), mark("{n} lines are left out")),
        ):  # fmt: skip
            if n:
                self.lines.addWidget(Label(trn(one, many, n), "body"))
        if plan.refused:
            self.lines.addWidget(self._refused(plan), 1)
        if not count:
            self.lines.addWidget(Banner("info", "", tr("There is nothing in it to keep.")))
        keep = Button(tr("Keep them"), "primary", name="contacts-keep", clicked=self.accept)
        keep.setEnabled(bool(count))
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), keep))
        self.accepted.connect(then)

    @classmethod
    def ask(cls, parent: QWidget, plan: "ImportPlan", then: Callable[[], object]) -> "ImportDialog":
        """Open it; ``then`` runs if the person agrees."""
        dialog = cls(parent, plan, then)
        dialog.open()
        return dialog

    def _refused(self, plan: "ImportPlan") -> QWidget:
        inner = QWidget()
        lines = column(inner, spacing=4)
        for line in plan.refused[:50]:
            words = tr(
                "Line {line}: {reason} ({text})",
                line=line.line,
                reason=refusal(line.reason),
                text=line.text,
            )
            lines.addWidget(Label(words, "small", wrap=True))
        lines.addStretch(1)
        if len(plan.refused) <= _MOST_WHOLE:
            return inner
        scroll = Scroll(inner)
        scroll.setMinimumHeight(16 * GRID)
        return scroll


def _field(label: str, name: str, most: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setMaxLength(most)
    return edit
