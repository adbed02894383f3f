"""Large pictures in tiles behind the sandbox: no seam, less memory, progress, and an end when asked."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.core.runs import ImageInput, RunProgress, RunResult
from desktop.runtime.errors import BadInput, ModelOutOfMemory
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PackageModel
from desktop.runtime.packing import open_packed, pack_directory
from desktop.runtime.workers import Limits
from tests.helpers.pictures import png
from tests.helpers.tiny_models import npz, write

Opened = Callable[..., PackageModel]


def sharpener(folder: Path, tile: dict[str, int] | None, *, scale: int = 2, hidden: int = 4) -> Path:
    """Two convolutions of 3 x 3 and an enlargement: it looks two pixels far."""
    rng = np.random.default_rng(5)
    first = rng.normal(0, 0.2, (hidden, 3, 3, 3)).astype(np.float32)
    second = rng.normal(0, 0.2, (3 * scale**2, hidden, 3, 3)).astype(np.float32)
    shape: list[int | str] = [1, 3, "y", "x"]
    nodes = [
        helper.make_node("Conv", ["image", "first"], ["a"], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Conv", ["b", "second"], ["c"], pads=[1, 1, 1, 1]),
        helper.make_node("DepthToSpace", ["c"], ["large"], blocksize=scale),
    ]
    graph = helper.make_graph(
        nodes, "g",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("large", TensorProto.FLOAT, [1, 3, "Y", "X"])],
        [numpy_helper.from_array(first, "first"), numpy_helper.from_array(second, "second")],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    to_unit = {"op": "scale", "args": {"factor": 1 / 255, "offset": 0}}
    spec = {
        "format": 1,
        "task": "image-to-image",
        "inputs": [
            {
                "name": "image",
                "kind": "image",
                "dtype": "FP32",
                "axes": [
                    {"type": "batch"},
                    {"type": "channel", "size": 3},
                    {"type": "y", "size": None},
                    {"type": "x", "size": None},
                ],
                "preprocess": [{"op": "to_rgb", "args": {}}, to_unit],
            }
        ],
        "outputs": [
            {
                "name": "large",
                "role": "image",
                "postprocess": [{"op": "scale", "args": {"factor": 128, "offset": 128}}],
            }
        ],
        "head": {"type": "image-to-image", "scale": scale} | ({"tile": tile} if tile else {}),
        "tests": {"count": 1, "rtol": 1e-3, "atol": 1e-3},
    }
    zeros = np.zeros((1, 3, 8, 8), dtype=np.float32)
    made = np.zeros((1, 3, 8 * scale, 8 * scale), dtype=np.float32)
    return write(folder, spec, model, tests__npz=npz(image=zeros, large=made))


@pytest.fixture(scope="module")
def opened(host: ModelHost, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Opens a sharpener; each kind once."""
    kept: dict[str, PackageModel] = {}

    def of(tile: dict[str, int] | None, limits: Limits | None = None, **kind: int) -> PackageModel:
        key = f"{tile} {limits} {kind}"
        if key not in kept:
            used = host if limits is None else ModelHost(limits)
            folder = sharpener(tmp_path_factory.mktemp("m"), tile, **kind)
            kept[key] = open_packed(pack_directory(folder, host), used)
        return kept[key]

    yield of
    for model in kept.values():
        model.close()


def picture(width: int, height: int, mode: str = "RGB") -> Image.Image:
    channels = {"RGB": 3, "RGBA": 4, "L": 1}[mode]
    values = np.random.default_rng(9).integers(0, 256, (height, width, channels), dtype=np.uint8)
    return Image.fromarray(values[:, :, 0] if mode == "L" else values)


def run(model: PackageModel, image: Image.Image, **more: Any) -> RunResult:
    return model.run({"image": ImageInput(png(image))}, {}, CancelToken(), **more)


def pixels(result: RunResult) -> Any:
    made = result.picture("full", "output")
    assert made is not None
    return np.frombuffer(made.rgba, dtype=np.uint8).reshape(made.height, made.width, 4)


TILE = {"size": 64, "overlap": 16, "multiple_of": 2}


