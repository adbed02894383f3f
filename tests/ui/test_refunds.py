"""The refund page and what leads to it: everything is said before the one press, and what follows is told too."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.core.errors import NodeUnreachable, WalletLocked
from desktop.core.orders import PurchaseState
from desktop.core.runs import FailedTest, Miss
from desktop.services.accounts import WalletState
from desktop.services.purchase import RefundOptions
from desktop.ui import showcase_values as values
from desktop.ui.dialogs import ConfirmDialog, PasswordDialog, TextDialog
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.order import OrderPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_accounts import PASSWORD
from desktop.ui.showcase_values import FAILED_TEST
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
FAULT = NodeUnreachable("https://node.example")
CREDIT_RISK = 8
WRONG = [PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT]


def bought(state: PurchaseState, **changes: object) -> Callable[[Showcase], None]:
    """A purchase of the listing for 0.025 ETH, with a bond of 0.002 ETH, in a state."""

    def prepare(show: Showcase) -> None:
        row = next(row for row in show.catalogue.rows if row.id == CREDIT_RISK)
        show.purchases.kept["mine"] = replace(values.purchase("mine", row, state), **changes)

    return prepare


def late(show: Showcase) -> None:
    bought(PurchaseState.WAITING)(show)
    show.purchases.options = RefundOptions(
        can_confirm=False, can_refund=True, can_complain=False, amount_wei=255 * 10**14, cost_most_wei=10**13,
        until=values.NOW, reason="not-delivered",
    )  # fmt: skip


failed_test = bought(PurchaseState.PROVISIONAL, self_test_ok=False, failed_test=FAILED_TEST)


def words_of(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def primary_buttons(page: QWidget) -> list[str]:
    return [
        button.objectName()
        for button in page.findChildren(QPushButton)
        if button.isVisible() and button.property("kind") in {"primary", "large"}
    ]


# The refund page


@pytest.mark.parametrize("state", WRONG)
def test_the_refund_page_says_what_comes_back_what_it_costs_and_until_when(
    make_desk: MakeDesk, state: PurchaseState
) -> None:
    desk = make_desk(bought(state))
    desk.go("order", "mine")
    words = words_of(desk.page(OrderPage))

    for part in (
        "0.027 ETH", "the price of 0.025 ETH, and the seller's bond of 0.002 ETH", "0.00001995 ETH at most",
        "Possible until", "The world sees", "Your account",
    ):  # fmt: skip
        assert part in words
    assert desk.page(OrderPage).remedies.complain.text() == "Get 0.027 ETH back"


@pytest.mark.parametrize("state", WRONG)
def test_one_press_files_the_complaint(make_desk: MakeDesk, state: PurchaseState) -> None:
    desk = make_desk(bought(state))
    desk.go("order", "mine")

    desk.press("order-complain")
    desk.settle()

    assert desk.dialog is None
    assert desk.show.purchases.acts == [("complain", "mine")]
    assert desk.page(OrderPage).state.text() == "Refunded"
    assert "You got back\n0.027 ETH" in words_of(desk.page(OrderPage))


def test_one_press_takes_the_money_of_a_late_order_back(make_desk: MakeDesk) -> None:
    desk = make_desk(late)
    desk.go("order", "mine")
    words = words_of(desk.page(OrderPage))
    assert "0.0255 ETH" in words
    assert "the price of 0.025 ETH, and 0.0005 ETH from the seller's bond for being late" in words

    desk.show.purchases.options = None
    desk.press("order-refund")
    desk.settle()

    assert desk.dialog is None
    assert desk.show.purchases.acts == [("refund", "mine")]
    assert desk.page(OrderPage).state.text() == "Refunded"


def test_a_complaint_goes_on_while_other_pages_are_open(make_desk: MakeDesk) -> None:
    desk = make_desk(bought(PurchaseState.WRONG_KEY))
    desk.go("order", "mine")

    desk.press("order-complain")
    desk.go("library")

    assert desk.show.purchases.acts == [("complain", "mine")]


def test_a_complaint_that_fails_says_so_and_can_be_tried_again(make_desk: MakeDesk) -> None:
    desk = make_desk(bought(PurchaseState.WRONG_KEY))
    desk.show.gate.faults["purchases.complain"] = FAULT
    desk.go("order", "mine")
    desk.press("order-complain")
    page = desk.page(OrderPage)
    desk.until(page.progress.retry.isVisible, "the failure")
    assert not page.remedies.complain.isVisible()  # one way on, not two

    desk.show.gate.faults.clear()
    desk.press("purchase-retry")
    desk.settle()

    assert desk.show.purchases.kept["mine"].state is PurchaseState.REFUNDED


def test_a_refund_that_fails_says_so_and_can_be_pressed_again(make_desk: MakeDesk) -> None:
    desk = make_desk(late)
    desk.show.gate.faults["purchases.refund"] = FAULT
    desk.go("order", "mine")
    desk.press("order-refund")
    desk.settle()
    remedies = desk.page(OrderPage).remedies

    assert remedies.fault.isVisible()
    assert remedies.refund.isEnabled()


def test_taking_the_money_back_with_a_locked_wallet_asks_for_the_password(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        late(show)
        show.accounts.state = WalletState.LOCKED
        show.gate.faults["purchases.refund"] = WalletLocked()

    desk = make_desk(prepare)
    desk.go("order", "mine")
    desk.press("order-refund")
    desk.settle()
    assert isinstance(desk.dialog, PasswordDialog)

    desk.show.gate.faults.clear()
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()
    desk.press("order-refund")
    desk.settle()

    assert desk.show.purchases.acts == [("refund", "mine")]


def test_the_listing_of_a_cheat_leads_to_the_money_and_promises_no_model(make_desk: MakeDesk) -> None:
    """The panel's grey button went on saying “Being bought”."""
    desk = make_desk(bought(PurchaseState.WRONG_KEY))
    desk.go("listing", str(CREDIT_RISK))
    page = desk.page(ListingPage)

    assert "eing bought" not in words_of(page)
    assert not page.panel.button.isVisible()
    assert primary_buttons(page) == ["purchase-claim"]
    desk.press("purchase-claim")
    assert desk.page(OrderPage)._id == "mine"


