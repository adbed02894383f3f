"""The wallet: what the account holds, receive, send."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.balances import Trust
from desktop.core.changes import Topic
from desktop.text import describe, tr
from desktop.ui.balance_words import amount_text, others_text, reading_text, trust_badge
from desktop.ui.page import PageTools, Route
from desktop.ui.pages.paying_tools import PayingTools
from desktop.ui.pages.receive_dialog import ReceiveDialog
from desktop.ui.pages.send_dialog import SendDialog
from desktop.ui.pages.token_card import TokenCard
from desktop.ui.pages.wallet_room import WalletRoom
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, Label, Scroll, clear, column, row
from desktop.ui.widgets.money import AddressView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.core.identity import Address
    from desktop.services.accounts import AccountService
    from desktop.services.balances import AccountBalances, BalanceLine, BalanceService
    from desktop.services.collecting.service import CollectingService


class WalletPage(WalletRoom):
    """One account at a time; a balance that could not be read is said to be unknown, never zero."""

    topics = frozenset({Topic.WALLET, Topic.BALANCE})
    here = "wallet"

    def __init__(
        self,
        tools: PageTools,
        accounts: "AccountService",
        balances: "BalanceService",
        paying: PayingTools,
        collecting: "CollectingService",
    ) -> None:
        super().__init__(tools, accounts)
        self._balances, self._paying, self._collecting = balances, paying, collecting
        self.balance = Label("", "h1", selectable=True)
        self.balance.setObjectName("balance")
        self.balance_note = Label("", "small", wrap=True)
        self.balance_badge = Badge("")
        self.balance_badge.hide()
        self.doubt = Banner("danger")
        self.doubt.hide()
        self.tokens = TokenCard(tools, balances)
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
            action=tr("Check them"),
        )
        self.backup.button.clicked.connect(lambda _=False: tools.navigate(Route("accounts", "check")))
        full = QWidget()
        lines = column(full, spacing=2 * GRID)
        lines.addWidget(self.unfinished)
        lines.addWidget(self.backup)
        lines.addWidget(self._balance_card())
        lines.addWidget(self.tokens)
        lines.addStretch(1)
        self.furnish(Scroll(full))

    def _balance_card(self) -> Card:
        card = Card(spacing=GRID)
        card.column.addLayout(row(Label(tr("Balance"), "muted"), 1, self.waiting))
        card.column.addLayout(row(self.balance, self.balance_badge, 1))
        card.column.addWidget(self.balance_note)
        card.column.addWidget(self.doubt)
        card.column.addLayout(self.address_place)
        card.column.addLayout(row(1, self.coins, self.send, self.receive))
        return card

    def first_focus(self) -> QWidget:
        return self.receive

    def load(self, active: "Account") -> None:
        clear(self.address_place)
        self.address_place.addWidget(AddressView(active.address, whole=True), 1)
        self.coins.setVisible(self._balances.has_faucet)
        self.send.setVisible(not active.is_watched)
        self.backup.setVisible(not self._accounts.backup_confirmed and bool(self._accounts.own))
        last = self._balances.last(active.address)
        if last is not None:
            self._show_balances(last)
        else:
            self.balance.setText("…")
            self.tokens.show_balances(None)
        self.jobs.start(
            lambda _job: self._balances.read(active.address),
            owner=self,
            done=lambda found: self._show_balances(found) if self._is_shown(found.account) else None,
            failed=lambda error: self._balance_failed(error, active.address),
        )
        self.jobs.start(
            lambda _job: self._collecting.unfinished(),
            lane="db",
            owner=self,
            done=lambda left: self.unfinished.setVisible(left is not None and not left.is_finished),
        )

    def _is_shown(self, account: "Address") -> bool:
        """Whether it is still the account that the page is about: an answer may come late."""
        active = self._accounts.active
        return active is not None and active.address == account

    def _show_balances(self, balances: "AccountBalances") -> None:
        coin = balances.coin
        self.balance.setText(amount_text(coin))
        badge = trust_badge(coin)
        self.balance_badge.setVisible(badge is not None)
        if badge is not None:
            self.balance_badge.set_state(*badge)
        self.balance_note.setText(reading_text(balances))
        self.balance_note.set_role("warning" if balances.is_old or balances.is_kept else "small")
        self._show_doubt(coin)
        self._choose_primary(is_empty=self._balances.has_faucet and coin.holding.amount == 0)
        self.tokens.show_balances(balances)

    def _choose_primary(self, *, is_empty: bool) -> None:
        """Who has nothing and can get coins is offered them first."""
        self.coins.set_kind("primary" if is_empty else "secondary")
        self.receive.set_kind("secondary" if is_empty else "primary")

    def _show_doubt(self, coin: "BalanceLine") -> None:
        """Nodes that contradict each other are named with what each says."""
        self.doubt.setVisible(bool(coin.holding.others))
        if coin.holding.trust is Trust.DISPUTED:
            words = tr(
                "None of these is shown as your balance. A third node of another operator would decide."
            )
            self.doubt.say("danger", words, others_text(coin))
        elif coin.holding.others:
            words = tr("Most of your nodes say what is shown here. This one is asked last from now on.")
            self.doubt.say("warning", words, others_text(coin))

    def _balance_failed(self, error: BaseException, account: "Address") -> None:
        if not self._is_shown(account):
            return
        last = self._balances.last(account)
        why = tr("Not up to date: {reason}", reason=describe(error).title)
        if last is None:
            self.balance.setText(tr("unknown"))
        self.balance_note.setText(why if last is None else "\n".join((why, reading_text(last))))
        self.balance_note.set_role("warning")
        self.tokens.show_stale()

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
            lambda _job: self._balances.request_demo_coins(active.address),
            title=tr("Getting demo coins"),
            owner=self,
            done=done,
            failed=failed,
        )

    def _receive(self) -> None:
        if (active := self._accounts.active) is not None:
            ReceiveDialog.ask(self, active.address, self._paying.sending, self.jobs)

    def _send(self) -> None:
        SendDialog.ask(self, self._paying, self.jobs, self.tools.toast)
