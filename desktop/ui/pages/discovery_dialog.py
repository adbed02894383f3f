"""Finding used accounts of the words: what is asked is said first, and what is found is chosen from."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.text import tr, trn
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, row
from desktop.ui.widgets.found_accounts import FoundAccounts

if TYPE_CHECKING:
    from desktop.services.account_list import AccountList
    from desktop.services.discovering import AccountDiscovery

Add = Callable[[list[tuple[str, str]]], object]
"""Takes (path, name) of the accounts to add."""


class DiscoveryDialog(Dialog):
    """Asks the node only after the person said so."""

    def __init__(
        self,
        parent: QWidget,
        accounts: "AccountList",
        discovery: "AccountDiscovery",
        jobs: JobRunner,
        add: Add,
    ) -> None:
        super().__init__(parent, tr("Find used accounts"))
        self.setObjectName("discovery-dialog")
        self.setMinimumWidth(64 * GRID)
        self._accounts, self._add = accounts, add
        self.said = Label(
            tr(
                "Licet goes through the addresses of your words as most wallets and Ledgers number them, and asks your "
                "node about each, one after the other. Whoever runs the node could see that they belong together."
            ),
            "muted",
            wrap=True,
        )
        self.found = FoundAccounts(jobs, discovery, self._changed)
        self.confirm = Button(tr("Look"), "primary", name="discovery-confirm", clicked=self._confirm)
        self.cancel = Button(tr("Cancel"), name="discovery-cancel", clicked=self.reject)
        self.lines.addWidget(self.said)
        self.lines.addWidget(self.found)
        self.lines.addLayout(row(1, self.cancel, self.confirm))
        self.found.hide()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        accounts: "AccountList",
        discovery: "AccountDiscovery",
        jobs: JobRunner,
        add: Add,
    ) -> "DiscoveryDialog":
        """Open it."""
        dialog = cls(parent, accounts, discovery, jobs, add)
        dialog.open()
        return dialog

    def done(self, result: int) -> None:
        self.found.cancel()
        super().done(result)

    def _confirm(self) -> None:
        if self.found.is_done:
            chosen = self.found.named_paths()
            self.accept()
            self._add(chosen)  # none too: what the accounts bought is looked for in any case
            return
        self.found.show()
        self.found.start(self._accounts.all)

    def _changed(self) -> None:
        count = len(self.found.chosen())
        if not self.found.is_done:
            self.confirm.set_text(tr("Look"))
            self.confirm.setVisible(not self.found.is_busy and not self.found.has_failed)
            return
        self.confirm.set_text(trn("Add {n} account", "Add {n} accounts", count) if count else tr("Close"))
        self.confirm.show()
        self.cancel.setVisible(bool(count))
