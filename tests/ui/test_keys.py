"""Keys that come from files and go into folders: importing a keystore, preparing a seller's folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core.errors import DataDirectoryBusy, WrongPassword
from desktop.ui import showcase_values as values
from desktop.ui.pages.accounts import AccountsPage
from desktop.ui.pages.key_dialogs import MOST_KEYSTORE_BYTES, KeystoreDialog, NewPasswordDialog
from desktop.ui.pages.sell import SellPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_accounts import PASSWORD
from desktop.ui.widgets.money import AddressView
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


@pytest.fixture
def keystore(tmp_path: Path) -> Path:
    path = tmp_path / "UTC--2026.json"
    path.write_bytes(b"{}")
    return path


def test_a_keystore_becomes_an_account_of_the_wallet(desk: Desk, keystore: Path) -> None:
    desk.go("accounts")
    page = desk.page(AccountsPage)
    page.import_keystore(keystore)
    desk.type("account-name", "Old wallet")
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()

    assert desk.dialog is None
    assert [(account.name, account.kind) for account in desk.show.accounts.accounts][1:] == [
        ("Old wallet", "imported")
    ]
    assert page.card.name.text() == "Old wallet"
    assert "“Old wallet” is in your wallet" in desk.window.toasts.texts


def test_a_wrong_password_of_a_file_speaks_of_the_file(desk: Desk, keystore: Path) -> None:
    desk.go("accounts")
    desk.page(AccountsPage).import_keystore(keystore)
    desk.type("password", "not this one")
    desk.press("unlock-confirm")
    desk.settle()
    dialog = desk.dialog

    assert isinstance(dialog, KeystoreDialog)
    assert dialog.fault.isVisible()
    assert "file does not open" in dialog.fault.body.text()
    assert "12 words" not in dialog.fault.body.text()
    assert len(desk.show.accounts.accounts) == 1
    dialog.reject()


def test_a_file_that_is_gone_is_said_in_the_dialog(desk: Desk, tmp_path: Path) -> None:
    desk.go("accounts")
    desk.page(AccountsPage).import_keystore(tmp_path / "gone.json")
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()
    dialog = desk.dialog

    assert isinstance(dialog, KeystoreDialog)
    assert dialog.fault.isVisible()
    dialog.reject()


def test_a_huge_file_is_not_read_whole(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "film.mkv"
    path.write_bytes(bytes(4 * MOST_KEYSTORE_BYTES))
    read: list[int] = []

    def import_keystore(data: bytes, _password: str, _name: str) -> None:
        read.append(len(data))
        raise WrongPassword

    monkeypatch.setattr(desk.show.account_list, "import_keystore", import_keystore)
    desk.go("accounts")
    desk.page(AccountsPage).import_keystore(path)
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()

    assert read == [MOST_KEYSTORE_BYTES + 1]
    assert desk.dialog is not None
    desk.dialog.reject()


def test_a_sellers_folder_is_prepared_and_its_operator_named(desk: Desk, tmp_path: Path) -> None:
    desk.go("sell")
    page = desk.page(SellPage)
    page.prepare_seller(tmp_path)
    desk.type("password", "long enough")
    desk.type("password-again", "long enough")
    desk.press("unlock-confirm")
    desk.settle()

    assert desk.show.selling.prepared == [tmp_path]
    assert desk.dialog is None
    assert "licet --data-dir" in page.home.done.body.text()
    assert [view.address for view in page.home.findChildren(AddressView)] == [values.MARKET]


@pytest.mark.parametrize(("first", "second"), [("short", "short"), ("long enough", "another one")])
def test_a_folders_password_is_long_enough_and_typed_twice(
    desk: Desk, tmp_path: Path, first: str, second: str
) -> None:
    desk.go("sell")
    desk.page(SellPage).prepare_seller(tmp_path)
    desk.type("password", first)
    desk.type("password-again", second)
    desk.press("unlock-confirm")
    desk.settle()
    dialog = desk.dialog

    assert isinstance(dialog, NewPasswordDialog)
    assert dialog.fault.isVisible()
    assert desk.show.selling.prepared == []
    dialog.reject()


def test_a_folder_in_use_is_said_in_the_dialog(make_desk: MakeDesk, tmp_path: Path) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.faults["selling.prepare_seller"] = DataDirectoryBusy(str(tmp_path), 42)

    desk = make_desk(prepare)
    desk.go("sell")
    desk.page(SellPage).prepare_seller(tmp_path)
    desk.type("password", "long enough")
    desk.type("password-again", "long enough")
    desk.press("unlock-confirm")
    desk.settle()
    dialog = desk.dialog

    assert isinstance(dialog, NewPasswordDialog)
    assert dialog.fault.isVisible()
    assert dialog.confirm.isEnabled()
    dialog.reject()
