"""Block lists on the screen: what is added, refused, said, hidden and shown again; and nothing hidden silently."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QLineEdit

from desktop.core.block_lists import Mode, read_signed
from desktop.services.accounts import WalletState
from desktop.services.block_lists import BlockListUnavailable
from desktop.ui import showcase_values as values
from desktop.ui.pages.compare_lists import CompareListsDialog
from desktop.ui.pages.list_dialogs import EntriesDialog, HideDialog, OfferDialog, RenameDialog
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.lists import ListsPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.pages.market_lists import HiddenDialog
from desktop.ui.screens_lists import one_list, several_lists
from desktop.ui.showcase_lists import LONG_REASON, OTHER, about, sample_copies, sample_list
from desktop.ui.waiting import wait_until
from tests.ui.conftest import Desk


def texts(widget: object) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]  # type: ignore[attr-defined]


def opened(desk: Desk, data: bytes, folder: Path) -> ListsPage:
    desk.go("lists")
    page = desk.page(ListsPage)
    path = folder / "list.json"
    path.write_bytes(data)
    page.open_file(path)
    desk.settle()
    return page


def dialog(desk: Desk, kind: type[QDialog]) -> QDialog:
    wait_until(lambda: isinstance(desk.dialog, kind), kind.__name__)
    assert isinstance(desk.dialog, kind)
    return desk.dialog


def press(widget: QDialog, name: str) -> None:
    button = widget.findChild(QAbstractButton, name)
    assert button is not None
    button.click()


def test_without_lists_the_page_says_what_to_do(desk: Desk) -> None:
    desk.go("lists")

    assert desk.page(ListsPage).states.empty.title.text() == "No lists yet"


def test_a_list_is_shown_before_it_is_used_and_then_hides(desk: Desk, tmp_path: Path) -> None:
    opened(desk, sample_copies(), tmp_path)
    offer = dialog(desk, OfferDialog)
    assert "Copied models" in texts(offer)

    press(offer, "offer-confirm")
    desk.settle()

    assert [card.view.kept.name for card in desk.page(ListsPage).cards] == ["Copied models"]
    assert desk.show.block_lists.hidden() == frozenset({4, 8})


def test_a_list_may_only_warn(desk: Desk, tmp_path: Path) -> None:
    opened(desk, sample_copies(), tmp_path)
    offer = dialog(desk, OfferDialog)
    assert isinstance(offer, OfferDialog)
    offer.mode.setCurrentIndex(offer.mode.findData(Mode.WARN))

    press(offer, "offer-confirm")
    desk.settle()

    assert desk.show.block_lists.hidden() == frozenset()
    assert desk.show.block_lists.findings(desk.show.catalogue.listing(4))


@pytest.mark.parametrize(
    ("data", "author", "title"),
    [
        (sample_copies(4), OTHER, "The signature of this list is wrong"),
        (sample_list(version=5, author=OTHER), OTHER, "The author of this list has changed"),
        (sample_copies(1), None, "This is an older version"),
        (sample_list(about(1, "spam", "x"), version=3), None, "There are two lists of one version"),
        (b"{}", None, "This is no block list"),
    ],
)
def test_what_must_not_be_believed_is_refused_in_words(
    desk: Desk, tmp_path: Path, data: bytes, author: object, title: str
) -> None:
    one_list(desk.show)
    if author is not None:
        desk.show.lists.author = author  # type: ignore[assignment]

    page = opened(desk, data, tmp_path)

    assert page.fault.isVisible()
    assert page.fault.title.text() == title
    assert desk.dialog is None
    assert desk.show.block_lists.hidden() == frozenset({4, 8})


def test_an_address_that_does_not_answer_is_said(desk: Desk) -> None:
    desk.show.gate.faults["lists.fetch"] = BlockListUnavailable("https://example.org/a.json")
    desk.go("lists")
    page = desk.page(ListsPage)

    page.open_address("https://example.org/a.json")
    desk.settle()

    assert page.fault.title.text() == "No list came from this address"


def test_the_market_says_how_many_are_hidden_and_shows_them_with_list_and_reason(desk: Desk) -> None:
    one_list(desk.show)
    desk.go("market")
    page = desk.page(MarketPage)
    desk.until(page.line.hidden.isVisible, "the count")
    assert page.line.hidden.text() == "2 hidden by your lists"

    desk.press("market-hidden")
    shown = dialog(desk, HiddenDialog)

    said = texts(shown)
    assert "Copied models: A copy" in said
    assert any(text.startswith("<b>Not bold</b>") for text in said)
    assert not any("\u202e" in text for text in said)
    press(shown, "hidden-open")
    desk.settle()
    assert isinstance(desk.window.page, ListingPage)


def test_a_listed_listing_says_who_says_what(desk: Desk) -> None:
    several_lists(desk.show)
    desk.go("listing", "4")
    bar = desk.page(ListingPage).listed
    desk.until(bar.isVisible, "the bar")

    body = bar.banner.body.text()
    assert bar.banner.title.text() == "Your lists hide this listing from the market"
    assert "Copied models: A copy" in body
    assert "Second opinions: Misleading" in body
    assert "Forty listings of one model." in body


def test_what_is_owned_is_not_hidden_and_the_bar_says_so(desk: Desk) -> None:
    one_list(desk.show)
    desk.show.lists.owned = frozenset({4})
    desk.go("listing", "4")
    bar = desk.page(ListingPage).listed
    desk.until(bar.isVisible, "the bar")

    assert "because you own a licence" in bar.banner.title.text()
    desk.go("market")
    assert desk.page(MarketPage).line.hidden.text() == "1 hidden by your lists"


def test_an_unlisted_listing_has_no_bar(desk: Desk) -> None:
    one_list(desk.show)
    desk.go("listing", "4")
    desk.go("listing", "1")

    assert not desk.page(ListingPage).listed.isVisible()


def test_buying_what_is_listed_asks_once_more_with_the_reason(desk: Desk) -> None:
    one_list(desk.show)
    desk.go("listing", "4")
    page = desk.page(ListingPage)
    desk.until(page.listed.isVisible, "the bar")

    desk.press("buy")
    asked = dialog(desk, QDialog)
    assert any("The same content as Polyglot 1.2" in text for text in texts(asked))
    press(asked, "confirm-cancel")
    desk.settle()
    assert desk.show.purchases.purchases() == []
    assert page.panel.button.isEnabled()

    desk.press("buy")
    press(dialog(desk, QDialog), "confirm")
    desk.until(desk.show.purchases.purchases, "the purchase")


def test_hiding_a_listing_by_hand_puts_it_into_the_own_list(desk: Desk) -> None:
    desk.go("listing", "4")
    desk.press("listing-hide")
    asked = dialog(desk, HideDialog)
    reason = asked.findChild(QLineEdit, "hide-reason")
    assert reason is not None
    reason.setText("It is mine")

    press(asked, "hide-confirm")
    desk.until(desk.page(ListingPage).listed.isVisible, "the bar")

    assert "It is mine" in desk.page(ListingPage).listed.banner.body.text()
    own = desk.show.block_lists.own()
    assert own is not None
    assert own.entries == 1


def test_hiding_a_seller_hides_all_of_the_seller(desk: Desk) -> None:
    desk.go("listing", "4")
    desk.press("listing-hide")
    asked = dialog(desk, HideDialog)
    what = asked.findChild(QComboBox, "hide-what")
    assert what is not None
    what.setCurrentIndex(1)

    press(asked, "hide-confirm")
    desk.settle()

    assert desk.show.block_lists.hidden() == frozenset({desk.show.catalogue.listing(4).terms.seller})


def test_taking_an_entry_out_of_the_own_list_shows_it_again(desk: Desk) -> None:
    desk.show.block_lists.hide(4, "spam", "x")
    desk.go("lists")
    desk.press("list-entries")

    press(dialog(desk, EntriesDialog), "entry-out")
    desk.settle()

    assert desk.show.block_lists.hidden() == frozenset()


def test_what_a_new_version_changed_is_marked_until_it_was_looked_at(desk: Desk) -> None:
    one_list(desk.show)
    desk.show.lists.add(sample_copies(4))
    desk.go("lists")
    page = desk.page(ListsPage)
    assert "New since you looked: 1 added" in texts(page.cards[0])

    desk.press("list-entries")
    dialog(desk, EntriesDialog)
    desk.settle()

    assert not any(text.startswith("New since") for text in texts(page.cards[0]))


def test_the_mode_of_a_list_is_changed_on_its_card(desk: Desk) -> None:
    one_list(desk.show)
    desk.go("lists")
    choice = desk.page(ListsPage).cards[0].findChild(QComboBox, "list-mode")
    assert choice is not None

    choice.setCurrentIndex(choice.findData(Mode.OFF))
    choice.activated.emit(choice.currentIndex())
    desk.settle()

    assert desk.show.block_lists.findings(desk.show.catalogue.listing(4)) == ()


def test_two_lists_are_compared(desk: Desk) -> None:
    several_lists(desk.show)
    desk.go("lists")
    desk.press("lists-compare")
    compared = dialog(desk, CompareListsDialog)
    assert isinstance(compared, CompareListsDialog)
    desk.settle()

    assert compared.summary.text() == "2 added  ·  1 removed  ·  1 changed"
    assert compared.after.findText("Copied models, version 3") >= 0


def test_the_own_list_is_exported_after_it_was_said_what_is_signed(desk: Desk, tmp_path: Path) -> None:
    desk.show.block_lists.hide(4, "spam", "x")
    desk.go("lists")
    desk.press("list-export")
    said = " ".join(texts(dialog(desk, QDialog)))
    assert values.BUYER.short in said
    assert "version 1" in said

    desk.page(ListsPage).export_to(tmp_path / "mine.json")
    desk.settle()

    assert read_signed((tmp_path / "mine.json").read_bytes())[0].author_address == values.BUYER


def test_the_own_list_gets_a_name(desk: Desk) -> None:
    desk.show.block_lists.hide(4, "spam", "x")
    desk.go("lists")
    assert "My list (yours)" in texts(desk.page(ListsPage).cards[0])
    desk.press("list-rename")
    asked = dialog(desk, RenameDialog)
    assert isinstance(asked, RenameDialog)
    asked.name.setText("Ada's list")

    press(asked, "rename-confirm")
    desk.settle()

    assert "Ada's list (yours)" in texts(desk.page(ListsPage).cards[0])


def test_with_a_locked_wallet_nothing_is_signed_and_the_wallet_is_asked_for(
    desk: Desk, tmp_path: Path
) -> None:
    desk.show.block_lists.hide(4, "spam", "x")
    desk.show.accounts.state = WalletState.LOCKED
    desk.go("lists")

    desk.page(ListsPage).export_to(tmp_path / "mine.json")
    desk.settle()

    assert not (tmp_path / "mine.json").exists()
    assert desk.dialog is not None
    assert desk.dialog.objectName() == "password-dialog"


def test_removing_a_list_asks_and_shows_again_what_it_hid(desk: Desk) -> None:
    one_list(desk.show)
    desk.go("lists")
    desk.press("list-remove")

    press(dialog(desk, QDialog), "confirm")
    desk.settle()

    assert desk.show.block_lists.hidden() == frozenset()
    assert desk.page(ListsPage).cards == []


def test_a_strangers_reason_is_cleaned_and_never_markup(desk: Desk) -> None:
    desk.show.lists.add(sample_list(about(1, "spam", LONG_REASON), name="<h1>x</h1>\u202e"))
    desk.go("lists")
    page = desk.page(ListsPage)

    assert "<h1>x</h1>" in texts(page.cards[0])
    assert not any("\u202e" in text for text in texts(page))
