"""True boxes of a person's own pictures, as they stand in COCO's JSON or YOLO's text files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrueBox:
    """One thing that is in a picture: its class and corners, in pixels or, with ``is_unit``, as parts of its sides."""

    label: str
    left: float
    top: float
    right: float
    bottom: float
    is_unit: bool = False

    def corners(self, frame: tuple[int, int]) -> tuple[float, float, float, float]:
        """In pixels of a picture of this width and height."""
        across, down = frame if self.is_unit else (1, 1)
        return self.left * across, self.top * down, self.right * across, self.bottom * down
