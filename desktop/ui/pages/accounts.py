"""The accounts: all of them in the person's order, what each is, more of them, and the back-ups of their keys."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from desktop.core.changes import Topic
from desktop.text import describe, tr, trn
from desktop.ui.dialogs import ConfirmDialog, choose_file
from desktop.ui.models.accounts import AccountsModel
from desktop.ui.models.paged import paged_table
from desktop.ui.page import PageTools
from desktop.ui.pages.account_card import AccountCard
from desktop.ui.pages.account_dialogs import KeyAccountDialog, WatchDialog, WordsAccountDialog
from desktop.ui.pages.account_secrets import save_keystore, show_key
from desktop.ui.pages.backup_card import BackupCard
from desktop.ui.pages.discovery_dialog import DiscoveryDialog
from desktop.ui.pages.key_dialogs import MOST_KEYSTORE_BYTES, KeystoreDialog
from desktop.ui.pages.wallet_room import WalletRoom
from desktop.ui.secret_clipboard import SecretClipboard
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CheckBox, Scroll, column, row

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.core.identity import Address
    from desktop.services.account_list import AccountList
    from desktop.services.accounts import AccountService
    from desktop.services.backing_up import BackupService
    from desktop.services.discovering import AccountDiscovery
    from desktop.services.restoring import RestoringService


_ROOM_FOR_KEYS = 118 * GRID
_ROOM_FOR_ADDRESSES = 84 * GRID


class AccountsPage(WalletRoom):
    """A list, the account that is chosen in it, and the back-ups below."""

    topics = frozenset({Topic.WALLET})
    here = "accounts"

    def __init__(
        self,
        tools: PageTools,
        accounts: "AccountService",
        account_list: "AccountList",
        discovery: "AccountDiscovery",
        restoring: "RestoringService",
        backups: "BackupService",
    ) -> None:
        super().__init__(tools, accounts)
        self._list, self._discovery, self._restoring = account_list, discovery, restoring
        self._clipboard = SecretClipboard(self)
        self._shown: Address | None = None
        self.model = AccountsModel(self)
        self.table = paged_table("accounts", tr("Accounts"), self.model)
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(28 * GRID)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setWordWrap(False)
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self.add = Button(tr("Add an account"), "primary", icon="plus", name="accounts-add")
        self.find_button = Button(
            tr("Find used accounts…"), icon="scan-search", name="accounts-find", clicked=self.find_used
        )
        self.with_hidden = CheckBox(tr("Show hidden ones"))
        self.with_hidden.setObjectName("accounts-hidden")
        self.with_hidden.toggled.connect(lambda _: self._show_rows())
        self.card = AccountCard()
        self._connect()
        self.backup = BackupCard(tools, accounts, account_list, backups)
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        lines.addLayout(row(self.add, self.find_button, 1, self.with_hidden))
        both = row(self.table, self.card, spacing=2 * GRID)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        lines.addLayout(both, 1)
        lines.addWidget(self.backup)
        self.furnish(Scroll(inner, width=160 * GRID))

    def first_focus(self) -> QWidget:
        return self.table

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Names come first; where the key is, the icon says too, and the address is in full beside the list.
        room = self.width() / Theme.current().scale
        self.table.setColumnHidden(2, room < _ROOM_FOR_KEYS)
        self.table.setColumnHidden(1, room < _ROOM_FOR_ADDRESSES)

    def enter(self, arg: str) -> None:
        super().enter(arg)
        if arg == "check" and self._accounts.state.value == "unlocked":
            self.backup.check_words()

    def load(self, active: "Account") -> None:
        is_open = self._accounts.state.value == "unlocked"
        self.find_button.setVisible(is_open)
        self.backup.setVisible(is_open)
        self._offer(is_open=is_open)
        if self._shown is None:
            self._shown = active.address
        self._show_rows()
        if is_open:
            self.backup.load()

    def find_used(self) -> None:
        """Ask the node about the addresses of the words, after saying so."""
        DiscoveryDialog.ask(self, self._list, self._discovery, self.jobs, self._add_found)

    def import_keystore(self, path: Path) -> None:
        """Ask for the password of a file, and add its account to the wallet."""
        KeystoreDialog.ask(
            self,
            title=tr("Import a keystore file (V3)"),
            sentence=tr(
                "The password opens {file} once. The key is then kept in this wallet.", file=path.name
            ),
            confirm=tr("Import"),
            submit=lambda dialog, password: self._import(dialog, path, password),
        )

    def _connect(self) -> None:
        card = self.card
        card.renamed.connect(lambda name: self._act(lambda at: self._list.rename(at, name)))
        card.moved.connect(lambda by: self._act(lambda at: self._list.move(at, by)))
        card.hidden.connect(lambda hidden: self._act(lambda at: self._list.hide(at, is_hidden=hidden)))
        card.chosen.connect(self._use)
        card.removed.connect(self._ask_remove)
        card.key_wanted.connect(lambda: self._of_account(self._show_key))
        card.keystore_wanted.connect(lambda: self._of_account(self._save_keystore))

    def _offer(self, *, is_open: bool) -> None:
        """What can be added: without keys, accounts are only watched."""
        menu = QMenu(self.add)
        if is_open:
            menu.addAction(tr("Another account of your words…"), self._add_derived)
            menu.addAction(tr("A private key…"), self._add_key)
            menu.addAction(tr("A keystore file (V3)…"), self._choose_keystore)
        menu.addAction(tr("An address to watch…"), self._add_watched)
        self.add.setMenu(menu)

    def _show_rows(self) -> None:
        accounts = self._accounts.accounts if self.with_hidden.isChecked() else self._accounts.visible
        hidden = len(self._accounts.accounts) - len(self._accounts.visible)
        self.with_hidden.setVisible(bool(hidden))
        self.with_hidden.setText(trn("Show {n} hidden one", "Show {n} hidden ones", hidden))
        active = self._accounts.active
        self.model.show_accounts(accounts, active.address if active is not None else None)
        at = max(self.model.row_of(self._shown), 0)
        self.table.selectRow(at)
        self._show_card()

    def _selected(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._shown = self.model.rows[current.row()].address
            self._show_card()

    def _show_card(self) -> None:
        everything = self._accounts.accounts
        account = next((a for a in everything if a.address == self._shown), None) or self._accounts.active
        if account is None:
            return
        active = self._accounts.active
        self.card.show_account(
            account,
            is_active=active is not None and active.address == account.address,
            is_open=self._accounts.state.value == "unlocked",
            place=everything.index(account),
            count=len(everything),
        )

    def _act(self, work: "Callable[[Address], object]") -> None:
        """Change the account that is shown; each change is on the disk before the list shows it."""
        account = self.card.account
        if account is not None:
            self.jobs.start(
                lambda _job: work(account.address),
                lane="cpu",
                owner=self,
                done=lambda _: None,
                failed=self._failed,
            )

    def _of_account(self, act: "Callable[[Account], object]") -> None:
        if (account := self.card.account) is not None:
            act(account)

    def _use(self) -> None:
        self._of_account(lambda account: self._accounts.choose(account.address))

    def _show_key(self, account: "Account") -> None:
        show_key(self, self.tools, self._list, account, self._clipboard)

    def _save_keystore(self, account: "Account") -> None:
        save_keystore(self, self.tools, self._list, account)

    def _ask_remove(self) -> None:
        account = self.card.account
        if account is None:
            return
        gone = (
            tr(
                "The key is deleted from this computer. If no back-up file holds it, the account is lost for ever."
            )
            if account.kind == "imported"
            else tr("It is no longer watched. Nothing of it was here but its address.")
        )
        ConfirmDialog.ask(
            self,
            tr("Remove “{name}”?", name=account.name),
            (str(account.address), gone),
            confirm=tr("Remove"),
            then=lambda: self._act(self._list.remove),
            danger=True,
        )

    def _add_derived(self) -> None:
        WordsAccountDialog.ask(self, self._list, self.jobs, self._added)

    def _add_key(self) -> None:
        KeyAccountDialog.ask(self, self._list, self.jobs, self._added)

    def _add_watched(self) -> None:
        WatchDialog.ask(self, self._list, self.jobs, self._added)

    def _choose_keystore(self) -> None:
        filters = tr("Keystore files") + " (*.json UTC--*);;" + tr("All files") + " (*)"
        if path := choose_file(self, tr("Import a keystore file (V3)"), filters):
            self.import_keystore(path)

    def _import(self, dialog: KeystoreDialog, path: Path, password: str) -> None:
        name = " ".join(dialog.name.text().split()) or tr("Imported account")

        def work(_job: object) -> "Account":
            with path.open("rb") as file:
                data = file.read(MOST_KEYSTORE_BYTES + 1)
            return self._list.import_keystore(data, password, name)

        def done(account: "Account") -> None:
            dialog.succeed()
            self._added(account.name)

        self.jobs.start(
            work, lane="cpu", title=tr("Importing an account"), owner=self, done=done, failed=dialog.fail
        )

    def _added(self, name: str) -> None:
        accounts = self._accounts.accounts
        if accounts:
            self._shown = accounts[-1].address
        self.tools.toast("success", tr("“{name}” is in your wallet", name=name))

    def _add_found(self, chosen: list[tuple[str, str]]) -> None:
        """Add them, and bring back what they bought."""

        def work(_job: object) -> int:
            if chosen:
                self._list.add_at(chosen)
            return sum(self._restoring.find(account.address) for account in self._accounts.own)

        def done(orders: int) -> None:
            if chosen:
                self.tools.toast("success", trn("{n} account added", "{n} accounts added", len(chosen)))
            if orders:
                self.tools.toast("success", trn("{n} order found", "{n} orders found", orders))

        self.jobs.start(work, title=tr("Looking for your orders"), owner=self, done=done, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.tools.toast("danger", describe(error).title)
        self.refresh()
