"""True boxes beside a person's own pictures, in COCO's and YOLO's forms."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.core.boxes import TrueBox
from desktop.core.items import BrokenItem, DataChoice
from desktop.core.packages import Axis, Head, InputSpec, OutputSpec, Spec
from desktop.core.packages import TestsSpec as Vectors
from desktop.runtime.errors import BadInput
from desktop.runtime.items.boxes import BOXES, CocoBoxes, YoloBoxes
from desktop.runtime.items.trials import TrialReader, suggest_trials

PORT = InputSpec("image", "image", "FP32", [Axis("batch")])
open_trials = TrialReader(lambda _value: pytest.fail("no masks here")).open
SPEC = Spec(
    1, "object-detection", [PORT], [OutputSpec("o", "predictions")], Head("detection"), Vectors(1, 0.1, 0.1)
)
COCO: dict[str, Any] = {
    "info": {"year": 2017},
    "images": [{"id": 7, "file_name": "a.png", "width": 9}, {"id": 8, "file_name": "b.png"}],
    "categories": [{"id": 3, "name": "car", "supercategory": "vehicle"}],
    "annotations": [
        {"id": 1, "image_id": 7, "category_id": 3, "bbox": [10, 20, 30, 40], "iscrowd": 0, "area": 1200},
        {"id": 2, "image_id": 7, "category_id": 3, "bbox": [0, 0, 5, 5], "iscrowd": 1},
        {"id": 3, "image_id": 99, "category_id": 3, "bbox": [0, 0, 5, 5]},
    ],
}


def pictures(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"pixels")
    return folder


def test_boxes_of_coco_are_corners_and_crowds_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "i.json").write_text(json.dumps(COCO))

    book = CocoBoxes(tmp_path / "i.json")

    assert book.boxes_of("a.png") == (TrueBox("car", 10, 20, 40, 60),)
    assert book.boxes_of("deep/b.png") == ()
    assert book.boxes_of("c.png") is None


@pytest.mark.parametrize(
    "text", ["", "[]", '{"images": 3}', "[" * 100_000, '{"images": [], "annotations": []}']
)
def test_what_is_no_coco_file_says_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "i.json").write_text(text)

    with pytest.raises(BadInput):
        CocoBoxes(tmp_path / "i.json")


def test_boxes_of_yolo_are_parts_of_the_picture_with_names_from_a_list(tmp_path: Path) -> None:
    (tmp_path / "classes.txt").write_text("person\ncar\n")
    (tmp_path / "a.txt").write_text("1 0.5 0.5 0.2 0.4\n\n7 0.25 0.5 0.5 1\n0 0.1 0.1 0.3 0.1 0.3 0.5\n")

    boxes = YoloBoxes(tmp_path).boxes_of("a.png")

    assert boxes is not None
    assert [box.label for box in boxes] == ["car", "7", "person"]
    assert boxes[0].corners((100, 50)) == pytest.approx((40, 15, 60, 35))
    assert boxes[2].corners((10, 10)) == pytest.approx((1, 1, 3, 5))


@pytest.mark.parametrize("line", ["1 0.5", "car 0.1 0.1 0.1 0.1", "0 nan 0 1 1", "1e999 0 0 1 1"])
def test_a_line_without_a_box_fails_its_picture_alone(tmp_path: Path, line: str) -> None:
    pictures(tmp_path, "a.png", "b.png")
    (tmp_path / "a.txt").write_text(line)
    (tmp_path / "b.txt").write_text("0 0.5 0.5 1 1")

    source = open_trials(DataChoice("folder", str(tmp_path), labels="file", label_at=str(tmp_path)), SPEC)
    read = [one.item for one in source.read()]

    assert isinstance(read[0], BrokenItem)
    assert read[1].label == BOXES


def test_the_usual_places_of_boxes_are_found(tmp_path: Path) -> None:
    coco = pictures(tmp_path / "coco", "a.png")
    (coco / "annotations").mkdir()
    (coco / "annotations" / "instances.json").write_text(json.dumps(COCO))
    yolo = pictures(tmp_path / "yolo", "images/a.png")
    (yolo / "labels").mkdir()
    (yolo / "labels" / "a.txt").write_text("0 0.5 0.5 1 1")
    bare = pictures(tmp_path / "bare", "x/a.png")

    places = [suggest_trials([folder], SPEC) for folder in (coco, yolo, yolo / "images", bare)]

    assert [place.labels for place in places] == ["file", "file", "file", "none"]
    for place in places[:3]:
        assert [one.item.label for one in open_trials(place, SPEC).read()] == [BOXES]
        assert len(list(open_trials(place, SPEC).labels())) == 1
