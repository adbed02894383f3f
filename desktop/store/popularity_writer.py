"""Counting who bought, in the catalogue, inside the batch of the one writer.

``tie`` holds what the chain said of accounts that a seller is linked with. ``patron`` holds what follows for each account
and listing, and ``demand`` the sums of its rows by the hour of their first purchase: a batch costs what it touches, never
all the purchases of a listing. Columns of ``demand`` are sums, so any order of batches gives the same.
"""

import sqlite3
from collections.abc import Container, Iterable
from typing import NamedTuple

from desktop.core.events import (
    BondWithdrawn,
    Bought,
    ChainEvent,
    Listed,
    OperatorSet,
    Refunded,
    RefundReason,
    Revised,
    Withdrawn,
)
from desktop.core.identity import NATIVE
from desktop.core.popularity import (
    EPOCH_HOURS,
    HOUR_S,
    Role,
    Trade,
    popularity_milli,
    price_weight,
    wash_milli,
)
from desktop.core.reviews import Exclusion
from desktop.store.review_writer import order_key

_PROVEN = (RefundReason.KEY_PROVEN_BAD, RefundReason.WRONG_KEY, RefundReason.WRONG_CONTENT)
_SUMS = (
    "strength",
    "payers",
    "accounts",
    "sales",
    "own",
    "held",
    "linked",
    "dust",
    "refunded",
    "undelivered",
    "proven",
)
_ADD = f"""INSERT INTO demand (listing, hour, {", ".join(_SUMS)}) VALUES ({", ".join("?" * (2 + len(_SUMS)))})
           ON CONFLICT (listing, hour) DO UPDATE SET {", ".join(f"{name} = {name} + excluded.{name}" for name in _SUMS)}"""  # noqa: S608 - our names
_DROP_EMPTY = (
    f"DELETE FROM demand WHERE listing = ? AND hour = ? AND {' AND '.join(f'{name} = 0' for name in _SUMS)}"  # noqa: S608
)
_BUYERS = "SELECT DISTINCT listing, payer FROM sale WHERE listing = ?"
_TIED = """SELECT EXISTS (SELECT 1 FROM tie WHERE account = ?1 AND other = ?2),
                  EXISTS (SELECT 1 FROM tie WHERE account = ?2 AND other = ?1)"""
_PUT = "INSERT INTO patron VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

Pair = tuple[int, bytes]
"""A listing, and an account that paid for it."""


class _Patron(NamedTuple):
    """A row of ``patron`` behind its key."""

    hour: int
    weight: int
    role: int
    sales: int
    held: int
    dust: int
    refunded: int
    undelivered: int
    proven: int

    def sums(self) -> tuple[int, ...]:
        """What it adds to its row of ``demand``."""
        has_bought, is_own = int(self.sales > 0), self.role == Role.OWN
        return (
            self.weight, int(self.weight > 0), has_bought, self.sales, self.sales if is_own else 0, self.held,
            self.sales if self.role == Role.LINKED else 0, self.dust, self.refunded, self.undelivered, self.proven,
        )  # fmt: skip


def pairs_above(connection: sqlite3.Connection, block: int | None) -> set[Pair]:
    """The pairs that a rollback to ``block`` changes, forgetting ties above it; asked before sales are dropped."""
    if block is None:
        return set()
    found = _pairs(
        connection,
        """SELECT listing, payer FROM sale WHERE block > :block
           UNION SELECT listing, payer FROM refund JOIN sale USING (order_id) WHERE refund.block > :block
           UNION SELECT listing, payer FROM sale
                 WHERE listing IN (SELECT listing FROM revision WHERE block > :block)""",
        {"block": block},
    )
    gone = connection.execute("DELETE FROM tie WHERE block > ? RETURNING account, other", (block,)).fetchall()
    for row in gone:
        found |= _bought_by(connection, row["account"], row["other"])
    return found


def keep(
    connection: sqlite3.Connection, events: Iterable[ChainEvent], known: Container[int], *, older: bool
) -> set[Pair]:
    """Keep what events say of accounts; the pairs that change by them.

    Args:
        connection: In the transaction of the batch; sales, refunds and revisions are in their tables.
        events: In any order.
        known: Listings of which more is known than that they were opened.
        older: What was bought may be known before its listing is: then the prices of its sales have just come.
    """
    found: set[Pair] = set()
    for event in events:
        if not isinstance(event, Listed):  # nearly all of them, and they change nothing
            found |= _keep(connection, event)
        if older and isinstance(event, Listed | Revised) and event.listing in known:
            found |= _pairs(connection, _BUYERS, (event.listing,))
    return found


