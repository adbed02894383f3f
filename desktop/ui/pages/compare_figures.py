"""Models side by side: their figures, who agrees with whom, and quality against cost."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.core.comparing import Comparison, Contrast, Entry, pareto
from desktop.core.metrics.values import Figure
from desktop.text import mark, size, tr
from desktop.text.measures import figure_words, interval_words, value_words
from desktop.ui.run_words import run_time
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, SERIES
from desktop.ui.widgets.basic import (
    Badge,
    Card,
    Choice,
    ElidedLabel,
    Label,
    column,
    row,
)
from desktop.ui.widgets.pictures import color_chip
from desktop.ui.widgets.plots import Candidate, ParetoChart

_COSTS = {"time": mark("Time of one item (ms)"), "memory": mark("Memory (MB)"), "price": mark("Price")}


class SideBySide(QWidget):
    """Measures down, models across; beside each measure whether the best is really better."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.setObjectName("side-by-side")
        self._comparison = comparison
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2 * GRID, 2 * GRID, GRID)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID + 4)
        entries = comparison.entries
        grid.setColumnStretch(0, 3)
        grid.setColumnMinimumWidth(0, 15 * GRID)
        for at, entry in enumerate(entries, 1):
            grid.setColumnStretch(at, 2)
            grid.addLayout(model_line(at - 1, entry), 0, at)
        line = 1
        for figure in _measures(comparison):
            self._add_measure(grid, line, figure)
            line += 1
        for words, cells in _costs(entries):
            grid.addWidget(Label(words, "body"), line, 0)
            for at, cell in enumerate(cells, 1):
                grid.addWidget(Label(cell, "body"), line, at)
            line += 1
        grid.addWidget(Label(tr("Items answered"), "body"), line, 0)
        for at, entry in enumerate(entries, 1):
            failed = entry.counts.failed
            words = f"{len({one.item for one in entry.said}):,}"
            shown = tr("{n}, {failed} failed", n=words, failed=f"{failed:,}") if failed else words
            grid.addWidget(Label(shown, "body"), line, at)
        grid.setRowStretch(line + 1, 1)

    def _add_measure(self, grid: QGridLayout, line: int, figure: Figure) -> None:
        grid.addWidget(ElidedLabel(figure_words(figure)), line, 0)
        best = best_of(self._comparison, figure.name)
        for at, entry in enumerate(self._comparison.entries, 1):
            one = entry.figure(figure.name)
            cell = column(spacing=0)
            if one is not None:
                value = value_words(one.value, one.name)
                cell.addWidget(Label(value, "strong" if at - 1 == best else "body"))
                cell.addWidget(Label(interval_words(one), "small"))
            grid.addLayout(cell, line, at)
        if best is not None:
            words, tone = _lead(self._comparison, figure.name, best)
            badge = Badge(words, tone)
            badge.setObjectName(f"lead-{figure.name}")
            grid.addWidget(badge, line, len(self._comparison.entries) + 1, Qt.AlignmentFlag.AlignVCenter)


