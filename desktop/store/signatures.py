"""The journal of everything signed, and the vault's newest record of each wallet."""

from collections.abc import Iterator
from typing import Final

from desktop.store.database import Database

_AT_ONCE: Final = 500


class SignatureStore:
    """Fits ``wallet.signing_client.SignatureBook`` and ``services.signatures.SignatureBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, wallet: str) -> bytes:
        """The newest record of a wallet; empty if there is none."""
        with self._database.read() as connection:
            row = connection.execute("SELECT record FROM guard_record WHERE wallet = ?", (wallet,)).fetchone()
        return b"" if row is None else bytes(row["record"])

    def keep(self, wallet: str, record: bytes, entry: bytes | None) -> None:
        """Both are on the disk when this returns, or neither is."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO guard_record (wallet, record) VALUES (?, ?) "
                "ON CONFLICT (wallet) DO UPDATE SET record = excluded.record",
                (wallet, record),
            )
            if entry is not None:
                connection.execute("INSERT INTO signature (wallet, entry) VALUES (?, ?)", (wallet, entry))

    def count(self) -> int:
        """How many entries there are."""
        with self._database.read() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM signature").fetchone()[0])

    def page(self, before: int | None, limit: int) -> list[tuple[int, bytes]]:
        """Places and entries from the newest on, or from the one before a place."""
        query = "SELECT id, entry FROM signature WHERE id < ? ORDER BY id DESC LIMIT ?"
        with self._database.read() as connection:
            rows = connection.execute(query, (before or 2**62, limit)).fetchall()
        return [(int(row["id"]), bytes(row["entry"])) for row in rows]

    def entries(self) -> Iterator[bytes]:
        """All of them, as they were written; read in pages, so that no other thread waits long."""
        last = 0
        query = "SELECT id, entry FROM signature WHERE id > ? ORDER BY id LIMIT ?"
        while True:
            with self._database.read() as connection:
                rows = connection.execute(query, (last, _AT_ONCE)).fetchall()
            if not rows:
                return
            yield from (bytes(row["entry"]) for row in rows)
            last = int(rows[-1]["id"])
