"""What is owned, however it came here: bought, taken for free, found again after a restore; and what was paid."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from desktop.core.orders import PurchaseState
from desktop.services.accounts import WalletState
from desktop.services.journal import Activity
from desktop.ui import showcase_values as values
from desktop.ui.models.activity import ActivityModel
from desktop.ui.pages.order import OrderPage
from desktop.ui.pages.run import RunPage
from desktop.ui.pages.run_form import title_of
from desktop.ui.showcase import Showcase
from desktop.ui.theme import Theme
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
FREE = 3


def words_of(page: OrderPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_the_order_of_a_free_model_speaks_of_no_payment(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        row = next(row for row in show.catalogue.rows if row.id == FREE)
        show.purchases.kept["free"] = values.purchase("free", row, PurchaseState.FREE)

    desk = make_desk(prepare)
    desk.go("order", "free")
    page = desk.page(OrderPage)

    assert not {"Bought", "Fee paid", "Transaction"} & set(words_of(page))
    assert {"Taken", "Price", "Free"} <= set(words_of(page))
    assert [step for step, _state in page.progress.line.steps] == ["fetch", "verify", "test"]
    assert page.receipt.accessibleName() == "Licence"


def test_a_restored_order_shows_no_fee_that_nobody_knows(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        bought = values.purchase("back", show.catalogue.rows[0], PurchaseState.WAITING)
        show.purchases.kept["back"] = replace(bought, agreed_wei=0, transaction_hash=None, paid_fee_wei=0)

    desk = make_desk(prepare)
    desk.go("order", "back")
    words = words_of(desk.page(OrderPage))

    assert "Bought" in words
    assert "Fee paid" not in words
    assert "0 ETH" not in words


def line(kind: str, wei: int, status: str) -> Activity:
    return Activity(1, values.NOW, kind, values.BUYER, wei, 0, bytes(32), status, None, "")


def shown(model: ActivityModel, column: int, role: Qt.ItemDataRole) -> object:
    return model.index(0, column).data(role)


@pytest.mark.parametrize(
    ("kind", "wei", "text"),
    [
        ("buy", -5, "-"), ("bond", -5, "-"), ("send", -5, "-"),
        ("refund", 5, "0.005 ETH credited"), ("settle", 5, "0.005 ETH credited"),
        ("withdraw", 5, "+"), ("share", 5, "+"), ("bond-out", 5, "+"), ("faucet", 5, "+"),
        ("list", 0, "–"), ("close", 0, "–"), ("operator", 0, "–"), ("deploy", 0, "–"), ("confirm", 0, "–"),
        ("deliver", 0, "–"), ("split", 0, "–"), ("split-in", 0, "–"),
    ],
)  # fmt: skip
def test_each_kind_of_activity_has_its_words_and_its_sign(
    theme: Theme, kind: str, wei: int, text: str
) -> None:
    model = ActivityModel(lambda _offset: None)
    model.replace([line(kind, wei * 10**15, "done")])

    assert shown(model, 1, Qt.ItemDataRole.DisplayRole) != kind
    assert str(shown(model, 4, Qt.ItemDataRole.DisplayRole)).startswith(text)
    assert shown(model, 4, Qt.ItemDataRole.TextAlignmentRole) == (
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    )


def test_an_amount_that_did_not_move_is_struck_and_muted(theme: Theme) -> None:
    model = ActivityModel(lambda _offset: None)
    model.replace([line("buy", -(10**15), "failed")])
    font = shown(model, 4, Qt.ItemDataRole.FontRole)

    assert isinstance(font, QFont)
    assert font.strikeOut()
    assert shown(model, 4, Qt.ItemDataRole.ForegroundRole) == theme.color("muted")


def test_what_is_on_its_way_is_marked_and_not_green_yet(theme: Theme) -> None:
    model = ActivityModel(lambda _offset: None)
    model.replace([line("withdraw", 10**15, "pending")])

    assert shown(model, 3, Qt.ItemDataRole.DecorationRole) is not None
    assert shown(model, 4, Qt.ItemDataRole.ForegroundRole) == theme.color("warning")
    assert shown(model, 4, Qt.ItemDataRole.FontRole) is None


def test_a_locked_wallet_offers_no_self_test_of_nothing(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[0], PurchaseState.FINAL)
        show.accounts.state = WalletState.LOCKED

    desk = make_desk(prepare)
    desk.go("run", "mine")
    page = desk.page(RunPage)

    assert not page.level.isVisible()
    assert not page.test.isVisible()


def test_an_open_model_offers_its_self_test(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[0], PurchaseState.FINAL)

    desk = make_desk(prepare)
    desk.go("run", "mine")
    page = desk.page(RunPage)

    assert page.level.isVisible()
    assert page.test.isVisible()


@pytest.mark.parametrize(
    ("name", "title"), [("top", "Top"), ("max_new_tokens", "Max new tokens"), ("RMSE", "RMSE"), ("", "")]
)
def test_a_parameter_is_named_as_people_write(name: str, title: str) -> None:
    assert title_of(name) == title
