"""What the chain said, as the catalogue keeps it: revisions, closures, sales, refunds and proven keys, each with its block.

Nothing depends on the order in which batches come: the newest blocks are read first and older ones behind them, and
what an older event adds to what is known already is worked out when it comes.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from desktop.core.events import (
    Bought,
    ChainEvent,
    Closed,
    KeyProvenBad,
    Listed,
    RecordEvent,
    Refunded,
    Revised,
)
from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE
from desktop.store import review_writer
from desktop.store.catalogue_schema import digits
from desktop.store.review_writer import order_key

_DATED = ("revision", "closure", "sale", "refund", "bad_key", "rating", "answer", "report")


@dataclass(slots=True)
class Touched:
    """What must be worked out anew after events were kept.

    ``listings`` and ``orders`` (their reviews) have an earlier row or more than one event; of the listings in ``new``
    nothing is known but that one event, so that their rows need no reads at all.
    """

    listings: set[int] = field(default_factory=set)
    orders: set[bytes] = field(default_factory=set)
    new: list[Listed] = field(default_factory=list)


def roll_back(connection: sqlite3.Connection, block: int) -> Touched:
    """Forget what happened above ``block``."""
    orders = review_writer.orders_above(connection, block)
    query = """SELECT listing FROM revision WHERE block > :block
               UNION SELECT listing FROM closure WHERE block > :block
               UNION SELECT listing FROM sale WHERE block > :block
               UNION SELECT sale.listing FROM refund JOIN sale USING (order_id) WHERE refund.block > :block
               UNION SELECT listing.id FROM bad_key JOIN listing USING (key_hash) WHERE bad_key.block > :block"""
    listings = {row["listing"] for row in connection.execute(query, {"block": block})}
    for table in _DATED:
        connection.execute(f"DELETE FROM {table} WHERE block > ?", (block,))  # noqa: S608 - our names
    return Touched(listings, orders)


def keep(connection: sqlite3.Connection, events: Iterable[ChainEvent], *, older: bool = False) -> Touched:
    """Keep events; one that is there already changes nothing.

    Args:
        connection: In the transaction of the batch.
        events: In any order.
        older: There may be later events of the same listings and orders already.
    """
    kinds: dict[type[ChainEvent], list[ChainEvent]] = defaultdict(list)
    for event in events:
        kinds[type(event)].append(event)
    touched = Touched()
    revisions: list[Listed | Revised] = [*kinds[Listed], *kinds[Revised]]  # type: ignore[list-item]
    _keep_revisions(connection, revisions, kinds, touched)
    for event in kinds[Closed]:
        _keep_closure(connection, event, touched)  # type: ignore[arg-type]
    for event in kinds[Bought]:
        _keep_sale(connection, event, touched, older=older)  # type: ignore[arg-type]
    for event in kinds[Refunded]:
        _keep_refund(connection, event, touched)  # type: ignore[arg-type]
    for event in kinds[KeyProvenBad]:
        _keep_bad_key(connection, event, touched)  # type: ignore[arg-type]
    for kind, records in kinds.items():
        if issubclass(kind, RecordEvent):
            for record in records:
                orders, listings = review_writer.record(connection, record)  # type: ignore[arg-type]
                touched.orders |= orders
                touched.listings |= listings
    if older:
        _complete_sales(connection, {event.listing for event in revisions}, touched)
    return touched  # deliveries, payments, bonds and operators change no listing


def _keep_revisions(
    connection: sqlite3.Connection,
    revisions: Sequence[Listed | Revised],
    kinds: dict[type[ChainEvent], list[ChainEvent]],
    touched: Touched,
) -> None:
    opened: list[Listed] = kinds[Listed]  # type: ignore[assignment]
    named = Counter(
        event.listing  # type: ignore[union-attr]
        for kind in (Listed, Revised, Closed, Bought)
        for event in kinds[kind]
    )
    known = _known(connection, [event.listing for event in opened])
    kept = connection.executemany(
        "INSERT OR IGNORE INTO revision VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (e.at.block_number, e.at.log_index, e.listing, e.at.timestamp, e.at.transaction_hash, e.encoded_terms, e.card)
            for e in revisions
        ),
    ).rowcount  # fmt: skip
    if kept == len(revisions):  # else one of them was there before: nothing is taken for new
        touched.new += [e for e in opened if named[e.listing] == 1 and e.listing not in known]
    touched.listings |= {e.listing for e in revisions} - {e.listing for e in touched.new}


def _known(
    connection: sqlite3.Connection,
    listings: Collection[int],
    tables: Iterable[str] = ("revision", "closure", "sale"),
) -> set[int]:
    """Which listings about these have been heard of: the market numbers one after the other, so a range finds them."""
    if not listings:
        return set()
    ends = (min(listings), max(listings))
    return {
        row["listing"]
        for table in tables
        for row in connection.execute(
            f"SELECT DISTINCT listing FROM {table} WHERE listing BETWEEN ? AND ?",  # noqa: S608 - our names
            ends,
        )
    }


def _keep_closure(connection: sqlite3.Connection, event: Closed, touched: Touched) -> None:
    row = (event.at.block_number, event.at.log_index, event.listing)
    connection.execute("INSERT OR IGNORE INTO closure VALUES (?, ?, ?)", row)
    touched.listings.add(event.listing)


def _keep_sale(connection: sqlite3.Connection, event: Bought, touched: Touched, *, older: bool) -> None:
    key, order, at = order_key(event.order_id), event.order, event.at
    place = (at.block_number, at.log_index)
    row = (
        key, *place, event.listing, order.payer.raw, event.holder.raw, order.bought_at,
        *_paid(connection, event.listing, place),
    )  # fmt: skip
    connection.execute("INSERT OR IGNORE INTO sale VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    touched.listings.add(event.listing)
    if older:
        touched.orders.add(key)
        connection.execute("UPDATE report SET listing = ? WHERE order_id = ?", (event.listing, key))


def _paid(connection: sqlite3.Connection, listing: int, place: tuple[int, int]) -> tuple[str, bytes]:
    """Price (``PRICE_DIGITS`` digits) and currency of the terms that were bought; nothing if they are unknown."""
    row = connection.execute(
        """SELECT terms FROM revision WHERE listing = ? AND (block, log_index) < (?, ?)
           ORDER BY block DESC, log_index DESC LIMIT 1""",
        (listing, *place),
    ).fetchone()
    if row is None:
        return digits(0), NATIVE.raw
    terms = Terms.decode(row["terms"])
    return digits(terms.price), terms.currency.raw


def _complete_sales(connection: sqlite3.Connection, listings: set[int], touched: Touched) -> None:
    """What sales and reviews lacked while the terms that were bought were not known."""
    for listing in listings & _known(connection, listings, ("sale",)):
        query = "SELECT order_id, block, log_index FROM sale WHERE listing = ?"
        for row in connection.execute(query, (listing,)).fetchall():
            paid = _paid(connection, listing, (row["block"], row["log_index"]))
            connection.execute(
                "UPDATE sale SET price = ?, currency = ? WHERE order_id = ?", (*paid, row["order_id"])
            )
            touched.orders.add(row["order_id"])


def _keep_refund(connection: sqlite3.Connection, event: Refunded, touched: Touched) -> None:
    key = order_key(event.order_id)
    connection.execute(
        "INSERT OR IGNORE INTO refund VALUES (?, ?, ?)", (key, event.at.block_number, event.reason)
    )
    touched.orders.add(key)
    query = "SELECT listing FROM sale WHERE order_id = ?"
    touched.listings |= {row["listing"] for row in connection.execute(query, (key,))}


def _keep_bad_key(connection: sqlite3.Connection, event: KeyProvenBad, touched: Touched) -> None:
    # The contract proves a key bad once; whoever tells it twice is believed from the earlier block on.
    connection.execute(
        """INSERT INTO bad_key VALUES (?, ?)
           ON CONFLICT (key_hash) DO UPDATE SET block = min(block, excluded.block)""",
        (event.key_hash, event.at.block_number),
    )
    query = "SELECT id FROM listing WHERE key_hash = ?"  # they are not offered any more
    touched.listings |= {row["id"] for row in connection.execute(query, (event.key_hash,))}
