"""What is kept out of the activity, as rules with ids and thresholds that the person can see.

Only lines that this wallet did not sign are judged: anybody can write an account's address into a log. Nothing is deleted, and
whatever moved coin stays in every export.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from desktop.core.identity import Address
from desktop.core.lookalikes import look_alike
from desktop.core.movements import Leg

DUST_WEI = 10**15
"""Coin below this (0.001) that comes from a look-alike is bait; more than that is money, whoever sends it. Of a token that is
used here it is a hundredth of one."""


class HiddenBy(Enum):
    """Why a line is not in the ordinary list."""

    NOTHING = ""
    ZERO_VALUE = "zero-value"  # nothing moved: its only purpose is to put an address into the list
    FORGED = "forged"  # a contract that nobody here uses claims that this account paid
    IMITATION = "imitates-coin"  # a token that calls itself like the coin
    LOOK_ALIKE = "look-alike"  # dust from an address that looks like one that was paid before
    UNASKED = "unknown-token"  # a token that nobody here knows came unasked
    CHOSEN = "chosen"  # the person hid it, or its token


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Whom and what this wallet knows, on one chain.

    Attributes:
        tokens: Tokens that its own acts were about, or that the person took in.
        refused: Tokens that the person hid.
        payees: Addresses that were paid, the contacts, and the own accounts.
    """

    tokens: Collection[Address] = frozenset()
    refused: Collection[Address] = frozenset()
    payees: Collection[Address] = frozenset()


def judge(legs: Collection[Leg], known: Acquaintance) -> HiddenBy:
    """Why a line that this wallet did not sign is kept out of the list; ``NOTHING`` if it is not."""
    coin = sum(leg.amount for leg in legs if leg.currency.is_coin)
    tokens = [leg for leg in legs if not leg.currency.is_coin]
    if not any(leg.amount for leg in legs):
        return HiddenBy.ZERO_VALUE
    if _is_from_a_look_alike(legs, known) and not _is_money(legs, coin, known):
        return HiddenBy.LOOK_ALIKE
    if coin or any(leg.currency.address in known.tokens for leg in tokens if leg.amount):
        return HiddenBy.NOTHING
    if any(leg.currency.address in known.refused for leg in tokens):
        return HiddenBy.CHOSEN
    if any(leg.currency.imitates_coin for leg in tokens):
        return HiddenBy.IMITATION
    return HiddenBy.FORGED if any(leg.amount < 0 for leg in tokens) else HiddenBy.UNASKED


def _is_money(legs: Collection[Leg], coin: int, known: Acquaintance) -> bool:
    """Whether more came than bait costs."""
    return coin >= DUST_WEI or any(
        leg.amount * 100 >= 10**leg.currency.decimals
        for leg in legs
        if leg.currency.address in known.tokens and not leg.currency.is_coin
    )


def _is_from_a_look_alike(legs: Collection[Leg], known: Acquaintance) -> bool:
    others = {leg.counterparty for leg in legs if leg.counterparty is not None}
    return any(other not in known.payees and look_alike(other, known.payees) is not None for other in others)
