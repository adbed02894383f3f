"""The journal of everything signed: page by page, in a file to take along, and whether anybody changed it."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from desktop.core.answers import neutral
from desktop.core.signatures import (
    JournalBroken,
    JournalCheck,
    JournalHead,
    SignatureEntry,
    check_journal,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """One line: where it stands in the book, and what was signed; None where the entry cannot be read."""

    place: int
    entry: SignatureEntry | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A journal that is whole.

    ``is_compared`` says that its end is the one that the vault of the open wallet knows; ``is_record_lost`` that the vault
    had to begin anew and has signed nothing since, so that it knows none.
    """

    check: JournalCheck
    is_compared: bool
    is_record_lost: bool = False


class SignatureBook(Protocol):
    """The journal on disk."""

    def page(self, before: int | None, limit: int) -> list[tuple[int, bytes]]: ...
    def entries(self) -> Iterator[bytes]: ...
    def count(self) -> int: ...


class HeadKeeper(Protocol):
    """The vault, as far as the journal goes."""

    @property
    def is_unlocked(self) -> bool: ...
    def journal_head(self) -> tuple[str, JournalHead]:
        """The open wallet's id, and how far its journal goes by the vault's own record."""


class SignatureService:
    """Reads and checks the journal; only the vault writes it."""

    def __init__(self, book: SignatureBook, vault: HeadKeeper) -> None:
        self._book = book
        self._vault = vault

    @property
    def count(self) -> int:
        return self._book.count()

    def page(self, before: int | None, limit: int) -> list[Signature]:
        """Lines from the newest on, or from the one before a place."""
        return [Signature(place, _read(data)) for place, data in self._book.page(before, limit)]

    def check(self) -> Verdict:
        """Look at every entry, and, with the wallet open, at whether the newest is the last that the vault knows.

        Raises:
            JournalBroken: Something was changed, left out or put in; or the end was cut off, or added to.
        """
        found = check_journal(self._book.entries())
        if not self._vault.is_unlocked:
            return Verdict(found, is_compared=False)
        wallet, head = self._vault.journal_head()
        if head == JournalHead() and wallet in found.heads:
            return Verdict(found, is_compared=False, is_record_lost=True)
        if found.heads.get(wallet, JournalHead()) != head:
            raise JournalBroken(found.entries, "end")
        return Verdict(found, is_compared=True)

    def export_json(self) -> str:
        """All entries as the vault wrote them, oldest first, one a line: who has them can check them again."""
        return "".join(data.decode() + "\n" for data in self._book.entries())

    def export_csv(self) -> str:
        """The same for people: times in Unix seconds, the sentence, and what it names."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["number", "time", "account", "act", "sentence", "facts", "digest", "consent"])
        for data in self._book.entries():
            entry = _read(data)
            if entry is not None:
                facts = json.dumps(entry.facts, sort_keys=True, ensure_ascii=False)
                words = (
                    entry.account,
                    entry.act,
                    entry.sentence,
                    facts,
                    entry.digest,
                    " ".join(entry.consent),
                )
                writer.writerow([entry.number, entry.time, *map(neutral, words)])
        return out.getvalue()


def _read(data: bytes) -> SignatureEntry | None:
    try:
        return SignatureEntry.decode(data)
    except JournalBroken:
        return None
