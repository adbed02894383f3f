"""The tables of ENSIP-15, read once from ``resources/names/ensip15.json`` (made by ``scripts/ens_data.py``)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.chain.ens.code_points import CodePoints, read_text
from desktop.chain.ens.unicode_forms import UnicodeForms

VARIATION = "\ufe0f"
"""Asks for the picture of an emoji; the normal form has none."""


@dataclass(frozen=True, slots=True)
class Group:
    """Letters that may stand together in a label. ``free_marks``: its marks are no subject to the rule about them."""

    name: str
    letters: CodePoints
    free_marks: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """Characters that look alike across scripts; those of ``valid`` may be used by themselves."""

    valid: CodePoints
    confused: CodePoints


@dataclass(frozen=True, slots=True)
class NameSpec:
    """The tables by their use.

    Attributes:
        valid: Code points that may come, decomposed or not.
        ignored: Those that are left out.
        mapped: Those that become others.
        emoji: Each way to write an emoji, and its normal form.
        longest_emoji: In code points.
        fenced: Those that may not stand at an end or beside each other.
        marks: Combining marks.
        non_spacing: Marks that stand above or below a letter.
        most_non_spacing: How many of them one letter may have.
        groups: In order of preference.
        wholes: By each code point that is confused.
        forms: Normalisation forms.
    """

    valid: CodePoints
    ignored: CodePoints
    mapped: Mapping[int, str]
    emoji: Mapping[str, str]
    longest_emoji: int
    fenced: CodePoints
    marks: CodePoints
    non_spacing: CodePoints
    most_non_spacing: int
    groups: tuple[Group, ...]
    wholes: Mapping[int, Whole]
    forms: UnicodeForms


def read_spec(path: Path) -> NameSpec:
    """Read the tables; the file ships with the code."""
    fields: dict[str, Any] = json.loads(path.read_text("utf-8"))
    emoji = {
        written: text.replace(VARIATION, "")
        for text in map(read_text, fields["emoji"])
        for written in _ways_to_write(text)
    }
    wholes = {}
    for valid, confused in fields["wholes"]:
        whole = Whole(CodePoints(valid), CodePoints(confused))
        wholes.update(dict.fromkeys(whole.confused, whole))
    return NameSpec(
        valid=CodePoints(fields["valid"]),
        ignored=CodePoints(fields["ignored"]),
        mapped={int(cp, 16): read_text(text) for cp, text in fields["mapped"]},
        emoji=emoji,
        longest_emoji=max(map(len, emoji)),
        fenced=CodePoints(fields["fenced"]),
        marks=CodePoints(fields["marks"]),
        non_spacing=CodePoints(fields["non_spacing"]),
        most_non_spacing=fields["most_non_spacing"],
        groups=tuple(
            Group(group["name"], CodePoints(group["letters"]), group["free_marks"])
            for group in fields["groups"]
        ),
        wholes=wholes,
        forms=UnicodeForms.read(fields["forms"]),
    )


def _ways_to_write(emoji: str) -> list[str]:
    """An emoji with and without each of its variation marks."""
    ways = [""]
    for c in emoji:
        ways = [way + c for way in ways] + (ways if c == VARIATION else [])
    return ways
