"""Answers of the vault."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The part of a delivery that the vault computes: the point R as (x, parity), and the wrapped key."""

    rx: int
    parity: int
    wrapped: bytes
