"""The sheet before every signature, from the mouse on: what it shows, what it takes, and what each act does with a no."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.core.agreements import Agreed, Ask, Declined, Sheet
from desktop.core.calls import calldata_digest
from desktop.core.changes import Change, Topic
from desktop.core.licences import Rights
from desktop.core.money import Money
from desktop.core.orders import PurchaseState
from desktop.core.requests import RequestState
from desktop.core.transactions import CustomFee, FeeLevel
from desktop.core.warnings import FEE_ABOVE_VALUE, NO_CODE, alert
from desktop.services.accounts import WalletState
from desktop.ui import showcase_agreements as samples
from desktop.ui import showcase_effects as calls
from desktop.ui import showcase_values as values
from desktop.ui.agreement_sheet import AgreementSheet
from desktop.ui.pages.activity import ActivityPage
from desktop.ui.pages.activity_line import ActivityLine
from desktop.ui.pages.collecting import CollectingPage
from desktop.ui.pages.licence_dialogs import KeyDialog
from desktop.ui.pages.order import OrderPage
from desktop.ui.pages.payee_editor import SPLIT
from desktop.ui.pages.review_dialogs import RateDialog
from desktop.ui.pages.sell import SellPage
from desktop.ui.pages.signed_calls_dialog import SignedCallsDialog
from desktop.ui.pages.transaction_dialog import TransactionDialog
from desktop.ui.screens_agreements import _came
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_money import FRIENDS
from desktop.ui.showcase_outgoing import FIRST
from desktop.ui.showcase_rights import next_version, timed
from tests.helpers.sheets import through_the_sheet
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
GWEI = 10**9


def text_of(widget: QWidget) -> str:
    shown = (
        label.text().replace("\u200b", "")
        for label in widget.findChildren(QLabel)
        if label.isVisibleTo(widget)
    )
    return "\n".join(shown)


def click(widget: QWidget | None) -> None:
    assert widget is not None
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


class Asking:
    """An act that asks in a thread of its own, as a job does."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self.answer: Any = None
        self.newer = sheet
        self._desk = desk
        self.thread = threading.Thread(target=self._work)
        self.thread.start()
        desk.until(lambda: sheet_of(desk) is not None, "the sheet")

    def _work(self) -> None:
        try:
            self.answer = self._desk.show.agreements.agree([], Ask(), lambda: self.newer, None)
        except Declined as error:
            self.answer = error

    def ended(self) -> Any:
        self._desk.until(lambda: not self.thread.is_alive(), "the answer")
        self._desk.settle()
        assert sheet_of(self._desk) is None
        return self.answer


def sheet_of(desk: Desk) -> AgreementSheet | None:
    return next((s for s in desk.window.findChildren(AgreementSheet) if s.isVisible()), None)


def shown(desk: Desk) -> AgreementSheet:
    desk.until(lambda: sheet_of(desk) is not None, "the sheet")
    sheet = sheet_of(desk)
    assert sheet is not None
    return sheet


# What it shows and takes.


def test_the_sheet_shows_the_bytes_and_signs_what_was_shown(desk: Desk) -> None:
    asking = Asking(desk, samples.sheet_of(samples.bond()))
    sheet = shown(desk)
    call = samples.bond().call
    assert "You put 0.012 ETH into your bond." in text_of(sheet)

    click(sheet.views[0].more)
    assert calldata_digest(call.data).hex() in text_of(sheet).replace(" ", "")
    click(sheet.sign)

    (agreed,) = asking.ended()
    offer = samples.sheet_of(samples.bond()).offer
    assert agreed == Agreed(
        call.value_wei + offer.most_wei(FeeLevel.NORMAL),
        samples.bond().effects, offer.fee(FeeLevel.NORMAL), None, call,
    )  # fmt: skip


