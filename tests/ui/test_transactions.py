"""One sent transaction as a person meets it: opened from the activity, sped up, taken back, sent again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView

from desktop.core.errors import NonceTooLow
from desktop.core.outgoing import AttemptKind, Outgoing, Situation
from desktop.core.transactions import CustomFee, FeeLevel
from desktop.services.journal import Activity
from desktop.ui import showcase_values as values
from desktop.ui.pages.transaction_dialog import TransactionDialog
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_outgoing import (
    FIRST,
    FRIEND,
    GWEI,
    SENT,
    attempt,
    fee_offer,
    mined,
    sent_act,
    waiting,
)
from desktop.ui.widgets.fee_choice import FeeChoiceView
from desktop.ui.widgets.stuck_notice import StuckNotice
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def opened(make_desk: MakeDesk, act: Outgoing) -> tuple[Desk, TransactionDialog]:
    """The activity with one line, whose transaction was opened with a double click's signal."""

    def prepare(show: Showcase) -> None:
        show.outgoing.acts = [act]
        show.activity.lines = [
            Activity(1, SENT, "send", values.BUYER, -5 * 10**16, 0, act.newest.hash, "pending", FRIEND)
        ]

    desk = make_desk(prepare)
    desk.go("activity")
    table = desk.find(QTableView, "activity")
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.settle()
    dialog = desk.window.findChild(TransactionDialog)
    assert dialog is not None
    desk.until(dialog.what.text, "the transaction")
    return desk, dialog


