"""How many listings each filter would leave, beside the other filters that are set."""

import sqlite3

from desktop.core.listings import FacetCounts, ListingQuery

MOST_CHOICES = 100


def choices(connection: sqlite3.Connection, kind: str) -> list[tuple[str, int]]:
    """The tasks or licences of listings on offer with their numbers, the commonest first."""
    query = f"SELECT value, offered FROM choice WHERE kind = ? AND value != '' ORDER BY offered DESC, value LIMIT {MOST_CHOICES}"
    return [(row["value"], row["offered"]) for row in connection.execute(query, (kind,))]


def count_facets(connection: sqlite3.Connection, query: ListingQuery, memory_bytes: int) -> FacetCounts:
    """How many each filter would leave."""
    ...
