"""What transactions were expected to do, and what they did."""

from dataclasses import replace

from desktop.core.effect_checks import Expectation, Verdict
from desktop.core.records import dump, load
from desktop.store.database import Database


class ExpectationStore:
    """Fits ``services.effects.ports.ExpectationBook``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, expectation: Expectation) -> None:
        """Insert or replace, by hash."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO expectation (hash, verdict, record) VALUES (?, ?, ?)
                   ON CONFLICT (hash) DO UPDATE SET verdict = excluded.verdict, record = excluded.record""",
                (expectation.hash.hex(), expectation.verdict.value, dump(expectation)),
            )

    def find(self, transaction_hash: bytes) -> Expectation | None:
        with self._database.read() as connection:
            query = "SELECT record FROM expectation WHERE hash = ?"
            row = connection.execute(query, (transaction_hash.hex(),)).fetchone()
        return load(Expectation, row["record"]) if row else None

    def also(self, old: bytes, new: bytes) -> None:
        """What was expected of one transaction is expected of another of the same act too: either may be mined."""
        kept = self.find(old)
        if kept is not None and self.find(new) is None:
            self.put(replace(kept, hash=new))

    def with_verdict(self, verdict: Verdict) -> list[Expectation]:
        """Newest first; a hundred at most, for what never was mined stays pending."""
        with self._database.read() as connection:
            query = "SELECT record FROM expectation WHERE verdict = ? ORDER BY rowid DESC LIMIT 100"
            rows = connection.execute(query, (verdict.value,))
            return [load(Expectation, row["record"]) for row in rows]
