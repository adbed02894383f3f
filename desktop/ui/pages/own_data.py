"""What the pages that work on a person's own data share: asking for it, looking at it, and the work's progress."""

import time
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QMenu

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.items import DataChoice
from desktop.text import tr
from desktop.ui.dialogs import choose_file, choose_folder
from desktop.ui.jobs import Job, JobControl
from desktop.ui.page import Page, PageTools, Route
from desktop.ui.pages.judge_setup import JudgeSetup
from desktop.ui.widgets.basic import Button
from desktop.ui.widgets.drops import FileDrops
from desktop.ui.widgets.states import Banner, StateView

if TYPE_CHECKING:
    from desktop.services.judging.service import Prepared
    from desktop.services.settings import SettingsService

_REPORT_EVERY_S = 0.1

R = TypeVar("R")
Report = Callable[[Progress], None]


class OwnDataPage(Page, Generic[R]):
    """Data in, a look at it, then the work that gives an ``R``; each page says what the work is and shows the rest.

    A page sets ``states`` and calls ``offer_data`` while it is made.
    """

    states: StateView

    def __init__(self, tools: PageTools, settings: "SettingsService", setup: JudgeSetup) -> None:
        super().__init__(tools)
        self._settings = settings
        self._job: Job | None = None
        self.setup = setup
        self.setup.started.connect(self._start)
        self.setup.changed.connect(self._look_again)
        self.fault = Banner("danger")
        self.fault.hide()

    @property
    def device(self) -> str:
        return self._settings.get().device

    @abstractmethod
    def suggest(self, paths: list[Path]) -> "Callable[[], Prepared] | None":
        """How these are looked at; None where that cannot be yet, which the person was told."""

    @abstractmethod
    def prepare(self, choice: DataChoice) -> "Callable[[], Prepared]":
        """How they are looked at when the person has chosen something else about them."""

    @abstractmethod
    def work(self, prepared: "Prepared") -> tuple[str, str, Callable[[CancelToken, Report], R]]:
        """What is said while it works, the name of the job, and the work."""

    @abstractmethod
    def show_setup(self) -> None:
        """Show the part about the data."""

    @abstractmethod
    def show_done(self, result: R) -> None:
        """Show what came of it."""

    @abstractmethod
    def show_fault(self, error: BaseException) -> None:
        """Show what went wrong, with what was there before."""

    @abstractmethod
    def leave_setup(self) -> None:
        """Show what was there before the data."""

    @property
    @abstractmethod
    def route(self) -> str:
        """Where unlocking comes back to."""

    def offer_data(self, button: Button, drop_words: str) -> None:
        """Let the button's menu, and the whole page by drag and drop, take data."""
        menu = QMenu(button)
        menu.addAction(tr("A folder"), self.ask_folder)
        menu.addAction(tr("A CSV or text file"), self._ask_file)
        button.setMenu(menu)
        self.drops = FileDrops(self, drop_words)
        self.drops.dropped.connect(self._look)

    def ask_folder(self) -> None:
        if (path := choose_folder(self, tr("Choose a folder"))) is not None:
            self._look([path])

    def stop_job(self) -> None:
        """End what is under way."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def _ask_file(self) -> None:
        filters = tr("Tables and texts") + " (*.csv *.tsv *.txt *.json);;" + tr("All files") + " (*)"
        if (path := choose_file(self, tr("Choose a file"), filters)) is not None:
            self._look([path])

    def _look(self, paths: list[Path]) -> None:
        if (look := self.suggest(paths)) is not None:
            self._look_by(look)

    def _look_again(self, choice: DataChoice) -> None:
        self._look_by(self.prepare(choice))

    def _look_by(self, look: "Callable[[], Prepared]") -> None:
        self.stop_job()
        self.fault.hide()
        self.states.show_busy(tr("Looking at your data"), cancel=self.leave_setup)
        self._job = self.jobs.start(
            lambda _job: look(), lane="cpu", owner=self, done=self._prepared, failed=self._failed
        )

    def _prepared(self, prepared: "Prepared") -> None:
        self._job = None
        path = Path(prepared.choice.path)
        name = prepared.choice.files[0] if len(prepared.choice.files) == 1 else path.name
        self.setup.show_prepared(prepared, name, prepared.columns)
        self.show_setup()

    def _start(self, prepared: "Prepared") -> None:
        words, title, work = self.work(prepared)
        self.states.show_busy(words, cancel=self._back_to_setup)
        last = 0.0

        def run(job: JobControl) -> R:
            def report(progress: Progress) -> None:
                nonlocal last
                now = time.monotonic()
                if now - last >= _REPORT_EVERY_S or progress.step != "run":
                    last = now
                    job.report(progress)

            return work(job.cancel, report)

        self._job = self.jobs.start(
            run,
            lane="batch",
            title=title,
            owner=self,
            done=self._done,
            failed=self._failed,
            progressed=self._progressed,
        )

    def _progressed(self, progress: Progress) -> None:
        if progress.step == "figures":
            self.states.busy.title.setText(tr("Working out the intervals"))
        self.states.busy.report(progress)

    def _done(self, result: R) -> None:
        self._job = None
        self.setup.prepared = None
        self.show_done(result)

    def _back_to_setup(self) -> None:
        self.stop_job()
        self.show_setup()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if type(error).__name__ != "WalletLocked":
            self.show_fault(error)
            return
        self.states.show_empty(
            tr("The wallet is locked"),
            tr(
                "Your licence is sealed with your keys. Once open, the model stays loaded even if you lock again."
            ),
            action=tr("Unlock"),
            then=lambda: self.tools.navigate(Route("unlock", self.route)),
        )