# One primary action


@pytest.mark.parametrize("page", ["order", "listing"])
@pytest.mark.parametrize(
    "prepare",
    [bought(state) for state in PurchaseState if state is not PurchaseState.CANCELLED] + [late, failed_test],
)
def test_a_page_of_a_purchase_has_one_primary_action_at_most(
    make_desk: MakeDesk, prepare: Callable[[Showcase], None], page: str
) -> None:
    """An owned listing had two buttons “Run”."""
    desk = make_desk(prepare)
    desk.go(page, "mine" if page == "order" else str(CREDIT_RISK))

    assert desk.window.page is not None
    assert len(primary_buttons(desk.window.page)) <= 1


# A wallet that is locked meanwhile


def locked(show: Showcase) -> None:
    bought(PurchaseState.DELIVERED)(show)
    show.accounts.state = WalletState.LOCKED


def test_what_waits_for_the_wallet_is_not_called_stopped(make_desk: MakeDesk) -> None:
    desk = make_desk(locked)
    desk.go("library")
    card = desk.page(LibraryPage)._cards["mine"]

    assert card.state.text() == "Waits for your wallet to be unlocked"
    assert (card.unlock.isVisible(), card.run.isVisible()) == (True, False)


def test_unlocking_from_the_library_lets_the_purchase_go_on(make_desk: MakeDesk) -> None:
    desk = make_desk(locked)
    desk.show.purchases.left_behind = frozenset({"mine"})
    desk.go("library")
    desk.press("library-unlock")
    desk.type("password", PASSWORD)
    desk.press("unlock-confirm")
    desk.settle()

    assert desk.show.purchases.kept["mine"].state is PurchaseState.PROVISIONAL
    assert desk.page(LibraryPage)._cards["mine"].run.isVisible()


