"""Whoever compares what a transaction does with what was agreed to, before it is signed and after it was mined."""

from typing import Protocol

from desktop.core.effect_checks import Expectation
from desktop.core.effects import Effects, Fullness, Preview
from desktop.core.identity import Address
from desktop.core.transactions import Call, Receipt


class Guard(Protocol):
    """Compares what a transaction does with what was agreed to, before it is signed and after it was mined."""

    def effects(self, account: Address, call: Call) -> Effects | None:
        """What the call does, tried now; None where nobody compares."""

    def preview(self, account: Address, call: Call) -> Preview | None:
        """All that a person is shown of the call; None where nobody compares."""

    def foresee(self, account: Address, call: Call, agreed: Effects | None) -> Effects: ...
    def outcome(self, transaction_hash: bytes) -> Expectation | None:
        """What was expected of a transaction when it was signed, and how it came."""

    def sent(self, transaction_hash: bytes, account: Address, call: Call, expected: Effects) -> None: ...
    def replaced(self, old: bytes, new: bytes) -> None: ...
    def mined(self, receipt: Receipt) -> None: ...
    def unmined(self, transaction_hash: bytes) -> None: ...
    def judge_pending(self) -> None: ...


class Unguarded:
    """Where nobody compares: commands that look after what was sent, without the market's words for it."""

    def effects(self, _account: Address, _call: Call) -> Effects | None:
        """Nobody compares."""
        return None

    def preview(self, _account: Address, _call: Call) -> Preview | None:
        """Nobody is shown anything."""
        return None

    def foresee(self, _account: Address, _call: Call, agreed: Effects | None) -> Effects:
        return agreed or Effects(Fullness.UNREACHED, is_complete=False)

    def outcome(self, _hash: bytes) -> Expectation | None:
        """Nothing is kept."""
        return None

    def sent(self, _hash: bytes, _account: Address, _call: Call, _expected: Effects) -> None: ...
    def replaced(self, _old: bytes, _new: bytes) -> None: ...
    def mined(self, _receipt: Receipt) -> None: ...
    def unmined(self, _hash: bytes) -> None: ...
    def judge_pending(self) -> None: ...
