"""From a listing to a result, with everything that can go wrong between."""

import threading
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLabel

from desktop.core.errors import ContentUnavailable, NodeUnreachable
from desktop.core.orders import PurchaseState
from desktop.services.accounts import WalletState
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.run import RunPage
from desktop.ui.pages.welcome import WelcomePage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_accounts import PASSWORD
from desktop.ui.widgets.states import Phase
from tests.ui.conftest import Desk


def all_text(page: ListingPage) -> str:
    return "\n".join(label.text() for label in page.panel.findChildren(QLabel) if not label.isHidden())


def test_the_buy_panel_says_everything_before_the_click(desk: Desk) -> None:
    desk.go("listing", "1")
    text = all_text(desk.page(ListingPage))

    for part in ("0.005 ETH", "Network fee, at most", "0.0000315 ETH", "Total, at most", "0.0050315 ETH"):
        assert part in text
    assert "2 hours" in text
    assert "3 days" in text
    assert desk.page(ListingPage).panel.button.accessibleName() == "Buy for 0.005 ETH"


def test_the_size_and_the_time_of_the_download_are_said_before_it_begins(
    make_desk: Callable[..., Desk],
) -> None:
    def prepare(show: Showcase) -> None:
        first = show.catalogue.rows[0]
        large = replace(first, terms=replace(first.terms, size_bytes=3 * 10**9))
        show.catalogue.rows = (large, *show.catalogue.rows[1:])

    desk = make_desk(prepare)
    desk.go("listing", str(desk.show.catalogue.rows[0].id))

    words = [label.text() for label in desk.page(ListingPage).panel.findChildren(QLabel)]
    assert any("Download: 3.0 GB, 20 minutes at 20 Mbit/s" in text for text in words)


def test_three_clicks_lead_from_the_catalogue_to_a_result(desk: Desk) -> None:
    from desktop.ui.pages.market import MarketPage

    market = desk.page(MarketPage)
    market.view.clicked.emit(market.model.index(0))  # 1: open
    desk.settle()
    desk.press("buy")  # 2: Buy
    page = desk.page(ListingPage)
    desk.until(page.progress.run.isVisible, "ready to run")
    desk.press("purchase-run")
    desk.settle()
    desk.press("run")  # 3: Run, on the package's own sample
    desk.settle()

    assert desk.page(RunPage).last_result is not None
    assert desk.find(QLabel, "result-label").text() == "3"


def test_each_step_is_shown_with_its_state(make_desk: Callable[..., Desk]) -> None:
    gate = threading.Event()

    def prepare(show: Showcase) -> None:
        show.gate.held["purchases.receive"] = gate

    desk = make_desk(prepare)
    desk.go("listing", "1")
    desk.press("buy")
    line = desk.page(ListingPage).progress.line
    desk.until(lambda: dict(line.steps).get("receive") == "now", "the receiving step")

    assert line.steps == (
        ("fetch", "done"), ("verify", "done"), ("pay", "done"), ("receive", "now"), ("check", "todo"), ("test", "todo"),
    )  # fmt: skip
    assert "Receive: working" in line.accessibleDescription()


def test_a_failed_step_says_what_happened_and_can_be_tried_again(make_desk: Callable[..., Desk]) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.faults["purchases.fetch"] = ContentUnavailable(("https://a.example/",))

    desk = make_desk(prepare)
    desk.go("listing", "1")
    desk.press("buy")
    page = desk.page(ListingPage)
    desk.until(page.progress.retry.isVisible, "the failure")

    assert page.progress.line.steps[0] == ("fetch", "failed")
    assert "https://a.example/" in page.progress.fault.body.text()
    assert "Nothing was paid" in page.progress.fault.body.text()

    desk.show.gate.faults.clear()
    desk.press("purchase-retry")
    desk.until(page.progress.run.isVisible, "ready to run")
    assert all(state == "done" for _step, state in page.progress.line.steps)


def test_a_purchase_can_be_cancelled_before_it_is_paid(make_desk: Callable[..., Desk]) -> None:
    gate = threading.Event()

    def prepare(show: Showcase) -> None:
        show.gate.held["purchases.fetch"] = gate

    desk = make_desk(prepare)
    desk.go("listing", "1")
    desk.press("buy")
    page = desk.page(ListingPage)
    desk.until(page.progress.cancel.isVisible, "the cancel button")
    desk.press("purchase-cancel")
    desk.until(lambda: desk.show.purchases.kept["p0"].state is PurchaseState.CANCELLED, "the cancel")
    desk.settle()

    assert page.panel.button.isEnabled()
    assert page.panel.button.accessibleName() == "Buy for 0.005 ETH"


