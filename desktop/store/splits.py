"""The revenue splits that were seen: their shares never change, so what is kept stays true."""

import sqlite3
from collections.abc import Iterable, Sequence

from desktop.core.identity import Address
from desktop.core.splits import Share, Split, split_address
from desktop.store.database import Database


class SplitStore:
    """Fits ``services.splits.SplitBook`` for one maker of splits on one chain."""

    def __init__(self, database: Database, chain_id: int, factory: Address) -> None:
        self._database = database
        self._factory = factory
        self._place = (str(chain_id), factory.raw.hex())

    def put(self, splits: Sequence[Split], seen_to: int | None = None) -> None:
        """Keep splits, and how far the chain was searched for them."""
        with self._database.write() as connection:
            for split in splits:
                for place, share in enumerate(split.shares):
                    connection.execute(
                        """INSERT OR IGNORE INTO split_share (chain_id, factory, split, place, account, bps)
                           VALUES (?, ?, ?, ?, ?, ?)""",
                        (*self._place, split.address.raw.hex(), place, share.account.raw.hex(), share.bps),
                    )
            if seen_to is not None:
                connection.execute(
                    "INSERT OR REPLACE INTO split_search VALUES (?, ?, ?)", (*self._place, seen_to)
                )

    def seen_to(self) -> int:
        """The last block that was searched for splits; -1 if none was."""
        query = "SELECT block FROM split_search WHERE chain_id = ? AND factory = ?"
        with self._database.read() as connection:
            row = connection.execute(query, self._place).fetchone()
        return -1 if row is None else int(row["block"])

    def find(self, address: Address) -> Split | None:
        """The split at an address, if it was seen."""
        with self._database.read() as connection:
            return self._read(connection, address.raw.hex())

    def of_accounts(self, accounts: Iterable[Address]) -> list[Split]:
        """The splits in which one of these accounts has a share, in the order of their addresses."""
        wanted = [account.raw.hex() for account in accounts]
        marks = ", ".join("?" * len(wanted))
        query = f"""SELECT DISTINCT split FROM split_share WHERE chain_id = ? AND factory = ? AND account IN ({marks})
                    ORDER BY split"""  # noqa: S608 - question marks only
        with self._database.read() as connection:
            rows = connection.execute(query, (*self._place, *wanted)).fetchall()
            found = [self._read(connection, row["split"]) for row in rows]
        return [split for split in found if split is not None]

    def _read(self, connection: sqlite3.Connection, split: str) -> Split | None:
        query = """SELECT account, bps FROM split_share WHERE chain_id = ? AND factory = ? AND split = ?
                   ORDER BY place"""
        rows = connection.execute(query, (*self._place, split)).fetchall()
        shares = tuple(Share(Address(bytes.fromhex(row["account"])), row["bps"]) for row in rows)
        found = Split(Address(bytes.fromhex(split)), shares)
        # A file that somebody changed is believed as little as a node.
        return found if shares and split_address(self._factory, shares) == found.address else None
