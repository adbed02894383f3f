"""What a transaction was agreed to do beside what it did: one line where both are the same, open where they differ."""

from PySide6.QtWidgets import QWidget

from desktop.core.effect_checks import Expectation, Verdict
from desktop.text import mark, tr
from desktop.text.effects import differences_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, clear, column, row
from desktop.ui.widgets.confirmation import ChangesView
from desktop.ui.widgets.states import Banner

_SAID: dict[Verdict, tuple[str, str]] = {
    Verdict.PENDING: ("info", mark("What it is to do")),
    Verdict.AS_EXPECTED: ("circle-check", mark("It did what you agreed to")),
    Verdict.DIFFERENT: ("triangle-alert", mark("It did more than you agreed to")),
    Verdict.FAILED: ("info", mark("It was refused: nothing but its fee is gone")),
    Verdict.UNCLEAR: ("info", mark("What it did cannot be told from this block")),
}


class OutcomeView(QWidget):
    """Hidden while nothing is known; closed unless there is something to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outcome")
        self.outcome: Expectation | None = None
        self.turn = Button("", "link", icon="info", name="outcome-turn")
        self._inner = QWidget()
        self.turn.clicked.connect(lambda _=False: self._inner.setVisible(self._inner.isHidden()))
        self._place = column(self._inner, spacing=2 * GRID)
        lines = column(self, spacing=GRID)
        lines.addLayout(row(self.turn, 1))
        lines.addWidget(self._inner)
        self.hide()

    def show_outcome(self, outcome: Expectation | None) -> None:
        """Another one; the same again changes nothing that was opened."""
        if outcome == self.outcome:
            return
        self.outcome = outcome
        clear(self._place)
        self.setVisible(outcome is not None)
        if outcome is None:
            return
        icon, words = _SAID[outcome.verdict]
        self.turn.set_text(tr(words))
        self.turn.set_icon(icon)
        if outcome.found:
            is_more = outcome.verdict is Verdict.DIFFERENT
            self._place.addWidget(
                Banner("danger" if is_more else "warning", "", differences_text(outcome.found))
            )
        if outcome.verdict is Verdict.UNCLEAR:
            words = tr(
                "Another transaction of this account stands in the same block, or a contract gave no answer."
            )
            self._place.addWidget(Banner("info", "", words))
        is_past = outcome.verdict is not Verdict.PENDING
        self._place.addWidget(ChangesView(outcome.expected, tr("What you agreed to"), is_past=is_past))
        if outcome.real is not None:
            self._place.addWidget(ChangesView(outcome.real, tr("What came"), is_past=True))
        self._inner.setVisible(outcome.verdict is Verdict.DIFFERENT)
