"""Adding licence files to the library: what is being read, how far it is, and in words what was wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Progress
from desktop.core.errors import WalletLocked
from desktop.text import describe, tr, trn
from desktop.ui.jobs import Job
from desktop.ui.page import PageTools, Route
from desktop.ui.pages.licence_dialog import SavingBar
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Card, column
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.orders import Purchase
    from desktop.services.licences import LicenceImporter


class AddingPanel(QWidget):
    """Hidden until files are added; ``added`` carries the purchases."""

    added = Signal(object)

    def __init__(self, tools: PageTools, importing: "LicenceImporter") -> None:
        super().__init__()
        self._tools, self._importing = tools, importing
        self._job: Job | None = None
        self._files = 0
        self._file = ""
        self.bar = SavingBar(self.stop)
        self.card = Card(padding=2 * GRID)
        self.card.column.addWidget(self.bar)
        self.fault = Banner("danger", action=tr("Close"))
        self.fault.button.setObjectName("adding-close")
        self.fault.button.clicked.connect(lambda _=False: self._act())
        self._is_locked = False
        lines = column(self, spacing=GRID)
        lines.addWidget(self.card)
        lines.addWidget(self.fault)
        self.hide()

    def add(self, paths: Sequence[Path]) -> None:
        """Add files of any kind, all in one job; while it runs no others are taken."""
        if self._job is not None and not self._job.is_settled and not self._job.token.is_cancelled:
            return
        files = list(paths)
        self._files, self._file = len(files), ""
        name = files[0].name if len(files) == 1 else trn("{n} file", "{n} files", len(files))
        self.fault.hide()
        self.bar.begin(name, visible=True)
        self.card.show()
        self.show()
        self._job = self._tools.jobs.start(
            lambda job: self._importing.add(files, job.cancel, job.report),
            title=tr("Adding a licence"),
            owner=self,
            done=self._done,
            failed=self.show_fault,
            progressed=self._progressed,
        )

    def stop(self) -> None:
        """End it; what was not whole is not kept."""
        if self._job is not None:
            self._job.cancel()
        self.hide()

    def show_fault(self, error: BaseException) -> None:
        """Say what was wrong with a file, and what to do."""
        self._is_locked = isinstance(error, WalletLocked)
        words = describe(error)
        self.card.hide()
        name = self._file if self._files > 1 else ""
        self.fault.say("danger", words.title, "\n".join(filter(None, (name, words.body, words.remedy))))
        self.fault.button.set_text(tr("Unlock") if self._is_locked else tr("Close"))
        self.fault.show()
        self.show()

    def _progressed(self, progress: Progress) -> None:
        if progress.step == "read":
            self._file = progress.key
            self.bar.begin(progress.key, visible=True)
        else:
            self.bar.report(progress)

    def _done(self, purchases: "tuple[Purchase, ...]") -> None:
        self.hide()
        self.added.emit(purchases)

    def _act(self) -> None:
        self.hide()
        if self._is_locked:
            self._tools.navigate(Route("unlock", "library"))
