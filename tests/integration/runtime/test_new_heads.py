"""Packages of the newer heads, packed and run through a real worker: tokenizers and detectors behind the sandbox."""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from tokenizers import Tokenizer, models, pre_tokenizers

from desktop.core.cancel import CancelToken
from desktop.core.errors import InvalidPackage
from desktop.core.runs import ImageInput, TextInput
from desktop.runtime.errors import BadInput
from desktop.runtime.host import ModelHost
from desktop.runtime.packing import open_packed, pack_directory

WORDS = ["[PAD]", "[UNK]", "red", "blue", "green"]
LISTING = {"name": "Test", "version": "1", "summary": "s", "task": "", "licence": "Apache-2.0"}


def write(folder: Path, spec: dict[str, Any], model: onnx.ModelProto, **files: bytes) -> Path:
    """A model's directory, its test vectors computed by the graph itself."""
    folder.mkdir(exist_ok=True)
    (folder / "spec.json").write_text(json.dumps(spec))
    (folder / "listing.json").write_text(json.dumps(LISTING | {"task": spec["task"]}))
    (folder / "card.md").write_text("# Test\n")
    (folder / "LICENSE").write_text("Apache-2.0\n")
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def npz(**arrays: Any) -> bytes:
    stored = io.BytesIO()
    np.savez(stored, **arrays)
    return stored.getvalue()


def embedder(folder: Path) -> Path:
    """Words to vectors of two numbers, averaged by the head over what is read."""
    table = np.array([[0, 0], [0, 0], [3, 4], [0, 5], [5, 0]], dtype=np.float32)
    ports = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, 6]) for name in ("ids", "mask")]
    out = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, 6, 2])
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["rows"]),
        helper.make_node("Cast", ["mask"], ["read"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["read", "last"], ["wide"]),
        helper.make_node("Mul", ["rows", "wide"], ["hidden"]),
    ]
    weights = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([2]), "last")]
    graph = helper.make_graph(nodes, "g", ports, [out], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    ids = np.array([[2, 3, 0, 0, 0, 0]])
    mask = np.array([[1, 1, 0, 0, 0, 0]])

    def port(name: str, part: str, **more: str) -> dict[str, Any]:
        operation = {"op": "tokenize", "args": {"part": part, "length": 6, "pad": 0}}
        return {"name": name, "kind": "text", "dtype": "INT64", "axes": [], "preprocess": [operation], **more}

    spec = {
        "format": 1,
        "task": "feature-extraction",
        "inputs": [port("ids", "ids"), port("mask", "mask", source="ids")],
        "outputs": [{"name": "hidden", "role": "hidden"}],
        "head": {"type": "embedding", "layout": "mean", "unit_length": True},
        "tests": {"count": 1, "rtol": 1e-4, "atol": 1e-5},
    }
    return write(
        folder, spec, model,
        tokenizer__json=tokenizer.to_str().encode(),
        tests__npz=npz(ids=ids, mask=mask, hidden=table[ids] * mask[:, :, None]),
    )  # fmt: skip


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
    stored = io.BytesIO()
    Image.new("RGB", (width, height), color).save(stored, "PNG")
    return stored.getvalue()


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