def _keep(connection: sqlite3.Connection, event: ChainEvent) -> set[Pair]:
    match event:
        case Bought():
            return {(event.listing, event.order.payer.raw)}
        case Refunded():
            query = "SELECT listing, payer FROM sale WHERE order_id = ?"
            return _pairs(connection, query, (order_key(event.order_id),))
        case Revised():
            return _newly_own(connection, event)
        case Withdrawn(account=account, to=other) | BondWithdrawn(seller=account, to=other):
            return _tie(connection, event, account.raw, other.raw)
        case OperatorSet(seller=account, operator=other):
            return _tie(connection, event, account.raw, other.raw)
    return set()


def _newly_own(connection: sqlite3.Connection, event: Revised) -> set[Pair]:
    """All pairs of a listing if its new terms pay an account that no earlier ones did."""
    own = {event.encoded_terms[12:32], event.encoded_terms[44:64]}
    is_old = own <= _own(connection, event.listing, before=(event.at.block_number, event.at.log_index))
    return set() if is_old else _pairs(connection, _BUYERS, (event.listing,))


def rebuild(connection: sqlite3.Connection, pairs: Iterable[Pair]) -> tuple[set[int], set[Pair]]:
    """Work out the rows of these pairs anew; the listings that they are about, and the pairs whose role changed."""
    listings, others = set(), set()
    own: dict[int, frozenset[bytes]] = {}
    for listing, payer in sorted(pairs):
        if listing not in own:
            own[listing] = _own(connection, listing)
        query = "DELETE FROM patron WHERE listing = ? AND payer = ? RETURNING *"
        kept = connection.execute(query, (listing, payer)).fetchone()
        old = _Patron(*tuple(kept)[2:]) if kept else None
        new = _patron(connection, listing, payer, own[listing])
        if new is not None:
            connection.execute(_PUT, (listing, payer, *new))
        if new == old:
            continue
        listings.add(listing)
        for row, sign in ((old, -1), (new, 1)):
            if row is not None:
                _add(connection, listing, row, sign)
        if (old.role if old else Role.STRANGER) != (new.role if new else Role.STRANGER):
            others.add((listing, payer))
    return listings, others


def rank(connection: sqlite3.Connection, listings: Iterable[int]) -> None:
    """Set what follows for the rows of these listings, which were made anew."""
    changes = []
    for listing in sorted(listings):
        weights, trade = facts(connection, listing)
        if trade != Trade(ratings=trade.ratings, own_ratings=trade.own_ratings):
            popularity, wash = popularity_milli(weights, trade), wash_milli(trade)
            changes.append((trade.payers, trade.refunds, popularity, wash, listing))
    connection.executemany(
        "UPDATE listing SET payers = ?, refunds = ?, popularity_milli = ?, wash_milli = ? WHERE id = ?",
        changes,
    )


def facts(connection: sqlite3.Connection, listing: int) -> tuple[dict[int, int], Trade]:
    """The weight of a listing's purchases by epoch, and its trade."""
    sums = ", ".join(f"sum({name}) AS {name}" for name in _SUMS)
    query = f"""SELECT hour / {EPOCH_HOURS} AS epoch, max(accounts) AS busiest, {sums} FROM demand
                WHERE listing = ? GROUP BY epoch"""  # noqa: S608 - our names
    rows = connection.execute(query, (listing,)).fetchall()
    if not rows:
        return {}, Trade()
    counts = {name: sum(row[name] for row in rows) for name in _SUMS if name != "strength"}
    given = dict(
        connection.execute("SELECT exclusion, count(*) FROM review WHERE listing = ? GROUP BY exclusion", (listing,)).fetchall()
    )  # fmt: skip
    trade = Trade(
        **counts,
        busiest=max(row["busiest"] for row in rows),
        ratings=sum(given.values()) - given.get(Exclusion.REFUNDED.value, 0),
        own_ratings=given.get(Exclusion.OWN.value, 0) + given.get(Exclusion.LINKED.value, 0),
    )
    return {row["epoch"]: row["strength"] for row in rows if row["strength"]}, trade


