"""A small detector and a small segmenter, packed, and judged by real pictures with boxes and masks beside them."""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from desktop.cli import licet

LISTING = {"name": "Test", "version": "1", "summary": "s", "licence": "Apache-2.0"}
RED, GREEN = (255, 0, 0), (0, 255, 0)


def run(*arguments: object) -> dict[str, Any]:
    done = CliRunner().invoke(licet, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


def packed(
    folder: Path, task: str, head: dict[str, Any], role: str, nodes: list[Any], shape: list[int]
) -> Path:
    """A model of a 32 x 32 picture whose first two channels are its classes, packed; the test vector is a red picture."""
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, 32, 32])
    out = helper.make_tensor_value_info("out", TensorProto.FLOAT, shape)
    weights = [
        numpy_helper.from_array(np.array([[16, 16, 32, 32]], dtype=np.float32), "box"),
        *(numpy_helper.from_array(np.array([n]), name) for n, name in enumerate(("zero", "one", "two"))),
    ]
    graph = helper.make_graph(nodes, "g", [image], [out], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    pixels = np.zeros((1, 3, 32, 32), dtype=np.float32)
    pixels[0, 0] = 1.0
    expected = np.zeros(shape, dtype=np.float32)
    expected[0, :, ...] = (
        np.array([16, 16, 32, 32, 1, 0])[:, None] if role == "predictions" else pixels[0, :2]
    )
    steps = [
        {"op": "to_rgb", "args": {}},
        {"op": "resize", "args": {"height": 32, "width": 32, "mode": "nearest"}},
        {"op": "scale", "args": {"factor": 1 / 255, "offset": 0}},
    ]
    spec = {
        "format": 1,
        "task": task,
        "inputs": [{"name": "image", "kind": "image", "dtype": "FP32", "axes": [], "preprocess": steps}],
        "outputs": [{"name": "out", "role": role}],
        "head": {"labels": "labels.txt", **head},
        "tests": {"count": 1, "rtol": 1e-4, "atol": 1e-4},
    }
    folder.mkdir()
    stored = io.BytesIO()
    np.savez(stored, image=pixels, out=expected)
    (folder / "tests.npz").write_bytes(stored.getvalue())
    (folder / "spec.json").write_text(json.dumps(spec))
    (folder / "listing.json").write_text(json.dumps(LISTING | {"task": task}))
    (folder / "labels.txt").write_text("red thing\ngreen thing\n")
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    for name in ("card.md", "LICENSE"):
        (folder / name).write_text("Test\n")
    run("pack", folder, "--out", folder / "packed", "--json")
    return folder / "packed"


def save(path: Path, color: tuple[int, int, int], side: int = 48) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (side, side), color).save(path)


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    nodes = [
        helper.make_node("ReduceMean", ["image"], ["mean"], axes=[2, 3], keepdims=0),
        helper.make_node("Slice", ["mean", "zero", "two", "one"], ["colors"]),
        helper.make_node("Concat", ["box", "colors"], ["row"], axis=1),
        helper.make_node("Unsqueeze", ["row", "two"], ["out"]),
    ]
    head = {"type": "detection", "layout": "yolov8"}
    return packed(
        tmp_path_factory.mktemp("d") / "m", "object-detection", head, "predictions", nodes, [1, 6, 1]
    )


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    nodes = [helper.make_node("Slice", ["image", "zero", "two", "one"], ["out"])]
    head = {"type": "segmentation"}
    return packed(
        tmp_path_factory.mktemp("s") / "m", "image-segmentation", head, "scores", nodes, [1, 2, 32, 32]
    )


def test_a_detector_is_judged_by_boxes_in_yolos_form(detector: Path, tmp_path: Path) -> None:
    for name, color in (("a", RED), ("b", GREEN), ("c", RED)):
        save(tmp_path / "images" / f"{name}.png", color)
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "classes.txt").write_text("Red_Thing\nGREEN thing\n")
    (tmp_path / "labels" / "a.txt").write_text("0 0.5 0.5 1 1\n")
    (tmp_path / "labels" / "b.txt").write_text("0 0.5 0.5 1 1\n")

    told = run("judge", detector, "--data", tmp_path, "--json")

    figures = {figure["name"]: figure["value"] for figure in told["figures"]}
    assert told["labels"] == {"Red_Thing": "red thing"}
    assert (told["items"]["judged"], told["items"]["unlabelled"]) == (2, 1)
    # One of two red things is found, and the false green one is of a class that never occurs: 51 of 101 recalls.
    assert figures["ap50"] == pytest.approx(51 / 101)


def test_a_segmenter_is_judged_by_masks_of_another_size(segmenter: Path, tmp_path: Path) -> None:
    half = Image.new("RGB", (64, 64), RED)
    half.paste(GREEN, (32, 0, 64, 64))
    (tmp_path / "images").mkdir()
    (tmp_path / "masks").mkdir()
    half.save(tmp_path / "images" / "a.png")
    mask = Image.new("L", (16, 16), 0)
    mask.paste(1, (8, 0, 16, 16))
    mask.paste(255, (0, 0, 16, 4))
    mask.paste(0, (12, 4, 16, 16))  # a quarter of what is said green is red
    mask.save(tmp_path / "masks" / "a.png")
    (tmp_path / "masks" / "classes.txt").write_text("red thing\ngreen thing\n")

    told = run("judge", segmenter, "--data", tmp_path, "--json")

    figures = {figure["name"]: figure["value"] for figure in told["figures"]}
    assert figures["pixel_accuracy"] == pytest.approx(0.75)
    assert figures["iou_mean"] == pytest.approx((2 / 3 + 1 / 2) / 2)
