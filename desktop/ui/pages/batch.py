"""Batch: a model run over a folder, many files or a CSV of any length; it goes on whatever page is open."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.changes import Topic
from desktop.core.items import Amount, DataChoice
from desktop.text import tr
from desktop.ui.batch_flow import BatchFlow
from desktop.ui.dialogs import ConfirmDialog, choose_files, choose_folder
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.batch_card import BatchCard
from desktop.ui.pages.batch_results import BatchResults
from desktop.ui.pages.batch_setup import BatchSetup
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Scroll, clear, column, row
from desktop.ui.widgets.drops import FileDrops
from desktop.ui.widgets.run_tabs import RunTabs
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.core.batches import Batch
    from desktop.core.listings import Card
    from desktop.services.batches import BatchService, BatchView
    from desktop.services.running import RunningService
    from desktop.services.settings import SettingsService
    from desktop.services.shelf import Hold, ModelShelf

_LOOK_AGAIN_MS = 2000


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a new batch could be, on a model that is held until the person has decided."""

    hold: "Hold"
    choice: DataChoice
    amount: Amount
    columns: tuple[str, ...]


class BatchPage(Page):
    """The batches of one model, newest first, and the results of the chosen one."""

    topics = frozenset({Topic.BATCHES})

    def __init__(
        self,
        tools: PageTools,
        shelf: "ModelShelf",
        running: "RunningService",
        settings: "SettingsService",
        flow: BatchFlow,
    ) -> None:
        super().__init__(tools)
        self._shelf, self._running, self._settings, self._flow = shelf, running, settings, flow
        self._id = ""
        self._plan: _Plan | None = None
        self._chosen = ""
        self._cards: dict[str, BatchCard] = {}
        self._views: dict[str, BatchView] = {}
        back = Button(
            tr("Library"),
            "link",
            icon="arrow-left",
            name="batch-back",
            clicked=lambda: tools.navigate(Route("library")),
        )
        self.head = PageHead(tr("Batch"), " ")
        self.files = Button(
            tr("Choose files"), icon="file-text", name="batch-files", clicked=self._choose_files
        )
        self.folder = Button(
            tr("Choose a folder"), icon="folder-open", name="batch-folder", clicked=self._choose_folder
        )
        self.head.add(self.files)
        self.head.add(self.folder)
        self.tabs = RunTabs(tools.navigate, "batch")
        self.results = BatchResults(tools, flow.batches)
        self.results.removed.connect(self._ask_to_remove)
        self._list = column(spacing=GRID + 4)
        self._setup_place = QVBoxLayout()
        self.setup: BatchSetup | None = None
        self.states = StateView(self._full(), empty_icon="rows-3")
        page_column(self, row(back, 1), self.head, self.tabs, self.states).setStretch(3, 1)
        self.drops = FileDrops(self, tr("Drop a folder, a CSV file or many files here"))
        self.drops.dropped.connect(self.plan)
        flow.updated.connect(self._flow_updated)
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.setInterval(_LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self._look_at_chosen)

    def _full(self) -> QWidget:
        inner = QWidget()
        left = column(inner)
        left.setContentsMargins(0, 0, GRID, 0)
        left.addLayout(self._list)
        left.addStretch(1)
        full = QWidget()
        self.list = Scroll(inner)
        body = row(self.list, self.results, spacing=3 * GRID)
        body.setStretch(0, 5)
        body.setStretch(1, 8)
        outer = column(full, spacing=2 * GRID)
        outer.addLayout(self._setup_place)
        outer.addLayout(body, 1)
        return full

    @property
    def batches(self) -> "BatchService":
        return self._flow.batches

    def enter(self, arg: str) -> None:
        if arg and arg != self._id:
            self._drop_plan()
            self._id, self._chosen = arg, ""
            self.tabs.show_model(arg)
            self.states.show_busy(tr("Loading"))
            self._name()
        offered = self._flow.take_offer(self._id)
        self.refresh()
        if offered:
            self.plan(offered)

    def first_focus(self) -> QWidget:
        return self.files

    def reload(self) -> None:
        wanted = self._id
        if not wanted:
            return
        self.jobs.start(
            lambda _job: self.batches.batches(wanted),
            lane="db",
            owner=self,
            done=lambda views: self._show(wanted, views),
            failed=lambda error: self.states.show_error(error, self.refresh),
        )

    def _name(self) -> None:
        """The model's name and what it is for, without opening it."""
        wanted = self._id

        def show(card: "Card | None") -> None:
            if wanted == self._id and card is not None:
                self.head.title.setText(card.name)
                self.head.subtitle.setText(card.summary)

        self.jobs.start(
            lambda _job: self._running.card(wanted),
            lane="db",
            owner=self,
            done=show,
            failed=lambda _error: None,  # the licence has ended: its batches can be looked at all the same
        )

    def plan(self, paths: list[Path]) -> None:
        """Look at dropped or chosen paths with the model's eyes, and ask what to do with them."""
        wanted, device = self._id, self._settings.get().device
        self._drop_plan()
        self.states.show_busy(tr("Looking at your data"))

        def look() -> _Plan:
            hold = self._shelf.hold(wanted, device)
            try:
                spec = hold.model.spec
                choice = self.batches.suggest(paths, spec)
                return _Plan(hold, choice, self.batches.amount(choice, spec), self.batches.columns(choice))
            except BaseException:
                hold.release()
                raise

        self.jobs.start(
            lambda _job: look(),
            lane="cpu",
            title=tr("Opening a model"),
            owner=self,
            done=lambda plan: self._planned(wanted, plan),
            failed=lambda error: self._not_planned(error, paths),
        )

    def _planned(self, wanted: str, plan: _Plan) -> None:
        if wanted != self._id:
            plan.hold.release()
            return
        self._plan = plan
        self.setup = BatchSetup(plan.hold.model.spec, plan.choice, plan.amount, plan.columns)
        self.setup.begun.connect(self._begin)
        self.setup.dropped.connect(self._cancel)
        self._setup_place.addWidget(self.setup)
        self._show_parts()
        self.states.show_full()
        self.setup.begin.setFocus()

    def _not_planned(self, error: BaseException, paths: list[Path]) -> None:
        if type(error).__name__ == "WalletLocked":
            self._flow.offer(self._id, paths)
            self.states.show_empty(
                tr("The wallet is locked"),
                tr("Your licence is sealed with your keys. Unlock it, and your data is looked at."),
                action=tr("Unlock"),
                then=lambda: self.tools.navigate(Route("unlock", f"batch/{self._id}")),
            )
        else:
            self.states.show_error(error, self.refresh)

    def _begin(self, choice: DataChoice, params: dict[str, object]) -> None:
        plan, setup = self._plan, self.setup
        if plan is None or setup is None:
            return

        def begun(batch: "Batch") -> None:
            self._chosen = batch.id
            self._cancel()
            self._flow.start()

        self.jobs.start(
            lambda _job: self.batches.create(plan.hold.model, plan.hold.device, choice, params),
            lane="db",
            owner=self,
            done=begun,
            failed=setup.refuse,
        )

    def _cancel(self) -> None:
        self._drop_plan()
        self.states.show_busy(tr("Loading"))
        self.refresh()

    def _drop_plan(self) -> None:
        """The model may be closed now, unless a batch holds it."""
        plan, self._plan = self._plan, None
        if plan is not None:
            plan.hold.release()
        clear(self._setup_place)
        self.setup = None
        self._show_parts()

    def _show_parts(self) -> None:
        """A new batch is decided on alone; then the list and the results."""
        for part in (self.results, self.list, self.files, self.folder):
            part.setVisible(self.setup is None)

    def _show(self, wanted: str, views: "list[BatchView]") -> None:
        if wanted != self._id or self.setup is not None:
            return
        self.folder.setVisible(bool(views))
        if not views:
            self._say_empty()
            return
        self._views = {view.batch.id: view for view in views}
        if list(self._cards) != list(self._views):
            self._make_cards()
        now = time.time()
        for view in views:
            self._cards[view.batch.id].show_view(view, now)
        self._choose(self._chosen if self._chosen in self._views else views[0].batch.id)
        self.states.show_full()
        if any(view.is_live for view in views):
            self._look_again.start()

    def _make_cards(self) -> None:
        clear(self._list)
        self._cards = {}
        for batch_id in self._views:
            card = BatchCard(self._flow)
            card.chosen.connect(self._choose)
            card.unlock_asked.connect(lambda: self.tools.navigate(Route("unlock", f"batch/{self._id}")))
            self._cards[batch_id] = card
            self._list.addWidget(card)

    def _say_empty(self) -> None:
        self.states.show_empty(
            tr("Run the model over many files at once"),
            tr(
                "Drop a folder, a CSV file of any length or many files onto this page. You can close Licet in the middle: it goes on where it was."
            ),
            action=tr("Choose a folder"),
            then=self._choose_folder,
        )

    def _choose(self, batch_id: str) -> None:
        self._chosen = batch_id
        for key, card in self._cards.items():
            card.set_chosen(chosen=key == batch_id)
        if (view := self._views.get(batch_id)) is not None:
            self.results.show_view(view)

    def _look_at_chosen(self) -> None:
        """While a batch runs its new results come in, a few at a time."""
        chosen = self._chosen
        if not self.isVisible() or self.setup is not None or chosen not in self._views:
            return

        def show(view: "BatchView") -> None:
            if chosen == self._chosen and chosen in self._views:
                self._views[chosen] = view
                self.results.show_view(view)
                self._look_again.start()

        if self._views[chosen].is_live:
            self.jobs.start(lambda _job: self.batches.batch(chosen), lane="db", owner=self, done=show)

    def _flow_updated(self, batch_id: str) -> None:
        """Progress moves the bar at once; what lies on disk is read again at its own pace."""
        if batch_id in self._cards and self.isVisible():
            self._cards[batch_id].tick()

    def _ask_to_remove(self, batch_id: str) -> None:
        ConfirmDialog.ask(
            self.window(),
            tr("Remove this batch?"),
            (tr("Its results are deleted from this computer. Files that you saved elsewhere stay."),),
            confirm=tr("Remove"),
            then=lambda: self._flow.remove(batch_id),
            danger=True,
        )

    def _choose_folder(self) -> None:
        path = choose_folder(self, tr("Choose a folder"))
        if path is not None:
            self.plan([path])

    def _choose_files(self) -> None:
        if paths := choose_files(self, tr("Choose files"), tr("All files") + " (*)"):
            self.plan(paths)
