"""True masks beside a person's own pictures."""

from pathlib import Path

import pytest

from desktop.core.areas import TrueMask
from desktop.core.items import DataChoice
from desktop.core.packages import Axis, Head, InputSpec, OutputSpec, Spec
from desktop.core.packages import TestsSpec as Vectors
from desktop.core.runs import ImageInput
from desktop.runtime.errors import BadInput
from desktop.runtime.items.masks import MASK, MaskedPictures
from desktop.runtime.items.trials import TrialReader, suggest_trials

PORT = InputSpec("image", "image", "FP32", [Axis("batch")])
SPEC = Spec(
    1, "segmentation", [PORT], [OutputSpec("o", "scores")], Head("segmentation"), Vectors(1, 0.1, 0.1)
)


def decode(value: ImageInput) -> TrueMask:
    """The bytes of a test's mask are its pixels, four wide."""
    if value.data == b"broken":
        raise BadInput("mask", "no picture")
    return TrueMask(4, len(value.data) // 4, value.data)


def folder_of(root: Path, **masks: bytes) -> Path:
    (root / "images").mkdir()
    (root / "masks").mkdir()
    for name, data in masks.items():
        (root / "images" / f"{name}.jpg").write_bytes(b"pixels")
        if data:
            (root / "masks" / f"{name}.png").write_bytes(data)
    return root


def test_masks_in_a_folder_beside_the_pictures_are_found_and_are_no_pictures(tmp_path: Path) -> None:
    root = folder_of(tmp_path, a=bytes([0, 1, 1, 255]), b=b"")
    (root / "masks" / "classes.txt").write_text("sky\nroad\n")

    choice = suggest_trials([root], SPEC)
    source = TrialReader(decode).open(choice, SPEC)

    assert isinstance(source, MaskedPictures)
    assert choice.label_at == str(root / "masks")
    assert [(read.item.name, read.item.label) for read in source.read()] == [
        ("images/a.jpg", MASK),
        ("images/b.jpg", None),
    ]
    assert list(source.labels()) == ["sky", "road"]  # 255 says nothing
    assert source.mask_of("images/b.jpg") is None


def test_a_mask_that_cannot_be_read_names_no_classes(tmp_path: Path) -> None:
    root = folder_of(tmp_path, a=b"broken", b=bytes(4))

    source = TrialReader(decode).open(suggest_trials([root], SPEC), SPEC)

    assert isinstance(source, MaskedPictures)
    assert list(source.labels()) == ["0"]
    with pytest.raises(BadInput):
        source.mask_of("images/a.jpg")


def test_without_masks_there_are_pictures_alone(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"pixels")

    choice = suggest_trials([tmp_path], SPEC)

    assert choice == DataChoice("folder", str(tmp_path))
    assert [read.item.label for read in TrialReader(decode).open(choice, SPEC).read()] == [None]
