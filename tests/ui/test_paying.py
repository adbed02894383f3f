"""Sending, receiving and contacts, driven by clicks over the real services and sample neighbours."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from desktop.core.contacts import Contact
from desktop.core.identity import Address, keccak256
from desktop.core.listings import Listing
from desktop.core.payment_links import PaymentRequest, write_link
from desktop.core.warnings import RULES
from desktop.services.sending import SendQuote
from desktop.ui import showcase_values as values
from desktop.ui.copied_address import copied_address, copy_address
from desktop.ui.page import Route
from desktop.ui.pages.buy_panel import BuyPanel
from desktop.ui.pages.contact_dialogs import ContactDialog, ImportDialog
from desktop.ui.pages.contacts import ContactsPage
from desktop.ui.pages.receive_dialog import ReceiveDialog
from desktop.ui.pages.rules_dialog import RulesDialog
from desktop.ui.pages.send_dialog import SendDialog
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_paying import ADA, FORGED, GRACE
from desktop.ui.widgets.alerts import AlertList
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
FRIEND = Address(keccak256(b"friend")[12:])


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def sending(desk: Desk) -> SendDialog:
    desk.go("wallet")
    desk.press("wallet-send")
    desk.settle()
    assert isinstance(desk.dialog, SendDialog)
    return desk.dialog


def confirmed(desk: Desk, to: str, amount: str) -> SendDialog:
    dialog = sending(desk)
    dialog.form.payee.put(to)
    dialog.form.amount.setText(amount)
    dialog.next.click()
    desk.settle()
    return dialog


def alerts(dialog: SendDialog) -> AlertList:
    assert dialog.alerts is not None
    return dialog.alerts


def rules(dialog: SendDialog) -> list[str]:
    return [found.rule for found in alerts(dialog).shown]


def quoted(dialog: SendDialog) -> SendQuote:
    assert dialog.quote is not None
    return dialog.quote


@pytest.fixture
def known(make_desk: MakeDesk) -> Desk:
    def prepare(show: Showcase) -> None:
        show.paying.fill_book()
        show.paying.payees = [GRACE]
        show.paying.known_tokens = [values.TOKEN]

    return make_desk(prepare)


def test_sending_confirms_the_whole_address_and_the_most_it_costs(desk: Desk) -> None:
    dialog = confirmed(desk, str(FRIEND), "0.05")
    shown = texts(dialog)
    assert desk.show.paying.sent == []
    assert "0.050042 ETH" in shown
    assert str(FRIEND)[2:6] + " " + str(FRIEND)[6:10] in shown
    assert "never paid" in shown

    dialog.next.click()
    desk.settle()

    assert [(call.to, call.value_wei) for call, _ in desk.show.paying.sent] == [(FRIEND, 5 * 10**16)]
    assert desk.dialog is None


def test_a_chosen_fee_is_in_the_total_and_is_what_is_agreed_to(desk: Desk) -> None:
    dialog = confirmed(desk, str(FRIEND), "0.05")
    fast = dialog.findChild(QAbstractButton, "fee-fast")
    assert fast is not None
    fast.click()
    assert dialog.total is not None
    assert dialog.total.text() == "0.050084 ETH"
    dialog.next.click()
    desk.settle()

    assert desk.show.paying.sent[0][1] == 5 * 10**16 + 84 * 10**12


def test_a_wrong_address_is_refused_with_the_remedy(desk: Desk) -> None:
    dialog = confirmed(desk, "0x1234", "0.05")

    assert "0x1234" in dialog.fault.body.text()
    assert dialog.form.to.property("wrong")
    dialog.reject()


def test_a_wrong_amount_is_marked_at_the_amount(desk: Desk) -> None:
    dialog = confirmed(desk, str(FRIEND), "0.05x")

    assert dialog.form.amount.property("wrong")
    assert not dialog.form.to.property("wrong")
    dialog.reject()


def test_going_back_takes_the_confirmation_back(desk: Desk) -> None:
    dialog = confirmed(desk, str(FRIEND), "0.05")
    dialog.cancel.click()

    assert dialog.next.accessibleName() == "Continue"
    assert dialog.confirmation.count() == 0
    assert dialog.form.to.isVisible()
    dialog.reject()


def test_more_than_the_account_holds_cannot_be_sent(desk: Desk) -> None:
    dialog = confirmed(desk, str(FRIEND), "1000")

    assert not dialog.next.isEnabled()
    assert "does not hold enough" in texts(dialog)
    dialog.reject()


def test_a_forged_address_is_sent_to_only_after_the_person_has_said_that_it_is_meant(known: Desk) -> None:
    dialog = confirmed(known, str(FORGED), "0.3")
    assert rules(dialog)[0] == "recipient.look-alike"
    assert "Ada Lovelace" in texts(dialog)
    assert not dialog.next.isEnabled()

    alerts(dialog).meant.click()
    assert dialog.next.isEnabled()
    alerts(dialog).meant.click()

    assert not dialog.next.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("to", ["Ada Lovelace", "ada.eth", str(GRACE)])
def test_whoever_is_known_is_paid_without_an_alarm(known: Desk, to: str) -> None:
    dialog = confirmed(known, to, "0.05")

    assert rules(dialog) == []
    assert dialog.next.isEnabled()
    dialog.reject()


def test_a_name_that_reads_like_a_contacts_is_called_out(known: Desk) -> None:
    known.show.paying.names["\u0251da.eth"] = FRIEND
    dialog = confirmed(known, "\u0251da.eth", "0.05")

    assert "name.look-alike" in rules(dialog)
    dialog.reject()


def test_a_name_shows_where_it_leads_before_anything_is_confirmed(known: Desk) -> None:
    dialog = sending(known)
    dialog.form.payee.put("ada.eth")
    dialog.form.to.editingFinished.emit()
    known.settle()

    assert dialog.form.payee.who.text().startswith("Ada Lovelace: 0x AD2D")
    dialog.reject()


def test_a_name_that_leads_nowhere_says_so_at_the_field(known: Desk) -> None:
    dialog = sending(known)
    dialog.form.payee.put("nobody.eth")
    dialog.form.to.editingFinished.emit()
    known.settle()

    assert dialog.form.payee.who.text() == "The name leads to no address"
    dialog.reject()


def test_a_link_fills_in_amount_and_token_and_pays_with_it(known: Desk) -> None:
    dialog = sending(known)
    link = write_link(PaymentRequest(GRACE, values.CHAIN_ID, values.TOKEN.address, 12_500_000))
    dialog.form.payee.put(link)
    dialog.form.to.editingFinished.emit()
    known.settle()
    assert (dialog.form.amount.text(), dialog.form.currency.currentText()) == ("12.5", "USDX")
    dialog.next.click()
    known.settle()
    dialog.next.click()
    known.settle()

    call, agreed = known.show.paying.sent[0]
    assert call.to == values.TOKEN.address
    assert call.data[4:] == GRACE.raw.rjust(32, b"\0") + (12_500_000).to_bytes(32, "big")
    assert agreed == 52_000 * 2 * 10**9


def test_a_link_for_another_network_is_called_out(known: Desk) -> None:
    dialog = confirmed(known, f"ethereum:{GRACE}@1?value=5", "0.05")

    assert rules(dialog) == ["chain.other"]
    assert "This is meant for Ethereum, and you are on Demo network." in texts(dialog)
    dialog.reject()


def test_a_fee_above_the_amount_is_judged_at_the_level_that_is_chosen(known: Desk) -> None:
    dialog = confirmed(known, str(GRACE), "0.00005")
    assert dialog.fees is not None
    assert rules(dialog) == []

    dialog.fees.own.click()
    dialog.fees.most.setText("9")
    dialog.fees.most.textEdited.emit("9")
    assert rules(dialog) == ["fee.above-value"]

    dialog.fees.most.setText("2")
    dialog.fees.most.textEdited.emit("2")
    assert rules(dialog) == []
    dialog.reject()


def test_what_was_agreed_to_stays_agreed_to_when_only_the_fee_changes(known: Desk) -> None:
    dialog = confirmed(known, f"ethereum:{GRACE}@1?value=5", "0.00005")
    assert dialog.fees is not None
    alerts(dialog).meant.click()
    assert dialog.next.isEnabled()

    dialog.fees.own.click()
    dialog.fees.most.setText("9")
    dialog.fees.most.textEdited.emit("9")

    assert rules(dialog) == ["chain.other", "fee.above-value"]
    assert alerts(dialog).meant.isChecked()
    assert dialog.next.isEnabled()
    dialog.reject()


def test_another_token_is_paid_by_its_address(known: Desk) -> None:
    dialog = sending(known)
    dialog.form.currency.setCurrentIndex(dialog.form.currency.count() - 1)
    dialog.form.currency.activated.emit(dialog.form.currency.count() - 1)
    assert dialog.form.token.isVisible()
    dialog.form.token.setText(str(values.TOKEN.address))
    dialog.form.payee.put(str(GRACE))
    dialog.form.amount.setText("2")
    dialog.next.click()
    known.settle()

    assert quoted(dialog).payment.amount.text() == "2 USDX"
    dialog.reject()


def test_all_puts_in_what_can_be_paid(known: Desk) -> None:
    dialog = sending(known)
    dialog.most.click()
    known.settle()

    assert dialog.form.amount.text() == "0.987612321"
    dialog.reject()


# QR codes


def picture() -> QImage:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def test_a_code_on_the_clipboard_is_taken(known: Desk) -> None:
    known.show.paying.codes = (f"ethereum:{GRACE}?value=5e16",)
    dialog = sending(known)
    QGuiApplication.clipboard().setImage(picture())
    dialog.form.payee.scan_clipboard()
    known.settle()

    assert dialog.form.amount.text() == "0.05"
    assert dialog.form.payee.text() == f"ethereum:{GRACE}?value=5e16"
    dialog.reject()


def test_a_clipboard_without_a_picture_says_so(known: Desk) -> None:
    dialog = sending(known)
    QGuiApplication.clipboard().setText("no picture")
    dialog.form.payee.scan_clipboard()

    assert dialog.fault.title.text() == "No picture is on the clipboard"
    dialog.reject()


def test_a_picture_without_a_code_says_so(known: Desk) -> None:
    dialog = sending(known)
    mime = QMimeData()
    mime.setData("image/png", b"whatever the worker refuses")
    QGuiApplication.clipboard().setMimeData(mime)
    dialog.form.payee.scan_clipboard()
    known.settle()

    assert dialog.fault.title.text() == "No QR code was found"
    dialog.reject()


def test_of_several_codes_on_the_screen_the_person_chooses(known: Desk) -> None:
    known.show.paying.codes = ("https://example.org", str(GRACE), str(ADA))
    dialog = sending(known)
    dialog.form.payee.scan_screen()
    known.settle()
    menu = dialog.form.payee.scan.findChild(QMenu, "scan-several")
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [str(GRACE), str(ADA)]
    menu.actions()[1].trigger()
    menu.close()
    known.settle()

    assert dialog.form.payee.text() == str(ADA)
    dialog.reject()


def test_a_code_in_a_file_is_read(known: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known.show.paying.codes = (str(GRACE),)
    path = tmp_path / "code.png"
    path.write_bytes(b"pixels")
    monkeypatch.setattr("desktop.ui.widgets.payee_field.choose_file", lambda *_: path)
    dialog = sending(known)
    dialog.form.payee.scan_file()
    known.settle()

    assert dialog.form.payee.text() == str(GRACE)
    dialog.reject()


# Paste protection


def test_an_address_that_was_swapped_on_the_clipboard_is_called_out(known: Desk) -> None:
    dialog = sending(known)
    copy_address(GRACE)
    dialog.form.payee.put(str(FRIEND))
    dialog.form.amount.setText("1")
    assert [found.rule for found in dialog.form.payee.alerts] == ["paste.changed"]
    dialog.form.amount.setText("0.1")
    dialog.next.click()
    known.settle()

    assert "paste.changed" in rules(dialog)
    assert not dialog.next.isEnabled()
    dialog.reject()


def test_an_address_copied_elsewhere_in_the_meantime_is_no_alarm_unless_it_looks_alike(known: Desk) -> None:
    copy_address(ADA)
    QGuiApplication.clipboard().setProperty("licetWasLeft", True)

    assert copied_address(FRIEND) is None
    assert copied_address(FORGED) == ADA


def test_hidden_characters_are_taken_out_of_what_is_pasted_and_told(known: Desk) -> None:
    dialog = sending(known)
    dialog.form.payee.put(f"\u2066{GRACE}\u200b")

    assert dialog.form.payee.text() == str(GRACE)
    assert [found.rule for found in dialog.form.payee.alerts] == ["paste.hidden"]
    dialog.reject()


# Receiving


def test_receiving_shows_the_address_and_its_qr_code(desk: Desk) -> None:
    desk.go("wallet")
    desk.press("wallet-receive")
    dialog = desk.dialog
    assert isinstance(dialog, ReceiveDialog)
    dialog.grab()

    assert dialog.text() == str(values.BUYER)
    dialog.accept()


def test_asking_for_an_amount_makes_a_link_that_can_be_copied_and_saved(
    known: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.go("wallet")
    known.press("wallet-receive")
    dialog = known.dialog
    assert isinstance(dialog, ReceiveDialog)
    known.settle()
    dialog.amount.setText("12.5")
    dialog.currency.setCurrentIndex(1)
    dialog.currency.activated.emit(1)
    expected = PaymentRequest(values.BUYER, values.CHAIN_ID, values.TOKEN.address, 12_500_000)
    assert dialog.text() == write_link(expected)
    dialog.copy_link.click()
    assert QGuiApplication.clipboard().text() == write_link(expected)

    path = tmp_path / "receive.png"
    monkeypatch.setattr("desktop.ui.pages.receive_dialog.choose_new_file", lambda *_: path)
    known.press("receive-save")

    assert path.read_bytes().startswith(b"\x89PNG")
    dialog.amount.setText("1.x")
    dialog.amount.textEdited.emit("1.x")
    assert dialog.amount.property("wrong")
    dialog.accept()


# Contacts


def book(desk: Desk) -> ContactsPage:
    desk.go("contacts")
    desk.settle()
    return desk.page(ContactsPage)


def test_contacts_are_found_by_any_word_however_it_is_written(known: Desk) -> None:
    page = book(known)
    assert page.model.rowCount() == 4
    page.search.setText("LOVEL")
    assert [c.name for c in page.model.rows] == ["Ada Lovelace"]
    page.search.setText(str(GRACE)[:12].lower())

    assert [c.name for c in page.model.rows] == ["Grace"]


def test_a_new_contact_is_kept_with_the_name_that_led_to_it(desk: Desk) -> None:
    page = book(desk)
    assert "names of your own" in page.none.body.text()
    desk.press("contacts-add")
    dialog = desk.dialog
    assert isinstance(dialog, ContactDialog)
    dialog.name.setText("Ada")
    dialog.address.setText("ada.eth")
    dialog.here.setChecked(True)
    dialog.save.click()
    desk.settle()

    kept = desk.show.paying.book.find(ADA)
    assert kept is not None
    assert (kept.name, kept.ens_name, kept.chain_id) == ("Ada", "ada.eth", values.CHAIN_ID)
    assert [c.name for c in page.model.rows] == ["Ada"]


def test_a_name_that_is_taken_is_refused_and_the_dialog_stays(known: Desk) -> None:
    book(known)
    known.press("contacts-add")
    dialog = known.dialog
    assert isinstance(dialog, ContactDialog)
    dialog.name.setText("grace")
    dialog.address.setText(str(FRIEND))
    dialog.save.click()
    known.settle()

    assert dialog.isVisible()
    assert "Grace" in dialog.fault.body.text()
    assert known.show.paying.book.find(FRIEND) is None
    dialog.reject()


def test_a_contact_is_changed_paid_and_removed(known: Desk) -> None:
    page = book(known)
    page.table.selectRow(0)
    known.press("contacts-edit")
    dialog = known.dialog
    assert isinstance(dialog, ContactDialog)
    assert dialog.address.isReadOnly()
    dialog.name.setText("Countess")
    dialog.save.click()
    known.settle()
    page.search.setText("Countess")
    page.table.selectRow(0)
    known.press("contacts-pay")
    known.settle()
    send = known.dialog
    assert isinstance(send, SendDialog)
    assert send.form.payee.text() == "Countess"
    send.reject()
    page.table.selectRow(0)
    known.press("contacts-remove")
    known.press("confirm")
    known.settle()

    assert known.show.paying.book.find(ADA) is None


def test_contacts_go_to_a_file_and_come_back_from_it(
    known: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, path = book(known), tmp_path / "contacts.csv"
    monkeypatch.setattr("desktop.ui.pages.contacts.choose_new_file", lambda *_: path)
    monkeypatch.setattr("desktop.ui.pages.contacts.choose_file", lambda *_: path)
    known.press("contacts-export")
    known.settle()
    before = known.show.paying.book.all()
    known.show.paying.book.kept.clear()
    page.refresh()
    known.settle()
    known.press("contacts-import")
    known.settle()
    dialog = known.dialog
    assert isinstance(dialog, ImportDialog)
    assert "4 new contacts" in texts(dialog)
    known.press("contacts-keep")
    known.settle()

    assert known.show.paying.book.all() == before
    assert page.model.rowCount() == 4


def test_a_thousand_contacts_are_shown_a_page_at_a_time(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        many = [Contact(Address(n.to_bytes(20, "big")), f"Contact {n:04}") for n in range(1, 1001)]
        show.paying.book.put_all(many)

    page = book(make_desk(prepare))
    assert page.model.rowCount() == 100
    page.model.fetchMore(page.model.index(-1, -1))

    assert page.model.rowCount() == 200


def test_every_rule_can_be_read_with_its_id(known: Desk) -> None:
    book(known)
    known.press("contacts-rules")
    known.settle()
    dialog = known.dialog
    assert isinstance(dialog, RulesDialog)
    shown = texts(dialog)

    assert all(rule in shown for rule in RULES)
    assert "4 digits" in shown
    dialog.accept()


def test_the_contacts_page_asks_to_unlock(known: Desk) -> None:
    known.go("wallet")
    known.press("wallet-lock")
    known.settle()
    known.window.navigate(Route("contacts"))
    known.settle()

    assert "locked" in known.page(ContactsPage).states.empty.title.text()


# What a purchase says


def bought(desk: Desk, listing: Listing, price_wei: int, fee_wei: int) -> BuyPanel:
    quote = replace(desk.show.purchases.quote(listing.id), price_wei=price_wei, fee_most_wei=fee_wei)
    panel = BuyPanel()
    panel.show_listing(listing)
    panel.show_quote(quote)
    return panel


@pytest.mark.parametrize("percent", [100, 103])
def test_an_ordinary_purchase_raises_no_alarm(desk: Desk, percent: int) -> None:
    listing = desk.show.catalogue.rows[0]
    panel = bought(desk, listing, listing.terms.price * percent // 100, 10**14)

    assert panel.findChildren(AlertList) == []
    panel.deleteLater()


def test_a_price_that_is_far_from_the_one_that_was_looked_at_is_called_out(desk: Desk) -> None:
    listing = desk.show.catalogue.rows[0]
    panel = bought(desk, listing, 2 * listing.terms.price, 10**14)

    assert [found.rule for found in panel.findChildren(AlertList)[0].shown] == ["price.far"]
    panel.deleteLater()


def test_a_fee_above_the_price_is_called_out(desk: Desk) -> None:
    listing = desk.show.catalogue.rows[0]
    panel = bought(desk, listing, listing.terms.price, listing.terms.price + 1)

    assert [found.rule for found in panel.findChildren(AlertList)[0].shown] == ["fee.above-value"]
    panel.deleteLater()
