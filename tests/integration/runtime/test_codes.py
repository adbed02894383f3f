"""QR codes read by the sandboxed worker, out of real pictures."""

import io
import random
from collections.abc import Iterator

import pytest
import segno
from PIL import Image

from desktop.runtime.errors import BadInput
from desktop.runtime.previews import Previews

LINK = "ethereum:0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359@1?value=2014000000000000000"


@pytest.fixture(scope="module")
def previews() -> Iterator[Previews]:
    made = Previews()
    yield made
    made.close()


def qr(text: str, *, scale: int = 4, kind: str = "png") -> Image.Image:
    stored = io.BytesIO()
    segno.make_qr(text, error="m").save(stored, kind=kind, scale=scale, border=4)
    return Image.open(io.BytesIO(stored.getvalue())).convert("RGB")


def stored(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("text", [LINK, "0x" + "ab" * 20, "名字.eth", "x" * 1500])
def test_a_code_that_we_make_is_read_back(previews: Previews, text: str) -> None:
    assert previews.codes(stored(qr(text))) == (text,)


def test_a_code_is_found_in_a_photograph_of_a_screen(previews: Previews) -> None:
    """Turned, small in the picture, compressed, with noise around it."""
    noise = random.Random(1)
    scene = Image.new("RGB", (900, 700))
    scene.putdata([(noise.randrange(90), noise.randrange(90), noise.randrange(90)) for _ in range(900 * 700)])
    scene.paste(qr(LINK, scale=5).rotate(7, expand=True, fillcolor="white"), (300, 150))

    assert previews.codes(stored(scene, "JPEG")) == (LINK,)


def test_several_codes_are_all_told(previews: Previews) -> None:
    scene = Image.new("RGB", (900, 400), "white")
    scene.paste(qr("first"), (20, 20))
    scene.paste(qr("second"), (500, 20))

    assert sorted(previews.codes(stored(scene))) == ["first", "second"]


def test_a_picture_without_a_code_has_none(previews: Previews) -> None:
    assert previews.codes(stored(Image.new("RGB", (300, 300), "white"))) == ()


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_refused_and_the_next_one_is_read(previews: Previews, data: bytes) -> None:
    with pytest.raises(BadInput):
        previews.codes(data)

    assert previews.codes(stored(qr("after"))) == ("after",)