def test_the_fee_that_is_chosen_is_the_fee_that_is_agreed_to(desk: Desk) -> None:
    asking = Asking(desk, samples.sheet_of(samples.bond()))
    sheet = shown(desk)

    click(sheet.findChild(QAbstractButton, "fee-custom"))
    sheet.fees.most.setText("50")
    sheet.fees.tip.setText("2")
    sheet.fees.most.textEdited.emit("50")
    assert sheet.total.text() == "0.0168 ETH"
    click(sheet.sign)

    (agreed,) = asking.ended()
    assert agreed.fees == CustomFee(50 * GWEI, 2 * GWEI)
    assert agreed.most_wei == 12 * 10**15 + 96_000 * 50 * GWEI


@pytest.mark.parametrize("how", ["button", "escape", "lock", "close"])
def test_every_way_out_is_a_no(desk: Desk, how: str) -> None:
    asking = Asking(desk, samples.sheet_of(samples.bond()))
    sheet = shown(desk)

    if how == "button":
        click(sheet.decline)
    elif how == "escape":
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    elif how == "lock":
        desk.show.accounts.state = WalletState.LOCKED
        desk.show.publish(Change(Topic.WALLET))
    elif desk.window.questions is not None:
        desk.window.questions.close()

    assert isinstance(asking.ended(), Declined)


def test_enter_does_not_sign_what_has_just_come_up(desk: Desk) -> None:
    asking = Asking(desk, samples.sheet_of(samples.bond()))
    sheet = shown(desk)

    QTest.keyClick(sheet, Qt.Key.Key_Return)

    assert not isinstance(asking.answer, list | tuple)
    if sheet_of(desk) is not None:
        click(sheet.decline)
    assert isinstance(asking.ended(), Declined)


def test_an_alert_that_can_lose_everything_wants_a_word(desk: Desk) -> None:
    asking = Asking(desk, samples.sheet_of(calls.unknown(measured=False), alerts=(alert(NO_CODE),)))
    sheet = shown(desk)
    assert not sheet.sign.isEnabled()

    sheet.alerts.meant.click()
    click(sheet.sign)

    assert len(asking.ended()) == 1


def test_what_changes_with_a_block_is_marked_and_asked_anew(desk: Desk) -> None:
    asking = Asking(desk, samples.sheet_of(samples.bond()))
    sheet = shown(desk)
    watch = desk.window.questions.agreements if desk.window.questions else None
    assert watch is not None
    watch.head_moved(1)
    asking.newer = samples.sheet_of(samples.taking_more())

    watch.head_moved(2)
    desk.until(lambda: sheet.is_unseen, "the newer trial")
    desk.until(lambda: "0.024 ETH leave this account" in text_of(sheet), "what it does now")
    click(sheet.sign)
    assert asking.thread.is_alive(), "the first press only says that it was seen"
    click(sheet.sign)

    (agreed,) = asking.ended()
    assert agreed.effects == samples.taking_more().effects


def test_a_block_that_changes_nothing_is_no_interruption(desk: Desk) -> None:
    sheet_now = samples.sheet_of(samples.bond(), alerts=(alert(NO_CODE),))
    asking = Asking(desk, sheet_now)
    sheet = shown(desk)
    sheet.alerts.meant.click()
    later = tuple(replace(p, effects=replace(p.effects, block=99)) for p in sheet_now.previews)

    sheet.take(replace(sheet_now, previews=later))

    assert not sheet.is_unseen
    assert sheet.notice.isHidden()
    click(sheet.sign)
    assert len(asking.ended()) == 1


def test_what_fails_since_the_last_block_cannot_be_signed(desk: Desk) -> None:
    asking = Asking(desk, samples.sheet_of(samples.rating()))
    sheet = shown(desk)

    sheet.take(samples.sheet_of(samples.failing_now(samples.rating())))

    assert not sheet.sign.isEnabled()
    desk.until(lambda: "This would fail" in text_of(sheet), "the reason")
    click(sheet.decline)
    asking.ended()


