"""Open questions about a model as a form; nothing in it is chosen before a person chooses it."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.core.importing import Question
from desktop.text import tr
from desktop.text.importing import question_text, value_text
from desktop.ui.phrases import task_name
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, Label, column, restyle, row

_LINES_HEIGHT = 14 * GRID
_PARAGRAPH_HEIGHT = 9 * GRID
Field = QLineEdit | QPlainTextEdit | Choice


class QuestionForm(QWidget):
    """One row for each question: what is asked and why on the left, the answer on the right."""

    decided = Signal()
    """The task was chosen, which brings questions of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(2 * GRID)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._fields: dict[str, Field] = {}
        self._kinds: dict[str, Question] = {}

    def show_questions(self, questions: Iterable[Question], given: dict[str, Any]) -> None:
        """Put the questions up; what was typed before stays, and ``given`` fills what is to be changed."""
        kept = {key: text for key, field in self._fields.items() if (text := _text(field))}
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._fields, self._kinds = {}, {}
        for line, question in enumerate(questions):
            field = _field(question)
            self._fields[question.key], self._kinds[question.key] = field, question
            _fill(field, question, kept.get(question.key) or given.get(question.key))
            self._grid.addWidget(_words(question), line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._answer(question, field), line, 1, Qt.AlignmentFlag.AlignTop)
            if question.key == "task" and isinstance(field, Choice):
                field.activated.connect(lambda _index: self.decided.emit())
        self.setVisible(bool(self._fields))

    def _answer(self, question: Question, field: Field) -> QWidget:
        holder = QWidget()
        lines = column(holder, spacing=4)
        lines.addWidget(field)
        usual = question.suggestion
        if usual is not None and question.kind != "text" and question.key != "task":
            take = Button(
                tr("Take the usual: {value}", value=_shown(question, usual)[:80]),
                "link",
                name=f"usual-{question.key}",
            )
            take.clicked.connect(_filler(field, question))
            lines.addLayout(row(take, 1))
        return holder

    def answers(self) -> dict[str, Any]:
        """What was answered so far."""
        return {key: text for key, field in self._fields.items() if (text := _text(field))}

    def fill(self, values: dict[str, Any]) -> None:
        """Put answers into the fields, as a person would."""
        for key, value in values.items():
            if key in self._fields:
                _fill(self._fields[key], self._kinds[key], value)

    def mark_open(self) -> bool:
        """Mark what is not answered; whether there is any."""
        missing = [key for key, field in self._fields.items() if not _text(field)]
        for key in self._fields:
            self._mark(key, wrong=key in missing)
        return bool(missing)

    def mark(self, key: str) -> None:
        """Mark one answer as wrong and go there."""
        self._mark(key, wrong=True)
        if key in self._fields:
            self._fields[key].setFocus()

    def _mark(self, key: str, *, wrong: bool) -> None:
        field = self._fields.get(key)
        if field is not None:
            field.setProperty("wrong", wrong)
            restyle(field)


def _words(question: Question) -> QWidget:
    label, note, why = question_text(question)
    holder = QWidget()
    lines = column(holder, spacing=2)
    lines.addWidget(Label(label, "strong", wrap=True))
    if question.count:
        note = " ".join(filter(None, (note, tr("{n} of them.", n=question.count))))
    for text in filter(None, (note, why)):
        lines.addWidget(Label(text, "small", wrap=True))
    return holder


def _field(question: Question) -> Field:
    label = question_text(question)[0]
    name = f"question-{question.key}"
    if question.kind == "choice":
        choice = Choice(label, name)
        choice.setPlaceholderText(tr("Choose …"))
        for value in question.choices:
            choice.addItem(_shown(question, value), value)
        choice.setCurrentIndex(-1)
        return choice
    if question.kind in {"lines", "paragraph"}:
        text = QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setFixedHeight(_LINES_HEIGHT if question.kind == "lines" else _PARAGRAPH_HEIGHT)
        text.setObjectName(name)
        text.setAccessibleName(label)
        return text
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    if question.kind == "size":
        edit.setPlaceholderText(tr("height x width"))
    if question.kind == "text" and isinstance(question.suggestion, str):
        edit.setText(question.suggestion)
    return edit


def _shown(question: Question, value: Any) -> str:
    if question.key == "task":
        return task_name(str(value))
    return value_text(value)


def _filler(field: Field, question: Question) -> Callable[[bool], None]:
    def take(_checked: bool = False) -> None:
        _fill(field, question, question.suggestion)

    return take


def _fill(field: Field, question: Question, value: Any) -> None:
    if value is None:
        return
    if isinstance(field, Choice):
        field.setCurrentIndex(field.findData(value))
        return
    lines = "\n".join(map(str, value)) if isinstance(value, list) and question.kind == "lines" else None
    text = " x ".join(map(str, value)) if isinstance(value, list) and lines is None else str(lines or value)
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        field.setText(text)


def _text(field: Field) -> Any:
    if isinstance(field, Choice):
        return field.currentData()
    return (field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()).strip()
