"""Prices in tokens on the screen: what is said before the click, what is missing, and selling for one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.core.errors import NodeUnreachable
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.orders import PurchaseState
from desktop.services.accounts import WalletState
from desktop.services.journal import Activity
from desktop.services.selling import TokenEarnings
from desktop.services.tokens import PaymentWay, TokenReport
from desktop.ui import showcase_values as values
from desktop.ui.models.activity import ActivityModel
from desktop.ui.pages.collecting import CollectingPage
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.order import OrderPage
from desktop.ui.pages.sell import SellPage
from desktop.ui.pages.token_view import breakable
from desktop.ui.phrases import price_text
from desktop.ui.showcase import Showcase
from desktop.ui.widgets.money import grouped
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
PRICE = 12_500_000


def text_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def priced(
    currency: Currency = values.TOKEN, price: int = PRICE, **purchases: object
) -> Callable[[Showcase], None]:
    """The first listing in a token, and what the quote finds."""

    def prepare(show: Showcase) -> None:
        first, *rest = show.catalogue.rows
        show.catalogue.rows = (values.priced_in(first, currency, price), *rest)
        for name, value in purchases.items():
            setattr(show.purchases, name, value)

    return prepare


def test_the_panel_shows_symbol_address_and_that_nobody_verified_it(make_desk: MakeDesk) -> None:
    desk = make_desk(priced())
    desk.go("listing", "1")
    panel = desk.page(ListingPage).panel
    text = text_of(panel)

    for part in ("12.5 USDX", "unverified token", grouped(values.TOKEN.address), "Example Dollar"):
        assert part in text
    assert panel.button.accessibleName() == "Buy for 12.5 USDX"
    assert "Your balance: 250 USDX and 0.987654 ETH" in text


def test_two_transactions_are_announced_with_the_fees_of_both(make_desk: MakeDesk) -> None:
    desk = make_desk(priced(way=PaymentWay.APPROVE))
    desk.go("listing", "1")
    panel = desk.page(ListingPage).panel
    text = text_of(panel)

    assert panel.button.accessibleName() == "Approve and buy for 12.5 USDX"
    for part in ("Fee to approve, at most", "Fee to buy, at most", "Two transactions", "exactly 12.5 USDX"):
        assert part in text
    assert "12.5 USDX and 0.00007175 ETH" in text


def test_a_permit_is_announced_as_a_signature(make_desk: MakeDesk) -> None:
    desk = make_desk(priced(way=PaymentWay.PERMIT))
    desk.go("listing", "1")

    assert "A signature in it lets the contract take exactly 12.5 USDX" in text_of(
        desk.page(ListingPage).panel
    )


def test_too_few_tokens_stop_before_the_click_and_say_how_many_are_missing(make_desk: MakeDesk) -> None:
    desk = make_desk(priced(tokens_held=4_000_000, warnings=("insufficient-tokens",)))
    desk.go("listing", "1")
    panel = desk.page(ListingPage).panel

    assert not panel.button.isEnabled()
    assert "lacks 8.5 USDX of the price. It holds 4 USDX." in text_of(panel)


@pytest.mark.parametrize("warning", ["token-refuses", "token-takes-part", "insufficient-coin"])
def test_what_cannot_be_paid_cannot_be_clicked(make_desk: MakeDesk, warning: str) -> None:
    desk = make_desk(priced(warnings=(warning,)))
    desk.go("listing", "1")

    assert not desk.page(ListingPage).panel.button.isEnabled()


def test_the_bond_is_set_against_the_fee_and_the_price_is_left_to_the_person(make_desk: MakeDesk) -> None:
    desk = make_desk(priced(warnings=("bond-below-complaint",)))
    desk.go("listing", "1")
    text = text_of(desk.page(ListingPage).panel)

    for part in ("0.003 ETH", "0.002 ETH", "Whether 12.5 USDX is worth the difference"):
        assert part in text


def test_a_token_that_imitates_the_coin_never_stands_under_the_coins_name(make_desk: MakeDesk) -> None:
    desk = make_desk(priced(values.IMITATION, 10**18, tokens_held=0, warnings=("token-imitates-coin",)))
    desk.go("listing", "1")
    panel = desk.page(ListingPage).panel

    assert panel.price.text() == f"1 {values.IMITATION.address.short}"
    assert "It is not the coin" in text_of(panel)


def test_a_price_of_an_unread_token_is_no_number(desk: Desk) -> None:
    listing = values.priced_in(values.listings()[0], values.TOKEN, PRICE)

    assert price_text(replace(listing, currency=None)) == "Priced in a token"
    assert price_text(listing) == "12.5 USDX"


def test_a_listing_learns_what_its_token_calls_itself(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.accounts.state = WalletState.NONE  # without a quote, which reads it too
        first, *rest = show.catalogue.rows
        read = values.priced_in(first, values.TOKEN, PRICE)
        show.catalogue.rows = (replace(read, currency=None), *rest)

        def learn(_listings: object) -> None:
            show.catalogue.rows = (read, *rest)

        show.catalogue.learn_currencies = learn  # type: ignore[method-assign]

    desk = make_desk(prepare)
    desk.go("listing", "1")

    assert desk.page(ListingPage).panel.price.text() == "12.5 USDX"


def test_the_longest_amounts_can_be_broken_and_are_still_exact() -> None:
    exact = Currency(values.TOKEN.address, "USDX", 77).text(2**128 - 1)

    assert breakable(exact).replace("\u200b", "") == exact
    assert "\u200b" in breakable(exact)
    assert breakable("12.5 USDX") == "12.5 USDX"


def test_a_refund_names_tokens_and_coins(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        priced()(show)
        row = show.catalogue.rows[0]
        show.purchases.kept["wrong"] = values.purchase("wrong", row, PurchaseState.WRONG_KEY)

    desk = make_desk(prepare)
    desk.go("order", "wrong")
    page = desk.page(OrderPage)

    assert page.remedies.amount == "12.5 USDX and 0.002 ETH"
    assert "the price of 12.5 USDX, and the seller's bond of 0.002 ETH" in text_of(page.remedies)
    assert "unverified token" in text_of(page.facts)
    assert grouped(values.TOKEN.address) in text_of(page.facts)


def test_a_purchase_whose_approval_waits_can_still_be_cancelled(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        priced(way=PaymentWay.APPROVE)(show)
        show.purchases.kept["p"] = values.purchase("p", show.catalogue.rows[0], PurchaseState.APPROVING)
        show.purchases.left_behind = frozenset({"p"})
        show.gate.faults["purchases.fetch"] = NodeUnreachable("https://node.example")

    desk = make_desk(prepare)
    desk.go("order", "p")

    assert desk.page(OrderPage).progress.cancel.isVisible()


def test_the_activity_shows_each_amount_in_its_own_unit_and_names_the_token(desk: Desk) -> None:
    line = Activity(
        1, values.NOW, "buy", values.BUYER, -PRICE, 21 * 10**12, bytes(32), "done", None, "Digits",
        currency=values.TOKEN,
    )  # fmt: skip
    model = ActivityModel(lambda _offset: None)
    model.replace([line])

    assert model.index(0, 4).data() == "-12.5 USDX"
    assert model.index(0, 5).data() == "0.000021 ETH"
    tip = model.index(0, 4).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == f"-12.5 USDX\n{values.TOKEN.address}"


# Selling


def choose_token(desk: Desk, address: Address = values.TOKEN.address) -> SellPage:
    desk.go("sell")
    page = desk.page(SellPage)
    page.form.inspect(Path("model"))
    desk.settle()
    desk.type("sell-token", str(address))
    page.form.token.look()
    desk.settle()
    return page


def test_a_price_in_a_token_is_read_with_its_decimals(desk: Desk) -> None:
    page = choose_token(desk)
    page.form.price.setText("12.5")
    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.published == [PRICE]
    assert desk.show.selling.currencies == [values.TOKEN]


def test_without_a_token_the_price_is_in_coin(desk: Desk) -> None:
    desk.go("sell")
    desk.page(SellPage).form.inspect(Path("model"))
    desk.settle()
    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.currencies == [COIN]


def test_the_form_shows_the_token_and_the_unit_of_the_price(desk: Desk) -> None:
    form = choose_token(desk).form

    assert "unverified token" in text_of(form.token)
    assert form.price_note.text().startswith("in USDX")
    assert form.price.accessibleName() == "Price in USDX"


def test_more_digits_than_the_token_has_are_no_price(desk: Desk) -> None:
    form = choose_token(desk).form
    form.price.setText("0.0000001")
    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.published == []
    assert "6 digits" in form.fault.body.text()


@pytest.mark.parametrize("warning", ["no-code", "unreadable", "refuses-transfer", "takes-part"])
def test_a_token_that_nobody_could_pay_with_is_not_listed(make_desk: MakeDesk, warning: str) -> None:
    def prepare(show: Showcase) -> None:
        show.selling.report = TokenReport(values.TOKEN, (warning,))

    desk = make_desk(prepare)
    form = choose_token(desk).form
    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.published == []
    assert form.fault.isVisible()


def test_text_that_is_no_address_is_named_and_nothing_is_listed(desk: Desk) -> None:
    desk.go("sell")
    form = desk.page(SellPage).form
    form.inspect(Path("model"))
    desk.settle()
    desk.type("sell-token", "USDC")
    form.token.look()
    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.published == []
    assert "USDC" in text_of(form.token)


def test_earnings_in_tokens_have_lines_of_their_own_and_lead_to_the_money_that_waits(
    make_desk: MakeDesk,
) -> None:
    def prepare(show: Showcase) -> None:
        show.selling.token_earnings = (
            TokenEarnings(values.TOKEN, 37_500_000, PRICE),
            TokenEarnings(values.IMITATION, 0, 1),
        )

    desk = make_desk(prepare)
    desk.go("sell")
    card = desk.page(SellPage).token_earnings
    desk.press(f"sell-withdraw-{values.TOKEN.address}")
    desk.settle()

    assert "37.5 USDX" in text_of(card)
    assert "ETH" not in text_of(card)
    assert desk.page(CollectingPage).isVisible()


def test_without_earnings_in_tokens_nothing_is_shown_of_them(desk: Desk) -> None:
    desk.go("sell")

    assert not desk.page(SellPage).token_earnings.isVisible()
