"""A stranger's text made safe to look at, and a person's text as it goes into an event.

What is removed is what makes a text lie about itself: control characters, direction overrides that make a line read
backwards, invisible characters, and piles of marks that run into the lines above. Letters of every script stay.
"""

import unicodedata
from dataclasses import dataclass

from desktop.core.errors import UserError

# The classes that core.cards refuses: here they are left out, because an event cannot be refused.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_JOINERS = frozenset("\u200c\u200d")  # spelling in Persian and Indic scripts, and of emoji
_BLANK_MARKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters by class, empty by look
MOST_MARKS = 3
MOST_LINES = 12


@dataclass(eq=False)
class TextTooLong(UserError):
    """The text does not fit into its event; sizes are those of its UTF-8."""

    used_bytes: int
    limit_bytes: int


def clean(text: str) -> str:
    """The text as it may be shown: at most ``MOST_LINES`` lines, none of them empty at either end.

    Cleaning twice changes nothing more.
    """
    lines = [_clean_line(line) for line in _lines(unicodedata.normalize("NFC", text))]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):  # one empty line at most
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    if len(kept) > MOST_LINES:
        kept = [*kept[: MOST_LINES - 1], " ".join(filter(None, kept[MOST_LINES - 1 :]))]
    return "\n".join(kept)


def shown(data: bytes) -> str:
    """A stranger's bytes as they may be shown; what is no UTF-8 becomes a replacement character."""
    return clean(data.decode("utf-8", "replace"))


def to_bytes(text: str, limit_bytes: int) -> bytes:
    """What a person typed, as it goes into an event: cleaned, in UTF-8.

    Raises:
        TextTooLong: It is longer than ``limit_bytes``.
    """
    data = clean(text).encode("utf-8")
    if len(data) > limit_bytes:
        raise TextTooLong(len(data), limit_bytes)
    return data


def used_bytes(text: str) -> int:
    """How many bytes of an event the text takes, as ``to_bytes`` counts them."""
    return len(clean(text).encode("utf-8"))


def _lines(text: str) -> list[str]:
    return (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .split("\n")
    )


def _clean_line(line: str) -> str:
    shown_ones: list[str] = []
    marks = 0
    for character in line:
        kind = unicodedata.category(character)
        if (kind in _UNSEEN and character not in _JOINERS and character != "\t") or character in _BLANK_MARKS:
            continue
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            shown_ones.append(character)
    return " ".join("".join(shown_ones).split())
