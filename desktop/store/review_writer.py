"""Keeping ratings, answers and reports in the catalogue, inside the batch of the one writer.

What the chain said is kept as it came; ``review`` holds what follows for each licence: its latest rating, whether it
counts, and the latest answer of the seller.
"""

import sqlite3
from collections.abc import Iterable

from desktop.core.cards import parse_card
from desktop.core.errors import InvalidCard
from desktop.core.events import Anchored, Answered, Rated, RecordEvent, Reported
from desktop.core.exchange import Terms
from desktop.core.plain_text import shown
from desktop.core.popularity import Role
from desktop.core.reviews import MOST_STARS, Exclusion, MarketRatings, mean_milli, rank_milli

NO_LISTING = 0
"""Stands in a report whose sale is not known (yet): the market's numbers begin at 1."""


def record(connection: sqlite3.Connection, event: RecordEvent) -> tuple[set[bytes], set[int]]:
    """Keep an event; the orders whose reviews change by it, and the listings that it else concerns."""
    at = event.at
    match event:
        case Rated():
            if not 1 <= event.stars <= MOST_STARS:
                return set(), set()  # the contract emits no such rating, whatever a node says
            order = order_key(event.token_id)
            connection.execute(
                "INSERT OR IGNORE INTO rating VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    at.block_number,
                    at.log_index,
                    order,
                    at.timestamp,
                    event.holder.raw,
                    event.stars,
                    event.text,
                ),
            )
            return {order}, set()
        case Answered():
            order = order_key(event.token_id)
            connection.execute(
                "INSERT OR IGNORE INTO answer VALUES (?, ?, ?, ?, ?)",
                (at.block_number, at.log_index, order, at.timestamp, event.text),
            )
            return {order}, set()
        case Reported():
            order = order_key(event.token_id)
            connection.execute(
                """INSERT OR IGNORE INTO report VALUES
                   (?, ?, ?, coalesce((SELECT listing FROM sale WHERE order_id = ?), ?), ?, ?, ?)""",
                (
                    at.block_number, at.log_index, order, order, NO_LISTING, at.timestamp, event.holder.raw,
                    event.sealed_report,
                ),
            )  # fmt: skip
            query = "SELECT listing FROM sale WHERE order_id = ?"
            return set(), {row["listing"] for row in connection.execute(query, (order,))}
        case Anchored():
            return set(), set()


def orders_above(connection: sqlite3.Connection, block: int) -> set[bytes]:
    """The orders whose reviews a rollback to ``block`` changes; asked before anything is dropped."""
    query = """SELECT order_id FROM rating WHERE block > :block UNION SELECT order_id FROM answer WHERE block > :block
               UNION SELECT order_id FROM refund WHERE block > :block
               UNION SELECT order_id FROM review JOIN sale USING (order_id) WHERE sale.block > :block"""
    return {row["order_id"] for row in connection.execute(query, {"block": block})}


def rebuild(connection: sqlite3.Connection, orders: Iterable[bytes]) -> set[int]:
    """Work out the reviews of these orders anew; the listings that they are about."""
    raters: set[tuple[int, bytes]] = set()
    for order in sorted(orders):
        query = "DELETE FROM review WHERE order_id = ? RETURNING listing, payer"
        raters |= {tuple(row) for row in connection.execute(query, (order,)).fetchall()}
        row = _review(connection, order)
        if row is not None:
            marks = ", ".join("?" * len(row))
            made = f"INSERT INTO review VALUES ({marks}) RETURNING listing, payer"  # noqa: S608
            raters |= {tuple(found) for found in connection.execute(made, row).fetchall()}
    for listing, payer in sorted(raters):
        _count_once(connection, listing, payer)
    return {listing for listing, _ in raters}


def orders_of(connection: sqlite3.Connection, pairs: Iterable[tuple[int, bytes]]) -> set[bytes]:
    """The rated orders of these listings that were paid by the account beside each."""
    query = "SELECT order_id FROM review WHERE listing = ? AND payer = ?"
    return {row["order_id"] for pair in pairs for row in connection.execute(query, pair)}


def _count_once(connection: sqlite3.Connection, listing: int, payer: bytes) -> None:
    """Of all ratings for licences that an account paid for, let the latest count: licences are no votes to buy."""
    counting = (Exclusion.NONE.value, Exclusion.REPEATED.value)
    rows = connection.execute(
        """SELECT order_id, exclusion FROM review WHERE listing = ? AND payer = ? AND exclusion IN (?, ?)
           ORDER BY block DESC, log_index DESC""",
        (listing, payer, *counting),
    ).fetchall()
    for place, row in enumerate(rows):
        exclusion = counting[min(place, 1)]
        if row["exclusion"] != exclusion:
            change = "UPDATE review SET exclusion = ? WHERE order_id = ?"
            connection.execute(change, (exclusion, row["order_id"]))


