"""The page of money waiting: nothing unknown looks like nothing, and one button takes what is ticked."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.core.errors import NodeUnreachable
from desktop.core.holdings import Collection, HoldingKind, Step, StepKind, StepState
from desktop.core.identity import NATIVE
from desktop.services.accounts import WalletState
from desktop.ui import showcase_values as values
from desktop.ui.pages.collecting import CollectingPage
from desktop.ui.pages.wallet import WalletPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_money import FRIENDS
from desktop.ui.widgets.states import Phase
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def open_page(desk: Desk) -> CollectingPage:
    desk.go("collecting")
    return desk.page(CollectingPage)


def test_what_is_worth_it_is_ticked_and_the_rest_says_why_not(desk: Desk) -> None:
    page = open_page(desk)

    assert {key for key, row in page.rows.items() if row.tick.isChecked()} == {
        "late", "sale", "credit", "token", "share",
    }  # fmt: skip
    assert "cost more than it is worth" in page.rows["small"].doubt.text()
    assert "no new orders" in page.rows["bond"].doubt.text()


def test_number_of_transactions_and_fee_are_said_before(desk: Desk) -> None:
    page = open_page(desk)

    assert page.summary.cost.text() == "6 transactions, network fees of at most 0.002175 ETH."
    assert "0.135 ETH" in texts(page.summary)


def test_a_tick_changes_the_plan_and_survives_a_reload(desk: Desk) -> None:
    page = open_page(desk)

    page.rows["bond"].tick.setChecked(True)
    page.refresh()
    desk.settle()

    assert page.rows["bond"].tick.isChecked()
    assert page.summary.cost.text().startswith("7 transactions")


def test_paying_the_others_of_a_split_is_more_transactions(desk: Desk) -> None:
    page = open_page(desk)

    page.summary.others.setChecked(True)

    assert page.summary.cost.text().startswith("8 transactions")


def test_a_token_is_counted_in_its_own_unit_and_named_by_its_address(desk: Desk) -> None:
    shown = open_page(desk).rows["token"]

    words = texts(shown)

    assert "12.5 USDX" in words
    assert f"unverified token {values.TOKEN.address.short}" in " ".join(words)


def test_the_button_takes_what_is_ticked(desk: Desk) -> None:
    page = open_page(desk)
    page.rows["token"].tick.setChecked(False)

    desk.press("collecting-take")
    desk.settle()

    assert [step.kind for step in desk.show.collecting.taken] == [
        StepKind.REFUND, StepKind.SETTLE, StepKind.WITHDRAW, StepKind.SPLIT_IN, StepKind.SHARE,
    ]  # fmt: skip
    assert page.batch.title.text() == "Everything is home"
    desk.press("collecting-put-away")
    desk.settle()
    assert not page.batch.isVisible()


def test_a_failed_step_is_named_and_the_others_are_done(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: setattr(show.collecting, "fails", frozenset({"refund"})))
    page = open_page(desk)

    desk.press("collecting-take")
    desk.settle()

    assert page.batch.title.text() == "Some of it could not be taken"
    assert "The contract refused it. What it holds stays there." in texts(page.batch)
    assert len(desk.show.collecting.taken) == 5


def test_stopping_between_two_steps_leaves_a_batch_to_go_on_with(make_desk: MakeDesk) -> None:
    import threading

    gate = threading.Event()

    def held(show: Showcase) -> None:
        show.gate.held["collecting.settle"] = gate

    desk = make_desk(held)
    page = open_page(desk)
    desk.press("collecting-take")
    desk.until(lambda: page.batch.bar.value() == 1, "the first step")

    desk.press("collecting-stop")
    desk.settle()
    assert page.batch.title.text() == "This was not finished"
    gate.set()
    desk.press("collecting-go-on")
    desk.settle()

    assert page.batch.title.text() == "Everything is home"


def test_an_unfinished_batch_is_told_in_the_wallet(make_desk: MakeDesk) -> None:
    step = Step(StepKind.WITHDRAW, values.BUYER, values.BUYER, NATIVE, 5, 1, state=StepState.SENT)
    desk = make_desk(lambda show: setattr(show.collecting, "collection", Collection(1, 0, (step,))))

    desk.go("wallet")

    assert desk.page(WalletPage).unfinished.isVisible()
    desk.page(WalletPage).unfinished.button.click()
    desk.settle()
    assert desk.page(CollectingPage).batch.go_on.isVisible()
    assert not desk.page(CollectingPage).summary.isVisible()


def test_nothing_waiting_is_said_in_words(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: setattr(show.collecting, "holdings", ()))

    page = open_page(desk)

    assert page.states.phase is Phase.EMPTY


def test_a_failed_look_is_marked_on_every_amount(make_desk: MakeDesk) -> None:
    def stale(show: Showcase) -> None:
        show.collecting.fault = NodeUnreachable("https://rpc.example.org")
        show.collecting.holdings = tuple(replace(h, is_stale=True) for h in show.collecting.holdings)

    desk = make_desk(stale)
    page = open_page(desk)

    assert page.stale.isVisible()
    assert all("not up to date" in texts(row) for row in page.rows.values())


def test_an_unknown_amount_is_neither_nothing_nor_can_it_be_taken(make_desk: MakeDesk) -> None:
    def unknown(show: Showcase) -> None:
        show.collecting.fault = NodeUnreachable("https://rpc.example.org")
        show.collecting.holdings = tuple(replace(h, amount=None) for h in show.collecting.holdings)

    desk = make_desk(unknown)
    page = open_page(desk)

    assert all("unknown" in texts(row) for row in page.rows.values())
    assert not any(row.tick.isEnabled() for row in page.rows.values())
    assert not page.summary.take.isEnabled()
    assert not any(text.startswith("0 ") for text in texts(page))


def test_a_locked_wallet_shows_everything_and_asks_for_the_password(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: setattr(show.accounts, "state", WalletState.LOCKED))
    page = open_page(desk)
    assert "0.135 ETH" in texts(page.summary)

    desk.press("collecting-take")

    assert desk.dialog is not None
    assert desk.show.collecting.taken == []


def test_a_models_name_is_never_markup(make_desk: MakeDesk) -> None:
    name = "<b>free money</b><img src=x>"

    def hostile(show: Showcase) -> None:
        show.collecting.holdings = tuple(replace(h, subject=name) for h in show.collecting.holdings)

    desk = make_desk(hostile)
    page = open_page(desk)

    assert any(name in text for text in texts(page))


@pytest.mark.parametrize("page", ["wallet", "sell"])
def test_the_page_is_one_click_away(desk: Desk, page: str) -> None:
    desk.go(page)

    desk.press(f"{page}-waiting")
    desk.settle()

    assert isinstance(desk.window.page, CollectingPage)


def test_whose_it_is_is_said_where_there_are_several_accounts(make_desk: MakeDesk) -> None:
    from desktop.core.accounts import Account

    def two(show: Showcase) -> None:
        show.accounts.accounts = (*show.accounts.accounts, Account(FRIENDS[0], "", "Savings", "hd"))
        show.collecting.holdings = tuple(
            replace(h, account=FRIENDS[0]) if h.kind is HoldingKind.CREDIT else h
            for h in show.collecting.holdings
        )

    desk = make_desk(two)
    page = open_page(desk)

    assert any(text.startswith("Savings") for text in texts(page.rows["credit"]))
