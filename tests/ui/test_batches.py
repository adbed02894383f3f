"""The batch page: data dropped, decided on, run, paused, looked at and saved; and what closing the window asks."""

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from desktop.core.batches import BatchProgress, BatchState, Outcome
from desktop.core.errors import WalletLocked
from desktop.core.orders import PurchaseState
from desktop.core.runs import Picture
from desktop.runtime.errors import BadInput
from desktop.services.accounts import WalletState
from desktop.ui import showcase_values as values
from desktop.ui.dialogs import ConfirmDialog
from desktop.ui.drawing import drawn_png
from desktop.ui.models.outcomes import NAME, NUMBER, PAGE, RESULT, SCORE, OutcomesModel
from desktop.ui.pages.batch import BatchPage
from desktop.ui.pages.outcome_dialog import OutcomeDialog
from desktop.ui.pages.run import RunPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_batches import batch_of, lines_of
from desktop.ui.widgets.states import Phase
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def own(show: Showcase) -> None:
    show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[0], PurchaseState.FINAL)


def with_batch(state: BatchState, count: int = 300, **more: str) -> Callable[[Showcase], None]:
    def prepare(show: Showcase) -> None:
        own(show)
        show.batches.add(batch_of("b0", "mine", "image-classification", state, **more), count)

    return prepare


def held(show: Showcase) -> None:
    """A batch that runs as long as the test wants."""
    with_batch(BatchState.QUEUED, 0)(show)
    show.gate.held["batches.run"] = threading.Event()


def page_of(desk: Desk) -> BatchPage:
    desk.go("batch", "mine")
    return desk.page(BatchPage)


def test_an_empty_page_says_what_to_drop(make_desk: MakeDesk) -> None:
    page = page_of(make_desk(own))

    assert page.states.phase is Phase.EMPTY
    assert "CSV" in page.states.empty.body.text()
    assert page.head.title.text() == "Handwritten digits"


