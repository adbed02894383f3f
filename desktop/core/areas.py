"""A true mask of a person's own picture."""

from dataclasses import dataclass

IGNORED = 255
"""The value of pixels about which nobody says anything, as in Pascal VOC and Cityscapes."""


@dataclass(frozen=True, slots=True)
class TrueMask:
    """Numbers of classes, one byte for each pixel, row by row."""

    width: int
    height: int
    values: bytes
