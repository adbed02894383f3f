"""Pictures in and out: files become 8-bit Pillow images, images become tensors, tensors become pixels."""

import io
import warnings
from typing import Any, TypeAlias

import numpy as np
from PIL import Image, ImageOps

from desktop.core.packages import Operation
from desktop.core.runs import Picture
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.shapes import Operations
from desktop.runtime.tensors import Array

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
MAX_PIXELS = 64_000_000
MAX_SHOWN_SIDE = 2048
_RESAMPLING = {
    "bilinear": Image.Resampling.BILINEAR,
    "nearest": Image.Resampling.NEAREST,
    "area": Image.Resampling.BOX,
}
_WIDE_MODES = {"I", "I;16", "I;16L", "I;16B", "F"}
OPERATIONS: Operations = {
    "to_grayscale": {},
    "to_rgb": {},
    "resize": {"height": "side", "width": "side", "mode": "mode"},
    "invert": {},
    "scale": {"factor": "number", "offset": "number"},
    "normalize": {"mean": "numbers", "std": "divisors"},
    "layout": {"to": "layout"},
}

Pixels: TypeAlias = Image.Image


def read_image(data: bytes | memoryview, name: str) -> Pixels:
    """The first frame of an image file, upright, 8 bits, without transparency; mode L or RGB.

    Raises:
        BadInput: No image of a known format, a damaged one, or more than ``MAX_PIXELS``.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise BadInput(name, "the picture has too many pixels")
            image.load()
            return _plain(ImageOps.exif_transpose(image))
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


def image_tensor(image: Pixels, operations: list[Operation], name: str) -> Array:
    """One example without doubt about its layout: the operations of the spec, in their order."""
    array: Array | None = None
    for operation in operations:
        args = operation.args
        match operation.op:
            case "to_grayscale":
                image = image.convert("L")
            case "to_rgb":
                image = image.convert("RGB")
            case "resize":
                image = image.resize((args["width"], args["height"]), _RESAMPLING[args["mode"]])
            case "invert":
                image = ImageOps.invert(image)
            case "scale":
                array = _floats(image, array) * np.float32(args["factor"]) + np.float32(args["offset"])
            case "normalize":
                array = _floats(image, array)
                mean, std = np.float32(args["mean"]), np.float32(args["std"])
                if len({mean.size, std.size, array.shape[2]} - {1}) > 1:
                    raise BadInput(name, "the picture has another number of channels than the model wants")
                array = (array - mean) / std
            case "layout":
                array = _floats(image, array).transpose(2, 0, 1)[np.newaxis]
    if array is None or array.ndim != 4:
        array = _floats(image, array).transpose(2, 0, 1)[np.newaxis]
    return np.ascontiguousarray(array, dtype=np.float32)


def _floats(image: Pixels, array: Array | None) -> Array:
    """Height x width x channel, float32."""
    if array is not None:
        return array
    values = np.asarray(image, dtype=np.float32)
    return values[:, :, np.newaxis] if values.ndim == 2 else values


def picture(name: str, image: Pixels) -> Picture:
    """Pixels for showing, made smaller where they would be larger than a screen."""
    if max(image.size) > MAX_SHOWN_SIDE:
        image = image.copy()
        image.thumbnail((MAX_SHOWN_SIDE, MAX_SHOWN_SIDE))
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
