"""Pixels as PNG, read back by Pillow."""

import io

import pytest
from PIL import Image

from desktop.core.png import encode
from desktop.core.runs import Picture


@pytest.mark.parametrize("alpha", [255, 7])
def test_another_reader_sees_the_same_pixels(alpha: int) -> None:
    pixels = bytes(value for i in range(6) for value in (i, 2 * i, 3 * i, alpha))
    image = Image.open(io.BytesIO(encode(Picture("p", 3, 2, pixels))))

    assert image.size == (3, 2)
    assert image.mode == ("RGB" if alpha == 255 else "RGBA")
    assert image.convert("RGBA").tobytes() == pixels
