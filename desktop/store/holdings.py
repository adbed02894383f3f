"""What this wallet knows of licences: the dated proofs, what was passed on to it, and acts that were sent."""

from desktop.core.licences import ActState, LicenceAct, ReceivedLicence, Standing
from desktop.core.records import dump, load
from desktop.store.database import Database


class HoldingStore:
    """Fits ``services.rights.ports.HoldingBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def standing(self, token_id: int) -> Standing | None:
        """What the chain last said of a licence; None if it was never asked."""
        with self._database.read() as connection:
            query = "SELECT record FROM standing WHERE token_id = ?"
            row = connection.execute(query, (f"{token_id:064x}",)).fetchone()
        return load(Standing, row["record"]) if row else None

    def put_standing(self, standing: Standing) -> None:
        """Insert or replace, by licence."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO standing (token_id, record) VALUES (?, ?)
                   ON CONFLICT (token_id) DO UPDATE SET record = excluded.record""",
                (f"{standing.token_id:064x}", dump(standing)),
            )

    def received(self) -> list[ReceivedLicence]:
        """Every licence that came from another holder, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM received ORDER BY received_at, rowid")
            return [load(ReceivedLicence, row["record"]) for row in rows]

    def put_received(self, licence: ReceivedLicence) -> None:
        """Insert or replace, by licence."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO received (token_id, received_at, record) VALUES (?, ?, ?)
                   ON CONFLICT (token_id) DO UPDATE SET record = excluded.record""",
                (f"{licence.token_id:064x}", licence.received_at, dump(licence)),
            )

    def acts(self, token_id: int | None = None) -> list[LicenceAct]:
        """The acts about one licence, or about all, oldest first."""
        where, values = ("", ()) if token_id is None else ("WHERE token_id = ?", (f"{token_id:064x}",))
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT record FROM licence_act {where} ORDER BY created_at, rowid",  # noqa: S608 - fixed text
                values,
            )
            return [load(LicenceAct, row["record"]) for row in rows]

    def pending_acts(self) -> list[LicenceAct]:
        """Acts of which nobody knows yet whether they were mined."""
        return [act for act in self.acts() if act.state is ActState.SENDING]

    def put_act(self, act: LicenceAct) -> None:
        """Insert or replace, by the transaction's hash."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO licence_act (hash, token_id, state, created_at, record) VALUES (?, ?, ?, ?, ?)
                   ON CONFLICT (hash) DO UPDATE SET state = excluded.state, record = excluded.record""",
                (act.transaction_hash.hex(), f"{act.token_id:064x}", act.state.value, act.created_at, dump(act)),
            )  # fmt: skip
