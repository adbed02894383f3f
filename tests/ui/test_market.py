"""The market: found as one types, narrowed down, scrolled however long it is, and still when things change behind it."""

import threading
from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.core.changes import Change, Topic
from desktop.core.errors import NodeUnreachable
from desktop.core.listings import Card, Count, FacetCounts, IndexStatus, Listing
from desktop.ui import showcase_values as values
from desktop.ui.market_words import count_words, models_words
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.pages.sell import SellPage
from desktop.ui.showcase import Showcase
from desktop.ui.widgets.basic import Button
from desktop.ui.widgets.filter_button import FilterButton, Option
from desktop.ui.widgets.states import Phase
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
MANY = 2_400


def many(count: int = MANY) -> tuple[Listing, ...]:
    first = values.listings()[0]
    assert first.card is not None
    return tuple(
        replace(first, id=number, card=replace_name(first, f"Model {number}"))
        for number in range(1, count + 1)
    )


def replace_name(listing: Listing, name: str) -> Card:
    assert listing.card is not None
    return msgspec.structs.replace(listing.card, name=name)


def with_many(show: Showcase) -> None:
    show.catalogue.rows = many()


def titles(page: MarketPage) -> list[str]:
    return [page.model.index(row).data() for row in range(page.model.rowCount())]


def menu(page: MarketPage, name: str) -> FilterButton:
    return next(found for found in page.filters.menus if found.objectName() == f"market-{name}")


def tick(desk: Desk, name: str, words: str) -> None:
    """Choose in a filter's menu, as the mouse does."""
    button = menu(desk.page(MarketPage), name)
    button.open()
    desk.settle()  # the counts come first
    action = next(a for a in button.menu_of_choices.actions() if a.text().split("\t")[0] == words)
    action.trigger()
    button.menu_of_choices.close()
    desk.settle()


def changed(desk: Desk, topic: Topic = Topic.CATALOGUE) -> None:
    desk.window.bus.publish(Change(topic))
    QTest.qWait(1)
    desk.settle()


# As one types


def test_search_narrows_the_market_as_one_types(desk: Desk) -> None:
    page = desk.page(MarketPage)
    QTest.keyClicks(page.search, "digit")
    desk.settle()

    assert titles(page) == ["Handwritten digits"]
    assert page.line.count.text() == "1 model"


def test_every_key_asks_and_the_last_one_is_answered(desk: Desk) -> None:
    page = desk.page(MarketPage)
    before = len(desk.show.catalogue.asked)
    QTest.keyClicks(page.search, "tumour")
    desk.settle()

    assert desk.show.catalogue.asked[-1].text == "tumour"
    assert len(desk.show.catalogue.asked) > before
    assert titles(page) == ["Tumour diagnosis"]


def test_an_older_answer_never_replaces_a_newer_one(desk: Desk) -> None:
    page, held = desk.page(MarketPage), threading.Event()
    desk.show.gate.held["catalogue.search"] = held
    page.search.setText("digit")
    desk.until(lambda: desk.show.catalogue.asked[-1].text == "digit", "the first question to be asked")
    del desk.show.gate.held["catalogue.search"]
    page.search.setText("tumour")
    desk.until(lambda: titles(page) == ["Tumour diagnosis"], "the second answer")
    held.set()
    desk.settle()

    assert titles(page) == ["Tumour diagnosis"]


def test_a_question_that_was_overtaken_ends_before_it_is_answered(desk: Desk) -> None:
    """The lane must not be held by an answer that nobody waits for."""
    page = desk.page(MarketPage)
    desk.show.gate.held["catalogue.search"] = threading.Event()
    for text in ("d", "di", "dig"):
        page.search.setText(text)
        desk.until(lambda text=text: desk.show.catalogue.asked[-1].text == text, text)
    del desk.show.gate.held["catalogue.search"]
    page.search.setText("digit")

    desk.until(lambda: titles(page) == ["Handwritten digits"], "the answer")


def test_what_was_found_stays_until_the_new_answer_is_there(desk: Desk) -> None:
    page = desk.page(MarketPage)
    desk.show.gate.held["catalogue.search"] = threading.Event()
    page.search.setText("digit")

    desk.until(lambda: page.line.count.text() == "Searching…", "a word that it takes long")

    assert page.states.phase is Phase.FULL
    assert len(titles(page)) == 8


