"""Results taken away: magnified, copied, saved and dragged out, and nothing of a stranger's becomes a formula."""

import csv
import io
import math
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.packages import Head
from desktop.core.runs import DeviceReport, Picture, RunResult, Tiling
from desktop.ui.jobs import JobRunner
from desktop.ui.showcase_results import picture_result, result_of
from desktop.ui.widgets.charts import Legend
from desktop.ui.widgets.dragging import DragFolder, LateFile
from desktop.ui.widgets.exports import exports_of, to_clipboard_table, to_csv, write_export
from desktop.ui.widgets.findings import Findings, Segments, findings_of
from desktop.ui.widgets.histograms import Histogram, bins_of, spreads_of
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.results import ResultView, tiling_text
from desktop.ui.widgets.split_picture import SplitPicture
from desktop.ui.widgets.zooming import MOST, Zoom

pytestmark = pytest.mark.usefixtures("theme")

_CPU = DeviceReport("cpu", "cpu")


def plain(
    name: str, width: int, height: int, color: tuple[int, int, int, int] = (9, 99, 199, 255)
) -> Picture:
    return Picture(name, width, height, bytes(color) * (width * height))


def made(width: int = 4000, height: int = 30, alpha: int = 255) -> RunResult:
    color = (9, 99, 199, alpha)
    pictures = (plain("input", 20, 15), plain("output", 2000, 15, color), plain("full", width, height, color))
    return RunResult("image-to-image", {}, 0.1, _CPU, pictures, (20, 15))


def view_of(qtbot: QtBot, result: RunResult, head: Head | None = None, **more: Any) -> ResultView:
    view = ResultView(result, head, **more)
    qtbot.addWidget(view)
    view.resize(700, 600)
    return view


factors = st.floats(0.05, 20)
points = st.tuples(st.floats(0, 300), st.floats(0, 200))


@given(st.integers(1, 9000), st.integers(1, 9000), st.lists(st.tuples(factors, points), max_size=6))
def test_magnifying_never_leaves_empty_space_beside_a_larger_picture(
    width: int, height: int, steps: list[tuple[float, tuple[float, float]]]
) -> None:
    zoom, view = Zoom(QSize(width, height)), QSizeF(300, 200)

    for factor, at in steps:
        zoom.magnify(factor, view, 1.0, QPointF(*at))
        zoom.pan(QPointF(37, -53), view, 1.0)

    place = zoom.place(view, 1.0)
    assert place.left() <= max(300 - place.width(), 0) / 2 + 1e-6
    assert place.top() <= 1e-6
    assert place.right() >= min(300, place.width()) - 1e-6 - max(place.left(), 0)
    assert place.bottom() >= min(200, place.height()) - 1e-6
    assert zoom.factor is None or zoom.factor <= MOST


def test_what_is_under_the_mouse_stays_there_when_it_is_magnified() -> None:
    zoom, view = Zoom(QSize(3000, 2000)), QSizeF(300, 200)
    at = QPointF(120, 70)
    before = zoom.place(view, 1.0)
    inside = (at.x() - before.left()) / before.width()

    zoom.magnify(1.0, view, 1.0, at)

    place = zoom.place(view, 1.0)
    assert (at.x() - place.left()) / place.width() == pytest.approx(inside)
    assert place.width() == 3000


def test_one_hundred_per_cent_counts_pixels_of_the_screen() -> None:
    zoom = Zoom(QSize(3000, 2000))

    zoom.magnify(1.0, QSizeF(300, 200), 2.0)

    assert zoom.place(QSizeF(300, 200), 2.0).width() == 1500


def test_the_keys_magnify_fit_and_move(qtbot: QtBot) -> None:
    view = PictureView(plain("x", 1000, 1000))
    qtbot.addWidget(view)
    view.resize(200, 200)

    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.magnification == 1.0
    left = view.place.left()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.place.left() < left
    QTest.keyClick(view, Qt.Key.Key_0)

    assert view.is_fitted
    assert view.place.width() == 200


