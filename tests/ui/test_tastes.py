"""What is recommended, popularity in words, the switch that deletes, and the map: each part over sample services."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.core.errors import DatabaseBusy
from desktop.core.popularity import WASH_RULES, Popularity, Trade
from desktop.core.taste_map import TooLittle
from desktop.services.recommending import Suggested
from desktop.ui import showcase_values as values
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.page import PageTools, Route
from desktop.ui.pages.popularity_card import PopularityCard
from desktop.ui.pages.settings_taste import TasteCard
from desktop.ui.pages.tastes import TastesPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_tastes import STAGED, Tastes
from desktop.ui.theme import Theme
from desktop.ui.waiting import wait_until
from desktop.ui.widgets.shelf_strip import AlsoBoughtStrip, ShelfStrip
from tests.ui.conftest import Desk

W = TypeVar("W", bound=QWidget)


@dataclass
class Corner:
    """One widget of the window, on its own."""

    jobs: JobRunner
    bus: ChangeBus
    show: Showcase
    routes: list[Route] = field(default_factory=list)
    toasts: list[tuple[str, str]] = field(default_factory=list)
    widgets: list[QWidget] = field(default_factory=list)

    @property
    def tastes(self) -> Tastes:
        return self.show.recommending

    def place(self, make: Callable[[PageTools], W], width: int = 900) -> W:
        tools = PageTools(
            self.jobs, self.bus, self.routes.append, lambda tone, text: self.toasts.append((tone, text))
        )
        widget = make(tools)
        self.widgets.append(widget)
        widget.resize(width, 700)
        widget.show()
        self.settle()
        return widget

    def strip(self) -> ShelfStrip:
        return self.place(lambda tools: ShelfStrip(tools, self.tastes))  # type: ignore[arg-type]

    def popularity(self, listing: int) -> PopularityCard:
        card = self.place(lambda tools: PopularityCard(tools, self.tastes))  # type: ignore[arg-type]
        card.show_listing(self.show.catalogue.listing(listing))
        self.settle()
        return card

    def settings(self) -> TasteCard:
        return self.place(lambda tools: TasteCard(tools, self.tastes))  # type: ignore[arg-type]

    def map(self) -> TastesPage:
        page = self.place(lambda tools: TastesPage(tools, self.tastes))  # type: ignore[arg-type]
        page.enter("")
        self.settle()
        return page

    def settle(self) -> None:
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if self.jobs.is_idle else 0
            return quiet > 2

        wait_until(is_quiet, "the jobs to settle", 10)


@pytest.fixture
def corner(theme: Theme, jobs: JobRunner, bus: ChangeBus) -> Iterator[Corner]:
    made = Corner(jobs, bus, Showcase(bus.publish))
    yield made
    jobs.close()
    for widget in made.widgets:
        widget.close()
        widget.deleteLater()


def press(widget: QWidget, name: str) -> None:
    button = widget.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def titles(strip: ShelfStrip) -> list[str]:
    return [card.shown.listing.title for card in strip.row.cards]


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_each_recommended_model_says_why(corner: Corner) -> None:
    strip = corner.strip()

    reasons = {card.shown.listing.title: card.shown.reason for card in strip.row.cards}
    assert reasons["Programming language"] == "Because of “\u2068Handwritten digits\u2069”"
    assert reasons["Machine fault alarm"].startswith("Popular: bought by")
    assert strip.title.text() == "Recommended for you"
    assert "Nothing is sent" in strip.note.text()


def test_somebody_of_whom_nothing_is_known_is_not_told_that_it_is_for_him(corner: Corner) -> None:
    corner.tastes.only_popular = True

    assert corner.strip().title.text() == "Popular now"


def test_a_recommended_model_opens_by_keyboard_and_says_to_a_screen_reader_why_it_is_there(
    corner: Corner,
) -> None:
    card = corner.strip().row.cards[0]

    QTest.keyClick(card, Qt.Key.Key_Space)

    assert corner.routes == [Route("listing", "4")]
    assert card.accessibleName().startswith("Programming language, 0.02 ETH, Because of")


def test_what_is_not_for_me_goes_and_comes_back(corner: Corner) -> None:
    strip = corner.strip()

    press(strip, "shelf-away-4")
    corner.settle()
    gone = titles(strip)
    press(strip, "shelf-undo")
    corner.settle()

    assert "Programming language" not in gone
    assert titles(strip)[0] == "Programming language"


def test_turned_off_there_is_no_strip(corner: Corner) -> None:
    corner.tastes.turn(on=False)

    assert not corner.strip().isVisible()


def test_a_strip_that_cannot_be_worked_out_is_no_error_of_the_market(corner: Corner) -> None:
    corner.show.gate.faults["recommending.suggestions"] = DatabaseBusy("licet.db")

    assert not corner.strip().isVisible()


def test_a_strangers_long_name_is_cut_and_its_markup_stays_text(corner: Corner) -> None:
    long = values.long_listing()
    assert long.card is not None
    hostile = replace(long, card=msgspec.structs.replace(long.card, name="<b>bold</b> " * 6), payers=3)
    corner.tastes.extra = lambda: (Suggested(hostile, hostile),)

    card = corner.strip().row.cards[0]

    assert "&lt;b&gt;" in card.toolTip()
    assert card.width() == corner.widgets[0].row.cards[1].width()  # type: ignore[attr-defined]


def test_cards_that_do_not_fit_are_reached_by_the_arrows(corner: Corner) -> None:
    row = corner.strip().row
    assert row.on.isVisible()

    row.on.click()
    wait_until(row.back.isEnabled, "the way back", 10)

    assert row.horizontalScrollBar().value() > 0


def test_popularity_says_what_counts_and_what_does_not(corner: Corner) -> None:
    said = words(corner.popularity(1))

    assert "Bought by 118 accounts" in said
    assert "8 further purchases by accounts that are counted already." in said
    assert "2 purchases that the seller refunded." in said
    assert "Self-tests: they run on the buyers' own computers" in said


def test_doubtful_sales_are_said_with_each_sign_and_the_rules_can_be_read(corner: Corner) -> None:
    corner.tastes.trades[1] = Popularity(STAGED, 1)
    card = corner.popularity(1)
    before = words(card)

    press(card, "popularity-rules")

    assert card.badge.text() == "Doubtful sales"
    assert "14 of 46 sales were paid by the seller's own accounts." in before
    assert "At most 800 points." not in before
    assert words(card).count("At most ") == len(WASH_RULES)


@pytest.mark.parametrize(
    ("listing", "sentence"), [(8, "Nobody has bought this model yet"), (3, "Free models leave no purchases")]
)
def test_without_purchases_that_is_said(corner: Corner, listing: int, sentence: str) -> None:
    corner.tastes.trades[8] = Popularity(Trade())

    card = corner.popularity(listing)

    assert sentence in words(card)
    assert not card.badge.isVisible()


def test_a_popularity_that_cannot_be_read_is_not_shown_as_none(corner: Corner) -> None:
    corner.show.gate.faults["recommending.popularity"] = DatabaseBusy("catalogue.db")

    assert corner.popularity(1).headline.text() == "unknown"


def test_what_its_buyers_also_bought_leads_there(corner: Corner) -> None:
    also = corner.place(lambda tools: AlsoBoughtStrip(tools, corner.tastes))  # type: ignore[arg-type]
    also.show_listing(corner.show.catalogue.listing(1))
    corner.settle()

    also.row.cards[0].click()

    assert also.row.cards[0].shown.reason == "31 of its buyers"
    assert corner.routes == [Route("listing", "2")]


def test_the_switch_turns_it_off_and_on(corner: Corner) -> None:
    card = corner.settings()

    card.switch.click()
    corner.settle()
    off = corner.tastes.is_on
    card.switch.click()
    corner.settle()

    assert not off
    assert corner.tastes.is_on
    assert [tone for tone, _ in corner.toasts] == ["success", "success"]


def test_a_switch_that_could_not_be_turned_shows_what_is(corner: Corner) -> None:
    corner.show.gate.faults["recommending.turn"] = DatabaseBusy("licet.db")
    card = corner.settings()

    card.switch.click()
    corner.settle()

    assert card.switch.isChecked()
    assert corner.toasts[0][0] == "danger"


def test_what_was_kept_is_forgotten_on_demand(corner: Corner) -> None:
    corner.tastes.opened(5)

    press(corner.settings(), "settings-forget-taste")
    corner.settle()

    assert corner.tastes.seen == []


def test_a_dot_of_the_map_opens_its_model(corner: Corner) -> None:
    page = corner.map()

    page.chart.chosen.emit(1000)

    assert corner.routes == [Route("listing", "1000")]


def test_the_map_says_its_groups_in_words(corner: Corner) -> None:
    said = words(corner.map())

    assert "Image classification" in said
    assert "14 models  ·  2 of them are yours" in said
    assert "Made from 412 accounts." in said


def test_too_few_purchases_are_said_to_be_too_few(corner: Corner) -> None:
    corner.tastes.map = TooLittle(7, 4)

    assert "So far there are 7 accounts and 4 models." in words(corner.map())


def test_the_window_has_it_all_and_notes_an_opened_listing(desk: Desk) -> None:
    assert desk.find(ShelfStrip, "recommended").isVisible()

    desk.go("listing", "5")
    desk.go("tastes")

    assert desk.show.recommending.seen == [5]
    assert desk.page(TastesPage).chart.isVisible()
