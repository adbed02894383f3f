"""Requests for keys that this wallet made, and its answers to those of others."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from desktop.core.errors import Bug, IllegalTransition, NoSuchRecord, StaleState
from desktop.core.records import dump, load
from desktop.core.requests import REQUEST_TRANSITIONS, Answer, KeyRequest, RequestState
from desktop.store.database import Database


@dataclass(eq=False)
class AnswerChanged(Bug):
    """An answer that was fixed was to be replaced by another one. Nothing was written."""

    request_id: int


class RequestStore:
    """Fits ``services.rights.ports.RequestBook``: a state machine on disk, like that of the purchases."""

    def __init__(self, database: Database, now: Callable[[], int] = lambda: int(time.time())) -> None:
        self._database = database
        self._now = now

    def add(self, request: KeyRequest) -> None:
        """Keep a new request."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO key_request (id, token_id, state, created_at, record) VALUES (?, ?, ?, ?, ?)",
                (
                    request.id, f"{request.token_id:064x}", request.state.value, request.created_at, dump(request),
                ),
            )  # fmt: skip

    def get(self, request: str) -> KeyRequest:
        """One request.

        Raises:
            NoSuchRecord: There is none of this id.
        """
        with self._database.read() as connection:
            return _read(connection, request)

    def all(self) -> list[KeyRequest]:
        """Every request, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM key_request ORDER BY created_at, rowid")
            return [load(KeyRequest, row["record"]) for row in rows]

    def move(self, request: str, expected: RequestState, new: RequestState, **fields: Any) -> KeyRequest:
        """Change state and fields in one transaction.

        Raises:
            StaleState: The request is not in state ``expected``.
            IllegalTransition: The graph has no step from ``expected`` to ``new``.
        """
        with self._database.write() as connection:
            kept = _read(connection, request)
            if kept.state is not expected:
                raise StaleState(request, expected.value, kept.state.value)
            if new not in REQUEST_TRANSITIONS[expected]:
                raise IllegalTransition(request, expected.value, new.value)
            return self._change(connection, kept, {**fields, "state": new})

    def update(self, request: str, **fields: Any) -> KeyRequest:
        """Change fields other than the state in one transaction."""
        if "state" in fields:
            raise IllegalTransition(request, "any", str(fields["state"]))
        with self._database.write() as connection:
            return self._change(connection, _read(connection, request), fields)

    def _change(
        self, connection: sqlite3.Connection, request: KeyRequest, fields: dict[str, Any]
    ) -> KeyRequest:
        changed = replace(request, **{"updated_at": self._now(), **fields})
        connection.execute(
            "UPDATE key_request SET state = ?, record = ? WHERE id = ?",
            (changed.state.value, dump(changed), changed.id),
        )
        return changed


def _read(connection: sqlite3.Connection, request: str) -> KeyRequest:
    row = connection.execute("SELECT record FROM key_request WHERE id = ?", (request,)).fetchone()
    if row is None:
        raise NoSuchRecord("key request", request)
    return load(KeyRequest, row["record"])


class AnswerStore:
    """Fits ``services.answers.AnswerBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answers(self) -> list[Answer]:
        """Every answer, in the order in which the requests were seen."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT record FROM key_answer ORDER BY seen_at, rowid")
            return [load(Answer, row["record"]) for row in rows]

    def answer(self, token_id: int, key_hash: bytes, holder: bytes) -> Answer | None:
        """The one answer for a licence, a key and a holder."""
        with self._database.read() as connection:
            query = "SELECT record FROM key_answer WHERE token_id = ? AND key_hash = ? AND holder = ?"
            row = connection.execute(query, (f"{token_id:064x}", key_hash.hex(), holder.hex())).fetchone()
        return load(Answer, row["record"]) if row else None

    def put_answer(self, answer: Answer) -> None:
        """Insert or replace.

        Raises:
            AnswerChanged: ``rx``, ``parity`` or ``wrapped`` were set before and differ, or another request of the
                same holder for the same key is answered already: there is one answer.
        """
        kept = self.answer(answer.token_id, answer.terms.key_hash, answer.holder.raw)
        with self._database.write() as connection:
            if kept is not None and kept.wrapped and _fixed(kept) != _fixed(answer):
                raise AnswerChanged(answer.request_id)
            connection.execute(
                """INSERT INTO key_answer (token_id, key_hash, holder, seen_at, record) VALUES (?, ?, ?, ?, ?)
                   ON CONFLICT (token_id, key_hash, holder) DO UPDATE SET record = excluded.record""",
                (
                    f"{answer.token_id:064x}", answer.terms.key_hash.hex(), answer.holder.raw.hex(), answer.seen_at,
                    dump(answer),
                ),
            )  # fmt: skip


def _fixed(answer: Answer) -> tuple[int, int, int, bytes]:
    return answer.request_id, answer.rx, answer.parity, answer.wrapped
