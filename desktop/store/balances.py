"""What accounts were last known to hold, chain by chain, for the time until a node answers again."""

import logging

from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.records import dump, load
from desktop.services.balances import AccountBalances
from desktop.store.database import Database

log = logging.getLogger("licet.store")


class BalanceStore:
    """Fits ``services.balances.BalanceBook`` for one chain."""

    def __init__(self, database: Database, chain_id: int) -> None:
        self._database = database
        self._chain = str(chain_id)

    def all(self) -> list[AccountBalances]:
        """Of every account on this chain. A record that another version wrote and this one cannot read is left out."""
        found = []
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM last_balance WHERE chain_id = ?", (self._chain,))
            for row in rows.fetchall():
                try:
                    found.append(load(AccountBalances, row["record"]))
                except (AppError, ValueError, TypeError, KeyError, AttributeError) as error:
                    log.info("a balance of before is not read: %s", type(error).__name__)
        return found

    def put(self, balances: AccountBalances) -> None:
        """Insert or replace, by account."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO last_balance (chain_id, account, record) VALUES (?, ?, ?)",
                (self._chain, balances.account.raw.hex(), dump(balances)),
            )


class BalanceEraser:
    """Takes an account's balances of all chains away, when the account goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __call__(self, account: Address) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM last_balance WHERE account = ?", (account.raw.hex(),))
