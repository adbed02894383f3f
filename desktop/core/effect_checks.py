"""Whether effects are what was agreed to: before signing against a new trial, after mining against what happened."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.effects import Effects, Place, RightChange, RightKind
from desktop.core.errors import UserError
from desktop.core.exchange import OrderState
from desktop.core.identity import Address
from desktop.core.money import Currency


class DifferenceKind(Enum):
    """How the effects differ, to the account's harm."""

    LEFT_MORE = "left-more"
    CAME_LESS = "came-less"
    POWER_GIVEN = "power-given"
    ITEM_LEFT = "item-left"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is worse than what was expected; what is better is none.

    Attributes:
        kind: How.
        currency: Of amounts.
        expected: The change that was expected (below zero: leaves).
        real: The change that came.
        right: Of powers and items.
    """

    kind: DifferenceKind
    currency: Currency | None = None
    expected: int = 0
    real: int = 0
    right: RightChange | None = None


Differences = tuple[Difference, ...]


@dataclass(eq=False)
class EffectsChanged(UserError):
    """The transaction would now do more than what was agreed to; nothing was signed."""

    differences: Differences


def differences(expected: Effects, real: Effects) -> Differences:
    """What is worse in ``real``. Against effects that were only known, more may come in than was said, and not less."""
    if real.would_fail:
        return () if expected.would_fail else (Difference(DifferenceKind.FAILED),)
    return (*_money(expected, real), *_powers(expected, real), *_items(expected, real))


def _money(expected: Effects, real: Effects) -> Differences:
    if not real.fullness.is_full:
        # What is only known of a call says nothing about what it does beyond: what it says it takes is compared.
        lines = [(line.currency, line.place) for line in real.balances if line.change < 0]
    else:
        lines = [(line.currency, line.place) for line in (*expected.balances, *real.balances)]
    found = []
    for currency, place in dict.fromkeys(lines):
        wanted = expected.change_of(currency.address, place)
        came = real.change_of(currency.address, place)
        if came >= wanted or currency.address in real.unread:
            continue
        if place is not Place.ACCOUNT and not expected.fullness.is_full:
            continue  # what a contract of ours keeps is known in part: what is taken home leaves it
        kind = DifferenceKind.LEFT_MORE if came < 0 else DifferenceKind.CAME_LESS
        found.append(Difference(kind, currency, wanted, came))
    return tuple(found)


def _powers(expected: Effects, real: Effects) -> Differences:
    agreed = {right.place: right.after for right in expected.rights}
    return tuple(
        Difference(DifferenceKind.POWER_GIVEN, right.currency, agreed.get(right.place, 0), right.after, right)
        for right in real.rights
        if right.gives_power and right.after > agreed.get(right.place, 0)
    )


_ITEMS = {RightKind.ITEM, RightKind.ITEMS, RightKind.LICENCE}


def _items(expected: Effects, real: Effects) -> Differences:
    agreed = {right.place for right in expected.rights}
    gives_back = any(r.kind is RightKind.ORDER and r.after == OrderState.REFUNDED for r in expected.rights)
    return tuple(
        Difference(DifferenceKind.ITEM_LEFT, right=right)
        for right in real.rights
        if right.kind in _ITEMS
        and right.after < (right.before or 0)
        and right.place not in agreed
        and not (gives_back and right.kind is RightKind.LICENCE)
    )


class Verdict(Enum):
    """How what happened compares with what was expected."""

    PENDING = "pending"  # not mined, or not compared yet
    AS_EXPECTED = "as-expected"
    DIFFERENT = "different"
    FAILED = "failed"  # mined and refused: nothing but the fee is gone
    UNCLEAR = "unclear"  # other transactions of the account stand in the same block


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a transaction was expected to do when it was signed, and what became of that.

    Attributes:
        hash: The transaction's.
        chain_id: Its chain.
        account: Who signed.
        to: What was called.
        data: With these bytes.
        value_wei: And this value.
        expected: What was agreed to.
        verdict: How it came.
        real: What happened, once it was mined and measured.
        found: What is worse than expected.
        is_seen: Whether the person has seen that.
    """

    hash: bytes
    chain_id: int
    account: Address
    to: Address
    data: bytes
    value_wei: int
    expected: Effects
    verdict: Verdict = Verdict.PENDING
    real: Effects | None = None
    found: Differences = ()
    is_seen: bool = False
