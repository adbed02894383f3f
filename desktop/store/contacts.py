"""Addresses that the person has given names."""

import sqlite3
from collections.abc import Iterable

from desktop.core.contacts import Contact
from desktop.core.identity import Address
from desktop.store.database import Database


class ContactStore:
    """The address book; fits ``services.contacts.ContactBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, contact: Contact) -> None:
        """Insert or rename, by address."""
        self.put_all([contact])

    def put_all(self, contacts: Iterable[Contact]) -> None:
        """Insert or rename all of them, or none."""
        with self._database.write() as connection:
            connection.executemany(
                """INSERT INTO contact (address, name, note, created_at, chain_id, ens_name)
                     VALUES (?, ?, ?, ?, ?, ?)
                   ON CONFLICT (address) DO UPDATE SET
                     name = excluded.name, note = excluded.note, chain_id = excluded.chain_id,
                     ens_name = excluded.ens_name""",
                [
                    (
                        contact.address.raw.hex(),
                        contact.name,
                        contact.note,
                        contact.created_at,
                        None if contact.chain_id is None else str(contact.chain_id),
                        contact.ens_name,
                    )
                    for contact in contacts
                ],
            )

    def remove(self, address: Address) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM contact WHERE address = ?", (address.raw.hex(),))

    def find(self, address: Address) -> Contact | None:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT * FROM contact WHERE address = ?", (address.raw.hex(),)
            ).fetchone()
        return None if row is None else _contact(row)

    def all(self) -> list[Contact]:
        """Every contact by name."""
        query = "SELECT * FROM contact ORDER BY name COLLATE NOCASE, address"
        with self._database.read() as connection:
            return [_contact(row) for row in connection.execute(query)]


def _contact(row: sqlite3.Row) -> Contact:
    return Contact(
        address=Address(bytes.fromhex(row["address"])),
        name=row["name"],
        note=row["note"],
        created_at=row["created_at"],
        chain_id=None if row["chain_id"] is None else int(row["chain_id"]),
        ens_name=row["ens_name"],
    )
