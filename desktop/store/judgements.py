"""What models came to on own data: the figures as a record, the items behind them packed beside it."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from desktop.core.judging import Judgement, Observed
from desktop.store.database import Database

MOST_KEPT = 200_000
"""Of more items only the figures are kept: the file would grow by tens of megabytes with each judgement."""


class JudgementStore:
    """Fits ``services.judging.ports.JudgementBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, judgement: Judgement, observed: Sequence[Observed]) -> int:
        """Keep both in one transaction; returns the number."""
        kept = list(observed) if len(observed) <= MOST_KEPT else []
        record = msgspec.json.encode(judgement).decode("utf-8")
        packed = zlib.compress(msgspec.msgpack.encode(kept))
        with self._database.write() as connection:
            done = connection.execute(
                "INSERT INTO judgement (purchase, time, record, observed) VALUES (?, ?, ?, ?)",
                (judgement.purchase_id, judgement.time, record, packed),
            )
            return int(done.lastrowid or 0)

    def history(self, purchase_id: str, limit: int = 50) -> list[Judgement]:
        """Those of a purchase, newest first."""
        query = "SELECT id, record FROM judgement WHERE purchase = ? ORDER BY time DESC, id DESC LIMIT ?"
        with self._database.read() as connection:
            rows = connection.execute(query, (purchase_id, limit)).fetchall()
        return [replace(msgspec.json.decode(row["record"], type=Judgement), id=row["id"]) for row in rows]

    def observed(self, judgement_id: int) -> Iterator[Observed]:
        """The items behind one, in the order of the data; none if there were too many to keep."""
        query = "SELECT observed FROM judgement WHERE id = ?"
        with self._database.read() as connection:
            row = connection.execute(query, (judgement_id,)).fetchone()
        if row is not None:
            yield from msgspec.msgpack.decode(zlib.decompress(row["observed"]), type=list[Observed])

    def remove(self, judgement_id: int) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM judgement WHERE id = ?", (judgement_id,))
