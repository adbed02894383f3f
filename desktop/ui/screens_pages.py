"""The scenes of the pages that every person meets, and the list of all scenes."""

import threading
from dataclasses import replace
from pathlib import Path

from desktop.core.errors import ContentUnavailable, NodeUnreachable
from desktop.core.identity import Address, keccak256
from desktop.core.orders import PurchaseState
from desktop.core.sales import SaleState
from desktop.services.accounts import WalletState
from desktop.services.journal import Activity
from desktop.services.purchase import RefundOptions
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.scenes import nothing as _nothing
from desktop.ui.screens_snapshots import snapshot_scenes
from desktop.ui.screens_tokens import token_scenes
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_money import sample_income
from desktop.ui.showcase_results import picture_result, text_result
from desktop.ui.waiting import wait_until


def _answering(head: str) -> Prepare:
    def prepare(showcase: Showcase) -> None:
        full_library(showcase)
        is_text = head in {"token-classes", "answer", "embedding"}
        showcase.running.answer = text_result(head) if is_text else picture_result(head)

    return prepare


def scenes() -> tuple[Scene, ...]:
    """All scenes, in the order of the pages."""
    from desktop.ui.pages.run import RunPage
    from desktop.ui.screens_accounts import account_scenes
    from desktop.ui.screens_agreements import agreement_scenes
    from desktop.ui.screens_batches import batch_scenes
    from desktop.ui.screens_chain import chain_scenes
    from desktop.ui.screens_comparing import comparing_scenes
    from desktop.ui.screens_devices import device_scenes
    from desktop.ui.screens_downloads import download_scenes
    from desktop.ui.screens_effects import effect_scenes
    from desktop.ui.screens_heads import head_scenes
    from desktop.ui.screens_history import history_scenes
    from desktop.ui.screens_importing import import_scenes  # it uses this module
    from desktop.ui.screens_judging import judging_scenes
    from desktop.ui.screens_keeping import keeping_scenes
    from desktop.ui.screens_licences import licence_scenes
    from desktop.ui.screens_lists import list_scenes
    from desktop.ui.screens_market import market_scenes
    from desktop.ui.screens_money import money_scenes
    from desktop.ui.screens_networks import network_scenes
    from desktop.ui.screens_offline import offline_scenes
    from desktop.ui.screens_paying import paying_scenes
    from desktop.ui.screens_policy import policy_scenes
    from desktop.ui.screens_refunds import refund_scenes  # it is made of this module's scenes
    from desktop.ui.screens_reviews import review_scenes
    from desktop.ui.screens_rights import rights_scenes
    from desktop.ui.screens_search import search_scenes
    from desktop.ui.screens_tastes import taste_scenes
    from desktop.ui.screens_transactions import transaction_scenes
    from desktop.ui.screens_walls import wall_scenes

    def run_once(window: MainWindow) -> None:
        page = window.page
        if isinstance(page, RunPage):
            wait_until(lambda: page.is_open, "the model to open")
            page.start()

    digits = Route("listing", "1")
    return (
        Scene("01-welcome", Route("welcome"), _state(WalletState.NONE)),
        Scene("02-welcome-words", Route("welcome"), _state(WalletState.NONE), _create_wallet),
        Scene("03-welcome-check", Route("welcome"), _state(WalletState.NONE), _to_check),
        Scene("04-market", Route("market")),
        Scene("05-market-empty", Route("market"), _empty_market),
        Scene("06-market-busy", Route("market"), hold("catalogue.search"), settles=False),
        Scene("07-market-error", Route("market"), _fail("catalogue.search")),
        Scene("08-market-nothing-fits", Route("market"), act=_search("penguins")),
        Scene("09-market-long-names", Route("market"), _long_market),
        Scene("10-listing", digits),
        Scene("11-listing-no-wallet", digits, _state(WalletState.NONE)),
        Scene("12-listing-warnings", digits, lambda show: setattr(show.purchases, "warnings", ("insufficient-funds", "already-owned"))),
        Scene("13-listing-buying", digits, hold("purchases.receive"), press("buy"), settles=False),
        Scene("14-listing-failed", digits, _fail("purchases.fetch", ContentUnavailable(("https://models.example.org/",))), press("buy")),
        Scene("15-listing-bought", digits, _nothing, press("buy")),
        Scene("16-listing-long", Route("listing", "99"), _long_market),
        Scene("17-listing-free", Route("listing", "3")),
        Scene("18-library", Route("library"), full_library),
        Scene("19-library-empty", Route("library")),
        Scene("20-order-provisional", Route("order", "prov"), full_library),
        Scene("21-order-wrong-key", Route("order", "wrong"), full_library),
        Scene("22-order-late", Route("order", "late"), _late),
        Scene("23-order-confirm", Route("order", "prov"), full_library, press("order-confirm")),
        Scene("24-run-image", Route("run", "digits"), full_library, run_once),
        Scene("25-run-table", Route("run", "tumour"), full_library, run_once),
        Scene("26-run-forecast", Route("run", "sun"), full_library, run_once),
        Scene("27-run-before-after", Route("run", "photo"), full_library, run_once),
        Scene("28-run-text", Route("run", "code"), full_library, run_once),
        Scene("29-run-locked", Route("run", "digits"), _locked_library),
        Scene("30-wallet", Route("wallet"), _busy_wallet),
        Scene("30-activity", Route("activity"), _busy_wallet),
        Scene("31-wallet-new", Route("wallet"), _new_wallet),
        Scene("32-wallet-offline", Route("wallet"), _offline_wallet),
        *paying_scenes(_busy_wallet, press),
        Scene("35-sell", Route("sell"), _seller),
        Scene("36-sell-form", Route("sell"), _seller, _inspect),
        Scene("37-settings", Route("settings")),
        Scene("38-palette", Route("market"), act=lambda window: window.open_palette()),
        Scene("39-unlock", Route("market"), _state(WalletState.LOCKED), lambda window: window.navigate(Route("unlock"))),
        Scene("40-market-200", Route("market"), scale=2.0),
        Scene("41-listing-200", digits, scale=2.0),
        Scene("45-order-free", Route("order", "sun"), full_library),
        Scene("46-order-restored", Route("order", "back"), _restored),
        Scene("42-run-anomaly", Route("run", "pump"), full_library, run_once),
        *(
            Scene(f"run-{head}", Route("run", "digits"), _answering(head), run_once)
            for head in ("detection", "keypoints", "segmentation", "depth")
        ),
        *(
            Scene(f"run-{head}", Route("run", "code"), _answering(head), run_once)
            for head in ("token-classes", "answer", "embedding")
        ),
        *licence_scenes(full_library, press),
        *keeping_scenes(_seller, press),
        *rights_scenes(),
        *batch_scenes(),
        Scene("43-market-small", Route("market"), size=(960, 640)),
        Scene("44-listing-small", digits, size=(960, 640)),
        *token_scenes(),
        *refund_scenes(),
        *money_scenes(),
        *effect_scenes(),
        *agreement_scenes(),
        *history_scenes(),
        *transaction_scenes(),
        *offline_scenes(),
        *taste_scenes(),
        *review_scenes(),
        *chain_scenes(),
        *wall_scenes(full_library),
        *network_scenes(),
        *head_scenes(run_once),
        *judging_scenes(full_library, hold),
        *comparing_scenes(full_library, hold),
        *search_scenes(),
        *list_scenes(),
        *download_scenes(),
        *import_scenes(),
        *device_scenes(full_library, press),
        *market_scenes(),
        *snapshot_scenes(press, hold),
        *policy_scenes(press, hold),
        *account_scenes(press, hold),
    )  # fmt: skip


