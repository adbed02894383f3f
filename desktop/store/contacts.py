"""Addresses that the person has given names."""

from dataclasses import dataclass

from desktop.core.identity import Address
from desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class Contact:
    """An address by the person's own name for it."""

    address: Address
    name: str
    note: str
    created_at: int


class ContactStore:
    """The address book."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, contact: Contact) -> None:
        """Insert or rename, by address."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO contact (address, name, note, created_at) VALUES (?, ?, ?, ?)
                   ON CONFLICT (address) DO UPDATE SET name = excluded.name, note = excluded.note""",
                (contact.address.raw.hex(), contact.name, contact.note, contact.created_at),
            )

    def remove(self, address: Address) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM contact WHERE address = ?", (address.raw.hex(),))

    def find(self, address: Address) -> Contact | None:
        return next((contact for contact in self.all() if contact.address == address), None)

    def all(self) -> list[Contact]:
        """Every contact by name."""
        query = "SELECT * FROM contact ORDER BY name COLLATE NOCASE, address"
        with self._database.read() as connection:
            return [
                Contact(Address(bytes.fromhex(row["address"])), row["name"], row["note"], row["created_at"])
                for row in connection.execute(query)
            ]
