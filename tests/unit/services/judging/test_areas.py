"""Areas judged: colours of the shown mask against the numbers of the true one."""

from collections.abc import Iterator
from typing import Any

import pytest

from desktop.core.areas import TrueMask
from desktop.core.runs import DeviceReport, Picture, RunResult
from desktop.services.judging.areas import AreaExaminer
from desktop.services.judging.observing import NoAnswer

ROAD, SKY = (10, 20, 30, 255), (200, 100, 0, 255)
PARTS = [{"label": "road", "color": "#0a141e"}, {"label": "sky", "color": "#c86400"}]


class Masks:
    """Two true masks; values 0 and 1 are named."""

    stamp = ""

    def __init__(self, **masks: TrueMask) -> None:
        self._masks = masks

    def mask_of(self, name: str) -> TrueMask | None:
        return self._masks.get(name)

    def name_of(self, number: int) -> str:
        return ("Road", "Sky")[number] if number < 2 else str(number)

    def labels(self) -> Iterator[str | float | None]:
        return iter(())

    def amount(self, at: Any = None) -> Any:
        raise AssertionError

    def read(self, start: Any = None) -> Any:
        raise AssertionError


def examiner(background: int | None = None, **masks: TrueMask) -> AreaExaminer:
    names = {"Road": "road", "Sky": "sky"}
    return AreaExaminer(("road", "sky", "car"), names, Masks(**masks), background)


def answer(width: int, height: int, *colors: tuple[int, int, int, int]) -> RunResult:
    picture = Picture("mask", width, height, b"".join(bytes(color) for color in colors))
    return RunResult("segmentation", PARTS, 0.1, DeviceReport("cpu", "cpu"), (picture,))


def test_pixels_are_judged_where_somebody_has_said_what_they_are() -> None:
    judge = examiner(a=TrueMask(2, 2, bytes([0, 0, 1, 255])))

    [one] = judge.observe("a", judge.truth("a", "mask"), answer(2, 2, ROAD, SKY, SKY, ROAD))

    assert one.off == pytest.approx(1 / 3)
    assert one.truth == "road, sky"
    found = judge.work_out([one])
    values = {figure.name: figure.value for figure in found.figures}
    assert values["pixel_accuracy"] == pytest.approx(2 / 3)
    assert values["iou_mean"] == pytest.approx((1 / 2 + 1 / 2) / 2)
    assert [figure.label for figure in found.class_figures] == ["road", "sky"]


def test_a_shown_mask_of_another_size_is_read_at_the_nearest_pixel() -> None:
    judge = examiner(a=TrueMask(4, 2, bytes([0, 0, 1, 1, 0, 0, 1, 1])))

    [one] = judge.observe("a", "", answer(2, 1, ROAD, SKY))

    assert one.off == 0.0


def test_what_is_left_uncoloured_is_the_background_class_if_there_is_one() -> None:
    mask, clear = TrueMask(1, 1, bytes([0])), (0, 0, 0, 0)

    [without] = examiner(a=mask).observe("a", "", answer(1, 1, clear))
    [with_one] = examiner(0, a=mask).observe("a", "", answer(1, 1, clear))

    assert (without.off, with_one.off) == (1.0, 0.0)


def test_an_answer_without_a_mask_is_none() -> None:
    judge = examiner(a=TrueMask(1, 1, b"\0"))

    with pytest.raises(NoAnswer):
        judge.observe("a", "", RunResult("segmentation", PARTS, 0.1, DeviceReport("cpu", "cpu")))
