"""Pictures that come back: the one that was given, and the one that a model makes."""

from PIL import Image

from desktop.core.runs import FULL, Picture
from desktop.runtime.heads.answering import Answer, Answering, Given, HeadRule
from desktop.runtime.heads.images import MAX_SHOWN_SIDE, Pixels, picture, tensor_image


def shown_input(given: Given) -> tuple[Picture, ...]:
    """The picture that was given, for showing; nothing where there was none."""
    if given.image is None:
        return ()
    shown = picture("input", given.image)
    if given.alpha is None:
        return (shown,)
    rgba = Image.frombytes("RGBA", (shown.width, shown.height), shown.rgba)
    rgba.putalpha(given.alpha.resize(rgba.size, Image.Resampling.BILINEAR))
    return (picture("input", rgba),)


def made_alpha(given: Given, size: tuple[int, int]) -> Pixels | None:
    """How opaque a picture made of the given one is, at its own size."""
    return None if given.alpha is None else given.alpha.resize(size, Image.Resampling.BICUBIC)


def _image(run: Answering) -> Answer:
    made = tensor_image(run.outputs["image"])
    if (alpha := made_alpha(run.given, made.size)) is not None:
        made.putalpha(alpha)
    shown = (*shown_input(run.given), picture("output", made))
    if max(made.size) <= MAX_SHOWN_SIDE:
        return {}, shown
    whole = made.convert("RGBA")
    return {}, (*shown, Picture(FULL, whole.width, whole.height, whole.tobytes()))


HEADS = {"image-to-image": HeadRule(_image, frozenset({"image"}), kind="image")}