class AgreementView(QWidget):
    """A square of models: the share of items on which two say the same, or how two numbers go together."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.setObjectName("agreement")
        is_number = comparison.kind in {"numbers", "forecast"}
        words = (
            tr("How closely the numbers of two models go together (correlation), and how far the one is above the other.")
            if is_number
            else tr("The share of items on which two models say the same. Kappa leaves out what chance alone would bring: 1 is always, 0 no more than chance.")
        )  # fmt: skip
        lines = column(self, spacing=2 * GRID)
        lines.setContentsMargins(0, 2 * GRID, 2 * GRID, GRID)
        lines.addWidget(Label(words, "muted", wrap=True))
        if all(one.share is None for one in comparison.agreements):
            lines.addWidget(
                Label(
                    tr("What these models answer cannot be compared so. Look at the items."),
                    "body",
                    wrap=True,
                )
            )
            lines.addStretch(1)
            return
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for at, entry in enumerate(comparison.entries):
            grid.addLayout(model_line(at, entry), 0, at + 1)
            grid.addLayout(model_line(at, entry), at + 1, 0)
            grid.setColumnStretch(at + 1, 1)
            for other in range(len(comparison.entries)):
                grid.addWidget(_agreement_cell(comparison, at, other), at + 1, other + 1)
        lines.addLayout(grid)
        lines.addStretch(1)


class CostView(QWidget):
    """Quality against time, memory or price; the person chooses both axes."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self._comparison = comparison
        self.quality = Choice(tr("Quality"), "compare-quality")
        for figure in _measures(comparison):
            self.quality.addItem(figure_words(figure), figure.name)
        self.cost = Choice(tr("Cost"), "compare-cost")
        for name in ("time", "memory", "price"):
            if any(_cost(entry, name) for entry in comparison.entries):
                self.cost.addItem(tr(_COSTS[name]), name)
        self.chart = ParetoChart()
        self.note = Label("", "small", wrap=True)
        lines = column(self, spacing=GRID + 4)
        lines.setContentsMargins(0, 2 * GRID, 0, 0)
        if not self.quality.count():
            lines.addWidget(Label(tr("Without labels nobody knows which model is right: give data with labels to see its quality against its cost."), "muted", wrap=True))  # fmt: skip
            lines.addStretch(1)
            for part in (self.quality, self.cost, self.chart, self.note):
                part.setParent(self)  # a widget of nobody would live on as a window of its own
                part.hide()
            return
        lines.addLayout(row(Label(tr("Quality"), "small"), self.quality, Label(tr("against"), "small"), self.cost, 1, spacing=GRID + 4))  # fmt: skip
        lines.addWidget(self.chart, 1)
        lines.addWidget(self.note)
        for choice in (self.quality, self.cost):
            choice.currentIndexChanged.connect(lambda _=0: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Draw the two axes that are chosen."""
        name, cost = str(self.quality.currentData()), str(self.cost.currentData())
        known = [
            (entry, figure, _cost(entry, cost))
            for entry in self._comparison.entries
            if (figure := entry.figure(name)) is not None and figure.value is not None
        ]
        sign = -1.0 if known and known[0][1].better == "lower" else 1.0
        values = [sign * (figure.value or 0.0) for _, figure, _ in known]
        if known and known[0][1].better == "target":
            values = [-abs((figure.value or 0.0) - (figure.target or 0.0)) for _, figure, _ in known]
        front = pareto([price for _, _, price in known], values)
        self.chart.show_candidates(
            [
                Candidate(entry.contender.name, price, figure.value or 0.0, figure.low, figure.high, is_best)
                for (entry, figure, price), is_best in zip(known, front, strict=True)
            ],
            tr(_COSTS[cost]) if cost in _COSTS else "",
            self.quality.currentText(),
        )
        best = ", ".join(
            entry.contender.name for (entry, _, _), is_best in zip(known, front, strict=True) if is_best
        )
        self.note.setText(
            tr(
                "Filled: no other model here is at least as good at no more cost. These are: {names}.",
                names=best,
            )
        )


def best_of(comparison: Comparison, measure: str) -> int | None:
    """Number of the model with the best value of a measure; None where fewer than two have one."""
    values = [
        (at, f) for at, e in enumerate(comparison.entries) if (f := e.figure(measure)) and f.value is not None
    ]
    if len(values) < 2:
        return None

    def goodness(pair: tuple[int, Figure]) -> float:
        figure = pair[1]
        value = figure.value or 0.0
        if figure.better == "target":
            return -abs(value - (figure.target or 0.0))
        return -value if figure.better == "lower" else value

    return max(values, key=goodness)[0]


def _lead(comparison: Comparison, measure: str, best: int) -> tuple[str, str]:
    """Whether the best is really better than every other, than some, or than none."""
    found: list[Contrast] = [
        one for one in comparison.contrasts if one.name == measure and best in {one.first, one.second}
    ]
    if not found:
        return tr("Difference not measured"), "neutral"
    real = sum(one.is_real for one in found)
    if real == len(found):
        return tr("Really better"), "success"
    return (tr("Better than some"), "accent") if real else (tr("No real difference"), "neutral")


def _measures(comparison: Comparison) -> list[Figure]:
    """The overall measures, as the first model has them; single classes are left to Own data."""
    return [figure for figure in comparison.entries[0].figures if figure.value is not None]


def model_line(at: int, entry: Entry) -> QHBoxLayout:
    """A model's name with the colour that it has in the charts."""
    chip = color_chip(Theme.current().color(SERIES[at % len(SERIES)]))
    line = row(chip, ElidedLabel(entry.contender.name, "strong"))
    line.setStretch(1, 1)
    return line


def _costs(entries: Sequence[Entry]) -> list[tuple[str, list[str]]]:
    return [
        (tr("Time of one item"), [run_time(entry.seconds) for entry in entries]),
        (tr("Memory"), [size(entry.memory_bytes) if entry.memory_bytes else "–" for entry in entries]),
        (tr("Price"), [_price(entry) for entry in entries]),
    ]


def _price(entry: Entry) -> str:
    price = entry.contender.price
    return "–" if price is None else price.text() if price.value else tr("free")


def _cost(entry: Entry, name: str) -> float:
    match name:
        case "time":
            return entry.seconds * 1000
        case "memory":
            return entry.memory_bytes / 1e6
        case _:
            price = entry.contender.price
            return 0.0 if price is None else price.value / 10**price.currency.decimals


def _agreement_cell(comparison: Comparison, first: int, second: int) -> QWidget:
    card = Card(padding=GRID + 4, spacing=2)
    one = comparison.agreement(first, second)
    if first == second or one is None:
        card.column.addWidget(Label("–", "muted"))
        return card
    if one.difference is not None:
        card.column.addWidget(Label("–" if one.share is None else f"{one.share:.3f}", "h3"))
        off = one.difference if (first, second) == (one.first, one.second) else -one.difference
        card.column.addWidget(Label(tr("{difference} on average", difference=f"{off:+.4g}"), "small"))
    else:
        card.column.addWidget(Label("–" if one.share is None else f"{one.share:.1%}", "h3"))
        if one.kappa is not None:
            card.column.addWidget(Label(tr("kappa {value}", value=f"{one.kappa:.2f}"), "small"))
    return card
