"""Where a point of the model's picture lies in the picture that was given: an affine map, axis by axis."""

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Fit:
    """``model = given * scale + shift`` in pixels, for x and y; ``width`` and ``height`` are the given picture's."""

    width: int
    height: int
    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    def scaled(self, x: float, y: float) -> "Fit":
        """The picture was made wider and higher by these factors."""
        return Fit(
            self.width,
            self.height,
            self.scale_x * x,
            self.scale_y * y,
            self.shift_x * x,
            self.shift_y * y,
        )

    def shifted(self, x: float, y: float) -> "Fit":
        """The picture's corner moved right and down (padding), or left and up (cropping: negative)."""
        return Fit(self.width, self.height, self.scale_x, self.scale_y, self.shift_x + x, self.shift_y + y)

    def back(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Points of the model's picture in the given one, cut to its edges; arrays or numbers, pixels."""
        return (
            np.clip((x - self.shift_x) / self.scale_x, 0, self.width),
            np.clip((y - self.shift_y) / self.scale_y, 0, self.height),
        )
