"""Comparing models: chosen of one task, run on one set of data, seen side by side."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton

from desktop.core.orders import PurchaseState
from desktop.services.comparing.service import NotComparable
from desktop.ui import showcase_comparing as compared
from desktop.ui import showcase_values as values
from desktop.ui.pages import compare as compare_module
from desktop.ui.pages.compare import ComparePage
from desktop.ui.pages.compare_figures import best_of
from desktop.ui.screens_pages import full_library
from desktop.ui.showcase import Showcase
from desktop.ui.widgets.results import ResultView
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def two_of_a_task(show: Showcase) -> None:
    full_library(show)
    risk = next(row for row in show.catalogue.rows if row.title == "Credit risk")
    show.purchases.kept["risk"] = values.purchase("risk", risk, PurchaseState.FINAL)


def open_page(
    make_desk: MakeDesk, prepare: Callable[[Showcase], None] = two_of_a_task
) -> tuple[Desk, ComparePage]:
    desk = make_desk(prepare)
    desk.go("compare", "tumour,risk")
    return desk, desk.page(ComparePage)


def compare(desk: Desk, page: ComparePage) -> None:
    page.drops.dropped.emit([Path("/home/me/own.csv")])
    desk.settle()
    desk.press("judge-start")
    desk.settle()


def test_models_of_one_task_are_chosen_in_the_library(make_desk: MakeDesk) -> None:
    desk = make_desk(two_of_a_task)
    desk.go("library")
    desk.press("library-compare")
    desk.settle()

    desk.find(QCheckBox, "compare-tumour").setChecked(True)

    assert not desk.find(QPushButton, "compare-data").isEnabled()
    assert not desk.find(QCheckBox, "compare-prov").isEnabled()
    desk.find(QCheckBox, "compare-risk").setChecked(True)
    assert desk.find(QPushButton, "compare-data").isEnabled()
    assert desk.page(ComparePage).chooser.chosen == ["tumour", "risk"]


def test_nothing_to_compare_says_so(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.go("compare")

    assert desk.page(ComparePage).states.empty.isVisible()


def test_dropped_data_is_run_by_all_after_its_labels_were_seen(make_desk: MakeDesk) -> None:
    desk, page = open_page(make_desk)

    compare(desk, page)

    assert page.view is not None
    assert page.results.isVisible()
    assert page.view.tabs.count() == 4


def test_data_without_labels_is_compared_too(make_desk: MakeDesk) -> None:
    def unlabelled(show: Showcase) -> None:
        two_of_a_task(show)
        show.comparing.labels = ()
        show.comparing.found = compared.comparison_of(40, is_labelled=False)

    desk, page = open_page(make_desk, unlabelled)
    compare(desk, page)

    assert page.view is not None
    assert page.view.cost.chart.isHidden()


def test_only_items_on_which_they_disagree_are_listed_first(make_desk: MakeDesk) -> None:
    desk, page = open_page(make_desk)
    compare(desk, page)
    assert page.view is not None
    items = page.view.items
    some = len(items.shown)

    items.only.setChecked(False)

    assert 0 < some < len(items.shown) == 240


def test_the_whole_answers_of_all_models_stand_side_by_side(make_desk: MakeDesk) -> None:
    desk, page = open_page(make_desk)
    compare(desk, page)
    assert page.view is not None
    page.view.tabs.setCurrentWidget(page.view.items)
    desk.settle()

    desk.press("compare-full")
    desk.settle()

    assert len(page.view.items.findChildren(ResultView)) == 3


def test_pictures_are_answered_in_full_at_once(make_desk: MakeDesk) -> None:
    def pictures(show: Showcase) -> None:
        two_of_a_task(show)
        compared.of_pictures(show.comparing)

    desk, page = open_page(make_desk, pictures)
    compare(desk, page)
    assert page.view is not None
    page.view.tabs.setCurrentWidget(page.view.items)
    desk.settle()

    assert len(page.view.items.findChildren(ResultView)) == 2


def test_each_cost_can_be_an_axis(make_desk: MakeDesk) -> None:
    desk, page = open_page(make_desk)
    compare(desk, page)
    assert page.view is not None
    cost = page.view.cost

    shown = [cost.cost.itemData(at) for at in range(cost.cost.count())]
    for at in range(len(shown)):
        cost.cost.setCurrentIndex(at)

    assert shown == ["time", "memory", "price"]
    assert cost.note.text()


def test_of_errors_the_least_is_best_and_of_a_coverage_the_nearest() -> None:
    found = compared.numbers_comparison(40)

    assert best_of(found, "mae") == 0
    assert best_of(found, "coverage") is None  # one of them alone has a band


def test_models_that_cannot_be_compared_say_so_and_keep_the_data(make_desk: MakeDesk) -> None:
    def other(show: Showcase) -> None:
        two_of_a_task(show)
        show.gate.faults["comparing.compare"] = NotComparable()

    desk, page = open_page(make_desk, other)
    compare(desk, page)

    assert page.fault.isVisible()
    assert page.setup.isVisible()


def test_a_comparison_is_saved(make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, page = open_page(make_desk)
    compare(desk, page)
    for name in ("c.json", "c.csv", "c.png"):
        monkeypatch.setattr(compare_module, "choose_new_file", lambda *_, name=name: tmp_path / name)
        desk.press("compare-save")

    told = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert len(told["models"]) == 3
    assert len((tmp_path / "c.csv").read_text("utf-8").splitlines()) == 241
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
