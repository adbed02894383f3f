"""Compare: several owned models of one task on the same own data, side by side."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.core.changes import Progress, Topic
from desktop.core.comparing import Comparison
from desktop.core.items import DataChoice
from desktop.core.runs import Picture
from desktop.text import describe, tr, trn
from desktop.ui.dialogs import choose_file, choose_folder, choose_new_file
from desktop.ui.jobs import Job, JobControl
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.compare_results import ComparisonView
from desktop.ui.pages.judge_setup import JudgeSetup
from desktop.ui.phrases import task_icon, task_name
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, CheckBox, Icon, Label, Scroll, clear, column, row
from desktop.ui.widgets.drops import FileDrops
from desktop.ui.widgets.exports import to_csv
from desktop.ui.widgets.states import Banner, StateView

if TYPE_CHECKING:
    from desktop.services.comparing.service import Answered, ComparingService
    from desktop.services.judging.service import Prepared
    from desktop.services.library import LibraryItem, LibraryService
    from desktop.services.settings import SettingsService

_REPORT_EVERY_S = 0.1


class ModelChooser(QWidget):
    """Owned models by task; once one is ticked, only those of its task can be."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, tuple[CheckBox, str]] = {}
        self._rows = column(self, spacing=2 * GRID)

    @property
    def chosen(self) -> list[str]:
        """The ticked models, in the order in which they are shown."""
        return [identifier for identifier, (box, _) in self._boxes.items() if box.isChecked()]

    def show_models(self, items: "list[LibraryItem]", chosen: list[str]) -> None:
        """Offer the models that can be run now."""
        clear(self._rows)
        self._boxes.clear()
        by_task: dict[str, list[LibraryItem]] = {}
        for item in items:
            if item.runnable and item.card is not None:
                by_task.setdefault(item.card.task, []).append(item)
        lone = [task for task, models in by_task.items() if len(models) < 2]
        for task, models in sorted(by_task.items(), key=lambda pair: -len(pair[1])):
            if len(models) > 1:
                self._add_task(task, models, chosen)
        if lone:
            names = ", ".join(task_name(task) for task in lone)
            words = tr("You own only one model of these tasks: {list}.", list=names)
            self._rows.addWidget(Label(words, "muted", wrap=True))
        self._rows.addStretch(1)
        self._limit()

    def _add_task(self, task: str, models: "list[LibraryItem]", chosen: list[str]) -> None:
        card = Card(padding=2 * GRID, spacing=GRID)
        card.column.addLayout(row(Icon(task_icon(task), "accent_text", 20), Label(task_name(task), "h3"), 1))
        for item in models:
            identifier = item.purchase.id
            name, version = (item.card.name, item.card.version) if item.card is not None else (identifier, "")
            shown = f"{name}  ·  {tr('version {version}', version=version[:32])}"
            box = CheckBox(shown.replace("&", "&&"))
            box.setObjectName(f"compare-{identifier}")
            box.setChecked(identifier in chosen)
            box.toggled.connect(lambda _on: self._limit())
            self._boxes[identifier] = (box, task)
            card.column.addWidget(box)
        self._rows.addWidget(card)

    def _limit(self) -> None:
        tasks = {task for box, task in self._boxes.values() if box.isChecked()}
        for box, task in self._boxes.values():
            box.setEnabled(not tasks or task in tasks)
        self.changed.emit()


