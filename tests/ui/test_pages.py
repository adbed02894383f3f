"""Each page in its states: empty, busy, error, full; and what can be done there."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit

from desktop.core import packages
from desktop.core.errors import Breach as CoreBreach
from desktop.core.errors import InvalidPackage, NodeUnreachable
from desktop.core.orders import PurchaseState
from desktop.core.runs import DeviceReport, SampleInput, SandboxLevel, SeriesInput, TableInput, TextInput
from desktop.core.sales import SaleState
from desktop.services.accounts import WalletState
from desktop.ui import showcase_values as values
from desktop.ui.dialogs import ConfirmDialog
from desktop.ui.page import Route
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.pages.order import OrderPage
from desktop.ui.pages.run import RunPage
from desktop.ui.pages.run_form import RunForm
from desktop.ui.pages.sell import SellPage
from desktop.ui.pages.settings import SettingsPage
from desktop.ui.pages.wallet import WalletPage
from desktop.ui.pages.welcome import WelcomePage
from desktop.ui.showcase import Showcase
from desktop.ui.widgets.states import Phase
from tests.ui.conftest import Desk

FAULT = NodeUnreachable("https://node.example")
MakeDesk = Callable[..., Desk]


def own(
    show: Showcase, purchase_id: str = "mine", listing: int = 1, state: PurchaseState = PurchaseState.FINAL
) -> None:
    row = next(r for r in values.listings() if r.id == listing)
    show.purchases.kept[purchase_id] = values.purchase(purchase_id, row, state)


def failing(name: str) -> Callable[[Showcase], None]:
    def prepare(show: Showcase) -> None:
        show.gate.faults[name] = FAULT

    return prepare


# Listing


def test_a_package_that_breaks_the_rules_is_called_so(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.faults["catalogue.public_content"] = InvalidPackage(
            (CoreBreach("zip", "manifest.json", "too long"),)
        )

    desk = make_desk(prepare)
    desk.go("listing", "1")
    page = desk.page(ListingPage)

    assert page.fit.text() == "Breaks the rules"
    assert page.facts.breach.isVisible()


def test_a_model_that_does_not_fit_says_why(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.catalogue.fit_reason = "memory"

    desk = make_desk(prepare)
    desk.go("listing", "1")

    assert "more memory" in desk.page(ListingPage).facts.breach.body.text()


def test_a_listing_tells_claims_from_what_was_verified(desk: Desk) -> None:
    desk.go("listing", "1")
    texts = [label.text() for label in desk.page(ListingPage).facts.findChildren(QLabel)]

    for part in ("claimed", "verified here", "accuracy", "Conv, Relu", "3 listings, 181 sales"):
        assert any(part in text for text in texts), part


# Library and orders


def test_an_empty_library_leads_to_the_market(desk: Desk) -> None:
    desk.go("library")
    page = desk.page(LibraryPage)
    assert page.states.phase is Phase.EMPTY

    page.states.empty.button.click()
    assert isinstance(desk.window.page, MarketPage)


def test_a_library_shows_states_and_runs_only_what_is_runnable(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        own(show, "a")
        own(show, "b", 2, PurchaseState.WAITING)

    desk = make_desk(prepare)
    desk.go("library")
    cards = desk.page(LibraryPage)._cards

    assert (cards["a"].state.text(), cards["a"].run.isEnabled()) == ("Owned", True)
    assert (cards["b"].state.text(), cards["b"].run.isEnabled()) == ("Waiting for the seller", False)


def test_a_library_that_cannot_be_read_says_so(make_desk: MakeDesk) -> None:
    desk = make_desk(failing("library.items"))
    desk.go("library")

    assert desk.page(LibraryPage).states.phase is Phase.ERROR


@pytest.mark.parametrize(
    ("state", "shown"),
    [(PurchaseState.PROVISIONAL, "order-confirm"), (PurchaseState.WRONG_KEY, "order-complain")],
)
def test_an_order_offers_what_the_contract_allows(
    make_desk: MakeDesk, state: PurchaseState, shown: str
) -> None:
    desk = make_desk(lambda show: own(show, state=state))
    desk.go("order", "mine")
    remedies = desk.page(OrderPage).remedies

    visible = {
        b.objectName() for b in (remedies.confirm, remedies.refund, remedies.complain) if b.isVisible()
    }
    assert visible == {shown}


def test_releasing_the_payment_is_never_done_unasked(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: own(show, state=PurchaseState.PROVISIONAL))
    desk.go("order", "mine")
    desk.press("order-confirm")
    dialog = desk.dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.reject()
    desk.settle()

    assert desk.show.purchases.acts == []


def test_the_receipt_is_plain_text(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.go("order", "mine")
    desk.press("order-receipt")
    desk.settle()

    assert desk.dialog is not None
    assert "RECEIPT" in desk.dialog.findChild(QPlainTextEdit).toPlainText()
    desk.dialog.accept()


# Run


@pytest.mark.parametrize(
    ("listing", "head"),
    [(1, "image"), (2, "table"), (3, "series"), (4, "text"), (5, "image"), (6, "table"), (7, "table")],
)
def test_every_kind_of_model_runs_on_its_own_sample_at_once(
    make_desk: MakeDesk, listing: int, head: str
) -> None:
    desk = make_desk(lambda show: own(show, listing=listing))
    desk.go("run", "mine")
    page = desk.page(RunPage)
    assert page.form is not None
    assert page.form.inputs() == {head: SampleInput("sample-1")}
    desk.press("run")
    desk.settle()

    assert page.last_result is not None
    assert "on CPU" in page.note.text()
    desk.window.grab()


def test_an_edited_sample_becomes_the_persons_own_input(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: own(show, listing=4))
    desk.go("run", "mine")
    form = desk.page(RunPage).form
    assert form is not None
    desk.find(QPlainTextEdit, "input-text").setPlainText("print(1)")

    assert form.inputs() == {"text": TextInput("print(1)")}
    assert form.sample.currentText() == "My own input"


def test_a_table_cell_can_be_changed(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: own(show, listing=2))
    desk.go("run", "mine")
    form = desk.page(RunPage).form
    assert form is not None
    model = form.editors[0].model
    model.setData(model.index(0, 0), "42")
    value = form.inputs()["measurements" if "measurements" in (form.inputs() or {}) else "table"]

    assert isinstance(value, TableInput)
    assert value.rows[0]["mean_radius"] == "42"


def test_a_series_of_ones_own_is_read_as_numbers(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: own(show, listing=3))
    desk.go("run", "mine")
    desk.find(QPlainTextEdit, "input-text").setPlainText("1\n2\n3")
    form = desk.page(RunPage).form
    assert form is not None

    assert form.inputs() == {"series": SeriesInput((1.0, 2.0, 3.0))}


def test_an_empty_input_does_not_run(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: own(show, listing=4))
    desk.go("run", "mine")
    desk.find(QPlainTextEdit, "input-text").setPlainText("")
    desk.press("run")

    assert desk.page(RunPage).last_result is None
    assert "first" in desk.page(RunPage).note.text()


def test_a_parameter_outside_its_bounds_falls_back_to_its_default(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.go("run", "mine")
    form = desk.page(RunPage).form
    assert form is not None
    edit = form._params[0][1]
    edit.setText("99")

    assert form.params() == {"top": 3}


def test_a_whole_parameter_stays_whole(make_desk: MakeDesk) -> None:
    """Regression: a default of 3.0 in JSON was shown as such, and did not fit its own bounds."""
    form = RunForm(
        packages.Spec(
            1,
            "t",
            [],
            [],
            packages.Head("tensor"),
            packages.TestsSpec(1, 0.1, 0.1),
            [packages.Param("top", "integer", 3.0, 1, 10)],
        ),
        (),
    )

    assert form._params[0][1].text() == "3"
    assert form.params() == {"top": 3}
    assert isinstance(form.params()["top"], int)


def test_a_running_model_can_be_stopped(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.go("run", "mine")
    desk.show.gate.held["running.run"] = threading.Event()
    desk.press("run")
    page = desk.page(RunPage)
    desk.until(page.stop.isVisible, "the stop button")
    desk.press("run-stop")
    desk.settle()

    assert page.last_result is None
    assert page.run.isEnabled()
    assert page.note.text() == "Stopped."


def test_a_failed_run_keeps_the_input(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.go("run", "mine")
    desk.show.gate.faults["running.run"] = FAULT
    desk.press("run")
    desk.settle()
    page = desk.page(RunPage)

    assert page.fault.isVisible()
    assert page.form is not None
    assert page.form.inputs() is not None


def test_a_locked_wallet_asks_to_unlock_before_it_opens_a_model(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        own(show)
        show.accounts.state = WalletState.LOCKED

    desk = make_desk(prepare)
    desk.go("run", "mine")

    assert desk.page(RunPage).states.phase is Phase.EMPTY
    assert desk.page(RunPage).states.empty.button.accessibleName() == "Unlock"


def test_a_dead_worker_is_said_and_the_next_run_starts_it_again(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.go("run", "mine")
    page = desk.page(RunPage)
    page._hold.model.is_alive = False
    page._look_alive()
    assert page.fault.title.text() == "The model's process has ended"

    desk.press("run")
    desk.settle()
    assert page.last_result is not None
    assert "The model was started again" in [label.text() for label in page.findChildren(QLabel)]
    assert not page.fault.isVisible()


def test_the_tabs_lead_from_run_to_batch_of_the_same_model(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.go("run", "mine")
    gone: list[Route] = []
    desk.window.navigated.connect(gone.append)
    desk.press("tab-batch")

    assert gone == [Route("batch", "mine")]
    assert desk.find(QAbstractButton, "tab-batch").isChecked()


def test_a_device_other_than_asked_is_said(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        own(show, listing=5)
        show.running.device = DeviceReport("cuda", "cpu", "not-started")

    desk = make_desk(prepare)
    desk.go("run", "mine")
    texts = [label.text() for label in desk.page(RunPage).findChildren(QLabel)]

    assert "Runs on Processor (CPU), not on NVIDIA GPU (CUDA)" in texts


def test_the_sandbox_level_in_force_is_shown(make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "desktop.ui.showcase_running.OpenModel.level",
        SandboxLevel("reduced", ("rlimits",), ("landlock",)),
        raising=False,
    )
    desk = make_desk(own)
    original = desk.show.running.open

    def reduced(purchase_id: str, device: str = "cpu") -> object:
        model = original(purchase_id, device)
        model.level = SandboxLevel("reduced", ("rlimits",), ("landlock",))
        return model

    desk.show.running.open = reduced  # type: ignore[method-assign]
    desk.window.services = desk.window.services
    desk.window.pages.pop("run", None)
    desk.go("run", "mine")

    assert desk.page(RunPage).level.text() == "Walled in: reduced"
    assert "landlock" in desk.page(RunPage).level.toolTip()


def test_the_self_test_reports_in_words(make_desk: MakeDesk) -> None:
    desk = make_desk(own)
    desk.go("run", "mine")
    desk.press("run-self-test")
    desk.settle()

    assert "All 8 test vectors give the seller's answers here." in desk.window.toasts.texts


# Wallet


def test_the_wallet_shows_the_exact_balance_with_its_block(desk: Desk) -> None:
    desk.go("wallet")
    page = desk.page(WalletPage)

    assert page.balance.text() == "0.987654321 ETH"
    assert "4,211" in page.balance_note.text()


def test_a_balance_that_cannot_be_read_is_unknown_and_never_zero(make_desk: MakeDesk) -> None:
    desk = make_desk(failing("balances.read"))
    desk.go("wallet")

    assert desk.page(WalletPage).balance.text() == "unknown"


def test_a_balance_that_was_read_stays_and_is_marked_stale(desk: Desk) -> None:
    desk.go("wallet")
    desk.show.gate.faults["balances.read"] = FAULT
    desk.page(WalletPage).refresh()
    desk.settle()

    assert desk.page(WalletPage).balance.text() == "0.987654321 ETH"
    assert "Not up to date" in desk.page(WalletPage).balance_note.text()


def test_demo_coins_raise_the_balance(desk: Desk) -> None:
    desk.go("wallet")
    desk.press("demo-coins")
    desk.settle()

    assert desk.page(WalletPage).balance.text() == "1.987654321 ETH"


def test_an_unchecked_backup_is_called_out(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.accounts.backup_confirmed = False

    desk = make_desk(prepare)
    desk.go("wallet")

    assert desk.page(WalletPage).backup.isVisible()


def test_the_wallet_asks_to_unlock_or_to_create(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.go("wallet")
    desk.press("wallet-lock")
    desk.settle()

    assert desk.page(WalletPage).states.phase is Phase.EMPTY
    assert desk.window.rail.wallet.accessibleName() == "Locked"


# Sell


def test_selling_inspects_sets_the_price_and_lists(desk: Desk) -> None:
    desk.go("sell")
    form = desk.page(SellPage).form
    form.inspect(Path("model"))
    desk.settle()
    assert form.price.text() == "0.005"
    assert form.bond.text() == "0.002"
    form.price.setText("0.0123")
    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.published == [123 * 10**14]
    assert any("on the market" in text for text in desk.window.toasts.texts)


def test_a_package_that_fits_no_rule_is_not_offered_for_sale(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.faults["selling.inspect"] = InvalidPackage(
            (CoreBreach("op", "graph.onnx", "Loop is not allowed"),)
        )

    desk = make_desk(prepare)
    desk.go("sell")
    form = desk.page(SellPage).form
    form.inspect(Path("model"))
    desk.settle()

    assert form.fault.isVisible()
    assert not form.publish.isVisible()


def test_a_wrong_price_is_named_and_nothing_is_listed(desk: Desk) -> None:
    desk.go("sell")
    form = desk.page(SellPage).form
    form.inspect(Path("model"))
    desk.settle()
    form.price.setText("1,5")
    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.published == []
    assert "1,5" in form.fault.body.text()


def test_orders_and_listings_are_shown_with_their_states(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        row = values.listings()[0]
        show.selling.listings = [values.own_listing(row)]
        show.selling.sales = [values.sale(1, row, SaleState.SEEN), values.sale(2, row, SaleState.FINAL)]

    desk = make_desk(prepare)
    desk.go("sell")
    texts = [label.text() for label in desk.page(SellPage).findChildren(QLabel)]

    for part in ("For sale", "To deliver", "Paid out"):
        assert part in texts


def test_unknown_earnings_are_not_shown_as_zero(make_desk: MakeDesk) -> None:
    desk = make_desk(failing("selling.earnings"))
    desk.go("sell")
    texts = [label.text() for label in desk.page(SellPage).earnings.findChildren(QLabel)]

    assert texts.count("unknown") == 4


# Settings


def test_a_theme_is_applied_and_kept(desk: Desk) -> None:
    from desktop.ui.theme import Theme

    desk.go("settings")
    page = desk.page(SettingsPage)
    page.theme.setCurrentIndex(page.theme.findData("dark"))
    page.theme.activated.emit(page.theme.currentIndex())
    desk.settle()

    assert Theme.current().is_dark
    assert desk.show.settings.kept.theme == "dark"


def test_the_keychain_asks_for_the_password_first(desk: Desk) -> None:
    desk.go("settings")
    page = desk.page(SettingsPage).security
    page.keychain.click()
    assert not page.keychain.isChecked()
    desk.type("password", "correct horse")
    desk.press("unlock-confirm")
    desk.settle()

    assert desk.show.accounts.keychain_enabled


# Welcome


def new_wallet(show: Showcase) -> None:
    show.accounts.state = WalletState.NONE


def test_a_wallet_is_created_only_after_the_words_are_typed_back(make_desk: MakeDesk) -> None:
    desk = make_desk(new_wallet)
    page = desk.page(WelcomePage)
    desk.press("welcome-create")
    desk.type("welcome-password", "long enough")
    desk.type("welcome-password-again", "long enough")
    desk.press("welcome-make")
    desk.settle()
    assert page.words.words == values.WORDS
    desk.press("welcome-written")
    for place in page.check.places:
        desk.type(f"welcome-word-{place}", "wrong")
    desk.press("welcome-check")
    desk.settle()
    assert page.step == "check"
    assert page.fault.isVisible()
    for place in page.check.places:
        desk.type(f"welcome-word-{place}", values.WORDS[place])
    desk.press("welcome-check")
    desk.settle()

    assert page.step == "done"
    assert desk.show.accounts.backup_confirmed


@pytest.mark.parametrize(("first", "second"), [("short", "short"), ("long enough", "different one")])
def test_a_bad_password_goes_no_further(make_desk: MakeDesk, first: str, second: str) -> None:
    desk = make_desk(new_wallet)
    desk.press("welcome-create")
    desk.type("welcome-password", first)
    desk.type("welcome-password-again", second)
    desk.press("welcome-make")
    desk.settle()

    assert desk.page(WelcomePage).step == "password"
    assert desk.page(WelcomePage).fault.isVisible()
    assert desk.show.accounts.state is WalletState.NONE


def test_leaving_the_page_forgets_every_secret(make_desk: MakeDesk) -> None:
    desk = make_desk(new_wallet)
    page = desk.page(WelcomePage)
    desk.press("welcome-create")
    desk.type("welcome-password", "long enough")
    desk.type("welcome-password-again", "long enough")
    desk.press("welcome-make")
    desk.settle()
    page.phrase.setPlainText("legal winner")
    desk.go("market")

    assert page.words.words == ()
    assert page.password.text() == page.again.text() == page.phrase.toPlainText() == ""


def test_restoring_finds_the_orders_again(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        new_wallet(show)
        show.restoring.found = 2

    desk = make_desk(prepare)
    page = desk.page(WelcomePage)
    desk.press("welcome-restore")
    page.phrase.setPlainText(" ".join(values.WORDS))
    desk.type("welcome-new-password", "long enough")
    desk.press("welcome-restore-now")
    desk.settle()

    assert page.step == "done"
    assert "2 orders found" in desk.window.toasts.texts


def test_looking_around_needs_no_wallet(make_desk: MakeDesk) -> None:
    desk = make_desk(new_wallet)
    desk.press("welcome-look")

    assert isinstance(desk.window.page, MarketPage)
