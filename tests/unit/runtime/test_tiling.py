"""Pictures in pieces: tiles cover everything once, meet without a seam, and are asked for by a spec that can have them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.core import packages
from desktop.core.packages import Axis, Head, InputSpec, Operation, OutputSpec, Spec, Tile
from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.images import read_image, read_layers
from desktop.runtime.heads.spec_rules import check_spec
from desktop.runtime.heads.tiling import Grid, lay_grid, smaller, work
from desktop.runtime.tensors import Array
from desktop.runtime.worker.tiled import shrunk
from tests.helpers.pictures import png


class Kept:
    """Keeps the rows, and notes which came when."""

    def __init__(self) -> None:
        self.values: Array = np.zeros((0, 0, 0))
        self.next_row = 0

    def begin(self, channels: int, height: int, width: int) -> None:
        self.values = np.full((channels, height, width), np.nan, dtype=np.float32)

    def take(self, top: int, rows: Array) -> None:
        assert top == self.next_row, "rows come from the top down, none twice"
        self.next_row = top + rows.shape[1]
        self.values[:, top : self.next_row] = rows


def blurred(picture: Array, reach: int) -> Array:
    """The mean of (2 reach + 1)² pixels, nothing beyond the edge: as a convolution with zero padding sees it."""
    padded = np.pad(picture.astype(np.float64), ((0, 0), (reach, reach), (reach, reach)))
    sums = padded.cumsum(axis=1).cumsum(axis=2)
    sums = np.pad(sums, ((0, 0), (1, 0), (1, 0)))
    span = 2 * reach + 1
    corners = (
        sums[:, span:, span:] - sums[:, :-span, span:] - sums[:, span:, :-span] + sums[:, :-span, :-span]
    )
    return (corners / span**2).astype(np.float32)


def tiled(picture: Array, tile: Tile, make: Any, *, fixed: bool = False) -> Array:
    kept = Kept()
    _, height, width = picture.shape
    grid = lay_grid(width, height, tile, fixed=fixed)

    def of(left: int, top: int, columns: int, rows: int) -> Array:
        piece = picture[:, top : top + rows, left : left + columns]
        beyond = ((0, 0), (0, rows - piece.shape[1]), (0, columns - piece.shape[2]))
        return make(np.pad(piece, beyond, mode="symmetric"))  # type: ignore[no-any-return]

    work(grid, of, kept, lambda _done: None)
    assert kept.next_row == kept.values.shape[1]
    return kept.values


@st.composite
def tiles(draw: st.DrawFn) -> Tile:
    multiple = draw(st.sampled_from((1, 2, 4, 8)))
    size = draw(st.integers(-(-16 // multiple), 48 // multiple)) * multiple
    overlap = draw(st.integers(0, min(size // 2, size - multiple)))
    return Tile(size, overlap, multiple)


sides = st.integers(1, 150)


@given(tiles(), sides, sides, st.booleans())
def test_tiles_that_change_nothing_give_the_picture_itself(
    tile: Tile, width: int, height: int, fixed: bool
) -> None:
    picture = np.random.default_rng(0).random((3, height, width), dtype=np.float32)

    made = tiled(picture, tile, lambda piece: piece, fixed=fixed)

    assert np.abs(made - picture).max() < 1e-6


@settings(max_examples=60)
@given(tiles(), sides, sides)
def test_a_model_that_looks_no_further_than_three_eighths_of_the_overlap_gives_what_it_gives_whole(
    tile: Tile, width: int, height: int
) -> None:
    picture = np.random.default_rng(1).random((1, height, width), dtype=np.float32)
    reach = tile.overlap * 3 // 8
    whole = blurred(picture, reach)

    made = tiled(picture, tile, lambda piece: blurred(piece, reach))

    inner = (slice(None), slice(reach, height - reach or None), slice(reach, width - reach or None))
    if whole[inner].size:
        assert np.abs(made[inner] - whole[inner]).max() < 1e-5


def test_a_model_that_looks_further_leaves_no_edge_sharper_than_its_own_error() -> None:
    picture = np.full((1, 96, 96), 1.0, dtype=np.float32)  # zero padding darkens the edges of each tile
    reach = 12

    made = tiled(picture, Tile(48, 16), lambda piece: blurred(piece, reach))

    error = np.abs(made - 1.0)[:, reach:-reach, reach:-reach]
    steps = np.abs(np.diff(made[0, 48]))[reach:-reach]
    assert error.max() > 0.01
    assert steps.max() < error.max() / 2


@given(tiles(), sides, sides)
def test_a_picture_may_come_out_larger(tile: Tile, width: int, height: int) -> None:
    picture = np.random.default_rng(2).random((1, height, width), dtype=np.float32)

    made = tiled(picture, tile, lambda piece: piece.repeat(3, axis=1).repeat(3, axis=2))

    assert made.shape == (1, 3 * height, 3 * width)
    assert np.abs(made - picture.repeat(3, axis=1).repeat(3, axis=2)).max() < 1e-6


def test_a_map_may_come_out_smaller() -> None:
    picture = np.random.default_rng(3).random((1, 101, 67), dtype=np.float32)

    made = tiled(picture, Tile(32, 16, 8), lambda piece: piece[:, ::4, ::4])

    assert made.shape == (1, 26, 17)
    assert np.abs(made - picture[:, ::4, ::4]).max() < 1e-6


def test_tiles_that_do_not_meet_are_refused() -> None:
    picture = np.zeros((1, 64, 64), dtype=np.float32)

    with pytest.raises(RunFailed):
        tiled(picture, Tile(16, 4), lambda piece: piece[:, ::3, ::3])


def test_tiles_of_different_shapes_are_refused() -> None:
    sizes = iter((1, 3, 1, 3, 1, 3, 1, 3, 1))

    with pytest.raises(RunFailed):
        tiled(
            np.zeros((1, 40, 40), dtype=np.float32),
            Tile(16, 4),
            lambda piece: piece.repeat(next(sizes), axis=0),
        )


def test_smaller_tiles_end_where_only_overlap_would_be_left() -> None:
    tile: Tile | None = Tile(512, 32, 8)
    seen = []
    while tile is not None:
        seen.append(tile.size)
        tile = smaller(tile)

    assert seen == [512, 256, 128, 64]


@given(tiles(), sides, sides)
def test_corners_and_sides_are_multiples(tile: Tile, width: int, height: int) -> None:
    grid: Grid = lay_grid(width, height, tile, fixed=False)

    for side in (grid.across, grid.down):
        assert all(start % tile.multiple_of == 0 for start in side.starts)
        assert side.size % tile.multiple_of == 0
        assert side.starts[-1] + side.size == side.grown >= side.length


def spec_with(tile: Tile | None, **changes: Any) -> Spec:
    head = changes.pop("head", Head("image-to-image", tile=tile))
    axes = changes.pop("axes", [Axis("batch"), Axis("channel", 3), Axis("y"), Axis("x")])
    before = changes.pop("preprocess", [Operation("to_rgb")])
    after = changes.pop("postprocess", [Operation("clip", {"min": 0, "max": 255})])
    return Spec(
        1,
        "image-to-image",
        [InputSpec("image", "image", "FP32", axes, before)],
        [OutputSpec("made", "image", after)],
        head,
        packages.TestsSpec(1, 0.0, 0.0),
    )


def test_a_spec_may_ask_for_tiles() -> None:
    assert not list(check_spec(spec_with(Tile(256, 32, 8))))


def test_a_model_of_one_size_may_have_tiles_of_that_size() -> None:
    axes = [Axis("batch"), Axis("channel", 3), Axis("y", 256), Axis("x", 256)]

    assert not list(check_spec(spec_with(Tile(256, 32), axes=axes)))


@pytest.mark.parametrize(
    ("tile", "changes"),
    [
        (Tile(0, 0), {}),
        (Tile(100_000, 0), {}),
        (Tile(64, 33), {}),
        (Tile(64, -1), {}),
        (Tile(60, 8, 8), {}),
        (Tile(64, 8, 0), {}),
        (Tile(64, 8, -8), {}),
        (Tile(64, 8), {"preprocess": [Operation("resize", {"height": 9, "width": 9, "mode": "area"})]}),
        (Tile(64, 8), {"preprocess": [Operation("pad_to_multiple", {"of": 8, "fill": 0})]}),
        (Tile(64, 8), {"postprocess": [Operation("softmax")]}),
        (Tile(64, 8), {"axes": [Axis("batch"), Axis("channel", 3), Axis("y", 65), Axis("x", 64)]}),
        (Tile(64, 8), {"head": Head("depth", layout="x", tile=Tile(64, 8))}),
        (Tile(64, 8), {"head": Head("image-classification", labels="labels.txt", tile=Tile(64, 8))}),
    ],
)
def test_a_tile_that_means_nothing_is_refused(tile: Tile, changes: dict[str, Any]) -> None:
    assert [breach.rule for breach in check_spec(spec_with(tile, **changes))]


def test_colours_below_transparency_stay_and_how_opaque_they_are_comes_with_them() -> None:
    image = Image.new("RGBA", (5, 4), (200, 10, 30, 0))

    colours, alpha = read_layers(png(image), "x")

    assert (colours.mode, colours.getpixel((0, 0))) == ("RGB", (200, 10, 30))
    assert alpha is not None
    assert alpha.getextrema() == (0, 0)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_a_picture_that_is_opaque_everywhere_has_no_alpha(mode: str) -> None:
    stored = png(Image.new("RGBA", (5, 4), (9, 9, 9, 255)).convert(mode))

    colours, alpha = read_layers(stored, "x")

    assert alpha is None
    assert colours.tobytes() == read_image(stored, "x").tobytes()


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 20))
def test_a_picture_made_smaller_keeps_its_mean(width: int, height: int, most: int) -> None:
    pixels = np.full((height, width, 4), 77, dtype=np.uint8)

    small = shrunk(pixels, most)

    assert max(small.shape[:2]) <= max(most, 1)
    assert (small == 77).all()
