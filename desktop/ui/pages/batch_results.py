"""The results of one batch: what they add up to, the items in a table of any length, and files to save."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.core.batches import BatchState, Outcome
from desktop.core.items import Amount
from desktop.core.runs import Picture
from desktop.services.batches.ports import ResultQuery
from desktop.text import tr, trn
from desktop.ui.batch_saving import HAVE_PICTURES, save_pictures, save_table
from desktop.ui.batch_words import amount_words, number
from desktop.ui.dialogs import choose_folder, choose_new_file
from desktop.ui.jobs import JobControl
from desktop.ui.models.outcomes import (
    NAME,
    ORDERS,
    PAGE,
    RESULT,
    SCORE,
    THUMB,
    TRUTH,
    VALUE_HEADS,
    OutcomesModel,
    thumb_size,
)
from desktop.ui.page import PageTools
from desktop.ui.pages.outcome_dialog import OutcomeDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Choice, Label, row
from desktop.ui.widgets.file_inputs import fitted
from desktop.ui.widgets.tallies import TallyView

if TYPE_CHECKING:
    from desktop.services.batches import BatchService, BatchView

_LABELS = 200
_OF_PICTURES = ("image", "detection", "segmentation", "keypoints", "depth")


class BatchResults(Card):
    """Shows one batch at a time; reads a page of results when it is looked at, and no more."""

    removed = Signal(str)

    def __init__(self, tools: PageTools, batches: "BatchService") -> None:
        super().__init__(padding=3 * GRID, spacing=2 * GRID)
        self._tools, self._jobs, self._batches = tools, tools.jobs, batches
        self._view: BatchView | None = None
        self._shown = 0
        self._query = ResultQuery()
        self.title = Label(tr("Results"), "h3")
        self.count = Label("", "small")
        self.tally = TallyView()
        self.filter = Choice(tr("Which results"), "batch-filter")
        self.filter.activated.connect(lambda _index: self._ask_again())
        self.model = OutcomesModel(self._load, self._load_thumb, self)
        self.table = QTableView()
        self.save = Button(
            tr("Save as a table"), "primary", icon="download", name="batch-save", clicked=self._save
        )
        self.pictures = Button(
            tr("Save pictures"), icon="image", name="batch-pictures", clicked=self._save_pictures
        )
        self.remove = Button(tr("Remove"), "ghost", icon="trash-2", name="batch-remove", clicked=self._remove)
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(700)
        self._soon.timeout.connect(self._count_again)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setObjectName("batch-table")
        self.table.setAccessibleName(tr("Results"))
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setIconSize(thumb_size())
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(RESULT, QHeaderView.ResizeMode.Stretch)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort)
        head.setSortIndicatorShown(True)
        self.table.setColumnWidth(0, 9 * GRID)
        self.table.setColumnWidth(NAME, 26 * GRID)
        self.table.setColumnWidth(TRUTH, 12 * GRID)
        self.table.setColumnWidth(4, 10 * GRID)
        self.table.activated.connect(self._open)
        self.column.addLayout(row(self.title, self.count, 1, self.filter, spacing=2 * GRID))
        self.column.addWidget(self.tally)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row(self.save, self.pictures, 1, self.remove))

    def show_view(self, view: "BatchView") -> None:
        """This batch; read anew if it is another one, else only what has come since."""
        before, self._view = self._view, view
        self.tally.show_tally(view.at.tally, {"usual": tr("usual"), "unusual": tr("unusual")})
        self.remove.setVisible(not view.is_live)
        self.save.setEnabled(view.at.after.index > 0)
        self.save.set_kind("primary" if view.batch.state is BatchState.DONE else "secondary")
        self.pictures.setVisible(view.batch.head in HAVE_PICTURES)
        if before is None or before.batch.id != view.batch.id:
            self._query = ResultQuery()
            self.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
            self._fill_filter()
            self._ask_again()
        elif before.batch.state is not view.batch.state:
            self._fill_filter()
            self._ask_again()
        elif not self._soon.isActive():
            self._soon.start()

    def _fill_filter(self) -> None:
        view = self._view
        if view is None:
            return
        chosen = self.filter.currentData()
        self.filter.clear()
        self.filter.addItem(tr("All results"), "")
        if view.at.failed:
            self.filter.addItem(trn("{n} failed", "{n} failed", view.at.failed), "\0failed")
        if view.batch.head not in {"answer", "segmentation"}:
            for label, count in view.at.tally.most_common(_LABELS):
                shown = {"usual": tr("usual"), "unusual": tr("unusual")}.get(label, label)
                self.filter.addItem(f"{shown} ({number(count)})", label)
        self.filter.setCurrentIndex(max(self.filter.findData(chosen), 0))
        self.filter.setVisible(self.filter.count() > 1)

    def _ask_again(self) -> None:
        """Another batch, filter or order: count, then let the table ask for what it shows."""
        chosen = str(self.filter.currentData() or "")
        only_failed = chosen == "\0failed"
        query = ResultQuery(
            only_failed, "" if only_failed else chosen, self._query.order, self._query.descending
        )
        self._query = query
        self._shown += 1
        self._ask_count(self._restart)

    def _count_again(self) -> None:
        if self._query.order == "number" and not self._query.descending:
            self._ask_count(self._grow)

    def _ask_count(self, then: Callable[[int], None]) -> None:
        view, query, shown = self._view, self._query, self._shown
        if view is None:
            return

        def count(_job: JobControl) -> int:
            with self._batches.open_results(view.batch.id) as results:
                return results.count(query)

        def told(found: int) -> None:
            if shown == self._shown:
                then(found)

        self._jobs.start(count, lane="db", owner=self, done=told)

    def _restart(self, count: int) -> None:
        view = self._view
        if view is None:
            return
        is_pictures = view.batch.choice.kind != "csv" and view.batch.head.startswith(_OF_PICTURES)
        self.table.verticalHeader().setDefaultSectionSize(THUMB + GRID if is_pictures else 4 * GRID)
        self.model.restart(view.batch.head, count, has_thumbs=is_pictures)
        self.table.setColumnHidden(SCORE, view.batch.head in VALUE_HEADS)
        self.table.setColumnHidden(TRUTH, view.batch.choice.labels == "none")
        self._say_count(count)

    def _grow(self, count: int) -> None:
        self.model.grow(count)
        self._say_count(count)

    def _say_count(self, count: int) -> None:
        self.count.setText(amount_words(Amount(count, is_exact=True)))

    def _load(self, page: int) -> None:
        view, query, shown = self._view, self._query, self._shown
        if view is None:
            return

        def read(_job: JobControl) -> list[Outcome]:
            with self._batches.open_results(view.batch.id) as results:
                return results.page(query, page * PAGE, PAGE)

        def put(outcomes: list[Outcome]) -> None:
            if shown == self._shown:
                self.model.put(page, outcomes)

        self._jobs.start(read, lane="db", owner=self, done=put)

    def _load_thumb(self, outcome: Outcome) -> None:
        view = self._view
        if view is None:
            return
        side = 2 * THUMB

        def show(picture: Picture | None) -> None:
            self.model.put_thumb(outcome.name, fitted(picture, THUMB) if picture is not None else None)

        self._jobs.start(
            lambda _job: self._batches.preview(view.batch, outcome, side),
            owner=self,
            done=show,
            failed=lambda _error: None,  # no picture, or gone: its icon stands for it
        )

    def _sort(self, column: int) -> None:
        order, view = ORDERS.get(column), self._view
        if order is None or view is None:
            return
        if column == RESULT and view.batch.head in VALUE_HEADS:
            order = "score"
        descending = self._query.order == order and not self._query.descending
        self._query = ResultQuery(self._query.only_failed, self._query.label, order, descending)
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, way)
        self._ask_again()

    def _open(self, index: QModelIndex) -> None:
        outcome, view = self.model.outcome(index.row()), self._view
        if outcome is not None and view is not None and not outcome.fault:
            OutcomeDialog.ask(self.window(), self._jobs, self._batches, view, outcome)

    def _save(self) -> None:
        if self._view is None:
            return
        path = choose_new_file(self, tr("Save the results (CSV, JSON or JSON lines)"), "results.csv")
        if path is not None:
            self._saving(save_table(self._batches, self._view, path), tr("Saved as {name}.", name=path.name))

    def _save_pictures(self) -> None:
        if self._view is None:
            return
        folder = choose_folder(self, tr("A folder for the pictures"))
        if folder is not None:
            words = tr("The pictures are in {name}.", name=folder.name)
            self._saving(save_pictures(self._batches, self._view, folder), words)

    def _saving(self, work: Callable[[JobControl], object], saved: str) -> None:
        def enable(*, enabled: bool) -> None:
            for button in (self.save, self.pictures):
                button.setEnabled(enabled)

        def done(_value: object) -> None:
            enable(enabled=True)
            self._tools.toast("success", saved)

        def failed(error: BaseException) -> None:
            enable(enabled=True)
            self._jobs.error_occurred.emit(error)

        enable(enabled=False)
        # The widest lane: a table of a million lines must hold up neither pages nor runs.
        self._jobs.start(work, title=tr("Saving results"), owner=self, done=done, failed=failed)

    def _remove(self) -> None:
        if self._view is not None:
            self.removed.emit(self._view.batch.id)
