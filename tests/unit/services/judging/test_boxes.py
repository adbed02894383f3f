"""Boxes judged: mistakes of a picture, average precision of all, names of classes."""

import pytest

from desktop.core.boxes import TrueBox
from desktop.core.runs import DeviceReport, RunResult
from desktop.services.judging.boxes import BoxesOf, box_figures, mistakes, things
from desktop.services.judging.examiners import BoxExaminer
from desktop.services.judging.observing import NoAnswer

ONE = (0.0, 0.0, 10.0, 10.0)
FAR = (50.0, 50.0, 60.0, 60.0)


def answer(*found: tuple[str, tuple[float, float, float, float], float]) -> RunResult:
    sides = ("xmin", "ymin", "xmax", "ymax")
    value = [{"label": n, "score": s, "box": dict(zip(sides, c, strict=True))} for n, c, s in found]
    return RunResult("detection", value, 0.1, DeviceReport("cpu", "cpu"), (), (100, 100))


def test_missed_boxes_and_false_alarms_are_the_mistakes_of_a_picture() -> None:
    assert mistakes(BoxesOf([("car", ONE)], [("car", ONE, 0.9)])) == 0
    assert mistakes(BoxesOf([("car", ONE)], [("dog", ONE, 0.9)])) == 2
    assert mistakes(BoxesOf([("car", ONE)], [("car", ONE, 0.9), ("car", ONE, 0.8), ("car", FAR, 0.7)])) == 2
    assert mistakes(BoxesOf([], [])) == 0


def test_a_perfect_detector_has_a_precision_of_one_and_no_certainty() -> None:
    figures = box_figures([BoxesOf([("car", ONE)], [("car", ONE, 0.9)])] * 12).figures

    assert [figure.value for figure in figures] == [pytest.approx(1.0)] * 3
    assert figures[0].low is not None
    assert figures[0].low < 0.9


def test_an_examiner_knows_what_is_in_a_picture_in_the_models_words() -> None:
    boxes = {
        "a.png": (TrueBox("Auto", 0, 0, 0.1, 0.1, is_unit=True), TrueBox("cow", 0, 0, 5, 5)),
        "b.png": (),
    }
    examiner = BoxExaminer(("car", "dog"), {"Auto": "car"}, boxes.get)

    found = answer(("car", ONE, 0.9))
    [one] = examiner.observe("a.png", examiner.truth("a.png", "boxes"), found)
    [other] = examiner.observe("b.png", examiner.truth("b.png", "boxes"), found)

    assert (one.truth, one.said, one.off) == ("car", "car", 0.0)
    assert (other.truth, other.off) == ("", 1.0)
    assert examiner.truth("c.png", None) is None
    assert len(examiner.work_out([one, other]).figures) == 3


def test_what_is_no_box_is_no_answer() -> None:
    examiner = BoxExaminer(("car",), {}, lambda _name: ())
    broken = RunResult(
        "detection", [{"label": "car", "score": None, "box": {}}], 0.1, DeviceReport("cpu", "cpu")
    )

    with pytest.raises(NoAnswer):
        examiner.observe("a", "", broken)


def test_things_are_told_in_a_few_words() -> None:
    assert things(["car", "man", "car", ""]) == "car ×2, man"
    assert things(f"thing {n}" for n in range(9)).endswith("…")