def _patron(
    connection: sqlite3.Connection, listing: int, payer: bytes, own: frozenset[bytes]
) -> _Patron | None:
    """What an account's purchases of a listing come to; None without any."""
    sales = connection.execute(
        """SELECT sale.time, sale.holder, sale.price, sale.currency, refund.reason FROM sale
           LEFT JOIN refund USING (order_id) WHERE listing = ? AND payer = ? ORDER BY sale.block, sale.log_index""",
        (listing, payer),
    ).fetchall()
    if not sales:
        return None
    kept = [sale for sale in sales if sale["reason"] is None]
    reasons = [sale["reason"] for sale in sales if sale["reason"] is not None]
    role = _role(connection, payer, own)
    undelivered = reasons.count(RefundReason.NOT_DELIVERED)
    proven = sum(reason in _PROVEN for reason in reasons)
    weighed = [(sale, _weight(sale)) for sale in kept]
    counted = next(
        (found for found in weighed if found[1] and found[0]["holder"] not in own), None
    ) if role is Role.STRANGER else None  # fmt: skip
    first, weight = counted or ((kept or sales)[0], 0)
    return _Patron(
        hour=first["time"] // HOUR_S,
        weight=weight,
        role=role,
        sales=len(kept),
        held=0 if role is Role.OWN else sum(sale["holder"] in own for sale in kept),
        dust=sum(not found for _, found in weighed),
        refunded=len(reasons) - undelivered - proven,
        undelivered=undelivered,
        proven=proven,
    )


def _weight(sale: sqlite3.Row) -> int:
    return price_weight(int(sale["price"]), in_coin=sale["currency"] == NATIVE.raw)


def _role(connection: sqlite3.Connection, payer: bytes, own: frozenset[bytes]) -> Role:
    if payer in own:
        return Role.OWN
    found = Role.STRANGER
    for account in own:
        is_linked, is_paying = connection.execute(_TIED, (account, payer)).fetchone()
        if is_linked:
            return Role.LINKED
        if is_paying:
            found = Role.PAYING
    return found


def _own(
    connection: sqlite3.Connection, listing: int, before: tuple[int, int] | None = None
) -> frozenset[bytes]:
    """The seller of a listing, and every account that its terms ever paid."""
    earlier = "" if before is None else "AND (block, log_index) < (?, ?)"
    # Seller and payee are the first two words of the encoded terms.
    query = f"""SELECT DISTINCT substr(terms, 13, 20) AS seller, substr(terms, 45, 20) AS payee FROM revision
                WHERE listing = ? {earlier}"""  # noqa: S608 - fixed texts
    rows = connection.execute(query, (listing, *(before or ()))).fetchall()
    return frozenset(account for row in rows for account in row)


def _tie(
    connection: sqlite3.Connection,
    event: Withdrawn | BondWithdrawn | OperatorSet,
    account: bytes,
    other: bytes,
) -> set[Pair]:
    if other in (account, bytes(20)):
        return set()
    place = (event.at.block_number, event.at.log_index)
    connection.execute("INSERT OR IGNORE INTO tie VALUES (?, ?, ?, ?)", (account, other, *place))
    return _bought_by(connection, account, other)


def _bought_by(connection: sqlite3.Connection, account: bytes, other: bytes) -> set[Pair]:
    """What either of two accounts bought: the pairs for which a tie between them may matter."""
    return _pairs(connection, "SELECT listing, payer FROM patron WHERE payer IN (?, ?)", (account, other))


def _pairs(connection: sqlite3.Connection, query: str, values: object) -> set[Pair]:
    return {(row["listing"], row["payer"]) for row in connection.execute(query, values)}  # type: ignore[arg-type]


def _add(connection: sqlite3.Connection, listing: int, row: _Patron, sign: int) -> None:
    """Add a pair to the sums of its hour, or take it out; a row without anything in it is not kept."""
    connection.execute(_ADD, (listing, row.hour, *(sign * value for value in row.sums())))
    if sign < 0:
        connection.execute(_DROP_EMPTY, (listing, row.hour))
