"""Whom this wallet has paid, and in what: read from its own activity, so that nobody can put an address there."""

from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.records import load
from desktop.store.database import Database

MOST_PAYEES = 5000


class PayeeStore:
    """Reads the activity; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def paid(self) -> list[Address]:
        """Everybody to whom money went and arrived, the latest first.

        Only lines of acts of this wallet count: what others send is in other kinds of lines, however small it is
        (address poisoning), and nothing of a stranger's token's own events is believed.
        """
        query = """SELECT counterparty FROM activity
                   WHERE counterparty IS NOT NULL AND hash IS NOT NULL AND status = 'done' AND amount LIKE '-%'
                   GROUP BY counterparty ORDER BY max(time) DESC LIMIT ?"""
        with self._database.read() as connection:
            return [Address(bytes.fromhex(row[0])) for row in connection.execute(query, (MOST_PAYEES,))]

    def tokens(self) -> list[Currency]:
        """Tokens that this wallet has paid or received with, as they described themselves then."""
        query = "SELECT token FROM activity WHERE token IS NOT NULL GROUP BY token ORDER BY max(time) DESC LIMIT 50"
        with self._database.read() as connection:
            found = [load(Currency, row[0]) for row in connection.execute(query)]
        return list({currency.address: currency for currency in reversed(found)}.values())[::-1]
