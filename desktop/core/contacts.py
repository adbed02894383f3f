"""Addresses that the person has given names: an address book of plain words."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.core.errors import UserError
from desktop.core.identity import Address

MAX_NAME_CHARS = 60
MAX_NOTE_CHARS = 280


@dataclass(eq=False)
class InvalidContactName(UserError):
    """A contact needs a name of 1 to 60 characters that can be seen."""

    maximum: int = MAX_NAME_CHARS


@dataclass(eq=False)
class ContactNameTaken(UserError):
    """Another contact has this name, or one that reads the same; two people must not be mistaken for each other."""

    name: str
    address: Address


@dataclass(frozen=True, slots=True)
class Contact:
    """An address by the person's own name for it.

    Attributes:
        address: Whom it is about; an address has one contact.
        name: The person's own word, never a stranger's.
        note: More of it.
        created_at: Unix time.
        chain_id: The only chain on which the address is meant (a contract's, an exchange's); None for any.
        ens_name: The ENS name that led to the address when the contact was kept, normalised; empty without.
    """

    address: Address
    name: str
    note: str = ""
    created_at: int = 0
    chain_id: int | None = None
    ens_name: str = ""


def clean_line(text: str, most: int) -> str:
    """Text in one line without what cannot be seen: controls, direction marks, widths of nothing; cut to ``most``."""
    shown = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text[: 8 * most]))
    seen = "".join(c for c in shown if c == " " or unicodedata.category(c)[0] not in "CZ")
    return " ".join(seen.split())[:most].rstrip()


def read_name(text: str) -> str:
    """A contact's name as it is kept.

    Raises:
        InvalidContactName: Nothing of it can be seen, or it is too long.
    """
    name = clean_line(text, MAX_NAME_CHARS + 1)
    if not name or len(name) > MAX_NAME_CHARS:
        raise InvalidContactName
    return name


def namesake(name: str, address: Address, contacts: Iterable[Contact]) -> Contact | None:
    """Another address's contact with a name that reads the same."""
    wanted = reading(name)
    return next((c for c in contacts if c.address != address and reading(c.name) == wanted), None)


def reading(text: str) -> str:
    """How a name reads: width, capitals, accents and gaps aside."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c) and not c.isspace())
