"""Balances as they were told: by whom, at which block, and whether anybody says otherwise."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.core.identity import NATIVE, Address

ENOUGH_VOTES = 3


class Trust(Enum):
    """What stands behind an amount."""

    AGREED = "agreed"
    """Operators that were asked apart say the same."""
    PROVEN = "proven"
    """A proof fits a block that operators agree on; whoever says otherwise tells an untruth."""
    OUTVOTED = "outvoted"
    """Most of three or more say this; another says otherwise."""
    ALONE = "alone"
    """One operator was asked, or one alone answered."""
    DISPUTED = "disputed"
    """They contradict each other, and no majority decides: there is no amount."""
    UNREAD = "unread"
    """The token's contract told nothing that could be an amount."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one endpoint told of a currency, in its smallest unit; None if the contract told it nothing."""

    origin: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of one currency an account holds.

    Attributes:
        currency: ``NATIVE`` for the coin, else the token's contract.
        amount: In the smallest unit; None where it is not known. Never 0 for a failed read.
        trust: What stands behind it.
        others: Who says otherwise, and what; all of them where it is disputed.
    """

    currency: Address
    amount: int | None
    trust: Trust
    others: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """One account at one block.

    Attributes:
        account: Whose.
        holdings: The coin first, then the tokens in the order they were asked for.
        block: Number of the block.
        timestamp: Its time, by the node.
        is_old: Whether that block was old by this machine's clock when it was read.
        origins: Who was asked about the account and answered.
    """

    account: Address
    holdings: tuple[Holding, ...]
    block: int
    timestamp: int
    is_old: bool
    origins: tuple[str, ...]

    def of(self, currency: Address = NATIVE) -> Holding | None:
        """The holding of one currency, if it was asked for."""
        return next((held for held in self.holdings if held.currency == currency), None)


def prove(held: Holding, amount: int, voices: Sequence[Voice]) -> Holding:
    """The holding with an amount that is proven, whatever was told; who told otherwise stands beside it."""
    others = tuple(voice for voice in voices if voice.amount != amount)
    return Holding(held.currency, amount, Trust.PROVEN, others)


def weigh(currency: Address, voices: Sequence[Voice]) -> Holding:
    """What is believed of one currency: what all say, else what most of at least three say, else nothing.

    Args:
        currency: What was asked for.
        voices: At least one; one per operator.
    """
    amount, count = Counter(voice.amount for voice in voices).most_common(1)[0]
    others = tuple(voice for voice in voices if voice.amount != amount)
    if others and (len(voices) < ENOUGH_VOTES or 2 * count <= len(voices)):
        return Holding(currency, None, Trust.DISPUTED, tuple(voices))
    if amount is None:
        return Holding(currency, None, Trust.UNREAD, others)
    if others:
        return Holding(currency, amount, Trust.OUTVOTED, others)
    return Holding(currency, amount, Trust.AGREED if len(voices) > 1 else Trust.ALONE)
