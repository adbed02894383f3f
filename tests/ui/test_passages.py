"""Results about texts: passages are marked in the person's own text, wherever a model's offsets point."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.core.packages import Axis, InputSpec
from desktop.core.runs import DeviceReport, RunResult, TextInput
from desktop.ui.showcase_results import text_result
from desktop.ui.widgets.inputs import TextEditor
from desktop.ui.widgets.passages import Passages, passages_of
from desktop.ui.widgets.stretches import Stretches, stretches_of

pytestmark = pytest.mark.usefixtures("theme")
CPU = DeviceReport("cpu", "cpu")


def passages(value: object, text: str, head: str = "token-classes") -> Passages:
    view = passages_of(RunResult(head, value, 0.1, CPU), text)
    assert isinstance(view, Passages)
    return view


def test_each_part_is_marked_where_it_stands() -> None:
    text = "Ada lived in London."
    found = [
        {"entity_group": "PER", "word": "Ada", "start": 0, "end": 3, "score": 0.9},
        {"entity_group": "LOC", "word": "London", "start": 13, "end": 19, "score": 0.8},
    ]

    view = passages(found, text)

    assert view.marked == ["Ada", "London"]
    assert view.head.text() == "2 found"


def test_offsets_count_characters_also_behind_pictures_of_two_units() -> None:
    text = "🙂🙂 東京 and Émile"
    start = text.index("Émile")

    view = passages([{"entity_group": "PER", "start": start, "end": start + 5}], text)

    assert view.marked == ["Émile"]


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 3), (0, 10**12), (3, 3), (5, 2), ("0", "3"), (None, None), (0.5, 2.5)]
)
def test_offsets_outside_the_text_mark_nothing(start: object, end: object) -> None:
    view = passages([{"entity_group": "X", "start": start, "end": end}], "some text")

    assert view.marked == []


def test_the_best_answer_is_the_headline() -> None:
    view = passages([{"score": 0.9, "start": 0, "end": 3, "answer": "Ada"}], "Ada lived", "answer")

    assert view.head.text() == "Ada"


def test_an_embedding_says_how_many_numbers_it_has() -> None:
    view = passages_of(text_result("embedding"), "")

    assert view is not None
    assert "384 numbers" in [label.text() for label in view.findChildren(QLabel)]


def test_a_question_and_its_text_are_given_in_two_fields(qtbot: QtBot) -> None:
    editor = TextEditor(InputSpec("ids", "text", "INT64", [Axis("batch")], title="Question", pair="Text"))
    qtbot.addWidget(editor)
    assert editor.first is not None
    assert editor.value() is None

    editor.first.setText("who?")
    assert editor.value() is None
    editor.edit.setPlainText("Ada.")

    assert editor.value() == TextInput("who?", "Ada.")


def test_a_sample_of_two_texts_fills_both_fields(qtbot: QtBot) -> None:
    editor = TextEditor(InputSpec("ids", "text", "INT64", [Axis("batch")], pair="Text"))
    qtbot.addWidget(editor)
    assert editor.first is not None

    editor.show_sample("samples/a.txt", "who?\n\nAda lived.\n\nIn London.")

    assert editor.first.text() == "who?"
    assert editor.edit.toPlainText() == "Ada lived.\n\nIn London."


def test_stretches_of_speech_are_told_in_minutes_and_seconds() -> None:
    value = {
        "seconds": 75.5,
        "segments": [{"start": 1.0, "end": 2.5}, {"start": 61.25, "end": 70}, {"start": "x", "end": None}, 7],
    }

    view = stretches_of(RunResult("speech", value, 0.1, CPU))

    assert isinstance(view, Stretches)
    assert view.head.text() == "2 stretches"
    texts = [label.text() for label in view.findChildren(QLabel)]
    assert "1:01.25 – 1:10.00" in texts
    assert "0:10.25 of 1:15.50 were heard." in texts
