"""The map of tastes: models near each other are bought by the same accounts."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.core.taste_map import LEAST_ACCOUNTS, LEAST_BUYERS, LEAST_MODELS, TooLittle
from desktop.text import tr, trn
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.phrases import task_name
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, SERIES
from desktop.ui.widgets.basic import Button, Card, ElidedLabel, Label, Scroll, clear, column, plain_tip, row
from desktop.ui.widgets.plots import ThemedPlot
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.services.recommending import RecommendingService
    from desktop.services.recommending.service import TasteView

_SYMBOLS = ("o", "s", "t1", "d", "p", "h", "star", "x")
"""A group is told by its sign as well as by its colour."""
_MOST_NAMED = 4
_OWN_SIDE, _SIDE = 15, 10
_EDGE = 0.55  # beyond it a name is written towards the middle


class TastesPage(Page):
    """A scatter of models in groups, where the own ones are; the same in words beside it."""

    topics = frozenset({Topic.TASTE, Topic.PURCHASES})

    def __init__(self, tools: PageTools, recommending: "RecommendingService") -> None:
        super().__init__(tools)
        self._recommending = recommending
        self.back = Button(
            tr("Market"),
            "link",
            icon="arrow-left",
            name="tastes-back",
            clicked=lambda: tools.navigate(Route("market")),
        )
        head = PageHead(
            tr("Map of tastes"),
            tr(
                "Models near each other are bought by the same accounts. Drawn on this computer from public purchases."
            ),
        )
        self.chart = TasteChart()
        self.chart.chosen.connect(lambda listing: tools.navigate(Route("listing", str(listing))))
        plot = Card(padding=2 * GRID)
        plot.column.addWidget(self.chart, 1)
        self.note = Label("", "small", wrap=True)
        plot.column.addWidget(self.note)
        side = QWidget()
        self._groups = column(side, spacing=2 * GRID)
        side_scroll = Scroll(side, width=42 * GRID)
        side_scroll.setFixedWidth(44 * GRID)
        full = QWidget()
        line = row(plot, side_scroll, spacing=2 * GRID)
        line.setStretch(0, 1)
        full.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self.states = StateView(full, empty_icon="chart-column")
        page_column(self, row(self.back, 1), head, self.states).setStretch(2, 1)

    def reload(self) -> None:
        self.states.show_busy(tr("Drawing the map"))
        self.jobs.start(
            lambda _job: self._recommending.taste_map(),
            lane="cpu",
            owner=self,
            done=self._show,
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, found: "TasteView | TooLittle") -> None:
        if isinstance(found, TooLittle):
            self._show_too_little(found)
            return
        self.chart.show_map(found)
        clear(self._groups)
        for group in range(found.map.groups):
            self._groups.addWidget(self._group(found, group))
        self._groups.addStretch(1)
        made = trn("Made from {n} account.", "Made from {n} accounts.", found.map.accounts)
        flat = tr(
            "A plane shows only a part: models that lie apart differ, models that lie close may still do."
        )
        one = tr("No groups stand out yet.") if found.map.groups < 2 else ""
        self.note.setText("  ".join(filter(None, (made, one, flat))))
        self.states.show_full()

    def _show_too_little(self, found: TooLittle) -> None:
        accounts = trn("{n} account", "{n} accounts", found.accounts)
        models = trn("{n} model", "{n} models", found.models)
        self.states.show_empty(
            tr("Too few purchases for a map"),
            tr(
                "It takes {least_accounts} accounts that bought from two sellers and {least_models} models with {buyers} "
                "buyers each. So far there are {accounts} and {models}.",
                least_accounts=LEAST_ACCOUNTS,
                least_models=LEAST_MODELS,
                buyers=int(LEAST_BUYERS),
                accounts=accounts,
                models=models,
            ),
            action=tr("Go to the market"),
            then=lambda: self.tools.navigate(Route("market")),
        )

    def _group(self, view: "TasteView", group: int) -> Card:
        """A group in words: how many models and whose, and its first ones by name."""
        points = [point for point in view.map.points if point.group == group]
        own = [point for point in points if point.listing in view.owned]
        card = Card(padding=2 * GRID, spacing=GRID)
        title = task_name(view.tasks[group]) if view.tasks[group] else tr("Group {n}", n=group + 1)
        card.column.addLayout(row(GroupMark(group), ElidedLabel(title, "strong")))
        count = trn("{n} model", "{n} models", len(points))
        yours = trn("{n} of them is yours", "{n} of them are yours", len(own)) if own else ""
        card.column.addWidget(Label("  ·  ".join(filter(None, (count, yours))), "small", wrap=True))
        for point in (own + [point for point in points if point not in own])[:_MOST_NAMED]:
            name = view.listings[point.listing].title
            link = Button(_short(name), "link", name=f"taste-{point.listing}", tip=name)
            link.clicked.connect(
                lambda _=False, number=point.listing: self.tools.navigate(Route("listing", str(number)))
            )
            card.column.addLayout(row(link, 1))
        return card


class GroupMark(QWidget):
    """The sign of a group as the map has it."""

    def __init__(self, group: int) -> None:
        super().__init__()
        self._group = group
        self.setFixedSize(2 * GRID, 2 * GRID)
        Theme.current().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(GRID, GRID)
        painter.scale(_SIDE + 2, _SIDE + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_color(Theme.current(), self._group))
        painter.drawPath(Symbols[_SYMBOLS[self._group % len(_SYMBOLS)]])
        painter.end()


class TasteChart(ThemedPlot):
    """A dot for each model; the own ones are larger, with a ring and a name. A click opens the model's page."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Map of tastes"), height=44 * GRID)
        self._view: TasteView | None = None

    def show_map(self, view: "TasteView") -> None:
        self._view = view
        own = [view.listings[p.listing].title for p in view.map.points if p.listing in view.owned]
        self.setAccessibleDescription(", ".join(own))
        self.redraw()

    def draw(self, pg: Any, theme: Theme) -> None:
        view = self._view
        if view is None:
            return
        self.plot.hideAxis("left")
        self.plot.hideAxis("bottom")
        self.plot.setAspectLocked(False)
        scatter = pg.ScatterPlotItem(
            hoverable=True, tip=None, hoverPen=pg.mkPen(theme.color("text"), width=2)
        )
        scatter.addPoints([self._spot(pg, theme, point) for point in view.map.points])
        scatter.sigClicked.connect(
            lambda _item, spots, *_: self.chosen.emit(spots[0].data()) if len(spots) else None
        )
        scatter.sigHovered.connect(lambda _item, spots, *_: self._name(spots))
        self.plot.addItem(scatter)
        own = [point for point in view.map.points if point.listing in view.owned]
        for place, point in enumerate(own):
            name = _short(view.listings[point.listing].title)
            beside = 0.0 if point.x < -_EDGE else 1.0 if point.x > _EDGE else 0.5
            label = pg.TextItem(
                name, color=theme.color("text"), anchor=(beside, 1.6 if place % 2 == 0 else -0.6)
            )
            label.setPos(point.x, point.y)
            self.plot.addItem(label, ignoreBounds=True)
        self.plot.setRange(xRange=(-1.1, 1.1), yRange=(-1.1, 1.1), padding=0.02)

    def _spot(self, pg: Any, theme: Theme, point: Any) -> dict[str, Any]:
        is_own = self._view is not None and point.listing in self._view.owned
        color = _color(theme, point.group)
        color.setAlpha(255 if is_own else 170)
        return {
            "pos": (point.x, point.y), "data": point.listing, "symbol": _SYMBOLS[point.group % len(_SYMBOLS)],
            "size": _OWN_SIDE if is_own else _SIDE, "brush": pg.mkBrush(color),
            "pen": pg.mkPen(theme.color("text"), width=2) if is_own else pg.mkPen(None),
        }  # fmt: skip

    def _name(self, spots: Any) -> None:
        names = [self._view.listings[spot.data()].title for spot in list(spots)[:3]] if self._view else []
        self.plot.setToolTip(plain_tip("\n".join(map(_short, names))))


def _color(theme: Theme, group: int) -> Any:
    return theme.color(SERIES[group % len(SERIES)])


def _short(name: str) -> str:
    flat = " ".join(name.split())
    return flat if len(flat) <= 30 else flat[:29] + "…"
