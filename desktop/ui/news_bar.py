"""The line over every page that says once what is new of what is watched."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.services.watching import NewsSummary
from desktop.text import tr
from desktop.ui.page import Route
from desktop.ui.tokens import GRID
from desktop.ui.watch_words import route_of, summaries_words
from desktop.ui.widgets.basic import Button, column
from desktop.ui.widgets.states import Banner


class NewsBar(QWidget):
    """One notice for everything that is new, until it is looked at or put away."""

    def __init__(self, navigate: Callable[[Route], None]) -> None:
        super().__init__()
        self.setObjectName("news-bar")
        self._navigate = navigate
        self.summaries: list[NewsSummary] = []
        outer = column(self, spacing=GRID)
        outer.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 0)
        self.banner = Banner("info", action=tr("Look"))
        self.banner.button.setObjectName("news-look")
        self.banner.button.clicked.connect(lambda _=False: self._look())
        away = Button("", "icon", icon="x", name="news-away", tip=tr("Close"), clicked=self.put_away)
        if (line := self.banner.layout()) is not None:
            line.addWidget(away)
        outer.addWidget(self.banner)
        self.hide()

    def tell(self, summaries: list[NewsSummary]) -> tuple[str, str]:
        """Add what is new; the words of all that is shown now."""
        fresh = {one.watch.id for one in summaries}
        self.summaries = [*summaries, *(one for one in self.summaries if one.watch.id not in fresh)]
        words = summaries_words(self.summaries)
        self.banner.say("info", *words)
        self.show()
        return words

    @property
    def route(self) -> Route:
        """Where to look: at the one listing, else at all that is watched."""
        only = route_of(self.summaries[0].watch) if len(self.summaries) == 1 else None
        return only or Route("watching")

    def put_away(self) -> None:
        """It was seen; the news stays on its page until it is read there."""
        self.summaries = []
        self.hide()

    def _look(self) -> None:
        route = self.route
        self.put_away()
        self._navigate(route)