def test_words_typed_and_taken_back_leave_everything_as_it_is(desk: Desk) -> None:
    page = desk.page(MarketPage)
    page.view.setCurrentIndex(page.model.index(3))
    desk.show.gate.held["catalogue.search"] = threading.Event()
    page.search.setText("d")
    page.search.clear()
    QTest.qWait(1)

    assert page.view.currentIndex().row() == 3
    assert page.line.count.text() == "8 models"


def test_a_failed_search_can_be_tried_again(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.faults["catalogue.search"] = NodeUnreachable("https://node.example")

    desk = make_desk(prepare)
    page = desk.page(MarketPage)
    assert page.states.phase is Phase.ERROR
    assert "https://node.example" in page.states.error.body.text()

    desk.show.gate.faults.clear()
    page.states.error.button.click()
    desk.settle()
    assert page.states.phase is Phase.FULL


# Filters


def test_words_and_filters_combine(desk: Desk) -> None:
    page = desk.page(MarketPage)
    tick(desk, "task", "Table classification")
    tick(desk, "price", "Up to 0.05 ETH")
    page.search.setText("risk")
    desk.settle()

    assert titles(page) == ["Credit risk"]
    assert page.line.chips == ("Table classification", "Up to 0.05 ETH")


def test_several_tasks_widen_and_a_second_kind_narrows(desk: Desk) -> None:
    page = desk.page(MarketPage)
    tick(desk, "task", "Forecast")
    tick(desk, "task", "Image to image")
    assert titles(page) == ["Sunspot forecast", "Photo denoiser"]

    tick(desk, "price", "Free")
    assert titles(page) == ["Sunspot forecast"]


def test_a_chip_takes_its_filter_back_and_clear_all_every_one(desk: Desk) -> None:
    page = desk.page(MarketPage)
    tick(desk, "task", "Image classification")
    tick(desk, "rating", "4 stars and more")
    desk.press("market-chip-task")
    desk.settle()
    assert page.line.chips == ("4 stars and more",)
    assert titles(page) == ["Handwritten digits", "Tumour diagnosis"]

    desk.press("market-clear")
    desk.settle()
    assert page.line.chips == ()
    assert len(titles(page)) == 8


def test_each_choice_says_how_many_it_would_leave(desk: Desk) -> None:
    page = desk.page(MarketPage)
    button = menu(page, "task")
    button.open()
    desk.settle()
    texts = [action.text() for action in button.menu_of_choices.actions()]
    button.menu_of_choices.close()

    assert "Table classification\t2" in texts
    assert "Forecast\t1" in texts


def test_levels_are_counted_when_their_menu_opens(desk: Desk) -> None:
    button = menu(desk.page(MarketPage), "price")
    button.open()
    counted = ["Free\t1", "Up to 0.01 ETH\t2", "Up to 0.05 ETH\t7", "Up to 0.5 ETH\t8"]
    desk.until(lambda: level_texts(button) == counted, "the counts")

    # Counts of the other menus that come late took these away.
    desk.page(MarketPage).filters.show_counts(FacetCounts((), (), Count(1), Count(1), Count(1)))
    assert level_texts(button) == counted
    button.menu_of_choices.close()


def level_texts(button: FilterButton) -> list[str]:
    return [action.text() for action in button.menu_of_choices.actions()]


def test_a_choice_that_would_leave_nothing_cannot_be_ticked(desk: Desk) -> None:
    page = desk.page(MarketPage)
    tick(desk, "task", "Forecast")
    button = menu(page, "rating")
    button.open()
    desk.settle()
    usable = [action.isEnabled() for action in button.menu_of_choices.actions()]
    button.menu_of_choices.close()

    assert usable == [False, False]


def test_what_fits_this_computer_needs_no_request(desk: Desk) -> None:
    page = desk.page(MarketPage)
    huge = page.model.listing(0)
    assert huge is not None
    assert huge.card is not None
    card = msgspec.structs.replace(huge.card, peak_rss_bytes=64 << 30)
    desk.show.catalogue.rows = (replace(huge, card=card), *desk.show.catalogue.rows[1:])
    desk.press("market-fits")
    desk.settle()

    assert page.query.max_memory_bytes == desk.show.catalogue.memory_bytes
    assert "Handwritten digits" not in titles(page)


def test_filters_words_and_place_are_kept_while_a_listing_is_looked_at(desk: Desk) -> None:
    page = desk.page(MarketPage)
    tick(desk, "task", "Table classification")
    page.view.setCurrentIndex(page.model.index(1))
    page.view.activated.emit(page.model.index(1))
    desk.settle()
    assert desk.page(ListingPage)

    desk.go("market")
    assert page.line.chips == ("Table classification",)
    assert page.view.currentIndex().data() == "Credit risk"
    assert desk.window.focusWidget() is page.view


def test_a_strangers_licence_cannot_write_into_the_menu(desk: Desk) -> None:
    button = menu(desk.page(MarketPage), "license")
    button.offer([Option("x", "M&IT\tfree\nfor all " + "x" * 99)])
    button.open()
    text = button.menu_of_choices.actions()[0].text()
    button.menu_of_choices.close()

    assert text.startswith("M&&IT free for all xxx")
    assert len(text) < 60


def test_counts_beyond_a_thousand_say_so() -> None:
    assert count_words(Count(1000, is_exact=False)) == "1,000+"
    assert models_words(Count(1000, is_exact=False)) == "1,000+ models"
    assert models_words(Count(1)) == "1 model"


# Without an answer


def test_nothing_fits_says_what_to_take_back_and_what_that_gives(desk: Desk) -> None:
    page = desk.page(MarketPage)
    tick(desk, "price", "Free")
    page.search.setText("risk")
    desk.settle()
    assert page.states.phase is Phase.EMPTY
    assert page.empty.loosenings.offers == ("Without the words: 1 model", "Any price: 1 model")

    desk.press("market-loosen-price")
    desk.settle()
    assert titles(page) == ["Credit risk"]


def test_words_with_a_slip_lead_to_those_that_were_meant(desk: Desk) -> None:
    page = desk.page(MarketPage)
    page.search.setText("digts")
    desk.settle()
    assert page.empty.loosenings.offers == ("Search for “digits” instead",)

    desk.press("market-meant")
    desk.settle()
    assert page.search.text() == "digits"
    assert titles(page) == ["Handwritten digits"]


def test_no_match_offers_to_clear_everything(desk: Desk) -> None:
    page = desk.page(MarketPage)
    page.search.setText("penguins")
    desk.settle()
    assert page.states.phase is Phase.EMPTY

    page.states.empty.button.click()
    desk.settle()
    assert len(titles(page)) == 8


def test_an_empty_market_says_what_happens_next(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.catalogue.rows = ()

    page = make_desk(prepare).page(MarketPage)

    assert page.states.phase is Phase.EMPTY
    assert "still empty" in page.states.empty.title.text()


def test_an_empty_market_that_is_being_read_says_how_far(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.catalogue.rows = ()
        show.catalogue.index = IndexStatus(1_200, 98_765, values.NOW)

    page = make_desk(prepare).page(MarketPage)

    assert page.states.empty.title.text() == "Indexed to block 1,200 of 98,765"


# How far the catalogue is


def test_while_the_chain_is_read_a_quiet_line_says_so(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.catalogue.index = IndexStatus(1_200, 98_765, values.NOW)

    desk = make_desk(prepare)
    page = desk.page(MarketPage)
    assert page.note.isVisible()
    assert page.note.words.text().startswith("Indexed to block 1,200 of 98,765.")

    desk.show.catalogue.index = IndexStatus(98_765, 98_765, values.NOW)
    desk.until(lambda: not page.note.isVisible(), "the line to go")


def test_without_a_node_the_market_of_yesterday_is_shown_and_marked(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.catalogue.index = IndexStatus(4_211, 4_211, values.NOW, "The node does not answer")

    page = make_desk(prepare).page(MarketPage)

    assert len(titles(page)) == 8
    assert page.note.words.text().startswith("The node does not answer. What you see is the market of ")


# Something changes behind it


def test_newer_rows_come_in_where_nobody_looks(desk: Desk) -> None:
    page = desk.page(MarketPage)
    page.search.setFocus()
    first, *rest = desk.show.catalogue.rows
    desk.show.catalogue.rows = (*rest, first)
    changed(desk)

    assert titles(page)[-1] == "Handwritten digits"


def test_nothing_moves_while_somebody_is_among_the_cards(make_desk: MakeDesk) -> None:
    desk = make_desk(with_many)
    page = desk.page(MarketPage)
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(4))
    before = titles(page)[:12]
    new = replace(many(1)[0], id=99_999)
    desk.show.catalogue.rows = (new, *desk.show.catalogue.rows)
    changed(desk)
    assert titles(page)[:12] == before
    assert page.line.newer.isVisible()

    desk.press("market-newer")
    desk.settle()
    first = page.model.listing(0)
    assert first is not None
    assert first.id == 99_999
    assert page.view.currentIndex().row() == 5  # on the same card
    assert not page.line.newer.isVisible()


def test_a_changed_price_is_shown_where_the_card_stands(make_desk: MakeDesk) -> None:
    desk = make_desk(with_many)
    page = desk.page(MarketPage)
    page.view.setFocus()
    rows = list(desk.show.catalogue.rows)
    rows[2] = replace(rows[2], sales=777)
    desk.show.catalogue.rows = tuple(rows)
    changed(desk)

    found = page.model.listing(2)
    assert found is not None
    assert found.sales == 777
    assert not page.line.newer.isVisible()


def test_far_down_the_seen_rows_are_brought_up_to_date(make_desk: MakeDesk) -> None:
    desk = make_desk(with_many)
    page = desk.page(MarketPage)
    go_to_row(desk, 900)
    rows = list(desk.show.catalogue.rows)
    rows[901] = replace(rows[901], sales=777)
    desk.show.catalogue.rows = tuple(rows)
    changed(desk)

    found = page.model.listing(901)
    assert found is not None
    assert found.sales == 777


# Own listings on their way


def own_pending(show: Showcase) -> None:
    show.pending.rows = (replace(values.listings()[3], id=0),)


def test_an_own_listing_is_there_before_the_chain_has_it(make_desk: MakeDesk) -> None:
    desk = make_desk(own_pending)
    page = desk.page(MarketPage)
    assert titles(page)[0] == "Programming language"
    assert len(titles(page)) == 9

    page.view.activated.emit(page.model.index(0))
    desk.settle()
    assert desk.page(SellPage)


def test_it_comes_as_soon_as_it_is_sent_and_goes_when_the_catalogue_has_it(desk: Desk) -> None:
    page = desk.page(MarketPage)
    own_pending(desk.show)
    changed(desk, Topic.SALES)
    assert len(titles(page)) == 9

    desk.show.pending.rows = ()
    changed(desk)
    assert len(titles(page)) == 8


def test_an_own_listing_is_shown_only_where_it_answers_the_question(make_desk: MakeDesk) -> None:
    desk = make_desk(own_pending)
    page = desk.page(MarketPage)
    page.search.setText("digits")
    desk.settle()

    assert titles(page) == ["Handwritten digits"]


# Scrolling


def go_to_row(desk: Desk, row: int) -> None:
    page = desk.page(MarketPage)
    page.view.scrollTo(page.model.index(row, 0))
    desk.settle()


def test_a_long_market_is_read_as_one_scrolls_and_forgotten_behind(make_desk: MakeDesk) -> None:
    desk = make_desk(with_many)
    page = desk.page(MarketPage)
    assert page.model.rowCount() == MANY  # the sample catalogue counts them all
    assert page.model.rows.loaded < 400

    go_to_row(desk, MANY - 1)
    assert page.model.index(MANY - 1).data() == f"Model {MANY}"

    go_to_row(desk, 0)
    assert page.model.index(0).data() == "Model 1"
    assert page.model.rows.loaded < MANY


def test_every_card_that_is_seen_on_the_way_down_and_up_is_its_own(make_desk: MakeDesk) -> None:
    desk = make_desk(with_many)
    page = desk.page(MarketPage)
    for row in (*range(0, 1_500, 250), *range(1_500, 0, -400), 0):
        go_to_row(desk, row)
        first, last = page.view.seen
        shown = [page.model.index(place).data() for place in range(first, last + 1)]
        assert shown == [f"Model {place + 1}" for place in range(first, last + 1)]


def test_a_narrower_window_keeps_the_card_at_the_top(make_desk: MakeDesk) -> None:
    desk = make_desk(with_many)
    page = desk.page(MarketPage)
    page.view.scrollTo(page.model.index(600, 0), page.view.ScrollHint.PositionAtTop)
    top = page.view.seen[0]
    desk.window.resize(960, 820)
    desk.settle()

    assert page.view.columns == 2
    assert page.view.seen[0] in {top, top - 1}


def test_what_grows_above_the_cards_makes_room_and_moves_none_that_is_seen(make_desk: MakeDesk) -> None:
    desk = make_desk(with_many)
    page = desk.page(MarketPage)
    label = QLabel("late")
    label.setFixedHeight(90)
    before = page.view.visualRect(page.model.index(0)).top()
    page.strips.addWidget(label)
    desk.until(lambda: page.view.visualRect(page.model.index(0)).top() >= before + 90, "the room")

    page.view.scrollTo(page.model.index(600, 0), page.view.ScrollHint.PositionAtTop)
    top = page.view.visualRect(page.model.index(600)).top()
    height = page.view.verticalScrollBar().maximum()
    label.setFixedHeight(240)
    desk.until(lambda: page.view.verticalScrollBar().maximum() > height, "more room")
    assert page.view.visualRect(page.model.index(600)).top() == top


def test_the_card_under_the_mouse_is_the_one_that_is_painted_there(desk: Desk) -> None:
    page = desk.page(MarketPage)

    for row in range(8):
        middle = page.view.visualRect(page.model.index(row)).center()
        assert page.view.indexAt(middle).row() == row
    assert not page.view.indexAt(QPoint(5, 2)).isValid()  # above the first card


# By keyboard


def test_writing_anywhere_on_the_page_searches(desk: Desk) -> None:
    page = desk.page(MarketPage)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_D)
    assert desk.window.focusWidget() is page.search
    QTest.keyClicks(page.search, "igit")
    desk.settle()

    assert page.search.text() == "digit"
    assert titles(page) == ["Handwritten digits"]


def test_down_leads_to_the_cards_arrows_through_them_and_enter_opens(desk: Desk) -> None:
    page = desk.page(MarketPage)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert desk.window.focusWidget() is page.view
    assert page.view.currentIndex().row() == 0
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 4),
        (Qt.Key.Key_Left, 3),
        (Qt.Key.Key_End, 7),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Right, 1),
    ):
        QTest.keyClick(page.view, key)
        assert page.view.currentIndex().row() == row

    QTest.keyClick(page.view, Qt.Key.Key_Return)
    desk.settle()
    assert desk.page(ListingPage)


def test_up_from_the_first_line_leads_back_to_the_search(desk: Desk) -> None:
    page = desk.page(MarketPage)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.view, Qt.Key.Key_Up)

    assert desk.window.focusWidget() is page.search


def test_escape_clears_the_words_from_wherever_one_is(desk: Desk) -> None:
    page = desk.page(MarketPage)
    page.search.setText("digit")
    desk.settle()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    desk.settle()

    assert desk.window.focusWidget() is page.search
    assert len(titles(page)) == 8


def test_escape_on_an_empty_search_keeps_the_filters(desk: Desk) -> None:
    page = desk.page(MarketPage)
    tick(desk, "price", "Free")
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    desk.settle()

    assert page.line.chips == ("Free",)


@pytest.mark.parametrize("name", ["market-task", "market-license", "market-fits"])
def test_every_filter_can_be_reached_and_says_what_it_is(desk: Desk, name: str) -> None:
    button = desk.find(Button, name)

    assert button.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert button.accessibleName()


# Hidden


def test_what_the_own_lists_hide_is_said(desk: Desk) -> None:
    page = desk.page(MarketPage)
    assert not page.line.hidden.isVisible()

    page.line.show_page(replace(desk.show.catalogue.search(page.query), hidden=3))

    assert page.line.hidden.text() == "3 hidden by your lists"
