"""The activity: what the accounts did, line by line."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.text import tr
from desktop.ui.dialogs import choose_file, choose_new_file
from desktop.ui.models.activity import ActivityModel
from desktop.ui.models.paged import PAGE, paged_table
from desktop.ui.page import PageTools
from desktop.ui.pages.sign_elsewhere_dialog import SignElsewhereDialog
from desktop.ui.pages.transaction_dialog import TransactionDialog
from desktop.ui.pages.transaction_file_dialog import TransactionFileDialog
from desktop.ui.pages.wallet_room import WalletRoom
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, row
from desktop.ui.widgets.stuck_notice import StuckNotice

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.services.accounts import AccountService
    from desktop.services.activity import ActivityService
    from desktop.services.journal import Activity
    from desktop.services.offline import OfflineService
    from desktop.services.outgoing.service import OutgoingService


class ActivityPage(WalletRoom):
    """Lines from the newest on; older ones are read as the person scrolls."""

    topics = frozenset({Topic.WALLET, Topic.ACTIVITY})
    here = "activity"

    def __init__(
        self,
        tools: PageTools,
        accounts: "AccountService",
        activity: "ActivityService",
        outgoing: "OutgoingService",
        offline: "OfflineService",
    ) -> None:
        super().__init__(tools, accounts)
        self._activity, self._outgoing, self._offline = activity, outgoing, offline
        self.model = ActivityModel(self._fetch_more, self)
        self.table = paged_table("activity", tr("Activity"), self.model)
        self.table.activated.connect(self._open)
        self.no_activity = Label(
            tr("Nothing has happened yet. Payments and orders will be listed here."), "muted"
        )
        self.export = Button(
            tr("Export as CSV"), "ghost", icon="download", name="wallet-export", clicked=self._export
        )
        self.sign_elsewhere = Button(
            tr("Sign elsewhere"), "ghost", icon="wifi-off", name="offline-make", clicked=self._sign_elsewhere,
            tip=tr("Make a file that a computer without a network signs"),
        )  # fmt: skip
        self.open_file = Button(
            tr("Open a transaction file"), "ghost", icon="folder-open", name="offline-open", clicked=self._open_file,
            tip=tr("Sign it here, or send what was signed elsewhere"),
        )  # fmt: skip
        self.stuck = StuckNotice(tools, outgoing, self._show)
        full = QWidget()
        lines = column(full, spacing=2 * GRID)
        lines.addLayout(row(1, self.sign_elsewhere, self.open_file, self.export))
        lines.addWidget(self.stuck)
        lines.addWidget(self.no_activity)
        lines.addWidget(self.table, 1)
        lines.addStretch(0)
        self.furnish(full)

    def first_focus(self) -> QWidget:
        return self.table

    def load(self, active: "Account") -> None:  # noqa: ARG002  all accounts together
        self.stuck.read()
        self.jobs.start(
            lambda _job: self._activity.page(0, PAGE), lane="db", owner=self, done=self._show_activity
        )

    def _show_activity(self, rows: "list[Activity]") -> None:
        self.model.replace(rows)
        self.no_activity.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.export.setEnabled(bool(rows))

    def _fetch_more(self, offset: int) -> None:
        self.jobs.start(
            lambda _job: self._activity.page(offset, PAGE), lane="db", owner=self, done=self.model.append
        )

    def _open(self, index: QModelIndex) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if line is not None and line.hash is not None:
            self._show(line.hash)

    def _show(self, transaction_hash: bytes) -> None:
        TransactionDialog.ask(self, self.tools, self._outgoing, transaction_hash)

    def _sign_elsewhere(self) -> None:
        if (active := self._accounts.active) is not None:
            SignElsewhereDialog.ask(self, self.tools, self._offline, self._accounts.accounts, active.address)

    def _open_file(self) -> None:
        path = choose_file(self, tr("Open a transaction file"), tr("Transactions (*.json *.txt)"))
        if path is not None:
            TransactionFileDialog.ask(self, self.tools, self._offline, path)

    def _export(self) -> None:
        path = choose_new_file(self, tr("Export as CSV"), "licet-activity.csv")
        if path is not None:
            self.jobs.start(
                lambda _job: path.write_text(self._activity.export_csv(), "utf-8"),
                lane="db",
                owner=self,
                done=lambda _: self.tools.toast("success", tr("Activity saved to {file}", file=path.name)),
            )
