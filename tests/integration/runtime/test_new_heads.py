"""Packages of the newer heads, packed and run through a real worker: tokenizers and detectors behind the sandbox."""

from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from desktop.core.cancel import CancelToken
from desktop.core.errors import InvalidPackage
from desktop.core.runs import ImageInput, TextInput
from desktop.runtime.errors import BadInput
from desktop.runtime.host import ModelHost
from desktop.runtime.packing import open_packed, pack_directory
from tests.helpers.pictures import png as file_of
from tests.helpers.tiny_models import embedder, npz, write


def detector(folder: Path) -> Path:
    """A box as large as the picture, surer the redder it is; YOLOv8's layout."""
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, 32, 32])
    out = helper.make_tensor_value_info("found", TensorProto.FLOAT, [1, 6, 1])
    nodes = [
        helper.make_node("ReduceMean", ["image"], ["mean"], axes=[2, 3], keepdims=0),
        helper.make_node("Slice", ["mean", "zero", "two", "one"], ["redgreen"]),
        helper.make_node("Concat", ["box", "redgreen"], ["row"], axis=1),
        helper.make_node("Unsqueeze", ["row", "two"], ["found"]),
    ]
    weights = [
        numpy_helper.from_array(np.array([[16, 16, 32, 16]], dtype=np.float32), "box"),
        *(numpy_helper.from_array(np.array([n]), name) for n, name in enumerate(("zero", "one", "two"))),
    ]
    graph = helper.make_graph(nodes, "g", [image], [out], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    pixels = np.zeros((1, 3, 32, 32), dtype=np.float32)
    pixels[0, 0] = 1.0
    letterbox = {"op": "letterbox", "args": {"height": 32, "width": 32, "mode": "nearest", "fill": 0}}
    scale = {"op": "scale", "args": {"factor": 1 / 255, "offset": 0}}
    spec = {
        "format": 1,
        "task": "object-detection",
        "inputs": [
            {
                "name": "image",
                "kind": "image",
                "dtype": "FP32",
                "axes": [],
                "preprocess": [{"op": "to_rgb"}, letterbox, scale],
            }
        ],
        "outputs": [{"name": "found", "role": "predictions"}],
        "head": {"type": "detection", "layout": "yolov8", "labels": "labels.txt"},
        "tests": {"count": 1, "rtol": 1e-4, "atol": 1e-4},
    }
    expected = np.array([[16, 16, 32, 16, 1, 0]], dtype=np.float32)[:, :, None]
    return write(
        folder,
        spec,
        model,
        labels__txt=b"red thing\ngreen thing\n",
        tests__npz=npz(image=pixels, found=expected),
    )


def png(width: int, height: int, color: tuple[int, int, int]) -> bytes:
    return file_of(Image.new("RGB", (width, height), color))


def test_a_text_model_reads_with_its_own_tokenizer_behind_the_sandbox(
    host: ModelHost, tmp_path: Path
) -> None:
    packed = pack_directory(embedder(tmp_path / "m"), host)
    model = open_packed(packed, host)
    try:
        result = model.run({"ids": TextInput("red blue")}, {}, CancelToken())
        with pytest.raises(BadInput):
            model.run({"ids": TextInput("  ")}, {}, CancelToken())
    finally:
        model.close()

    assert result.value["embedding"] == pytest.approx([1.5 / np.hypot(1.5, 4.5), 4.5 / np.hypot(1.5, 4.5)])
    assert "tokenizer.json" in packed.sealed_files


def test_a_text_model_without_its_tokenizer_is_no_package(host: ModelHost, tmp_path: Path) -> None:
    folder = embedder(tmp_path / "m")
    (folder / "tokenizer.json").unlink()

    with pytest.raises(InvalidPackage) as caught:
        pack_directory(folder, host)

    assert ("spec", "tokenize") in {(found.rule, found.where) for found in caught.value.breaches}


def test_a_detector_finds_its_box_on_the_picture_that_was_given(host: ModelHost, tmp_path: Path) -> None:
    model = open_packed(pack_directory(detector(tmp_path / "m"), host), host)
    try:
        result = model.run({"image": ImageInput(png(640, 320, (255, 0, 0)))}, {}, CancelToken())
    finally:
        model.close()

    assert result.frame == (640, 320)
    assert [picture.name for picture in result.pictures] == ["input"]
    assert [found["label"] for found in result.value] == ["red thing"]
    assert result.value[0]["box"] == {"xmin": 0, "ymin": 0, "xmax": 640, "ymax": 320}
    assert result.value[0]["score"] == pytest.approx(0.5)  # half of the letterboxed picture is bars
