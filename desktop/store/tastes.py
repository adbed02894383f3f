"""The one private row of this person's taste on a market; deleted for good when the person says so."""

import msgspec

from desktop.core.identity import Address
from desktop.core.tastes import TasteRow
from desktop.store.database import Database


class TasteStore:
    """Fits ``services.recommending.ports.TasteBook`` for one market on one chain."""

    def __init__(self, database: Database, chain_id: int, market: Address) -> None:
        self._database = database
        self._place = (str(chain_id), market.raw.hex())

    def row(self) -> TasteRow:
        """The row; empty if there is none, or if another version wrote it otherwise."""
        with self._database.read() as connection:
            query = "SELECT record FROM taste WHERE chain_id = ? AND market = ?"
            found = connection.execute(query, self._place).fetchone()
        try:
            return TasteRow() if found is None else msgspec.json.decode(found["record"], type=TasteRow)
        except msgspec.MsgspecError:
            return TasteRow()

    def put(self, row: TasteRow) -> None:
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO taste (chain_id, market, record) VALUES (?, ?, ?)
                   ON CONFLICT (chain_id, market) DO UPDATE SET record = excluded.record""",
                (*self._place, msgspec.json.encode(row)),
            )

    def delete(self) -> None:
        """Delete the rows of all markets, so that nothing of them is left in the file or beside it."""
        self._database.erase("DELETE FROM taste")