def test_a_purchase_goes_on_while_other_pages_are_open(make_desk: Callable[..., Desk]) -> None:
    gate = threading.Event()

    def prepare(show: Showcase) -> None:
        show.gate.held["purchases.receive"] = gate

    desk = make_desk(prepare)
    desk.go("listing", "1")
    desk.press("buy")
    desk.until(lambda: "p0" in desk.show.purchases.kept, "the purchase")
    desk.window.rail.buttons["library"].click()
    gate.set()
    desk.settle()

    assert desk.show.purchases.kept["p0"].state is PurchaseState.PROVISIONAL


def test_an_unfinished_purchase_is_advanced_when_the_app_starts(make_desk: Callable[..., Desk]) -> None:
    from desktop.ui import showcase_values as values

    def prepare(show: Showcase) -> None:
        show.purchases.kept["old"] = values.purchase("old", show.catalogue.rows[0], PurchaseState.WAITING)
        show.purchases.left_behind = frozenset({"old"})

    desk = make_desk(prepare)

    assert desk.show.purchases.kept["old"].state is PurchaseState.PROVISIONAL


def test_too_little_money_stops_before_the_click(make_desk: Callable[..., Desk]) -> None:
    def prepare(show: Showcase) -> None:
        show.purchases.warnings = ("insufficient-funds",)

    desk = make_desk(prepare)
    desk.go("listing", "1")

    assert not desk.page(ListingPage).panel.button.isEnabled()
    assert "does not hold enough" in all_text(desk.page(ListingPage))


def test_a_sold_out_listing_says_why(make_desk: Callable[..., Desk]) -> None:
    def prepare(show: Showcase) -> None:
        show.purchases.sold_out = True

    desk = make_desk(prepare)
    desk.go("listing", "1")

    assert not desk.page(ListingPage).panel.button.isEnabled()
    assert "bond" in all_text(desk.page(ListingPage))


def test_a_failed_quote_is_no_price_to_click_on(make_desk: Callable[..., Desk]) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.faults["purchases.quote"] = NodeUnreachable("https://node.example")

    desk = make_desk(prepare)
    desk.go("listing", "1")

    assert not desk.page(ListingPage).panel.button.isEnabled()
    assert "does not answer" in all_text(desk.page(ListingPage))


def test_a_free_model_says_that_nothing_is_paid(desk: Desk) -> None:
    desk.go("listing", "3")
    desk.press("buy")
    page = desk.page(ListingPage)
    desk.until(page.progress.run.isVisible, "ready to run")

    assert desk.show.purchases.kept["p0"].state is PurchaseState.FREE


def test_without_a_wallet_buy_leads_to_creating_one_and_back(make_desk: Callable[..., Desk]) -> None:
    def prepare(show: Showcase) -> None:
        show.accounts.state = WalletState.NONE

    desk = make_desk(prepare)
    desk.go("listing", "1")
    assert desk.page(ListingPage).panel.button.accessibleName() == "Create a wallet to buy"
    desk.press("buy")
    welcome = desk.page(WelcomePage)

    welcome.go("done")
    desk.press("welcome-finish")

    assert isinstance(desk.window.page, ListingPage)


def test_a_locked_wallet_is_unlocked_and_the_listing_then_offers_to_buy(
    make_desk: Callable[..., Desk],
) -> None:
    def prepare(show: Showcase) -> None:
        show.accounts.state = WalletState.LOCKED

    desk = make_desk(prepare)
    desk.go("listing", "1")
    desk.press("buy")
    desk.type("password", "wrong")
    desk.press("unlock-confirm")
    desk.settle()
    assert desk.dialog is not None  # stays open, says why
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()

    assert desk.dialog is None
    assert desk.page(ListingPage).panel.button.accessibleName() == "Buy for 0.005 ETH"


def test_a_listing_that_does_not_exist_is_said_in_words(desk: Desk) -> None:
    desk.go("listing", "12345")

    assert desk.page(ListingPage).states.phase is Phase.ERROR


def test_opening_another_listing_never_shows_the_first_ones_price(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    gate = threading.Event()
    desk.show.gate.held["purchases.quote"] = gate
    from desktop.ui.page import Route

    desk.window.navigate(Route("listing", "1"))
    desk.until(lambda: desk.page(ListingPage).title.text() == "Handwritten digits", "the listing")
    desk.window.navigate(Route("listing", "2"))
    gate.set()
    desk.settle()

    assert desk.page(ListingPage).panel.button.accessibleName() == "Buy for 0.03 ETH"
