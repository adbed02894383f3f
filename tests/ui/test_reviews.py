"""Rating, answering and reporting in the window: what is said before sending, and every state of what is shown."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QRadioButton

from desktop.core.changes import Change, Topic
from desktop.core.errors import NodeUnreachable
from desktop.core.listings import Sorting
from desktop.core.orders import PurchaseState
from desktop.core.reviews import ReviewPlace
from desktop.services.accounts import WalletState
from desktop.ui import showcase_values as values
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.pages.order import OrderPage
from desktop.ui.pages.review_dialogs import AnswerDialog, RateDialog, ReportDialog, WritingDialog
from desktop.ui.pages.sell import SellPage
from desktop.ui.rating_words import breakable, rating_text
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_reviews import hostile_review, sample_reports, sample_reviews
from desktop.ui.theme import Theme
from desktop.ui.widgets.review_row import ReviewRow
from desktop.ui.widgets.stars import StarChoice, StarSpread, StarsView
from tests.ui.conftest import Desk

FAULT = NodeUnreachable("https://node.example")
MakeDesk = Callable[..., Desk]


def owned(show: Showcase) -> None:
    show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[0], PurchaseState.FINAL)


def dialog(desk: Desk) -> WritingDialog[object]:
    found = desk.dialog
    assert isinstance(found, WritingDialog)
    return found


def rating(desk: Desk) -> RateDialog:
    desk.go("order", "mine")
    desk.press("order-rate")
    desk.settle()
    found = desk.dialog
    assert isinstance(found, RateDialog)
    return found


# The stars


def test_each_star_is_a_radio_button_with_words(theme: Theme) -> None:
    choice = StarChoice()

    names = [button.accessibleName() for button in choice.findChildren(QRadioButton)]

    assert [name[:7] for name in names] == ["1 star:", "2 stars", "3 stars", "4 stars", "5 stars"]


def test_digits_and_arrows_choose_stars(theme: Theme) -> None:
    choice = StarChoice()
    seen: list[object] = []
    choice.chosen.connect(seen.append)
    choice.show()
    first = choice.findChildren(QRadioButton)[0]

    QTest.keyClick(first, Qt.Key.Key_4)
    by_digit = choice.stars
    QTest.keyClick(choice.findChildren(QRadioButton)[3], Qt.Key.Key_Right)
    by_arrow = choice.stars
    QTest.keyClick(choice.findChildren(QRadioButton)[4], Qt.Key.Key_Right)
    at_the_end = choice.stars
    QTest.keyClick(choice.findChildren(QRadioButton)[4], Qt.Key.Key_Down)
    choice.close()

    assert (by_digit, by_arrow, at_the_end, choice.stars) == (4, 5, 5, 4)
    assert seen[-1] == 4


def test_the_whole_star_can_be_pressed(theme: Theme) -> None:
    choice = StarChoice()
    choice.show()
    third = choice.findChildren(QRadioButton)[2]

    QTest.mouseClick(third, Qt.MouseButton.LeftButton, pos=third.rect().bottomRight())

    assert choice.stars == 3
    choice.close()


def test_shown_stars_and_their_spread_are_told_in_words(theme: Theme) -> None:
    spread = StarSpread()
    spread.show_counts((1, 0, 2, 3, 4))

    assert StarsView(4000).accessibleName() == "4 of 5 stars"
    assert StarsView(4123).accessibleName() == "4.1 of 5 stars"
    assert spread.accessibleDescription().startswith("5 of 5 stars: 4, 4 of 5 stars: 3")


# The listing


def test_a_listing_shows_its_ratings_with_answers_and_what_does_not_count(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: setattr(show.reviews, "rows", sample_reviews()))
    desk.go("listing", "1")
    section = desk.page(ListingPage).ratings

    assert section.mean.text() == "4.1"
    assert section.count.text() == "6 ratings"
    assert "1 rating of the seller's own is not counted." in section.note.text()
    assert len(section.list.rows) == 5
    words = [label.text() for label in section.findChildren(QLabel)]
    assert "The seller's answer" in words

    section.list.more.click()
    desk.settle()
    assert len(section.list.rows) == 7
    assert section.list.more.isHidden()
    assert any("seller's own account" in label.text() for label in section.findChildren(QLabel))


def test_few_ratings_are_counted_without_a_mean(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: setattr(show.reviews, "rows", sample_reviews()[:3]))
    desk.go("listing", "1")
    section = desk.page(ListingPage).ratings

    assert section.mean.isHidden()
    assert section.count.text() == "3 ratings"
    assert "from 5 ratings on" in section.note.text()


@pytest.mark.parametrize(
    ("listing", "is_there", "words"),
    [
        ("1", True, "Nobody has rated this model yet"),
        ("1", False, "There are no ratings on this network."),
        ("3", True, "Free models have no licences"),
    ],
)
def test_a_listing_without_ratings_says_why(
    make_desk: MakeDesk, listing: str, is_there: bool, words: str
) -> None:
    desk = make_desk(lambda show: setattr(show.reviews, "is_there", is_there))
    desk.go("listing", listing)
    section = desk.page(ListingPage).ratings

    assert words in section.note.text()
    assert section._head.isHidden()


def test_a_node_that_is_away_is_not_a_network_without_ratings(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: show.gate.faults.update({"reviews.has_ratings": FAULT}))
    desk.go("listing", "1")

    assert "Nobody has rated" in desk.page(ListingPage).ratings.note.text()


def test_ratings_that_cannot_be_read_can_be_tried_again(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.reviews.rows = sample_reviews()
        show.gate.faults["reviews.ratings_of"] = FAULT

    desk = make_desk(prepare)
    desk.go("listing", "1")
    section = desk.page(ListingPage).ratings
    assert section.list.fault.isVisible()

    desk.show.gate.faults.clear()
    section.list.fault.button.click()
    desk.settle()
    assert section.list.fault.isHidden()
    assert len(section.list.rows) == 5


def test_new_ratings_appear_without_closing_what_was_opened(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: setattr(show.reviews, "rows", sample_reviews()))
    desk.go("listing", "1")
    section = desk.page(ListingPage).ratings
    section.list.more.click()
    desk.settle()
    before = section.findChildren(ReviewRow)

    desk.window.bus.changed.emit(Change(Topic.CATALOGUE))
    desk.settle()
    assert section.findChildren(ReviewRow) == before, "the same rows were drawn again"

    newest = replace(sample_reviews()[0], order_id=5, place=ReviewPlace(9000, 0), stars=1)
    desk.show.reviews.rows = [newest, *sample_reviews()]
    desk.window.bus.changed.emit(Change(Topic.CATALOGUE))
    desk.settle()
    assert section.list.rows[0] == newest
    assert len(section.list.rows) == 7


def test_hostile_ratings_are_plain_text_that_breaks(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: setattr(show.reviews, "rows", [hostile_review()]))
    desk.go("listing", "1")
    section = desk.page(ListingPage).ratings
    labels = [label for label in section.findChildren(QLabel) if "FREE" in label.text()]

    assert labels
    assert labels[0].textFormat() is Qt.TextFormat.PlainText
    assert "<b>FREE</b>" in labels[0].text()
    assert max(map(len, labels[0].text().replace("\u200b", " ").split())) <= 25


def test_long_words_can_break_and_short_ones_stay() -> None:
    assert breakable("short words stay") == "short words stay"
    assert breakable("x" * 25).replace("\u200b", "") == "x" * 25
    assert "\u200b" in breakable("x" * 25)


# The market


def test_the_market_sorts_by_rating_and_says_it_in_words(desk: Desk) -> None:
    page = desk.page(MarketPage)
    place = page.sorting.findText("Best rated")
    page.sorting.setCurrentIndex(place)

    assert page.query.sorting is Sorting.BEST_RATED
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("4.6 of 5, 64 ratings")


def test_cards_show_a_mean_only_from_five_ratings_on() -> None:
    by_title = {row.title: rating_text(row) for row in values.listings()}

    assert by_title["Photo denoiser"] == "3 ratings"
    assert by_title["Credit risk"] == "1 rating"
    assert by_title["Retail demand"] == ""


# Rating an own licence


def test_a_final_licence_offers_to_rate_as_the_one_primary_action(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    desk.go("order", "mine")
    page = desk.page(OrderPage)

    primary = [b.objectName() for b in page.findChildren(QAbstractButton) if b.property("kind") == "primary" and b.isVisible()]  # fmt: skip
    assert primary == ["order-rate"]


@pytest.mark.parametrize("state", [PurchaseState.PROVISIONAL, PurchaseState.WAITING, PurchaseState.REFUNDED])
def test_what_is_not_final_offers_no_rating(make_desk: MakeDesk, state: PurchaseState) -> None:
    def prepare(show: Showcase) -> None:
        show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[0], state)

    desk = make_desk(prepare)
    desk.go("order", "mine")

    assert desk.page(OrderPage).review.isHidden()
    assert desk.page(OrderPage).progress.run.property("kind") == "primary"


def test_going_from_a_final_order_to_a_provisional_one_hides_the_rating(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.purchases.kept["other"] = values.purchase(
            "other", show.catalogue.rows[1], PurchaseState.PROVISIONAL
        )

    desk = make_desk(prepare)
    desk.go("order", "mine")
    desk.go("order", "other")

    assert desk.page(OrderPage).review.isHidden()


def test_before_sending_it_says_that_a_rating_is_public_for_ever_and_its_cost(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    found = rating(desk)
    words = " ".join(label.text() for label in found.findChildren(QLabel))

    assert "public for ever" in words
    assert values.BUYER.short in words
    assert "0.000052 ETH at most" in found.cost.text()


def test_a_rating_is_sent_with_its_stars_and_shown_at_once(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    found = rating(desk)
    assert not found.confirm.isEnabled()

    found.stars.choose(4)
    found.edit.setPlainText("Good on clean scans.")
    desk.press("review-send")
    desk.settle()

    assert desk.show.reviews.sent == [("mine", 4, "Good on clean scans.")]
    assert desk.dialog is None
    page = desk.page(OrderPage)
    assert page.review.findChildren(ReviewRow)[-1].review.stars == 4
    assert page.review.rate.text() == "Change rating"
    assert page.progress.run.property("kind") == "primary"


def test_editing_begins_with_what_was_said(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    desk.show.reviews.rate("mine", 2, "Poor.")
    found = rating(desk)

    assert (found.stars.stars, found.text) == (2, "Poor.")
    assert found.windowTitle().startswith("Change your rating")


def test_the_counter_counts_bytes_and_stops_too_long_texts(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    found = rating(desk)
    found.stars.choose(5)

    found.edit.setPlainText("é" * 256)
    fits = (found.counter.text(), found.confirm.isEnabled())
    found.edit.setPlainText("é" * 257)

    assert fits == ("512 of 512 bytes", True)
    assert found.counter.text() == "514 of 512 bytes"
    assert found.counter.property("role") == "danger"
    assert not found.confirm.isEnabled()


def test_a_rating_that_cannot_be_sent_keeps_the_words(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.gate.faults["reviews.rate"] = FAULT

    desk = make_desk(prepare)
    found = rating(desk)
    found.stars.choose(1)
    found.edit.setPlainText("Bad.")
    desk.press("review-send")
    desk.settle()

    assert found.fault.isVisible()
    assert (found.text, found.confirm.isEnabled(), found.confirm.text()) == ("Bad.", True, "Publish rating")


def test_what_it_costs_must_be_known_before_it_is_sent(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.gate.faults["reviews.rating_cost"] = FAULT

    desk = make_desk(prepare)
    found = rating(desk)
    found.stars.choose(5)

    assert found.fault.isVisible()
    assert not found.confirm.isEnabled()


def test_a_rating_that_cannot_be_read_can_be_tried_again(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.gate.faults["reviews.can_review"] = FAULT

    desk = make_desk(prepare)
    desk.go("order", "mine")
    page = desk.page(OrderPage)
    assert page.review.fault.isVisible()

    desk.show.gate.faults.clear()
    page.review.fault.button.click()
    desk.settle()
    assert page.review.fault.isHidden()
    assert page.review.rate.isVisible()


# Reporting


def test_a_report_holds_only_what_was_ticked(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    desk.go("order", "mine")
    desk.press("order-report")
    desk.settle()
    found = desk.dialog
    assert isinstance(found, ReportDialog)
    boxes = {box.objectName(): box for box in found.findChildren(QCheckBox)}
    assert set(boxes) == {"report-app", "report-model", "report-self_test", "report-device"}
    assert not any(box.isChecked() for box in boxes.values())
    assert not found.confirm.isEnabled()

    found.edit.setPlainText("It crashes.")
    before = found.counter.text()
    boxes["report-model"].setChecked(True)
    after = found.counter.text()
    desk.press("review-send")
    desk.settle()

    assert before != after
    assert desk.show.reporting.sent == [("mine", "It crashes.", frozenset({"model"}))]


def test_every_fact_is_shown_whole_before_it_is_ticked(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    desk.go("order", "mine")
    desk.press("order-report")
    desk.settle()
    found = dialog(desk)
    identity = desk.show.purchases.kept["mine"].terms.identity.hex()

    shown = [label.text().replace("\u200b", "") for label in found.findChildren(QLabel)]

    assert any(identity in text for text in shown)
    assert "failed" in shown


# The seller


def seller(show: Showcase) -> None:
    show.selling.listings = [values.own_listing(row) for row in show.catalogue.rows[:2]]
    show.reviews.rows = sample_reviews()
    show.reporting.rows = sample_reports()


def test_a_seller_answers_a_rating(make_desk: MakeDesk) -> None:
    desk = make_desk(seller)
    desk.go("sell")
    page = desk.page(SellPage)
    page.reviews.open_answer(page.reviews.ratings.rows[0])
    desk.settle()
    found = desk.dialog
    assert isinstance(found, AnswerDialog)
    assert not found.confirm.isEnabled()

    found.edit.setPlainText("Thank you.")
    desk.press("review-send")
    desk.settle()

    assert desk.show.reviews.answered == [(1000, "Thank you.")]
    assert page.reviews.ratings.rows[0].answer is not None


def test_an_answer_can_be_taken_back_by_an_empty_one(make_desk: MakeDesk) -> None:
    desk = make_desk(seller)
    desk.go("sell")
    page = desk.page(SellPage)
    page.reviews.open_answer(page.reviews.ratings.rows[1])
    desk.settle()
    found = dialog(desk)

    found.edit.setPlainText("")

    assert found.confirm.isEnabled()


def test_reports_are_read_and_unreadable_ones_say_so(make_desk: MakeDesk) -> None:
    desk = make_desk(seller)
    desk.go("sell")
    words = [label.text() for label in desk.page(SellPage).reviews.reports.findChildren(QLabel)]

    assert any("28 by 28" in text for text in words)
    assert any("cannot be read" in text for text in words)


def test_one_listing_can_be_chosen(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        seller(show)
        show.reviews.rows += [
            replace(row, listing=2, order_id=row.order_id + 50) for row in sample_reviews()[:1]
        ]

    desk = make_desk(prepare)
    desk.go("sell")
    reviews = desk.page(SellPage).reviews
    reviews.choice.setCurrentIndex(reviews.choice.findData(2))
    reviews.choice.activated.emit(2)
    desk.settle()

    assert [row.listing for row in reviews.ratings.rows] == [2]
    assert reviews.reports.rows == ()
    assert reviews.reports.note.text() == "No error reports."


def test_locking_the_wallet_takes_opened_reports_off_the_screen(make_desk: MakeDesk) -> None:
    desk = make_desk(seller)
    desk.go("sell")
    page = desk.page(SellPage)
    assert page.reviews.reports.rows

    desk.show.accounts.state = WalletState.LOCKED
    desk.show.accounts.publish(Change(Topic.WALLET))
    desk.settle()
    desk.until(lambda: not page.reviews.reports.rows, "the reports to be forgotten")

    assert not any("28 by 28" in label.text() for label in page.findChildren(QLabel) if label.isVisible())
