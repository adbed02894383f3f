"""Pictures: an image comes back."""

from desktop.runtime.heads.answering import Answer, Answering, HeadRule
from desktop.runtime.heads.images import picture, tensor_image


def _image(run: Answering) -> Answer:
    made = picture("output", tensor_image(run.outputs["image"]))
    return {}, ((picture("input", run.given.image), made) if run.given.image is not None else (made,))


HEADS = {"image-to-image": HeadRule(_image, frozenset({"image"}), kind="image")}
