"""The address book: kept, renamed, written to a file and read from one."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from desktop.core.changes import Change, Topic
from desktop.core.contacts import (
    MAX_NOTE_CHARS,
    Contact,
    ContactNameTaken,
    InvalidContactName,
    clean_line,
    namesake,
    read_name,
)
from desktop.core.errors import AppError, InvalidAddress, UserError
from desktop.core.identity import Address
from desktop.core.payment_links import read_payee
from desktop.services.ports import Clock

COLUMNS: Final = ("name", "address", "chain", "ens", "note")
MAX_FILE_BYTES: Final = 2 << 20
MAX_LINES: Final = 10_000


@dataclass(eq=False)
class MisleadingContactName(UserError):
    """The name is itself an address, a link, or a name of ENS that is not the contact's: it would be paid for another."""

    name: str


@dataclass(eq=False)
class ContactsUnreadable(UserError):
    """The file is no table of contacts; ``reason`` is an id: ``size``, ``text``, ``columns`` or ``lines``."""

    reason: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of a file that was left out.

    ``reason`` is an id: ``address``, ``name``, ``misleading``, ``taken``, ``twice`` or ``chain``.
    """

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What reading a file would do; nothing is kept until it is carried out."""

    added: tuple[Contact, ...]
    changed: tuple[Contact, ...]
    unchanged: int
    refused: tuple[RefusedLine, ...]


class ContactBook(Protocol):
    """The contacts on disk."""

    def all(self) -> list[Contact]: ...
    def find(self, address: Address) -> Contact | None: ...
    def put_all(self, contacts: Iterable[Contact]) -> None: ...
    def remove(self, address: Address) -> None: ...


class ContactService:
    """Fits ``services.warnings.KnownPayees`` as far as contacts go."""

    def __init__(self, book: ContactBook, clock: Clock, publish: Callable[[Change], None]) -> None:
        self._book = book
        self._clock = clock
        self._publish = publish

    def all(self) -> list[Contact]:
        """Every contact, by name."""
        return self._book.all()

    def find(self, address: Address) -> Contact | None:
        return self._book.find(address)

    def name_of(self, address: Address) -> str:
        """The contact's name; empty for a stranger."""
        found = self._book.find(address)
        return found.name if found is not None else ""

    def save(
        self, address: Address, name: str, note: str = "", *, chain_id: int | None = None, ens_name: str = ""
    ) -> Contact:
        """Keep or rename a contact.

        Raises:
            InvalidContactName: Nothing of the name can be seen, or it is too long.
            ContactNameTaken: Another contact's name reads the same.
            MisleadingContactName: The name means somebody by itself.
        """
        shown = read_name(name)
        if _means_another(shown, ens_name):
            raise MisleadingContactName(shown)
        if (taken := namesake(shown, address, self._book.all())) is not None:
            raise ContactNameTaken(taken.name, taken.address)
        contact = Contact(
            address, shown, clean_line(note, MAX_NOTE_CHARS), self._clock.now(), chain_id, ens_name
        )
        self._book.put_all([contact])
        self._publish(Change(Topic.CONTACTS))
        return contact

    def remove(self, address: Address) -> None:
        self._book.remove(address)
        self._publish(Change(Topic.CONTACTS))

    def export_csv(self) -> str:
        """All contacts as CSV, addresses with their checksum; a spreadsheet takes nothing in it for a formula."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for contact in self._book.all():
            writer.writerow([
                _guarded(contact.name), str(contact.address), contact.chain_id or "",
                _guarded(contact.ens_name), _guarded(contact.note),
            ])  # fmt: skip
        return out.getvalue()

    def plan_import(self, data: bytes) -> ImportPlan:
        """What keeping the contacts of a CSV file would do, line by line.

        Columns are found by their names, in any order: ``name`` (or ``label``) and ``address`` must be there.

        Raises:
            ContactsUnreadable: It is no such file.
        """
        rows = _rows(data)
        known = {contact.address: contact for contact in self._book.all()}
        planned: dict[Address, Contact] = {}
        refused: list[RefusedLine] = []
        unchanged = 0
        for line, row in enumerate(rows, 2):
            try:
                contact = self._read(row, known, planned)
            except _Refused as error:
                refused.append(RefusedLine(line, error.reason, clean_line(" ".join(row.values()), 60)))
                continue
            old = known.get(contact.address)
            if old is not None and replace(contact, created_at=old.created_at) == old:
                unchanged += 1
                continue
            planned[contact.address] = contact
        added = tuple(c for c in planned.values() if c.address not in known)
        changed = tuple(c for c in planned.values() if c.address in known)
        return ImportPlan(added, changed, unchanged, tuple(refused))

    def carry_out(self, plan: ImportPlan) -> None:
        """Keep what was planned, all of it or nothing."""
        self._book.put_all((*plan.added, *plan.changed))
        self._publish(Change(Topic.CONTACTS))

    def _read(
        self, row: dict[str, str], known: Mapping[Address, Contact], planned: Mapping[Address, Contact]
    ) -> Contact:
        try:
            address = Address.parse(_unguarded(row["address"]))
            name = read_name(_unguarded(row["name"]))
        except InvalidAddress as error:
            raise _Refused("address") from error
        except InvalidContactName as error:
            raise _Refused("name") from error
        chain = row.get("chain", "").strip()
        if chain and not (
            chain.isascii() and chain.isdecimal() and len(chain) <= 20 and 0 < int(chain) < 2**64
        ):
            raise _Refused("chain")
        note = clean_line(_unguarded(row.get("note", "")), MAX_NOTE_CHARS)
        ens = clean_line(_unguarded(row.get("ens", "")), 255)
        if _means_another(name, ens):
            raise _Refused("misleading")
        if address in planned:
            raise _Refused("twice")
        if namesake(name, address, [*known.values(), *planned.values()]) is not None:
            raise _Refused("taken")
        return Contact(address, name, note, self._clock.now(), int(chain) if chain else None, ens)


def _means_another(name: str, ens_name: str) -> bool:
    """Whether paying "to this name" could mean somebody by itself, other than by the contact's own ENS name."""
    try:
        return read_payee(name).to != ens_name
    except AppError:
        return False


class _Refused(Exception):
    """A line that is left out."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


_ALSO = {"label": "name", "chainid": "chain", "chain_id": "chain", "memo": "note", "notes": "note"}


def _rows(data: bytes) -> list[dict[str, str]]:
    """The lines by column; text that is longer than it says, or of another width, is still only text."""
    if len(data) > MAX_FILE_BYTES:
        raise ContactsUnreadable("size")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContactsUnreadable("text") from error
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        table = [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ContactsUnreadable("text") from error
    if len(table) > MAX_LINES + 1:
        raise ContactsUnreadable("lines")
    names = [_ALSO.get(cell, cell) for cell in (c.strip().casefold() for c in table[0])] if table else []
    if not {"name", "address"} <= set(names):
        raise ContactsUnreadable("columns")
    return [{"name": "", "address": "", **dict(zip(names, row, strict=False))} for row in table[1:]]


_FORMULA = frozenset("=+-@\t\r")


def _guarded(text: str) -> str:
    """Text that a spreadsheet will not take for a formula (CWE-1236)."""
    return "'" + text if text[:1] in _FORMULA or text[:1] == "'" else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" else text
