"""When something was heard: a line of time with the stretches on it, and how much of it they are."""

import math
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.core.runs import RunResult
from desktop.text import tr, trn
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Label, column, row
from desktop.ui.widgets.charts import TimelineBar

_MOST_LINES = 40


def stretches_of(result: RunResult) -> QWidget | None:
    """The view of a speech result; None for any other."""
    value = result.value
    if result.head != "speech" or not isinstance(value, dict) or not isinstance(value.get("segments"), list):
        return None
    stretches = [
        (_number(part.get("start")), _number(part.get("end")))
        for part in value["segments"]
        if isinstance(part, dict)
    ]
    return Stretches(_number(value.get("seconds")), [(a, b) for a, b in stretches if a < b])


class Stretches(QWidget):
    """Stretches in seconds of a sound that is ``seconds`` long."""

    def __init__(self, seconds: float, stretches: list[tuple[float, float]]) -> None:
        super().__init__()
        heard = sum(end - start for start, end in stretches)
        lines = column(self, spacing=2 * GRID)
        self.head = Label(trn("{n} stretch", "{n} stretches", len(stretches)), "h2")
        self.head.setObjectName("result-label")
        lines.addWidget(self.head)
        lines.addWidget(
            Label(
                tr("{heard} of {whole} were heard.", heard=clock(heard), whole=clock(seconds)),
                "muted",
                wrap=True,
            )
        )
        lines.addWidget(TimelineBar(seconds, stretches))
        for start, end in stretches[:_MOST_LINES]:
            lines.addLayout(
                row(Label(f"{clock(start)} – {clock(end)}"), 1, Label(f"{end - start:.2f} s", "muted"))
            )
        lines.addStretch(1)


def clock(seconds: float) -> str:
    """Minutes, seconds and hundredths, as a player shows them."""
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes)}:{rest:05.2f}"


def _number(value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return max(float(value), 0.0) if is_number else 0.0
