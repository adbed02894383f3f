"""Nothing of a page is shown as a window of its own before it has its place: on a real screen that is a flash."""

import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.scenes import Prepare
from desktop.ui.screens_pages import full_library
from desktop.ui.services import PAGES
from desktop.ui.shell import MainWindow
from tests.ui.conftest import Desk

OWNED = ("run", "batch", "judge", "compare", "search", "records")
ARGUMENTS = {"listing": "1", "order": "prov", "licence": "00" * 32, **dict.fromkeys(OWNED, "digits")}


class Windows(QObject):
    """Who showed what as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Show and is_window and not isinstance(watched, MainWindow):
            places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_stack()]
            self.shown.append(f"{type(watched).__name__} by {' '.join(places[-4:-1])}")
        return False


def test_no_part_of_a_page_is_a_window_before_it_has_its_place(
    make_desk: Callable[[Prepare], Desk], qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    request.addfinalizer(lambda: qapp.removeEventFilter(windows))
    desk = make_desk(full_library)

    for page in PAGES:
        desk.go(page, ARGUMENTS.get(page, ""))

    assert not windows.shown, "\n".join(sorted(set(windows.shown)))
