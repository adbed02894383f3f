"""Depth and segmentation in tiles: one map, as if the picture had been looked at whole."""

from typing import Any

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from desktop.core import packages
from desktop.core.packages import Axis, Head, InputSpec, Operation, OutputSpec, Param, Spec, Tile
from desktop.core.runs import ImageInput
from desktop.runtime import messages
from desktop.runtime.errors import BadInput, OutputTooLarge
from desktop.runtime.exchange import Exchange
from desktop.runtime.heads import feeding
from desktop.runtime.heads.feeding import Aids
from desktop.runtime.worker import tiled
from desktop.runtime.worker.engine import Engine
from desktop.runtime.worker.tiled import TiledRun
from tests.helpers.pictures import png

FREE = [Axis("batch"), Axis("channel", 3), Axis("y"), Axis("x")]


def blur(channels: int) -> Engine:
    """Means of 3 x 3 pixels, as ``channels`` classes that differ."""
    weights = np.full((channels, 3, 3, 3), 1 / 27, dtype=np.float32)
    weights[1:] *= np.arange(1, channels)[:, None, None, None] % 2 * 2 - 1
    graph = helper.make_graph(
        [helper.make_node("Conv", ["image", "w"], ["out"], pads=[1, 1, 1, 1])],
        "g",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, "y", "x"])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, channels, "y", "x"])],
        [numpy_helper.from_array(weights, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return Engine(model.SerializeToString(), threads=1)


def spec_of(head: Head, role: str) -> Spec:
    return Spec(
        1,
        "depth-estimation",
        [InputSpec("image", "image", "FP32", FREE, [Operation("to_rgb")])],
        [OutputSpec("out", role)],
        head,
        packages.TestsSpec(1, 0.0, 0.0),
        [Param("threshold", "number", 0.5, 0.0, 1.0)] if head.type == "segmentation" else [],
    )


def run(spec: Spec, engine: Engine, labels: list[str], image: Image.Image, **params: object) -> Any:
    exchange = Exchange(None)
    message = TiledRun(engine, spec, labels, exchange, lambda *_: None).run(
        {"image": ImageInput(png(image))}, params, Aids(lambda _: b"")
    )
    return messages.unpack_result(message, exchange)


PICTURE = Image.fromarray(np.random.default_rng(4).integers(0, 256, (70, 101, 3), dtype=np.uint8))


def test_depth_in_tiles_is_depth_of_the_whole() -> None:
    spec = spec_of(Head("depth", layout="inverse", tile=Tile(32, 8)), "depth")
    big = spec_of(Head("depth", layout="inverse", tile=Tile(1024, 8)), "depth")

    cut, whole = (run(one, blur(1), [], PICTURE) for one in (spec, big))

    assert cut.tiling.count > 6
    assert whole.tiling.count == 1
    assert cut.value["max"] == pytest.approx(whole.value["max"], rel=1e-4)
    shown = [np.frombuffer(r.picture("output").rgba, np.uint8).astype(int) for r in (cut, whole)]
    assert np.abs(shown[0] - shown[1]).max() <= 1


def test_classes_in_tiles_are_classes_of_the_whole() -> None:
    head = Head("segmentation", labels="labels.txt", tile=Tile(32, 8))
    labels = ["a", "b"]

    cut = run(spec_of(head, "scores"), blur(2), labels, PICTURE)

    assert sum(part["share"] for part in cut.value) == pytest.approx(1.0)
    mask = cut.picture("mask")
    assert (mask.width, mask.height) == (101, 70)


def test_a_setting_outside_the_spec_is_refused_in_tiles_too() -> None:
    spec = spec_of(Head("segmentation", labels="labels.txt", tile=Tile(32, 8)), "scores")

    with pytest.raises(BadInput):
        run(spec, blur(2), ["a", "b"], PICTURE, threshold=7.0)


def test_a_map_too_large_to_be_handed_over_is_refused_before_it_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tiled, "MAX_OUTPUT_BYTES", 1000)
    spec = spec_of(Head("depth", tile=Tile(32, 8)), "depth")

    with pytest.raises(OutputTooLarge):
        run(spec, blur(1), [], PICTURE)


def test_only_a_picture_that_comes_back_keeps_its_transparency() -> None:
    clear = png(Image.new("RGBA", (4, 4), (10, 20, 30, 0)))
    inputs = {"image": ImageInput(clear)}
    back = spec_of(Head("image-to-image", tile=Tile(32, 8)), "image")
    depth = spec_of(Head("depth", tile=Tile(32, 8)), "depth")

    colours, alpha = feeding.given_picture(back, inputs, Aids(lambda _: b""))
    laid, none = feeding.given_picture(depth, inputs, Aids(lambda _: b""))

    assert (colours.getpixel((0, 0)), alpha is not None) == ((10, 20, 30), True)
    assert (laid.getpixel((0, 0)), none) == ((255, 255, 255), None)
