"""A journal over a database in memory, for tests that do not look at it."""

from typing import Any

from desktop.services.journal import Activity, Journal


class Forgetful:
    """Keeps lines in a list."""

    def __init__(self) -> None:
        self.lines: list[Activity] = []

    def add(self, activity: Activity) -> int:
        self.lines.append(activity)
        return len(self.lines)

    def find(self, transaction_hash: bytes) -> Activity | None:
        return next((line for line in self.lines if line.hash == transaction_hash), None)

    def __getattr__(self, name: str) -> Any:
        return lambda *_: []


class _Clock:
    def now(self) -> int:
        return 0


def quiet_journal() -> Journal:
    """A journal that tells nobody."""
    return Journal(Forgetful(), _Clock(), lambda _change: None)