@pytest.mark.parametrize("size", [(203, 131), (64, 64), (31, 17), (200, 9), (1, 1)])
def test_a_picture_in_tiles_is_the_picture_made_whole(opened: Opened, size: tuple[int, int]) -> None:
    image = picture(*size)
    even = Image.fromarray(
        np.pad(np.asarray(image), ((0, size[1] % 2), (0, size[0] % 2), (0, 0)), "symmetric")
    )
    whole = pixels(run(opened(None), even))[: 2 * size[1], : 2 * size[0]]

    result = run(opened(TILE), image)

    assert result.frame == size
    assert result.tiling is not None
    assert result.tiling.side == 64
    assert np.abs(pixels(result).astype(int) - whole).max() <= 1  # of 255, where a half was rounded


def test_each_tile_is_told(opened: Opened) -> None:
    told: list[RunProgress] = []

    result = run(opened(TILE), picture(203, 131), progress=told.append)

    assert result.tiling is not None
    assert [step.done for step in told] == list(range(1, result.tiling.count + 1))
    assert {step.total for step in told} == {result.tiling.count}


def test_a_run_ends_between_two_tiles_and_the_model_lives_on(opened: Opened) -> None:
    model, cancel = opened(TILE), CancelToken()
    told: list[int] = []

    def stop(step: RunProgress) -> None:
        told.append(step.done)
        cancel.cancel()

    with pytest.raises(Cancelled):
        model.run({"image": ImageInput(png(picture(1600, 1600)))}, {}, cancel, progress=stop)

    assert told[-1] < 900
    assert pixels(run(model, picture(40, 40))).shape == (80, 80, 4)


def test_what_is_transparent_stays_so(opened: Opened) -> None:
    image = picture(100, 90, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((100, 90)))

    tiled, whole = (run(opened(tile), image) for tile in (TILE, None))

    wanted = np.asarray(image.getchannel("A").resize((200, 180), Image.Resampling.BICUBIC))
    assert (pixels(tiled)[:, :, 3] == wanted).all()
    assert (pixels(whole)[:, :, 3] == wanted).all()
    shown = tiled.picture("input")
    assert shown is not None
    assert min(shown.rgba[3::4]) < 10


def test_a_result_larger_than_a_screen_comes_whole_and_is_shown_smaller(opened: Opened) -> None:
    image = picture(1300, 40)

    for tile in (TILE, None):
        result = run(opened(tile), image)

        shown, full = result.picture("output"), result.picture("full")
        assert shown is not None
        assert full is not None
        assert max(shown.width, shown.height) <= 2048
        assert (full.width, full.height) == (2600, 80)


LITTLE = Limits(verify_s=30.0, load_s=30.0, run_s=30.0, memory_bytes=900 << 20)


def test_tiles_become_smaller_where_memory_does_not_suffice(opened: Opened) -> None:
    big = {"size": 2048, "overlap": 16, "multiple_of": 2}
    image = picture(2048, 700)

    result = run(opened(big, LITTLE, hidden=128, scale=1), image)

    assert result.tiling is not None
    assert result.tiling.asked == 2048
    assert result.tiling.side < 2048
    assert pixels(result).shape == (700, 2048, 4)


def test_without_tiles_the_same_picture_is_too_much(opened: Opened) -> None:
    with pytest.raises(ModelOutOfMemory):
        run(opened(None, LITTLE, hidden=128, scale=1), picture(2048, 700))


def test_memory_does_not_grow_with_the_picture_beyond_its_pixels(opened: Opened) -> None:
    model = opened(TILE | {"size": 256}, scale=1, hidden=4)

    def peak(side: int) -> int:
        run(model, picture(side, side, "L"))
        return model._worker.peak_bytes

    small = peak(2000)  # shown as large as twice that
    grown = peak(4000) - small

    # A byte of the grey picture, two of its file, four of the result in shared memory, one to spare; and strips of its width.
    strips = 2000 * 256 * 3 * 4 * 4
    assert grown < (4000**2 - 2000**2) * (1 + 2 + 4 + 1) + strips


def test_something_else_than_a_picture_is_said(opened: Opened) -> None:
    with pytest.raises(BadInput):
        opened(TILE).run({"image": ImageInput(b"no picture")}, {}, CancelToken())


def test_a_saved_result_is_as_large_as_it_was_made(opened: Opened) -> None:
    made = run(opened(TILE), picture(1300, 40)).picture("full")

    assert made is not None
    stored = io.BytesIO()
    Image.frombytes("RGBA", (made.width, made.height), made.rgba).save(stored, "PNG")
    assert Image.open(stored).size == (2600, 80)