def test_dropped_data_is_looked_at_decided_on_and_run(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    page = page_of(desk)
    page.drops.dropped.emit([Path("/home/me/holiday")])
    desk.settle()
    assert page.setup is not None
    assert page.setup.labels.currentText() == "Names of the sub-folders"
    desk.press("batch-begin")
    desk.settle()

    (batch,) = desk.show.batches.kept
    assert (batch.state, batch.params, batch.choice.labels) == (BatchState.DONE, {"top": 3}, "folders")
    assert page.states.phase is Phase.FULL
    assert page.setup is None


def test_data_that_does_not_fit_is_refused_in_words(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.show.gate.faults["batches.suggest"] = BadInput("holiday", "there are no pictures")
    page = page_of(desk)
    page.plan([Path("/home/me/holiday")])
    desk.settle()

    assert page.states.phase is Phase.ERROR
    assert "no pictures" in page.states.error.body.text()


def test_a_locked_wallet_keeps_the_dropped_data_until_it_is_unlocked(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.show.gate.faults["running.open"] = WalletLocked()
    page = page_of(desk)
    page.plan([Path("/home/me/holiday")])
    desk.settle()
    assert page.states.empty.button.accessibleName() == "Unlock"

    desk.show.gate.faults.clear()
    desk.go("batch", "mine")
    assert page.setup is not None


def test_thinking_better_of_it_lets_the_model_go(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    page = page_of(desk)
    page.plan([Path("/home/me/holiday")])
    desk.settle()
    desk.press("batch-cancel")
    desk.settle()

    assert desk.show.batches.kept == []
    assert page.states.phase is Phase.EMPTY


def test_several_files_dropped_on_the_run_page_become_a_batch(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.go("run", "mine")
    desk.page(RunPage).drops.dropped.emit([Path("/a.png"), Path("/b.png")])
    desk.settle()

    assert desk.page(BatchPage).setup is not None


def test_a_folder_over_the_single_picture_is_left_to_the_page(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(own)
    desk.go("run", "mine")
    page = desk.page(RunPage)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.drops.eventFilter(page, event)
    desk.settle()

    assert desk.page(BatchPage).setup is not None


def test_a_running_batch_shows_how_far_it_is_and_can_be_paused(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        with_batch(BatchState.RUNNING)(show)
        show.batches.live["b0"] = BatchProgress(412, 1204, is_exact=True, failed=3)

    desk = make_desk(prepare)
    card = page_of(desk)._cards["b0"]
    assert (card.amount.text(), card.failed.text(), card.bar.value()) == ("412 of 1,204", "3 failed", 342)

    desk.press("batch-pause")
    desk.settle()
    assert desk.show.batches.wishes == [("pause", "b0")]
    assert card.state.text() == "Paused"
    assert not card.resume.isHidden()


def test_an_interrupted_batch_says_so_and_goes_on(make_desk: MakeDesk) -> None:
    desk = make_desk(with_batch(BatchState.RUNNING))
    page = page_of(desk)
    assert page._cards["b0"].state.text() == "Interrupted"

    desk.press("batch-resume")
    desk.settle()
    assert desk.show.batches.kept[0].state is BatchState.DONE


@pytest.mark.parametrize(
    ("state", "more", "words"),
    [
        (
            BatchState.STOPPED,
            {"fault": "LicenceExpired", "reason": "The licence has ended."},
            "The batch stopped",
        ),
        (BatchState.STOPPED, {"fault": "WalletLocked", "reason": ""}, "The wallet is locked"),
        (BatchState.CHANGED, {}, "The data is not what it was"),
        (BatchState.DONE, {"note": "changed-meanwhile"}, "The data changed"),
    ],
)
def test_what_is_in_the_way_is_said(
    make_desk: MakeDesk, state: BatchState, more: dict[str, str], words: str
) -> None:
    def prepare(show: Showcase) -> None:
        with_batch(state, **more)(show)
        show.accounts.state = WalletState.LOCKED

    page = page_of(make_desk(prepare))

    assert page._cards["b0"].banner.title.text() == words


def test_unlocking_goes_on_with_what_only_waited_for_the_wallet(make_desk: MakeDesk) -> None:
    desk = make_desk(with_batch(BatchState.STOPPED, fault="WalletLocked"))
    desk.window._wallet_changed()
    desk.settle()

    assert desk.show.batches.kept[0].state is BatchState.DONE


def test_only_the_failed_are_shown_when_asked(make_desk: MakeDesk) -> None:
    desk = make_desk(with_batch(BatchState.DONE))
    results = page_of(desk).results
    assert results.model.rowCount() == 300
    results.filter.setCurrentIndex(1)
    results.filter.activated.emit(1)
    desk.settle()

    assert results.model.rowCount() == 3
    assert results.model.outcome(0) is not None
    desk.settle()
    assert results.model.index(0, RESULT).data().startswith("The model cannot use this input")


def test_a_click_on_the_score_puts_the_lowest_first(make_desk: MakeDesk) -> None:
    desk = make_desk(with_batch(BatchState.DONE))
    results = page_of(desk).results
    results._sort(SCORE)
    desk.settle()
    results.model.outcome(0)
    desk.settle()
    scores = [outcome.score for row in range(20) if (outcome := results.model.outcome(row)) is not None]

    assert scores == sorted(scores)
    assert len(scores) == 20


def test_results_are_saved_as_a_table(
    make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(with_batch(BatchState.DONE, 20))
    page_of(desk)
    path = tmp_path / "r.csv"
    monkeypatch.setattr("desktop.ui.pages.batch_results.choose_new_file", lambda *_: path)
    desk.press("batch-save")
    desk.settle()

    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    assert rows[0]["label"] == "1"
    assert "Saved as r.csv." in desk.window.toasts.texts


def test_a_result_can_be_looked_at_closely(make_desk: MakeDesk) -> None:
    desk = make_desk(with_batch(BatchState.DONE))
    results = page_of(desk).results
    results.model.outcome(0)
    desk.settle()
    results.table.activated.emit(results.model.index(0, NAME))
    desk.settle()

    assert isinstance(desk.dialog, OutcomeDialog)
    desk.dialog.accept()


def test_a_batch_is_removed_after_a_question(make_desk: MakeDesk) -> None:
    desk = make_desk(with_batch(BatchState.DONE))
    page = page_of(desk)
    desk.press("batch-remove")
    assert isinstance(desk.dialog, ConfirmDialog)
    desk.dialog.accept()
    desk.settle()

    assert desk.show.batches.kept == []
    assert page.states.phase is Phase.EMPTY


def test_closing_the_window_while_a_batch_runs_asks_first(make_desk: MakeDesk) -> None:
    desk = make_desk(held, settles=False)
    desk.until(lambda: desk.show.batches.live, "the batch to run")
    desk.window.close()
    assert desk.window.isVisible()
    assert isinstance(desk.dialog, ConfirmDialog)

    desk.dialog.accept()
    assert not desk.window.isVisible()


def test_a_batch_stopped_in_the_list_of_jobs_rests_and_can_go_on(make_desk: MakeDesk) -> None:
    """Regression: the window thought that it still ran, and never began it again."""
    desk = make_desk(held, settles=False)
    desk.until(lambda: desk.show.batches.live, "the batch to run")
    desk.jobs.running[0].cancel()
    desk.settle()
    desk.show.batches.live.clear()
    desk.show.gate.held["batches.run"].set()
    desk.go("batch", "mine")
    desk.press("batch-resume")
    desk.settle()

    assert desk.show.batches.kept[0].state is BatchState.DONE


def test_leaving_the_page_leaves_the_batch_running(make_desk: MakeDesk) -> None:
    desk = make_desk(held, settles=False)
    desk.until(lambda: desk.show.batches.live, "the batch to run")
    desk.window.rail.chosen.emit("market")
    assert desk.show.batches.live
    desk.show.gate.held["batches.run"].set()
    desk.settle()

    assert desk.show.batches.kept[0].state is BatchState.DONE


# The table of any length


def test_a_million_results_are_read_where_they_are_seen_and_nowhere_else(qapp: QApplication) -> None:
    asked: list[int] = []
    model = OutcomesModel(asked.append, lambda _outcome: None)
    model.restart("image-classification", 1_000_000, has_thumbs=False)
    index = model.index(777_777, NUMBER)
    assert index.data() is None
    model.index(777_778, NUMBER).data()
    page = 777_777 // PAGE
    model.put(page, [Outcome(page * PAGE + at + 1, str(at)) for at in range(PAGE)])

    assert asked == [page]
    assert index.data() == "777778"


def test_a_strangers_reason_is_no_markup_in_the_tip(qapp: QApplication) -> None:
    model = OutcomesModel(lambda _page: None, lambda _outcome: None)
    model.restart("image-classification", 1, has_thumbs=False)
    model.put(0, [Outcome(1, "a", fault="<img src=file:///etc/passwd>")])
    tip = model.index(0, RESULT).data(Qt.ItemDataRole.ToolTipRole)

    assert "<img" not in tip
    assert "&lt;img" in tip


def test_the_item_model_keeps_qts_rules(qapp: QApplication) -> None:
    model: OutcomesModel = OutcomesModel(
        lambda page: model.put(page, lines_of("image-classification", PAGE)), lambda _outcome: None
    )
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.restart("image-classification", PAGE, has_thumbs=True)
    model.grow(PAGE + 1)

    assert isinstance(tester.model(), QAbstractItemModel)


@pytest.mark.parametrize("head", ["detection", "keypoints"])
def test_what_was_found_is_drawn_over_the_picture(qapp: QApplication, head: str) -> None:
    box = {"xmin": 2, "ymin": 2, "xmax": 30, "ymax": 30}
    points = [{"label": "nose", "x": 10.0, "y": 10.0, "score": 1.0}]
    outcome = Outcome(
        1, "a", value=[{"label": "<b>car", "score": 0.9, "box": box, "points": points}], frame=(64, 64)
    )
    white = Picture("p", 32, 32, b"\xff" * 32 * 32 * 4)
    drawn = drawn_png(head, outcome, white, None)  # type: ignore[arg-type]
    plain = drawn_png(head, Outcome(1, "a", value=[], frame=(64, 64)), white, None)  # type: ignore[arg-type]

    assert drawn is not None
    assert drawn != plain


def test_without_the_picture_nothing_is_drawn(qapp: QApplication) -> None:
    assert drawn_png("detection", Outcome(1, "a", value=[]), None, None) is None
    assert drawn_png("image-to-image", Outcome(1, "a", value={}), None, b"made") == b"made"
