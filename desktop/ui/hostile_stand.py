"""A window in which hostile files are opened one after the other, for the benchmarks and the tests.

What reads the files is handed in: nothing here parses them.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication, QLabel

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.orders import Purchase
from desktop.services.catalogue import PublicView
from desktop.services.running import OpenModel
from desktop.services.shelf import ModelShelf
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.measuring import Heartbeat
from desktop.ui.page import Route
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.run import RunPage
from desktop.ui.pauses import Collector
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_catalogue import Catalogue
from desktop.ui.showcase_licences import Importing
from desktop.ui.theme import Theme
from desktop.ui.waiting import wait_until
from desktop.ui.widgets.file_inputs import FileEditor

_PATIENCE_S = 60.0
_QUIET_LOOKS = 3
_KINDS = {"picture": "image", "sound": "audio"}


class HostileFile(Protocol):
    """A file and what it is: ``bootstrap.hostile.trying.Case``."""

    @property
    def name(self) -> str: ...
    @property
    def room(self) -> str: ...


class Opener(Protocol):
    """Reads the file that is tried, in real workers; an ``Opener`` of the shelf too."""

    def make(self, file: Any) -> None:
        """Make the file; from now on it is the one that is tried."""

    def forget(self) -> None:
        """None is tried any more."""

    @property
    def is_package(self) -> bool:
        """Whether the file is a package that the Run page opens."""

    def path(self) -> Path:
        """The file on the disk."""

    def read(self) -> object:
        """What a page's job does with the file; called in a worker thread."""

    def open(self, purchase_id: str, device: str = "cpu") -> OpenModel: ...
    def size_bytes(self, purchase_id: str) -> int: ...


class _Public(Catalogue):
    """The catalogue, whose public part is the file that is tried."""

    opener: Opener

    def public_content(self, listing_id: int, cancel: CancelToken, progress: object) -> PublicView:
        self.opener.read()
        return super().public_content(listing_id, cancel, progress)


@dataclass
class _Adding(Importing):
    """Adding licence files, whose header is read by a real vault."""

    opener: Opener | None = None

    def add(
        self, paths: Sequence[Path], cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> tuple[Purchase, ...]:
        if self.opener is not None:
            self.opener.read()
        return super().add(paths, cancel, progress)


@dataclass
class Stand:
    """A window in which hostile files are opened one after the other."""

    opener: Opener
    jobs: JobRunner
    window: MainWindow
    show: Showcase
    heart: Heartbeat = field(default_factory=Heartbeat)
    collector: Collector = field(default_factory=lambda: Collector(lambda: True))
    _listing: int = 1

    @classmethod
    def put_up(cls, opener: Opener, jobs: JobRunner, bus: ChangeBus) -> "Stand":
        """Show the window."""
        show = Showcase(bus.publish)
        stand = cls(opener, jobs, MainWindow(jobs, bus), show)
        stand.collector.hold()
        catalogue = _Public(show.gate)
        catalogue.opener = opener
        show.catalogue = catalogue
        show.importing = _Adding(show.gate, show.purchases, show.accounts, opener)
        show.shelf = ModelShelf(opener, lambda: 8 << 30)
        stand.window.resize(1280, 820)
        stand.window.show()
        stand.window.attach(show.services)
        stand.settle()
        stand.collector.release()
        return stand

    def try_file(self, file: HostileFile) -> list[str]:
        """Open one file through the page where a person would, and return what the window says then."""
        self.heart.leave_out(lambda: self.opener.make(file))
        self.heart.step = f"{file.room}: {file.name}"
        if file.room in {"model", "package", "zip"}:
            self._listing = 3 - self._listing  # a page that shows a listing already does not read it again
            self._go("listing", str(self._listing))
        elif file.room == "licence":
            self._add()
        elif self.opener.is_package:
            self._run(f"package {file.name}")
        elif file.room in _KINDS:
            self._drop(_KINDS[file.room])
        else:
            self._work()
        self.settle()
        said = [
            label.text() for label in self.window.findChildren(QLabel) if label.isVisible() and label.text()
        ]
        self.heart.leave_out(self._forget)
        return said

    def settle(self) -> None:
        """Until nothing was at work for a few looks: pages begin their next job when the last one is answered."""
        looks = 0

        def is_quiet() -> bool:
            nonlocal looks
            looks = looks + 1 if self.jobs.is_idle else 0
            return looks > _QUIET_LOOKS

        wait_until(is_quiet, "the file to be opened", _PATIENCE_S)

    def look_around(self) -> None:
        """Open each page once: what the first opening costs is told by the group ``window``."""
        for page, arg in (
            ("market", ""),
            ("listing", "1"),
            ("listing", "2"),
            ("library", ""),
            ("run", "image"),
            ("market", ""),
        ):
            self.window.navigate(Route(page, arg))
            self.settle()

    def close(self) -> None:
        self.show.shelf.close_all()
        self.jobs.close()
        self.window.close()
        self.window.deleteLater()
        self.collector.end()

    def _go(self, page: str, arg: str = "") -> None:
        self.window.navigate(Route(page, arg))
        self.settle()

    def _add(self) -> None:
        self._go("library")
        page = self.window.page
        assert isinstance(page, LibraryPage)  # noqa: S101 - it was just opened
        page.adding.add([self.opener.path()])

    def _run(self, model: str) -> None:
        self._go("run", model)
        page = self.window.page
        if isinstance(page, RunPage) and page.is_open:
            page.start()

    def _drop(self, kind: str) -> None:
        """A file dropped on the page of an honest model."""
        self._go("run", kind)
        page = self.window.page
        assert isinstance(page, RunPage)  # noqa: S101 - it was just opened
        editor = page.findChild(FileEditor)
        assert editor is not None  # noqa: S101 - its model takes a file
        paths: list[Path] = []
        self.heart.leave_out(lambda: paths.append(self.opener.path()))
        editor.load(paths[0])
        page.start()

    def _work(self) -> None:
        """What no page opens by itself: a job of the same lane, whose error the Run page shows."""
        self._go("run", "image")
        page = self.window.page
        assert isinstance(page, RunPage)  # noqa: S101 - it was just opened
        self.jobs.start(
            lambda _job: self.opener.read(),
            lane="cpu",
            owner=page,
            done=lambda _answer: page.fault.hide(),
            failed=page.fault.show_error,
        )

    def _forget(self) -> None:
        self.opener.forget()
        gc.collect()


def try_files(opener: Opener, files: Sequence[HostileFile]) -> tuple[list[tuple[float, str]], list[str]]:
    """Open them all under a heartbeat: its gaps in milliseconds with the file of each, and files of which nothing was said."""
    app = QApplication(sys.argv[:1])
    Theme(app, "light", scale=1.0)
    stand = Stand.put_up(opener, JobRunner(), ChangeBus())
    stand.look_around()
    stand.heart.start()
    silent = [file.name for file in files if not stand.try_file(file)]
    stand.close()
    return stand.heart.gaps, silent
