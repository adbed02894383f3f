"""What every page is: a widget that loads its values in jobs and reloads itself when they change."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.core.changes import Change, Topic
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Label, column


@dataclass(frozen=True, slots=True)
class Route:
    """Where to go: a page's name, and what it should show (an id), if anything."""

    page: str
    arg: str = ""


@dataclass(frozen=True, slots=True)
class PageTools:
    """What the shell lends to each page: jobs, changes, the way to other pages, and a short word to the person."""

    jobs: JobRunner
    bus: ChangeBus
    navigate: Callable[[Route], None]
    toast: Callable[[str, str], None]
    """(tone, sentence)"""


class Page(QWidget):
    """A page of the shell. Subclasses say which ``topics`` they show and how to ``reload``."""

    topics: frozenset[Topic] = frozenset()

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tools = tools
        self.jobs = tools.jobs
        self._is_stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._reload_now)
        tools.bus.changed.connect(self._changed)

    def enter(self, arg: str) -> None:  # noqa: ARG002  pages that show one thing use it
        """The person came here; ``arg`` is the route's."""
        self.refresh()

    def reload(self) -> None:
        """Load what the page shows. Called on the GUI thread; loading itself belongs into a job."""

    def refresh(self) -> None:
        """Reload soon, once, however often this is called."""
        self._is_stale = False
        self._timer.start(0)

    def first_focus(self) -> QWidget | None:
        """The control that should have the keyboard when the page opens."""
        return None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _changed(self, change: Change) -> None:
        if change.topic not in self.topics:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def _reload_now(self) -> None:
        self.reload()


class PageHead(QWidget):
    """A page's heading, a sentence under it, and its actions at the right."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.title = Label(title, "h1", wrap=True)
        self.subtitle = Label(subtitle, "muted", wrap=True)
        if not subtitle:
            self.subtitle.hide()
        words = column(spacing=4)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GRID)
        self._line.addLayout(words, 1)

    def add(self, widget: QWidget) -> None:
        """One more action at the right."""
        self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


def page_column(page: QWidget, *items: QWidget | QLayout) -> QVBoxLayout:
    """The page's outer column with its margins."""
    layout = column(page, spacing=2 * GRID)
    layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 2 * GRID)
    for item in items:
        if isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout
