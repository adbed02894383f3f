"""Pictures that come back: the one that was given, and the one that a model makes."""

from desktop.core.runs import Picture
from desktop.runtime.heads.answering import Answer, Answering, Given, HeadRule
from desktop.runtime.heads.images import picture, tensor_image


def shown_input(given: Given) -> tuple[Picture, ...]:
    """The picture that was given, for showing; nothing where there was none."""
    return () if given.image is None else (picture("input", given.image),)


def _image(run: Answering) -> Answer:
    return {}, (*shown_input(run.given), picture("output", tensor_image(run.outputs["image"])))


HEADS = {"image-to-image": HeadRule(_image, frozenset({"image"}), kind="image")}
