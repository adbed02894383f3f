"""What would stop the window for a moment is done when it does not matter."""

import gc
import threading
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
def collector(qapp: QApplication) -> Iterator[Collector]:
    made = Collector(lambda: True)
    yield made
    made.end()


def test_what_was_there_when_the_window_opened_is_not_looked_at_again(collector: Collector) -> None:
    collector.hold()
    assert not gc.isenabled()
    kept = [[number] for number in range(5_000)]

    collector.release()

    assert gc.get_freeze_count() >= len(kept)
    assert len(gc.get_objects()) < 5_000


class Knot:
    """Garbage that only a collection finds; says in which thread it was taken down."""

    def __init__(self, taken_down: list[threading.Thread]) -> None:
        self.me, self._taken_down = self, taken_down

    def __del__(self) -> None:
        self._taken_down.append(threading.current_thread())


def test_what_comes_later_is_still_collected_and_by_the_windows_thread_alone(collector: Collector) -> None:
    """Python collects in the thread that makes objects: in a job's, taking down a widget crashed the window."""
    collector.hold()
    collector.release()
    taken_down: list[threading.Thread] = []

    def make_garbage() -> None:
        for _ in range(3_000):
            Knot(taken_down)

    job = threading.Thread(target=make_garbage)
    job.start()
    job.join()
    assert taken_down == []
    wait_until(lambda: len(taken_down) == 3_000, "the collection")

    assert set(taken_down) == {threading.main_thread()}


def test_the_oldest_is_looked_through_only_when_nobody_would_notice(qapp: QApplication) -> None:
    is_quiet = False
    collector = Collector(lambda: is_quiet)
    taken_down: list[threading.Thread] = []
    collector.hold()
    try:
        collector.release()
        old = Knot(taken_down)
        gc.collect(0)
        gc.collect(1)
        del old
        for _ in range(40):
            gc.collect(1)
            collector._collect()
        assert taken_down == []

        is_quiet = True
        collector._collect()
        assert len(taken_down) == 1
    finally:
        collector.end()


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
    app._preparer._timer.setInterval(10)  # a busy machine is hardly ever quiet for a second
    app.window.show()
    app.open()
    try:
        wait_until(lambda: "listing" in app.window.pages, "the listing's page to be made", 30)

        assert isinstance(app.window.pages["listing"], ListingPage)
        assert not gc.isenabled()
    finally:
        app.close()
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()
