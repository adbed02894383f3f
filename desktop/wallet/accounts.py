"""Accounts and answers of the vault: public values, without keys."""

from dataclasses import dataclass
from typing import Literal

from desktop.core.identity import Address

MAX_NAME_CHARS = 64


AccountKind = Literal["hd", "imported", "operator"]
"""Where the key comes from: the phrase by its path, a single imported key, or a seller pack."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a wallet; ``path`` is its BIP-32 path, empty unless it is derived from the phrase."""

    address: Address
    path: str
    name: str
    kind: AccountKind


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
