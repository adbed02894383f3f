"""The page that searches a folder: which folder, reading, asking, and what it says when something is wrong."""

from pathlib import Path

import pytest

from desktop.core.changes import Progress
from desktop.services.folder_search import FolderUnreadable, Found, NothingIndexed, Standing
from desktop.ui.page import Route
from desktop.ui.pages.search import SearchPage, standing_words
from desktop.ui.screens_pages import full_library
from desktop.ui.showcase_search import FOUND, READ
from desktop.ui.waiting import wait_until
from desktop.ui.widgets.found_passage import FoundPassage, PassageText
from tests.ui.conftest import Desk

FOLDER = Path("/home/ada/letters")


def opened(desk: Desk, *, is_read: bool = True, is_embedder: bool = True) -> SearchPage:
    full_library(desk.show)
    desk.show.running.is_embedder = is_embedder
    if is_read:
        desk.show.folder_search.standings[str(FOLDER)] = READ
    desk.window.navigate(Route("search", "code"))
    page = desk.window.page
    assert isinstance(page, SearchPage)
    return page


def in_folder(page: SearchPage) -> None:
    wait_until(lambda: page.is_open, "the model")
    page.set_folder(FOLDER)
    wait_until(lambda: bool(page.standing.text()), "the folder")


def test_a_folder_is_read_and_then_asked(desk: Desk) -> None:
    page = opened(desk, is_read=False)
    in_folder(page)
    assert not page.go.isEnabled()

    page.update_index()
    wait_until(page.go.isEnabled, "the folder to be read")
    page.question.setText("ferry")
    page.ask()
    wait_until(lambda: bool(page.findChildren(FoundPassage)), "the answer")

    shown = [text.marked_text for text in page.findChildren(PassageText)]
    assert shown[0].startswith("The wind had turned")
    assert len(page.findChildren(FoundPassage)) == len(FOUND)


def test_strangers_text_is_shown_as_it_is(desk: Desk) -> None:
    page = opened(desk)
    in_folder(page)
    page.question.setText("apples")
    page.ask()
    wait_until(lambda: bool(page.findChildren(PassageText)), "the answer")

    assert any("<b>not bold</b>" in text.toPlainText() for text in page.findChildren(PassageText))


def test_a_changed_file_shows_no_passage(desk: Desk) -> None:
    passage = FoundPassage(Found("a.txt", 0, 0.6, "", (0, 0)))

    assert passage.text is None
    passage.deleteLater()


def test_stopping_leaves_the_page_ready(desk: Desk) -> None:
    import threading

    page = opened(desk)
    in_folder(page)
    desk.show.folder_search.steps = (Progress("a.txt", "index", 1, 2),)
    desk.show.gate.held["search.update"] = threading.Event()

    page.update_index()
    wait_until(lambda: "a.txt" in page.standing.text(), "the progress")
    page.stop.click()

    wait_until(lambda: page.refresh_button.isVisible() and "passages" in page.standing.text(), "the page")
    assert not page.bar.isVisible()


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        ("update", FolderUnreadable("letters", "No such file or directory"), "The folder cannot be read"),
        ("search", NothingIndexed(), "There is nothing to search yet"),
    ],
)
def test_what_went_wrong_is_said(
    desk: Desk, call: str, error: FolderUnreadable | NothingIndexed, words: str
) -> None:
    page = opened(desk)
    in_folder(page)
    desk.show.gate.faults[f"search.{call}"] = error

    page.question.setText("ferry")
    (page.update_index if call == "update" else page.ask)()

    wait_until(page.fault.isVisible, "the banner")
    assert page.fault.title.text() == words


def test_a_model_without_embeddings_says_so_and_has_no_tab(desk: Desk) -> None:
    page = opened(desk, is_embedder=False)
    wait_until(lambda: "cannot search" in page.states.empty.title.text(), "the words")

    desk.window.navigate(Route("run", "code"))

    run = desk.window.page
    assert run is not None
    wait_until(lambda: run.is_open, "the model")  # type: ignore[attr-defined]
    assert not run.tabs.buttons["search"].isVisible()  # type: ignore[attr-defined]


def test_an_embedding_model_offers_the_search(desk: Desk) -> None:
    full_library(desk.show)
    desk.show.running.is_embedder = True
    desk.window.navigate(Route("run", "code"))
    run = desk.window.page
    assert run is not None
    wait_until(lambda: run.is_open, "the model")  # type: ignore[attr-defined]

    run.tabs.buttons["search"].click()  # type: ignore[attr-defined]

    assert isinstance(desk.window.page, SearchPage)


def test_an_index_in_words() -> None:
    assert standing_words(Standing(), 0).startswith("Not read yet")
    words = standing_words(READ, READ.updated_at + 120)
    assert (
        words
        == "1,204 passages of 87 files · read 2 minutes ago · 2 files left out · the encoding of 1 file guessed"
    )
    assert "not read to the end" in standing_words(Standing(1, 2), 0)
