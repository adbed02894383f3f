"""Collections: batches that take money home, transaction by transaction."""

from collections.abc import Sequence

from desktop.core.holdings import Collection, Step
from desktop.core.identity import Address
from desktop.core.records import dump, load
from desktop.store.database import Database


class CollectionStore:
    """Fits ``services.collecting.ports.CollectionBook`` for one market on one chain."""

    def __init__(self, database: Database, chain_id: int, market: Address) -> None:
        self._database = database
        self._place = (str(chain_id), market.raw.hex())

    def begin(self, steps: Sequence[Step], now: int) -> Collection:
        """Keep a new collection; an older one that is open is closed: only one goes on."""
        with self._database.write() as connection:
            query = "UPDATE collection SET is_open = 0 WHERE chain_id = ? AND market = ?"
            connection.execute(query, self._place)
            cursor = connection.execute(
                "INSERT INTO collection (chain_id, market, begun_at, is_open) VALUES (?, ?, ?, 1)",
                (*self._place, now),
            )
            made = int(cursor.lastrowid or 0)
            connection.executemany(
                "INSERT INTO collection_step VALUES (?, ?, ?)",
                [(made, place, dump(step)) for place, step in enumerate(steps)],
            )
        return Collection(made, now, tuple(steps))

    def put(self, collection_id: int, place: int, step: Step) -> None:
        """Replace a step."""
        with self._database.write() as connection:
            query = "UPDATE collection_step SET record = ? WHERE collection = ? AND place = ?"
            connection.execute(query, (dump(step), collection_id, place))

    def last_open(self) -> Collection | None:
        """The collection that was not closed."""
        with self._database.read() as connection:
            query = """SELECT id, begun_at FROM collection WHERE chain_id = ? AND market = ? AND is_open = 1
                       ORDER BY id DESC LIMIT 1"""
            found = connection.execute(query, self._place).fetchone()
            if found is None:
                return None
            query = "SELECT record FROM collection_step WHERE collection = ? ORDER BY place"
            rows = connection.execute(query, (found["id"],))
            return Collection(
                found["id"], found["begun_at"], tuple(load(Step, row["record"]) for row in rows)
            )

    def close(self, collection_id: int) -> None:
        """It needs no more attention."""
        with self._database.write() as connection:
            connection.execute("UPDATE collection SET is_open = 0 WHERE id = ?", (collection_id,))
