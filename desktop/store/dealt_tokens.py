"""Tokens that this wallet has dealt with: read from its own activity, so that nobody can put one there."""

from desktop.core.money import Currency
from desktop.core.records import load
from desktop.store.database import Database

MOST_TOKENS = 50


class DealtTokens:
    """Reads the activity; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tokens(self) -> list[Currency]:
        """As they described themselves then, the latest first; what only a log on the chain told of is left out."""
        query = """SELECT token FROM activity WHERE token IS NOT NULL AND (found = 0 OR kind = 'sent-elsewhere')
                   GROUP BY token ORDER BY max(time) DESC LIMIT ?"""
        with self._database.read() as connection:
            found = [load(Currency, row[0]) for row in connection.execute(query, (MOST_TOKENS,))]
        return list({currency.address: currency for currency in reversed(found)}.values())[::-1]
