"""Run: a form made from the package's spec, its own sample filled in, and the result beside it."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.changes import Progress, Topic
from desktop.core.runs import Picture, RunResult, SelfTest
from desktop.services.folder_search import can_search
from desktop.text import describe, tr
from desktop.ui.batch_flow import BatchFlow
from desktop.ui.jobs import Job
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.run_form import RunForm
from desktop.ui.pages.run_notices import ProcessNotice
from desktop.ui.pages.run_place import RunPlace
from desktop.ui.phrases import ago, sandbox_name, sandbox_text
from desktop.ui.run_words import tested, took
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, ElidedLabel, Label, Scroll, clear, column, row
from desktop.ui.widgets.drops import FileDrops
from desktop.ui.widgets.results import ResultView
from desktop.ui.widgets.run_tabs import RunTabs
from desktop.ui.widgets.states import Banner, StateView
from desktop.ui.widgets.written import RunFeed, reporting

if TYPE_CHECKING:
    from desktop.core.run_records import RunRecord
    from desktop.services.devices import DeviceService
    from desktop.services.fitting import FitService
    from desktop.services.running import RunningService
    from desktop.services.settings import SettingsService
    from desktop.services.shelf import Hold, ModelShelf

_HISTORY = 8
_ENDED = frozenset({"LicenceExpired", "LicencePassedOn", "LicenceGivenUp"})


class RunPage(Page):
    """Opening unseals the model into memory, unless it is open already; the shelf keeps it after leaving."""

    topics = frozenset({Topic.LIBRARY})

    def __init__(
        self,
        tools: PageTools,
        shelf: "ModelShelf",
        running: "RunningService",
        settings: "SettingsService",
        batches: BatchFlow,
        devices: "DeviceService",
        fitting: "FitService",
    ) -> None:
        super().__init__(tools)
        self._shelf, self._running, self._settings = shelf, running, settings
        self._id = ""
        self._hold: Hold | None = None
        self._notice = ProcessNotice()
        self._job: Job | None = None
        self._feed: RunFeed | None = None
        self.last_result: RunResult | None = None
        self.back = Button(
            tr("Library"),
            "link",
            icon="arrow-left",
            name="run-back",
            clicked=lambda: tools.navigate(Route("library")),
        )
        self.head = PageHead(tr("Run"), " ")
        self.level = Badge("", "success")
        self.test = Button(tr("Self-test"), icon="badge-check", name="run-self-test", clicked=self._self_test)
        self.head.add(self.level)
        self.head.add(self.test)
        self.place = RunPlace(tools, devices, fitting)
        self.place.reopen_asked.connect(self._open_elsewhere)
        self._show_open(is_open=False)
        self.tabs = RunTabs(tools.navigate, "run")
        self.form_place = QVBoxLayout()
        self.form: RunForm | None = None
        self.run = Button(tr("Run"), "primary", icon="play", name="run", clicked=self.start)
        self.stop = Button(tr("Stop"), name="run-stop", clicked=self._stop)
        self.note = Label("", "small")
        self.note.setObjectName("run-note")
        self.fault = Banner("danger")
        self.result_place = QVBoxLayout()
        self.history = QVBoxLayout()
        self.history.setSpacing(GRID)
        full = QWidget()
        body = row(self._left(), self._right(), spacing=3 * GRID)
        body.setStretch(0, 5)
        body.setStretch(1, 6)
        full.setLayout(body)
        self.drops = FileDrops(self, tr("Drop a folder or many files here to run them all"))
        self.drops.dropped.connect(lambda paths: self._run_all(batches, paths))
        self.states = StateView(full, empty_icon="play")
        page_column(self, row(self.back, 1), self.head, self.tabs, self.place, self.states).setStretch(4, 1)
        self._watch = QTimer(self)
        self._watch.setInterval(2000)
        self._watch.timeout.connect(self._look_alive)

    def _left(self) -> QWidget:
        card = Card(spacing=2 * GRID)
        card.column.addLayout(row(Label(tr("Input"), "h3"), 1))
        inner = QWidget()
        inner.setLayout(self.form_place)
        self.form_place.setContentsMargins(0, 0, GRID, 0)
        card.column.addWidget(Scroll(inner), 1)
        card.column.addLayout(row(self.run, self.stop, 1, self.note))
        self.stop.hide()
        return card

    def _right(self) -> QWidget:
        holder = QWidget()
        lines = column(holder, spacing=2 * GRID)
        card = Card(spacing=GRID)
        card.column.addWidget(Label(tr("Result"), "h3"))
        card.column.addWidget(self.fault)
        self.fault.hide()
        card.column.addLayout(self.result_place, 1)
        lines.addWidget(card, 3)
        self.history_card = Card(padding=2 * GRID, spacing=GRID)
        self.history_card.column.addWidget(Label(tr("Earlier runs"), "h3"))
        self.history_card.column.addLayout(self.history)
        self.history_card.hide()
        lines.addWidget(self.history_card)
        return holder

    def enter(self, arg: str) -> None:
        if arg and (arg != self._id or self._hold is None):
            self._id = arg
            self.tabs.show_model(arg)
            self._open()
        else:
            self.refresh()

    def _run_all(self, batches: BatchFlow, paths: list[Path]) -> None:
        """What is dropped beside the form is a batch."""
        if self._id:
            batches.offer(self._id, paths)
            self.tools.navigate(Route("batch", self._id))

    def first_focus(self) -> QWidget:
        return self.run

    def reload(self) -> None:
        wanted = self._id
        if wanted:
            self.jobs.start(
                lambda _job: self._running.history(wanted), lane="db", owner=self, done=self._show_history
            )

    @property
    def is_open(self) -> bool:
        """Whether a model is loaded."""
        return self._hold is not None

    def close_model(self) -> None:
        """Give the worker's memory back."""
        hold = self._hold
        self._let_go()
        if hold is not None:
            self.jobs.start(lambda _job: self._shelf.close(hold.purchase_id), lane="cpu")

    def _open_elsewhere(self) -> None:
        """The person chose another device, or wants one tried again: the model is loaded anew."""
        hold = self._hold
        self._let_go()
        if hold is not None:
            self._shelf.close(hold.purchase_id)
        self._open()

    def _let_go(self) -> None:
        """The shelf may close the model now, when it needs the memory."""
        self._watch.stop()
        self._show_open(is_open=False)
        hold, self._hold = self._hold, None
        if hold is not None:
            hold.release()

    def _open(self) -> None:
        self._let_go()
        wanted, device = self._id, self._settings.get().device
        self.states.show_busy(tr("Unsealing the model into memory"))
        self._show_result_hint()
        self.last_result = None
        self.fault.hide()
        self.jobs.start(
            lambda _job: self._shelf.hold(wanted, device),
            lane="cpu",
            title=tr("Opening a model"),
            owner=self,
            done=lambda hold: self._opened(wanted, hold),
            failed=self._open_failed,
        )
        self.refresh()

    def _show_open(self, *, is_open: bool) -> None:
        """How far it is walled in and the self-test mean something for an open model only."""
        self.level.setVisible(is_open)
        self.test.setVisible(is_open)
        if not is_open:
            self.place.hide()

    def _open_failed(self, error: BaseException) -> None:
        if type(error).__name__ == "WalletLocked":
            self.states.show_empty(
                tr("The wallet is locked"),
                tr(
                    "Your licence is sealed with your keys. Once open, the model stays loaded even if you lock again."
                ),
                action=tr("Unlock"),
                then=lambda: self.tools.navigate(Route("unlock", f"run/{self._id}")),
            )
        elif type(error).__name__ in _ENDED:
            words = describe(error)
            self.states.show_empty(
                words.title,
                f"{words.body} {words.remedy}",
                action=tr("Go to the library"),
                then=lambda: self.tools.navigate(Route("library")),
            )
        else:
            self.states.show_error(error, self._open)

    def _opened(self, wanted: str, hold: "Hold") -> None:
        if wanted != self._id or self._hold is not None:
            hold.release()
            return
        self._hold = hold
        self._notice.follow(hold)
        model = hold.model
        self.head.title.setText(model.card.name if model.card else model.manifest.name)
        self.head.subtitle.setText(model.manifest.summary)
        name, tone = sandbox_name(model.level)
        self.level.set_state(tr("Walled in: {level}", level=name), tone)
        missing = (
            tr("Missing here: {list}", list=", ".join(model.level.missing)) if model.level.missing else ""
        )
        self.level.setToolTip("\n".join(filter(None, (sandbox_text(model.level), missing))))
        self._show_open(is_open=True)
        self.tabs.offer("search", is_offered=can_search(model.spec))
        clear(self.form_place)
        self.form = RunForm(model.spec, model.samples)
        self.form.sample_chosen.connect(self._load_sample)
        self.form_place.addWidget(self.form)
        self.place.show_model(model)
        self.states.show_full()
        self._watch.start()
        if model.samples:
            self._load_sample(model.samples[0])
        self.run.setFocus()

    def _load_sample(self, name: str) -> None:
        hold, form = self._hold, self.form
        if hold is None or form is None:
            return

        def show(preview: Picture | str) -> None:
            if form is self.form:
                form.show_sample(name, preview)

        self.jobs.start(
            lambda _job: hold.alive().sample_preview(name),
            lane="cpu",
            owner=self,
            done=show,
            failed=self._failed,
        )

    def start(self) -> None:
        """Run once on what the form holds."""
        hold, form = self._hold, self.form
        if hold is None or form is None or self._job is not None:
            return
        inputs, params = form.inputs(), form.params()
        if inputs is None:
            self.note.setText(tr("Put something in first."))
            return
        self._set_running(running=True)
        self._job = self.jobs.start(
            lambda job: hold.run(inputs, params, job.cancel, reporting(job)),
            lane="cpu",
            title=tr("Running a model"),
            owner=self,
            done=self._done,
            failed=self._failed,
            progressed=self._hear,
        )

    def _hear(self, progress: Progress) -> None:
        """A tile or a token; a run that is done at once never shows it."""
        if self._job is None:
            return
        if self._feed is None:
            clear(self.result_place)
            self._feed = RunFeed()
            self.result_place.addWidget(self._feed, 1)
        self._feed.hear(progress)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            if self._feed is not None and not self._feed.has_text:
                self._show_result_hint()
            self._set_running(running=False)
            self.note.setText(tr("Stopped."))

    def _done(self, result: RunResult) -> None:
        self._set_running(running=False)
        self.last_result = result
        self.fault.hide()
        self.note.setText(took(result.seconds, result.device.used))
        clear(self.result_place)
        self._say_renewed()
        self.result_place.addWidget(self._view(result), 1)
        self.reload()

    def _view(self, result: RunResult) -> ResultView:
        """The result, over the text or with the skeleton that it is about."""
        head = self._hold.model.spec.head if self._hold is not None else None
        return ResultView(result, head, self.form.text() if self.form is not None else "", self.jobs)

    def _failed(self, error: BaseException) -> None:
        self._set_running(running=False)
        self.note.setText("")
        self.fault.show_error(error)

    def _set_running(self, *, running: bool) -> None:
        if not running:
            self._job, self._feed = None, None
        else:
            self.note.setText(tr("Running…"))
        self.run.setEnabled(not running)
        self.stop.setVisible(running)

    def _self_test(self) -> None:
        hold = self._hold
        if hold is None:
            return
        self.test.setEnabled(False)
        self.jobs.start(
            lambda _job: hold.alive().self_test(),
            lane="cpu",
            title=tr("Self-test"),
            owner=self,
            done=self._tested,
            failed=self._test_failed,
        )

    def _tested(self, outcome: SelfTest) -> None:
        self.test.setEnabled(True)
        self.tools.toast(*tested(outcome))

    def _test_failed(self, error: BaseException) -> None:
        self.test.setEnabled(True)
        self._failed(error)

    def _look_alive(self) -> None:
        """A process that ended while nothing ran is said at once; the next run starts it again."""
        if self._hold is None or self._hold.model.is_alive or self._job is not None:
            return
        self._watch.stop()
        self.fault.say(
            "warning",
            tr("The model's process has ended"),
            tr(
                "It was stopped or it failed. Nothing else is touched and your input is kept; the next run starts it again."
            ),
        )
        self.fault.show()

    def _say_renewed(self) -> None:
        """Whether the run that has just been answered had a new process."""
        if self._hold is not None and (banner := self._notice.next(self._hold)) is not None:
            self._watch.start()
            self.result_place.addWidget(banner)

    def _show_result_hint(self) -> None:
        clear(self.result_place)
        hint = Label(tr("Press Run: the sample of the package is filled in already."), "muted", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.result_place.addWidget(hint, 1)

    def _show_history(self, records: "list[RunRecord]") -> None:
        clear(self.history)
        self.history_card.setVisible(bool(records))
        now = time.time()
        for record in records[:_HISTORY]:
            self.history.addLayout(
                row(
                    ElidedLabel(record.summary),
                    Label(took(record.seconds, record.device), "small"),
                    Label(ago(now - record.time), "small"),
                    spacing=2 * GRID,
                )
            )
