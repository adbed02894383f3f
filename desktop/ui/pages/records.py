"""Records of one model's runs: found, read in full, repeated, compared, exported signed, and checked."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget

from desktop.core.cancel import CancelToken
from desktop.core.changes import Topic
from desktop.core.run_exports import MAX_FILE_BYTES
from desktop.core.run_records import RunRecord
from desktop.core.runs import RunResult
from desktop.services.run_records import CheckedRecord, KeptData, RecordPage, RecordQuery, Repeat
from desktop.text import tr, trn
from desktop.ui.device_words import device_name
from desktop.ui.dialogs import ConfirmDialog, choose_file, choose_new_file
from desktop.ui.jobs import Job
from desktop.ui.models.paged import PAGE, paged_table
from desktop.ui.models.records import RecordModel
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.record_dialogs import CheckedDialog, FilesDialog
from desktop.ui.pages.record_keeping import RecordKeeping
from desktop.ui.pages.record_view import DiffView, RecordView
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Choice, Label, Scroll, clear, column, fill, row
from desktop.ui.widgets.run_tabs import RunTabs
from desktop.ui.widgets.states import Banner, StateView

if TYPE_CHECKING:
    from desktop.services.run_records import RunRecordService
    from desktop.services.settings import SettingsService
    from desktop.services.shelf import ModelShelf

T = TypeVar("T")
_SEARCH_AFTER_MS = 150
_FILES = "(*.json)"
_BESIDE_UP_TO = 1.4
_LEAST_PX = 560


class RecordsPage(Page):
    """One record is shown in full; two are compared."""

    topics = frozenset({Topic.LIBRARY})

    def __init__(
        self,
        tools: PageTools,
        records: "RunRecordService",
        shelf: "ModelShelf",
        settings: "SettingsService",
    ) -> None:
        super().__init__(tools)
        self._records, self._shelf, self._settings = records, shelf, settings
        self._id = ""
        self._job: Job | None = None
        self._shown: tuple[int, ...] = ()
        self.back = Button(
            tr("Library"), "link", icon="arrow-left", name="records-back",
            clicked=lambda: tools.navigate(Route("library")),
        )  # fmt: skip
        self.head = PageHead(
            tr("Records"), tr("What ran, on what, with which result: digests, not the data.")
        )
        self.check = Button(
            tr("Check a record file"), icon="scan-search", name="records-check", clicked=self._choose_check
        )
        self.head.add(self.check)
        self.tabs = RunTabs(tools.navigate, "records")
        self.search = QLineEdit()
        self.search.setObjectName("records-search")
        self.search.setPlaceholderText(tr("Find by result, input or setting"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.device = Choice(tr("Device"), "records-device")
        self.device.addItem(tr("All devices"), "")
        self.model = RecordModel(self._fetch_more, self)
        self.table = paged_table("records", tr("Records"), self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.table.setWordWrap(False)
        self.count = Label("", "small")
        self.fault = Banner("danger")
        self.fault.hide()
        self.place = QVBoxLayout()
        self.keeping = RecordKeeping(tools, records)
        self.states = StateView(self._full(), empty_icon="history")
        page_column(self, row(self.back, 1), self.head, self.tabs, self.states).setStretch(3, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SEARCH_AFTER_MS)
        self._soon.timeout.connect(self.reload)
        self.search.textChanged.connect(lambda _: self._soon.start())
        self.device.activated.connect(lambda _: self.reload())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._select())

    def _full(self) -> QWidget:
        left, right, full = Card(padding=2 * GRID, spacing=GRID), Card(spacing=GRID), QWidget()
        line = row(self.search, self.device)
        line.setStretch(0, 1)
        left.column.addLayout(line)
        left.column.addWidget(self.table, 1)
        left.column.addWidget(self.count)
        left.column.addWidget(self.keeping)
        inner = QWidget()
        inner.setLayout(self.place)
        self.place.setContentsMargins(0, 0, GRID, 0)
        right.column.addWidget(self.fault)
        right.column.addWidget(Scroll(inner), 1)
        if Theme.current().scale > _BESIDE_UP_TO:  # large text: one below the other
            left.setMinimumHeight(_LEAST_PX)
            right.setMinimumHeight(_LEAST_PX)
            fill(column(full, spacing=2 * GRID), left, right)
            return Scroll(full)
        body = row(left, right, spacing=3 * GRID)
        body.setStretch(0, 5)
        body.setStretch(1, 5)
        full.setLayout(body)
        return full

    def enter(self, arg: str) -> None:
        if arg != self._id:
            self._id, self._shown = arg, ()
            self.tabs.show_model(arg)
            self.search.clear()
            self.head.title.setText(tr("Records"))
            self.states.show_busy(tr("Reading the records"))
        self.refresh()

    def first_focus(self) -> QWidget:
        return self.search

    def reload(self) -> None:
        wanted, query = self._id, self._query()
        self.jobs.start(
            lambda _job: (self._records.page(query), self._records.kept_data()),
            lane="db",
            owner=self,
            done=lambda found: self._show(*found) if wanted == self._id and query == self._query() else None,
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _query(self, before: int = 0) -> RecordQuery:
        device = str(self.device.currentData() or "")
        return RecordQuery(self._id, self.search.text().strip(), device, before, PAGE)

    def _show(self, page: RecordPage, kept: KeptData) -> None:
        self.keeping.show_kept(kept)
        if not page.total and not self._query().text and not self._query().device:
            self.states.show_empty(
                tr("Nothing was run yet"),
                tr(
                    "Each run leaves a record here: the model, the settings, and digests of input and result."
                ),
                action=tr("Run it"),
                then=lambda: self.tools.navigate(Route("run", self._id)),
            )
            return
        self._offer_devices(page.devices)
        self._name(page)
        self.model.replace(page.rows)
        self.count.setText(
            trn("{n} run. Choose two to compare them.", "{n} runs. Choose two to compare them.", page.total)
            if page.total
            else tr("Nothing is found. Try fewer words, or all devices.")
        )
        self.states.show_full()
        self._restore()

    def _name(self, page: RecordPage) -> None:
        """The model by the name that its runs were kept under."""
        names = [record.detail.model.name for record in page.rows if record.detail is not None]
        if names:
            self.head.title.setText(names[0])

    def _offer_devices(self, devices: tuple[str, ...]) -> None:
        now = self.device.currentData()
        self.device.clear()
        self.device.addItem(tr("All devices"), "")
        for device in devices:
            self.device.addItem(device_name(device), device)
        self.device.setCurrentIndex(max(self.device.findData(now), 0))

    def _fetch_more(self, before: int) -> None:
        query = self._query(before)
        self.jobs.start(
            lambda _job: self._records.page(query),
            lane="db",
            owner=self,
            done=lambda page: self.model.append(page.rows),
        )

    # What is shown beside the list.

    def _restore(self) -> None:
        """Select again what was selected, else the newest."""
        rows = [at for number in self._shown if (at := self.model.row_of(number)) >= 0]
        self.select(rows or ([0] if self.model.rowCount() else []))

    def select(self, rows: list[int]) -> None:
        """Select these rows, as clicks would."""
        chosen = self.table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        chosen.clearSelection()
        for at in rows:
            chosen.select(self.model.index(at, 0), flags.Select | flags.Rows)
        self._select()

    def chosen(self) -> list[RunRecord]:
        """The selected records, the earlier one first."""
        rows = self.table.selectionModel().selectedRows()
        found = [self.model.data(index, 0x0100) for index in rows]
        return sorted((r for r in found if isinstance(r, RunRecord)), key=lambda record: record.id)

    def _select(self) -> None:
        chosen = self.chosen()
        self._shown = tuple(record.id for record in chosen)
        self.fault.hide()
        match chosen:
            case [one]:
                self._load(
                    lambda: (self._records.result(one), self._records.repeat(one)),
                    lambda got: self._one(one, *got),
                )
            case [before, after]:
                self._load(
                    lambda: self._records.diff(before, after),
                    lambda diff: self._put(DiffView(before, after, diff)),
                )
            case _:
                self._put(Label(tr("Choose one run to read it, or two to compare them."), "muted", wrap=True))

    def _load(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        wanted = self._shown
        self.jobs.start(
            lambda _job: work(),
            lane="db",
            owner=self,
            done=lambda got: done(got) if wanted == self._shown else None,
            failed=self.fault.show_error,
        )

    def _one(self, record: RunRecord, result: RunResult | None, repeat: Repeat) -> None:
        by_file = [note for note in repeat.missing if note.kind in {"image", "audio"}]
        can_repeat = record.detail is not None and by_file == list(repeat.missing)
        view = RecordView(record, result, can_repeat=can_repeat)
        view.repeat_asked.connect(lambda: self._repeat(record, repeat))
        view.export_asked.connect(lambda: self._export(record))
        self._put(view)

    def _put(self, widget: QWidget) -> None:
        clear(self.place)
        self.place.addWidget(widget)

    # Repeating.

    def _repeat(self, record: RunRecord, repeat: Repeat) -> None:
        if repeat.is_ready:
            self._run_again(record, repeat)
        else:
            FilesDialog.ask_for(
                self, repeat, self._records.from_file, lambda whole: self._run_again(record, whole)
            )

    def _run_again(self, record: RunRecord, repeat: Repeat) -> None:
        detail = record.detail
        if detail is None or self._job is not None:
            return
        wanted, device = self._id, self._settings.get().device
        params: dict[str, object] = dict(detail.params)

        def work(cancel: CancelToken) -> None:
            with self._shelf.hold(wanted, device) as hold:
                hold.alive().run(repeat.inputs, params, cancel, repeats=record.id)

        self.fault.hide()
        self._job = self.jobs.start(
            lambda job: work(job.cancel),
            lane="cpu",
            title=tr("Repeating a run"),
            owner=self,
            done=lambda _: self._repeated(record),
            failed=self._failed,
        )

    def _repeated(self, record: RunRecord) -> None:
        """The new run is the newest: compare it with the one that it repeats."""
        self._job = None
        self.search.clear()
        self.device.setCurrentIndex(0)
        query = self._query()

        def both() -> tuple[RecordPage, KeptData]:
            return self._records.page(query), self._records.kept_data()

        def show(found: tuple[RecordPage, KeptData]) -> None:
            self._shown = (record.id, found[0].rows[0].id)
            self._show(*found)

        self.jobs.start(lambda _job: both(), lane="db", owner=self, done=show)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.fault.show_error(error)

    # Signed files.

    def _export(self, record: RunRecord) -> None:
        words = (
            tr("The file says which model ran, with which settings, versions and device, and the digests of input and answer."),
            tr("The names of input files are in it; inputs and answers are not. Your account {account} signs it.", account=self._records.signer().short),
        )  # fmt: skip
        ConfirmDialog.ask(
            self,
            tr("Export a signed record?"),
            words,
            confirm=tr("Export"),
            then=lambda: self._choose_export(record),
        )

    def _choose_export(self, record: RunRecord) -> None:
        if path := choose_new_file(self, tr("Save the record"), f"run-{record.id}.json"):
            self.export_to(record, path)

    def export_to(self, record: RunRecord, path: Path) -> None:
        """Write the signed file."""
        self.jobs.start(
            lambda _job: path.write_bytes(self._records.export(record.id)),
            lane="cpu",
            owner=self,
            done=lambda _: self.tools.toast("success", tr("Saved as {file}.", file=path.name)),
            failed=self._export_failed,
        )

    def _export_failed(self, error: BaseException) -> None:
        if type(error).__name__ == "WalletLocked":
            self.tools.toast("warning", tr("Unlock the wallet first: its account signs the record."))
            self.tools.navigate(Route("unlock", f"records/{self._id}"))
        else:
            self.fault.show_error(error)

    def _choose_check(self) -> None:
        if path := choose_file(self, tr("Check a record file"), f"{tr('Run records')} {_FILES}"):
            self.check_file(path)

    def check_file(self, path: Path) -> None:
        """Who signed a file, and whether it is as it was signed."""

        def work() -> CheckedRecord:
            with path.open("rb") as file:
                return self._records.check(file.read(MAX_FILE_BYTES + 1))

        self.jobs.start(
            lambda _job: work(),
            lane="db",
            owner=self,
            done=lambda checked: CheckedDialog.ask_for(self, path.name, checked),
            failed=lambda error: CheckedDialog.ask_for(self, path.name, error),
        )