def counted(connection: sqlite3.Connection, listing: int) -> tuple[int, int]:
    """(number, stars together) of a listing's ratings that count."""
    query = "SELECT count(*), coalesce(sum(stars), 0) FROM review WHERE listing = ? AND exclusion = ''"
    number, stars = connection.execute(query, (listing,)).fetchone()
    return number, stars


def of_market(connection: sqlite3.Connection) -> MarketRatings:
    """All ratings that count."""
    query = "SELECT coalesce(sum(ratings), 0), coalesce(sum(stars), 0) FROM listing WHERE ratings > 0"
    return MarketRatings(*connection.execute(query).fetchone())


def rank(connection: sqlite3.Connection, made: Iterable[int]) -> None:
    """Set the means of the rated listings whose rows were made anew, or of all if the market's mean has moved."""
    market = of_market(connection)
    rated = "SELECT id, ratings, stars, rank_milli, mean_milli FROM listing WHERE ratings > 0"
    if _moved(connection, market):
        rows = connection.execute(rated).fetchall()
    else:
        marked = [connection.execute(f"{rated} AND id = ?", (listing,)).fetchone() for listing in made]
        rows = [row for row in marked if row is not None]
    changes = [
        (*found, row["id"])
        for row in rows
        if (
            found := (
                rank_milli(row["ratings"], row["stars"], market),
                mean_milli(row["ratings"], row["stars"], market),
            )
        )
        != (row["rank_milli"], row["mean_milli"])
    ]
    connection.executemany("UPDATE listing SET rank_milli = ?, mean_milli = ? WHERE id = ?", changes)


def order_key(order_id: int) -> bytes:
    """An order id as it stands in the tables."""
    return order_id.to_bytes(32, "big")


def _moved(connection: sqlite3.Connection, market: MarketRatings) -> bool:
    told = f"{market.count} {market.stars}"
    kept = connection.execute("SELECT value FROM meta WHERE name = 'ratings'").fetchone()
    if (kept["value"] if kept else "0 0") == told:
        return False
    connection.execute(
        "INSERT INTO meta VALUES ('ratings', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (told,),
    )
    return True


def _review(connection: sqlite3.Connection, order: bytes) -> tuple[int | str | bytes | None, ...] | None:
    """The row of an order's review; None if there is no rating, or it is for no licence of this market."""
    ratings = connection.execute(
        "SELECT * FROM rating WHERE order_id = ? ORDER BY block DESC, log_index DESC LIMIT 2", (order,)
    ).fetchall()
    sale = connection.execute("SELECT * FROM sale WHERE order_id = ?", (order,)).fetchone()
    if not ratings or sale is None:
        return None
    revision = connection.execute(
        """SELECT terms, card FROM revision WHERE listing = ? AND (block, log_index) < (?, ?)
           ORDER BY block DESC, log_index DESC LIMIT 1""",
        (sale["listing"], sale["block"], sale["log_index"]),
    ).fetchone()
    if revision is None:
        return None
    rating, terms = ratings[0], Terms.decode(revision["terms"])
    answer = connection.execute(
        "SELECT * FROM answer WHERE order_id = ? ORDER BY block DESC, log_index DESC LIMIT 1", (order,)
    ).fetchone()
    return (
        order, sale["listing"], terms.seller.raw, sale["payer"], rating["block"], rating["log_index"], rating["time"],
        rating["holder"], rating["stars"], shown(rating["text"]), int(len(ratings) > 1), sale["block"],
        _version(revision["card"]), _exclusion(connection, sale, rating, terms).value, *_answer(answer, rating),
    )  # fmt: skip


def _answer(answer: sqlite3.Row | None, rating: sqlite3.Row) -> tuple[str | None, int | None, int | None]:
    if answer is None or not (
        text := shown(answer["text"])
    ):  # the seller takes an answer back by an empty one
        return None, None, None
    earlier = (answer["block"], answer["log_index"]) < (rating["block"], rating["log_index"])
    return text, answer["time"], int(earlier)


def _exclusion(
    connection: sqlite3.Connection, sale: sqlite3.Row, rating: sqlite3.Row, terms: Terms
) -> Exclusion:
    if connection.execute("SELECT 1 FROM refund WHERE order_id = ?", (sale["order_id"],)).fetchone():
        return Exclusion.REFUNDED
    if {rating["holder"], sale["holder"], sale["payer"]} & {terms.seller.raw, terms.payee.raw}:
        return Exclusion.OWN
    query = "SELECT role FROM patron WHERE listing = ? AND payer = ?"
    patron = connection.execute(query, (sale["listing"], sale["payer"])).fetchone()
    return Exclusion.LINKED if patron and patron["role"] == Role.LINKED else Exclusion.NONE


def _version(card: bytes) -> str:
    try:
        return parse_card(card).version
    except InvalidCard:
        return ""
