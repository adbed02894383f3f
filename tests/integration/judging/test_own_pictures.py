"""A person's own pictures, sounds and masks, decoded by a real worker."""

import io
import wave
from collections.abc import Iterator

import pytest
from PIL import Image

from desktop.core.runs import AudioInput, ImageInput, TextInput
from desktop.runtime.errors import BadInput
from desktop.runtime.previews import Previews


@pytest.fixture(scope="module")
def previews() -> Iterator[Previews]:
    made = Previews()
    yield made
    made.close()


def png(image: Image.Image) -> ImageInput:
    stored = io.BytesIO()
    image.save(stored, "PNG")
    return ImageInput(stored.getvalue())


def test_a_mask_keeps_its_numbers_whatever_its_palette(previews: Previews) -> None:
    grey = Image.frombytes("L", (3, 2), bytes([0, 1, 2, 3, 4, 255]))
    palette = Image.frombytes("P", (3, 2), bytes([0, 1, 2, 3, 4, 255]))
    palette.putpalette([9] * 768)

    for image in (grey, palette):
        mask = previews.mask(png(image))
        assert (mask.width, mask.height, mask.values) == (3, 2, bytes([0, 1, 2, 3, 4, 255]))


@pytest.mark.parametrize("value", [png(Image.new("RGB", (4, 4))), ImageInput(b"no picture"), ImageInput(b"")])
def test_what_is_no_mask_says_so(previews: Previews, value: ImageInput) -> None:
    with pytest.raises(BadInput):
        previews.mask(value)


def test_a_picture_is_shown_small_and_a_sound_as_its_wave(previews: Previews) -> None:
    stored = io.BytesIO()
    with wave.open(stored, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(8000))

    shown = previews.draw(png(Image.new("RGB", (400, 100))), 40)
    drawn = previews.draw(AudioInput(stored.getvalue()), 40)

    assert (shown.width, shown.height) == (40, 10)
    assert len(drawn.rgba) == 4 * drawn.width * drawn.height
    with pytest.raises(BadInput):
        previews.draw(TextInput("words"), 40)
