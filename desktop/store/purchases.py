"""The purchases of this wallet: a state machine on disk, and a history that only grows."""

import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from desktop.core.errors import IllegalTransition, NoSuchRecord, StaleState
from desktop.core.identity import Address
from desktop.core.orders import TRANSITIONS, Purchase, PurchaseState
from desktop.core.records import dump, load
from desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class PurchaseEvent:
    """One change in the life of a purchase; ``fields`` are the names of what else was set."""

    time: int
    old_state: PurchaseState | None
    new_state: PurchaseState
    fields: tuple[str, ...]


class PurchaseStore:
    """Fits ``services.purchase.ports.PurchaseBook``."""

    def __init__(self, database: Database, now: Callable[[], int] = lambda: int(time.time())) -> None:
        self._database = database
        self._now = now

    def add(self, purchase: Purchase) -> None:
        """Keep a new purchase."""
        with self._database.write() as connection:
            _write(connection, purchase, "INSERT")
            self._note(connection, purchase.id, None, purchase.state, ())

    def get(self, purchase_id: str) -> Purchase:
        """One purchase.

        Raises:
            NoSuchRecord: There is none of this id.
        """
        with self._database.read() as connection:
            return _read(connection, purchase_id)

    def all(self) -> list[Purchase]:
        """Every purchase, oldest first."""
        return self._select("ORDER BY created_at, rowid")

    def of_listing(self, chain_id: int, market: Address, listing: int) -> list[Purchase]:
        """The purchases of one listing, oldest first."""
        where = "WHERE chain_id = ? AND market = ? AND listing = ? ORDER BY created_at, rowid"
        return self._select(where, str(chain_id), market.raw.hex(), str(listing))

    def by_order(self, order_id: int) -> Purchase | None:
        """The purchase whose order has this id."""
        return next(iter(self._select("WHERE order_id = ?", f"{order_id:064x}")), None)

    def move(self, purchase_id: str, expected: PurchaseState, new: PurchaseState, **fields: Any) -> Purchase:
        """Change state and fields in one transaction.

        Raises:
            StaleState: The purchase is not in state ``expected``.
            IllegalTransition: The graph has no step from ``expected`` to ``new``.
        """
        with self._database.write() as connection:
            purchase = _read(connection, purchase_id)
            if purchase.state is not expected:
                raise StaleState(purchase_id, expected.value, purchase.state.value)
            if new not in TRANSITIONS[expected]:
                raise IllegalTransition(purchase_id, expected.value, new.value)
            return self._change(connection, purchase, {**fields, "state": new})

    def update(self, purchase_id: str, **fields: Any) -> Purchase:
        """Change fields other than the state in one transaction."""
        if "state" in fields:
            raise IllegalTransition(purchase_id, "any", str(fields["state"]))
        with self._database.write() as connection:
            return self._change(connection, _read(connection, purchase_id), fields)

    def history(self, purchase_id: str) -> list[PurchaseEvent]:
        """Everything that happened to a purchase, oldest first."""
        query = (
            "SELECT time, old_state, new_state, fields FROM purchase_event WHERE purchase = ? ORDER BY number"
        )
        with self._database.read() as connection:
            return [
                PurchaseEvent(
                    row["time"],
                    PurchaseState(row["old_state"]) if row["old_state"] else None,
                    PurchaseState(row["new_state"]),
                    tuple(json.loads(row["fields"])),
                )
                for row in connection.execute(query, (purchase_id,))
            ]

    def _change(self, connection: sqlite3.Connection, purchase: Purchase, fields: dict[str, Any]) -> Purchase:
        changed = replace(purchase, **{"updated_at": self._now(), **fields})
        _write(connection, changed, "REPLACE")
        names = tuple(sorted(fields.keys() - {"state", "updated_at"}))
        self._note(connection, purchase.id, purchase.state, changed.state, names)
        return changed

    def _note(
        self,
        connection: sqlite3.Connection,
        purchase_id: str,
        old: PurchaseState | None,
        new: PurchaseState,
        fields: tuple[str, ...],
    ) -> None:
        connection.execute(
            "INSERT INTO purchase_event (purchase, time, old_state, new_state, fields) VALUES (?, ?, ?, ?, ?)",
            (purchase_id, self._now(), old.value if old else None, new.value, json.dumps(fields)),
        )

    def _select(self, clause: str, *values: str) -> list[Purchase]:
        with self._database.read() as connection:
            rows = connection.execute(f"SELECT record FROM purchase {clause}", values)  # noqa: S608 - fixed text
            return [load(Purchase, row["record"]) for row in rows]


def _read(connection: sqlite3.Connection, purchase_id: str) -> Purchase:
    row = connection.execute("SELECT record FROM purchase WHERE id = ?", (purchase_id,)).fetchone()
    if row is None:
        raise NoSuchRecord("purchase", purchase_id)
    return load(Purchase, row["record"])


def _write(connection: sqlite3.Connection, purchase: Purchase, how: str) -> None:
    values = (
        purchase.state.value,
        str(purchase.chain_id),
        purchase.market.raw.hex(),
        str(purchase.listing),
        purchase.account.raw.hex(),
        f"{purchase.order_id:064x}" if purchase.order_id is not None else None,
        purchase.created_at,
        dump(purchase),
        purchase.id,
    )
    if how == "INSERT":
        connection.execute(
            """INSERT INTO purchase (state, chain_id, market, listing, account, order_id, created_at, record, id)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            values,
        )
    else:
        connection.execute(
            """UPDATE purchase SET state = ?, chain_id = ?, market = ?, listing = ?, account = ?, order_id = ?,
               created_at = ?, record = ? WHERE id = ?""",
            values,
        )
