"""One account in full: its name, address, where its key is, and what can be done with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu

from desktop.core.accounts import MAX_NAME_CHARS
from desktop.text import tr
from desktop.ui.account_words import key_note, key_words
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Label, clear, column, row
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.money import AddressView

if TYPE_CHECKING:
    from desktop.core.accounts import Account


class AccountCard(Card):
    """Says what the person wants by signals; the page does it."""

    renamed = Signal(str)
    chosen = Signal()
    moved = Signal(object)
    hidden = Signal(bool)
    removed = Signal()
    keystore_wanted = Signal()
    key_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=3 * GRID, spacing=2 * GRID)
        self.setMinimumWidth(42 * GRID)
        self._account: Account | None = None
        self.name = QLineEdit()
        self.name.setObjectName("account-rename")
        self.name.setAccessibleName(tr("Name of the account"))
        self.name.setMaxLength(MAX_NAME_CHARS)
        self.name.editingFinished.connect(self._rename)
        self.address = column()
        self.key = Label("", "strong", wrap=True)
        self.path = Label("", "mono", selectable=True)
        self.note = Label("", "muted", wrap=True)
        self.use = Button(tr("Use this account"), icon="circle-check", name="account-use")
        self.use.clicked.connect(lambda _=False: self.chosen.emit())
        self.up = Button("", "icon", icon="chevron-up", name="account-up", tip=tr("Move up"))
        self.up.clicked.connect(lambda _=False: self.moved.emit(-1))
        self.down = Button("", "icon", icon="chevron-down", name="account-down", tip=tr("Move down"))
        self.down.clicked.connect(lambda _=False: self.moved.emit(1))
        self.hide_it = Button(tr("Hide"), icon="eye-off", name="account-hide")
        self.hide_it.clicked.connect(lambda _=False: self._hide())
        self.take_out = Button(tr("Take the key out"), icon="key-round", name="account-export")
        menu = QMenu(self.take_out)
        menu.addAction(tr("As a keystore file (V3)…"), self.keystore_wanted.emit)
        menu.addAction(tr("As a private key…"), self.key_wanted.emit)
        self.take_out.setMenu(menu)
        self.drop = Button(tr("Remove…"), "danger", icon="trash-2", name="account-remove")
        self.drop.clicked.connect(lambda _=False: self.removed.emit())
        self.column.addLayout(row(self.name, self.up, self.down))
        self.column.addLayout(self.address)
        facts = column(spacing=4)
        for label in (self.key, self.path, self.note):
            facts.addWidget(label)
        self.column.addLayout(facts)
        self.column.addWidget(Flow(self.use, self.hide_it, self.take_out, self.drop))
        self.column.addStretch(1)

    @property
    def account(self) -> "Account | None":
        """The account that is shown."""
        return self._account

    def show_account(
        self, account: "Account", *, is_active: bool, is_open: bool, place: int, count: int
    ) -> None:
        """Fill it in; ``place`` of ``count`` says whether the account can move."""
        moved_on = self._account is None or self._account.address != account.address
        self._account = account
        if moved_on or not self.name.hasFocus():
            self.name.setText(account.name)
        clear(self.address)
        self.address.addWidget(AddressView(account.address, whole=True))
        self.key.setText(key_words(account))
        self.path.setText(account.path)
        self.path.setVisible(bool(account.path))
        self.note.setText(key_note(account))
        self.use.setVisible(not is_active and not account.is_hidden)
        self.hide_it.set_text(tr("Show") if account.is_hidden else tr("Hide"))
        self.hide_it.set_icon("eye" if account.is_hidden else "eye-off")
        self.hide_it.setEnabled(count > 1)
        self.take_out.setVisible(not account.is_watched)
        self.take_out.setEnabled(is_open)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        self.drop.setVisible(account.kind != "hd")
        self.drop.setEnabled(count > 1)

    def _rename(self) -> None:
        name = self.name.text().strip()
        if self._account is not None and name and name != self._account.name:
            self.renamed.emit(name)

    def _hide(self) -> None:
        if self._account is not None:
            self.hidden.emit(not self._account.is_hidden)
