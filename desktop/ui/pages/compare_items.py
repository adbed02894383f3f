"""The items of a comparison: those on which the models disagree, and what each of them says."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desktop.core.comparing import Comparison
from desktop.core.judging import Observed
from desktop.core.runs import Picture
from desktop.services.comparing.service import Answered
from desktop.text import describe, tr
from desktop.ui.pages.compare_figures import model_line
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import (
    Badge,
    Button,
    Card,
    CheckBox,
    ElidedLabel,
    Label,
    Scroll,
    clear,
    column,
    row,
)
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.results import ResultView

_MOST_LISTED = 2000

AskItem = Callable[[str, Callable[[Picture | str | None], None]], None]
AskAnswers = Callable[[str, Callable[[list[Answered]], None]], None]


class DisagreementView(QWidget):
    """The items, those on which the models disagree first; one is looked at beside every model's answer."""

    def __init__(self, comparison: Comparison, ask_item: AskItem, ask_answers: AskAnswers) -> None:
        super().__init__()
        self._comparison, self._ask_item, self._ask_answers = comparison, ask_item, ask_answers
        self._lines = answers_by_item(comparison)
        self._shown: list[str] = []
        self.only = CheckBox(tr("Only where they disagree"))
        self.only.setObjectName("compare-only-disagreeing")
        self.only.setChecked(any(_disagree(line) for line in self._lines.values()))
        self.only.toggled.connect(lambda _on: self.refresh())
        self.count = Label("", "small")
        self.list = QListWidget()
        self.list.setObjectName("compare-items")
        self.list.setAccessibleName(tr("Items"))
        self.list.currentRowChanged.connect(self._pick)
        self.full = Button(
            tr("Show the whole answers"), icon="play", name="compare-full", clicked=self._ask_full
        )
        self._place, self._answers = QVBoxLayout(), QVBoxLayout()
        left, inner = QWidget(), QWidget()
        lines = column(left, spacing=GRID)
        lines.addLayout(row(self.only, 1, self.count))
        lines.addWidget(self.list, 1)
        side = column(inner, spacing=2 * GRID)
        for layout in (self._place, self._answers):
            side.addLayout(layout)
        side.addLayout(row(self.full, 1))
        side.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2 * GRID, 0, 0)
        line.setSpacing(3 * GRID)
        line.addWidget(left, 4)
        line.addWidget(Scroll(inner, width=1400), 5)
        self.refresh()

    @property
    def shown(self) -> list[str]:
        """Names of the listed items."""
        return list(self._shown)

    def refresh(self) -> None:
        """List the items that the filter lets through."""
        wanted = [name for name, line in self._lines.items() if not self.only.isChecked() or _disagree(line)]
        wanted.sort(key=lambda name: -_spread(self._lines[name]))
        self._shown = wanted[:_MOST_LISTED]
        self.count.setText(tr("{n} of {all}", n=f"{len(wanted):,}", all=f"{len(self._lines):,}"))
        self.list.blockSignals(True)
        self.list.clear()
        for name in self._shown:
            said = "  |  ".join(_value(one)[:24] for one in self._lines[name])
            self.list.addItem(
                f"{name[-40:]}:  {said}" if any(map(_has_words, self._lines[name])) else name[-80:]
            )
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        clear(self._place)
        clear(self._answers)
        self.full.setVisible(False)
        if self.isVisible() and self._shown:
            self.list.setCurrentRow(0)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._shown and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _pick(self, at: int) -> None:
        if not 0 <= at < len(self._shown):
            return
        name = self._shown[at]
        clear(self._place)
        clear(self._answers)
        self._show_said(name)
        self.full.setVisible(True)
        self._ask_item(name, lambda found: self._show_item(name, found))
        if not any(map(_has_words, self._lines[name])):
            self._ask_full()  # what these models answer is seen in full, or not at all

    def _show_item(self, name: str, found: Picture | str | None) -> None:
        if not self._is_current(name):
            return
        clear(self._place)
        self._place.addWidget(ElidedLabel(name, "h3"))
        if isinstance(found, Picture):
            self._place.addWidget(PictureView(found))
        elif found:
            self._place.addWidget(Label(found[:2000], "mono", wrap=True, selectable=True))
        else:
            self._place.addWidget(Label(tr("It no longer lies where it was."), "muted", wrap=True))

    def _show_said(self, name: str) -> None:
        line = self._lines[name]
        truth = next((one.truth for one in line if one is not None and one.truth is not None), None)
        if truth is not None:
            self._answers.addLayout(row(Label(tr("True"), "small"), 1, Badge(_number(truth)[:60], "success")))
        for at, (entry, one) in enumerate(zip(self._comparison.entries, line, strict=True)):
            shown = Label(_value(one)[:80], "strong", wrap=True)
            if one is not None and isinstance(one.said, str) and truth is not None and one.said != truth:
                shown.set_role("danger")
            head = model_line(at, entry)
            head.addStretch(1)
            head.addWidget(shown)
            if one is not None and one.confidence is not None:
                head.addWidget(Label(f"{one.confidence:.0%}", "small"))
            self._answers.addLayout(head)

    def _ask_full(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._shown):
            name = self._shown[at]
            self.full.setEnabled(False)
            self._ask_answers(name, lambda answered: self._show_full(name, answered))

    def _show_full(self, name: str, answered: list[Answered]) -> None:
        self.full.setEnabled(True)
        if not self._is_current(name):
            return
        clear(self._answers)
        self.full.setVisible(not answered)
        if any(one.result is not None and one.result.pictures for one in answered):
            clear(self._place)  # each answer shows the picture again, beside what was made of it
        place = QGridLayout()
        place.setSpacing(2 * GRID)
        for at, one in enumerate(answered):
            card = Card(padding=2 * GRID, spacing=GRID)
            card.column.addLayout(model_line(at, self._comparison.entries[at]))
            if one.result is not None:
                view = ResultView(one.result, has_tools=False)
                view.setMinimumHeight(44 * GRID)
                card.column.addWidget(view)
            elif one.error is not None:
                card.column.addWidget(Label(describe(one.error).title, "danger", wrap=True))
            place.addWidget(card, at // 2, at % 2)
        self._answers.addLayout(place)

    def _is_current(self, name: str) -> bool:
        at = self.list.currentRow()
        return 0 <= at < len(self._shown) and self._shown[at] == name


def answers_by_item(comparison: Comparison) -> dict[str, list[Observed | None]]:
    """What each model said of each item; None where it said nothing."""
    lines: dict[str, list[Observed | None]] = {}
    for at, entry in enumerate(comparison.entries):
        for one in entry.said:
            lines.setdefault(one.item, [None] * len(comparison.entries))[at] = one
    return lines


def _has_words(one: Observed | None) -> bool:
    return one is not None and one.said != ""


def _disagree(line: Sequence[Observed | None]) -> bool:
    said = {one.said if one is not None else None for one in line}
    if any(isinstance(value, float) for value in said):
        return _spread(line) > 0
    return len(said) > 1


def _spread(line: Sequence[Observed | None]) -> float:
    """How far apart the answers are: of classes how many there are, of numbers from least to most."""
    numbers = [one.said for one in line if one is not None and isinstance(one.said, float)]
    if numbers:
        return max(numbers) - min(numbers)
    return float(len({one.said if one is not None else None for one in line}))


def _value(one: Observed | None) -> str:
    return "–" if one is None else _number(one.said) or "–"


def _number(value: str | float) -> str:
    return f"{value:.5g}" if isinstance(value, float) else value