def test_a_step_that_waits_for_the_wallet_has_not_failed(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        bought(PurchaseState.DELIVERED)(show)
        show.purchases.left_behind = frozenset({"mine"})
        show.gate.faults["purchases.check"] = WalletLocked()

    desk = make_desk(prepare)
    desk.go("order", "mine")
    page = desk.page(OrderPage)

    assert dict(page.progress.line.steps)["check"] == "now"
    assert page.progress.title.text() == "Waits for your wallet to be unlocked"
    assert primary_buttons(page) == ["purchase-unlock"]


# A self-test outside its tolerance


def test_a_failed_self_test_tells_what_was_expected_and_what_came(make_desk: MakeDesk) -> None:
    desk = make_desk(failed_test)
    desk.go("order", "mine")
    words = words_of(desk.page(OrderPage))

    assert "3 of 8 test vectors" in words
    for part in ("probabilities", "0.971301", "0.51912", "± 0.001071", "451 times", "another shape"):
        assert part in words
    assert desk.page(OrderPage).state.text() == "Self-test failed"


def test_a_failed_self_test_is_said_to_be_refundable_by_no_proof(make_desk: MakeDesk) -> None:
    desk = make_desk(failed_test)
    desk.go("order", "mine")
    page = desk.page(OrderPage)

    assert "No proof brings money back for this" in words_of(page)
    assert "not that they are useful" in page.self_test.meaning.body.text()
    assert not page.remedies.complain.isVisible()
    assert page.remedies.confirm.text() == "Release payment anyway"
    assert primary_buttons(page) == ["self-test-ask"]  # neither to release the payment nor to run it


def test_asking_the_seller_gives_a_text_to_copy_and_sends_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk(failed_test)
    desk.go("order", "mine")
    desk.press("self-test-ask")
    dialog = desk.dialog
    assert isinstance(dialog, TextDialog)
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    dialog.accept()

    for part in (
        "Credit risk",
        "0x",
        "vector 2, output probabilities: expected 0.971301, came 0.51912",
        "refund",
    ):
        assert part in text
    assert desk.show.purchases.acts == []


def test_a_test_that_could_not_be_finished_says_why(make_desk: MakeDesk) -> None:
    fault = FailedTest(fault="ModelOutOfMemory")
    desk = make_desk(bought(PurchaseState.PROVISIONAL, self_test_ok=False, failed_test=fault))
    desk.go("order", "mine")

    assert "more memory" in desk.page(OrderPage).self_test.sentence.text()


def test_a_failed_test_that_was_kept_without_numbers_is_still_told(make_desk: MakeDesk) -> None:
    """As versions before this one kept it."""
    desk = make_desk(bought(PurchaseState.FINAL, self_test_ok=False))
    desk.go("order", "mine")

    assert desk.page(OrderPage).self_test.isVisible()


def test_a_test_that_came_out_is_not_spoken_of(make_desk: MakeDesk) -> None:
    desk = make_desk(bought(PurchaseState.PROVISIONAL))
    desk.go("order", "mine")

    assert not desk.page(OrderPage).self_test.isVisible()


def test_an_outputs_name_is_shown_as_plain_text(make_desk: MakeDesk) -> None:
    """It is the seller's."""
    miss = Miss(1, "<b>pay</b>", 3.0, 1.0, 2.0, 0.1)
    desk = make_desk(
        bought(PurchaseState.PROVISIONAL, self_test_ok=False, failed_test=FailedTest(1, 1, (miss,)))
    )
    desk.go("order", "mine")

    assert "<b>pay</b>" in words_of(desk.page(OrderPage).self_test)


def test_after_a_failed_test_asking_comes_first_and_rating_waits_for_the_final_licence(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk(failed_test)
    desk.go("order", "mine")
    page = desk.page(OrderPage)
    assert not page.review.isVisible()
    assert "once the licence is final" in words_of(page.self_test)

    desk.show.purchases.kept["mine"] = replace(desk.show.purchases.kept["mine"], state=PurchaseState.FINAL)
    page.refresh()
    desk.settle()

    assert page.review.rate.isVisible()
    assert page.review.rate.property("kind") == "secondary"
    assert page.self_test.ask.property("kind") == "primary"


def test_releasing_after_a_failed_test_still_asks_first(make_desk: MakeDesk) -> None:
    desk = make_desk(failed_test)
    desk.go("order", "mine")
    desk.press("order-confirm")
    dialog = desk.dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.reject()
    desk.settle()

    assert desk.show.purchases.acts == []