def _state(state: WalletState) -> Prepare:
    def prepare(show: Showcase) -> None:
        show.accounts.state = state

    return prepare


def _fail(name: str, error: NodeUnreachable | ContentUnavailable | None = None) -> Prepare:
    def prepare(show: Showcase) -> None:
        show.gate.faults[name] = error or NodeUnreachable("https://rpc.example.org")

    return prepare


def hold(name: str) -> Prepare:
    """Leave a service waiting at this call."""

    def prepare(show: Showcase) -> None:
        show.gate.held[name] = threading.Event()

    return prepare


def press(name: str) -> Act:
    """Click the button of this name."""

    def act(window: MainWindow) -> None:
        from PySide6.QtWidgets import QPushButton

        page = window.page
        button = page.findChild(QPushButton, name) if page is not None else None
        if button is not None:
            button.click()

    return act


def _search(text: str) -> Act:
    def act(window: MainWindow) -> None:
        from desktop.ui.pages.market import MarketPage

        page = window.page
        if isinstance(page, MarketPage):
            page.search.setText(text)
            page.reload()

    return act


def _create_wallet(window: MainWindow) -> None:
    from desktop.ui.pages.welcome import WelcomePage

    page = window.page
    if isinstance(page, WelcomePage):
        page.go("password")
        page.password.setText("correct horse")
        page.again.setText("correct horse")
        page.make.click()
        wait_until(lambda: page.step == "words", "the words")


