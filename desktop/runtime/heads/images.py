"""Pictures in and out: files become 8-bit Pillow images, images become tensors, tensors become pixels."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import numpy as np
from PIL import Image, ImageOps

from desktop.core.packages import Operation
from desktop.core.runs import Picture
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.geometry import Fit
from desktop.runtime.heads.shapes import Operations
from desktop.runtime.tensors import Array

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
MAX_PIXELS = 64_000_000
MAX_SHOWN_SIDE = 2048
_RESAMPLING = {
    "bilinear": Image.Resampling.BILINEAR,
    "nearest": Image.Resampling.NEAREST,
    "area": Image.Resampling.BOX,
    "bicubic": Image.Resampling.BICUBIC,
}
_WIDE_MODES = {"I", "I;16", "I;16L", "I;16B", "F"}
OPERATIONS: Operations = {
    "to_grayscale": {},
    "to_rgb": {},
    "resize": {"height": "side", "width": "side", "mode": "mode"},
    "resize_short": {"size": "side", "mode": "mode"},
    "center_crop": {"height": "side", "width": "side"},
    "letterbox": {"height": "side", "width": "side", "mode": "mode", "fill": "byte"},
    "pad_to_multiple": {"of": "side", "fill": "byte"},
    "invert": {},
    "scale": {"factor": "number", "offset": "number"},
    "normalize": {"mean": "numbers", "std": "divisors"},
    "bgr": {},
    "layout": {"to": "layout"},
}
PIXEL_OPERATIONS = frozenset(OPERATIONS) - {"scale", "normalize", "bgr", "layout"}
"""Those that keep 8 bits; they stand before the others."""

Pixels: TypeAlias = Image.Image


def read_image(data: bytes | memoryview, name: str) -> Pixels:
    """The first frame of an image file, upright, 8 bits, without transparency; mode L or RGB.

    Raises:
        BadInput: No image of a known format, a damaged one, or more than ``MAX_PIXELS``.
    """
    with _reading(name):
        return _plain(_loaded(data, name))


def read_layers(data: bytes | memoryview, name: str) -> tuple[Pixels, Pixels | None]:
    """As ``read_image``, but the colours as they are stored and how opaque they are (mode L); None if all of them are.

    Raises:
        BadInput: As ``read_image``.
    """
    with _reading(name):
        image = _loaded(data, name)
    if image.mode not in {"RGBA", "LA", "PA"} and "transparency" not in image.info:
        return _plain(image), None
    is_grey = image.mode in {"LA", "L", "1"}
    layered = image if image.mode in {"RGBA", "LA"} else image.convert("LA" if is_grey else "RGBA")
    alpha = layered.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return _plain(image), None
    colours = layered.convert("L" if is_grey else "RGB")
    colours.info.clear()
    return colours, alpha


def read_mask(data: bytes | memoryview, name: str) -> Pixels:
    """The first frame of a file of one channel, its values or places in a palette as they are; mode L.

    Raises:
        BadInput: As ``read_image``, or it has several channels or more than 8 bits.
    """
    with _reading(name):
        image = _loaded(data, name)
        if image.mode == "P":  # the place in the palette is the class
            return Image.frombytes("L", image.size, image.tobytes())
        if image.mode == "1":
            return image.convert("L").point(lambda value: int(value > 0))
        if image.mode == "L":
            return image
    raise BadInput(name, "a mask has one channel of 8 bits")


def _loaded(data: bytes | memoryview, name: str) -> Pixels:
    """The first frame, upright, as it is stored."""
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise BadInput(name, "the picture has too many pixels")
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    return image


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Whatever a damaged or hostile file raises is one error."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    except (OSError, ValueError, SyntaxError, EOFError, Warning, Image.DecompressionBombError) as error:
        raise BadInput(name, "this is no picture that can be read") from error


def _plain(image: Pixels) -> Pixels:
    """Palettes resolved, 16 bits brought to 8, transparency laid over white."""
    if image.mode in _WIDE_MODES:
        values = np.asarray(image, dtype=np.float64)
        if image.mode != "F" and values.size and values.max() > 255:
            values = values / 257.0
        return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))
    if image.mode in {"L", "RGB"} and "transparency" not in image.info:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode in {"CMYK", "YCbCr", "LAB", "HSV"}:
        return image.convert("RGB")
    grey = image.mode in {"LA", "L"}
    layered = image.convert("RGBA")
    white = Image.new("RGBA", layered.size, (255, 255, 255, 255))
    white.alpha_composite(layered)
    return white.convert("L" if grey else "RGB")


def image_tensor(image: Pixels, operations: list[Operation], name: str) -> tuple[Array, Fit]:
    """One example without doubt about its layout, and how it lies over the picture: the spec's operations in order.

    Raises:
        BadInput: The picture has another number of channels than the model wants, or is too small to be cropped.
    """
    fit = Fit(image.width, image.height)
    for operation in operations:
        if operation.op in PIXEL_OPERATIONS:
            image, fit = _pixels(image, fit, operation.op, operation.args, name)
    values = np.asarray(image, dtype=np.float32)
    array = values[:, :, np.newaxis] if values.ndim == 2 else values
    is_first_channel = True
    for operation in operations:
        args = operation.args
        match operation.op:
            case "scale":
                array = array * np.float32(args["factor"]) + np.float32(args["offset"])
            case "normalize":
                mean, std = np.float32(args["mean"]), np.float32(args["std"])
                if len({mean.size, std.size, array.shape[2]} - {1}) > 1:
                    raise BadInput(name, "the picture has another number of channels than the model wants")
                array = (array - mean) / std
            case "bgr":
                array = array[:, :, ::-1]
            case "layout":
                is_first_channel = args["to"] == "NCHW"
    array = (array.transpose(2, 0, 1) if is_first_channel else array)[np.newaxis]
    return np.ascontiguousarray(array, dtype=np.float32), fit


def _pixels(image: Pixels, fit: Fit, op: str, args: dict[str, Any], name: str) -> tuple[Pixels, Fit]:  # noqa: PLR0911 - one for each
    """One operation on the 8-bit picture."""
    match op:
        case "to_grayscale":
            return image.convert("L"), fit
        case "to_rgb":
            return image.convert("RGB"), fit
        case "invert":
            return ImageOps.invert(image), fit
        case "resize":
            return _resized(image, fit, args["width"], args["height"], args["mode"])
        case "resize_short":
            factor = args["size"] / min(image.size)
            width, height = (max(round(side * factor), args["size"]) for side in image.size)
            if width * height > MAX_PIXELS:
                raise BadInput(name, "the picture is too long for its width")
            return _resized(image, fit, width, height, args["mode"])
        case "letterbox":
            factor = min(args["width"] / image.width, args["height"] / image.height)
            width, height = (max(round(side * factor), 1) for side in image.size)
            image, fit = _resized(image, fit, width, height, args["mode"])
            left, top = (args["width"] - width) // 2, (args["height"] - height) // 2
            return _laid(image, fit, (args["width"], args["height"]), (left, top), args["fill"])
        case "pad_to_multiple":
            sides = tuple(-(-side // args["of"]) * args["of"] for side in image.size)
            return _laid(image, fit, (sides[0], sides[1]), (0, 0), args["fill"])
        case _:  # center_crop
            left, top = (image.width - args["width"]) // 2, (image.height - args["height"]) // 2
            return _laid(image, fit, (args["width"], args["height"]), (-left, -top), 0)


def _resized(image: Pixels, fit: Fit, width: int, height: int, mode: str) -> tuple[Pixels, Fit]:
    fit = fit.scaled(width / image.width, height / image.height)
    return image.resize((width, height), _RESAMPLING[mode]), fit


def _laid(
    image: Pixels, fit: Fit, size: tuple[int, int], corner: tuple[int, int], fill: int
) -> tuple[Pixels, Fit]:
    """The picture on a sheet of another size, its corner there; what lies outside is cut off."""
    sheet = Image.new(image.mode, size, fill if image.mode == "L" else (fill, fill, fill))
    sheet.paste(image, corner)
    return sheet, fit.shifted(*corner)


def picture(name: str, image: Pixels) -> Picture:
    """Pixels for showing, made smaller where they would be larger than a screen."""
    if max(image.size) > MAX_SHOWN_SIDE:
        factor = MAX_SHOWN_SIDE / max(image.size)
        sides = tuple(max(round(side * factor), 1) for side in image.size)
        image = image.resize((sides[0], sides[1]), Image.Resampling.BICUBIC, reducing_gap=2.0)
    rgba = image.convert("RGBA")
    return Picture(name, rgba.width, rgba.height, rgba.tobytes())


def tensor_image(array: Array) -> Pixels:
    """The first picture of a batch [batch, channel, y, x] of 0..255, cut to that range.

    Raises:
        RunFailed: The model gave something that is no picture.
    """
    shape: tuple[Any, ...] = array.shape
    if len(shape) != 4 or shape[0] < 1 or shape[1] not in (1, 3) or not 0 < shape[2] * shape[3] <= MAX_PIXELS:
        raise RunFailed(f"no picture: shape {list(shape)}")
    values = np.nan_to_num(array[0].astype(np.float64), nan=0.0, posinf=255.0, neginf=0.0)
    pixels = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    if shape[1] == 1:
        return Image.fromarray(pixels[0])
    return Image.fromarray(np.ascontiguousarray(pixels.transpose(1, 2, 0)))
