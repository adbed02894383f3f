"""Answers about a text: the text with its passages marked, and beside it what they are."""

from typing import Any

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QWidget

from desktop.core.runs import RunResult
from desktop.text import tr, trn
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, ElidedLabel, Label, column, row
from desktop.ui.widgets.pictures import class_color, color_chip

_MOST_LINES = 40
_MOST_MARKS = 500


def passages_of(result: RunResult, text: str) -> QWidget | None:
    """The view of a result about a text; None for any other."""
    value = result.value
    if result.head in {"token-classes", "answer"} and isinstance(value, list):
        return Passages([found for found in value if isinstance(found, dict)], text)
    if result.head == "embedding" and isinstance(value, dict) and isinstance(value.get("embedding"), list):
        return _embedding(value["embedding"])
    return None


class Passages(QWidget):
    """Passages in their text. Offsets are the model's: those outside the text mark nothing."""

    def __init__(self, found: list[dict[str, Any]], text: str) -> None:
        super().__init__()
        names = list(dict.fromkeys(_name(part) for part in found))
        self._colors = {name: class_color(index) for index, name in enumerate(names)}
        self._found = found
        self.head = Label("", "h2", wrap=True)
        self.head.setObjectName("result-label")
        answers = [str(part["answer"]) for part in found if "answer" in part]
        if answers:
            self.head.setText(answers[0])
        else:
            self.head.setText(trn("{n} found", "{n} found", len(found)))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Text with what was found"))
        self.text.setMinimumHeight(18 * GRID)
        Theme.current().changed.connect(self._mark)
        self._mark()
        lines = column(self, spacing=GRID)
        lines.addWidget(self.head)
        lines.addWidget(self.text, 1)
        for part in found[:_MOST_LINES]:
            lines.addLayout(_line(part, self._colors[_name(part)]))
        if not found:
            lines.addWidget(Label(tr("Nothing was found."), "muted"))

    def _mark(self) -> None:
        length = len(self.text.toPlainText())
        marks = []
        for part in self._found[:_MOST_MARKS]:
            start, end = part.get("start"), part.get("end")
            if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
                marks.append(_selection(self.text, start, end, self._colors[_name(part)]))
        self.text.setExtraSelections(marks)

    @property
    def marked(self) -> list[str]:
        """The texts that are marked."""
        return [selection.cursor.selectedText() for selection in self.text.extraSelections()]


def _selection(edit: QPlainTextEdit, start: int, end: int, color: QColor) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    cursor = QTextCursor(edit.document())
    before = edit.toPlainText()
    # Qt counts in UTF-16 units, the model in characters.
    cursor.setPosition(_utf16(before[:start]))
    cursor.setPosition(_utf16(before[:end]), QTextCursor.MoveMode.KeepAnchor)
    shade = QColor(color)
    shade.setAlpha(90)
    form = QTextCharFormat()
    form.setBackground(shade)
    selection.cursor, selection.format = cursor, form
    return selection


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _line(part: dict[str, Any], color: QColor) -> QHBoxLayout:
    score = part.get("score")
    number = f"{score:.0%}" if isinstance(score, int | float) else ""
    words = ElidedLabel(str(part.get("answer") or part.get("word") or ""))
    group = part.get("entity_group")
    badge = Badge(str(group)[:40]) if group else None
    return row(color_chip(color), badge, words, Label(number, "muted"), spacing=2 * GRID)


def _name(part: dict[str, Any]) -> str:
    return str(part.get("entity_group", ""))


def _embedding(numbers: list[Any]) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=2 * GRID)
    head = Label(trn("{n} number", "{n} numbers", len(numbers)), "h2")
    head.setObjectName("result-label")
    lines.addWidget(head)
    lines.addWidget(
        Label(
            tr("An embedding: texts of like meaning have like numbers. Save it, or compare it with others."),
            "muted",
            wrap=True,
        )
    )
    shown = ", ".join(f"{number:.4f}" for number in numbers[:12] if isinstance(number, int | float))
    lines.addWidget(Label(shown + (" …" if len(numbers) > 12 else ""), "mono", wrap=True, selectable=True))
    lines.addStretch(1)
    return holder
