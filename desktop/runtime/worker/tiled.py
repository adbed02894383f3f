"""A run on a picture in tiles: smaller ones where memory does not suffice, rows written where the host reads them."""

import math
import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from PIL import Image

from desktop.core.packages import Spec, Tile
from desktop.core.runs import FULL, Picture, RunInput, RunResult, Tiling
from desktop.runtime import messages
from desktop.runtime.errors import ModelOutOfMemory, OutputTooLarge, RunFailed
from desktop.runtime.exchange import Exchange, Portion
from desktop.runtime.heads import feeding, results, tiling
from desktop.runtime.heads.answering import Given
from desktop.runtime.heads.geometry import Fit
from desktop.runtime.heads.images import MAX_SHOWN_SIDE, Pixels, image_tensor
from desktop.runtime.heads.pictures import made_alpha, shown_input
from desktop.runtime.messages import Message
from desktop.runtime.tensors import DTYPES, Array
from desktop.runtime.worker.engine import MAX_OUTPUT_BYTES, Engine


class Canvas:
    """Takes rows of 0..255 and keeps them as RGBA in the exchange, so that the whole picture exists once."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.portion: Portion = {}
        self.pixels: Array = np.zeros((0, 0, 4), dtype=np.uint8)

    def begin(self, channels: int, height: int, width: int) -> None:
        if channels not in (1, 3):
            raise RunFailed(f"no picture: {channels} channels")
        if height * width > messages.MAX_FULL_PIXELS:
            raise OutputTooLarge(4 * height * width, 4 * messages.MAX_FULL_PIXELS)
        self._exchange.begin()
        self.portion, memory = self._exchange.reserve(4 * height * width)
        self.pixels = np.frombuffer(memory, dtype=np.uint8).reshape(height, width, 4)

    def take(self, top: int, rows: Array) -> None:
        values = np.nan_to_num(rows, nan=0.0, posinf=255.0, neginf=0.0)
        np.clip(np.rint(values, out=values), 0, 255, out=values)
        here = self.pixels[top : top + rows.shape[1]]
        here[:, :, :3] = values.transpose(1, 2, 0)  # whole numbers by now
        here[:, :, 3] = 255


class Map:
    """Takes rows of scores or depths and keeps them whole, as a head wants them."""

    def __init__(self) -> None:
        self.values: Array = np.zeros((0, 0, 0), dtype=np.float32)

    def begin(self, channels: int, height: int, width: int) -> None:
        size = 4 * channels * height * width
        if size > MAX_OUTPUT_BYTES:
            raise OutputTooLarge(size, MAX_OUTPUT_BYTES)
        self.values = np.zeros((channels, height, width), dtype=np.float32)

    def take(self, top: int, rows: Array) -> None:
        self.values[:, top : top + rows.shape[1]] = rows


class TiledRun:
    """One run of a model whose head has a ``tile``."""

    def __init__(
        self,
        engine: Engine,
        spec: Spec,
        labels: Sequence[str],
        exchange: Exchange,
        report: Callable[[int, int], None],
    ) -> None:
        self._engine, self._spec, self._labels = engine, spec, labels
        self._exchange, self._report = exchange, report
        self._seconds = 0.0

    def run(
        self, inputs: Mapping[str, RunInput], params: Mapping[str, object], aids: feeding.Aids
    ) -> Message:
        """The result as a message.

        Raises:
            BadInput, RunFailed, OutputTooLarge, Cancelled: No result.
            ModelOutOfMemory: Not even the smallest tile fits.
        """
        image, alpha = feeding.given_picture(self._spec, inputs, aids)
        given = Given(image=image, alpha=alpha, fit=Fit(*image.size), sides=image.size)
        made: Canvas | Map
        if self._spec.head.type == "image-to-image":
            results.settings_of(self._spec, params)  # there are none that it knows, and a wrong one is said
            made = Canvas(self._exchange)
            cut = self._made(image, made)
            return self._pictures(made, given, cut)
        made = Map()
        cut = self._made(image, made)
        outputs = {self._spec.outputs[0].role: made.values[np.newaxis]}
        value, pictures = results.answer_of(self._spec, outputs, self._labels, params, given)
        self._exchange.begin()
        return messages.pack_result(self._result(value, pictures, image, cut), self._exchange)

    def _made(self, image: Pixels, sink: tiling.Sink) -> Tiling:
        asked = tile = self._spec.head.tile
        assert asked is not None  # noqa: S101 - the caller looked
        fixed = tiling.is_fixed(self._spec.inputs[0].axes)
        while tile is not None:
            try:
                return self._attempt(image, tile, asked, sink, fixed=fixed)
            except (ModelOutOfMemory, MemoryError):
                tile = None if fixed else tiling.smaller(tile)
        raise ModelOutOfMemory(0)

    def _attempt(self, image: Pixels, tile: Tile, asked: Tile, sink: tiling.Sink, *, fixed: bool) -> Tiling:
        grid = tiling.lay_grid(*image.size, tile, fixed=fixed)
        if grid.count > tiling.MAX_TILES:
            raise RunFailed(f"{grid.count} tiles")
        self._seconds = 0.0

        def make(left: int, top: int, width: int, height: int) -> Array:
            return self._tile(_cut(image, left, top, width, height))

        tiling.work(grid, make, sink, lambda done: self._report(done, grid.count))
        return Tiling(grid.count, tile.size, asked.size)

    def _tile(self, image: Pixels) -> Array:
        """What the model makes of one tile: [channel, y, x]."""
        port, output = self._spec.inputs[0], self._spec.outputs[0]
        with np.errstate(all="ignore"):
            tensor, _ = image_tensor(image, port.preprocess, port.name)
            tensor = tensor.astype(DTYPES[port.dtype], copy=False)
            started = time.perf_counter()
            made = self._engine.run({port.name: tensor}, [output.name])[output.name]
            self._seconds += time.perf_counter() - started
            values = results.postprocess(made, output.postprocess)
        if values.ndim == 2:
            values = values[np.newaxis]
        if values.ndim == 4 and values.shape[0] == 1:
            values = values[0]
        return values.astype(np.float32)

    def _pictures(self, canvas: Canvas, given: Given, cut: Tiling) -> Message:
        height, width = canvas.pixels.shape[:2]
        if (alpha := made_alpha(given, (width, height))) is not None:
            canvas.pixels[:, :, 3] = np.asarray(alpha)
        shown = shrunk(canvas.pixels, MAX_SHOWN_SIDE)
        output = Picture("output", shown.shape[1], shown.shape[0], shown.tobytes())
        image = given.image
        assert image is not None  # noqa: S101 - made of one
        result = self._result({}, (*shown_input(given), output), image, cut)
        message = messages.pack_result(result, self._exchange)
        if max(width, height) > MAX_SHOWN_SIDE:
            message["pictures"].append({"name": FULL, "width": width, "height": height, **canvas.portion})
        return message

    def _result(self, value: object, pictures: tuple[Picture, ...], image: Pixels, cut: Tiling) -> RunResult:
        return RunResult(
            self._spec.head.type, value, self._seconds, self._engine.device, pictures, image.size, cut
        )


def _cut(image: Pixels, left: int, top: int, width: int, height: int) -> Pixels:
    """A tile; what it has beyond the picture's right and lower edge mirrors what is inside."""
    right, bottom = min(left + width, image.width), min(top + height, image.height)
    piece = image.crop((left, top, right, bottom))
    beyond = ((0, height - piece.height), (0, width - piece.width))
    if beyond == ((0, 0), (0, 0)):
        return piece
    values = np.asarray(piece)
    edges = (*beyond, (0, 0)) if values.ndim == 3 else beyond
    return Image.fromarray(np.pad(values, edges, mode="symmetric"))


def shrunk(pixels: Array, most: int) -> Array:
    """A picture [y, x, 4] made smaller by a whole number, so that neither side is longer than ``most``: means of blocks."""
    height, width = pixels.shape[:2]
    by = math.ceil(max(height, width) / most)
    if by <= 1:
        return pixels
    rows, columns = max(height // by, 1), max(width // by, 1)
    small = np.empty((rows, columns, 4), dtype=np.uint8)
    for row in range(rows):
        band = pixels[row * by : (row + 1) * by, : columns * by].astype(np.uint32)
        sums = band.sum(axis=0).reshape(columns, -1, 4).sum(axis=1)
        small[row] = sums // (band.shape[0] * (band.shape[1] // columns))
    return small