def click(desk: Desk, dialog: TransactionDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible(), name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.settle()


def end(desk: Desk, dialog: TransactionDialog) -> None:
    dialog.accept()
    desk.settle()


def test_speeding_up_takes_two_clicks_and_shows_both_attempts(make_desk: MakeDesk) -> None:
    desk, dialog = opened(make_desk, sent_act())

    click(desk, dialog, "tx-speed-up")
    click(desk, dialog, "tx-sign")

    ((kind, fee),) = desk.show.outgoing.signed
    assert kind is AttemptKind.SPEED_UP
    assert fee.max_fee_wei * 10 > FIRST.transaction.max_fee_wei * 11
    assert dialog.attempts_place.count() == 2
    assert not dialog.panel.isVisible()
    end(desk, dialog)


def test_taking_back_says_what_that_is_before_it_signs(make_desk: MakeDesk) -> None:
    desk, dialog = opened(make_desk, sent_act())

    click(desk, dialog, "tx-cancel")
    assert "payment of nothing to yourself" in dialog.sentence.text()
    assert desk.show.outgoing.signed == []
    click(desk, dialog, "tx-sign")

    assert [kind for kind, _fee in desk.show.outgoing.signed] == [AttemptKind.CANCEL]
    assert dialog.banner.title.text() == "Being taken back"
    assert not dialog.cancel.isVisible()
    end(desk, dialog)


def test_speeding_up_what_is_being_taken_back_takes_it_back_faster(make_desk: MakeDesk) -> None:
    desk, dialog = opened(make_desk, sent_act(FIRST, attempt(AttemptKind.CANCEL, max_gwei=50, tip_gwei=3)))

    click(desk, dialog, "tx-speed-up")
    click(desk, dialog, "tx-sign")

    assert [kind for kind, _fee in desk.show.outgoing.signed] == [AttemptKind.CANCEL]
    end(desk, dialog)


def test_a_fee_that_nodes_would_not_take_cannot_be_signed(make_desk: MakeDesk) -> None:
    desk, dialog = opened(make_desk, sent_act())
    click(desk, dialog, "tx-speed-up")

    click(desk, dialog, "fee-custom")
    dialog.fees.most.setText("40")
    dialog.fees.most.textEdited.emit("40")

    assert not dialog.sign.isEnabled()
    assert "43.876" in dialog.fees.warning.text()
    end(desk, dialog)


def test_a_block_that_comes_first_ends_the_signing(make_desk: MakeDesk) -> None:
    desk, dialog = opened(make_desk, sent_act())
    click(desk, dialog, "tx-cancel")

    desk.show.outgoing.acts = [sent_act(fate=mined(FIRST))]
    desk.show.gate.faults["outgoing.sign_again"] = NonceTooLow()
    click(desk, dialog, "tx-sign")

    assert dialog.fault.isVisible()
    assert dialog.banner.title.text() == "Done"
    assert not dialog.panel.isVisible()
    assert not dialog.cancel.isVisible()
    end(desk, dialog)


def test_what_the_network_forgot_is_sent_again_without_signing(make_desk: MakeDesk) -> None:
    desk, dialog = opened(make_desk, sent_act(fate=replace(waiting(), situation=Situation.DROPPED)))

    click(desk, dialog, "tx-resend")

    assert (desk.show.outgoing.sent_again, desk.show.outgoing.signed) == (1, [])
    assert not dialog.resend.isVisible()
    end(desk, dialog)


def test_what_is_stuck_is_said_above_the_list_until_it_is_not(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.outgoing.acts = [sent_act()]

    desk = make_desk(prepare)
    desk.go("activity")
    notice = desk.window.findChild(StuckNotice)
    assert notice is not None
    assert notice.isVisible()

    desk.press("stuck-look")
    desk.settle()
    dialog = desk.window.findChild(TransactionDialog)
    assert dialog is not None
    desk.until(dialog.what.text, "the transaction")
    click(desk, dialog, "tx-speed-up")
    click(desk, dialog, "tx-sign")

    assert not notice.isVisible()
    end(desk, dialog)


def test_what_is_final_offers_nothing_but_its_bytes(make_desk: MakeDesk) -> None:
    desk, dialog = opened(make_desk, sent_act(fate=mined(FIRST, is_final=True)))

    shown = [b.objectName() for b in dialog.buttons.findChildren(QPushButton) if b.isVisible()]

    assert sorted(shown) == ["tx-close", "tx-raw"]
    end(desk, dialog)


def test_a_line_that_was_not_signed_here_says_so(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.activity.lines = [Activity(1, SENT, "withdraw", values.BUYER, 7, 0, bytes(32), "done", None)]

    desk = make_desk(prepare)
    desk.go("activity")
    table = desk.find(QTableView, "activity")
    table.activated.emit(table.model().index(0, 0))
    desk.settle()

    dialog = desk.window.findChild(TransactionDialog)
    assert dialog is not None
    assert dialog.banner.title.text() == "Not signed on this computer"
    end(desk, dialog)


@pytest.fixture
def view(theme: object) -> FeeChoiceView:
    view = FeeChoiceView()
    view.show_offer(fee_offer())
    return view


def type_in(view: FeeChoiceView, **fields: str) -> None:
    view.own.click()
    for name, text in fields.items():
        edit = getattr(view, name)
        edit.setText(text)
        edit.textEdited.emit(text)


def test_the_fee_begins_with_normal_and_the_next_number(view: FeeChoiceView) -> None:
    assert (view.choice(), view.nonce(), view.is_ready) == (FeeLevel.NORMAL, None, True)
    assert view.most_wei() == 21_000 * 39 * GWEI


def test_own_numbers_begin_where_the_level_stood(view: FeeChoiceView) -> None:
    view.findChild(QPushButton, "fee-fast").click()  # type: ignore[union-attr]

    view.own.click()

    assert view.choice() == CustomFee(40 * GWEI, 3 * GWEI)
    assert view.nonce() is None


@pytest.mark.parametrize("text", ["", "x", "-1", "1,5", "1e3", "٣", "9" * 90])
def test_what_is_no_number_cannot_be_sent(view: FeeChoiceView, text: str) -> None:
    type_in(view, most=text)

    assert (view.choice(), view.is_ready) == (None, False)
    assert view.warning.text()


@pytest.mark.parametrize(
    ("text", "is_ready"), [("41", True), ("44", True), ("40", False), ("²", False), ("", False)]
)
def test_the_number_may_wait_but_not_be_used(view: FeeChoiceView, text: str, *, is_ready: bool) -> None:
    type_in(view, number=text)

    assert view.is_ready is is_ready


def test_a_fee_below_what_blocks_take_is_allowed_and_said(view: FeeChoiceView) -> None:
    type_in(view, most="17", tip="1")

    assert view.is_ready
    assert "18 gwei" in view.warning.text()
