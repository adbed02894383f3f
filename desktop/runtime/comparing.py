"""Two pictures compared pixel by pixel: how many differ, how far, and where."""

import numpy as np

from desktop.core.run_diff import PictureApart
from desktop.core.runs import Picture


def compare_pictures(before: Picture, after: Picture) -> PictureApart:
    """Transparent black where both agree; red, the stronger the further apart, where they do not.

    Of pictures of different sizes everything differs.
    """
    if (before.width, before.height) != (after.width, after.height):
        return PictureApart(before.name, 1.0, 255, Picture(before.name, 1, 1, b"\xff\0\0\xff"))
    shape = (before.height, before.width, 4)
    first = np.frombuffer(before.rgba, np.uint8).reshape(shape).astype(np.int16)
    second = np.frombuffer(after.rgba, np.uint8).reshape(shape).astype(np.int16)
    steps = np.abs(first - second).max(axis=2)
    largest = int(steps.max(initial=0))
    shown = np.zeros(shape, np.uint8)
    differs = steps > 0
    shown[..., 0] = np.where(differs, 255, 0)
    # Never fainter than a quarter, so that one step of 255 is seen too.
    shown[..., 3] = np.where(differs, 64 + steps * 191 // max(largest, 1), 0)
    picture = Picture(before.name, before.width, before.height, shown.tobytes())
    return PictureApart(before.name, float(differs.mean()), largest, picture)
