"""How settled each order is, and what the chain took back: kept, so that it shows at once after a restart."""

from desktop.core.records import dump, load
from desktop.core.settlement import ChainNotice, Settlement, Undone
from desktop.store.database import Database


class SettlementStore:
    """Fits ``services.purchase.memory.SettlementBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, purchase_id: str) -> Settlement | None:
        """What was seen of one purchase, if anything."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT record FROM settlement WHERE purchase = ?", (purchase_id,)
            ).fetchone()
        return None if row is None else load(Settlement, row["record"])

    def all(self) -> dict[str, Settlement]:
        """Everything that was seen, by purchase."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT purchase, record FROM settlement")
            return {row["purchase"]: load(Settlement, row["record"]) for row in rows}

    def put(self, settlement: Settlement) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO settlement (purchase, record) VALUES (?, ?)",
                (settlement.purchase_id, dump(settlement)),
            )

    def drop(self, purchase_id: str) -> None:
        """Forget what was seen: it is not so any more."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM settlement WHERE purchase = ?", (purchase_id,))

    def add_notice(self, notice: ChainNotice) -> None:
        """Keep a notice (its ``id`` is ignored) until it is seen."""
        block = None if notice.block_number is None else str(notice.block_number)
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO chain_notice (purchase, time, undone, block, seen) VALUES (?, ?, ?, ?, 0)",
                (notice.purchase_id, notice.time, notice.undone.value, block),
            )

    def notices(self) -> list[ChainNotice]:
        """What was not seen yet, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT * FROM chain_notice WHERE seen = 0 ORDER BY id")
            return [
                ChainNotice(
                    row["id"],
                    row["purchase"],
                    row["time"],
                    Undone(row["undone"]),
                    int(row["block"]) if row["block"] is not None else None,
                )
                for row in rows
            ]

    def mark_seen(self, notice_id: int) -> None:
        """The person has read it."""
        with self._database.write() as connection:
            connection.execute("UPDATE chain_notice SET seen = 1 WHERE id = ?", (notice_id,))
