"""Files of any kind added on the library's page: by the button's way, and dropped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.core.backups import read_backup
from desktop.core.licence_files import ModelFileMismatch
from desktop.core.orders import PurchaseState
from desktop.services.accounts import WalletState
from desktop.ui import showcase_values as values
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.licence_dialog import LicenceDialog
from desktop.ui.pages.order import OrderPage
from desktop.ui.showcase import Showcase
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def own(show: Showcase) -> None:
    show.purchases.kept["mine"] = values.purchase("mine", values.listings()[0], PurchaseState.FINAL)


@pytest.fixture
def backup(tmp_path: Path, make_desk: MakeDesk) -> tuple[Desk, Path]:
    desk = make_desk(own)
    desk.go("order", "mine")
    file = tmp_path / "order.json"
    desk.page(OrderPage).show_licence_files()
    dialog = desk.dialog
    assert isinstance(dialog, LicenceDialog)
    dialog.save_backup(file)
    desk.settle()
    dialog.accept()
    desk.go("library")
    return desk, file


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


BUTTONS, KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drag(desk: Desk, data: QMimeData) -> None:
    event = QDragEnterEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, BUTTONS, KEYS)
    QApplication.sendEvent(desk.page(LibraryPage), event)


def drop(desk: Desk, data: QMimeData) -> None:
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, BUTTONS, KEYS)
    QApplication.sendEvent(desk.page(LibraryPage), event)


def test_a_back_up_is_saved_and_added_again(backup: tuple[Desk, Path]) -> None:
    desk, file = backup

    desk.page(LibraryPage).adding.add([file])
    desk.settle()

    assert read_backup(file.read_bytes()).purchase.id == "mine"
    assert isinstance(desk.window.page, OrderPage)


def test_a_dropped_file_is_added(backup: tuple[Desk, Path]) -> None:
    desk, file = backup
    drag(desk, mime(file))
    over = desk.page(LibraryPage).drops.veil.isVisible()

    drop(desk, mime(file))
    desk.settle()

    assert over
    assert isinstance(desk.window.page, OrderPage)


def test_the_veil_goes_when_the_files_leave(backup: tuple[Desk, Path]) -> None:
    desk, file = backup
    drag(desk, mime(file))

    QApplication.sendEvent(desk.page(LibraryPage), QDragLeaveEvent())

    assert not desk.page(LibraryPage).drops.veil.isVisible()


def test_what_is_dragged_from_a_browser_is_not_taken(backup: tuple[Desk, Path]) -> None:
    desk, _file = backup
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/model.age")])

    drag(desk, data)

    assert not desk.page(LibraryPage).drops.veil.isVisible()


@pytest.mark.parametrize("content", ["", "\0" * 100, "年", "age-encryption.org/v1\n-> X25519 a\n"])
def test_a_file_that_is_none_of_ours_is_refused_in_words(
    make_desk: MakeDesk, tmp_path: Path, content: str
) -> None:
    desk = make_desk(own)
    desk.go("library")
    file = tmp_path / "other.age"
    file.write_text(content)

    page = desk.page(LibraryPage)
    page.adding.add([file])
    desk.settle()

    assert page.adding.fault.isVisible()
    assert "Nothing of it was used" in page.adding.fault.body.text()
    desk.press("adding-close")
    assert not page.adding.isVisible()


@pytest.mark.parametrize("content", ["{}", '{"' + "[" * 5000])
def test_a_file_that_is_no_back_up_is_refused_in_words(
    make_desk: MakeDesk, tmp_path: Path, content: str
) -> None:
    desk = make_desk(own)
    desk.go("library")
    file = tmp_path / "other.json"
    file.write_text(content)

    page = desk.page(LibraryPage)
    page.adding.add([file])
    desk.settle()

    assert "back-up" in page.adding.fault.title.text()
    assert isinstance(desk.window.page, LibraryPage)


def test_of_several_files_the_wrong_one_is_named(backup: tuple[Desk, Path], tmp_path: Path) -> None:
    desk, file = backup
    desk.show.gate.faults["importing.add"] = ModelFileMismatch("payload.age", "chunk 3")

    page = desk.page(LibraryPage)
    page.adding.add([file, tmp_path / "<b>model.age"])
    desk.settle()

    assert page.adding.fault.body.text().startswith("<b>model.age\n")


def test_adding_can_be_stopped(backup: tuple[Desk, Path]) -> None:
    import threading

    desk, file = backup
    desk.show.gate.held["importing.add"] = threading.Event()
    page = desk.page(LibraryPage)
    page.adding.add([file])
    desk.until(page.adding.bar.amount.text, "the progress")

    desk.press("licence-cancel")
    desk.settle()

    assert not page.adding.isVisible()
    assert isinstance(desk.window.page, LibraryPage)


def test_a_locked_wallet_offers_to_be_unlocked(make_desk: MakeDesk, tmp_path: Path) -> None:
    def locked(show: Showcase) -> None:
        own(show)
        show.accounts.state = WalletState.LOCKED

    desk = make_desk(locked)
    desk.go("library")
    file = tmp_path / "order.json"
    file.write_text("{}")
    desk.page(LibraryPage).adding.add([file])
    desk.settle()

    desk.press("adding-close")

    assert isinstance(desk.dialog, PasswordDialog)
    desk.dialog.reject()
