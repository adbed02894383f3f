"""Scenes of searching a folder."""

from pathlib import Path

from desktop.core.changes import Progress
from desktop.services.folder_search import FolderUnreadable, NothingIndexed
from desktop.ui.page import Route
from desktop.ui.pages.search import SearchPage
from desktop.ui.scenes import Act, Prepare, Scene, nothing
from desktop.ui.screens_pages import full_library, hold
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_search import READ
from desktop.ui.waiting import wait_until

FOLDER = Path("/home/ada/Documents/letters and notes")


def search_scenes() -> tuple[Scene, ...]:
    """All of them."""
    route = Route("search", "code")
    return (
        Scene("search-which-folder", route, _owned()),
        Scene("search-not-read", route, _owned(), _in_folder(nothing)),
        Scene("search-reading", route, _reading, _in_folder(_read), settles=False),
        Scene("search-found", route, _owned(is_read=True), _in_folder(_ask)),
        Scene("search-found-small", route, _owned(is_read=True), _in_folder(_ask), size=(960, 640)),
        Scene("search-folder-gone", route, _fails("update", FolderUnreadable(FOLDER.name, "No such file or directory")), _in_folder(_read)),
        Scene("search-nothing", route, _fails("search", NothingIndexed()), _in_folder(_ask)),
        Scene("search-cannot", route, full_library),
    )  # fmt: skip


def _owned(*, is_read: bool = False) -> Prepare:
    def prepare(show: Showcase) -> None:
        full_library(show)
        show.running.is_embedder = True
        if is_read:
            show.folder_search.standings[str(FOLDER)] = READ

    return prepare


def _fails(name: str, error: FolderUnreadable | NothingIndexed) -> Prepare:
    def prepare(show: Showcase) -> None:
        _owned(is_read=True)(show)
        show.gate.faults[f"search.{name}"] = error

    return prepare


def _reading(show: Showcase) -> None:
    _owned()(show)
    show.folder_search.steps = (Progress("letters/2019/ferry.md", "index", 38, 100),)
    hold("search.update")(show)


def _in_folder(then: Act) -> Act:
    def act(window: MainWindow) -> None:
        page = window.page
        if isinstance(page, SearchPage):
            wait_until(lambda: page.is_open, "the model to open")
            page.set_folder(FOLDER)
            wait_until(lambda: bool(page.standing.text()), "the folder")
            then(window)

    return act


def _read(window: MainWindow) -> None:
    page = window.page
    if isinstance(page, SearchPage):
        page.update_index()


def _ask(window: MainWindow) -> None:
    page = window.page
    if isinstance(page, SearchPage):
        page.question.setText("crossing the water in bad weather")
        page.ask()
