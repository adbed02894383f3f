"""Results about pictures: what was found is drawn where it lies, listed, filtered, and saved with the picture."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.packages import Head
from desktop.core.runs import DeviceReport, Picture, RunResult
from desktop.ui.showcase_results import HEIGHT, SKELETON, WIDTH, picture_result
from desktop.ui.theme import Theme
from desktop.ui.widgets.findings import BeforeAfter, Findings, Segments, findings_of
from desktop.ui.widgets.pictures import class_color
from desktop.ui.widgets.results import ResultView, result_rows

pytestmark = pytest.mark.usefixtures("theme")


def findings(head: str, spec_head: Head | None = None) -> Findings:
    view = findings_of(picture_result(head), spec_head)
    assert isinstance(view, Findings)
    view.resize(600, 700)
    return view


def test_a_box_is_drawn_where_it_lies_on_the_picture() -> None:
    view = findings("detection")

    box = view.picture.marks[0].box
    image = view.picture.grab_whole().toImage()

    assert box is not None
    assert (round(box.left() * WIDTH), round(box.bottom() * HEIGHT)) == (196, 162)
    assert image.pixelColor(196, 120).rgb() == class_color(0).rgb()
    assert image.pixelColor(150, 20).rgb() != class_color(0).rgb()


def test_the_slider_hides_what_is_not_sure_enough() -> None:
    view = findings("detection")
    assert view.head.text() == "3 found"

    view.least.setValue(50)

    assert [thing["label"] for thing in view.shown] == ["person", "car"]
    assert len(view.picture.marks) == 2
    assert view.head.text() == "2 found"


def test_at_the_end_of_the_slider_the_empty_list_says_what_to_do() -> None:
    view = findings("detection")

    view.least.setValue(100)

    assert view.picture.marks == ()
    assert "to the left" in view.lines.itemAt(0).widget().text()  # type: ignore[union-attr]


def test_the_skeleton_of_the_package_joins_the_points() -> None:
    view = findings("keypoints", Head("keypoints", skeleton=SKELETON))

    assert view.picture.marks[0].lines == tuple(SKELETON)
    assert len(view.picture.marks[0].points) == 9


def test_a_skeleton_that_names_points_which_are_not_there_draws_nothing() -> None:
    view = findings("keypoints", Head("keypoints", skeleton=[(0, 99), (-1, 2)]))

    assert not view.picture.grab_whole().isNull()


def test_boxes_that_are_no_boxes_and_colours_that_are_no_colours_are_shown_as_nothing() -> None:
    given = Picture("input", 2, 2, bytes(16))
    cpu = DeviceReport("cpu", "cpu")
    bad = [
        {"label": "x", "score": "much", "box": [1, 2]},
        {"score": None, "points": ["p", {"x": "a"}]},
        "text",
    ]
    parts = [{"label": "y", "color": "red; background: url(x)", "share": float("inf")}]

    found = findings_of(RunResult("detection", bad, 0.1, cpu, (given,), (2, 2)), None)
    areas = findings_of(
        RunResult("segmentation", parts, 0.1, cpu, (given, Picture("mask", 2, 2, bytes(16))), (2, 2)), None
    )

    assert isinstance(found, Findings)
    assert len(found.picture.marks) == 2
    assert isinstance(areas, Segments)


def test_the_line_between_before_and_after_follows_the_arrow_keys() -> None:
    view = findings_of(picture_result("depth"), None)
    assert isinstance(view, BeforeAfter)

    QTest.keyClick(view.picture, Qt.Key.Key_Right)
    QTest.keyClick(view.picture, Qt.Key.Key_Right)
    QTest.keyClick(view.picture, Qt.Key.Key_Left)

    assert view.picture.share == pytest.approx(0.55)


def test_the_mask_can_be_made_fainter_until_the_picture_alone_is_left() -> None:
    view = findings_of(picture_result("segmentation"), None)
    assert isinstance(view, Segments)

    view.strength.setValue(0)
    bare = view.picture.grab_whole().toImage().pixelColor(60, 120)
    view.strength.setValue(100)
    covered = view.picture.grab_whole().toImage().pixelColor(60, 120)

    assert bare.getRgb()[:3] == (176, 58, 52)
    assert covered.getRgb()[:3] == (214, 90, 60)


def test_a_saved_picture_holds_what_is_drawn_over_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "found.png"
    monkeypatch.setattr("desktop.ui.widgets.result_tools.choose_new_file", lambda *_: path)
    view = ResultView(picture_result("detection"), Head("detection"))
    qtbot.addWidget(view)

    view.tools.do("save", "Picture as shown (PNG)")

    saved = QImage(str(path))
    assert (saved.width(), saved.height()) == (WIDTH, HEIGHT)
    assert saved.pixelColor(196, 120).rgb() == class_color(0).rgb()


def test_the_table_of_a_detection_has_a_column_for_each_side() -> None:
    rows = result_rows(picture_result("detection"))

    assert list(rows[0]) == ["label", "score", "xmin", "ymin", "xmax", "ymax"]


def test_the_theme_styles_the_sliders(theme: Theme) -> None:
    assert "QSlider::handle" in theme._style_sheet()
