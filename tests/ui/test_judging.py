"""Own data as judge: labels matched, figures beside claims, cells that show their items, what was found before."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QListWidget, QPushButton

from desktop.core.errors import WalletLocked
from desktop.core.judging import worst_of
from desktop.runtime.errors import BadInput
from desktop.ui import showcase_judging as judged
from desktop.ui.pages import judge as judge_module
from desktop.ui.pages.judge import JudgePage
from desktop.ui.screens_pages import full_library
from desktop.ui.showcase import Showcase
from desktop.ui.widgets.basic import Badge
from desktop.ui.widgets.confusion import Cell, ConfusionMatrix, ConfusionView, first_side
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
DATA = [Path("/home/me/my digits")]


def with_judgement(show: Showcase) -> None:
    full_library(show)
    observed = judged.observed_classes(judged.DIGITS, 120)
    show.judging.add(judged.digits_judgement(observed, judged.DIGITS), observed)


def open_page(
    make_desk: MakeDesk, prepare: Callable[[Showcase], None] = full_library
) -> tuple[Desk, JudgePage]:
    desk = make_desk(prepare)
    desk.go("judge", "digits")
    return desk, desk.page(JudgePage)


def drop(desk: Desk, page: JudgePage) -> None:
    page.drops.dropped.emit(DATA)
    desk.settle()


def test_dropped_data_is_judged_after_its_labels_were_seen(make_desk: MakeDesk) -> None:
    desk, page = open_page(make_desk)
    drop(desk, page)
    assert page.setup.isVisible()
    assert desk.show.judging.kept == []

    desk.press("judge-start")
    desk.settle()

    assert page.results.isVisible()
    assert len(desk.show.judging.kept) == 1
    assert page.view is not None
    assert (
        page.view.judgement is desk.show.judging.kept[0] or page.view.judgement == desk.show.judging.kept[0]
    )


def test_a_label_can_be_given_another_meaning(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        full_library(show)
        show.judging.labels = {"unicorn": 5, "1": 9}

    desk, page = open_page(make_desk, prepare)
    drop(desk, page)
    assert page.setup.prepared is not None
    line = [match.theirs for match in page.setup.prepared.matches].index("unicorn")
    choice = desk.find(QComboBox, f"judge-label-{line}")

    choice.setCurrentIndex(choice.findData("7"))
    choice.activated.emit(choice.currentIndex())

    assert page.setup.prepared.names == {"unicorn": "7", "1": "1"}
    assert not page.setup.note.isVisible()


def test_data_without_labels_cannot_be_judged_and_says_what_is_wanted(make_desk: MakeDesk) -> None:
    def without(show: Showcase) -> None:
        full_library(show)
        show.judging.labels.clear()

    desk, page = open_page(make_desk, without)
    drop(desk, page)

    assert not desk.find(QPushButton, "judge-start").isEnabled()
    assert page.setup.note.isVisible()


def test_a_claim_is_shown_with_its_verdict(make_desk: MakeDesk) -> None:
    _, page = open_page(make_desk, with_judgement)

    assert page.view is not None
    shown = {badge.objectName() for badge in page.view.findChildren(Badge) if badge.objectName()}
    said = {f"verdict-{claim.verdict}" for claim in page.view.judgement.claims if claim.figure is not None}
    assert said <= shown


def test_a_cell_shows_the_items_behind_it(make_desk: MakeDesk) -> None:
    desk, page = open_page(make_desk, with_judgement)
    view = page.view
    assert view is not None
    assert view.confusion is not None
    true, said, count = next(cell for cell in view.judgement.table if cell[0] != cell[1])

    place = view.confusion.matrix.place_of(true, said).toPoint()
    view.tabs.setCurrentIndex(1)
    QTest.mouseClick(view.confusion.matrix, Qt.MouseButton.LeftButton, pos=place)
    desk.settle()

    assert view.tabs.currentWidget() is view.items
    assert view.items.list.count() == count


def test_the_worst_mistakes_come_first_with_what_they_are(make_desk: MakeDesk) -> None:
    desk, page = open_page(make_desk, with_judgement)
    view = page.view
    assert view is not None
    view.tabs.setCurrentWidget(view.items)
    desk.settle()

    worst = worst_of(desk.show.judging.items[1])
    listed = desk.find(QListWidget, "items-list")
    assert listed.count() == len(worst)
    assert worst[0].item in listed.item(0).text()
    assert [one.confidence for one in worst] == sorted((one.confidence or 0 for one in worst), reverse=True)


def test_what_was_found_before_is_there_again(make_desk: MakeDesk) -> None:
    def twice(show: Showcase) -> None:
        with_judgement(show)
        with_judgement(show)

    desk, page = open_page(make_desk, twice)
    assert page.earlier.count() == 2

    page.earlier.setCurrentIndex(1)
    page.earlier.activated.emit(1)
    desk.settle()

    assert page.view is not None
    assert page.view.judgement == desk.show.judging.kept[1]


def test_a_stopped_judgement_leads_back_to_the_labels(make_desk: MakeDesk) -> None:
    import threading

    def held(show: Showcase) -> None:
        full_library(show)
        show.gate.held["judging.judge"] = threading.Event()

    desk, page = open_page(make_desk, held)
    drop(desk, page)
    desk.press("judge-start")
    desk.press("busy-cancel")
    desk.settle()

    assert page.setup.isVisible()
    assert desk.show.judging.kept == []


def test_a_locked_wallet_offers_to_unlock(make_desk: MakeDesk) -> None:
    def locked(show: Showcase) -> None:
        full_library(show)
        show.gate.faults["judging.suggest"] = WalletLocked()

    desk, page = open_page(make_desk, locked)
    drop(desk, page)

    assert page.states.empty.button.isVisible()


def test_data_that_does_not_fit_is_told_beside_what_was_shown(make_desk: MakeDesk) -> None:
    def broken(show: Showcase) -> None:
        with_judgement(show)
        show.gate.faults["judging.suggest"] = BadInput("own.csv", "it has no column x")

    desk, page = open_page(make_desk, broken)
    drop(desk, page)

    assert page.fault.isVisible()
    assert page.results.isVisible()


def test_a_judgement_is_saved_as_json_and_as_one_line_per_item(
    make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = open_page(make_desk, with_judgement)
    for name in ("own.json", "own.csv", "own.png"):
        monkeypatch.setattr(judge_module, "choose_new_file", lambda *_, name=name: tmp_path / name)
        desk.press("judge-save")

    told = json.loads((tmp_path / "own.json").read_text("utf-8"))
    assert told["items"]["judged"] == 120
    assert len((tmp_path / "own.csv").read_text("utf-8").splitlines()) == 121
    assert (tmp_path / "own.png").read_bytes().startswith(b"\x89PNG")


def test_the_matrix_is_walked_by_keys(make_desk: MakeDesk) -> None:
    make_desk()
    view = ConfusionView(("a", "b"), ((0, 0, 3), (0, 1, 2)))
    chosen: list[Cell] = []
    view.chosen.connect(chosen.append)

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(view.matrix, key)

    assert chosen == [Cell("a", "b", 2)]
    view.deleteLater()


@pytest.mark.parametrize("classes", [1, 2, 10, 100, 300])
def test_the_whole_matrix_is_first_seen_at_once_as_far_as_can_be(make_desk: MakeDesk, classes: int) -> None:
    make_desk()
    side = first_side(classes)

    assert classes * side <= 430 or side == 4


def test_hostile_class_names_stay_plain_and_the_matrix_small(make_desk: MakeDesk) -> None:
    make_desk()
    names = ("<b>bold</b>" * 50, "x\ny\tz" * 200)

    matrix = ConfusionMatrix(names, ((0, 1, 1),), 40)

    assert matrix.width() < 400
    assert matrix.cell(0, 1).truth == names[0]
    matrix.deleteLater()
