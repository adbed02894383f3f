"""The contacts: whom the person pays, by names of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.changes import Topic
from desktop.core.contacts import Contact, reading
from desktop.text import describe, tr
from desktop.ui.dialogs import ConfirmDialog, choose_file, choose_new_file
from desktop.ui.models.contacts import ContactModel
from desktop.ui.models.paged import paged_table
from desktop.ui.page import PageTools
from desktop.ui.pages.contact_dialogs import ContactDialog, ImportDialog
from desktop.ui.pages.paying_tools import PayingTools
from desktop.ui.pages.rules_dialog import RulesDialog
from desktop.ui.pages.send_dialog import SendDialog
from desktop.ui.pages.wallet_room import WalletRoom
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, column, row
from desktop.ui.widgets.states import Message

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.services.accounts import AccountService
    from desktop.services.contacts import ImportPlan

_MOST_FILE_BYTES = 2 << 20


class ContactsPage(WalletRoom):
    """A table, a search, and what can be done with the contact that is marked."""

    topics = frozenset({Topic.WALLET, Topic.CONTACTS})
    here = "contacts"

    def __init__(self, tools: PageTools, accounts: "AccountService", paying: PayingTools) -> None:
        super().__init__(tools, accounts)
        self._paying = paying
        self._contacts: list[Contact] = []
        self.model = ContactModel(self._network_name, self)
        self.table = paged_table("contacts", tr("Contacts"), self.model)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._marked())
        self.table.doubleClicked.connect(lambda _index: self._edit())
        self.search = QLineEdit()
        self.search.setObjectName("contacts-search")
        self.search.setAccessibleName(tr("Search contacts"))
        self.search.setPlaceholderText(tr("Search contacts"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._show())
        self.none = Message("book-user")
        self.none.setObjectName("contacts-none")
        self.add = Button(tr("New contact"), "primary", icon="plus", name="contacts-add", clicked=self._add)
        self.pay = Button(tr("Send"), icon="arrow-up-right", name="contacts-pay", clicked=self._pay)
        self.edit = Button(tr("Edit"), "ghost", icon="pencil", name="contacts-edit", clicked=self._edit)
        self.remove = Button(
            tr("Remove"), "ghost", icon="trash-2", name="contacts-remove", clicked=self._remove
        )
        self.load_file = Button(
            tr("Import"), "ghost", icon="upload", name="contacts-import", clicked=self._import
        )
        self.save_file = Button(
            tr("Export as CSV"), "ghost", icon="download", name="contacts-export", clicked=self._export
        )
        rules = Button(
            tr("What Licet warns of"), "ghost", icon="shield-alert", name="contacts-rules",
            clicked=lambda: RulesDialog.ask(self),
        )  # fmt: skip
        full = QWidget()
        lines = column(full, spacing=2 * GRID)
        head = row(self.search, self.load_file, self.save_file, self.add, spacing=GRID)
        head.setStretch(0, 1)
        lines.addLayout(head)
        lines.addWidget(self.none, 1)
        lines.addWidget(self.table, 1)
        self.acts = QWidget()
        self.acts.setLayout(row(self.pay, self.edit, self.remove))
        lines.addLayout(row(self.acts, 1, rules))
        self.furnish(full)

    def first_focus(self) -> QWidget:
        return self.search

    def load(self, active: "Account") -> None:  # noqa: ARG002  contacts are all accounts'
        self.jobs.start(lambda _job: self._paying.contacts.all(), lane="db", owner=self, done=self._take)

    def _take(self, contacts: list[Contact]) -> None:
        self._contacts = contacts
        self._show()

    def _show(self) -> None:
        wanted = reading(self.search.text())
        found = [
            c for c in self._contacts
            if wanted in reading(c.name + c.note + c.ens_name) or wanted in str(c.address).casefold()
        ]  # fmt: skip
        self.model.show(found)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        self.acts.setVisible(bool(found))
        if self._contacts:
            self.none.say(tr("No contact has this in it."), "")
        else:
            self.none.say(
                tr("No contacts yet"),
                tr("Give addresses names of your own: you pay by name, and are warned of look-alikes."),
            )
        self.save_file.setEnabled(bool(self._contacts))
        self._marked()

    def _chosen(self) -> Contact | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.rows[rows[0].row()] if rows and rows[0].row() < len(self.model.rows) else None

    def _marked(self) -> None:
        is_marked = self._chosen() is not None
        for button in (self.pay, self.edit, self.remove):
            button.setEnabled(is_marked)

    def _network_name(self, chain_id: int) -> str:
        if chain_id == self._paying.sending.chain_id:
            return tr("this one")
        return tr("chain {id}", id=chain_id)

    def _add(self) -> None:
        ContactDialog.ask(self, self._paying, self.jobs)

    def _edit(self) -> None:
        if (contact := self._chosen()) is not None:
            ContactDialog.ask(self, self._paying, self.jobs, contact)

    def _pay(self) -> None:
        if (contact := self._chosen()) is not None:
            SendDialog.ask(self, self._paying, self.jobs, self.tools.toast, to=contact.name)

    def _remove(self) -> None:
        if (contact := self._chosen()) is None:
            return
        ConfirmDialog.ask(
            self,
            tr("Remove this contact?"),
            (tr("{name} leaves your contacts. What you paid stays in the activity.", name=contact.name),),
            confirm=tr("Remove"),
            then=lambda: self._do(lambda: self._paying.contacts.remove(contact.address)),
            danger=True,
        )

    def _do(self, act: Callable[[], object]) -> None:
        self.jobs.start(lambda _job: act(), lane="db", owner=self, failed=self._failed)

    def _import(self) -> None:
        path = choose_file(self, tr("Import contacts"), "CSV (*.csv *.txt)")
        if path is None:
            return
        self.jobs.start(
            lambda _job: self._paying.contacts.plan_import(_read(path)),
            lane="db", owner=self, done=self._planned, failed=self._failed,
        )  # fmt: skip

    def _planned(self, plan: "ImportPlan") -> None:
        ImportDialog.ask(self, plan, lambda: self._do(lambda: self._paying.contacts.carry_out(plan)))

    def _export(self) -> None:
        path = choose_new_file(self, tr("Export as CSV"), "licet-contacts.csv")
        if path is not None:
            self.jobs.start(
                lambda _job: path.write_text(self._paying.contacts.export_csv(), "utf-8", newline=""),
                lane="db", owner=self, failed=self._failed,
                done=lambda _: self.tools.toast("success", tr("Contacts saved to {file}", file=path.name)),
            )  # fmt: skip

    def _failed(self, error: BaseException) -> None:
        self.tools.toast("danger", describe(error).title)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_FILE_BYTES + 1)