class ComparePage(Page):
    """Choose the models, give data, and see them side by side; ``compare/<id,id,...>`` has them chosen."""

    topics = frozenset({Topic.PURCHASES})

    def __init__(
        self,
        tools: PageTools,
        comparing: "ComparingService",
        library: "LibraryService",
        settings: "SettingsService",
    ) -> None:
        super().__init__(tools)
        self._comparing, self._library, self._settings = comparing, library, settings
        self._wanted: list[str] = []
        self._ids: list[str] = []
        self._job: Job | None = None
        self.view: ComparisonView | None = None
        self.back = Button(
            tr("Library"), "link", icon="arrow-left", name="compare-back", clicked=lambda: tools.navigate(Route("library"))
        )  # fmt: skip
        self.head = PageHead(tr("Compare"), tr("Models of one task on your own data, with labels or without. Nothing leaves this computer."))  # fmt: skip
        self.models = Button(
            tr("Models"), icon="library-big", name="compare-models", clicked=self._choose_models
        )
        self.save = Button(tr("Save"), icon="download", name="compare-save", clicked=self._save)
        self.data = Button(tr("Choose data"), "primary", icon="folder-open", name="compare-data")
        menu = QMenu(self.data)
        menu.addAction(tr("A folder"), self._ask_folder)
        menu.addAction(tr("A CSV or text file"), self._ask_file)
        self.data.setMenu(menu)
        for button in (self.models, self.save, self.data):
            self.head.add(button)
        self.fault = Banner("danger")
        self.fault.hide()
        self.note = Label("", "muted", wrap=True)
        self.chooser = ModelChooser()
        self.chooser.changed.connect(self._count)
        self.choosing = QWidget()
        lines = column(self.choosing, spacing=2 * GRID)
        lines.addWidget(self.note)
        lines.addWidget(Scroll(self.chooser), 1)
        self.setup = JudgeSetup(needs_labels=False)
        self.setup.started.connect(self._start)
        self.setup.changed.connect(self._look_again)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.results = QWidget()
        self.results.setLayout(self._place)
        full = QWidget()
        parts = column(full, spacing=2 * GRID)
        parts.addWidget(self.fault)
        for part in (self.choosing, self.setup, self.results):
            parts.addWidget(part, 1)
        self.states = StateView(full, empty_icon="scale")
        page_column(self, row(self.back, 1), self.head, self.states).setStretch(2, 1)
        self.drops = FileDrops(self, tr("Drop a folder or a CSV file here"))
        self.drops.dropped.connect(self._look)

    def enter(self, arg: str) -> None:
        wanted = [part for part in arg.split(",") if part]
        if wanted != self._wanted or self.view is None:
            self._stop()
            self._wanted, self.view = wanted, None
            self._show_part(self.choosing)
        self.refresh()

    def reload(self) -> None:
        self.jobs.start(
            lambda _job: self._library.items(),
            lane="db",
            owner=self,
            done=self._show_models,
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show_models(self, items: "list[LibraryItem]") -> None:
        if self.view is not None or self._job is not None or self.setup.isVisible():
            return
        tasks = [item.card.task for item in items if item.runnable and item.card is not None]
        if len(tasks) == len(set(tasks)):
            self.states.show_empty(
                tr("You own no two models of one task"),
                tr(
                    "Of two models for the same task you see here which is better on your own data, faster, smaller and cheaper."
                ),
                action=tr("Go to the market"),
                then=lambda: self.tools.navigate(Route("market")),
            )
            self.data.setEnabled(False)
            return
        self.chooser.show_models(items, self.chooser.chosen or self._wanted)
        self._show_part(self.choosing)

    def _count(self) -> None:
        count = len(self.chooser.chosen)
        self.data.setEnabled(count > 1)
        if count > 1:
            words = trn(
                "{n} model chosen.",
                "{n} models chosen. Now give them data: drop a folder or a CSV file here.",
                count,
            )
        else:
            words = tr("Tick at least two models of one task.")
        self.note.setText(words)

    def _choose_models(self) -> None:
        self._stop()
        self._wanted, self.view = self._ids or self._wanted, None
        self.setup.prepared = None
        self._show_part(self.choosing)
        self.refresh()

    def _ask_folder(self) -> None:
        if (path := choose_folder(self, tr("Choose a folder"))) is not None:
            self._look([path])

    def _ask_file(self) -> None:
        filters = tr("Tables and texts") + " (*.csv *.tsv *.txt *.json);;" + tr("All files") + " (*)"
        if (path := choose_file(self, tr("Choose a file"), filters)) is not None:
            self._look([path])

    def _look(self, paths: list[Path]) -> None:
        chosen = self.chooser.chosen or self._ids
        if len(chosen) < 2:
            self.tools.toast("warning", tr("Tick at least two models of one task."))
            return
        self._ids = chosen
        device = self._settings.get().device
        self._prepare(lambda: self._comparing.suggest(chosen, paths, device))

    def _look_again(self, choice: DataChoice) -> None:
        ids, device = self._ids, self._settings.get().device
        self._prepare(lambda: self._comparing.prepare(ids, choice, device))

    def _prepare(self, look: "Callable[[], Prepared]") -> None:
        self._stop()
        self.fault.hide()
        self.states.show_busy(tr("Looking at your data"), cancel=self._choose_models)
        self._job = self.jobs.start(
            lambda _job: look(), lane="cpu", owner=self, done=self._prepared, failed=self._failed
        )

    def _prepared(self, prepared: "Prepared") -> None:
        self._job = None
        path = Path(prepared.choice.path)
        name = prepared.choice.files[0] if len(prepared.choice.files) == 1 else path.name
        self.setup.show_prepared(prepared, name, prepared.columns)
        self._show_part(self.setup)

    def _start(self, prepared: "Prepared") -> None:
        ids, device = self._ids, self._settings.get().device
        self.states.show_busy(tr("Running the models one after the other"), cancel=self._back_to_setup)
        last = 0.0

        def compare(job: JobControl) -> Comparison:
            def report(progress: Progress) -> None:
                nonlocal last
                now = time.monotonic()
                if now - last >= _REPORT_EVERY_S or progress.step != "run":
                    last = now
                    job.report(progress)

            return self._comparing.compare(ids, prepared, job.cancel, report, device)

        self._job = self.jobs.start(
            compare,
            lane="batch",
            title=tr("Comparing models"),
            owner=self,
            done=self._compared,
            failed=self._failed,
            progressed=self._progressed,
        )

    def _progressed(self, progress: Progress) -> None:
        if progress.step == "figures":
            self.states.busy.title.setText(tr("Working out the intervals"))
        self.states.busy.report(progress)

    def _compared(self, comparison: Comparison) -> None:
        self._job = None
        self.setup.prepared = None
        clear(self._place)
        self.view = ComparisonView(comparison, self._fetch_item, self._fetch_answers)
        self._place.addWidget(self.view, 1)
        self._show_part(self.results)

    def _show_part(self, part: QWidget) -> None:
        for one in (self.choosing, self.setup, self.results):
            one.setVisible(one is part)
        self.save.setVisible(part is self.results)
        self.models.setVisible(part is not self.choosing)
        self.data.setVisible(part is not self.setup)
        self.data.set_kind("primary" if part is self.choosing else "secondary")
        if part is self.choosing:
            self._count()
        self.states.show_full()

    def _fetch_item(self, name: str, show: Callable[[Picture | str | None], None]) -> None:
        if (view := self.view) is None:
            return
        device = self._settings.get().device
        self.jobs.start(
            lambda _job: self._comparing.preview(view.comparison, name, device),
            lane="cpu",
            owner=view,
            done=show,
            failed=lambda error: show(describe(error).title),
        )

    def _fetch_answers(self, name: str, show: "Callable[[list[Answered]], None]") -> None:
        if (view := self.view) is None:
            return
        device = self._settings.get().device

        def failed(error: BaseException) -> None:
            show([])
            self.fault.show_error(error)

        self.jobs.start(
            lambda job: self._comparing.answers(view.comparison, name, job.cancel, device),
            lane="cpu",
            owner=view,
            done=show,
            failed=failed,
        )

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if type(error).__name__ == "WalletLocked":
            self.states.show_empty(
                tr("The wallet is locked"),
                tr(
                    "Your licence is sealed with your keys. Once open, the model stays loaded even if you lock again."
                ),
                action=tr("Unlock"),
                then=lambda: self.tools.navigate(Route("unlock", f"compare/{','.join(self._ids)}")),
            )
            return
        self._show_part(self.setup if self.setup.prepared is not None else self.choosing)
        self.fault.show_error(error)

    def _stop(self) -> None:
        self.fault.hide()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _back_to_setup(self) -> None:
        self._stop()
        self._show_part(self.setup)

    def _save(self) -> None:
        path = choose_new_file(self, tr("Save the comparison"), "comparison.json")
        if path is None or self.view is None:
            return
        from desktop.services.comparing import export

        comparison = self.view.comparison
        try:
            match path.suffix.lower():
                case ".png":
                    self.view.grab().save(str(path), "PNG")
                case ".csv":
                    path.write_text(to_csv(export.item_rows(comparison)), "utf-8")
                case _:
                    told = json.dumps(export.comparison_json(comparison), indent=2, ensure_ascii=False)
                    path.write_text(told + "\n", "utf-8")
        except OSError as error:
            self.fault.show_error(error)
