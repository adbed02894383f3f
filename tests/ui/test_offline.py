"""Signing by file as a person does it: the file is made, opened, signed, saved, opened again and sent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.core.errors import NodeUnreachable
from desktop.core.identity import Address
from desktop.core.offline import Accessed, OfflineRequest, SignedBytes, read_file, write_request
from desktop.core.transactions import CustomFee
from desktop.services.offline import SendState
from desktop.ui import showcase_values as values
from desktop.ui.dialogs import Dialog
from desktop.ui.pages import activity, sign_elsewhere_dialog, transaction_file_dialog
from desktop.ui.pages.sign_elsewhere_dialog import SignElsewhereDialog
from desktop.ui.pages.transaction_file_dialog import TransactionFileDialog
from desktop.ui.screens_offline import SIGNED
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_offline import to_sign
from desktop.ui.showcase_outgoing import FRIEND
from desktop.ui.showcase_paying import ADA
from desktop.ui.widgets.money import AddressView
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that every dialog of the system answers with."""
    path = tmp_path / "carried.json"
    for module in (activity, sign_elsewhere_dialog, transaction_file_dialog):
        for name in ("choose_file", "choose_new_file"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda *_arguments: path)
    return path


def click(desk: Desk, dialog: Dialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible(), name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.settle()


def opened(make_desk: MakeDesk, place: Path, content: bytes) -> tuple[Desk, TransactionFileDialog]:
    place.write_bytes(content)
    desk = make_desk()
    desk.go("activity")
    desk.press("offline-open")
    desk.settle()
    dialog = desk.window.findChild(TransactionFileDialog)
    assert dialog is not None
    return desk, dialog


def shown(dialog: Dialog) -> set[str]:
    return {b.objectName() for b in dialog.findChildren(QPushButton) if b.objectName() and b.isVisible()}


def test_a_file_is_made_with_fee_and_number_frozen_in_it(make_desk: MakeDesk, place: Path) -> None:
    desk = make_desk()
    desk.go("activity")
    desk.press("offline-make")
    dialog = desk.window.findChild(SignElsewhereDialog)
    assert dialog is not None
    for name, text in (("make-to", str(FRIEND)), ("make-amount", "0.05"), ("make-note", "Rent")):
        desk.type(name, text)
    click(desk, dialog, "make-next")
    click(desk, dialog, "fee-custom")
    dialog.fees.number.setText("44")
    dialog.fees.number.textEdited.emit("44")

    click(desk, dialog, "make-next")

    read = read_file(place.read_bytes())
    assert isinstance(read, OfflineRequest)
    assert (read.transaction.to, read.transaction.value_wei, read.note) == (FRIEND, 5 * 10**16, "Rent")
    assert read.transaction.nonce == 44
    ((_account, _call, fees, _nonce, _note),) = desk.show.offline.built
    assert isinstance(fees, CustomFee)


def made(make_desk: MakeDesk, to: str, amount: str) -> tuple[Desk, SignElsewhereDialog]:
    desk = make_desk(lambda show: show.paying.fill_book())
    desk.go("activity")
    desk.press("offline-make")
    desk.settle()
    dialog = desk.window.findChild(SignElsewhereDialog)
    assert dialog is not None
    dialog.form.payee.put(to)
    dialog.form.amount.setText(amount)
    return desk, dialog


def test_tokens_go_into_a_file_as_a_call_of_their_contract(make_desk: MakeDesk, place: Path) -> None:
    desk, dialog = made(make_desk, str(FRIEND), "12.5")
    other = dialog.form.currency.count() - 1
    dialog.form.currency.setCurrentIndex(other)
    dialog.form.currency.activated.emit(other)
    dialog.form.token.setText(str(values.TOKEN.address))

    click(desk, dialog, "make-next")
    click(desk, dialog, "make-next")

    read = read_file(place.read_bytes())
    assert isinstance(read, OfflineRequest)
    transaction = read.transaction
    amount = values.TOKEN.parse("12.5")
    assert (transaction.to, transaction.value_wei) == (values.TOKEN.address, 0)
    assert transaction.data.hex() == f"a9059cbb{FRIEND.raw.hex():0>64}{amount:064x}"


def test_a_contact_is_named_with_the_whole_address(make_desk: MakeDesk, place: Path) -> None:
    desk, dialog = made(make_desk, "Ada Lovelace", "0.05")

    click(desk, dialog, "make-next")

    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "Ada Lovelace" in shown
    assert [view.address for view in dialog.findChildren(AddressView)] == [ADA]
    assert not place.exists()
    dialog.reject()


def test_one_goes_back_to_the_form_as_it_was(make_desk: MakeDesk, place: Path) -> None:
    desk, dialog = made(make_desk, str(FRIEND), "0.05")
    click(desk, dialog, "make-next")
    assert not dialog.form.isVisible()

    click(desk, dialog, "make-cancel")

    assert dialog.isVisible()
    assert (dialog.form.payee.text(), dialog.form.amount.text()) == (str(FRIEND), "0.05")
    left: list[bool] = []
    dialog.rejected.connect(lambda: left.append(True))
    click(desk, dialog, "make-cancel")
    assert left == [True]
    assert not place.exists()


def test_a_grave_warning_is_agreed_to_before_a_file_is_made(make_desk: MakeDesk, place: Path) -> None:
    """The other computer asks nobody, so it cannot warn of this."""
    desk, dialog = made(make_desk, "0x000000000000000000000000000000000000dEaD", "0.05")

    click(desk, dialog, "make-next")
    assert [found.rule for found in dialog.alerts.shown] == ["recipient.burn"]
    assert not dialog.next.isEnabled()
    dialog.alerts.meant.setChecked(True)
    click(desk, dialog, "make-next")

    assert isinstance(read_file(place.read_bytes()), OfflineRequest)


def test_another_amount_asks_for_its_fee_anew(make_desk: MakeDesk, place: Path) -> None:
    desk = make_desk()
    desk.go("activity")
    desk.press("offline-make")
    dialog = desk.window.findChild(SignElsewhereDialog)
    assert dialog is not None
    desk.type("make-to", str(FRIEND))
    desk.type("make-amount", "0.05")
    click(desk, dialog, "make-next")

    desk.type("make-amount", "5")

    assert not dialog.fees.isVisible()
    assert dialog.form.isVisible()
    assert not place.exists()
    dialog.reject()


def test_a_file_is_signed_and_saved_and_nothing_is_sent(make_desk: MakeDesk, place: Path) -> None:
    desk, dialog = opened(make_desk, place, write_request(to_sign()))

    click(desk, dialog, "file-sign")
    click(desk, dialog, "file-save")

    assert isinstance(read_file(place.read_bytes()), SignedBytes)
    assert [request.transaction.to for request in desk.show.offline.signed] == [FRIEND]
    assert desk.show.offline.sent == []


def test_what_was_signed_elsewhere_is_sent(make_desk: MakeDesk, place: Path) -> None:
    desk, dialog = opened(make_desk, place, SIGNED)

    click(desk, dialog, "file-send")

    assert len(desk.show.offline.sent) == 1


@pytest.mark.parametrize("state", [SendState.MINED, SendState.NONCE_USED, SendState.OUTBID])
def test_what_is_decided_is_not_offered_for_sending(
    make_desk: MakeDesk, place: Path, state: SendState
) -> None:
    place.write_bytes(SIGNED)

    def prepare(show: object) -> None:
        show.offline.state = state  # type: ignore[attr-defined]

    desk = make_desk(prepare)
    desk.go("activity")
    desk.press("offline-open")
    desk.settle()
    dialog = desk.window.findChild(TransactionFileDialog)
    assert dialog is not None

    assert shown(dialog) == {"file-close"}
    dialog.accept()


def test_a_contract_call_is_not_offered_without_a_warning(make_desk: MakeDesk, place: Path) -> None:
    _desk, dialog = opened(make_desk, place, write_request(to_sign(data=bytes(68))))

    assert dialog.banner.property("tone") == "warning"
    assert "file-data" in shown(dialog)
    dialog.accept()


def test_a_node_that_is_away_can_be_asked_again(make_desk: MakeDesk, place: Path) -> None:
    place.write_bytes(SIGNED)

    def prepare(show: object) -> None:
        show.gate.faults["offline.look"] = NodeUnreachable("https://rpc.example.org")  # type: ignore[attr-defined]

    desk = make_desk(prepare)
    desk.go("activity")
    desk.press("offline-open")
    desk.settle()
    dialog = desk.window.findChild(TransactionFileDialog)
    assert dialog is not None
    assert "file-send" not in shown(dialog)

    desk.show.gate.faults.clear()
    click(desk, dialog, "file-again")

    assert shown(dialog) == {"file-close", "file-send"}
    dialog.accept()


@pytest.mark.parametrize("content", [b"", b"hello", b"{}", b"[" * 10_000])
def test_a_file_that_holds_none_is_told_and_offers_nothing(
    make_desk: MakeDesk, place: Path, content: bytes
) -> None:
    _desk, dialog = opened(make_desk, place, content)

    assert dialog.fault.title.text() == "This file holds no transaction"
    assert shown(dialog) == {"file-close"}
    dialog.accept()


def test_an_access_list_is_shown_with_what_is_sent(make_desk: MakeDesk, place: Path) -> None:
    listed = tuple(Accessed(Address(bytes([n]) * 20), (bytes(32),) * n) for n in range(1, 7))

    def prepare(show: Showcase) -> None:
        show.offline.accessed = listed

    desk = make_desk(prepare)
    place.write_bytes(SIGNED)
    desk.go("activity")
    desk.press("offline-open")
    desk.settle()

    dialog = desk.window.findChild(TransactionFileDialog)
    assert dialog is not None
    text = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"{listed[1].address}, 2 slots" in text
    assert "and 2 more" in text
    dialog.accept()