def test_too_little_for_the_total_is_said_and_not_signed(desk: Desk) -> None:
    asking = Asking(desk, samples.sheet_of(samples.bond(2 * 10**18)))
    sheet = shown(desk)

    assert not sheet.sign.isEnabled()
    assert "does not hold enough" in text_of(sheet)
    click(sheet.decline)
    asking.ended()


def test_two_acts_are_asked_about_one_after_the_other(desk: Desk) -> None:
    first = Asking(desk, samples.sheet_of(samples.bond()))
    second = Asking(desk, samples.sheet_of(samples.rating()))
    assert "bond" in text_of(shown(desk))

    click(shown(desk).sign)
    desk.until(lambda: "rating" in text_of(shown(desk)), "the second")
    click(shown(desk).decline)

    assert len(first.answer) == 1
    assert isinstance(second.ended(), Declined)


# Each act.


def owned(show: Showcase) -> None:
    show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[0], PurchaseState.FINAL)


def test_a_rating_goes_by_the_sheet_and_a_no_leaves_the_text(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    through_the_sheet(desk.show.agreements, desk.show.reviews, "rate", samples.rating())
    desk.go("order", "mine")
    desk.press("order-rate")
    desk.settle()
    dialog = desk.window.findChild(RateDialog)
    assert dialog is not None
    dialog.stars.choose(5)
    dialog.edit.setPlainText("It reads every digit.")

    click(dialog.confirm)
    click(shown(desk).decline)
    desk.settle()
    assert desk.show.reviews.sent == []
    assert "Nothing was signed" in text_of(dialog)
    assert dialog.text == "It reads every digit."
    click(dialog.confirm)
    assert "You publish a rating of 5 stars" in text_of(shown(desk))
    click(shown(desk).sign)
    desk.settle()

    assert desk.show.reviews.sent == [("mine", 5, "It reads every digit.")]


def inspected(desk: Desk) -> SellPage:
    desk.go("sell")
    page = desk.page(SellPage)
    page.form.inspect(Path())
    desk.until(page.form.publish.isVisible, "the verdict")
    desk.settle()
    return page


def test_a_listing_and_its_bond_are_one_sheet(make_desk: MakeDesk) -> None:
    desk = make_desk()
    through_the_sheet(desk.show.agreements, desk.show.selling, "publish", samples.bond(), samples.listing())
    page = inspected(desk)

    click(page.form.publish)
    sheet = shown(desk)
    assert sheet.sign.text() == "Sign all 2"
    assert "into your bond" in text_of(sheet)
    assert "You list a model" in text_of(sheet)
    click(sheet.decline)
    desk.settle()
    assert desk.show.selling.granted == []
    assert "Nothing was signed" in text_of(page)
    click(page.form.publish)
    click(shown(desk).sign)
    desk.until(lambda: desk.show.selling.granted, "the listing")

    assert desk.show.selling.granted == [(Rights(key_fee=2 * 10**14), None)]


def test_a_split_goes_by_the_sheet(make_desk: MakeDesk) -> None:
    desk = make_desk()
    through_the_sheet(desk.show.agreements, desk.show.splits, "make", samples.operator())
    before = len(desk.show.splits.made)
    page = inspected(desk)
    editor = page.form.payee
    editor.kind.setCurrentIndex(editor.kind.findData(SPLIT))
    for line, (account, percent) in zip(
        editor.shares.rows, ((values.BUYER, "40"), (FRIENDS[0], "60")), strict=True
    ):
        line.account.edit.setText(str(account))
        line.percent.setText(percent)
    desk.until(lambda: editor.choice() is not None, "the quote")

    click(page.form.publish)
    sheet = shown(desk)
    assert len(desk.show.splits.made) == before
    click(sheet.sign)
    desk.until(lambda: desk.show.selling.granted, "the listing")

    assert len(desk.show.splits.made) == before + 1


def test_a_batch_is_one_sheet_and_a_no_begins_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk()
    through_the_sheet(
        desk.show.agreements,
        desk.show.collecting,
        "collect",
        samples.settling(),
        samples.withdrawal(),
        samples.withdrawal(),
    )
    desk.go("collecting")
    page = desk.page(CollectingPage)

    desk.press("collecting-take")
    assert "Step 3 of 3" in text_of(shown(desk))
    click(shown(desk).decline)
    desk.settle()
    assert desk.show.collecting.taken == []
    assert page.batch.isHidden()
    assert page.summary.isVisible()
    desk.press("collecting-take")
    click(shown(desk).sign)
    desk.settle()

    assert desk.show.collecting.taken


def test_asking_for_a_key_shows_the_request_before_anything_is_fetched(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.catalogue.rows = tuple(timed(row) for row in show.catalogue.rows)
        show.purchases.kept["timed"] = values.purchase("timed", show.catalogue.rows[0], PurchaseState.FINAL)
        show.licences.updates["timed"] = next_version(show.catalogue.rows[0])

    desk = make_desk(prepare)
    through_the_sheet(desk.show.agreements, desk.show.licences, "begin", samples.key_request(), is_later=True)
    desk.go("order", "timed")
    page = desk.page(OrderPage)

    def ask() -> None:
        page.licence.get.click()
        dialog = page.findChild(KeyDialog)
        assert dialog is not None
        desk.until(dialog.confirm.isEnabled, "the quote")
        click(dialog.confirm)

    ask()
    sheet = shown(desk)
    assert sheet.fees.isHidden() or not sheet.fees.isVisible()
    click(sheet.decline)
    desk.settle()
    assert desk.show.licences.requests == []
    ask()
    click(shown(desk).sign)

    desk.until(
        lambda: [r.state for r in desk.show.licences.requests] == [RequestState.INSTALLED], "the version"
    )


def test_the_buy_panel_opens_what_is_signed(desk: Desk) -> None:
    desk.go("listing", "1")

    desk.press("buy-signed")
    dialog = desk.window.findChild(SignedCallsDialog)

    assert dialog is not None
    assert calls.purchase().digest.hex() in text_of(dialog).replace(" ", "")
    dialog.accept()


# After it was mined.


def test_what_came_stands_beside_what_was_agreed_to_on_demand(make_desk: MakeDesk) -> None:
    desk = make_desk(_came(samples.came()))
    desk.go("activity")
    page = desk.page(ActivityPage)
    dialog = TransactionDialog.ask(page, page.tools, desk.show.outgoing, FIRST.hash)  # type: ignore[arg-type]
    desk.until(dialog.outcome.isVisible, "the outcome")
    assert "What came" not in text_of(dialog)

    click(dialog.outcome.turn)

    assert "What came" in text_of(dialog)
    dialog.accept()


def test_a_line_that_took_more_is_open(make_desk: MakeDesk) -> None:
    desk = make_desk(_came(calls.took_more()))
    desk.go("activity")
    page = desk.page(ActivityPage)
    desk.until(lambda: page.model.rowCount() > 0, "the lines")

    desk.settle()
    page.table.selectRow(0)
    desk.until(lambda: page.findChild(ActivityLine) is not None, "the line")
    desk.until(lambda: page.line.outcome.outcome is not None, "the outcome")

    words = "36 USDX left, and 12 USDX were to leave."
    desk.until(lambda: words in text_of(page.line), "what came")
    assert page.line.outcome.isVisible()


def test_the_fee_above_the_value_is_a_caution_that_does_not_block(desk: Desk) -> None:
    found = alert(FEE_ABOVE_VALUE, fee=Money(9), value=Money(5))
    asking = Asking(desk, samples.sheet_of(samples.bond(5), alerts=(found,)))

    click(shown(desk).sign)

    assert len(asking.ended()) == 1
