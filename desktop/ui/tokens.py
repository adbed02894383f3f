"""The design tokens: every colour, size and space of the window, from which both themes are made.

One neutral scale and one accent, plus success, warning and danger. 8-pixel grid, radius 8, two sizes of text and
three of headings. ``TEXT_PAIRS`` names every pair of text and background that the window uses; a test holds each of
them to a contrast of at least 4.5:1 (WCAG 2.2, criterion 1.4.3).
"""

from dataclasses import dataclass, fields

GRID = 8
RADIUS = 8

# Points at a system text size of 100 %; the theme scales them with the system's.
SMALL_PT = 9.0
BODY_PT = 10.5
HEADING3_PT = 12.0
HEADING2_PT = 15.0
HEADING1_PT = 21.0

_NEUTRAL = {
    0: "#ffffff",
    25: "#f7f8fa",
    50: "#eff1f4",
    100: "#e4e7ec",
    200: "#d3d8e0",
    400: "#858f9f",
    500: "#6b7585",
    600: "#535d6c",
    700: "#3b4453",
    800: "#2a313d",
    850: "#20262f",
    900: "#171b22",
    950: "#0f1217",
    150: "#a7b0be",
    75: "#e9ecf1",
}


@dataclass(frozen=True, slots=True)
class Colors:
    """One theme's colours by the role they play."""

    window: str
    surface: str
    sunken: str
    line: str
    line_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    accent_text: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_hover: str
    on_danger: str
    danger_soft: str
    handle: str

    def as_dict(self) -> dict[str, str]:
        """Role to ``#rrggbb``."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


LIGHT = Colors(
    window=_NEUTRAL[25],
    surface=_NEUTRAL[0],
    sunken=_NEUTRAL[50],
    line=_NEUTRAL[100],
    line_strong=_NEUTRAL[400],
    text=_NEUTRAL[900],
    muted=_NEUTRAL[600],
    accent="#1f55d6",
    accent_hover="#1a47b4",
    on_accent="#ffffff",
    accent_soft="#e7eefd",
    accent_text="#1b49b8",
    success="#14694a",
    success_soft="#e1f3ea",
    warning="#7d4b00",
    warning_soft="#fdf0d8",
    danger="#b3261e",
    danger_hover="#921f18",
    on_danger="#ffffff",
    danger_soft="#fce9e7",
    handle=_NEUTRAL[200],
)

DARK = Colors(
    window=_NEUTRAL[950],
    surface=_NEUTRAL[900],
    sunken=_NEUTRAL[850],
    line=_NEUTRAL[800],
    line_strong=_NEUTRAL[500],
    text=_NEUTRAL[75],
    muted=_NEUTRAL[150],
    accent="#8ab0ff",
    accent_hover="#a9c5ff",
    on_accent="#0a1733",
    accent_soft="#1c2a4a",
    accent_text="#9dbdff",
    success="#62d39b",
    success_soft="#14312a",
    warning="#ecb95f",
    warning_soft="#372b14",
    danger="#ff958c",
    danger_hover="#ffb0a9",
    on_danger="#2d0906",
    danger_soft="#40201f",
    handle=_NEUTRAL[700],
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "muted") for ground in ("window", "surface", "sunken")),
    *(
        (text, ground)
        for text in ("accent_text", "success", "warning", "danger")
        for ground in ("window", "surface")
    ),
    ("text", "accent_soft"),
    ("accent_text", "accent_soft"),
    ("accent_text", "sunken"),
    ("success", "success_soft"),
    ("text", "success_soft"),
    ("warning", "warning_soft"),
    ("text", "warning_soft"),
    ("danger", "danger_soft"),
    ("text", "danger_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
)

SERIES = ("accent", "warning", "success", "danger", "muted")
"""Colours of the lines of a chart, in order."""