def test_at_one_hundred_per_cent_the_whole_picture_is_painted_and_not_the_shown_one(qtbot: QtBot) -> None:
    shown, full = plain("output", 10, 10), plain("full", 100, 100, (250, 0, 0, 255))
    view = PictureView(shown, full)
    qtbot.addWidget(view)
    view.resize(50, 50)

    view.magnify(1.0)

    assert view.natural == QSize(100, 100)
    assert view.grab().toImage().pixelColor(25, 25).red() > 240


def test_magnified_the_mouse_moves_the_line_where_it_takes_hold_of_it_and_the_picture_elsewhere(
    qtbot: QtBot,
) -> None:
    view = SplitPicture(plain("input", 400, 400), plain("output", 400, 400))
    qtbot.addWidget(view)
    view.resize(200, 200)
    view.show()
    view.magnify(1.0)
    share, left = view.share, view.place.left()

    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(20, 100))
    QTest.mouseMove(view, QPoint(60, 100))
    moved_by_mouse(view, QPoint(60, 100))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    assert (view.share, view.place.left()) == (share, left + 40)

    at = view.place.left() + round(view.place.width() * view.share)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(at, 100))
    moved_by_mouse(view, QPoint(at - 30, 100))
    assert view.share < share


def moved_by_mouse(view: SplitPicture, to: QPoint) -> None:
    """A move with the button held, which QTest cannot make."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    view.mouseMoveEvent(
        QMouseEvent(
            QEvent.Type.MouseMove, QPointF(to), QPointF(to), left, left, Qt.KeyboardModifier.NoModifier
        )
    )


def test_a_picture_is_saved_in_its_whole_size_and_without_the_line(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "made.png"
    monkeypatch.setattr("desktop.ui.widgets.result_tools.choose_new_file", lambda *_: path)
    view = view_of(qtbot, made())

    view.tools.do("save", "Picture, 4000 × 30 (PNG)")

    saved = QImage(str(path))
    assert (saved.width(), saved.height(), saved.hasAlphaChannel()) == (4000, 30, False)
    assert saved.pixelColor(2000, 15).getRgb() == (9, 99, 199, 255)
    assert "made.png" in view.tools.note.text()


def test_a_transparent_picture_is_saved_so(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "made.png"
    monkeypatch.setattr("desktop.ui.widgets.result_tools.choose_new_file", lambda *_: path)

    view = view_of(qtbot, made(alpha=40))
    view.tools.do("save", "Picture, 4000 × 30 (PNG)")

    assert QImage(str(path)).pixelColor(5, 5).alpha() == 40


def test_a_large_picture_is_written_by_another_thread(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "made.png"
    writers: list[str] = []
    monkeypatch.setattr("desktop.ui.widgets.result_tools.choose_new_file", lambda *_: path)
    monkeypatch.setattr(
        "desktop.ui.widgets.result_tools.write_export",
        lambda *given: (writers.append(threading.current_thread().name), write_export(*given))[1],
    )
    jobs = JobRunner()
    view = view_of(qtbot, made(4000, 1100), jobs=jobs)

    view.tools.do("save", "Picture, 4000 × 1100 (PNG)")
    qtbot.waitUntil(lambda: "Saved" in view.tools.note.text())

    jobs.close()
    assert writers == ["licet-cpu-0"]
    assert QImage(str(path)).width() == 4000


def test_a_place_that_cannot_be_written_is_said(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "none" / "made.png"
    monkeypatch.setattr("desktop.ui.widgets.result_tools.choose_new_file", lambda *_: path)
    view = view_of(qtbot, result_of("image-classification"))

    view.tools.do("save", "Table (CSV)")

    assert "No such file" in view.tools.note.text()


def test_a_mask_is_saved_with_a_palette_in_the_order_of_its_labels(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mask.png"
    monkeypatch.setattr("desktop.ui.widgets.result_tools.choose_new_file", lambda *_: path)

    view = view_of(qtbot, picture_result("segmentation"))
    view.tools.do("save", "Mask with a palette (PNG)")

    saved = QImage(str(path))
    assert saved.format() == QImage.Format.Format_Indexed8
    road, car, nothing = (saved.pixelIndex(*at) for at in ((10, 190), (60, 120), (10, 10)))
    assert (road, car, nothing) == (1, 2, 0)
    assert saved.pixelColor(60, 120).name() == "#d65a3c"
    assert saved.pixelColor(10, 10).alpha() == 0


def test_stretches_of_a_sound_are_saved_as_csv(qtbot: QtBot) -> None:
    value = {"seconds": 3.0, "segments": [{"start": 0.5, "end": 1.25, "score": 0.9}]}
    view = view_of(qtbot, RunResult("speech", value, 0.1, _CPU))

    csv_export = next(e for e in exports_of(view.result, view.rows, None) if e.key == "csv")

    assert csv_export.name == "segments.csv"
    assert csv_export.make().decode().splitlines() == ["start,end,score", "0.5,1.25,0.9"]


hostile = st.text(st.sampled_from("=+-@\t\r\n ,;\"'aß|!"), min_size=1, max_size=12)


@given(st.lists(st.dictionaries(hostile, hostile | st.floats(allow_nan=True), min_size=1), min_size=1))
def test_no_cell_and_no_heading_begins_as_a_formula(rows: list[dict[str, Any]]) -> None:
    cells = [cell for line in csv.reader(io.StringIO(to_csv(rows))) for cell in line]
    pasted = [cell for line in to_clipboard_table(rows).split("\n") for cell in line.split("\t")]

    for cell in (*cells, *pasted):
        if not is_number(cell):
            assert cell.strip()[:1] not in tuple("=+-@")


def is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def test_copy_offers_the_picture_the_table_and_the_text(qtbot: QtBot) -> None:
    view = view_of(qtbot, picture_result("detection"), Head("detection"))
    assert view.tools.choices["copy"] == ["Picture", "Table", "JSON"]

    view.tools.do("copy", "Picture")
    assert not QGuiApplication.clipboard().image().isNull()
    view.tools.do("copy", "Table")

    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t") == [
        "label", "score", "xmin", "ymin", "xmax", "ymax"
    ]  # fmt: skip


def test_a_dragged_file_is_made_when_it_is_asked_for_and_leaves_nothing(tmp_path: Path) -> None:
    folder = DragFolder(tmp_path)
    asked: list[int] = []
    export = exports_of(made(), [], None)[0]
    late = LateFile(type(export)(export.key, "", export.name, lambda: (asked.append(1), b"png")[1]), folder)
    assert list(tmp_path.iterdir()) == []

    for _ in range(2):
        url = late.urls()[0]

    path = Path(url.toLocalFile())
    assert (path.name, path.read_bytes(), len(asked)) == ("result.png", b"png", 1)
    assert path.stat().st_mode & 0o77 == 0 or path.parent.parent.stat().st_mode & 0o77 == 0
    folder.clear()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_behind_is_taken_away_and_no_other(tmp_path: Path) -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    stale = tmp_path / f"licet-drag-{int(gone.stdout)}-x"
    alive = tmp_path / f"licet-drag-{os.getppid()}-x"
    other = tmp_path / "licet-drag-notes"
    for path in (stale, alive, other):
        path.mkdir()

    folder = DragFolder(tmp_path)
    folder.file("a.txt", b"a")

    assert not stale.exists()
    assert alive.exists()
    assert other.exists()
    folder.clear()


def test_a_label_is_switched_off_in_picture_and_list() -> None:
    view = findings_of(picture_result("detection"), None)
    assert isinstance(view, Findings)

    view.toggles.switch("car", on=False)

    assert [thing["label"] for thing in view.shown][:1] == ["person"]
    assert "car" not in "".join(mark.words for mark in view.picture.marks)
    assert view.head.text() == "2 found"


def test_the_box_under_the_mouse_stands_out(qtbot: QtBot) -> None:
    view = findings_of(picture_result("detection"), None)
    assert isinstance(view, Findings)
    qtbot.addWidget(view)
    view.picture.resize(320, 200)
    view.show()
    view.picture.resize(320, 200)
    place = view.picture.place
    at = QPoint(place.left() + place.width() * 70 // 320, place.top() + place.height() * 120 // 200)

    QTest.mouseMove(view.picture, QPoint(1, 1))
    QTest.mouseMove(view.picture, at)
    qtbot.waitUntil(lambda: view.picture.brought_out == 1)

    assert view.lines.itemAt(1).widget().property("well") is True  # type: ignore[union-attr]


def test_a_colour_of_the_mask_is_left_out() -> None:
    view = findings_of(picture_result("segmentation"), None)
    assert isinstance(view, Segments)
    view.strength.setValue(100)
    before = view.picture.grab_whole().toImage().pixelColor(60, 120).name()

    view.toggles.switch("car", on=False)

    assert before == "#d65a3c"
    assert view.picture.grab_whole().toImage().pixelColor(60, 120).name() == "#b03a34"


@given(st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=200))
def test_every_number_is_in_one_bin(values: list[float]) -> None:
    counts, low, high = bins_of(values)

    assert sum(counts) == len(values)
    assert (low, high) == (min(values), max(values))


def test_many_rows_have_a_distribution_with_the_limit_and_few_have_none(qtbot: QtBot) -> None:
    rows = [{"score": i / 40, "threshold": 0.62, "is_anomaly": i / 40 >= 0.62} for i in range(40)]

    spread = spreads_of(RunResult("anomaly", rows, 0.1, _CPU))

    assert spread is not None
    qtbot.addWidget(spread)
    chart = spread.findChild(Histogram)
    assert sum(chart.counts) == 40
    assert not spread.grab().isNull()
    assert spreads_of(RunResult("anomaly", rows[:3], 0.1, _CPU)) is None


def test_a_strange_answer_has_no_distribution() -> None:
    for head in ("tensor", "anomaly", "embedding", "table-classification", "table-regression"):
        for value in (None, [], {}, [None], [[None]], {"embedding": [None] * 20}, {"x": {"data": "no"}}):
            assert spreads_of(RunResult(head, value, 0.1, _CPU)) is None


def test_the_band_of_a_forecast_is_named_by_its_coverage(qtbot: QtBot) -> None:
    view = view_of(qtbot, result_of("forecast"), Head("forecast", interval=0.8))

    legends = [legend.accessibleName() for legend in view.findChildren(Legend)]

    assert legends == ["History, Forecast, Range of 80 %"]


def test_a_forecast_with_a_gap_is_drawn(qtbot: QtBot) -> None:
    value = {"history": [1.0, 2.0], "value": [2.0, None], "lower": [1.0, None], "upper": [3.0, None]}

    view = view_of(qtbot, RunResult("forecast", value, 0.1, _CPU))

    assert view.rows[1]["value"] is None


@pytest.mark.parametrize(
    ("tiling", "words"),
    [
        (None, None),
        (Tiling(1, 256, 256), None),
        (Tiling(12, 256, 256), "Made of 12 tiles"),
        (
            Tiling(12, 128, 256),
            "Made of 12 tiles of 128 pixels: for tiles of 256 pixels there was not enough memory.",
        ),
    ],
)
def test_tiles_are_told_in_words(tiling: Tiling | None, words: str | None) -> None:
    assert tiling_text(RunResult("image-to-image", {}, 0.1, _CPU, tiling=tiling)) == words
