"""The wallet: balance, receive, send, activity."""

import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.text import amount, describe, tr
from desktop.ui.dialogs import choose_new_file
from desktop.ui.models.activity import ActivityModel
from desktop.ui.models.paged import PAGE, paged_table
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.wallet_dialogs import ReceiveDialog, SendDialog
from desktop.ui.phrases import ago
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Choice, Label, column, row
from desktop.ui.widgets.money import AddressView
from desktop.ui.widgets.states import Banner, StateView

if TYPE_CHECKING:
    from desktop.core.identity import Address
    from desktop.services.accounts import AccountService, Balance
    from desktop.services.collecting.service import CollectingService
    from desktop.services.journal import Activity


class WalletPage(Page):
    """One account at a time; a balance that could not be read is said to be unknown, never zero."""

    topics = frozenset({Topic.WALLET, Topic.BALANCE, Topic.ACTIVITY})

    def __init__(self, tools: PageTools, accounts: "AccountService", collecting: "CollectingService") -> None:
        super().__init__(tools)
        self._accounts, self._collecting = accounts, collecting
        self.head = PageHead(tr("Wallet"))
        self.account = Choice(tr("Account"), "wallet-account")
        self.account.activated.connect(self._choose)
        self.lock = Button(tr("Lock"), icon="lock", name="wallet-lock", clicked=self._lock)
        self.head.add(self.account)
        self.head.add(self.lock)
        self.balance = Label("", "h1", selectable=True)
        self.balance.setObjectName("balance")
        self.balance_note = Label("", "small", wrap=True)
        self.address_place = row()
        self.coins = Button(tr("Get demo coins"), icon="coins", name="demo-coins", clicked=self._coins)
        self.send = Button(tr("Send"), icon="arrow-up-right", name="wallet-send", clicked=self._send)
        self.receive = Button(
            tr("Receive"), "primary", icon="qr-code", name="wallet-receive", clicked=self._receive
        )
        self.waiting = Button(
            tr("Money waiting"), "ghost", icon="arrow-down-left", name="wallet-waiting",
            clicked=lambda: tools.navigate(Route("collecting")),
            tip=tr("What the contracts hold for your accounts"),
        )  # fmt: skip
        self.unfinished = Banner(
            "warning",
            tr("Taking money home was not finished"),
            tr("What was sent is looked for first; nothing is paid twice."),
            action=tr("Go on"),
        )
        self.unfinished.hide()
        self.unfinished.button.clicked.connect(lambda _=False: tools.navigate(Route("collecting")))
        self.backup = Banner(
            "warning",
            tr("Your recovery words are not checked yet"),
            tr("Without them, a lost computer means lost coins and licences."),
        )
        self.model = ActivityModel(self._fetch_more, self)
        self.table = paged_table("activity", tr("Activity"), self.model)
        self.no_activity = Label(
            tr("Nothing has happened yet. Payments and orders will be listed here."), "muted"
        )
        self.export = Button(
            tr("Export as CSV"), "ghost", icon="download", name="wallet-export", clicked=self._export
        )
        full = QWidget()
        lines = column(full, spacing=2 * GRID)
        lines.addWidget(self.unfinished)
        lines.addWidget(self.backup)
        lines.addWidget(self._balance_card())
        lines.addLayout(row(Label(tr("Activity"), "h2"), 1, self.export))
        lines.addWidget(self.no_activity)
        lines.addWidget(self.table, 1)
        lines.addStretch(0)
        self.states = StateView(full, empty_icon="wallet")
        page_column(self, self.head, self.states).setStretch(1, 1)

    def _balance_card(self) -> Card:
        card = Card(spacing=GRID)
        card.column.addWidget(Label(tr("Balance"), "muted"))
        card.column.addLayout(row(self.balance, 1, self.waiting, self.coins, self.send, self.receive))
        card.column.addWidget(self.balance_note)
        card.column.addLayout(self.address_place)
        return card

    def first_focus(self) -> QWidget:
        return self.receive

    def reload(self) -> None:
        state = self._accounts.state.value
        for widget in (self.account, self.lock):
            widget.setVisible(state == "unlocked")
        if state == "none":
            self.states.show_empty(
                tr("No wallet yet"),
                tr("A wallet holds your coins and your licences. Only you have its keys."),
                action=tr("Create or restore a wallet"),
                then=lambda: self.tools.navigate(Route("welcome")),
            )
        elif state == "locked" or (active := self._accounts.active) is None:
            self.states.show_empty(
                tr("The wallet is locked"),
                tr("Its keys are put away. Looking around and models that are open need no keys."),
                action=tr("Unlock"),
                then=lambda: self.tools.navigate(Route("unlock", "wallet")),
            )
        else:
            self._show_accounts()
            self._load(active.address)

    def _show_accounts(self) -> None:
        active = self._accounts.active
        self.account.clear()
        for account in self._accounts.accounts:
            self.account.addItem(f"{account.name}  {account.address.short}", account.address)
        if active is not None:
            self.account.setCurrentIndex([a.address for a in self._accounts.accounts].index(active.address))
            while (item := self.address_place.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.deleteLater()
            self.address_place.addWidget(AddressView(active.address, whole=True), 1)
        self.account.setVisible(len(self._accounts.accounts) > 1)
        self.coins.setVisible(self._accounts.has_faucet)
        self.backup.setVisible(not self._accounts.backup_confirmed)
        self.states.show_full()

    def _load(self, address: "Address") -> None:
        if not self.balance.text():
            self.balance.setText("…")
        self.jobs.start(
            lambda _job: self._accounts.balance(address),
            owner=self,
            done=self._show_balance,
            failed=self._balance_failed,
        )
        self.jobs.start(
            lambda _job: self._accounts.activity(0, PAGE), lane="db", owner=self, done=self._show_activity
        )

        self.jobs.start(
            lambda _job: self._collecting.unfinished(),
            lane="db",
            owner=self,
            done=lambda left: self.unfinished.setVisible(left is not None and not left.is_finished),
        )

    def _show_balance(self, balance: "Balance") -> None:
        self.balance.setText(amount(balance.wei, None))
        note = tr("at block {block}, {ago}", block=f"{balance.block:,}", ago=ago(time.time() - balance.time))
        self.balance_note.setText(note)
        self.balance_note.set_role("small")

    def _balance_failed(self, error: BaseException) -> None:
        if self.balance.text() in {"", "…"}:
            self.balance.setText(tr("unknown"))
        self.balance_note.setText(tr("Not up to date: {reason}", reason=describe(error).title))
        self.balance_note.set_role("warning")

    def _show_activity(self, rows: "list[Activity]") -> None:
        self.model.replace(rows)
        self.no_activity.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.export.setEnabled(bool(rows))

    def _fetch_more(self, offset: int) -> None:
        self.jobs.start(
            lambda _job: self._accounts.activity(offset, PAGE), lane="db", owner=self, done=self.model.append
        )

    def _choose(self, index: int) -> None:
        self._accounts.choose(self.account.itemData(index))

    def _lock(self) -> None:
        self.jobs.start(lambda _job: self._accounts.lock(), owner=self, done=lambda _: self.refresh())

    def _coins(self) -> None:
        active = self._accounts.active
        if active is None:
            return
        self.coins.setEnabled(False)

        def done(_: object) -> None:
            self.coins.setEnabled(True)
            self.tools.toast("success", tr("Demo coins have arrived. They have no value anywhere else."))
            self.refresh()

        def failed(error: BaseException) -> None:
            self.coins.setEnabled(True)
            self.tools.toast("danger", describe(error).title)

        self.jobs.start(
            lambda _job: self._accounts.request_demo_coins(active.address),
            title=tr("Getting demo coins"),
            owner=self,
            done=done,
            failed=failed,
        )

    def _receive(self) -> None:
        if (active := self._accounts.active) is not None:
            ReceiveDialog.ask(self, active.address)

    def _send(self) -> None:
        SendDialog.ask(self, self._accounts, self.jobs, self.tools.toast)

    def _export(self) -> None:
        path = choose_new_file(self, tr("Export as CSV"), "licet-activity.csv")
        if path is not None:
            self.jobs.start(
                lambda _job: path.write_text(self._accounts.export_activity_csv(), "utf-8"),
                lane="db",
                owner=self,
                done=lambda _: self.tools.toast("success", tr("Activity saved to {file}", file=path.name)),
            )
