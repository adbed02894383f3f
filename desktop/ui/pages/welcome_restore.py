"""A wallet that comes back: from words or a file, then its accounts and what they bought, if the person wants that."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.text import describe, tr, trn
from desktop.ui.dialogs import choose_file
from desktop.ui.jobs import JobRunner
from desktop.ui.page import PageTools
from desktop.ui.pages.backup_dialogs import FilePasswordDialog, read_backup
from desktop.ui.pages.key_dialogs import MIN_PASSWORD
from desktop.ui.pages.welcome_steps import RestoreStep, Step
from desktop.ui.widgets.basic import Button, row
from desktop.ui.widgets.found_accounts import FoundAccounts

if TYPE_CHECKING:
    from desktop.services.account_list import AccountList
    from desktop.services.accounts import AccountService
    from desktop.services.discovering import AccountDiscovery
    from desktop.services.restoring import RestoringService


class Host(Protocol):
    """The page that shows the steps, as far as this flow uses it."""

    tools: PageTools
    jobs: JobRunner

    def go(self, step: str) -> None: ...
    def forget(self) -> None: ...
    def finish_up(self) -> None: ...
    def say_too_short(self) -> None: ...
    def set_busy(self, button: Button, *, busy: bool) -> None: ...
    def show_failure(self, button: Button, error: BaseException) -> None: ...


class ComingBack:
    """Two steps of Welcome. The network is asked only where the person left the box ticked."""

    def __init__(
        self,
        host: "Host",
        accounts: "AccountService",
        account_list: "AccountList",
        discovery: "AccountDiscovery",
        restoring: "RestoringService",
    ) -> None:
        self._host, self._accounts, self._list, self._restoring = host, accounts, account_list, restoring
        self.step = RestoreStep()
        self.step.restore.clicked.connect(lambda _=False: self._restore_now())
        self.step.file.clicked.connect(lambda _=False: self._choose_file())
        self.found = FoundAccounts(host.jobs, discovery, self._search_changed)
        self.found_step = Step(
            tr("Your accounts on the network"),
            tr("Addresses of your words as most wallets and Ledgers number them."),
        )
        self.take = Button(tr("Continue"), "primary", name="welcome-take", clicked=self._take_found)
        self.found_step.lines.addWidget(self.found)
        self.found_step.lines.addLayout(row(self.take, 1))

    def restore_file(self, path: Path) -> None:
        """Ask for the password of a back-up file, and make the wallet from it."""

        def submit(dialog: FilePasswordDialog, password: str) -> None:
            def done(_: object) -> None:
                dialog.succeed()
                self._restored()

            self._host.jobs.start(
                lambda _job: self._accounts.restore_file(read_backup(path), password),
                lane="cpu",
                title=tr("Restoring the wallet"),
                owner=dialog,
                done=done,
                failed=dialog.fail,
            )

        FilePasswordDialog.ask(
            self.step,
            title=tr("Restore from a back-up file"),
            sentence=tr("The password opens {file}, and will open the wallet here too.", file=path.name),
            confirm=tr("Restore"),
            submit=submit,
        )

    def _restore_now(self) -> None:
        step = self.step
        phrase = " ".join(step.phrase.toPlainText().lower().split())
        passphrase, password = step.passphrase.text(), step.password.text()
        if len(password) < MIN_PASSWORD:
            self._host.say_too_short()
            return
        self._host.set_busy(step.restore, busy=True)
        self._host.jobs.start(
            lambda _job: self._accounts.restore(phrase, passphrase, password),
            lane="cpu",
            title=tr("Restoring the wallet"),
            owner=step,
            done=lambda _: self._restored(),
            failed=lambda error: self._host.show_failure(step.restore, error),
        )

    def _choose_file(self) -> None:
        filters = tr("Back-up files") + " (*.json);;" + tr("All files") + " (*)"
        if path := choose_file(self.step, tr("Restore from a back-up file"), filters):
            self.restore_file(path)

    def _restored(self) -> None:
        self._host.set_busy(self.step.restore, busy=False)
        self._host.forget()
        if not self.step.search.isChecked():
            self._host.finish_up()
            return
        self._host.go("found")
        self.found.start(self._accounts.accounts)

    def _search_changed(self) -> None:
        """Where nothing is to be chosen, nothing is to be pressed."""
        if self.found.is_done and not self.found.has_choice:
            self._take_found()
            return
        count = len(self.found.chosen())
        self.take.set_kind("primary" if self.found.is_done else "secondary")
        if not self.found.is_done:
            self.take.set_text(tr("Go on without looking"))
        elif count:
            self.take.set_text(trn("Add {n} account and go on", "Add {n} accounts and go on", count))
        else:
            self.take.set_text(tr("Continue"))

    def _take_found(self) -> None:
        """Add what was chosen, then look for what the accounts bought."""
        was_looked, chosen = self.found.is_done, self.found.named_paths()
        self.found.cancel()
        self._host.finish_up()
        if was_looked:
            self._host.jobs.start(
                lambda _job: self._bring_back(chosen),
                title=tr("Looking for your orders"),
                owner=self.step,
                done=self._told,
                failed=lambda error: self._host.tools.toast("danger", describe(error).title),
            )

    def _bring_back(self, chosen: list[tuple[str, str]]) -> int:
        if chosen:
            self._list.add_at(chosen)
        return sum(self._restoring.find(account.address) for account in self._accounts.own)

    def _told(self, orders: int) -> None:
        if orders:
            self._host.tools.toast("success", trn("{n} order found", "{n} orders found", orders))
