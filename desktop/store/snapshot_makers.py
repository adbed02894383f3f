"""Makers of snapshots in the user's database: whom the person added, and what was found to be wrong."""

import msgspec

from desktop.core.fact_checks import WrongRow
from desktop.core.identity import Address
from desktop.services.snapshots.ports import Maker, MakerFault
from desktop.store.database import Database


class _Kept(msgspec.Struct, frozen=True):
    block: int
    count: int
    first: WrongRow


class MakerStore:
    """Fits ``services.snapshots.ports.Makers``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Maker, ...]:
        """By name."""
        query = "SELECT * FROM snapshot_maker ORDER BY name, address"
        with self._database.read() as connection:
            return tuple(
                Maker(Address(row["address"]), row["name"], row["added_at"])
                for row in connection.execute(query)
            )

    def add(self, maker: Maker) -> None:
        """Add one, or give it another name."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO snapshot_maker VALUES (?, ?, ?)
                   ON CONFLICT (address) DO UPDATE SET name = excluded.name""",
                (maker.address.raw, maker.name, maker.added_at),
            )

    def remove(self, address: Address) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM snapshot_maker WHERE address = ?", (address.raw,))

    def faults(self) -> tuple[MakerFault, ...]:
        """The newest first."""
        query = "SELECT * FROM snapshot_fault ORDER BY found_at DESC, digest"
        with self._database.read() as connection:
            rows = connection.execute(query).fetchall()
        found = []
        for row in rows:
            kept = msgspec.json.decode(row["record"], type=_Kept)
            maker = Address(row["maker"]) if row["maker"] else None
            found.append(
                MakerFault(row["digest"], maker, row["found_at"], kept.block, kept.count, kept.first)
            )
        return tuple(found)

    def note_fault(self, fault: MakerFault) -> None:
        """Keep it; the first finding stays."""
        kept = msgspec.json.encode(_Kept(fault.block, fault.count, fault.first)).decode()
        maker = fault.maker.raw if fault.maker else b""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO snapshot_fault VALUES (?, ?, ?, ?)",
                (fault.digest, maker, fault.found_at, kept),
            )
