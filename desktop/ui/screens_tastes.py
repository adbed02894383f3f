"""Scenes of what is recommended, of popularity, and of the map of tastes."""

from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.core.errors import DatabaseDamaged
from desktop.core.popularity import Popularity, Trade, wash_milli
from desktop.core.taste_map import TooLittle
from desktop.services.recommending import Suggested
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.pages.listing import ListingPage
from desktop.ui.scenes import Scene
from desktop.ui.screens_pages import hold, press
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_tastes import STAGED, months
from desktop.ui.waiting import wait_until

MARKET = Route("market")
LISTING = Route("listing", "1")
TASTES = Route("tastes")
TALL = (1280, 1200)
"""The whole card, without scrolling inside it."""


def taste_scenes() -> tuple[Scene, ...]:
    """All of them."""
    return (
        Scene("taste-strip", MARKET),
        Scene("taste-strip-cold", MARKET, lambda show: setattr(show.recommending, "only_popular", True)),
        Scene("taste-strip-few", MARKET, lambda show: setattr(show.recommending, "few", True)),
        Scene("taste-strip-off", MARKET, lambda show: show.recommending.turn(on=False)),
        Scene("taste-strip-long", MARKET, _long),
        Scene("taste-strip-small", MARKET, size=(960, 640)),
        Scene("taste-strip-200", MARKET, scale=2.0),
        Scene("taste-strip-undo", MARKET, act=press("shelf-away-4")),
        Scene("taste-market-doubtful", MARKET, _staged),
        Scene("taste-popularity", LISTING, act=_to_popularity, size=TALL),
        Scene("taste-popularity-staged", LISTING, _staged, _to_rules, size=TALL),
        Scene("taste-popularity-none", Route("listing", "8"), _unsold, _to_popularity),
        Scene("taste-popularity-free", Route("listing", "3"), act=_to_popularity),
        Scene("taste-popularity-error", LISTING, _unreadable, _to_popularity),
        Scene("taste-settings", Route("settings"), size=(1280, 1900)),
        Scene(
            "taste-settings-off",
            Route("settings"),
            lambda show: show.recommending.turn(on=False),
            size=(1280, 1900),
        ),
        Scene("taste-map", TASTES),
        Scene("taste-map-busy", TASTES, hold("recommending.taste_map"), settles=False),
        Scene(
            "taste-map-too-little", TASTES, lambda show: setattr(show.recommending, "map", TooLittle(7, 4))
        ),
        Scene("taste-map-small", TASTES, size=(960, 640)),
    )


def _to_popularity(window: MainWindow) -> None:
    page = window.page
    if not isinstance(page, ListingPage):
        return
    card = page.popularity
    wait_until(lambda: bool(card.headline.text()) and page.facts.license.isVisible(), "the whole page")
    wait_until(lambda: _is_at_top(card), "the card at the top")


def _is_at_top(card: QWidget) -> bool:
    """Scroll on; true once there is nothing left to scroll."""
    parent = card.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is None:
        return True
    bar, top = parent.verticalScrollBar(), card.mapTo(parent.viewport(), QPoint(0, 0)).y()
    bar.setValue(bar.value() + top)
    return abs(top) <= 1 or bar.value() == bar.maximum()


def _to_rules(window: MainWindow) -> None:
    press("popularity-rules")(window)
    _to_popularity(window)


def _long(show: Showcase) -> None:
    long = values.long_listing()
    show.recommending.extra = lambda: (
        Suggested(replace(long, payers=1_234_567), long),
        Suggested(replace(long, id=98, payers=12)),
    )


def _staged(show: Showcase) -> None:
    show.recommending.trades[1] = Popularity(STAGED, 12_000, months((1, 0, 1)))
    first, *rest = show.catalogue.rows
    show.catalogue.rows = (replace(first, sales=46, payers=2, wash_milli=wash_milli(STAGED)), *rest)


def _unsold(show: Showcase) -> None:
    show.recommending.trades[8] = Popularity(Trade())


def _unreadable(show: Showcase) -> None:
    show.gate.faults["recommending.popularity"] = DatabaseDamaged("catalogue-3551.db")
