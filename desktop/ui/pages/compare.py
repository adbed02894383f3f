"""Compare: several owned models of one task on the same own data, side by side."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.cancel import CancelToken
from desktop.core.changes import Topic
from desktop.core.comparing import Comparison
from desktop.core.items import DataChoice
from desktop.core.runs import Picture
from desktop.text import describe, tr, trn
from desktop.ui.dialogs import choose_new_file
from desktop.ui.page import PageHead, PageTools, Route, page_column
from desktop.ui.pages.compare_results import ComparisonView
from desktop.ui.pages.judge_setup import JudgeSetup
from desktop.ui.pages.own_data import OwnDataPage, Report
from desktop.ui.phrases import task_icon, task_name
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, CheckBox, Icon, Label, Scroll, clear, column, row
from desktop.ui.widgets.exports import to_csv
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.services.comparing.service import Answered, ComparingService
    from desktop.services.judging.service import Prepared
    from desktop.services.library import LibraryItem, LibraryService
    from desktop.services.settings import SettingsService


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


class ComparePage(OwnDataPage[Comparison]):
    """Choose the models, give data, and see them side by side; ``compare/<id,id,...>`` has them chosen."""

    topics = frozenset({Topic.PURCHASES})

    def __init__(
        self,
        tools: PageTools,
        comparing: "ComparingService",
        library: "LibraryService",
        settings: "SettingsService",
    ) -> None:
        super().__init__(tools, settings, JudgeSetup(needs_labels=False))
        self._comparing, self._library = comparing, library
        self._wanted: list[str] = []
        self._ids: list[str] = []
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
        for button in (self.models, self.save, self.data):
            self.head.add(button)
        self.note = Label("", "muted", wrap=True)
        self.chooser = ModelChooser()
        self.chooser.changed.connect(self._count)
        self.choosing = QWidget()
        lines = column(self.choosing, spacing=2 * GRID)
        lines.addWidget(self.note)
        lines.addWidget(Scroll(self.chooser), 1)
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
        self.offer_data(self.data, tr("Drop a folder or a CSV file here"))

    def enter(self, arg: str) -> None:
        wanted = [part for part in arg.split(",") if part]
        if wanted != self._wanted or self.view is None:
            self.stop_job()
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
        if self.view is not None or self.is_busy or self.setup.isVisible():
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
        self.stop_job()
        self._wanted, self.view = self._ids or self._wanted, None
        self.setup.prepared = None
        self._show_part(self.choosing)
        self.refresh()

    @property
    def route(self) -> str:
        return f"compare/{','.join(self._ids)}"

    def suggest(self, paths: list[Path]) -> "Callable[[], Prepared] | None":
        chosen, device = self.chooser.chosen or self._ids, self.device
        if len(chosen) < 2:
            self.tools.toast("warning", tr("Tick at least two models of one task."))
            return None
        self._ids = chosen
        return lambda: self._comparing.suggest(chosen, paths, device)

    def prepare(self, choice: DataChoice) -> "Callable[[], Prepared]":
        ids, device = self._ids, self.device
        return lambda: self._comparing.prepare(ids, choice, device)

    def work(self, prepared: "Prepared") -> tuple[str, str, Callable[[CancelToken, Report], Comparison]]:
        ids, device = self._ids, self.device

        def compare(cancel: CancelToken, report: Report) -> Comparison:
            return self._comparing.compare(ids, prepared, cancel, report, device)

        return tr("Running the models one after the other"), tr("Comparing models"), compare

    def show_done(self, result: Comparison) -> None:
        clear(self._place)
        self.view = ComparisonView(result, self._fetch_item, self._fetch_answers)
        self._place.addWidget(self.view, 1)
        self._show_part(self.results)

    def show_setup(self) -> None:
        self._show_part(self.setup)

    def leave_setup(self) -> None:
        self._choose_models()

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
        device = self.device
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
        device = self.device

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

    def show_fault(self, error: BaseException) -> None:
        self._show_part(self.setup if self.setup.prepared is not None else self.choosing)
        self.fault.show_error(error)

    def stop_job(self) -> None:
        self.fault.hide()
        super().stop_job()

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
