"""Scenes of results in tiles, of texts that are written, and of what can be done with a result."""

from PySide6.QtWidgets import QTabWidget

from desktop.core.runs import RunProgress, RunResult
from desktop.ui import showcase_heads as heads
from desktop.ui.page import Route
from desktop.ui.pages.run import RunPage
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.screens_pages import full_library, hold
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_results import picture_result, result_of
from desktop.ui.waiting import wait_until
from desktop.ui.widgets.findings import Segments
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.results import ResultView


def head_scenes(run_once: Act) -> tuple[Scene, ...]:
    """All of them; ``run_once`` opens the model and runs it."""
    photo, digits, code, pump = (Route("run", key) for key in ("photo", "digits", "code", "pump"))
    tiles = tuple(RunProgress(n, 64) for n in range(1, 24))
    return (
        Scene("run-tiles-busy", photo, _telling(tiles), run_once, settles=False),
        Scene("run-tiles-smaller", photo, _answering(heads.tiled()), run_once),
        Scene("run-zoomed", photo, _answering(heads.tiled()), _then(run_once, _zoom)),
        Scene("run-writing", code, _telling(heads.writing()), run_once, settles=False),
        Scene("run-written", code, _answering(heads.written()), run_once),
        Scene("run-written-stopped", code, _answering(heads.written("person")), run_once),
        Scene("run-distribution", pump, _answering(heads.many_anomalies()), _then(run_once, _distribution)),
        Scene("run-label-off", digits, _answering(picture_result("segmentation")), _then(run_once, _label_off)),
        Scene("run-saved", digits, _answering(result_of("image-classification")), _then(run_once, _copied)),
    )  # fmt: skip


def _answering(result: RunResult) -> Prepare:
    def prepare(show: Showcase) -> None:
        full_library(show)
        show.running.answer = result

    return prepare


def _telling(steps: tuple[RunProgress, ...]) -> Prepare:
    def prepare(show: Showcase) -> None:
        full_library(show)
        show.running.steps = steps
        hold("running.run")(show)

    return prepare


def _then(first: Act, second: Act) -> Act:
    def act(window: MainWindow) -> None:
        first(window)
        page = window.page
        if isinstance(page, RunPage):
            wait_until(lambda: page.findChild(ResultView) is not None, "the result")
        second(window)

    return act


def _zoom(window: MainWindow) -> None:
    view = window.findChild(PictureView)
    if view is not None:
        view.magnify(4.0)


def _distribution(window: MainWindow) -> None:
    tabs = window.findChild(QTabWidget, "result-tabs")
    if tabs is not None:
        tabs.setCurrentIndex(1)


def _label_off(window: MainWindow) -> None:
    view = window.findChild(Segments)
    if view is not None:
        view.toggles.switch("road", on=False)


def _copied(window: MainWindow) -> None:
    view = window.findChild(ResultView)
    if view is not None:
        view.tools.do("copy", "JSON")
