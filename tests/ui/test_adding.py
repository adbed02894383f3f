"""The back-up file of a purchase, from the order's page and back by the library's."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop.core.backups import read_backup
from desktop.core.orders import PurchaseState
from desktop.ui import showcase_values as values
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.order import OrderPage
from desktop.ui.showcase import Showcase
from tests.ui.conftest import Desk

MakeDesk = Callable[[Callable[[Showcase], None]], Desk]


def own(show: Showcase) -> None:
    show.purchases.kept["mine"] = values.purchase("mine", values.listings()[0], PurchaseState.FINAL)


def test_a_back_up_is_saved_and_added_again(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(own)
    desk.go("order", "mine")
    desk.settle()
    file = tmp_path / "order.json"

    desk.page(OrderPage).save_backup(file)
    desk.settle()
    desk.go("library")
    desk.page(LibraryPage).add_backup(file)
    desk.settle()

    assert read_backup(file.read_bytes())[0].id == "mine"
    assert isinstance(desk.window.page, OrderPage)


@pytest.mark.parametrize("content", ["{}", "", "[" * 5000])
def test_a_file_that_is_no_back_up_is_refused_in_words(
    make_desk: MakeDesk, tmp_path: Path, content: str
) -> None:
    desk = make_desk(own)
    desk.go("library")
    file = tmp_path / "other.json"
    file.write_text(content)

    desk.page(LibraryPage).add_backup(file)
    desk.settle()

    shown = " ".join(label.text() for label in desk.window.toasts.findChildren(QLabel))
    assert "back-up" in shown
    assert isinstance(desk.window.page, LibraryPage)
