"""Own data as judge: labelled data in, figures with intervals beside the seller's claims out, and what was found before."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.cancel import CancelToken
from desktop.core.changes import Topic
from desktop.core.errors import AppError
from desktop.core.items import DataChoice
from desktop.core.judging import Judgement, Observed
from desktop.core.runs import Picture
from desktop.text import describe, tr, trn
from desktop.text.measures import figure_words, value_words
from desktop.ui.dialogs import choose_new_file
from desktop.ui.page import PageHead, PageTools, Route, page_column
from desktop.ui.pages.judge_results import JudgementView
from desktop.ui.pages.judge_setup import JudgeSetup
from desktop.ui.pages.own_data import OwnDataPage, Report
from desktop.ui.phrases import ago
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, Label, clear, row
from desktop.ui.widgets.exports import to_csv
from desktop.ui.widgets.run_tabs import RunTabs
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.services.judging.service import JudgingService, Prepared
    from desktop.services.library import LibraryService
    from desktop.services.settings import SettingsService


class JudgePage(OwnDataPage[Judgement]):
    """Shows the last judgement of a model; new data dropped anywhere on it begins another."""

    topics = frozenset({Topic.LIBRARY})

    def __init__(
        self,
        tools: PageTools,
        judging: "JudgingService",
        library: "LibraryService",
        settings: "SettingsService",
    ) -> None:
        super().__init__(tools, settings, JudgeSetup())
        self._judging, self._library = judging, library
        self._id = ""
        self._shown: Judgement | None = None
        self._observed: list[Observed] = []
        self.view: JudgementView | None = None
        self.back = Button(
            tr("Library"),
            "link",
            icon="arrow-left",
            name="judge-back",
            clicked=lambda: tools.navigate(Route("library")),
        )
        self.head = PageHead(tr("Own data"), " ")
        self.earlier = Choice(tr("Earlier judgements"), "judge-earlier")
        self.earlier.activated.connect(self._show_earlier)
        self.save = Button(tr("Save"), icon="download", name="judge-save", clicked=self._save)
        self.more = Button(tr("New data"), icon="plus", name="judge-new")
        self.earlier.setMinimumWidth(32 * GRID)
        for widget in (self.earlier, self.save, self.more):
            self.head.add(widget)
        self.tabs = RunTabs(tools.navigate, "judge")
        self.setup.hide()
        self._place = QVBoxLayout()
        self.results = QWidget()
        self.results.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        full = QWidget()
        lines = QVBoxLayout(full)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2 * GRID)
        for part in (self.fault, self.setup, self.results):
            lines.addWidget(part, 0 if part is self.fault else 1)
        self.links = Label("", "small", wrap=True)
        self.rate = Button(tr("Rate this model"), "link", name="judge-rate", clicked=self._to_rating)
        self.compare = Button(
            tr("Compare with others"), "link", name="judge-compare", clicked=self._to_comparing
        )
        self.foot = QWidget()
        self.foot.setLayout(row(self.links, 1, self.compare, self.rate, spacing=3 * GRID))
        self.foot.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        lines.addWidget(self.foot)
        self.states = StateView(full, empty_icon="scale")
        page_column(self, row(self.back, 1), self.head, self.tabs, self.states).setStretch(3, 1)
        self.offer_data(self.more, tr("Drop a folder or a CSV file with labels here"))

    def enter(self, arg: str) -> None:
        if arg and arg != self._id:
            self.stop_job()
            self._id = arg
            self.tabs.show_model(arg)
            self._shown = None
            self.setup.prepared = None
            self.states.show_busy(tr("Reading what was found before"))
        self.refresh()

    def first_focus(self) -> QWidget:
        return self.more

    def reload(self) -> None:
        wanted = self._id
        if not wanted:
            return
        self.jobs.start(
            lambda _job: (self._library.item(wanted), self._judging.history(wanted)),
            lane="db",
            owner=self,
            done=lambda found: self._show_history(wanted, *found),
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show_history(self, wanted: str, item: object, history: list[Judgement]) -> None:
        if wanted != self._id:
            return
        card = getattr(item, "card", None)
        self.head.title.setText(card.name if card is not None else tr("Own data"))
        self.head.subtitle.setText(
            tr("Judge the model by items whose answer you know. Nothing leaves this computer.")
        )
        self.head.subtitle.show()
        self.earlier.blockSignals(True)
        self.earlier.clear()
        now = time.time()
        for judgement in history:
            self.earlier.addItem(_earlier_words(judgement, now), judgement)
        self.earlier.blockSignals(False)
        self.earlier.setVisible(len(history) > 1)
        if self.is_busy or self.setup.prepared is not None:
            return
        if not history:
            self._show_empty()
        elif self._shown not in history:
            self.show_judgement(history[0])

    def _show_empty(self) -> None:
        self.save.hide()
        self.earlier.hide()
        self.states.show_empty(
            tr("Is it as good on your data?"),
            tr(
                "Drop a folder with one sub-folder for each class, or a CSV file with a column of labels. The model is run on every item, and you see its figures with their 95 % intervals beside what the seller claims."
            ),
            action=tr("Choose a folder"),
            then=self.ask_folder,
        )

    @property
    def route(self) -> str:
        return f"judge/{self._id}"

    def suggest(self, paths: list[Path]) -> "Callable[[], Prepared]":
        wanted, device = self._id, self.device
        return lambda: self._judging.suggest(wanted, paths, device)

    def prepare(self, choice: DataChoice) -> "Callable[[], Prepared]":
        wanted, device = self._id, self.device
        return lambda: self._judging.prepare(wanted, choice, device)

    def work(self, prepared: "Prepared") -> tuple[str, str, Callable[[CancelToken, Report], Judgement]]:
        wanted, device, words = self._id, self.device, tr("Judging by your data")

        def judge(cancel: CancelToken, report: Report) -> Judgement:
            return self._judging.judge(wanted, prepared, cancel, report, device)

        return words, words, judge

    def show_done(self, result: Judgement) -> None:
        self.show_judgement(result)
        self.refresh()

    def show_setup(self) -> None:
        self._show_parts(setup=True)

    def show_judgement(self, judgement: Judgement) -> None:
        """Show one that is kept."""
        self._shown = judgement
        self.jobs.start(
            lambda _job: self._judging.observed(judgement),
            lane="db",
            owner=self,
            done=lambda observed: self._show_observed(judgement, observed),
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show_observed(self, judgement: Judgement, observed: list[Observed]) -> None:
        if judgement is not self._shown:
            return
        self._observed = observed
        clear(self._place)
        self.view = JudgementView(judgement, observed, self._fetch)
        self._place.addWidget(self.view, 1)
        self.links.setText(tr("Data: {name}", name=judgement.data_name))
        self.earlier.setCurrentIndex(max(self.earlier.findText(_earlier_words(judgement, time.time())), 0))
        self._show_parts(setup=False)

    def _show_parts(self, *, setup: bool) -> None:
        self.setup.setVisible(setup)
        self.results.setVisible(not setup)
        self.foot.setVisible(not setup)
        self.save.setVisible(not setup)
        self.states.show_full()

    def _fetch(self, name: str, show: Callable[[Picture | str | None], None]) -> None:
        judgement, device = self._shown, self.device
        if judgement is None:
            return
        self.jobs.start(
            lambda _job: self._judging.preview(judgement, name, device),
            lane="cpu",
            owner=self.view,
            done=show,
            failed=lambda error: show(_sentence(error)),
        )

    def show_fault(self, error: BaseException) -> None:
        if self.setup.prepared is not None or self._shown is not None:
            self._show_parts(setup=self.setup.prepared is not None)
            self.fault.show_error(error)
        else:
            self.states.show_error(error, self.ask_folder)

    def leave_setup(self) -> None:
        self.stop_job()
        self.setup.prepared = None
        self._shown = None
        self.refresh()

    def _show_earlier(self) -> None:
        judgement = self.earlier.currentData()
        if isinstance(judgement, Judgement):
            self.setup.prepared = None
            self.show_judgement(judgement)

    def _to_rating(self) -> None:
        self.tools.navigate(Route("order", self._id))

    def _to_comparing(self) -> None:
        self.tools.navigate(Route("compare", self._id))

    def _save(self) -> None:
        judgement = self._shown
        if judgement is None:
            return
        path = choose_new_file(self, tr("Save the judgement"), "judgement.json")
        if path is None:
            return
        try:
            self._write(path, judgement)
        except OSError as error:
            self.fault.show_error(error)

    def _write(self, path: Path, judgement: Judgement) -> None:
        """JSON with everything, CSV with one line per item, or what the window shows as PNG."""
        from desktop.services.judging import export

        match path.suffix.lower():
            case ".png":
                if self.view is not None:
                    self.view.grab().save(str(path), "PNG")
            case ".csv":
                rows = export.item_rows(self._observed) or export.figure_rows(judgement)
                path.write_text(to_csv(rows), "utf-8")
            case _:
                told = json.dumps(export.judgement_json(judgement), indent=2, ensure_ascii=False)
                path.write_text(told + "\n", "utf-8")


def _earlier_words(judgement: Judgement, now: float) -> str:
    first = judgement.figures[0] if judgement.figures else None
    figure = f"{figure_words(first)} {value_words(first.value, first.name)}" if first is not None else ""
    return tr(
        "{data}: {figure} ({items}, {ago})",
        data=judgement.data_name[:40],
        figure=figure,
        items=trn("{n} item", "{n} items", judgement.counts.judged),
        ago=ago(now - judgement.time),
    )


def _sentence(error: BaseException) -> str:
    words = describe(error)
    return f"{words.title}. {words.body}" if isinstance(error, AppError) else words.title
