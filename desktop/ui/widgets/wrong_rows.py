"""The rows of a snapshot that are wrong: each named, with what was said and what is true."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget

from desktop.core.fact_checks import WrongRow
from desktop.text import trn
from desktop.ui.snapshot_words import MOST_ROWS, difference_text, row_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Label, column


class WrongRows(QWidget):
    """A few of them; the others are counted."""

    def __init__(self, rows: Sequence[WrongRow]) -> None:
        super().__init__()
        self.setObjectName("wrong-rows")
        lines = column(self, spacing=GRID)
        # A sentence knows only by its width how many lines it takes; the room for them is passed on at once.
        lines.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        for row in rows[:MOST_ROWS]:
            lines.addWidget(Label(row_text(row), "strong", wrap=True, selectable=True))
            if row.title:
                lines.addWidget(Label(row.title, "muted", wrap=True, selectable=True))
            for difference in row.differences[:3]:
                lines.addWidget(Label(difference_text(difference), "body", wrap=True, selectable=True))
        left = len(rows) - MOST_ROWS
        if left > 0:
            lines.addWidget(Label(trn("and one more", "and {n} more", left), "muted"))
