"""Detection, segmentation, keypoints and depth: what the graph says becomes what lies on the person's picture."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.core import packages
from desktop.core.packages import Axis, Head, InputSpec, Operation, OutputSpec, Param, Spec
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.answering import Given
from desktop.runtime.heads.boxes import corners, suppress
from desktop.runtime.heads.geometry import Fit
from desktop.runtime.heads.images import image_tensor
from desktop.runtime.heads.masks import color_of
from desktop.runtime.heads.results import answer
from desktop.runtime.heads.spec_rules import check_spec

LABELS = ["cat", "dog", "bird"]
WHOLE = Given(image=Image.new("RGB", (100, 80)), fit=Fit(100, 80), sides=(100, 80))
TRUTH = (10.0, 20.0, 50.0, 60.0)
"""Left, top, right, bottom of a dog."""


def spec_of(head: Head, *roles: str, params: tuple[Param, ...] = ()) -> Spec:
    return Spec(
        1,
        "object-detection",
        [InputSpec("image", "image", "FP32", [Axis("batch")])],
        [OutputSpec(role, role) for role in roles],
        head,
        packages.TestsSpec(1, 0.0, 0.0),
        list(params),
    )


SETTINGS = (
    Param("threshold", "number", 0.25, 0.0, 1.0),
    Param("overlap", "number", 0.45, 0.0, 1.0),
    Param("top", "integer", 300, 1, 300),
)


def run(head: Head, outputs: dict[str, Any], given_: Given = WHOLE, **params: object) -> Any:
    spec = spec_of(head, *outputs, params=SETTINGS)
    arrays = {name: np.asarray(value, dtype=np.float32) for name, value in outputs.items()}
    labels = LABELS if head.labels else []
    return answer(spec, arrays, labels, params, given_)


def center(left: float, top: float, right: float, bottom: float) -> list[float]:
    return [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top]


def yolov5(rows: list[list[float]]) -> dict[str, Any]:
    return {"predictions": [rows]}


LAYOUTS: dict[str, tuple[Head, dict[str, Any]]] = {
    "yolov5": (
        Head("detection", labels="labels.txt", layout="yolov5"),
        {"predictions": [[[*center(*TRUTH), 0.9, 0.1, 1.0, 0.1], [5, 5, 4, 4, 0.1, 0.2, 0.2, 0.2]]]},
    ),
    "yolov8": (
        Head("detection", labels="labels.txt", layout="yolov8"),
        {"predictions": np.array([[*center(*TRUTH), 0.1, 0.9, 0.1], [5, 5, 4, 4, 0.1, 0.1, 0.1]]).T[None]},
    ),
    "end-to-end": (
        Head("detection", labels="labels.txt", layout="end-to-end"),
        {"predictions": [[[*TRUTH, 0.9, 1], [1, 1, 3, 3, 0.05, 0]]]},
    ),
    "ssd": (
        Head("detection", labels="labels.txt", layout="ssd"),
        {"boxes": [[TRUTH, (1, 1, 3, 3)]], "scores": [[[0.0, 0.9, 0.0], [0.1, 0.0, 0.0]]]},
    ),
    "ssd with classes": (
        Head("detection", labels="labels.txt", layout="ssd", boxes="yxyx", unit_boxes=True),
        {
            "boxes": [[(0.25, 0.1, 0.75, 0.5), (0, 0, 1, 1)]],
            "scores": [[0.9, 0.8]],
            "classes": [[1, 0]],
            "count": [1],
        },
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_of_a_detector_says_the_same_box(name: str) -> None:
    head, outputs = LAYOUTS[name]

    found, pictures = run(head, outputs)

    assert list(check_spec(spec_of(head, *outputs))) == []
    assert [picture.name for picture in pictures] == ["input"]
    assert [(thing["label"], round(thing["score"], 5)) for thing in found] == [("dog", 0.9)]
    assert found[0]["box"] == dict(zip(("xmin", "ymin", "xmax", "ymax"), TRUTH, strict=True))


def test_a_box_found_on_a_letterboxed_picture_lies_on_the_real_one() -> None:
    image = Image.new("RGB", (200, 100), "white")
    image.paste((255, 0, 0), (40, 20, 120, 80))
    letterbox = Operation("letterbox", {"height": 64, "width": 64, "mode": "nearest", "fill": 114})
    tensor, fit = image_tensor(image, [letterbox], "image")
    red = (tensor[0, 0] > 200) & (tensor[0, 1] < 50)
    rows, columns = np.nonzero(red)
    seen = center(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)

    found, _ = run(
        Head("detection", labels="labels.txt", layout="yolov5"),
        yolov5([[*seen, 1.0, 1.0, 0.0, 0.0]]),
        Given(image=image, fit=fit, sides=(64, 64)),
    )

    assert tensor.shape == (1, 3, 64, 64)
    assert tensor[0, :, 0, 0].tolist() == [114, 114, 114]
    for side, truth in zip(found[0]["box"].values(), (40, 20, 120, 80), strict=True):
        assert side == pytest.approx(truth, abs=200 / 64)


def test_boxes_end_at_the_edge_of_the_picture() -> None:
    found, _ = run(
        Head("detection", labels="labels.txt", layout="end-to-end"),
        {"predictions": [[[-30, -10, 500, 400, 0.9, 0]]]},
    )

    assert found[0]["box"] == {"xmin": 0, "ymin": 0, "xmax": 100, "ymax": 80}


def test_numbers_that_are_none_and_classes_without_a_name_hurt_nobody() -> None:
    nan, inf = float("nan"), float("inf")
    rows = [[nan, 1, 2, 3, 0.9, 0], [1, 1, 2, 2, nan, 0], [1, 1, inf, 2, 0.9, 0], [1, 1, 2, 2, 0.9, 77]]

    found, _ = run(Head("detection", labels="labels.txt", layout="end-to-end"), {"predictions": [rows]})

    assert [thing["label"] for thing in found] == ["#77"]


def test_the_person_sets_how_sure_and_how_separate() -> None:
    rows = [[30, 30, 20, 20, 1, 0.9, 0, 0], [32, 30, 20, 20, 1, 0.6, 0, 0], [70, 70, 9, 9, 1, 0.3, 0, 0]]
    head = Head("detection", labels="labels.txt", layout="yolov5")

    def count(**params: object) -> int:
        return len(run(head, yolov5(rows), **params)[0])

    assert count() == 2
    assert count(overlap=0.95) == 3
    assert count(threshold=0.5) == 1
    assert count(top=1, overlap=0.95) == 1
    with pytest.raises(BadInput):
        count(overlap=2.0)


@pytest.mark.parametrize(
    ("layout", "outputs"),
    [
        ("yolov5", {"predictions": [[[1, 2, 3]]]}),
        ("yolov8", {"predictions": [[1, 2, 3]]}),
        ("ssd", {"boxes": [[[1, 2, 3, 4]]], "scores": [[[1, 2, 3], [1, 2, 3]]]}),
        ("ssd", {"boxes": [[[1, 2, 3, 4]]], "scores": [[1]], "classes": [[1]], "count": [9]}),
    ],
)
def test_outputs_of_another_layout_are_refused(layout: str, outputs: dict[str, Any]) -> None:
    with pytest.raises(RunFailed):
        run(Head("detection", labels="labels.txt", layout=layout), outputs)


def test_a_detector_without_a_known_layout_is_no_package() -> None:
    breaches = list(
        check_spec(spec_of(Head("detection", labels="labels.txt", layout="yolov99"), "predictions"))
    )

    assert [(found.rule, found.where) for found in breaches] == [("spec", "head.layout")]


@given(st.data())
def test_suppression_is_the_plain_greedy_one(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 12))
    number = st.integers(0, 20)
    raw = [[data.draw(number) for _ in range(4)] for _ in range(count)]
    boxes = np.array([[x, y, x + w, y + h] for x, y, w, h in raw], dtype=float).reshape(-1, 4)
    scores = np.array(data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count)), dtype=float)
    labels = np.array(data.draw(st.lists(st.integers(0, 1), min_size=count, max_size=count)), dtype=float)

    kept = suppress(boxes, scores, labels, 0.4, 100)

    expected: list[int] = []
    for at in sorted(range(count), key=lambda i: -scores[i]):
        if all(labels[at] != labels[k] or _iou(boxes[at], boxes[k]) <= 0.4 for k in expected):
            expected.append(at)
    assert kept == expected


def _iou(a: Any, b: Any) -> float:
    width = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
    height = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - width * height
    return width * height / union if union else 0.0


@pytest.mark.parametrize("form", ["cxcywh", "xyxy", "yxyx", "xywh"])
def test_every_form_of_a_box_has_the_same_corners(form: str) -> None:
    left, top, right, bottom = TRUTH
    written = {
        "cxcywh": center(*TRUTH),
        "xyxy": list(TRUTH),
        "yxyx": [top, left, bottom, right],
        "xywh": [left, top, right - left, bottom - top],
    }[form]

    assert corners(np.array([written]), form).tolist() == [list(TRUTH)]


@given(
    st.integers(1, 4000), st.integers(1, 4000),
    st.lists(st.tuples(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(-50, 50), st.floats(-50, 50)), max_size=4),
    st.floats(0, 1), st.floats(0, 1),
)  # fmt: skip
def test_a_point_finds_its_way_back(
    width: int, height: int, steps: list[tuple[float, float, float, float]], across: float, down: float
) -> None:
    x, y = across * width, down * height
    fit, at_x, at_y = Fit(width, height), x, y
    for scale_x, scale_y, shift_x, shift_y in steps:
        fit = fit.scaled(scale_x, scale_y).shifted(shift_x, shift_y)
        at_x, at_y = at_x * scale_x + shift_x, at_y * scale_y + shift_y

    back_x, back_y = fit.back(at_x, at_y)

    assert back_x == pytest.approx(x, abs=1e-3)
    assert back_y == pytest.approx(y, abs=1e-3)


def test_a_segmentation_lies_on_the_picture_and_says_how_much_of_it_is_what() -> None:
    scores = np.zeros((1, 3, 4, 4))
    scores[0, 0], scores[0, 1, :, 2:] = 0.5, 0.8

    segments, (shown, mask) = run(
        Head("segmentation", labels="labels.txt", background=0),
        {"scores": scores},
        Given(image=Image.new("RGB", (40, 20)), fit=Fit(40, 20).scaled(0.1, 0.2), sides=(4, 4)),
    )

    pixels = np.frombuffer(mask.rgba, dtype=np.uint8).reshape(mask.height, mask.width, 4)
    assert (shown.name, shown.width, shown.height) == ("input", 40, 20)
    assert [(s["label"], s["share"], round(s["score"], 5)) for s in segments] == [("dog", 0.5, 0.8)]
    assert segments[0]["color"] == "#{:02x}{:02x}{:02x}".format(*color_of(1))
    assert (mask.width, mask.height) == (40, 20)
    assert not pixels[:, :20, 3].any()
    assert (pixels[:, 20:] == [*color_of(1), 255]).all()


def test_a_mask_of_a_letterboxed_picture_leaves_the_bars_out() -> None:
    classes = np.zeros((1, 8, 8))
    classes[0, 2:6] = 1  # the picture itself; above and below are bars
    letterbox = Operation("letterbox", {"height": 8, "width": 8, "mode": "nearest", "fill": 0})
    image = Image.new("RGB", (16, 8))
    _, fit = image_tensor(image, [letterbox], "image")

    _, pictures = run(
        Head("segmentation", labels="labels.txt", layout="classes"),
        {"classes": classes},
        Given(image=image, fit=fit, sides=(8, 8)),
    )

    pixels = np.frombuffer(pictures[1].rgba, dtype=np.uint8).reshape(8, 16, 4)
    assert (pixels == [*color_of(1), 255]).all()


def test_one_class_or_nothing_is_told_by_the_threshold() -> None:
    scores = np.array([[[[0.9, 0.4], [0.6, 0.1]]]])
    spec_head = Head("segmentation", labels="labels.txt", threshold=0.5, background=-1)

    segments, _ = run(spec_head, {"scores": scores})

    assert [(s["label"], s["share"]) for s in segments] == [("cat", 0.5)]


def test_neighbouring_classes_have_colours_that_differ() -> None:
    colors = [color_of(number) for number in range(40)]

    assert len(set(colors)) == 40
    for one, other in itertools.pairwise(colors):
        assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) > 100


def test_a_depth_map_shows_what_is_near_bright() -> None:
    depth = np.array([[[1.0, 5.0]]])

    value, (_, near) = run(Head("depth", unit="m"), {"depth": depth}, WHOLE)
    _, (_, inverse) = run(Head("depth", layout="inverse"), {"depth": depth}, WHOLE)

    assert value == {"min": 1.0, "max": 5.0, "unit": "m"}
    assert near.rgba[0] == 255
    assert inverse.rgba[0] == 0


def test_keypoints_are_the_peaks_of_the_heat_maps() -> None:
    maps = np.zeros((1, 3, 10, 10))
    maps[0, 0, 2, 3], maps[0, 1, 9, 9], maps[0, 2, 0, 0] = 0.9, 0.8, 0.7
    maps[0, 0, 2, 4] = 0.1  # the peak lies a little to the right

    (thing,), _ = run(Head("keypoints", labels="labels.txt", layout="heatmaps"), {"heatmaps": maps})

    assert [(p["label"], p["x"], p["y"]) for p in thing["points"]] == [
        ("cat", 37.5, 20.0), ("dog", 95.0, 76.0), ("bird", 5.0, 4.0)
    ]  # fmt: skip
    assert [round(p["score"], 5) for p in thing["points"]] == [0.9, 0.8, 0.7]


def test_a_pose_model_names_each_person_once() -> None:
    points = [12, 22, 0.9, 30, 40, 0.8, 48, 58, 0.7]
    person = [*center(*TRUTH), 0.9, *points]
    double = [*center(11, 20, 51, 60), 0.8, *points]

    things, _ = run(
        Head("keypoints", labels="labels.txt", layout="yolov8-pose"),
        {"predictions": np.array([person, double]).T[None]},
    )

    assert len(things) == 1
    assert list(things[0]["box"].values()) == list(TRUTH)
    assert (things[0]["points"][1]["x"], things[0]["points"][1]["y"]) == (30, 40)


def test_points_as_fractions_land_on_the_picture() -> None:
    head = Head("keypoints", labels="labels.txt", layout="points", unit_boxes=True)

    (thing,), _ = run(head, {"points": [[[0.5, 0.5], [0, 0], [1, 1]]]})

    assert [(p["x"], p["y"]) for p in thing["points"]] == [(50, 40), (0, 0), (100, 80)]


def test_a_picture_is_cropped_in_its_middle_and_its_colours_turned() -> None:
    image = Image.new("RGB", (30, 10), (1, 2, 3))
    operations = [
        Operation("resize_short", {"size": 20, "mode": "bicubic"}),
        Operation("center_crop", {"height": 16, "width": 16}),
        Operation("bgr", {}),
        Operation("layout", {"to": "NHWC"}),
    ]

    tensor, fit = image_tensor(image, operations, "image")

    assert tensor.shape == (1, 16, 16, 3)
    assert tensor[0, 0, 0].tolist() == [3, 2, 1]
    assert fit.back(8, 8) == (15, 5)


def test_padding_grows_to_the_right_and_down_only() -> None:
    tensor, fit = image_tensor(
        Image.new("L", (30, 33), 9), [Operation("pad_to_multiple", {"of": 32, "fill": 0})], "x"
    )

    assert tensor.shape == (1, 1, 64, 32)
    assert tensor[0, 0, 32, 29] == 9
    assert not tensor[0, 0, 33:].any()
    assert fit.back(5, 5) == (5, 5)


def test_a_picture_operation_behind_one_that_makes_numbers_is_refused() -> None:
    operations = [
        Operation("scale", {"factor": 1.0, "offset": 0.0}),
        Operation("resize", {"height": 8, "width": 8, "mode": "nearest"}),
    ]
    spec = Spec(
        1, "x",
        [InputSpec("image", "image", "FP32", [], operations)],
        [OutputSpec("depth", "depth")],
        Head("depth"),
        packages.TestsSpec(1, 0.0, 0.0),
    )  # fmt: skip

    assert [found.where for found in check_spec(spec)] == ["image.preprocess"]
