"""The journal of everything signed: each entry names the one before it, so that none is changed or left out unseen.

The vault makes the entries and remembers the last one; names are SHA-256.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

import msgspec

from desktop.core.errors import EnvironmentFault

FIRST: Final = "0" * 64
"""What the first entry names as the one before it."""
MOST_ENTRY_BYTES: Final = 64 << 10


@dataclass(eq=False)
class JournalBroken(EnvironmentFault):
    """The journal is not what the vault wrote: ``place`` counts its entries from 1."""

    place: int
    what: str


class SignatureEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One signature. Numbers are decimal text, as they may have 256 bits; hashes are hex.

    ``act`` names what was signed and ``facts`` what it says, as the vault read it itself; ``sentence`` is both in
    English. ``digest`` is what the signature is of (the hash of a transaction that was signed), ``consent`` the rules
    that the person was asked about.
    """

    number: int
    time: int
    wallet: str
    account: str
    act: str
    sentence: str
    facts: dict[str, str]
    digest: str
    previous: str
    consent: tuple[str, ...] = ()

    def encode(self) -> bytes:
        """The bytes that are hashed: JSON with sorted keys and nothing between them."""
        plain = msgspec.to_builtins(self)
        return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Read an entry.

        Raises:
            JournalBroken: These bytes are none.
        """
        if len(data) > MOST_ENTRY_BYTES:
            raise JournalBroken(0, "size")
        try:
            entry = msgspec.json.decode(data, type=cls)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise JournalBroken(0, "json") from error
        if entry.encode() != data:
            raise JournalBroken(0, "form")
        return entry


def entry_hash(data: bytes) -> str:
    """What the next entry calls this one."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class JournalHead:
    """How far a journal of one wallet goes: the number of its last entry, and its hash."""

    number: int = 0
    hash: str = FIRST


@dataclass(frozen=True, slots=True)
class JournalCheck:
    """A journal whose entries fit together.

    ``seams`` are places where it begins anew, because the vault did not know what was before: its record was lost.
    """

    entries: int
    seams: tuple[int, ...]
    heads: dict[str, JournalHead]


def check_journal(entries: Iterable[bytes]) -> JournalCheck:
    """Whether each entry names the one before it, of each wallet by itself; in the order in which they were written.

    Raises:
        JournalBroken: An entry is none, was changed, is missing or was put in; with its place.
    """
    heads: dict[str, JournalHead] = {}
    seams: list[int] = []
    count = 0
    for data in entries:
        count += 1
        try:
            entry = SignatureEntry.decode(data)
        except JournalBroken as error:
            raise JournalBroken(count, error.what) from error
        head = heads.get(entry.wallet)
        if entry.previous == FIRST and entry.number == 1:
            if head is not None:
                seams.append(count)
        elif head is None or (entry.previous, entry.number) != (head.hash, head.number + 1):
            raise JournalBroken(count, "order")
        heads[entry.wallet] = JournalHead(entry.number, entry_hash(data))
    return JournalCheck(count, tuple(seams), heads)
