"""Pixels of a mask by colour: left out, or numbered for a palette."""

from collections.abc import Sequence

Rgb = tuple[int, int, int]


def without_colors(rgba: bytes, colors: Sequence[Rgb]) -> bytes:
    """The pixels, those of these colours transparent."""
    import numpy as np  # large, and only masks need it

    pixels = np.frombuffer(rgba, dtype=np.uint8).reshape(-1, 4).copy()
    for color in colors:
        pixels[(pixels[:, :3] == color).all(axis=1)] = 0
    return pixels.tobytes()


def numbered(rgba: bytes, colors: Sequence[Rgb]) -> bytes:
    """For each pixel the number of its colour in ``colors`` from 1 on; 0 where it is transparent or another.

    At most 255 colours.
    """
    import numpy as np  # large, and only masks need it

    pixels = np.frombuffer(rgba, dtype=np.uint8).reshape(-1, 4)
    numbers = np.zeros(len(pixels), dtype=np.uint8)
    for number, color in enumerate(colors[:255], start=1):
        numbers[(pixels[:, :3] == color).all(axis=1) & (pixels[:, 3] > 0)] = number
    return numbers.tobytes()


def is_opaque(rgba: bytes) -> bool:
    """Whether no pixel lets anything through."""
    import numpy as np  # it lets other threads work meanwhile

    return bool((np.frombuffer(rgba, dtype=np.uint8)[3::4] == 255).all())
