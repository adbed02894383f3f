"""Listing a model from elsewhere: what was found, what is asked, what goes wrong, and what comes of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop.core.errors import InvalidPackage
from desktop.core.importing import BadAnswer, ContradictedAnswer, UnsteadyModel
from desktop.runtime.rules import breach
from desktop.ui.pages.import_panel import ImportPanel
from desktop.ui.pages.sell import SellPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_importing import YOLO
from desktop.ui.widgets.basic import Choice
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
ABOUT = {"name": "Helmets", "summary": "Finds helmets.", "licence": "MIT"}


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def detector(show: Showcase) -> None:
    show.selling.importer.model = YOLO


def studied(desk: Desk) -> ImportPanel:
    desk.go("sell")
    desk.settle()
    form = desk.page(SellPage).form
    form.import_model(Path("model.onnx"))
    desk.settle()
    return form.imported


def test_what_metadata_tells_is_shown_with_where_it_comes_from(make_desk: MakeDesk) -> None:
    panel = studied(make_desk(detector))

    words = words_of(panel)
    assert "Object detection" in words
    assert "helmet, head, person" in words
    assert "from Ultralytics metadata" in words
    assert set(panel.questions.answers()) == set()
    assert panel.questions.findChild(QLineEdit, "question-name") is not None


def test_nothing_is_chosen_before_a_person_chooses_it(make_desk: MakeDesk) -> None:
    panel = studied(make_desk())

    choices = panel.questions.findChildren(Choice)
    assert choices
    assert all(choice.currentIndex() == -1 for choice in choices)


def test_an_open_question_is_marked_and_nothing_is_packed(make_desk: MakeDesk) -> None:
    desk = make_desk(detector)
    panel = studied(desk)

    panel.submit()
    desk.settle()

    assert panel.fault.isVisible()
    assert panel.questions.findChild(QPlainTextEdit, "question-summary").property("wrong")
    assert desk.show.selling.importer.told == {}


def test_choosing_the_task_brings_its_questions_and_keeps_what_was_typed(make_desk: MakeDesk) -> None:
    desk = make_desk()
    panel = studied(desk)
    panel.questions.fill({"summary": "Sick leaves."})
    task = panel.questions.findChild(Choice, "question-task")

    task.setCurrentIndex(0)
    task.activated.emit(0)
    desk.settle()

    assert panel.questions.findChild(Choice, "question-image.values") is not None
    assert panel.questions.answers()["summary"] == "Sick leaves."
    assert desk.show.selling.importer.told == {"task": "image-classification"}


def test_the_usual_answer_is_one_click_away(make_desk: MakeDesk) -> None:
    desk = make_desk(lambda show: show.selling.importer.told.update(task="image-classification"))
    panel = studied(desk)

    panel.questions.findChild(QPushButton, "usual-image.values").click()

    assert panel.questions.answers()["image.values"] == "0..1"


def test_answers_lead_to_the_listing_form(make_desk: MakeDesk) -> None:
    desk = make_desk(detector)
    panel = studied(desk)
    form = desk.page(SellPage).form
    panel.questions.fill(ABOUT)

    panel.submit()
    desk.until(form.publish.isVisible, "the package")

    assert desk.show.selling.importer.told == ABOUT
    desk.until(lambda: "Nothing in this model can be made smaller this way." in words_of(panel), "the note")
    assert form.terms.isVisible()


def test_what_was_found_can_be_said_otherwise(make_desk: MakeDesk) -> None:
    desk = make_desk(detector)
    panel = studied(desk)

    panel.findChild(QPushButton, "change-image.values").click()
    desk.settle()
    panel.questions.fill({**ABOUT, "image.values": "imagenet"})
    panel.submit()
    desk.until(desk.page(SellPage).form.publish.isVisible, "the package")

    assert desk.show.selling.importer.told["image.values"] == "imagenet"


def test_an_answer_that_the_model_contradicts_is_asked_again(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        detector(show)
        show.gate.faults["importer.pack"] = ContradictedAnswer("image.values", "-4 … 9")

    desk = make_desk(prepare)
    panel = studied(desk)
    panel.questions.fill(ABOUT)

    panel.submit()
    desk.until(panel.fault.isVisible, "the refusal")
    desk.settle()

    assert "Values of the pixels" in panel.fault.title.text()
    assert panel.questions.findChild(Choice, "question-image.values").property("wrong")
    assert not desk.page(SellPage).form.publish.isVisible()


def test_a_bad_answer_keeps_the_form(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        detector(show)
        show.gate.faults["importer.answer"] = BadAnswer("licence", "MIT")

    desk = make_desk(prepare)
    panel = studied(desk)
    panel.questions.fill(ABOUT)

    panel.submit()
    desk.until(panel.fault.isVisible, "the refusal")

    assert panel.questions.answers() == ABOUT


def test_a_model_that_cannot_be_packed_says_why_and_another_can_be_chosen(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.show.gate.faults["importer.study"] = InvalidPackage((breach("operator", "graph/3", "Evil"),))
    panel = studied(desk)

    assert "Evil" in words_of(panel)
    assert not panel.go.isVisible()

    desk.show.gate.faults.clear()
    assert studied(desk).go.isVisible()


def test_a_trial_that_fails_keeps_the_answers(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        detector(show)
        show.gate.faults["importer.pack"] = UnsteadyModel()

    desk = make_desk(prepare)
    panel = studied(desk)
    panel.questions.fill(ABOUT)

    panel.submit()
    desk.until(panel.fault.isVisible, "the refusal")

    assert "answers differently each time" in panel.fault.title.text()
    assert panel.go.isVisible()


def test_samples_are_counted_and_said_to_become_public(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(detector)
    panel = studied(desk)

    panel.give_samples([tmp_path / "a.png", tmp_path / "b.png"])
    desk.settle()

    assert "2 samples; they become public." in words_of(panel)


def test_a_dropped_file_is_read(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(detector)
    desk.go("sell")
    desk.settle()
    form = desk.page(SellPage).form
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "model.onnx"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)

    form.drops.eventFilter(form, drop)
    desk.settle()

    assert form.imported.go.isVisible()
