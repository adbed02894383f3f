"""A window over sample services, without a screen. Every test leaves no top-level widget and no running timer behind."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget

from desktop.text import tr
from desktop.ui.ending import delete_widgets_left
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.page import Route
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.theme import Theme
from desktop.ui.waiting import wait_until

W = TypeVar("W", bound=QWidget)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of each window what it cannot do for it; those are its own limits."""
    limits = ("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(*limits, extend=True))


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one of the process; a window of a test elsewhere may have made it."""
    return qapp.findChild(Theme) or Theme(qapp, "light", scale=1.0)


_MANY = 50_000


@pytest.fixture(autouse=True, scope="module")
def _garbage_of_this_module(qapp: QApplication) -> Iterator[None]:
    """No later test's thread may find a widget of these tests in its garbage, nor the interpreter one at its end."""
    yield
    gc.collect()
    delete_widgets_left()
    gc.enable()


@pytest.fixture(autouse=True)
def _collected_here(qapp: QApplication) -> Iterator[None]:
    """Python collects in whichever thread makes objects: a job's, taking down a test's widgets, crashes Qt."""
    gc.disable()
    yield
    if gc.get_count()[0] > _MANY:
        gc.collect()


@pytest.fixture(autouse=True)
def _clean(qapp: QApplication, theme: Theme) -> Iterator[None]:
    theme.set_mode("light")
    tr.install(str)
    before = set(map(id, qapp.topLevelWidgets()))
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [widget for widget in qapp.topLevelWidgets() if id(widget) not in before and widget.isVisible()]
    assert not left, f"visible windows left behind: {left}"


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.close()


@pytest.fixture
def bus(qapp: QApplication) -> ChangeBus:
    return ChangeBus()


@dataclass
class Desk:
    """The window, its services, and hands to use it."""

    window: MainWindow
    show: Showcase
    jobs: JobRunner

    def go(self, page: str, arg: str = "") -> None:
        self.window.navigate(Route(page, arg))
        self.settle()

    def page(self, kind: type[W]) -> W:
        assert isinstance(self.window.page, kind)
        return self.window.page

    def settle(self) -> None:
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if self.jobs.is_idle else 0
            return quiet > 3

        wait_until(is_quiet, "the jobs to settle", 10)

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.page.findChild(kind, name) if self.window.page else None
        found = found or self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        button.click()

    def type(self, name: str, text: str) -> None:
        edit = self.find(QLineEdit, name)
        edit.setText(text)
        edit.textEdited.emit(text)

    def until(self, condition: Callable[[], object], what: str = "it") -> None:
        wait_until(condition, what, 10)

    @property
    def dialog(self) -> QDialog | None:
        return next((d for d in self.window.findChildren(QDialog) if d.isVisible()), None)


@pytest.fixture
def make_desk(theme: Theme, jobs: JobRunner, bus: ChangeBus) -> Iterator[Callable[..., Desk]]:
    """A desk whose sample services were prepared by the test before the window attaches them."""
    made: list[Desk] = []

    def make(prepare: Callable[[Showcase], None] = lambda show: None, *, settles: bool = True) -> Desk:
        show = Showcase(bus.publish)
        prepare(show)
        desk = Desk(MainWindow(jobs, bus), show, jobs)
        made.append(desk)
        desk.window.resize(1280, 820)
        desk.window.show()
        desk.window.attach(show.services)
        if settles:
            desk.settle()
        return desk

    yield make
    for desk in made:
        for event in desk.show.gate.held.values():
            event.set()
        jobs.close()
        desk.window.close()
        desk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()
