"""What would stop the window for a moment is done when it does not matter."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.app import Application
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pauses import Collector, PagePreparer
from desktop.ui.showcase import Showcase
from desktop.ui.theme import Theme
from desktop.ui.waiting import wait_until


@pytest.fixture
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    made.end()


def test_what_was_there_when_the_window_opened_is_not_looked_at_again(collector: Collector) -> None:
    collector.hold()
    assert not gc.isenabled()
    kept = [[number] for number in range(5_000)]

    collector.release()

    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(kept)
    assert len(gc.get_objects()) < 5_000


def test_what_comes_later_is_still_collected(collector: Collector) -> None:
    collector.hold()
    collector.release()
    knot: list[object] = []
    knot.append(knot)
    del knot

    assert gc.collect() >= 1


def ticks(preparer: PagePreparer, count: int) -> None:
    for _ in range(count):
        preparer._next()


def test_pages_are_made_one_at_a_time_and_not_under_the_hand(qapp: QApplication) -> None:
    made: list[str] = []
    is_quiet = False
    preparer = PagePreparer(("one", "two"), made.append, lambda: is_quiet)
    ticks(preparer, 20)
    assert made == []

    is_quiet = True
    ticks(preparer, 4)
    assert made == []
    ticks(preparer, 1)
    assert made == ["one"]
    ticks(preparer, 2)
    assert made == ["one", "two"]


def test_pages_are_not_made_between_the_keys_of_a_word(qapp: QApplication) -> None:
    """Each page cost the next letter of a search a tenth of a second."""
    made: list[str] = []
    preparer = PagePreparer(("one",), made.append, lambda: True)

    for _ in range(10):
        ticks(preparer, 4)
        preparer.wait()

    assert made == []


def test_an_opened_window_prepares_the_pages_and_collects_again(qapp: QApplication, theme: Theme) -> None:
    show = Showcase()
    app = Application(lambda _publish: show.services, theme="light", language_setting="en")
    app.window.show()
    app.open()
    try:
        wait_until(lambda: "listing" in app.window.pages, "the listing's page to be made", 30)

        assert isinstance(app.window.pages["listing"], ListingPage)
        assert gc.isenabled()
    finally:
        app.close()
    assert gc.get_freeze_count() == 0
