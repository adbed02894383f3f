"""A judgement shown: the figures beside the claims, the confusion matrix, the curves, the worst mistakes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from desktop.core.judging import Claim, Judgement, Observed, error_of, worst_of
from desktop.core.runs import Picture
from desktop.text import tr
from desktop.text.measures import counts_words, figure_words, value_words, verdict_words
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, ElidedLabel, Label, Scroll, clear, column, row
from desktop.ui.widgets.confusion import Cell, ConfusionView
from desktop.ui.widgets.figures import FigureTable
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.plots import ReliabilityChart, ResidualChart, RocChart, TruthChart
from desktop.ui.widgets.states import Banner

_MOST_LISTED = 500
_MOST_CONFUSIONS = 12
_MOST_CLASS_LINES = 300

Ask = Callable[[str, Callable[[Picture | str | None], None]], None]
"""Fetch an item by its name and hand it over."""


class JudgementView(QWidget):
    """One judgement in tabs; ``ask`` fetches an item for looking at it."""

    def __init__(self, judgement: Judgement, observed: Sequence[Observed], ask: Ask) -> None:
        super().__init__()
        self.judgement, self._observed = judgement, list(observed)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("judgement-tabs")
        self.tabs.setAccessibleName(tr("Judgement"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.items = ItemsView(ask)
        self.tabs.addTab(Scroll(self._figures(), width=1400), tr("Figures"))
        self.confusion: ConfusionView | None = None
        if judgement.classes:
            self.tabs.addTab(self._confusion(), tr("Mix-ups"))
        charts = self._charts()
        if charts is not None:
            self.tabs.addTab(charts, tr("Charts"))
        self.tabs.addTab(self._mistakes(), tr("Worst mistakes"))
        if judgement.class_figures:
            self.tabs.addTab(Scroll(self._classes(), width=1400), tr("Each class"))
        lines = column(self)
        lines.addWidget(self.tabs, 1)

    def show_cell(self, cell: Cell) -> None:
        """The items behind a cell of the matrix."""
        found = [one for one in self._observed if one.truth == cell.truth and one.said == cell.said]
        title = tr("“{truth}”, said to be “{said}”", truth=cell.truth[:60], said=cell.said[:60])
        self.items.show_items(found, title)
        self.tabs.setCurrentWidget(self.items)

    def _figures(self) -> QWidget:
        holder = QWidget()
        lines = column(holder, spacing=2 * GRID)
        lines.setContentsMargins(0, 2 * GRID, 2 * GRID, GRID)
        lines.addWidget(summary_banner(self.judgement))
        lines.addWidget(FigureTable(self.judgement.figures, self.judgement.claims))
        unmeasured = [claim for claim in self.judgement.claims if claim.figure is None]
        if unmeasured:
            names = ", ".join(f"{claim.name[:60]} {value_words(claim.value, '')}" for claim in unmeasured)
            lines.addWidget(
                Label(tr("Also claimed, but not measured here: {list}", list=names), "small", wrap=True)
            )
        lines.addWidget(
            Label(
                tr(
                    "The intervals say how far the figures could be off because you have no more items than these. They say nothing about how alike your data and the seller's are."
                ),
                "small",
                wrap=True,
            )
        )
        lines.addStretch(1)
        return holder

    def _confusion(self) -> QWidget:
        judgement = self.judgement
        self.confusion = ConfusionView(judgement.classes, judgement.table)
        self.confusion.chosen.connect(self.show_cell)
        side = QWidget()
        side.setMinimumWidth(34 * GRID)
        side.setMaximumWidth(46 * GRID)
        lines = column(side, spacing=GRID)
        lines.addWidget(Label(tr("Most frequent mix-ups"), "h3"))
        wrong = sorted(((n, t, s) for t, s, n in judgement.table if t != s), reverse=True)
        self.confusions = QListWidget()
        self.confusions.setObjectName("confusions")
        self.confusions.setAccessibleName(tr("Most frequent mix-ups"))
        for items, true, said in wrong[:_MOST_CONFUSIONS]:
            cell = Cell(judgement.classes[true], judgement.classes[said], items)
            words = tr(
                "{n} × “{truth}” as “{said}”", n=f"{items:,}", truth=cell.truth[:40], said=cell.said[:40]
            )
            entry = QListWidgetItem(words)
            entry.setData(Qt.ItemDataRole.UserRole, cell)
            self.confusions.addItem(entry)
        self.confusions.itemActivated.connect(
            lambda item: self.show_cell(item.data(Qt.ItemDataRole.UserRole))
        )
        self.confusions.itemClicked.connect(lambda item: self.show_cell(item.data(Qt.ItemDataRole.UserRole)))
        lines.addWidget(
            self.confusions if wrong else Label(tr("None: every item was said right."), "muted", wrap=True)
        )
        if not wrong:
            lines.addStretch(1)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 2 * GRID, 0, 0)
        line.setSpacing(3 * GRID)
        line.addWidget(self.confusion, 1)
        line.addWidget(side)
        return holder

    def _charts(self) -> QWidget | None:
        judgement = self.judgement
        charts: list[tuple[str, QWidget]] = []
        if judgement.curve:
            words = tr(
                "On the dashed line the model is as often right as it is sure. Below it, it is too sure of itself."
            )
            charts.append((words, ReliabilityChart(judgement.curve)))
        if judgement.roc:
            words = tr("Each point is a threshold: what it finds, and how often it raises a false alarm.")
            charts.append((words, RocChart(judgement.roc)))
        numbers = [(one.truth, one.said) for one in self._observed if isinstance(one.truth, float)]
        pairs = [(truth, said) for truth, said in numbers if isinstance(said, float)]
        if pairs:
            charts.append(
                (
                    tr("How far off it was. Right of the line it said too much."),
                    ResidualChart([s - t for t, s in pairs]),
                )
            )
            charts.append((tr("On the dashed line it said what is true."), TruthChart(pairs)))
        if not charts:
            return None
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 2 * GRID, 0, 0)
        line.setSpacing(3 * GRID)
        for words, chart in charts:
            part = column(spacing=GRID)
            part.addWidget(Label(chart.accessibleName(), "h3"))
            part.addWidget(Label(words, "small", wrap=True))
            part.addWidget(chart, 1)
            line.addLayout(part, 1)
        return holder

    def _mistakes(self) -> QWidget:
        worst = worst_of(self._observed)
        if any(isinstance(one.said, str) and one.off is None for one in self._observed):
            title = tr("Wrong, and most sure of it")
        else:
            title = tr("Furthest off")
        self.items.show_items(worst, title)
        return self.items

    def _classes(self) -> QWidget:
        holder = QWidget()
        lines = column(holder)
        lines.setContentsMargins(0, 2 * GRID, 2 * GRID, GRID)
        lines.addWidget(FigureTable(self.judgement.class_figures[:_MOST_CLASS_LINES]))
        lines.addStretch(1)
        return holder


class ItemsView(QWidget):
    """A list of items, and the one that is chosen beside it: its picture or text, what is true, what was said."""

    picked = Signal(object)

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.setObjectName("items")
        self._ask = ask
        self._shown: list[Observed] = []
        self.title = Label("", "h3")
        self.list = QListWidget()
        self.list.setObjectName("items-list")
        self.list.setAccessibleName(tr("Items"))
        self.list.currentRowChanged.connect(self._pick)
        self._place = QVBoxLayout()
        left, right = QWidget(), QWidget()
        lines = column(left, spacing=GRID)
        lines.addWidget(self.title)
        lines.addWidget(self.list, 1)
        side = column(right, spacing=GRID)
        side.addLayout(self._place)
        side.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2 * GRID, 0, 0)
        line.setSpacing(3 * GRID)
        line.addWidget(left, 5)
        line.addWidget(right, 4)

    def show_items(self, observed: Sequence[Observed], title: str) -> None:
        """List these; the first is picked."""
        self._shown = list(observed[:_MOST_LISTED])
        self.title.setText(f"{title} ({len(observed):,})" if observed else title)
        clear(self._place)
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._shown:
            self.list.addItem(item_words(one))
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        if not self._shown:
            self._place.addWidget(Label(tr("There are none."), "muted"))
        elif self.isVisible():
            self.list.setCurrentRow(0)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._shown and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _pick(self, at: int) -> None:
        if not 0 <= at < len(self._shown):
            return
        one = self._shown[at]
        self.picked.emit(one)
        self._ask(one.item, lambda found: self._show(one, found))

    def _show(self, one: Observed, found: Picture | str | None) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self._shown) or self._shown[at] is not one:
            return
        clear(self._place)
        self._place.addWidget(ElidedLabel(one.item, "h3"))
        if isinstance(found, Picture):
            self._place.addWidget(PictureView(found))
        elif found:
            text = Label(found[:4000], "mono", wrap=True, selectable=True)
            self._place.addWidget(Scroll(text), 1)
        else:
            self._place.addWidget(Label(tr("It no longer lies where it was."), "muted", wrap=True))
        self._place.addLayout(_fact(tr("True"), _value(one.truth), "success"))
        self._place.addLayout(_fact(tr("Said"), _value(one.said), "neutral"))
        if one.off is not None:
            self._place.addLayout(_fact(tr("Missed, or found where nothing is"), f"{one.off:.3g}", "neutral"))
        elif isinstance(one.truth, float):
            self._place.addLayout(_fact(tr("Off by"), f"{error_of(one):+.4g}", "neutral"))
        elif one.confidence is not None:
            self._place.addLayout(_fact(tr("How sure it was"), f"{one.confidence:.1%}", "neutral"))
            if one.true_score is not None and one.truth != one.said:
                self._place.addLayout(_fact(tr("Score of the truth"), f"{one.true_score:.1%}", "neutral"))


def item_words(one: Observed) -> str:
    """An item in one line."""
    if isinstance(one.truth, float):
        return tr(
            "{item}: {said} instead of {truth}",
            item=one.item[-60:],
            said=_value(one.said),
            truth=_value(one.truth),
        )
    said, truth = _value(one.said)[:40], _value(one.truth)[:40]
    if one.confidence is None:
        return tr(
            "{item}: {said} instead of {truth}", item=one.item[-60:], said=said or "–", truth=truth or "–"
        )
    sure = f"{one.confidence:.0%}"
    if one.truth == one.said:
        return tr("{item}: “{said}”, {sure} sure", item=one.item[-60:], said=said, sure=sure)
    return tr(
        "{item}: “{said}” instead of “{truth}”, {sure} sure",
        item=one.item[-60:],
        said=said,
        truth=truth,
        sure=sure,
    )


def summary_banner(judgement: Judgement) -> Banner:
    """The most important thing in one strip: the first claim and what came of it, or the first figure."""
    said: list[Claim] = [claim for claim in judgement.claims if claim.figure is not None]
    decided = next((claim for claim in said if claim.verdict == "below"), said[0] if said else None)
    counts = "  ·  ".join(counts_words(judgement.counts))
    if decided is not None and decided.figure is not None:
        tones = {"below": "danger", "within": "success", "better": "success"}
        words = tr(
            "{measure}: {value} here, {claim} claimed. {verdict}.",
            measure=figure_words(decided.figure),
            value=value_words(decided.figure.value, decided.figure.name),
            claim=value_words(decided.value, decided.figure.name),
            verdict=verdict_words(decided),
        )
        return Banner(tones.get(decided.verdict, "warning"), words, counts)
    if judgement.figures:
        first = judgement.figures[0]
        words = tr(
            "{measure}: {value}", measure=figure_words(first), value=value_words(first.value, first.name)
        )
        return Banner("info", words, counts)
    return Banner("info", counts)


def _fact(name: str, value: str, tone: str) -> QHBoxLayout:
    shown = Badge(value[:60], tone) if tone == "success" else Label(value[:60], "strong")
    return row(Label(name, "small"), 1, shown, spacing=2 * GRID)


def _value(value: str | float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.5g}" if isinstance(value, float) else str(value)
