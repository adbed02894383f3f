"""A text that a model writes: while it comes, and when it is there."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QWidget

from desktop.core.changes import Progress
from desktop.core.runs import RunProgress, RunResult
from desktop.text import duration, mark, tr, trn
from desktop.ui.jobs import JobControl
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Label, column
from desktop.ui.widgets.exports import generated_text
from desktop.ui.widgets.states import show_progress

_MOST_CHARS = 1 << 20
_ENDS = {
    "end": mark("The model had said all."),
    "stop": mark("It came to the text that ends an answer."),
    "length": mark("It was as long as you allow; more tokens may be set on the left."),
    "context": mark("It had filled all that the model can read."),
    "person": mark("You stopped it; what was said until then is kept."),
}


class RunFeed(QWidget):
    """What is heard of a run while it goes on: the text so far, or how many tiles of a picture are done."""

    def __init__(self) -> None:
        super().__init__()
        self._started = time.monotonic()
        self._tokens = 0
        self.head = Label("", "strong", wrap=True)
        self.head.setObjectName("run-feed")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.text = _text_view()
        self.text.hide()
        lines = column(self, spacing=GRID)
        lines.addWidget(self.head)
        lines.addWidget(self.bar)
        lines.addWidget(self.text, 1)
        lines.addStretch(0)

    @property
    def has_text(self) -> bool:
        """Whether a text is coming; of a stopped run it stays, and the answer follows."""
        return self._tokens > 0

    def hear(self, progress: Progress) -> None:
        """One more tile or token."""
        passed = time.monotonic() - self._started
        show_progress(self.bar, progress)
        if progress.text or self._tokens:
            self._write(progress, passed)
        else:
            self.head.setText(_tiles_text(progress, passed))

    def _write(self, progress: Progress, passed: float) -> None:
        if not self._tokens:
            self._started, passed = time.monotonic(), 0.0
            self.text.show()
        self._tokens += 1
        rate = (self._tokens - 1) / passed if passed > 0 else 0.0
        self.head.setText(_tokens_text(self._tokens, rate))
        if self.text.document().characterCount() < _MOST_CHARS:
            end = QTextCursor(self.text.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertText(progress.text)
            self.text.ensureCursorVisible()


def reporting(job: JobControl) -> Callable[[RunProgress], None]:
    """What a run tells of its steps, brought to the window."""

    def report(step: RunProgress) -> None:
        job.report(Progress("", "run", step.done, step.total, step.text))

    return report


class Written(QWidget):
    """The whole text, how fast it came, and what ended it."""

    def __init__(self, text: str, facts: dict[str, Any]) -> None:
        super().__init__()
        tokens, rate = facts.get("tokens"), facts.get("tokens_per_s")
        head = _tokens_text(
            tokens if isinstance(tokens, int) else 0, float(rate) if isinstance(rate, int | float) else 0.0
        )
        self.text = _text_view()
        self.text.setPlainText(text)
        lines = column(self, spacing=GRID)
        label = Label(head, "strong", wrap=True)
        label.setObjectName("result-label")
        lines.addWidget(label)
        lines.addWidget(self.text, 1)
        ended = _ENDS.get(str(facts.get("stopped")))
        if ended:
            lines.addWidget(Label(tr(ended), "small", wrap=True))


def written_of(result: RunResult) -> Written | None:
    """The view of a text that was written; None for any other result."""
    if result.head != "generation" or (text := generated_text(result.value)) is None:
        return None
    return Written(text, result.value[0])


def _text_view() -> QPlainTextEdit:
    view = QPlainTextEdit()
    view.setReadOnly(True)
    view.setAccessibleName(tr("Text that the model wrote"))
    view.setMinimumHeight(24 * GRID)
    return view


def _tokens_text(count: int, rate: float) -> str:
    if rate <= 0:
        return trn("{n} token", "{n} tokens", count)
    return trn(
        "{n} token, {rate} per second",
        "{n} tokens, {rate} per second",
        count,
        rate=f"{rate:.3g}" if rate < 100 else f"{rate:,.0f}",
    )


def _tiles_text(progress: Progress, passed: float) -> str:
    """Where it is, and how long the rest will take by what was measured."""
    done, total = progress.done, progress.total
    left = passed / done * (total - done)
    if done < 2 or left < 1:
        return tr("Tile {done} of {total}", done=done, total=total)
    return tr("Tile {done} of {total}, about {time} left", done=done, total=total, time=duration(left))
