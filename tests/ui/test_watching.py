"""Watching on the screen: the stars, the page, the limit, and one notice for all that is new."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from desktop.core.changes import Change, Topic
from desktop.core.listings import ListingQuery
from desktop.core.telling import Told
from desktop.core.watches import MOST_NEWS, NewsKind, PriceLimit, SavedSearch, Watch, WatchKind
from desktop.services.watching import NewsSummary
from desktop.ui import showcase_values as values
from desktop.ui.pages.limit_dialog import LimitDialog
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.pages.watching import WatchCard, WatchingPage
from desktop.ui.screens_lists import MILLI, watched
from desktop.ui.showcase_lists import news
from desktop.ui.watch_words import news_words, summaries_words
from desktop.ui.widgets.watch_button import WatchButton
from tests.ui.conftest import Desk


def card_of(desk: Desk, title: str) -> WatchCard:
    page = desk.page(WatchingPage)
    return next(card for card in page.cards if card.view.watch.name == title)


def press(card: WatchCard, name: str) -> None:
    button = card.findChild(QAbstractButton, name)
    assert button is not None
    button.click()


def texts(widget: object) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]  # type: ignore[attr-defined]


def test_without_watches_the_page_says_where_they_begin(desk: Desk) -> None:
    desk.go("watching")

    assert desk.page(WatchingPage).states.empty.title.text() == "Nothing is watched yet"


def test_the_star_of_a_listing_begins_and_ends_a_watch(desk: Desk) -> None:
    desk.go("listing", "4")
    star = desk.find(WatchButton, "watch-listing")
    assert star.text() == "Watch"

    desk.press("watch-listing")
    desk.settle()
    assert star.text() == "Watching"
    assert desk.show.watching.of_listing(4) is not None

    desk.press("watch-listing")
    desk.settle()
    assert star.text() == "Watch"
    assert desk.show.watching.kept == []


def test_the_star_of_a_seller_watches_the_seller_by_name(desk: Desk) -> None:
    desk.go("listing", "4")

    desk.press("watch-seller")
    desk.settle()

    [watch] = desk.show.watching.kept
    assert (watch.kind, watch.name, watch.seller) == (
        WatchKind.SELLER,
        "Polyglot",
        desk.show.catalogue.listing(4).terms.seller,
    )


def test_another_listing_has_another_star(desk: Desk) -> None:
    desk.go("listing", "4")
    desk.press("watch-listing")
    desk.settle()

    desk.go("listing", "1")

    assert desk.find(WatchButton, "watch-listing").text() == "Watch"


def test_a_search_is_watched_as_it_is_asked_and_everything_is_none(desk: Desk) -> None:
    desk.go("market")
    page = desk.page(MarketPage)
    star = desk.find(WatchButton, "watch-search")
    desk.until(lambda: page.states.phase.name == "FULL", "the market")
    assert not star.isVisible()

    page.search.setText("digits")
    desk.until(lambda: star.isVisible() and star.isEnabled(), "the star")
    desk.press("watch-search")
    desk.settle()

    assert [watch.search for watch in desk.show.watching.kept] == [SavedSearch("digits")]
    desk.until(lambda: star.text() == "Watching", "the star to be full")


def test_the_page_lists_what_is_new_first_and_says_it_in_words(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")
    page = desk.page(WatchingPage)

    unread = [bool(card.view.unread) for card in page.cards]
    assert unread == sorted(unread, reverse=True)
    said = texts(card_of(desk, "Retail demand"))
    assert "The price fell from 0.022 ETH to 0.015 ETH." in said
    assert "There is a new version: 2.1.0." in said
    assert "The terms changed: the time to complain, the bond." in said


def test_a_flood_is_a_number_and_a_few_lines(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")

    said = texts(card_of(desk, "digits"))

    assert "1,000+ new" in said
    assert sum("Digits, variant" in text for text in said) == 6


def test_what_was_taken_back_is_said(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")

    assert "The chain took this back: Roman coins was listed for 0.015 ETH." in texts(
        card_of(desk, "Digit Works")
    )


def test_a_strangers_title_is_cleaned_and_never_markup(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")

    said = texts(card_of(desk, "Digit Works"))
    assert any(text.startswith("<b>House numbers</b> evil was listed") for text in said)


def test_opening_a_listing_reads_its_news(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")

    press(card_of(desk, "Retail demand"), "watch-open")
    desk.settle()

    assert isinstance(desk.window.page, ListingPage)
    watch = desk.show.watching.of_listing(7)
    assert watch is not None
    assert watch.id not in desk.show.watching.fresh


def test_muting_and_stopping(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")

    press(card_of(desk, "Credit risk"), "watch-mute")
    desk.settle()
    assert "muted" in [
        label.text() for label in card_of(desk, "Credit risk").findChildren(QLabel) if label.isVisible()
    ]
    press(card_of(desk, "Credit risk"), "watch-stop")
    desk.settle()

    assert desk.show.watching.of_listing(8) is None


def test_all_is_marked_as_read(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")

    desk.press("watching-read")
    desk.settle()

    assert not any(card.view.unread for card in desk.page(WatchingPage).cards)
    assert not desk.page(WatchingPage).read.isVisible()


def limit_dialog(desk: Desk, title: str) -> LimitDialog:
    press(card_of(desk, title), "watch-limit")
    desk.until(lambda: isinstance(desk.dialog, LimitDialog), "the dialog")
    assert isinstance(desk.dialog, LimitDialog)
    return desk.dialog


def test_a_limit_is_set_in_the_listings_currency(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")
    asked = limit_dialog(desk, "Retail demand")

    asked.amount.setText("0.0125")
    asked.confirm.click()
    desk.settle()

    watch = desk.show.watching.of_listing(7)
    assert watch is not None
    assert watch.limit == PriceLimit(12_500_000_000_000_000)
    assert "Listing. You are told when the price is 0.0125 ETH or less." in texts(
        card_of(desk, "Retail demand")
    )


def test_a_limit_that_is_reached_already_is_said_and_no_amount_is_refused(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")
    asked = limit_dialog(desk, "Retail demand")

    asked.amount.setText("1")
    assert asked.note.isVisible()
    asked.amount.setText("cheap")
    asked.confirm.click()

    assert not asked.note.isVisible()
    assert asked.fault.isVisible()
    asked.reject()


def test_a_limit_is_taken_away(desk: Desk) -> None:
    watched(desk.show)
    desk.go("watching")
    asked = limit_dialog(desk, "Photo denoiser")
    edit = asked.findChild(QLineEdit, "limit-amount")
    assert edit is not None
    assert edit.text() == "0.04"

    button = asked.findChild(QAbstractButton, "limit-none")
    assert button is not None
    button.click()
    desk.settle()

    watch = desk.show.watching.of_listing(5)
    assert watch is not None
    assert watch.limit is None


# Told.


def told(desk: Desk, *names: str) -> None:
    """The indexer has a batch, and these watches have news."""
    watching = desk.show.watching
    watching.untold = [
        NewsSummary(watch, watching.fresh[watch.id][0], len(watching.fresh[watch.id]))
        for watch in watching.kept
        if watch.name in names
    ]
    desk.show.publish(Change(Topic.CATALOGUE))
    desk.until(lambda: not watching.untold, "the look")
    desk.settle()


def test_one_thing_that_changed_is_told_with_its_name_and_leads_to_it(desk: Desk) -> None:
    watched(desk.show)
    told(desk, "Retail demand")
    bar = desk.window.news
    desk.until(bar.isVisible, "the bar")

    assert bar.banner.title.text() == "Retail demand"
    bar.banner.button.click()
    desk.settle()

    assert isinstance(desk.window.page, ListingPage)
    assert not bar.isVisible()


def test_many_things_are_one_notice_that_leads_to_the_page(desk: Desk) -> None:
    watched(desk.show)
    told(desk, "Retail demand", "digits", "Credit risk")
    bar = desk.window.news
    desk.until(bar.isVisible, "the bar")

    assert bar.banner.title.text() == "3 things that you watch have changed"
    bar.banner.button.click()
    desk.settle()
    assert isinstance(desk.window.page, WatchingPage)


def test_what_comes_while_a_notice_is_shown_is_added_to_it(desk: Desk) -> None:
    watched(desk.show)
    told(desk, "Retail demand")
    told(desk, "Credit risk")

    assert desk.window.news.banner.title.text() == "2 things that you watch have changed"
    desk.window.news.put_away()
    assert not desk.window.news.isVisible()


def test_a_watched_search_opens_in_the_market_as_it_was_asked(desk: Desk) -> None:
    query = ListingQuery("d", tasks=frozenset({"image-classification"}), max_price=70 * MILLI, min_stars=4)
    desk.show.watching.watch_search(query)
    desk.go("watching")

    desk.press("watch-open")
    desk.settle()

    page = desk.page(MarketPage)
    assert page.query == query
    assert "Up to 0.07 ETH" in page.line.chips
    assert page.search.text() == "d"
    assert desk.show.watching.of_search(page.query) is not None


def test_a_flood_of_a_search_is_told_as_one_number() -> None:
    watch = Watch(1, WatchKind.SEARCH, 0, "digits", search=SavedSearch("digits"))

    assert summaries_words([NewsSummary(watch, news(NewsKind.LISTED, 1, "A"), MOST_NEWS)]) == (
        "“digits”",
        "1,000+ listings fit that did not before.",
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (news(NewsKind.PRICE, 1, "A", price=30 * MILLI, old_price=20 * MILLI), "The price rose from 0.02 ETH to 0.03 ETH."),
        (news(NewsKind.PRICE, 1, "A", price=0, old_price=20 * MILLI), "The price fell from 0.02 ETH to Free."),
        (news(NewsKind.PRICE, 1, "A", price=5, currency=values.SELLERS[0], old_price=MILLI), f"The price was 0.001 ETH, and is now 5 {values.SELLERS[0].short}."),
        (news(NewsKind.CLOSED, 1, "A"), "A was closed: it takes no more orders."),
        (news(NewsKind.REOPENED, 1, "A"), "A is for sale again."),
        (news(NewsKind.BAD_KEY, 1, "A"), "A buyer has proven that the key of A is wrong."),
        (news(NewsKind.VERSION, 1, "A"), "There is a new version."),
        (news(NewsKind.FITS, 1, "A", price=30 * MILLI), "A fits now, for 0.03 ETH."),
        (news(NewsKind.RATED, 1, "A", mean_milli=4_250, ratings=5), "Its rating is 4.2, by 5 licence holders."),
        (news(NewsKind.RATED, 1, "A", mean_milli=4_300, old_mean_milli=3_900, ratings=9), "Its rating was 3.9, and is now 4.3."),
    ],
)  # fmt: skip
def test_each_kind_of_news_is_a_sentence(one: Told, words: str) -> None:
    assert news_words(one) == words


def test_a_card_of_the_market_is_watched_by_its_star_and_by_space(desk: Desk) -> None:
    page = desk.page(MarketPage)
    first, second = page.model.index(0), page.model.index(1)
    numbers = [page.model.listing(row).id for row in (0, 1)]  # type: ignore[union-attr]
    star = page.cards.mark_of(page.view.visualRect(first)).center()

    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=star)
    desk.settle()
    page.view.setCurrentIndex(second)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    desk.settle()

    assert desk.window.page is page, "the star does not open the listing"
    assert desk.show.watching.listings() == set(numbers)

    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=star)
    desk.settle()

    assert desk.show.watching.listings() == {numbers[1]}


def test_beside_its_star_a_card_opens(desk: Desk) -> None:
    page = desk.page(MarketPage)
    box = page.view.visualRect(page.model.index(0))
    star = page.cards.mark_of(box)

    QTest.mousePress(page.view.viewport(), Qt.MouseButton.LeftButton, pos=star.center())
    QTest.mouseRelease(page.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    desk.settle()
    assert desk.window.page is page, "let go beside the star it does nothing"
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    desk.settle()

    assert isinstance(desk.window.page, ListingPage)
    assert desk.show.watching.listings() == frozenset()
