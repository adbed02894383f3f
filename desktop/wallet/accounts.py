"""Answers of the vault, and the names it takes."""

from dataclasses import dataclass

MAX_NAME_CHARS = 64


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The part of a delivery that the vault computes: the point R as (x, parity), and the wrapped key."""

    rx: int
    parity: int
    wrapped: bytes


def clean_name(text: str, fallback: str) -> str:
    """One line of printable text of at most 64 characters."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:MAX_NAME_CHARS] or fallback
