"""How far each account was looked through, what it allowed, and which tokens the person took in or hid."""

from collections.abc import Sequence

from desktop.core.identity import Address
from desktop.core.records import dump, load
from desktop.core.traces import Grant, Trace
from desktop.store.database import Database


class TraceStore:
    """Fits ``services.tracing.ports.TraceBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def trace(self, chain_id: int, account: Address) -> Trace | None:
        """How far it was looked through."""
        query = "SELECT record FROM trace WHERE chain_id = ? AND account = ?"
        with self._database.read() as connection:
            row = connection.execute(query, (str(chain_id), account.raw.hex())).fetchone()
        return None if row is None else load(Trace, row["record"])

    def save(self, chain_id: int, account: Address, trace: Trace) -> None:
        """Keep how far it was looked through."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO trace (chain_id, account, record) VALUES (?, ?, ?)",
                (str(chain_id), account.raw.hex(), dump(trace)),
            )

    def forget(self, chain_id: int, account: Address) -> None:
        """As if it had never been looked through."""
        with self._database.write() as connection:
            for table in ("trace", "approval"):
                query = f"DELETE FROM {table} WHERE chain_id = ? AND account = ?"  # noqa: S608 - names of this module
                connection.execute(query, (str(chain_id), account.raw.hex()))

    def add_grants(self, chain_id: int, account: Address, grants: Sequence[Grant]) -> None:
        """Keep approvals; of those about the same the newest stays, in whatever order they are read."""
        with self._database.write() as connection:
            for grant in grants:
                place = (str(chain_id), account.raw.hex(), grant.key)
                query = "SELECT record FROM approval WHERE chain_id = ? AND account = ? AND key = ?"
                row = connection.execute(query, place).fetchone()
                if row is not None and load(Grant, row["record"]).block > grant.block:
                    continue
                connection.execute(
                    "INSERT OR REPLACE INTO approval (chain_id, account, key, record) VALUES (?, ?, ?, ?)",
                    (*place, dump(grant)),
                )

    def grants(self, chain_id: int, account: Address) -> list[Grant]:
        """What the account allowed others, the newest first."""
        query = "SELECT record FROM approval WHERE chain_id = ? AND account = ?"
        with self._database.read() as connection:
            rows = connection.execute(query, (str(chain_id), account.raw.hex())).fetchall()
        return sorted((load(Grant, row["record"]) for row in rows), key=lambda grant: -grant.block)

    def choose_token(self, chain_id: int, token: Address, *, is_shown: bool) -> None:
        """Remember what the person thinks of a token."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO token_choice (chain_id, token, is_shown) VALUES (?, ?, ?)",
                (str(chain_id), token.raw.hex(), is_shown),
            )

    def token_choices(self, chain_id: int) -> dict[Address, bool]:
        """Which tokens the person took in (True) or hid."""
        query = "SELECT token, is_shown FROM token_choice WHERE chain_id = ?"
        with self._database.read() as connection:
            rows = connection.execute(query, (str(chain_id),)).fetchall()
        return {Address(bytes.fromhex(row["token"])): bool(row["is_shown"]) for row in rows}
