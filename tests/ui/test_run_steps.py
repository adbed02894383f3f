"""Runs of many steps: a text appears as it is written, tiles are counted, and Stop keeps what was said."""

import threading
import time

import pytest

from desktop.core.changes import Progress
from desktop.core.runs import RunProgress
from desktop.ui.pages.run import RunPage
from desktop.ui.screens_pages import full_library
from desktop.ui.showcase_heads import STORY, tiled, writing, written
from desktop.ui.widgets.results import ResultView
from desktop.ui.widgets.written import RunFeed, Written
from tests.ui.conftest import Desk


def running(desk: Desk, key: str, steps: tuple[RunProgress, ...]) -> RunPage:
    """A run that has told its steps and goes on."""
    full_library(desk.show)
    desk.show.running.steps = steps
    desk.show.gate.held["running.run"] = threading.Event()
    desk.go("run", key)
    page = desk.page(RunPage)
    page.start()
    desk.until(lambda: page.findChild(RunFeed) is not None, "the steps")
    return page


def feed_of(page: RunPage) -> RunFeed:
    feed = page.findChild(RunFeed)
    assert feed is not None
    return feed


def test_a_text_appears_while_it_is_written_and_is_whole_at_the_end(desk: Desk) -> None:
    desk.show.running.answer = written()
    page = running(desk, "code", writing())

    desk.until(lambda: feed_of(page).text.toPlainText() == STORY, "the text so far")
    assert feed_of(page).head.text().startswith("41 tokens")
    desk.show.gate.held["running.run"].set()
    desk.until(lambda: page.findChild(Written) is not None, "the whole text")

    view = page.findChild(ResultView)
    assert view is not None
    assert view.tools.choices["copy"][0] == "Text"
    assert view.tools.choices["save"][0] == "Text"


def test_stop_keeps_the_text_that_was_said(desk: Desk) -> None:
    page = running(desk, "code", writing())
    desk.until(lambda: feed_of(page).text.toPlainText() == STORY, "the text so far")

    page.stop.click()
    desk.settle()

    assert feed_of(page).text.toPlainText() == STORY
    assert page.run.isEnabled()


def test_tiles_are_counted_and_stop_takes_the_count_away(desk: Desk) -> None:
    page = running(desk, "photo", (RunProgress(1, 9), RunProgress(2, 9)))
    desk.until(lambda: feed_of(page).head.text() == "Tile 2 of 9", "the count")

    page.stop.click()
    desk.settle()

    desk.until(lambda: page.findChild(RunFeed) is None, "the hint")
    assert page.note.text() == "Stopped."


def test_a_result_of_tiles_says_so_and_saves_the_whole_picture(desk: Desk) -> None:
    full_library(desk.show)
    desk.show.running.answer = tiled()
    desk.go("run", "photo")
    page = desk.page(RunPage)
    page.start()
    desk.until(lambda: page.findChild(ResultView) is not None, "the result")

    view = page.findChild(ResultView)
    assert view is not None
    assert view.tools.choices["save"][0] == "Picture, 480 × 480 (PNG)"


@pytest.mark.usefixtures("theme")
def test_what_is_left_is_told_by_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    feed = RunFeed()

    now = 120.0
    feed.hear(Progress("", "run", 10, 40))

    assert feed.head.text() == "Tile 10 of 40, about 60 seconds left"
    feed.deleteLater()