def _to_check(window: MainWindow) -> None:
    _create_wallet(window)
    press("welcome-written")(window)


def _empty_market(show: Showcase) -> None:
    show.catalogue.rows = ()


def _long_market(show: Showcase) -> None:
    show.catalogue.rows = (values.long_listing(), values.broken_listing(), *values.listings())


def full_library(show: Showcase) -> None:
    by_name = {row.title: row for row in show.catalogue.rows}
    states = PurchaseState
    for key, name, state in (
        ("prov", "Programming language", states.PROVISIONAL), ("digits", "Handwritten digits", states.FINAL),
        ("sun", "Sunspot forecast", states.FREE), ("wrong", "Credit risk", states.WRONG_KEY),
        ("tumour", "Tumour diagnosis", states.FINAL), ("photo", "Photo denoiser", states.FINAL),
        ("late", "Retail demand", states.WAITING), ("pump", "Machine fault alarm", states.FINAL),
        ("code", "Programming language", states.FINAL),
    ):  # fmt: skip
        show.purchases.kept[key] = values.purchase(key, by_name[name], state)


def _restored(show: Showcase) -> None:
    """As restoring adds it: known from the chain alone, so without a fee, a transaction or a download yet."""
    bought = values.purchase("back", show.catalogue.rows[0], PurchaseState.WAITING)
    show.purchases.kept["back"] = replace(bought, agreed_wei=0, transaction_hash=None, paid_fee_wei=0)


def _locked_library(show: Showcase) -> None:
    full_library(show)
    show.accounts.state = WalletState.LOCKED


def _late(show: Showcase) -> None:
    full_library(show)
    show.purchases.options = RefundOptions(
        can_confirm=False, can_refund=True, can_complain=False, amount_wei=15_500_000_000_000_000,
        cost_most_wei=19_950_000_000_000, until=values.NOW, reason="not-delivered",
    )  # fmt: skip


def _busy_wallet(show: Showcase) -> None:
    other = Address(keccak256(b"friend")[12:])
    lines = (
        ("buy", -20 * 10**15, "done", "Programming language"), ("send", -5 * 10**16, "pending", ""),
        ("refund", 25 * 10**15, "done", "Credit risk"), ("buy", -25 * 10**15, "failed", "Credit risk"),
        ("withdraw", 85 * 10**15, "pending", ""), ("bond-out", 4 * 10**15, "done", ""), ("bond", -2 * 10**16, "done", ""),
        ("list", 0, "done", "Sunspot forecast"), ("operator", 0, "done", ""), ("settle", 4 * 10**16, "done", "Handwritten digits, Credit risk"), ("deliver", 0, "done", "Credit risk"), ("share", 5 * 10**15, "done", ""), ("close", 0, "failed", "#7"),
        ("confirm", 0, "done", "Tumour diagnosis"), ("deploy", 0, "done", ""), ("faucet", 10**18, "done", ""),
    )  # fmt: skip
    show.activity.lines = [
        Activity(i, values.NOW - i * 3700, kind, values.BUYER, wei, 21 * 10**12 if kind != "faucet" else 0, bytes(32), status,
                 other if kind in {"send", "operator"} else None, subject)
        for i, (kind, wei, status, subject) in enumerate(lines)
    ]  # fmt: skip


def _new_wallet(show: Showcase) -> None:
    show.balances.wei = 0
    show.accounts.backup_confirmed = False


def _offline_wallet(show: Showcase) -> None:
    _busy_wallet(show)
    fault = NodeUnreachable("https://rpc.example.org")
    show.gate.faults["balances.read"] = fault
    show.network.fault = fault


def _seller(show: Showcase) -> None:
    rows = show.catalogue.rows
    show.selling.listings = [
        values.own_listing(rows[0]),
        values.own_listing(rows[3]),
        values.own_listing(rows[6], is_open=False),
    ]
    states = (SaleState.SEEN, SaleState.DELIVERED, SaleState.FINAL, SaleState.REFUNDED)
    show.selling.incomes = sample_income()
    show.selling.sales = [
        values.sale(i, rows[0 if i % 2 else 3], state) for i, state in enumerate(states, start=1)
    ]


def _inspect(window: MainWindow) -> None:
    from desktop.ui.pages.sell import SellPage

    page = window.page
    if isinstance(page, SellPage):
        page.form.inspect(Path())
        wait_until(page.form.publish.isVisible, "the verdict")
