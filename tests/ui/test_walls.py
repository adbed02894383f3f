"""How far a model is walled in, and what became of its process, as the Run page says it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from desktop.core.errors import InvalidPackage
from desktop.core.orders import PurchaseState
from desktop.core.runs import SandboxLevel
from desktop.ui import showcase_values as values
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.run import RunPage
from desktop.ui.screens_walls import BREACHES
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_running import GPU, NO_WALLS, REDUCED, STRICT
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def open_run(make_desk: MakeDesk, level: SandboxLevel = STRICT, grows: int = 0) -> tuple[Desk, RunPage]:
    def prepare(show: Showcase) -> None:
        show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[0], PurchaseState.FINAL)
        show.running.level = level
        show.running.grows = grows

    desk = make_desk(prepare)
    desk.go("run", "mine")
    return desk, desk.page(RunPage)


@pytest.mark.parametrize(
    ("level", "name", "tone", "tip"),
    [
        (STRICT, "Walled in: strict CPU", "success", "no files, no network"),
        (GPU, "Walled in: GPU", "accent", "graphics driver"),
        (REDUCED, "Walled in: reduced", "warning", "landlock-files"),
        (NO_WALLS, "Walled in: none", "danger", "low-integrity"),
    ],
)
def test_each_level_has_its_name_its_tone_and_what_it_means(
    make_desk: MakeDesk, level: SandboxLevel, name: str, tone: str, tip: str
) -> None:
    _desk, page = open_run(make_desk, level)

    assert page.level.text() == name
    assert page.level.property("tone") == tone
    assert tip in page.level.toolTip()


def titles(page: RunPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_a_process_that_was_renewed_is_told(make_desk: MakeDesk) -> None:
    desk, page = open_run(make_desk, grows=1)
    page.start()
    desk.settle()

    assert "The model's process was renewed" in titles(page)


def test_an_ordinary_run_tells_nothing_of_processes(make_desk: MakeDesk) -> None:
    desk, page = open_run(make_desk)
    page.start()
    desk.settle()

    assert page.last_result is not None
    assert not [title for title in titles(page) if "process" in title]


def test_a_package_that_breaks_rules_is_told_in_sentences(make_desk: MakeDesk) -> None:
    desk = make_desk(
        lambda show: show.gate.faults.update({"catalogue.public_content": InvalidPackage(BREACHES)})
    )
    desk.go("listing", "1")
    said = desk.page(ListingPage).facts.breach.body.text()

    assert "graph/decode" in said
    assert "never ends" in said
    assert "endless-loop" not in said
