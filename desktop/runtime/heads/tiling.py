"""A large picture in pieces: overlapping tiles, of which each pixel is taken from where its surroundings were seen.

Two neighbours share at least ``overlap`` pixels. The middle quarter of what they share is blended (cosine); what lies
further out in a tile is thrown away. So where a model looks no further than three eighths of the overlap, the picture
made of tiles is the picture made whole. Memory does not grow with the picture's height: one row of tiles is held.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np

from desktop.core.errors import Breach
from desktop.core.packages import Axis, Spec, Tile
from desktop.runtime.errors import RunFailed
from desktop.runtime.rules import breach
from desktop.runtime.tensors import Array

MAX_TILE_SIDE = 4096
MAX_MULTIPLE = 256
MAX_TILES = 100_000
HEADS = frozenset({"image-to-image", "segmentation", "depth"})
_LOCAL = frozenset({"to_grayscale", "to_rgb", "invert", "scale", "normalize", "bgr", "layout"})
_POINTWISE = frozenset({"sigmoid", "clip", "scale", "round"})


@dataclass(frozen=True, slots=True)
class Side:
    """One direction of the grid: where tiles of ``size`` begin on a side that was grown to ``grown`` pixels."""

    length: int
    grown: int
    size: int
    starts: tuple[int, ...]
    blend: int

    def seam(self, index: int) -> tuple[int, int]:
        """Where tile ``index`` gives way to the next one: begin and end of the blended pixels."""
        middle = (self.starts[index + 1] + self.starts[index] + self.size) // 2
        return middle - self.blend // 2, middle - self.blend // 2 + self.blend


@dataclass(frozen=True, slots=True)
class Grid:
    """The tiles of a picture, row by row."""

    across: Side
    down: Side

    @property
    def count(self) -> int:
        return len(self.across.starts) * len(self.down.starts)


class Sink(Protocol):
    """Takes the finished picture from the top down."""

    def begin(self, channels: int, height: int, width: int) -> None: ...
    def take(self, top: int, rows: Array) -> None:
        """Rows [channel, y, x] from ``top`` on."""


def lay_grid(width: int, height: int, tile: Tile, *, fixed: bool) -> Grid:
    """The grid over a picture of this size.

    Args:
        width: Of the picture, in pixels.
        height: Of the picture, in pixels.
        tile: Size, overlap and multiple.
        fixed: Whether the model takes pictures of just ``tile.size``; else a smaller picture makes a smaller tile.
    """
    return Grid(_side(width, tile, fixed=fixed), _side(height, tile, fixed=fixed))


def _side(length: int, tile: Tile, *, fixed: bool) -> Side:
    step_of = tile.multiple_of
    grown = -(-length // step_of) * step_of
    if fixed:
        grown = max(grown, tile.size)
    size = min(tile.size, grown)
    step = max((size - tile.overlap) // step_of * step_of, step_of)
    count = -(-(grown - size) // step) + 1
    starts = tuple(min(index * step, grown - size) for index in range(count))
    return Side(length, grown, size, starts, max(tile.overlap // 4, 1) if tile.overlap else 0)


def smaller(tile: Tile) -> Tile | None:
    """The next smaller tile to try where memory did not suffice; None where nothing is left of it but its overlap."""
    size = tile.size // 2 // tile.multiple_of * tile.multiple_of
    if size < max(2 * tile.overlap, 8) or size < tile.multiple_of:
        return None
    return Tile(size, tile.overlap, tile.multiple_of)


def work(
    grid: Grid, make: Callable[[int, int, int, int], Array], sink: Sink, done: Callable[[int], None]
) -> None:
    """Make the picture.

    Args:
        grid: Its tiles.
        make: What the model makes of the tile at left, top with width, height: [channel, y, x].
        sink: Takes the finished rows.
        done: Told after each tile how many are done.

    Raises:
        RunFailed: The tiles do not fit together.
    """
    joiner = _Joiner(grid, sink)
    number = 0
    for top in grid.down.starts:
        for left in grid.across.starts:
            made = make(left, top, grid.across.size, grid.down.size)
            joiner.add(made)
            number += 1
            done(number)


class _Joiner:
    """Blends tiles into a strip, and strips into the picture."""

    def __init__(self, grid: Grid, sink: Sink) -> None:
        self._grid, self._sink = grid, sink
        self._across = self._down = Fraction(1)
        self._strip: Array | None = None
        self._rest: Array | None = None
        self._column = self._row = self._top = 0

    def add(self, made: Array) -> None:
        """The next tile, from left to right and top to bottom."""
        if self._strip is None:
            self._begin(made)
        strip = self._strip
        assert strip is not None  # noqa: S101 - made just above
        if (
            made.ndim != 3
            or made.shape[:2] != strip.shape[:2]
            or made.shape[2] * self._across.denominator != (self._grid.across.size * self._across.numerator)
        ):
            raise RunFailed(f"tiles of different shapes: {list(made.shape)}")
        self._blend(strip, made)
        self._column += 1
        if self._column == len(self._grid.across.starts):
            self._finish_row(strip)

    def _begin(self, made: Array) -> None:
        grid = self._grid
        if made.ndim != 3 or 0 in made.shape:
            raise RunFailed(f"a tile of shape {list(made.shape)}")
        self._down = Fraction(made.shape[1], grid.down.size)
        self._across = Fraction(made.shape[2], grid.across.size)
        for side, factor in ((grid.across, self._across), (grid.down, self._down)):
            if any((start * factor).denominator != 1 for start in (*side.starts, side.grown)):
                raise RunFailed(f"tiles that become {float(factor):.3g} times as large do not meet")
        width = int(grid.across.grown * self._across)
        self._strip = np.zeros((made.shape[0], made.shape[1], width), dtype=np.float32)
        self._sink.begin(
            made.shape[0],
            math.ceil(grid.down.length * self._down),
            math.ceil(grid.across.length * self._across),
        )

    def _blend(self, strip: Array, made: Array) -> None:
        side, column = self._grid.across, self._column
        left = int(side.starts[column] * self._across)
        end = left + made.shape[2]
        if column == 0:
            strip[:, :, left:end] = made
            return
        first, last = _scaled(side.seam(column - 1), self._across)
        rising = _rise(last - first)
        mixed = strip[:, :, first:last] * (1 - rising) + made[:, :, first - left : last - left] * rising
        strip[:, :, first:last] = mixed
        strip[:, :, last:end] = made[:, :, last - left :]

    def _finish_row(self, strip: Array) -> None:
        side, row = self._grid.down, self._row
        top = int(side.starts[row] * self._down)
        if row and self._rest is not None:
            first, last = _scaled(side.seam(row - 1), self._down)
            rising = _rise(last - first)[:, np.newaxis]
            self._emit(first, self._rest * (1 - rising) + strip[:, first - top : last - top] * rising)
        is_last = row + 1 == len(side.starts)
        begin, end = _scaled(side.seam(row), self._down) if not is_last else (top + strip.shape[1],) * 2
        self._emit(self._top, strip[:, self._top - top : begin - top])
        self._rest = strip[:, begin - top : end - top].copy()
        self._row, self._column = row + 1, 0

    def _emit(self, top: int, rows: Array) -> None:
        height = math.ceil(self._grid.down.length * self._down)
        width = math.ceil(self._grid.across.length * self._across)
        kept = rows[:, : max(height - top, 0), :width]
        if kept.shape[1]:
            self._sink.take(top, kept)
        self._top = top + rows.shape[1]


def _scaled(seam: tuple[int, int], factor: Fraction) -> tuple[int, int]:
    return math.floor(seam[0] * factor), math.floor(seam[1] * factor)


def _rise(length: int) -> Array:
    """From 0 to 1 as a cosine, without its ends; the neighbour has what is missing to 1."""
    return np.square(np.sin((np.arange(length, dtype=np.float32) + 0.5) / max(length, 1) * (np.pi / 2)))


def check_tile(spec: Spec) -> Iterator[Breach]:
    """Each thing in a spec that tiles cannot do."""
    head, tile = spec.head, spec.head.tile
    if tile is None:
        return
    if not _fits(tile):
        yield breach("spec", "head.tile", f"{tile.size}, {tile.overlap}, {tile.multiple_of}")
    if head.type not in HEADS or head.layout == "classes":
        yield breach("spec", "head.tile", f"{head.type} cannot be made of tiles")
    if len(spec.inputs) != 1 or len(spec.outputs) != 1:
        yield breach("spec", "head.tile", "more than one input or output")
    for port in spec.inputs:
        if late := [step.op for step in port.preprocess if step.op not in _LOCAL]:
            yield breach("spec", f"{port.name}.preprocess", f"{late[0][:60]} looks beyond a tile")
        if any(axis.size not in (None, tile.size) for axis in port.axes if axis.type in ("x", "y")):
            yield breach("spec", f"{port.name}.axes", f"neither free nor {tile.size}")
    for output in spec.outputs:
        if late := [step.op for step in output.postprocess if step.op not in _POINTWISE]:
            yield breach("spec", f"{output.name}.postprocess", f"{late[0][:60]} looks beyond a tile")


def _fits(tile: Tile) -> bool:
    multiple = tile.multiple_of
    return (
        1 <= multiple <= MAX_MULTIPLE
        and 8 <= tile.size <= MAX_TILE_SIDE
        and 0 <= 2 * tile.overlap <= tile.size
        and tile.size % multiple == 0
        and tile.size - tile.overlap >= multiple
    )


def is_fixed(axes: list[Axis]) -> bool:
    """Whether the model takes pictures of one size only."""
    return any(axis.size is not None for axis in axes if axis.type in ("x", "y"))
