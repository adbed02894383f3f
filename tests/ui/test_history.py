"""The activity and the approvals on their pages: found, read in full, annotated, kept out, lowered and taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from desktop.core.errors import NodeUnreachable
from desktop.core.spam import HiddenBy
from desktop.services.accounts import WalletState
from desktop.services.tokens import ApprovalIgnored
from desktop.ui import showcase_values as values
from desktop.ui.activity_words import HIDDEN
from desktop.ui.models.activity import ACCOUNT_COLUMN
from desktop.ui.page import Route
from desktop.ui.pages import activity_export
from desktop.ui.pages.activity import ActivityPage
from desktop.ui.pages.approval_dialog import ApprovalDialog
from desktop.ui.pages.approval_row import ApprovalRow
from desktop.ui.pages.approvals import ApprovalsPage
from desktop.ui.screens_history import FRIEND, SAVINGS, full_history, two_accounts
from desktop.ui.widgets.basic import Button, CopyButton, Label
from desktop.ui.widgets.confirmation import ConfirmationView
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    made = make_desk(full_history)
    made.go("activity")
    return made


def page(desk: Desk) -> ActivityPage:
    return desk.page(ActivityPage)


def kinds(desk: Desk) -> list[str]:
    return [line.kind for line in page(desk).model.rows]


def choose(desk: Desk, kind: str) -> None:
    page(desk).table.selectRow(kinds(desk).index(kind))
    desk.settle()


def words(desk: Desk) -> str:
    return " ".join(label.text() for label in page(desk).line.findChildren(Label))


def set_choice(desk: Desk, name: str, value: object) -> None:
    choice: Any = getattr(page(desk), name)
    choice.setCurrentIndex([choice.itemData(i) for i in range(choice.count())].index(value))
    choice.activated.emit(0)
    desk.settle()


def test_lines_of_all_accounts_stand_in_one_list_without_what_is_kept_out(desk: Desk) -> None:
    accounts = {line.account for line in page(desk).model.rows}

    assert accounts == {values.BUYER, SAVINGS.address}
    assert all(line.hidden is HiddenBy.NOTHING for line in page(desk).model.rows)
    assert "3 lines" in page(desk).kept_out.text()


def test_another_network_is_named_beside_the_account(desk: Desk) -> None:
    model = page(desk).model
    shown = {model.index(row, ACCOUNT_COLUMN).data() for row in range(model.rowCount())}

    assert "Account 1 on Base" in shown
    assert "Account 1" in shown


@pytest.mark.parametrize(
    ("text", "found"),
    [("rent", ["receive"]), ("ada", ["send", "receive", "sent-elsewhere"]), ("paid out", ["staking"])],
)
def test_lines_are_found_by_note_by_the_other_sides_name_and_by_what_they_were(
    desk: Desk, text: str, found: list[str]
) -> None:
    page(desk).search.setText(text)

    desk.until(lambda: kinds(desk) == found, "the search")
    desk.settle()

    assert kinds(desk) == found  # and it stays so


def test_the_list_is_narrowed_to_an_account_a_network_and_a_way(desk: Desk) -> None:
    set_choice(desk, "account", SAVINGS.address)
    of_savings = kinds(desk)
    set_choice(desk, "account", None)
    set_choice(desk, "chain", 8_453)

    assert of_savings == ["receive", "staking"]
    assert kinds(desk) == ["sent-elsewhere", "unexplained"]


def test_a_note_is_kept_and_shown_in_its_line(desk: Desk) -> None:
    choose(desk, "buy")
    desk.find(QPlainTextEdit, "activity-note").setPlainText("for the lab")
    desk.press("activity-note-save")
    desk.settle()

    kept = next(line for line in page(desk).model.rows if line.kind == "buy")
    assert kept.note == "for the lab"
    at = page(desk).model.index(kinds(desk).index("buy"), 1)
    assert "for the lab" in at.data(Qt.ItemDataRole.DisplayRole)


def test_a_difference_without_a_sender_says_so(desk: Desk) -> None:
    choose(desk, "came-through")

    assert "the chain does not say who paid" in words(desk)
    assert "+0.085 ETH" in words(desk)


def test_what_is_kept_out_says_why_and_can_be_put_back(desk: Desk) -> None:
    desk.press("activity-kept-out")
    desk.settle()
    page(desk).table.selectRow(1)
    desk.settle()
    said = words(desk)
    desk.press("activity-show")
    desk.settle()

    assert page(desk).model.rowCount() == 2
    assert HIDDEN[HiddenBy.ZERO_VALUE][1] in said


def test_the_address_of_a_look_alike_cannot_be_copied(desk: Desk) -> None:
    desk.press("activity-kept-out")
    desk.settle()
    at = [line.hidden for line in page(desk).model.rows].index(HiddenBy.LOOK_ALIKE)
    page(desk).table.selectRow(at)
    desk.settle()

    bait = page(desk).model.rows[at].counterparty
    copied = [button._value() for button in page(desk).line.findChildren(CopyButton)]
    assert str(bait) not in copied
    assert str(values.BUYER) in copied


def test_a_token_can_be_hidden_with_all_its_lines(desk: Desk) -> None:
    choose(desk, "receive")
    rows = [line.currency.address for line in page(desk).model.rows]
    page(desk).table.selectRow(rows.index(values.TOKEN.address))
    desk.settle()
    desk.press("activity-token-hide")
    desk.settle()

    assert desk.show.tracing.chosen == [(values.TOKEN.address, False)]
    assert values.TOKEN.address not in [line.currency.address for line in page(desk).model.rows]


def test_coming_to_the_page_looks_each_account_through(make_desk: MakeDesk) -> None:
    def prepare(show: Any) -> None:
        full_history(show)
        show.tracing.kept = None

    desk = make_desk(prepare)
    desk.go("activity")

    assert desk.show.tracing.looked == [values.BUYER, SAVINGS.address]


def test_a_node_that_does_not_answer_is_said_beside_what_is_kept(desk: Desk) -> None:
    desk.show.gate.faults["tracing.look"] = NodeUnreachable("https://rpc.example.org")

    desk.press("activity-look")
    desk.settle()

    assert page(desk).strip.fault.isVisible()
    assert "Not up to date" in page(desk).strip.fault.text()
    assert page(desk).model.rowCount() > 5


def test_the_activity_is_saved_as_a_file(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.csv"
    monkeypatch.setattr(activity_export, "choose_new_file", lambda *_: target)

    page(desk).export.menu().actions()[0].trigger()
    desk.settle()

    assert target.read_text("utf-8").startswith("time,kind")


def test_koinly_gets_a_file_for_each_account(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity_export, "choose_folder", lambda *_: tmp_path)

    page(desk).export.menu().actions()[1].trigger()
    desk.settle()

    texts = [path.read_text("utf-8") for path in sorted(tmp_path.iterdir())]
    assert sorted(text.split(",")[1] for text in texts) == sorted([str(values.BUYER), str(SAVINGS.address)])


# Approvals


@pytest.fixture
def approvals(make_desk: MakeDesk) -> Desk:
    made = make_desk(two_accounts)
    made.go("approvals")
    return made


def rows(desk: Desk) -> list[ApprovalRow]:
    return [row for row in desk.page(ApprovalsPage).findChildren(ApprovalRow) if row.isVisible()]


def test_each_approval_says_what_to_whom_and_how_much(approvals: Desk) -> None:
    said = [" ".join(label.text() for label in row.findChildren(Label)) for row in rows(approvals)]

    assert "Everything you have of it" in said[0]
    assert "Now in reach: 84.25 USDX" in said[0]
    assert "The shop at the corner" in said[1]
    assert "Up to 12.5 USDX" in said[2]
    assert "Up to 30 USDX, until 2026-12" in said[3]
    assert "By way of Permit2" in said[3]
    assert "How much may be taken is unknown: the contract does not say." in said[4]
    assert "What you hold of it is unknown" in said[5]


def test_what_tokens_made_up_is_apart_and_nothing_offers_to_revoke_it(approvals: Desk) -> None:
    before = len(rows(approvals))

    approvals.press("approvals-invented")

    assert len(rows(approvals)) == before + 1
    assert not rows(approvals)[-1].findChildren(Button, "approval-revoke")


def test_an_approval_is_taken_back_after_its_confirmation(approvals: Desk) -> None:
    approvals.press("approval-revoke")
    approvals.settle()
    dialog = approvals.window.findChild(ApprovalDialog)
    assert dialog is not None
    assert dialog.findChild(ConfirmationView) is not None
    assert approvals.show.approvals.carried == []

    approvals.press("approval-go")
    approvals.settle()

    (change,) = approvals.show.approvals.carried
    assert (change.amount, change.account) == (0, values.BUYER)
    assert len(rows(approvals)) == 5


def test_an_approval_is_lowered_to_what_was_typed(approvals: Desk) -> None:
    approvals.press("approval-lower")
    approvals.type("approval-amount", "2.5")
    approvals.press("approval-go")
    approvals.settle()
    approvals.press("approval-go")
    approvals.settle()

    (change,) = approvals.show.approvals.carried
    assert change.amount == 2_500_000


def test_typing_another_limit_takes_the_confirmation_back(approvals: Desk) -> None:
    approvals.press("approval-lower")
    approvals.type("approval-amount", "2.5")
    approvals.press("approval-go")
    approvals.settle()

    approvals.type("approval-amount", "99")
    approvals.press("approval-go")
    approvals.settle()

    assert approvals.show.approvals.carried == []


def test_a_contract_that_keeps_no_promise_is_said_in_the_dialog(approvals: Desk) -> None:
    approvals.show.gate.faults["approvals.carry_out"] = ApprovalIgnored(values.TOKEN)
    approvals.press("approval-revoke")
    approvals.settle()
    approvals.press("approval-go")
    approvals.settle()

    dialog = approvals.window.findChild(ApprovalDialog)
    assert dialog is not None
    assert dialog.fault.isVisible()


def test_names_of_contacts_stand_for_addresses(desk: Desk) -> None:
    model = page(desk).model
    shown = [model.index(row, 1).data() for row in range(model.rowCount())]

    assert "Sent: Ada" in shown
    assert FRIEND.short not in " ".join(shown)


def test_what_unlocking_needs_is_started_while_the_password_is_typed(make_desk: MakeDesk) -> None:
    asked: list[bool] = []

    def prepare(show: Any) -> None:
        show.accounts.state = WalletState.LOCKED
        show.accounts.prepare = lambda: asked.append(True)

    desk = make_desk(prepare)
    desk.window.navigate(Route("unlock", "activity"))
    desk.settle()

    assert asked == [True]
    assert desk.dialog is not None
    desk.dialog.reject()


def test_an_account_that_is_only_watched_offers_no_signing(make_desk: MakeDesk) -> None:
    def prepare(show: Any) -> None:
        two_accounts(show)
        show.accounts.accounts = tuple(replace(a, kind="watch") for a in show.accounts.accounts)

    desk = make_desk(prepare)
    desk.go("approvals")

    assert rows(desk)
    assert not desk.page(ApprovalsPage).findChildren(Button, "approval-revoke")


def test_amounts_of_another_network_name_its_coin(make_desk: MakeDesk) -> None:
    def prepare(show: Any) -> None:
        full_history(show)
        show.activity.lines = [replace(line, chain_id=137, legs=None) for line in show.activity.lines[:1]]

    desk = make_desk(prepare)
    desk.go("activity")
    model = page(desk).model

    assert model.index(0, 4).data() == "-0.05 POL"
    assert model.index(0, 5).data() == "0.000021 POL"


def test_approvals_are_there_as_soon_as_the_account_was_looked_through(make_desk: MakeDesk) -> None:
    def prepare(show: Any) -> None:
        two_accounts(show)
        kept, show.approvals.found, show.tracing.kept = show.approvals.found, None, None
        look = show.tracing.look

        def looked(*arguments: Any) -> Any:
            show.approvals.found = kept
            return look(*arguments)

        show.tracing.look = looked

    desk = make_desk(prepare)
    desk.go("approvals")

    desk.until(lambda: len(rows(desk)) == 6, "the approvals")
    desk.settle()

    assert len(rows(desk)) == 6
