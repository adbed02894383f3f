"""What the pages of the wallet share: their head, and what stands there while no wallet is open."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.text import tr
from desktop.ui.page import Page, PageTools, Route, page_column
from desktop.ui.widgets.states import StateView
from desktop.ui.widgets.wallet_head import WalletHead

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.services.accounts import AccountService


class WalletRoom(Page):
    """Subclasses name their page in ``here``, make ``full`` and load it for the active account."""

    here = ""

    def __init__(self, tools: PageTools, accounts: "AccountService") -> None:
        super().__init__(tools)
        self._accounts = accounts
        self.head = WalletHead(tools, accounts, self.here)

    def furnish(self, full: QWidget) -> None:
        """Put the page together around its contents."""
        self.states = StateView(full, empty_icon="wallet")
        page_column(self, self.head, self.states).setStretch(1, 1)

    @abstractmethod
    def load(self, active: "Account") -> None:
        """Show what belongs to the active account; the wallet is open."""

    def reload(self) -> None:
        state = self._accounts.state.value
        self.head.show_accounts(is_open=state == "unlocked")
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
                then=lambda: self.tools.navigate(Route("unlock", self.here)),
            )
        else:
            self.states.show_full()
            self.load(active)
