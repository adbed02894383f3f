"""The head of the wallet's pages: which account, the lock, and the pages as tabs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.text import mark, tr
from desktop.ui.page import PageHead, PageTools, Route
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, column, row

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService


@dataclass(frozen=True, slots=True)
class WalletTab:
    """One page of the wallet: its route, its word (marked) and its icon."""

    page: str
    word: str
    icon: str


WALLET_TABS = (
    WalletTab("wallet", mark("Balances"), "wallet"),
    WalletTab("activity", mark("Activity"), "history"),
    WalletTab("approvals", mark("Approvals"), "shield-check"),
    WalletTab("contacts", mark("Contacts"), "book-user"),
    WalletTab("accounts", mark("Accounts"), "key-round"),
)


_NAME_CHARS = 24


class WalletHead(QFrame):
    """Stands at the top of every page of the wallet; ``here`` is the page on which it stands."""

    def __init__(self, tools: PageTools, accounts: "AccountService", here: str) -> None:
        super().__init__()
        self._accounts, self._jobs = accounts, tools.jobs
        self.head = PageHead(tr("Wallet"))
        self.account = Choice(tr("Account"), "wallet-account")
        self.account.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.account.setMinimumContentsLength(_NAME_CHARS)
        self.account.activated.connect(lambda index: accounts.choose(self.account.itemData(index)))
        self.lock = Button(tr("Lock"), icon="lock", name="wallet-lock", clicked=self._lock)
        self.head.add(self.account)
        self.head.add(self.lock)
        self.tabs = QFrame()
        self.tabs.setObjectName("run-tabs")
        self.tabs.setAccessibleName(tr("Pages of the wallet"))
        self.tabs.setLayout(_strip(tools.navigate, here))
        lines = column(self, spacing=GRID)
        lines.addWidget(self.head)
        lines.addWidget(self.tabs)

    def show_accounts(self, *, is_open: bool) -> None:
        """The accounts to choose from; nothing to choose or lock while the wallet is not open."""
        accounts = self._accounts.visible
        self.lock.setVisible(is_open)
        self.account.setVisible(len(accounts) > 1 and self._accounts.active is not None)
        self.account.clear()
        for account in accounts:
            self.account.addItem(f"{account.name}  {account.address.short}", account.address)
        if (active := self._accounts.active) is not None:
            self.account.setCurrentIndex(self.account.findData(active.address))

    def _lock(self) -> None:
        self._jobs.start(lambda _job: self._accounts.lock(), owner=self)


def _strip(navigate: Callable[[Route], None], here: str) -> QHBoxLayout:
    line = row(spacing=GRID)
    for tab in WALLET_TABS:
        button = Button(tr(tab.word), "tab", icon=tab.icon, name=f"tab-{tab.page}")
        button.setCheckable(True)
        button.setChecked(tab.page == here)
        button.clicked.connect(lambda _=False, tab=tab, button=button: _go(navigate, tab.page, here, button))
        line.addWidget(button)
    line.addStretch(1)
    return line


def _go(navigate: Callable[[Route], None], page: str, here: str, button: Button) -> None:
    button.setChecked(page == here)  # the page that opens has a strip of its own
    if page != here:
        navigate(Route(page))
