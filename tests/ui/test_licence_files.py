"""Licence files out of an order's page: what is said before, saving and stopping, and the identity that is forgotten."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from desktop.core.changes import Change, Topic
from desktop.core.errors import DiskFull
from desktop.core.orders import PurchaseState
from desktop.services.accounts import WalletState
from desktop.text import size
from desktop.ui import showcase_values as values
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.pages.identity_dialogs import IdentityDialog, IdentityWarning
from desktop.ui.pages.licence_dialog import LicenceDialog
from desktop.ui.pages.order import OrderPage
from desktop.ui.pages.secret_dialog import SHOWN_FOR_S
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_accounts import PASSWORD
from desktop.ui.showcase_licences import HEADER_BYTES, IDENTITY
from desktop.ui.widgets.basic import CopyButton
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


@pytest.fixture(autouse=True)
def _empty_clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def owning(
    state: PurchaseState = PurchaseState.FINAL, wallet: WalletState = WalletState.UNLOCKED
) -> Callable[[Showcase], None]:
    def prepare(show: Showcase) -> None:
        show.purchases.kept["mine"] = values.purchase("mine", values.listings()[0], state)
        show.accounts.state = wallet

    return prepare


def opened(
    make_desk: MakeDesk, prepare: Callable[[Showcase], None] | None = None
) -> tuple[Desk, LicenceDialog]:
    desk = make_desk(prepare or owning())
    desk.go("order", "mine")
    desk.press("order-licence")
    desk.settle()
    dialog = desk.dialog
    assert isinstance(dialog, LicenceDialog)
    return desk, dialog


def test_the_size_of_the_model_file_is_said_before(make_desk: MakeDesk) -> None:
    desk, dialog = opened(make_desk)
    terms = desk.show.purchases.kept["mine"].terms

    assert size(terms.size_bytes) in dialog.model.text.text()
    assert size(HEADER_BYTES) in dialog.licence.text.text()
    dialog.accept()


def test_before_delivery_there_is_a_back_up_only(make_desk: MakeDesk) -> None:
    _desk, dialog = opened(make_desk, owning(PurchaseState.WAITING))

    assert not dialog.model.button.isEnabled()
    assert not dialog.licence.button.isEnabled()
    assert dialog.backup.button.isEnabled()
    assert "not delivered" in dialog.model.text.text()
    dialog.accept()


def test_saving_shows_its_progress_and_ends_in_words(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk, dialog = opened(make_desk)
    gate = desk.show.gate.held["exporting.save_model"] = threading.Event()
    dialog.save_model(tmp_path / "model.age")
    desk.until(dialog.progress.amount.text, "the progress")
    busy = (dialog.progress.isVisible(), dialog.licence.button.isEnabled())

    gate.set()
    desk.settle()

    assert busy == (True, False)
    assert not dialog.progress.isVisible()
    assert "model.age" in dialog.note.title.text()
    assert desk.show.exporting.saved == [("model", tmp_path / "model.age")]
    dialog.accept()


def test_saving_can_be_stopped(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk, dialog = opened(make_desk)
    desk.show.gate.held["exporting.save_model"] = threading.Event()
    dialog.save_model(tmp_path / "model.age")
    desk.until(dialog.progress.amount.text, "the progress")

    desk.press("licence-cancel")
    desk.settle()

    assert desk.show.exporting.saved == []
    assert dialog.model.button.isEnabled()
    assert not dialog.note.isVisible()
    dialog.accept()


def test_a_file_that_is_still_written_when_the_dialog_closes_says_so_at_its_end(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    desk, dialog = opened(make_desk)
    gate = desk.show.gate.held["exporting.save_model"] = threading.Event()
    dialog.save_model(tmp_path / "model.age")
    desk.until(dialog.progress.amount.text, "the progress")
    dialog.accept()
    desk.until(lambda: desk.window.findChild(LicenceDialog) is None, "the dialog to go")

    gate.set()
    desk.settle()

    assert desk.show.exporting.saved == [("model", tmp_path / "model.age")]
    assert any("model.age" in text for text in desk.window.toasts.texts)


def test_a_full_disk_is_said_with_its_numbers(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk, dialog = opened(make_desk)
    desk.show.gate.faults["exporting.save_model"] = DiskFull("/stick", 3 << 30, 1 << 20)

    dialog.save_model(tmp_path / "model.age")
    desk.settle()

    assert "3.2 GB" in dialog.note.body.text()
    assert dialog.model.button.isEnabled()
    dialog.accept()


def test_a_locked_wallet_offers_to_be_unlocked(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk, dialog = opened(make_desk, owning(wallet=WalletState.LOCKED))
    dialog.save_model(tmp_path / "model.age")
    desk.settle()

    dialog.note.button.click()
    desk.until(lambda: isinstance(desk.dialog, PasswordDialog), "the unlock dialog")

    assert desk.dialog is not None
    desk.dialog.reject()


def test_the_commands_name_the_files_and_can_be_copied(make_desk: MakeDesk) -> None:
    _desk, dialog = opened(make_desk)

    button = dialog.help.model.findChild(CopyButton)
    assert button is not None
    button.click()

    copied = QGuiApplication.clipboard().text()
    assert copied == "age -d -i identity.txt -o sealed.zip programming-language-1-0-0.zip.age"
    dialog.accept()


# The identity.


@pytest.fixture
def warned(make_desk: MakeDesk) -> tuple[Desk, IdentityWarning]:
    desk, licence = opened(make_desk)
    licence.identity.button.click()
    licence.hide()
    dialog = desk.dialog
    assert isinstance(dialog, IdentityWarning)
    return desk, dialog


def shown(warned: tuple[Desk, IdentityWarning]) -> tuple[Desk, IdentityDialog]:
    desk, warning = warned
    warning.typed.setText(warning.wanted)
    warning.password.setText(PASSWORD)
    warning.confirm.click()
    desk.until(lambda: isinstance(desk.dialog, IdentityDialog), "the identity")
    dialog = desk.dialog
    assert isinstance(dialog, IdentityDialog)
    return desk, dialog


@pytest.mark.parametrize("typed", ["", "i keep it", "I keep it secret!", "yes"])
def test_without_the_sentence_the_password_is_not_enough(
    warned: tuple[Desk, IdentityWarning], typed: str
) -> None:
    _desk, dialog = warned

    dialog.password.setText(PASSWORD)
    dialog.typed.setText(typed)

    assert not dialog.confirm.isEnabled()
    dialog.reject()


def test_without_a_password_the_sentence_is_not_enough(warned: tuple[Desk, IdentityWarning]) -> None:
    _desk, dialog = warned

    dialog.typed.setText(f"  {dialog.wanted.upper()} ")
    without = dialog.confirm.isEnabled()
    dialog.password.setText("x")

    assert not without
    assert dialog.confirm.isEnabled()
    dialog.reject()


def test_a_wrong_password_shows_nothing(warned: tuple[Desk, IdentityWarning]) -> None:
    desk, dialog = warned
    dialog.typed.setText(dialog.wanted)
    dialog.password.setText("wrong")

    dialog.confirm.click()
    desk.settle()

    assert desk.dialog is dialog
    assert dialog.fault.isVisible()
    assert desk.window.findChild(IdentityDialog) is None
    dialog.reject()


def test_the_warning_says_what_the_identity_opens(warned: tuple[Desk, IdentityWarning]) -> None:
    _desk, dialog = warned

    said = " ".join(label.text() for label in dialog.findChildren(QLabel))

    assert "of any of its accounts" in said
    assert "cannot spend" in said
    dialog.reject()


@pytest.mark.parametrize("how", ["accept", "reject", "close"])
def test_the_identity_is_gone_from_the_dialog_when_it_closes(
    warned: tuple[Desk, IdentityWarning], how: str
) -> None:
    desk, dialog = shown(warned)
    view = dialog.findChild(QPlainTextEdit, "identity-text")
    assert view is not None
    before = view.toPlainText()
    after = []
    dialog.finished.connect(lambda _: after.append((view.toPlainText(), dialog.secret)))

    getattr(dialog, how)()
    desk.settle()

    assert before == IDENTITY
    assert after == [("", "")]


def test_locking_the_wallet_closes_the_identity(warned: tuple[Desk, IdentityWarning]) -> None:
    desk, dialog = shown(warned)
    after: list[str] = []
    dialog.finished.connect(lambda _: after.append(dialog.view.toPlainText()))

    desk.show.publish(Change(Topic.WALLET))
    desk.until(lambda: after, "the dialog to close")

    assert after == [""]


def test_the_identity_closes_by_itself(
    warned: tuple[Desk, IdentityWarning], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.pages.secret_dialog.SHOWN_FOR_S", 0)
    desk, _warning = warned

    _warning.typed.setText(_warning.wanted)
    _warning.password.setText(PASSWORD)
    _warning.confirm.click()
    desk.settle()
    desk.until(lambda: desk.window.findChild(IdentityDialog) is None, "the identity to go")

    assert SHOWN_FOR_S == 120


def test_a_copied_identity_leaves_the_clipboard_again(
    warned: tuple[Desk, IdentityWarning], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.secret_clipboard.CLEARED_AFTER_S", 0)
    desk, dialog = shown(warned)
    dialog._copy()
    copied = QGuiApplication.clipboard().text()
    dialog.accept()

    desk.until(lambda: QGuiApplication.clipboard().text() == "", "the clipboard to be emptied")
    assert copied == IDENTITY


def test_what_was_copied_after_the_identity_stays(warned: tuple[Desk, IdentityWarning]) -> None:
    desk, dialog = shown(warned)
    desk.press("identity-copy")
    copied = QGuiApplication.clipboard().text()
    hint = bytes(QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint").data())
    QGuiApplication.clipboard().setText("a shopping list")

    desk.page(OrderPage)._clipboard.clear()

    assert (copied, hint) == (IDENTITY, b"secret")
    assert QGuiApplication.clipboard().text() == "a shopping list"
    dialog.accept()


def test_the_identity_is_saved_as_a_file(warned: tuple[Desk, IdentityWarning], tmp_path: Path) -> None:
    desk, dialog = shown(warned)

    dialog.save(tmp_path / "identity.txt")
    desk.settle()

    assert IDENTITY in (tmp_path / "identity.txt").read_text()
    assert "identity.txt" in dialog.note.text()
    dialog.accept()
