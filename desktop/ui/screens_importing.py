"""The scenes of listing a model from elsewhere: read, asked about, tried, packed, and what goes wrong."""

from dataclasses import replace
from pathlib import Path

from desktop.core.importing import ContradictedAnswer, Guess, NoTokenizer, Proposal
from desktop.ui.page import Route
from desktop.ui.pages.sell import SellPage
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.screens_pages import hold
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_importing import PICTURE, YOLO
from desktop.ui.waiting import wait_until

TALL = (1280, 1500)
ANSWERS = {
    "name": "Helmet detector",
    "summary": "Finds helmets, heads and people on pictures of building sites.",
    "licence": "MIT",
}


def import_scenes() -> tuple[Scene, ...]:
    """All of them, in the order in which a person meets them."""
    sell = Route("sell")
    testing = _both(_yolo, hold("importer.pack"))
    return (
        Scene("80-import-busy", sell, hold("importer.study"), _chosen(waits=False), settles=False),
        Scene("81-import-task", sell, act=_chosen(), size=TALL),
        Scene("82-import-questions", sell, act=_chosen(_choose_task), size=(1280, 1800)),
        Scene("83-import-found", sell, _yolo, _chosen(), size=TALL),
        Scene("84-import-open", sell, _yolo, _chosen(_submit), size=TALL),
        Scene("85-import-testing", sell, testing, _chosen(_answer_all), settles=False, size=TALL),
        Scene("86-import-contradicted", sell, _contradicted, _chosen(_answer_all), size=TALL),
        Scene("87-import-failed", sell, _failed, _chosen(waits=False)),
        Scene("88-import-done", sell, _yolo, _chosen(_answer_all), size=TALL),
    )


def _chosen(then: Act | None = None, *, waits: bool = True) -> Act:
    """A model was chosen; after it was read, ``then``."""

    def act(window: MainWindow) -> None:
        page = window.page
        if not isinstance(page, SellPage):
            return
        page.form.import_model(Path("leaf-diseases.onnx"))
        if waits:
            wait_until(page.form.imported.go.isVisible, "the model to be read")
        if then is not None:
            then(window)

    return act


def _choose_task(window: MainWindow) -> None:
    from desktop.ui.widgets.basic import Choice

    task = window.findChild(Choice, "question-task")
    if task is not None:
        task.setCurrentIndex(0)
        task.activated.emit(0)


def _submit(window: MainWindow) -> None:
    if isinstance(window.page, SellPage):
        window.page.form.imported.submit()


def _answer_all(window: MainWindow) -> None:
    page = window.page
    if isinstance(page, SellPage):
        panel = page.form.imported
        study = panel.questions
        study.fill(ANSWERS)
        panel.submit()


def _yolo(show: Showcase) -> None:
    show.selling.importer.model = YOLO


def _contradicted(show: Showcase) -> None:
    _yolo(show)
    known = Guess("scores.activation", "none", "openvino", PICTURE[4])
    proposal = YOLO.proposal
    show.selling.importer.model = replace(
        YOLO, proposal=Proposal((known, *proposal.guesses), proposal.questions)
    )
    show.gate.faults["importer.pack"] = ContradictedAnswer("scores.activation", "-4.21 … 9.87")


def _failed(show: Showcase) -> None:
    show.gate.faults["importer.study"] = NoTokenizer()


def _both(*steps: Prepare) -> Prepare:
    def prepare(show: Showcase) -> None:
        for step in steps:
            step(show)

    return prepare
