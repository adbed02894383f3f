"""Taking the activity elsewhere: all of it as one file, or a file for each account as Koinly wants them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop.core.accounts import Account
from desktop.text import tr, trn
from desktop.text.activities import activity_name
from desktop.ui.activity_words import coin_of
from desktop.ui.dialogs import choose_folder, choose_new_file
from desktop.ui.page import PageTools
from desktop.ui.widgets.basic import Button

if TYPE_CHECKING:
    from desktop.services.activity import ActivityService
    from desktop.services.network import NetworkInfo


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page shows: of which accounts, on which chain."""

    accounts: Sequence[Account]
    chain_id: int
    present: "NetworkInfo"


class ExportButton(Button):
    """A menu of the ways; what fails is told to ``failed``."""

    def __init__(
        self,
        tools: PageTools,
        activity: "ActivityService",
        chosen: Callable[[], Chosen],
        failed: Callable[[BaseException], object],
    ) -> None:
        super().__init__(tr("Export"), "ghost", icon="download", name="wallet-export")
        self._tools, self._activity, self._chosen, self._failed = tools, activity, chosen, failed
        menu = QMenu(self)
        menu.addAction(tr("All lines (CSV)"), self._export_all)
        menu.addAction(tr("For Koinly: a file for each account (CSV)"), self._export_koinly)
        self.setMenu(menu)

    def _export_all(self) -> None:
        path = choose_new_file(self, tr("Export as CSV"), "licet-activity.csv")
        if path is not None:
            self._write(
                lambda: _save(path, self._activity.export_csv()),
                tr("Activity saved to {file}", file=path.name),
            )

    def _export_koinly(self) -> None:
        folder = choose_folder(self, tr("Choose a folder"))
        if folder is None:
            return
        chosen = self._chosen()
        coin = coin_of(chosen.chain_id, chosen.present)

        def work() -> None:
            for account in chosen.accounts:
                name = f"licet-koinly-{chosen.chain_id}-{str(account.address)[:10]}.csv"
                text = self._activity.export_koinly(account.address, chosen.chain_id, activity_name, coin)
                _save(folder / name, text)

        self._write(work, trn("{n} file saved", "{n} files saved", len(chosen.accounts)))

    def _write(self, work: Callable[[], object], sentence: str) -> None:
        self._tools.jobs.start(
            lambda _job: work(),
            lane="db",
            owner=self,
            done=lambda _: self._tools.toast("success", sentence),
            failed=self._failed,
        )


def _save(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="")  # the CSV has its own ends of lines
