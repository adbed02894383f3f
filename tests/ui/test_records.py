"""Run records on their page: found, read, compared, repeated, exported and checked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.core.run_exports import RunRecordAltered
from desktop.core.run_records import InputNote, note_of
from desktop.core.runs import ImageInput
from desktop.services.accounts import WalletState
from desktop.ui.models.paged import PAGE
from desktop.ui.models.records import RecordModel
from desktop.ui.pages.record_dialogs import CheckedDialog, FilesDialog
from desktop.ui.pages.record_view import DiffView, RecordView
from desktop.ui.pages.records import RecordsPage
from desktop.ui.screens_pages import full_library
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_records import detail, history, record
from desktop.ui.showcase_results import result_of
from desktop.ui.widgets.states import Phase
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def prepare(show: Showcase) -> None:
    full_library(show)
    history(show.records)


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    made = make_desk(prepare)
    made.go("records", "digits")
    return made


def page(desk: Desk) -> RecordsPage:
    return desk.page(RecordsPage)


def shown(desk: Desk, kind: type) -> object:
    item = page(desk).place.itemAt(0)
    assert item is not None
    assert isinstance(item.widget(), kind)
    return item.widget()


def choose(desk: Desk, *rows: int) -> None:
    page(desk).select(list(rows))
    desk.settle()


def test_the_newest_run_is_shown_in_full(desk: Desk) -> None:
    view = shown(desk, RecordView)

    words = " ".join(label.text() for label in view.findChildren(type(page(desk).count)))
    assert "Handwritten digits, version 1.0.0" in words
    assert "Sample: digit-3.png" in words
    assert "run 2" in words
    assert page(desk).head.title.text() == "Handwritten digits"


def test_runs_are_found_by_words_and_by_device(desk: Desk) -> None:
    page(desk).search.setText("margin")
    desk.until(lambda: page(desk).model.rowCount() == 1, "the search")

    page(desk).search.setText("")
    desk.until(lambda: page(desk).model.rowCount() == 5, "everything")
    page(desk).device.setCurrentIndex(page(desk).device.findData("cuda"))
    page(desk).device.activated.emit(0)
    desk.settle()

    assert page(desk).model.rowCount() == 1
    page(desk).search.setText("no such words")
    desk.until(lambda: page(desk).model.rowCount() == 0, "nothing")
    assert "Nothing is found" in page(desk).count.text()


def test_two_runs_are_compared(desk: Desk) -> None:
    choose(desk, 0, 3)
    same = shown(desk, DiffView)
    assert isinstance(same, DiffView)
    assert same.verdict.title.text() == "The same answer"

    choose(desk, 1, 3)
    near = shown(desk, DiffView)

    assert isinstance(near, DiffView)
    assert near.verdict.title.text() == "The same answer within the tolerance"
    assert "3.score" in near.verdict.body.text()


def test_an_answer_that_is_gone_is_said_to_be_gone(desk: Desk) -> None:
    choose(desk, 1, 4)

    found = shown(desk, DiffView)

    assert isinstance(found, DiffView)
    assert "not known" in found.verdict.title.text()


def test_a_run_on_a_sample_is_repeated_and_compared_with_the_first(desk: Desk) -> None:
    choose(desk, 3)
    view = shown(desk, RecordView)
    assert isinstance(view, RecordView)

    view.repeat.click()
    desk.settle()

    newest = desk.show.running.records[0]
    assert newest.detail is not None
    assert newest.detail.repeats == 2
    assert isinstance(shown(desk, DiffView), DiffView)


def test_a_run_of_old_says_what_it_lacks(desk: Desk) -> None:
    choose(desk, 4)

    view = shown(desk, RecordView)

    assert isinstance(view, RecordView)
    assert not view.repeat.isEnabled()
    assert not view.export.isEnabled()


def test_a_file_is_asked_for_again_and_only_the_same_one_is_taken(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    right, wrong = tmp_path / "right.png", tmp_path / "wrong.png"
    right.write_bytes(b"the picture")
    wrong.write_bytes(b"another")
    digest = note_of("image", ImageInput(b"the picture")).digest
    note = InputNote("image", "image", "right.png", digest)

    def on_a_file(show: Showcase) -> None:
        full_library(show)
        one = result_of("image-classification")
        show.records.add(record(1, one, detail=detail(inputs=(note,))), one)

    desk = make_desk(on_a_file)
    desk.go("records", "digits")
    view = shown(desk, RecordView)
    assert isinstance(view, RecordView)
    view.repeat.click()
    dialog = desk.dialog
    assert isinstance(dialog, FilesDialog)

    dialog.take(note, wrong)
    assert dialog.fault.isVisible()
    assert not dialog.confirm.isEnabled()
    dialog.take(note, right)
    dialog.confirm.click()
    desk.settle()

    assert len(desk.show.running.records) == 2


def test_a_record_is_exported_signed(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "run.json"

    page(desk).export_to(page(desk).chosen()[0], target)
    desk.settle()

    assert b'"signature"' in target.read_bytes()
    page(desk).check_file(target)
    desk.settle()
    assert isinstance(desk.dialog, CheckedDialog)
    assert desk.dialog.banner.title.text() == "Genuine"
    desk.dialog.accept()


def test_a_locked_wallet_is_asked_for_before_signing(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(prepare)
    desk.go("records", "digits")
    desk.show.accounts.state = WalletState.LOCKED

    page(desk).export_to(page(desk).chosen()[0], tmp_path / "run.json")
    desk.settle()

    assert not (tmp_path / "run.json").exists()
    assert desk.dialog is not None
    assert desk.dialog.objectName() == "password-dialog"
    desk.dialog.reject()


def test_an_altered_record_is_called_so(desk: Desk, tmp_path: Path) -> None:
    desk.show.gate.faults["run_records.check"] = RunRecordAltered()
    (tmp_path / "x.json").write_bytes(b"{}")

    page(desk).check_file(tmp_path / "x.json")
    desk.settle()

    assert isinstance(desk.dialog, CheckedDialog)
    assert desk.dialog.banner.title.text() == "This record is not genuine"
    desk.dialog.accept()


def test_data_is_kept_only_after_the_switch_and_goes_when_told(desk: Desk) -> None:
    keeping = page(desk).keeping
    assert not keeping.keep.isChecked()
    assert not keeping.forget.isVisible()

    keeping.keep.click()
    desk.settle()
    one = result_of("image-classification")
    desk.show.records.keep(record(9, one), {}, one)
    page(desk).reload()
    desk.settle()

    assert keeping.forget.isVisible()
    assert "2 files" in keeping.kept.text()


def test_without_a_run_the_page_says_what_to_do(make_desk: MakeDesk) -> None:
    desk = make_desk(full_library)
    desk.go("records", "digits")

    assert page(desk).states.phase is Phase.EMPTY


def test_older_runs_are_fetched_as_they_are_needed(qtbot: QtBot) -> None:
    del qtbot
    asked: list[int] = []
    model = RecordModel(asked.append)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    one = result_of("image-classification")
    model.replace(tuple(record(number, one) for number in range(2 * PAGE, PAGE, -1)))

    model.fetchMore(model.index(-1, -1))
    model.append(tuple(record(number, one) for number in range(PAGE, PAGE - 5, -1)))

    assert asked == [PAGE + 1]
    assert model.rowCount() == PAGE + 5
    assert not model.canFetchMore(model.index(-1, -1))
    assert model.row_of(PAGE) == PAGE
    del tester
